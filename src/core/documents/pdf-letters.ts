/** Letters for window envelopes and lists to call by. Words come from whoever asks for them. */
import { margins, ornament, pdfBytes, textWidth, writeText, type Pdf, type PdfDescription, type TextStyle } from './pdf.ts'

/** Millimetres to points. */
const mm = (millimetres: number) => (millimetres * 72) / 25.4

const quiet = '#4a4a4a'

/** Where the address shows in the window of a Swedish envelope (C5, E65), from the page's left edge and top. */
const addressPlace = { right: { x: mm(110), y: mm(45), width: mm(85) }, left: { x: mm(25), y: mm(45), width: mm(80) } } as const

export interface Letter {
  /** Name and address, a line each. */
  readonly addressLines: readonly string[]
  /** "Uppsala 21 november 2026". */
  readonly dated: string
  readonly subject: string
  readonly text: string
  /** Larger letters and more air, for those who read easy Swedish. */
  readonly isLarge: boolean
}

export interface LetterPages extends PdfDescription {
  readonly window: keyof typeof addressPlace
  /** The association's name and address, a line each. */
  readonly senderLines: readonly string[]
  /** What lies in the envelope with the letter; nothing where it is alone. */
  readonly enclosures: string | null
  readonly letters: readonly Letter[]
}

/** All letters in one file, each beginning on a page of its own. */
export async function lettersPdf(pages: LetterPages): Promise<Uint8Array> {
  return pdfBytes(pages, (pdf) => {
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    for (const [index, letter] of pages.letters.entries()) {
      if (index > 0) pdf.addPage()
      const section = pdf.struct('Sect')
      root.add(section)
      drawLetter(pdf, section, pages, letter)
      section.end()
    }
    root.end()
  })
}

/** Writes a paragraph into a section and gives the place under it. */
function paragraph(pdf: Pdf, section: PDFKit.PDFStructureElement, tag: string, text: string, place: { x: number; y: number; width: number }, style: TextStyle): number {
  let below = place.y
  section.add(pdf.struct(tag, {}, () => { below = writeText(pdf, text, place, style) }))
  return below
}

function drawLetter(pdf: Pdf, section: PDFKit.PDFStructureElement, { window, senderLines, enclosures }: LetterPages, { addressLines, dated, subject, text, isLarge }: Letter): void {
  const address = addressPlace[window]
  // The sender stands beside the window, never in it.
  const sender = window === 'right' ? { x: margins.left, y: mm(18), width: mm(80) } : { x: mm(115), y: mm(18), width: mm(75) }
  paragraph(pdf, section, 'P', senderLines.join('\n'), sender, { size: 10, color: quiet })
  paragraph(pdf, section, 'P', addressLines.join('\n'), address, { size: 12, lineGap: 2 })
  paragraph(pdf, section, 'P', dated, { ...sender, y: mm(45) }, { size: 11 })
  const width = pdf.page.width - margins.left - margins.right
  const size = isLarge ? 14 : 11.5
  let y = paragraph(pdf, section, 'H1', subject, { x: margins.left, y: mm(100), width }, { size: size + 4, weight: 700 }) + size
  for (const part of [...text.split(/\n{2,}/u), ...(enclosures === null ? [] : [enclosures])]) y = paragraph(pdf, section, 'P', part, { x: margins.left, y, width }, { size, lineGap: size * 0.35 }) + size * 0.8
}

export interface CallEntry {
  readonly name: string
  /** "Ring i stället: Eva Ek". */
  readonly via: string | null
  readonly phone: string
}

export interface CallListPages extends PdfDescription {
  readonly heading: string
  readonly lead: readonly string[]
  /** What a call can end in, each with a box to tick. */
  readonly outcomes: readonly string[]
  /** What is filled in by hand: who called and when. */
  readonly blanks: readonly string[]
  readonly entries: readonly CallEntry[]
}

const entryHeight = 66

/** A list to call by, with boxes to tick. Nobody's lines are cut by the end of a page. */
export async function callListPdf(pages: CallListPages): Promise<Uint8Array> {
  return pdfBytes(pages, (pdf) => {
    const width = pdf.page.width - margins.left - margins.right
    const x = margins.left
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    let y = paragraph(pdf, root, 'H1', pages.heading, { x, y: margins.top, width }, { size: 22, weight: 700 }) + 8
    for (const line of pages.lead) y = paragraph(pdf, root, 'P', line, { x, y, width }, { size: 11.5 }) + 6
    y += 10
    const list = pdf.struct('L')
    root.add(list)
    for (const entry of pages.entries) {
      if (y + entryHeight > pdf.page.height - margins.bottom) {
        pdf.addPage()
        y = margins.top
      }
      const item = pdf.struct('LI')
      list.add(item)
      drawEntry(pdf, item, pages, entry, { x, y, width })
      item.end()
      y += entryHeight
    }
    list.end()
    root.end()
  })
}

function drawEntry(pdf: Pdf, item: PDFKit.PDFStructureElement, { outcomes, blanks }: CallListPages, { name, via, phone }: CallEntry, { x, y, width }: { x: number; y: number; width: number }): void {
  const half = width / 2
  ornament(pdf, () => pdf.moveTo(x, y).lineTo(x + width, y).lineWidth(0.5).stroke('#8a8a8a'))
  paragraph(pdf, item, 'Lbl', via === null ? name : `${name} (${via})`, { x, y: y + 7, width: width - 140 }, { size: 12, weight: 600 })
  paragraph(pdf, item, 'LBody', phone, { x: x + width - 130, y: y + 7, width: 130 }, { size: 12, weight: 600 })
  const widths = outcomes.map((outcome) => 14 + textWidth(pdf, outcome, { size: 10.5 }))
  const gap = (half + 60 - widths.reduce((sum, one) => sum + one, 0)) / outcomes.length
  let box = x
  for (const [index, outcome] of outcomes.entries()) {
    const left = box
    const needed = widths[index] ?? 0
    ornament(pdf, () => pdf.rect(left, y + 38, 10, 10).lineWidth(0.9).stroke('#1b1b1b'))
    paragraph(pdf, item, 'LBody', outcome, { x: left + 14, y: y + 36, width: needed }, { size: 10.5 })
    box += needed + gap
  }
  const rest = (half - 66) / blanks.length
  for (const [index, blank] of blanks.entries()) {
    const left = x + half + 66 + index * rest
    paragraph(pdf, item, 'LBody', blank, { x: left, y: y + 36, width: rest }, { size: 10.5, color: quiet })
    ornament(pdf, () => pdf.moveTo(left + 30, y + 49).lineTo(left + rest - 4, y + 49).lineWidth(0.5).stroke(quiet))
  }
}
