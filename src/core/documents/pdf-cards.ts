/** Membership cards: ten on a sheet of A4 to cut or tear apart, or one on a page of its own for a card printer. */
import { ornament, pdfBytes, textWidth, writeText, type Pdf, type PdfDescription } from './pdf.ts'

export interface MemberCard {
  readonly name: string
  readonly number: string
}

export interface CardPages extends PdfDescription {
  readonly paper: 'sheet' | 'single'
  readonly association: string
  /** "Medlemskort". */
  readonly heading: string
  /** Says a member number: "Medlemsnummer 1042". */
  readonly numberLine: (number: string) => string
  /** "Gäller 2027". */
  readonly validLine: string
  readonly cards: readonly MemberCard[]
}

const mm = (millimetres: number) => (millimetres * 72) / 25.4

/** The size of a bank card, as card printers and wallets have it (ISO/IEC 7810 ID-1), and of a sheet of ten such as Avery's C32016. */
const single = { width: mm(85.6), height: mm(53.98) }
const sheet = { width: mm(85), height: mm(54), columns: 2, rows: 5, left: mm(15), top: mm(13.5), columnPitch: mm(95), rowPitch: mm(54) }

const accent = '#0b5563'
const quiet = '#4a4a4a'
const padding = mm(6)

/** The cards as PDF bytes. Long names are written smaller, never cut. */
export async function cardsPdf(pages: CardPages): Promise<Uint8Array> {
  const isSingle = pages.paper === 'single'
  const pageSize = [single.width, single.height] as const
  return pdfBytes({ ...pages, ...(isSingle && { pageSize }) }, (pdf) => {
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    const bare = { margins: { top: 0, bottom: 0, left: 0, right: 0 } }
    pdf.page.margins = bare.margins
    const perPage = isSingle ? 1 : sheet.columns * sheet.rows
    for (const [index, card] of pages.cards.entries()) {
      const place = index % perPage
      if (index > 0 && place === 0) pdf.addPage(isSingle ? { size: [...pageSize], ...bare } : { size: 'A4', ...bare })
      const section = pdf.struct('Sect')
      root.add(section)
      const [x, y] = isSingle ? [0, 0] : [sheet.left + (place % sheet.columns) * sheet.columnPitch, sheet.top + Math.floor(place / sheet.columns) * sheet.rowPitch]
      drawCard(pdf, section, pages, card, { x, y, ...(isSingle ? single : { width: sheet.width, height: sheet.height }), isFramed: !isSingle })
      section.end()
    }
    root.end()
  })
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** A thin line to cut along. */
  readonly isFramed: boolean
}

function drawCard(pdf: Pdf, section: PDFKit.PDFStructureElement, { association, heading, numberLine, validLine }: CardPages, { name, number }: MemberCard, { x, y, width, height, isFramed }: Frame): void {
  const inner = width - 2 * padding
  const write = (text: string, top: number, style: Parameters<typeof writeText>[3]) =>
    section.add(pdf.struct('P', {}, () => void writeText(pdf, text, { x: x + padding, y: top, width: inner + padding }, { lineGap: 0, ...style })))
  ornament(pdf, () => {
    pdf.rect(x, y, width, mm(3)).fill(accent)
    if (isFramed) pdf.rect(x, y, width, height).lineWidth(0.25).stroke('#b5b5b5')
  })
  write(association, y + mm(7), { size: sizeFor(pdf, association, inner, 11, 600), weight: 600, color: accent })
  write(heading, y + mm(13), { size: 9, color: quiet })
  write(name, y + mm(23), { size: sizeFor(pdf, name, inner, 16, 700), weight: 700 })
  write(numberLine(number), y + height - mm(17), { size: 10 })
  write(validLine, y + height - mm(11), { size: 10, weight: 600 })
}

/** The largest size, at most `largest`, in which a text goes on one line. */
function sizeFor(pdf: Pdf, text: string, width: number, largest: number, weight: 600 | 700): number {
  return Math.min(largest, (largest * width) / textWidth(pdf, text, { size: largest, weight }))
}
