/**
 * Finds the table in a sheet: the row with the headings, below whatever titles, and what each column holds.
 */
import type { Cell, Sheet, Spreadsheet } from '#core/documents/spreadsheet-reader.ts'
import { importFields, importHeadings, type ImportField } from '#shared/data/import-headings.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { tidy } from '#shared/reading.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import { cellText } from './import-cells.ts'

/** What a column is read as; the year of a column such as `Betald 2026`. */
export interface ColumnTarget {
  readonly field: ImportField
  readonly year?: number
}

export interface Column {
  /** From 0. */
  readonly index: number
  readonly heading: string
  /** Nothing: the column is left out. */
  readonly target: ColumnTarget | null
  readonly isHidden: boolean
  /** The first few different values, so that a person can tell what the column holds. */
  readonly examples: readonly string[]
}

export interface Table {
  readonly sheetName: string
  /** The row with the headings, from 1. */
  readonly headingRow: number
  readonly columns: readonly Column[]
  /** The rows below the headings, with their number in the sheet. */
  readonly rows: readonly { readonly rowNumber: number; readonly cells: readonly Cell[] }[]
}

/** How far down the headings may stand. */
const titleRows = 40
const fewestHeadings = 2
const exampleCount = 3

/** Finds the table with most recognised headings among the sheets its owner sees, or nothing where there are no headings. */
export function findTable(spreadsheet: Spreadsheet): Table | undefined {
  const visible = spreadsheet.sheets.filter((sheet) => !sheet.isHidden)
  const candidates = (visible.length > 0 ? visible : spreadsheet.sheets).map((sheet) => ({ sheet, ...bestHeadingRow(sheet) }))
  const [best] = candidates.toSorted((one, other) => other.score - one.score)
  return best && best.score >= fewestHeadings ? tableBelow(best.sheet, best.index) : undefined
}

/** What a heading means by itself; the meaning of `Postadress` also depends on the other columns. */
export function recogniseHeading(text: string): ColumnTarget | undefined {
  const year = /(?:19|20)\d{2}/u.exec(text)?.[0]
  if (year !== undefined) return recogniseFeeYear(text.replace(year, ' '), Number(year)) ?? recogniseWords(text)
  return recogniseWords(text)
}

/** Says which fields two columns were both chosen for, and whether the name is missing. */
export function mappingFindings(targets: readonly (ColumnTarget | null)[]): RuleFinding[] {
  const chosen = targets.filter((target) => target !== null)
  const keys = chosen.map(keyOf)
  const doubled = chosen.filter((target, index) => keys.indexOf(keyOf(target)) !== index)
  const fields = new Set(chosen.map((target) => target.field))
  const hasName = fields.has('fullName') || (fields.has('givenName') && fields.has('familyName'))
  return [
    ...doubled.map((target) => ({ rule: 'imports.columnChosenTwice' as const, params: { field: target.field } })),
    ...(hasName ? [] : [{ rule: 'imports.nameColumnMissing' as const }]),
  ]
}

const meanings = new Map(importFields.flatMap((field) => importHeadings[field].map((heading) => [bare(heading), field] as const)))

/** How early a heading stands in its list; an unknown one comes last. */
function rankOf(heading: string, field: ImportField): number {
  const rank = importHeadings[field].findIndex((synonym) => bare(synonym) === bare(heading) || bare(synonym) === bare(withoutBrackets(heading)))
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
}

function recogniseWords(text: string): ColumnTarget | undefined {
  const field = meanings.get(bare(text)) ?? meanings.get(bare(withoutBrackets(text)))
  return field ? { field } : undefined
}

function recogniseFeeYear(rest: string, year: number): ColumnTarget | undefined {
  const field = bare(rest) === '' || bare(rest) === 'ar' ? 'feePaid' : meanings.get(bare(rest))
  return field === 'feePaid' || field === 'feeAmount' ? { field, year } : undefined
}

function bare(heading: string): string {
  return foldLoosely(heading).replace(/[^a-z0-9]/gu, '')
}

function withoutBrackets(heading: string): string {
  return heading.replace(/\(.*?\)/gu, ' ')
}

function keyOf(target: ColumnTarget): string {
  return `${target.field} ${target.year ?? ''}`
}

function bestHeadingRow(sheet: Sheet): { index: number; score: number } {
  let best = { index: 0, score: 0 }
  sheet.rows.slice(0, titleRows).forEach((cells, index) => {
    const score = new Set(cells.flatMap((cell) => recogniseHeading(headingText(cell)) ?? []).map(keyOf)).size
    if (score > best.score) best = { index, score }
  })
  return best
}

/** A heading is text, or the year of a fee; a row of data must not pass for headings by its numbers. */
function headingText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return tidy(cell)
  return typeof cell === 'number' && Number.isInteger(cell) && cell >= 1990 && cell <= 2100 ? String(cell) : ''
}

function tableBelow(sheet: Sheet, headingIndex: number): Table {
  const headings = (sheet.rows[headingIndex] ?? []).map((cell) => headingText(cell))
  const rows = sheet.rows.slice(headingIndex + 1).map((cells, offset) => ({ rowNumber: headingIndex + 2 + offset, cells }))
  const targets = settle(headings)
  const columns = headings.map((heading, index): Column => ({
    index,
    heading,
    target: targets[index] ?? null,
    isHidden: sheet.hiddenColumns.includes(index),
    examples: examplesOf(rows, index),
  }))
  return { sheetName: sheet.name, headingRow: headingIndex + 1, columns: columns.filter((column) => column.heading !== '' || column.examples.length > 0), rows }
}

function examplesOf(rows: Table['rows'], index: number): string[] {
  const examples = new Set<string>()
  for (const { cells } of rows) {
    const text = cellText(cells[index])
    if (text !== '') examples.add(text)
    if (examples.size === exampleCount) break
  }
  return [...examples]
}

/** One column per field: the one with the better heading, the first of equals. */
function settle(headings: readonly string[]): (ColumnTarget | undefined)[] {
  const targets = settlePostadress(headings, headings.map(recogniseHeading))
  return targets.map((target, index) => {
    if (!target) return undefined
    const rank = rankOf(headings[index] ?? '', target.field)
    const isBeaten = targets.some((other, otherIndex) => {
      if (otherIndex === index || !other || keyOf(other) !== keyOf(target)) return false
      const otherRank = rankOf(headings[otherIndex] ?? '', other.field)
      return otherRank < rank || (otherRank === rank && otherIndex < index)
    })
    return isBeaten ? undefined : target
  })
}

/** `Postadress` is the town beside a column with the street, and the street where there is none. */
function settlePostadress(headings: readonly string[], targets: readonly (ColumnTarget | undefined)[]): (ColumnTarget | undefined)[] {
  const hasStreet = targets.some((target) => target?.field === 'street')
  return targets.map((target, index) => (target && bare(headings[index] ?? '') === 'postadress' && !hasStreet ? { field: 'street' } : target))
}
