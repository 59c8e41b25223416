/**
 * One table as a file that a spreadsheet opens: an Excel file with typed cells, or text with semicolons. Knows nothing of the domain.
 */
import Papa from 'papaparse'
import { dateTimeText, type Instant } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'
import { oreToDecimalText } from '#shared/money.ts'
import type { ColumnType } from './workbook.ts'
import { workbookBytes } from './xlsx.ts'

const tableFormats = ['excel', 'csv'] as const
export type TableFormat = (typeof tableFormats)[number]

export const tableMediaTypes: Readonly<Record<TableFormat, string>> = {
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export type TableCell = string | number | boolean | null

export interface Table {
  /** Shown on the tab, and as the file's title. */
  readonly title: string
  readonly columns: readonly { readonly header: string; readonly type: ColumnType }[]
  readonly rows: readonly (readonly TableCell[])[]
  /** The association. Shown as the file's author. */
  readonly creator: string
  readonly language: Language
  readonly createdAt: Instant
  /** What yes and no are called where a cell has no type. */
  readonly yesNo: { readonly yes: string; readonly no: string }
}

/** The bytes of a table in a format. */
export async function tableFile(format: TableFormat, table: Table, signal?: AbortSignal): Promise<Uint8Array> {
  return format === 'csv' ? asText(table) : asWorkbook(table, signal)
}

function asWorkbook({ title, columns, rows, creator, language, createdAt }: Table, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return workbookBytes({ title, creator, language, createdAt, sheets: [{ name: title, columns, rows }] }, signal ? { signal } : {})
}

/** Semicolons, as Excel in Sweden expects; a byte order mark, so that it reads å, ä and ö; RFC 4180 for the rest. */
function asText({ columns, rows, yesNo }: Table): Uint8Array {
  const fields = columns.map(({ header }) => defused(header))
  const data = rows.map((row) => columns.map(({ type }, index) => textCell(row[index] ?? null, type, yesNo)))
  const text = Papa.unparse({ fields, data }, { delimiter: ';', newline: '\r\n' })
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}

/** Text that is no formula, kronor and percentages with a decimal comma, clock times in Swedish time, and yes and no in words. */
function textCell(value: TableCell, type: ColumnType, yesNo: Table['yesNo']): string | number | null {
  if (typeof value === 'boolean') return value ? yesNo.yes : yesNo.no
  if (typeof value === 'number') return type === 'ore' || type === 'percent' ? `${oreToDecimalText(value).replace('.', ',')}${type === 'percent' ? ' %' : ''}` : value
  if (value === null) return null
  return type === 'dateTime' ? dateTimeText(value as Instant) : defused(value)
}

/**
 * A cell of a text file that a spreadsheet would take for a formula gets an apostrophe before it.
 * Source: OWASP, "CSV Injection".
 */
export function defused(value: string): string {
  return /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
}
