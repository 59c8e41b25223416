/** A document of headed facts, label and value, over as many pages as it takes. Words come from whoever asks for it. */
import { margins, pdfBytes, writeText, type Pdf, type PdfDescription, type TextStyle } from './pdf.ts'

export interface FactPages extends PdfDescription {
  readonly heading: string
  readonly lead: readonly string[]
  readonly sections: readonly { readonly heading: string; readonly groups: readonly (readonly { readonly label: string; readonly value: string }[])[] }[]
}

const quiet = '#4a4a4a'
const valueColumn = 190

/** The facts as PDF bytes: one heading for all, one for each section, and a list for each group. */
export async function factsPdf(pages: FactPages): Promise<Uint8Array> {
  return pdfBytes(pages, (pdf) => {
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    const width = pdf.page.width - margins.left - margins.right
    const write = (parent: PDFKit.PDFStructureElement, tag: string, text: string, place: { x: number; y: number; width: number }, style: TextStyle) => {
      let below = place.y
      parent.add(pdf.struct(tag, {}, () => { below = writeText(pdf, text, place, style) }))
      return below
    }
    let y = write(root, 'H1', pages.heading, { x: margins.left, y: margins.top, width }, { size: 24, weight: 700 }) + 8
    for (const line of pages.lead) y = write(root, 'P', line, { x: margins.left, y, width }, { size: 11 }) + 6
    for (const { heading, groups } of pages.sections) {
      y = roomFor(pdf, y + 14, 60)
      y = write(root, 'H2', heading, { x: margins.left, y, width }, { size: 15, weight: 700 }) + 4
      for (const group of groups) {
        const list = pdf.struct('L')
        root.add(list)
        for (const { label, value } of group) {
          y = roomFor(pdf, y, 30)
          const item = pdf.struct('LI')
          list.add(item)
          const labelled = write(item, 'Lbl', label, { x: margins.left, y, width: valueColumn - 12 }, { size: 10.5, color: quiet })
          const page = pdf.page
          const valued = write(item, 'LBody', value, { x: margins.left + valueColumn, y, width: width - valueColumn }, { size: 10.5 })
          item.end()
          y = (page === pdf.page ? Math.max(labelled, valued) : valued) + 2
        }
        list.end()
        y += 8
      }
    }
    root.end()
  })
}

/** The place to go on: here, or on a new page where too little is left of this one. */
function roomFor(pdf: Pdf, y: number, height: number): number {
  if (y + height <= pdf.page.height - margins.bottom) return y
  pdf.addPage()
  return margins.top
}
