/**
 * What a spreadsheet is to the rest of the core: plain tables with typed columns. Knows neither the domain nor a file format.
 */
import type { Instant } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'

/**
 * What a column holds.
 * `identifier` is text that looks like a number and must stay text: identity numbers, telephone numbers, postcodes, accounts.
 * `ore` takes whole öre and shows kronor; `hours` takes minutes; `percent` takes hundredths of a percent; `dateTime` takes an instant and shows Swedish time.
 */
export type ColumnType = 'text' | 'identifier' | 'integer' | 'ore' | 'hours' | 'date' | 'dateTime' | 'percent' | 'boolean'

export interface WorkbookColumn {
  readonly header: string
  readonly type: ColumnType
  /** Width in characters; a fitting one for the type and the header when left out. */
  readonly width?: number
  /** Long text goes on over several lines instead of being cut. */
  readonly isWrapped?: boolean
}

/** Words in the place of a figure, for a figure that is withheld. */
export interface CellNote {
  readonly note: string
}

/** A cell's value. It fits its column's type: text, a `LocalDate`, a whole number of whatever the type counts, or true and false. */
export type CellValue = string | number | boolean | null | CellNote

export type WorkbookRow = readonly CellValue[]

export interface WorkbookSheet {
  /** Shown on the tab. Made fit for Excel by {@link sheetNames}. */
  readonly name: string
  /** The heading above the table. */
  readonly title?: string
  /** Sentences between the heading and the table: as of which date, what is counted, what is withheld. */
  readonly lines?: readonly string[]
  readonly columns: readonly WorkbookColumn[]
  readonly rows: Iterable<WorkbookRow> | AsyncIterable<WorkbookRow>
  /** Rows under the table, in bold and outside the filter: sums. */
  readonly totals?: readonly WorkbookRow[]
}

export interface WorkbookModel {
  readonly title: string
  readonly subject?: string
  /** The association. Shown as the file's author. */
  readonly creator: string
  readonly language: Language
  readonly createdAt: Instant
  readonly sheets: readonly WorkbookSheet[]
}

/** The longest text that a cell can hold. Excel repairs the file when it is longer. */
const longestText = 32_767

/**
 * Text as a cell can hold it: without the characters that XML forbids and the halves of broken pairs, at most 32 767 characters,
 * and with `_x0041_` escaped, which Excel would otherwise read as the letter A.
 */
export function cleanText(text: string): string {
  if (plainText.test(text) && text.length <= longestText) return text
  const cleaned = text
    .toWellFormed()
    .replace(forbiddenCharacters, '')
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
  return cleaned.length <= longestText ? cleaned : cleaned.slice(0, longestText).replace(/[\ud800-\udbff]$/u, '')
}

/** Printable text of the common planes with nothing in it to clean. */
const plainText = /^[\n\r\t -^`-~\u00a0-\ud7ff]*$/u
/** What XML 1.0 forbids, and the replacement character that `toWellFormed` puts where half a pair stood. */
const forbiddenCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd-\uffff]/gu

const longestSheetName = 31

/**
 * Names for the tabs as Excel wants them: at most 31 characters, none of `* ? : \ / [ ]`, all different.
 * Straight apostrophes become typographic ones, because references to a sheet are quoted with the straight ones.
 */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const cleaned = cleanText(name).replace(/[*?:\\/[\]]/gu, ' ').replaceAll("'", '’').replace(/\s+/gu, ' ').trim()
    // Excel keeps "History" to itself.
    const base = cleaned === '' || /^history$/iu.test(cleaned) ? `${cleaned} 1`.trim() : cleaned
    const unique = firstFree(base, taken)
    taken.add(unique.toLowerCase())
    return unique
  })
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  let candidate = cut(base, longestSheetName)
  for (let number = 2; taken.has(candidate.toLowerCase()); number += 1) {
    const ending = ` (${number})`
    candidate = cut(base, longestSheetName - ending.length) + ending
  }
  return candidate
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/u, '').trimEnd()
}

/** Whether a cell holds words in the place of a figure. */
export function isNote(value: CellValue): value is CellNote {
  return typeof value === 'object' && value !== null
}
