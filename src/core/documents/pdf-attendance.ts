/** Attendance forms: a list to sign for those who are invited, with empty rows for others. */
import { margins, ornament, pdfBytes, writeText, type Pdf, type PdfDescription, type TextStyle } from './pdf.ts'

export interface AttendanceForm extends PdfDescription {
  readonly association: string
  readonly heading: string
  /** When and where. */
  readonly lead: readonly string[]
  /** Over the columns: name, what she is there, signature. */
  readonly columns: readonly [string, string, string]
  readonly rows: readonly { readonly name: string; readonly role: string }[]
  /** How many empty rows there are for those who come without being invited. */
  readonly emptyRows: number
  /** Where whoever answers for the list signs it. */
  readonly signature: string
}

const quiet = '#4a4a4a'
const rowHeight = 30
/** Where the columns begin, as a part of the width. */
const starts = [0, 0.42, 0.62] as const

/** The form as PDF bytes. No row is cut by the end of a page, and each page has the heads of the columns. */
export async function attendancePdf(form: AttendanceForm): Promise<Uint8Array> {
  return pdfBytes(form, (pdf) => {
    const width = pdf.page.width - margins.left - margins.right
    const bottom = pdf.page.height - margins.bottom
    const x = margins.left
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    const paragraph = (tag: string, text: string, y: number, style: TextStyle) => {
      let below = y
      root.add(pdf.struct(tag, {}, () => { below = writeText(pdf, text, { x, y, width }, style) }))
      return below
    }
    let y = paragraph('P', form.association, margins.top - 20, { size: 11, color: quiet })
    y = paragraph('H1', form.heading, y + 4, { size: 20, weight: 700 }) + 4
    for (const line of form.lead) y = paragraph('P', line, y, { size: 11.5 }) + 2
    const table = pdf.struct('Table')
    root.add(table)
    const cells = (tag: 'TH' | 'TD', texts: readonly string[], top: number, style: TextStyle) => {
      const row = pdf.struct('TR')
      table.add(row)
      for (const [index, text] of texts.entries()) row.add(pdf.struct(tag, {}, () => void writeText(pdf, text, cellPlace(index, x, width, top), style)))
      row.end()
    }
    const heads = { size: 10, weight: 600, color: quiet } as const
    cells('TH', form.columns, y + 14, heads)
    y = ruled(pdf, x, y + 30, width)
    const empty = Array.from({ length: form.emptyRows }, () => ({ name: '', role: '' }))
    for (const { name, role } of [...form.rows, ...empty]) {
      if (y + rowHeight > bottom) {
        pdf.addPage()
        ornament(pdf, () => {
          for (const [index, text] of form.columns.entries()) writeText(pdf, text, cellPlace(index, x, width, margins.top), heads)
        })
        y = ruled(pdf, x, margins.top + 18, width)
      }
      cells('TD', [name, role, ''], y + 9, { size: 11.5 })
      y = ruled(pdf, x, y + rowHeight, width)
    }
    table.end()
    if (y + 70 > bottom) {
      pdf.addPage()
      y = margins.top - 30
    }
    ruled(pdf, x, y + 52, width * 0.55)
    paragraph('P', form.signature, y + 56, { size: 10, color: quiet })
    root.end()
  })
}

function cellPlace(index: number, x: number, width: number, y: number): { x: number; y: number; width: number } {
  const start = starts[index] ?? 0
  return { x: x + start * width, y, width: ((starts[index + 1] ?? 1) - start) * width - 6 }
}

/** Draws a line and gives its place. */
function ruled(pdf: Pdf, x: number, y: number, width: number): number {
  ornament(pdf, () => pdf.moveTo(x, y).lineTo(x + width, y).lineWidth(0.5).stroke('#8a8a8a'))
  return y
}
