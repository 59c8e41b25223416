/**
 * Reads the rows of one sheet of a workbook (ECMA-376 part 1, 18.3).
 */
import { addDays, isLocalDate, type LocalDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import { attributeNamed, walkXml } from './read-xml.ts'
import type { Cell, ReadingLimits, Sheet } from './spreadsheet.ts'

/** What the sheets of a workbook share. */
export interface WorkbookContext {
  readonly sharedStrings: readonly string[]
  /** For each cell format, whether it writes a number as a date. */
  readonly isDateFormat: readonly boolean[]
  /** Whether days are counted from 1904, as on old Macs. */
  readonly countsFrom1904: boolean
}

/** The cell that is being read: where it stands, and its value as the file writes it. */
interface RawCell {
  column: number
  kind: string
  format: number
  text: string
  hasText: boolean
}

const noCells: readonly Cell[] = []

/** Excel has no row below this one (ECMA-376 part 1, 18.3.1.73, as limited by Excel). */
const lowestRow = 1_048_576

/** The cells of a sheet. `links` are the sheet's relationships, for mail addresses behind words. */
export function readSheetCells(xml: string, links: ReadonlyMap<string, string>, context: WorkbookContext, limits: ReadingLimits): Pick<Sheet, 'rows' | 'hiddenColumns'> {
  const rows: Cell[][] = []
  const hidden: number[] = []
  const dateOf = dateReader(context.countsFrom1904)
  const raw: RawCell = { column: -1, kind: 'n', format: 0, text: '', hasText: false }
  let rowIndex = -1
  let row: Cell[] = []
  let filledRows = 0
  let isInValue = false
  let isInAid = false

  function endRow(): void {
    if (row.length === 0) return
    filledRows += 1
    // A row that says it stands far down would have all the empty ones above it made.
    if (!(rowIndex < lowestRow)) throw new RangeError('A row stands below the last one')
    if (filledRows > limits.rows + limits.headRows) throw new RuleViolation('imports.tooManyRows', { max: limits.rows })
    rows[rowIndex] = row
  }

  function endCell(): void {
    const value = raw.hasText ? valueOf(raw, context, dateOf) : null
    if (value === null || value === '') return
    if (raw.column >= limits.columns) throw new RuleViolation('imports.tooManyColumns', { max: limits.columns })
    while (row.length < raw.column) row.push(null)
    row[raw.column] = value
  }

  walkXml(xml, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          rowIndex = attributes['r'] === undefined ? rowIndex + 1 : Number(attributes['r']) - 1
          row = []
          raw.column = -1
          break
        case 'c':
          raw.column = attributes['r'] === undefined ? raw.column + 1 : columnOf(attributes['r'])
          raw.kind = attributes['t'] ?? 'n'
          raw.format = Number(attributes['s'] ?? 0)
          raw.text = ''
          raw.hasText = false
          break
        case 'v':
        case 't':
          isInValue = true
          break
        case 'rPh':
          isInAid = true
          break
        case 'col':
          if (isTrue(attributes['hidden'])) addColumns(hidden, Number(attributes['min']), Math.min(Number(attributes['max']), limits.columns))
          break
        case 'mergeCell':
          fillDown(rows, attributes['ref'] ?? '', limits)
          break
        case 'hyperlink':
          followLink(rows, attributes, links)
          break
        default:
      }
    },
    text(content) {
      if (!isInValue || isInAid) return
      raw.text += content
      raw.hasText = true
    },
    close(name) {
      if (name === 'v' || name === 't') isInValue = false
      else if (name === 'c') endCell()
      else if (name === 'row') endRow()
      else if (name === 'rPh') isInAid = false
    },
  })
  return { rows: Array.from(rows, (cells) => cells ?? noCells), hiddenColumns: hidden.filter((column) => rows.some((cells) => column < cells.length)) }
}

type DateReader = (days: number) => LocalDate | undefined

/** A cell's value as plainly as can be. Of a formula it is the result that was saved; an error is none. */
function valueOf(raw: RawCell, { sharedStrings, isDateFormat }: WorkbookContext, dateOf: DateReader): Cell {
  switch (raw.kind) {
    case 's':
      return unescape(sharedStrings[Number(raw.text)] ?? '')
    case 'str':
    case 'inlineStr':
      return unescape(raw.text)
    case 'b':
      return raw.text === '1'
    case 'e':
      return null
    case 'd':
      return isLocalDate(raw.text.slice(0, 10)) ? { date: raw.text.slice(0, 10) as LocalDate } : null
    default:
      return numberOrDate(Number(raw.text), isDateFormat[raw.format] ?? false, dateOf)
  }
}

function numberOrDate(value: number, isDate: boolean, dateOf: DateReader): Cell {
  if (!Number.isFinite(value)) return null
  if (!isDate) return value
  const date = dateOf(Math.floor(value))
  return date ? { date } : null
}

/** Days are counted from the last day of 1899, with a 29 February 1900 that never was, or from the first of 1904. */
function dateReader(countsFrom1904: boolean): DateReader {
  const known = new Map<number, LocalDate | undefined>()
  return (days) => {
    if (!known.has(days)) known.set(days, days >= 0 && days < 110_000 ? dateOfDays(days, countsFrom1904) : undefined)
    return known.get(days)
  }
}

function dateOfDays(days: number, countsFrom1904: boolean): LocalDate | undefined {
  if (countsFrom1904) return addDays('1904-01-01', days)
  if (days === 0 || days === 60) return undefined
  return addDays('1899-12-31', days > 60 ? days - 1 : days)
}

/** `C5` is column 2. */
function columnOf(reference: string): number {
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** The file format writes characters that XML cannot hold as `_x000D_`. */
function unescape(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}

function addColumns(columns: number[], first: number, last: number): void {
  for (let column = first; column <= last; column++) columns.push(column - 1)
}

/** What stands in a cell merged with those below it holds for all their rows, such as the address of a family. Titles that are merged across columns stay as they are. */
function fillDown(rows: Cell[][], reference: string, limits: ReadingLimits): void {
  const [, letters = '', first, lastLetters, last] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(reference) ?? []
  const column = columnOf(letters)
  const value = rows[Number(first) - 1]?.[column] ?? null
  if (letters !== lastLetters || column >= limits.columns || value === null) return
  for (let index = Number(first); index < Number(last); index++) {
    const row = rows[index]
    if (!row || row.length === 0 || (row[column] ?? null) !== null) return
    while (row.length < column) row.push(null)
    row[column] = value
  }
}

/** A mail address may stand behind a word such as "Mejla". */
function followLink(rows: Cell[][], attributes: Readonly<Record<string, string>>, links: ReadonlyMap<string, string>): void {
  const reference = attributes['ref'] ?? ''
  const address = /^mailto:([^?]+)/iu.exec(links.get(attributeNamed(attributes, 'id') ?? '') ?? '')?.[1]
  const row = rows[Number(/\d+$/u.exec(reference)?.[0] ?? 0) - 1]
  const column = columnOf(reference)
  const shown = row?.[column]
  if (address !== undefined && row && column < row.length && !(typeof shown === 'string' && shown.includes('@'))) row[column] = decodeURIComponent(address)
}
