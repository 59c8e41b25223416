/**
 * Writes Excel files: plain tables in, bytes out, always through exceljs' streaming writer, so that memory does not grow with the rows.
 */
import { PassThrough, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import Excel from 'exceljs'
import { toFormatterDate, toSpreadsheetDate, toSpreadsheetDateTime, type Instant, type LocalDate } from '#shared/dates.ts'
import {
  cleanText,
  isNote,
  sheetNames,
  type CellValue,
  type ColumnType,
  type WorkbookColumn,
  type WorkbookModel,
  type WorkbookRow,
  type WorkbookSheet,
} from './workbook.ts'

export interface WriteOptions {
  /** Told how many rows of all sheets together have been written, every 500 rows and at the end. */
  readonly onProgress?: (rowsWritten: number) => void
  /** Stops the writing between two rows; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

/** A4, by its number in the file format. exceljs' own name for it exists only for the type checker. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
const a4 = 9 as Excel.PaperSize

/** How many rows are written before others get their turn. */
const rowsPerTurn = 500

/** Writes a workbook to a stream and ends the stream. The stream is destroyed when the writing fails or is cancelled. */
export async function writeWorkbook(model: WorkbookModel, sink: Writable, { onProgress, signal }: WriteOptions = {}): Promise<void> {
  signal?.throwIfAborted()
  const stop = () => sink.destroy(signal?.reason as Error)
  signal?.addEventListener('abort', stop, { once: true })
  const delivered = finished(sink)
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  const turns = turnTaker(delivered, onProgress)
  try {
    describe(workbook, model)
    const names = sheetNames(model.sheets.map((sheet) => sheet.name))
    for (const [index, sheet] of model.sheets.entries()) await writeSheet(workbook, names[index] ?? sheet.name, sheet, turns)
    await Promise.race([workbook.commit(), delivered])
    await delivered
    turns.report()
  } catch (error) {
    sink.destroy()
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** A whole workbook as bytes, for files that are known to be small. */
export async function workbookBytes(model: WorkbookModel, options?: WriteOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const sink = new PassThrough().on('data', (chunk: Uint8Array) => chunks.push(chunk))
  await writeWorkbook(model, sink, options)
  return new Uint8Array(Buffer.concat(chunks))
}

interface Turns {
  /** Counts a row; every 500 rows it reports, lets others work, and stops when the stream has failed or was cancelled. */
  readonly rowWritten: () => Promise<void> | undefined
  readonly report: () => void
}

function turnTaker(delivered: Promise<void>, onProgress: WriteOptions['onProgress']): Turns {
  let rows = 0
  const failure = { error: undefined as unknown, happened: false }
  delivered.catch((error: unknown) => Object.assign(failure, { error, happened: true }))
  const takeTurn = async () => {
    onProgress?.(rows)
    await yieldToOthers()
    if (failure.happened) throw failure.error
  }
  return {
    rowWritten: () => {
      rows += 1
      return rows % rowsPerTurn === 0 ? takeTurn() : undefined
    },
    report: () => onProgress?.(rows),
  }
}

function describe(workbook: Excel.stream.xlsx.WorkbookWriter, model: WorkbookModel): void {
  const madeAt = toFormatterDate(model.createdAt)
  Object.assign(workbook, {
    creator: cleanText(model.creator),
    lastModifiedBy: cleanText(model.creator),
    title: cleanText(model.title),
    subject: cleanText(model.subject ?? model.title),
    language: { sv: 'sv-SE', en: 'en-GB' }[model.language],
    created: madeAt,
    modified: madeAt,
  })
}

async function writeSheet(workbook: Excel.stream.xlsx.WorkbookWriter, name: string, sheet: WorkbookSheet, turns: Turns): Promise<void> {
  const lines = [...(sheet.title === undefined ? [] : [sheet.title]), ...(sheet.lines ?? [])]
  const headerRow = lines.length === 0 ? 1 : lines.length + 2
  const worksheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headerRow, activeCell: `A${headerRow + 1}` }],
    pageSetup: { orientation: 'landscape', paperSize: a4, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${headerRow}:${headerRow}` },
    headerFooter: { oddFooter: '&L&A&R&P / &N' },
  })
  worksheet.columns = sheet.columns.map((column) => ({ width: column.width ?? fittingWidth(column) }))
  for (const [index, line] of lines.entries()) writeLine(worksheet, line, index === 0 && sheet.title !== undefined)
  if (lines.length > 0) worksheet.addRow([]).commit()
  writeHeader(worksheet, sheet.columns)

  const writing = writingOf(sheet.columns)
  let lastRow = headerRow
  for await (const row of sheet.rows) {
    writeRow(worksheet, writing, row, 'plain')
    lastRow += 1
    const turn = turns.rowWritten()
    if (turn) await turn
  }
  if (sheet.columns.length > 0 && lastRow > headerRow) {
    worksheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: lastRow, column: sheet.columns.length } }
  }
  for (const row of sheet.totals ?? []) writeRow(worksheet, writing, row, 'total')
  worksheet.commit()
}

function writeLine(worksheet: Excel.Worksheet, line: string, isTitle: boolean): void {
  const row = worksheet.addRow([cleanText(line)])
  row.getCell(1).style = isTitle ? titleStyle : lineStyle
  row.commit()
}

function writeHeader(worksheet: Excel.Worksheet, columns: readonly WorkbookColumn[]): void {
  const row = worksheet.addRow(columns.map((column) => cleanText(column.header)))
  for (const [index, column] of columns.entries()) row.getCell(index + 1).style = isFigure(column.type) ? figureHeaderStyle : headerStyle
  row.commit()
}

function writeRow(worksheet: Excel.Worksheet, { writers, wrapped }: Writing, values: WorkbookRow, kind: 'plain' | 'total'): void {
  const row = worksheet.addRow([])
  for (const [index, write] of writers.entries()) {
    const value = values[index]
    if (value === null || value === undefined || value === '') continue
    write(row.getCell(index + 1), value, kind)
  }
  if (wrapped.length > 0) row.height = lineHeight * Math.max(...wrapped.map(({ index, width }) => linesOf(values[index] ?? null, width)))
  row.commit()
}

/** How many lines a value takes at so many characters each; an empty cell takes one. */
function linesOf(value: CellValue, width: number): number {
  return Math.max(1, Math.ceil((isNote(value) ? value.note : String(value ?? '')).length / width))
}

/** How a sheet's rows are written: each column's cells, and which columns go on over several lines, at how many characters. */
interface Writing {
  readonly writers: readonly CellWriter[]
  readonly wrapped: readonly { readonly index: number; readonly width: number }[]
}

function writingOf(columns: readonly WorkbookColumn[]): Writing {
  return {
    writers: columns.map(cellWriter),
    wrapped: columns.flatMap((column, index) => (column.isWrapped ? { index, width: column.width ?? fittingWidth(column) } : [])),
  }
}

/** The height of a line of text, in points. Programs other than Excel do not fit a row to its text by themselves. */
const lineHeight = 15

type CellWriter = (cell: Excel.Cell, value: Exclude<CellValue, null>, kind: 'plain' | 'total') => void

/** How a column's values become Excel's. The style objects are shared between cells, which exceljs recognises and writes once. */
function cellWriter(column: WorkbookColumn): CellWriter {
  const convert = converters[column.type]
  const styles = { plain: styleOf(column, false), total: styleOf(column, true) }
  const noteStyles = { plain: noteStyle, total: { ...noteStyle, font: { ...noteStyle.font, bold: true } } }
  return (cell, value, kind) => {
    if (isNote(value)) {
      cell.value = cleanText(value.note)
      cell.style = noteStyles[kind]
    } else {
      cell.value = convert(value)
      cell.style = styles[kind]
    }
  }
}

type PlainValue = Exclude<CellValue, null | { readonly note: string }>

const converters: Record<ColumnType, (value: PlainValue) => Excel.CellValue> = {
  text: (value) => cleanText(String(value)),
  identifier: (value) => cleanText(String(value)),
  integer: (value) => wholeNumber(value),
  ore: (value) => wholeNumber(value) / 100,
  hours: (value) => wholeNumber(value) / 60,
  percent: (value) => wholeNumber(value) / 10_000,
  date: (value) => spreadsheetDate(value as LocalDate),
  dateTime: (value) => toSpreadsheetDateTime(value as Instant),
  boolean: (value) => Boolean(value),
}

function wholeNumber(value: PlainValue): number {
  if (!Number.isSafeInteger(value)) throw new TypeError('A column of figures takes whole numbers')
  return value as number
}

const rememberedDates = new Map<LocalDate, Date>()

/** As `toSpreadsheetDate`, remembering the dates of the last tens of thousands of cells: lists repeat the same days. */
function spreadsheetDate(date: LocalDate): Date {
  const remembered = rememberedDates.get(date)
  if (remembered) return remembered
  if (rememberedDates.size > 50_000) rememberedDates.clear()
  const made = toSpreadsheetDate(date)
  rememberedDates.set(date, made)
  return made
}

function isFigure(type: ColumnType): boolean {
  return type === 'integer' || type === 'ore' || type === 'hours' || type === 'percent'
}

/** The face of cells that are styled; what is left out would be left to the reader's program. */
const face = { name: 'Calibri', family: 2, size: 11 } as const

function fittingWidth(column: WorkbookColumn): number {
  return Math.max(usualWidths[column.type], Math.min(column.header.length + 4, 40))
}

const usualWidths: Record<ColumnType, number> = { text: 28, identifier: 16, integer: 10, ore: 15, hours: 10, date: 12, dateTime: 17, percent: 10, boolean: 10 }

/** As Excel stores them, in American notation: it shows them by the reader's own settings, in Swedish as `# ##0,00 "kr"`. */
const numberFormats: Record<ColumnType, string | undefined> = {
  text: undefined,
  identifier: '@',
  integer: '#,##0',
  ore: '#,##0.00 "kr"',
  hours: '#,##0.0',
  percent: '0.0#%',
  date: 'yyyy-mm-dd',
  dateTime: 'yyyy-mm-dd hh:mm',
  boolean: undefined,
}

function styleOf({ type, isWrapped = false }: WorkbookColumn, isTotal: boolean): Partial<Excel.Style> {
  const numFmt = numberFormats[type]
  return {
    ...(numFmt === undefined ? {} : { numFmt }),
    ...(isWrapped ? { alignment: { wrapText: true, vertical: 'top' } } : {}),
    ...(isTotal ? { font: { ...face, bold: true }, border: { top: { style: 'thin' } } } : {}),
  }
}

const titleStyle: Partial<Excel.Style> = { font: { ...face, bold: true, size: 16 } }
const lineStyle: Partial<Excel.Style> = { font: { ...face, color: { argb: 'FF444444' } } }
const headerStyle: Partial<Excel.Style> = {
  font: { ...face, bold: true },
  alignment: { wrapText: true, vertical: 'bottom' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF1' } },
  border: { bottom: { style: 'medium' } },
}
const figureHeaderStyle: Partial<Excel.Style> = { ...headerStyle, alignment: { ...headerStyle.alignment, horizontal: 'right' } }
const noteStyle = { font: { ...face, italic: true }, alignment: { horizontal: 'right' } } satisfies Partial<Excel.Style>
