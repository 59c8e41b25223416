/** The layout of a certificate: who, what, a list of facts, and who signs. Words come from whoever asks for it. */
import { margins, ornament, pdfBytes, writeText, type Pdf, type PdfDescription } from './pdf.ts'

export interface CertificatePage extends PdfDescription {
  readonly organisation: string
  /** "Kursintyg". */
  readonly heading: string
  /** The line over the name. */
  readonly lead: string
  readonly name: string
  /** The line under the name. */
  readonly statement: string
  /** What was taken part in. */
  readonly subject: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** "Uppsala den 12 maj 2026". */
  readonly issued: string
  readonly signer: string
  readonly signerTitle: string
  readonly footer: string
}

const accent = '#0b5563'
const quiet = '#4a4a4a'
/** Where the labels of the list end and the values begin, in points from the left margin. */
const valueColumn = 170

/** A certificate on one A4 page, as PDF bytes. */
export async function certificatePdf(page: CertificatePage): Promise<Uint8Array> {
  return pdfBytes(page, (pdf) => {
    const width = pdf.page.width - margins.left - margins.right
    const x = margins.left
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    ornament(pdf, () => pdf.rect(0, 0, pdf.page.width, 14).fill(accent))

    const paragraph = (tag: string, text: string, y: number, style: Parameters<typeof writeText>[3]) => {
      let below = y
      root.add(pdf.struct(tag, {}, () => { below = writeText(pdf, text, { x, y, width }, style) }))
      return below
    }
    let y = paragraph('P', page.organisation, margins.top, { size: 13, weight: 600, color: accent })
    y = paragraph('H1', page.heading, y + 40, { size: 40, weight: 700, color: accent })
    y = paragraph('P', page.lead, y + 36, { size: 13, color: quiet })
    y = paragraph('P', page.name, y + 6, { size: 30, weight: 700 })
    y = paragraph('P', page.statement, y + 14, { size: 13, color: quiet })
    y = paragraph('P', page.subject, y + 6, { size: 20, weight: 600 })
    y = factList(pdf, root, page.facts, { x, y: y + 34, width })
    signature(pdf, page, paragraph, { x, y: Math.max(y + 48, 590), width })
    paragraph('P', page.footer, pdf.page.height - margins.bottom - 14, { size: 9.5, color: quiet })
    root.end()
  })
}

function factList(pdf: Pdf, root: PDFKit.PDFStructureElement, facts: CertificatePage['facts'], place: { x: number; y: number; width: number }): number {
  const list = pdf.struct('L')
  root.add(list)
  let y = place.y
  for (const { label, value } of facts) {
    const top = y
    const item = pdf.struct('LI')
    list.add(item)
    item.add(pdf.struct('Lbl', {}, () => { y = writeText(pdf, label, { x: place.x, y: top, width: valueColumn - 12 }, { size: 12, color: quiet }) }))
    item.add(
      pdf.struct('LBody', {}, () => {
        y = Math.max(y, writeText(pdf, value, { x: place.x + valueColumn, y: top, width: place.width - valueColumn }, { size: 12, weight: 600 }))
      }),
    )
    y += 7
  }
  list.end()
  return y
}

function signature(
  pdf: Pdf,
  page: CertificatePage,
  paragraph: (tag: string, text: string, y: number, style: Parameters<typeof writeText>[3]) => number,
  place: { x: number; y: number; width: number },
): void {
  const line = paragraph('P', page.issued, place.y, { size: 12 }) + 52
  ornament(pdf, () => pdf.moveTo(place.x, line).lineTo(place.x + 240, line).lineWidth(0.8).stroke(quiet))
  const below = paragraph('P', page.signer, line + 6, { size: 12, weight: 600 })
  paragraph('P', page.signerTitle, below, { size: 11, color: quiet })
}
