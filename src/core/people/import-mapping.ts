/**
 * Finds the table in a sheet: the row with the headings, below whatever titles, and what each column holds.
 */
import type { CustomField } from '#contract/custom-fields.ts'
import type { Cell, Sheet, Spreadsheet } from '#core/documents/spreadsheet.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { tidy } from '#shared/reading.ts'
import { cellText } from './import-cells.ts'
import { bare, rankOf, recogniseCustomField, recogniseHeading, type ColumnTarget } from './import-headings.ts'
import { recogniseTemplate, type RecognisedTemplate } from './import-templates.ts'

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
  /** Further sheets with headings, which are not read. */
  readonly otherSheets: readonly string[]
  /** The places of columns that are not read because another means the same, though they hold something. */
  readonly doubled: readonly number[]
  /** The row with the headings, from 1. */
  readonly headingRow: number
  /** The system whose public column list the headings are. */
  readonly templateName: string | null
  readonly columns: readonly Column[]
  /** The rows below the headings, with their number in the sheet. */
  readonly rows: readonly { readonly rowNumber: number; readonly cells: readonly Cell[] }[]
}

/** How far down the headings may stand. */
const titleRows = 40
const fewestHeadings = 2
const exampleCount = 3

/** Finds the table with most recognised headings, and with rows below them, among the sheets its owner sees, or nothing where there are no headings. */
export function findTable(spreadsheet: Spreadsheet, fields: readonly CustomField[] = []): Table | undefined {
  const visible = spreadsheet.sheets.filter((sheet) => !sheet.isHidden)
  const candidates = (visible.length > 0 ? visible : spreadsheet.sheets).map((sheet) => ({ sheet, ...bestHeadingRow(sheet) }))
  const hasRows = ({ sheet, index }: (typeof candidates)[number]) => Number(sheet.rows.length > index + 1)
  const [best, ...others] = candidates.filter(({ score }) => score >= fewestHeadings).toSorted((one, other) => hasRows(other) - hasRows(one) || other.score - one.score)
  return best && tableBelow(best.sheet, best.index, fields, others.map(({ sheet }) => sheet.name))
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

function tableBelow(sheet: Sheet, headingIndex: number, fields: readonly CustomField[], otherSheets: readonly string[]): Table {
  const headings = (sheet.rows[headingIndex] ?? []).map((cell) => headingText(cell))
  const rows = sheet.rows.slice(headingIndex + 1).map((cells, offset) => ({ rowNumber: headingIndex + 2 + offset, cells }))
  const template = recogniseTemplate(headings)
  const examples = headings.map((_, index) => examplesOf(rows, index))
  const meanings = headings.map((heading) => meaningOf(heading, template, fields))
  const targets = settle(headings, meanings, examples)
  const doubled = headings.flatMap((_, index) => (meanings[index] && !targets[index] && examples[index]?.length ? [index] : []))
  const columns = headings.map((heading, index): Column => ({
    index,
    heading,
    target: targets[index] ?? null,
    isHidden: sheet.hiddenColumns.includes(index),
    examples: examples[index] ?? [],
  }))
  return { sheetName: sheet.name, otherSheets, doubled, headingRow: headingIndex + 1, templateName: template?.name ?? null, columns: columns.filter((column) => column.heading !== '' || column.examples.length > 0), rows }
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

/** What a heading means: as its system has it, else the custom field of that name, else the usual words. */
function meaningOf(heading: string, template: RecognisedTemplate | undefined, fields: readonly CustomField[]): ColumnTarget | undefined {
  const known = template?.targetOf(heading)
  return known === null ? undefined : (known ?? recogniseCustomField(heading, fields) ?? recogniseHeading(heading))
}

/** One column per field: one that is not empty, the one with the better heading, the first of equals. */
function settle(headings: readonly string[], meanings: readonly (ColumnTarget | undefined)[], examples: readonly (readonly string[])[]): (ColumnTarget | undefined)[] {
  const targets = settlePostadress(headings, meanings)
  const isEmpty = (index: number) => examples[index]?.length === 0
  return targets.map((target, index) => {
    if (!target) return undefined
    const rank = rankOf(headings[index] ?? '', target.field)
    const isBeaten = targets.some((other, otherIndex) => {
      if (otherIndex === index || !other || keyOf(other) !== keyOf(target)) return false
      if (isEmpty(index) !== isEmpty(otherIndex)) return isEmpty(index)
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
