/** Sheets of labels: what each holds where, in writing as large as fits. Text is never cut; what does not fit is told. */
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { margins, pdfBytes, textWidth, writeText, type Pdf, type PdfDescription } from './pdf.ts'

/** A sheet of labels on A4, in millimetres. */
export interface LabelLayout {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
  /** From the paper's edge to the first label. */
  readonly left: number
  readonly top: number
  /** From one label's left edge to the next one's. */
  readonly columnPitch: number
  readonly rowPitch: number
}

export interface LabelSheets {
  readonly bytes: Uint8Array
  /** The places in the list of the labels that did not fit, which are not printed. */
  readonly tooLong: readonly number[]
}

/** The makers' own measures, in millimetres, by Avery's numbers. */
export const labelLayouts = {
  L7160: { columns: 3, rows: 7, width: 63.5, height: 38.1, left: 7.2, top: 15.15, columnPitch: 66.04, rowPitch: 38.1 },
  L7163: { columns: 2, rows: 7, width: 99.1, height: 38.1, left: 4.65, top: 15.15, columnPitch: 101.6, rowPitch: 38.1 },
  L7159: { columns: 3, rows: 8, width: 63.5, height: 33.9, left: 7.2, top: 12.9, columnPitch: 66.04, rowPitch: 33.9 },
} as const satisfies Record<string, LabelLayout>

const pointsPerMillimetre = 72 / 25.4
/** White between the label's edge and the writing, in points; printers do not draw the paper exactly. */
const padding = 9
const largestSize = 12
/** Smaller writing than this does not belong on an envelope. */
const smallestSize = 7
const lineHeight = 1.25

/** As long as labels are drawn before others get their turn. */
const milliseconds = 40

interface Drawing {
  readonly signal?: AbortSignal | undefined
  /** Told now and then how many labels have been drawn. */
  readonly onDrawn?: ((count: number) => void) | undefined
}

/**
 * Labels on as many sheets as are needed, as PDF bytes.
 * @param labels each label's lines
 * @param first the first free label of the first sheet, counted along the rows from 1
 */
export async function labelSheets(description: PdfDescription, layout: LabelLayout, labels: readonly (readonly string[])[], first: number, { signal, onDrawn }: Drawing = {}): Promise<LabelSheets> {
  const tooLong: number[] = []
  const bytes = await pdfBytes(description, async (pdf) => {
    const list = pdf.struct('Document')
    pdf.addStructure(list)
    prepare(pdf)
    let place = first - 1
    let turnBegan = performance.now()
    for (const [index, lines] of labels.entries()) {
      if (performance.now() - turnBegan > milliseconds) {
        onDrawn?.(index)
        await yieldToOthers()
        signal?.throwIfAborted()
        turnBegan = performance.now()
      }
      const fitted = fit(pdf, lines, layout)
      if (!fitted) {
        tooLong.push(index)
        continue
      }
      const perSheet = layout.columns * layout.rows
      if (place === perSheet) {
        pdf.addPage({ size: 'A4', margins: { top: 0, bottom: 0, left: 0, right: 0 } })
        place = 0
      }
      list.add(pdf.struct('P', {}, () => write(pdf, fitted, layout, place)))
      place += 1
    }
    list.end()
  })
  return { bytes, tooLong }
}

/** The first page comes with margins, which would push the last row of labels to the next. */
function prepare(pdf: Pdf): void {
  pdf.page.margins = { ...margins, top: 0, bottom: 0, left: 0, right: 0 }
}

interface Fitted {
  readonly lines: readonly string[]
  readonly size: number
}

/** The lines in the largest writing that they fit in, long ones broken between words. */
function fit(pdf: Pdf, lines: readonly string[], layout: LabelLayout): Fitted | undefined {
  const width = layout.width * pointsPerMillimetre - 2 * padding
  const height = layout.height * pointsPerMillimetre - 2 * padding
  for (let size = largestSize; size >= smallestSize; size -= 0.5) {
    const broken = lines.map((line) => breakLine(pdf, line, size, width))
    const all = broken.flatMap((parts) => parts ?? [])
    if (broken.every((parts) => parts !== undefined) && all.length * size * lineHeight <= height) return { lines: all, size }
  }
  return undefined
}

/** A line in parts that are no wider than the label; nothing where a single word is. */
function breakLine(pdf: Pdf, line: string, size: number, width: number): string[] | undefined {
  const parts: string[] = []
  for (const word of line.split(/\s+/u).filter(Boolean)) {
    if (textWidth(pdf, word, { size }) > width) return undefined
    const last = parts.at(-1)
    if (last !== undefined && textWidth(pdf, `${last} ${word}`, { size }) <= width) parts[parts.length - 1] = `${last} ${word}`
    else parts.push(word)
  }
  return parts
}

function write(pdf: Pdf, { lines, size }: Fitted, layout: LabelLayout, place: number): void {
  const [column, row] = [place % layout.columns, Math.floor(place / layout.columns)]
  const height = layout.height * pointsPerMillimetre
  const x = (layout.left + column * layout.columnPitch) * pointsPerMillimetre + padding
  const top = (layout.top + row * layout.rowPitch) * pointsPerMillimetre
  let y = top + (height - lines.length * size * lineHeight) / 2
  for (const line of lines) {
    // A little wider than measured, so that rounding never breaks the line once more.
    writeText(pdf, line, { x, y, width: layout.width * pointsPerMillimetre - padding }, { size, color: '#000000', lineGap: 0 })
    y += size * lineHeight
  }
}
