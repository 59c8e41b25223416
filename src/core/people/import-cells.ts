/**
 * Single cells of a member list: dates, words for yes and no, and the like, as people write them.
 */
import type { Cell } from '#core/documents/spreadsheet.ts'
import type { genders, membershipKinds } from '#contract/people.ts'
import { addDays, isLocalDate, localDate, yearOf, type LocalDate } from '#shared/dates.ts'
import { tidy, tidyDashes } from '#shared/reading.ts'
import { foldForSearch } from '#shared/swedish-text.ts'

/** The text of a cell as its owner sees it, tidied; empty for an empty cell and for words such as "saknas". */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return tidy(cell)
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nej'
  return typeof cell === 'number' ? String(cell) : cell.date
}

/** Whether the text says that nothing is known. */
export function saysNothing(text: string): boolean {
  return text === '' || nothing.has(text.toLowerCase())
}

const nothing = new Set([
  '-', '–', '—', '.', '?', '/', '0', 'saknas', 'saknar', 'uppgift saknas', 'okänd', 'okänt', 'okand', 'okant', 'ej angivet', 'ej känd', 'ej känt', 'ej kand', 'ej kant', 'inget', 'ingen', 'inga',
  'n/a', '#n/a', 'na', 'null', 'none', 'vet ej',
])

/** A date as it could be read: a day, or only a year. */
export type ReadDate = { readonly date: LocalDate } | { readonly year: number }

/** Spreadsheets count days from this one. The 60th, which never was, is behind us in any list. */
const dayZero: LocalDate = '1899-12-30'
const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']

/**
 * Reads a date: a date cell, a day count that lost its format, `2026-01-05`, `20260105`, `260105`, `5/1 2026`, `5.1.2026`,
 * `5 jan 2026`, or a year alone. Years of two digits are the latest not after `latest`.
 */
export function readDateCell(cell: Cell, latest: LocalDate): ReadDate | undefined {
  if (typeof cell === 'object' && cell !== null) return { date: cell.date }
  if (typeof cell === 'number') return readDateNumber(cell, latest)
  if (typeof cell !== 'string') return undefined
  if (isLocalDate(cell)) return { date: cell }
  const text = tidyDashes(cell).toLowerCase().replace(/^(?:f[öo]dd|sedan|fr\.?o\.?m\.?|t\.?o\.?m\.?|fr[åa]n|till)\s+/u, '').replace(/[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$/u, '').replaceAll('å', 'a')
  if (/^\d+$/u.test(text)) return readDateNumber(Number(text), latest, text.length)
  return asDate(readYearFirst(text, latest) ?? readDayFirst(text, latest) ?? readMonthName(text, latest))
}

/** Yes, no, or nothing that can be told. */
export function readYesNo(text: string): boolean | undefined {
  const word = foldForSearch(text)
  if (/^(?:ja|j|x|1|sant|true|yes|y|ok|okej|betald|betalt|betalat|klar|klart|✓|✔|v)$/u.test(word)) return true
  if (/^(?:nej|n|0|falskt|false|no|obetald|obetalt|ej betald|ej betalt|inte betald|inte betalt|-)$/u.test(word)) return false
  return undefined
}

/** The gender that a word or letter means. */
export function readGender(text: string): (typeof genders)[number] | undefined {
  const word = foldForSearch(text)
  if (/^(?:k|kv|kvinna|kvinnor|f|female|flicka|w|woman|dam|tjej)$/u.test(word)) return 'woman'
  if (/^(?:m|man|män|male|pojke|p|herr|kille)$/u.test(word)) return 'man'
  if (/^(?:a|annat|o|other|ickebinär|icke-binär|ickebinar|övrigt|x)$/u.test(word)) return 'other'
  return undefined
}

/** The kind of membership that a word means. */
export function readMembershipKind(text: string): (typeof membershipKinds)[number] | undefined {
  const word = foldForSearch(text)
  if (/^(?:heder|ständig)/u.test(word)) return 'honorary'
  if (word.startsWith('stöd')) return 'supporting'
  if (/^(?:familj|fam\b)/u.test(word)) return 'family'
  if (/^(?:medlem|ordinarie|huvud|enskild|vanlig|vuxen|vuxna|full|helår|personlig|brukare|aktiv)/u.test(word)) return 'main'
  return undefined
}

/** Whether a status says that the person is no longer a member. */
export function saysEnded(text: string): boolean {
  return /^(?:avliden|död|utträd|utgå|slutat|avslutad|uteslut|f\.? ?d\.?\b|före detta|inaktiv)/u.test(foldForSearch(text))
}

/** Given and family name from one cell: `Efternamn, Förnamn`, `Efternamn Förnamn` where the heading says so, else `Förnamn Efternamn`. */
export function splitFullName(text: string, isFamilyFirst: boolean): { givenName: string; familyName: string } {
  const [family, given] = text.split(/\s*,\s*/u, 2)
  if (family && given) return { givenName: given, familyName: family }
  const words = (family ?? '').split(' ').filter((word) => word !== '')
  if (isFamilyFirst) return { givenName: words.slice(1).join(' '), familyName: words[0] ?? '' }
  const start = familyNameStart(words)
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') }
}

/** Words in capitals or small letters throughout become names: `ANNA-KARIN` is `Anna-Karin`. Mixed ones are left as they are. */
export function asName(text: string): string {
  if (text.length < 3 || (text !== text.toUpperCase() && text !== text.toLowerCase())) return text
  return text.toLowerCase().replace(/(?<![\p{L}\d])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** The family name is the last word, with particles such as `von` and `af` before it. */
function familyNameStart(words: readonly string[]): number {
  let start = Math.max(words.length - 1, 1)
  while (start > 1 && /^(?:von|af|av|de|del|della|der|den|van|ter|la|le|el|al|bin|ibn|dos|da|di)$/iu.test(words[start - 1] ?? '')) start--
  return start
}

function readDateNumber(value: number, latest: LocalDate, length = String(value).length): ReadDate | undefined {
  const whole = Math.floor(value)
  const digits = String(whole).padStart(length, '0')
  if (digits.length === 8) return asDate(localDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))))
  if (digits.length === 6) return asDate(localDate(century(Number(digits.slice(0, 2)), latest), Number(digits.slice(2, 4)), Number(digits.slice(4))))
  if (whole >= 1850 && whole <= 2200) return { year: whole }
  if (whole >= 4_000 && whole <= 80_000) return { date: addDays(dayZero, whole) }
  return undefined
}

function asDate(date: LocalDate | undefined): ReadDate | undefined {
  return date ? { date } : undefined
}

function readYearFirst(text: string, latest: LocalDate): LocalDate | undefined {
  const written = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/u.exec(text) ?? /^(\d{2})-(\d{2})-(\d{2})$/u.exec(text)
  return written ? localDate(fullYear(written[1] ?? '', latest), Number(written[2]), Number(written[3])) : undefined
}

/** Swedes write the day before the month; the other order is taken only where there is no such month. */
function readDayFirst(text: string, latest: LocalDate): LocalDate | undefined {
  const written = /^(\d{1,2})[-./] ?(\d{1,2})(?:[-./]| -? ?)(\d{4}|\d{2})$/u.exec(text)
  if (!written) return undefined
  const [, day, month, year] = written.map(Number)
  const full = fullYear(written[3] ?? '', latest)
  if (day === undefined || month === undefined || year === undefined) return undefined
  return localDate(full, month, day) ?? localDate(full, day, month)
}

function readMonthName(text: string, latest: LocalDate): LocalDate | undefined {
  const written = /^(?:den )?(\d{1,2})(?::e|:a)?[ -]?([a-z]{3})[a-z]*\.?[ -]*(\d{4}|\d{2})$/u.exec(text)
  if (!written) return undefined
  const month = months.indexOf((written[2] ?? '').replace('may', 'maj').replace('oct', 'okt'))
  return month < 0 ? undefined : localDate(fullYear(written[3] ?? '', latest), month + 1, Number(written[1]))
}

function fullYear(text: string, latest: LocalDate): number {
  return text.length === 4 ? Number(text) : century(Number(text), latest)
}

function century(twoDigits: number, latest: LocalDate): number {
  const year = Math.floor(yearOf(latest) / 100) * 100 + twoDigits
  return year > yearOf(latest) ? year - 100 : year
}
