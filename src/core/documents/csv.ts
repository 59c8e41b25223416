/** Writes text files for Excel: semicolons, a byte order mark so that å, ä and ö survive, and a guard against formulas. */
import { oreToDecimalText, timesFraction } from '#shared/money.ts'
import { isNote, type CellValue, type ColumnType, type WorkbookColumn, type WorkbookRow } from './workbook.ts'

/** Rows of one table as CSV text, header first, line by line. Amounts are in kronor with a decimal comma, dates YYYY-MM-DD. */
export async function* csvLines(
  columns: readonly WorkbookColumn[],
  rows: Iterable<WorkbookRow> | AsyncIterable<WorkbookRow>,
): AsyncGenerator<string> {
  yield `\ufeff${line(columns.map((column) => guarded(column.header)))}`
  for await (const row of rows) yield line(columns.map((column, index) => cellText(row[index] ?? null, column.type)))
}

function line(cells: readonly string[]): string {
  return `${cells.map(quoted).join(';')}\r\n`
}

function quoted(text: string): string {
  return /[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
}

function cellText(value: CellValue, type: ColumnType): string {
  if (value === null) return ''
  if (isNote(value)) return guarded(value.note)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string') return guarded(value)
  if (type === 'ore') return oreToDecimalText(value).replace('.', ',')
  if (type === 'percent') return oreToDecimalText(value).replace('.', ',')
  if (type === 'hours') return oreToDecimalText(timesFraction(value, 100, 60)).replace('.', ',')
  return String(value)
}
