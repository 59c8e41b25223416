/**
 * Personal identity numbers (personnummer) and coordination numbers (samordningsnummer).
 * Stored as twelve digits; shown masked except to those who may read them.
 * Sources: folkbokföringslagen (1991:481) 18 § and 18 a §; SKV 704 and 707.
 */
import { passesModulus10 } from './check-digits.ts'
import { isLocalDate, localDate, yearOf, type LocalDate } from './dates.ts'
import type { RuleCode } from './i18n/index.ts'
import { passesAsOrganisationNumber } from './organisation-number.ts'
import { tidyDashes, type Reading } from './reading.ts'

export interface IdentityNumber {
  /** Twelve digits, YYYYMMDDNNNN; the day of a coordination number is 60 more. */
  readonly number: string
  readonly kind: 'personal' | 'coordination'
  /** Nothing for a coordination number whose date of birth is not fully known. */
  readonly birthDate: LocalDate | null
  readonly legalGender: 'woman' | 'man'
}

/** An identity number that was read, or why not; a lone date of birth is kept, so that nothing typed is lost. */
export type IdentityReading = Reading<IdentityNumber> & { readonly birthDate?: LocalDate }

interface Parts {
  /** Two digits, or nothing where it was not written. */
  readonly century: string | undefined
  readonly tenDigits: string
  readonly hundredOrMore: boolean
}

/**
 * Reads an identity number from text as people write it (`19640823 - 323 4`, `640823–3234`, `640823+3234`) or from
 * a number cell that lost its leading zeros. A number without century is taken as the latest one not after `today`.
 */
export function readIdentityNumber(input: string | number, today: LocalDate): IdentityReading {
  const text = tidyDashes(String(input))
  if (text === '') return refused('numbers.identityMissing')
  if (/^\d[.,]\d+E\+?\d+$/iu.test(text)) return refused('numbers.identityRounded')
  const compact = text.replaceAll(' ', '')
  if (isInterim(compact)) return refused('numbers.identityInterim')
  const birthDate = readLoneBirthDate(compact, today)
  if (birthDate) return { ...refused('numbers.identityLacksLastFour'), birthDate }
  const parts = split(compact)
  if (!parts) return refused('numbers.identityNotANumber')
  return check(parts, today)
}

/** The identity number with its last four hidden: `19640823-****`. */
export function maskIdentityNumber(number: string): string {
  return `${number.slice(0, 8)}-****`
}

/** The identity number as it is written: `19640823-3234`. */
export function formatIdentityNumber(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`
}

/** The date of birth in a stored identity number, or nothing where a coordination number leaves it open. */
export function birthDateOf(number: string): LocalDate | null {
  const day = Number(number.slice(6, 8))
  return localDate(Number(number.slice(0, 4)), Number(number.slice(4, 6)), day > 60 ? day - 60 : day) ?? null
}

function refused(rule: RuleCode): { readonly finding: { readonly rule: RuleCode } } {
  return { finding: { rule } }
}

/** Interim numbers have a letter in place of the first of the last four; they are handed out by others and replaced later. */
function isInterim(compact: string): boolean {
  return /^(?:\d{2})?\d{6}[-+]?[TRSUWXJKLMN]\d{3}$/iu.test(compact)
}

function readLoneBirthDate(compact: string, today: LocalDate): LocalDate | undefined {
  const long = /^(\d{4})-?(\d{2})-?(\d{2})(?:-(?:[Xx*]{4})?)?$/u.exec(compact)
  if (long) return pastDate(Number(long[1]), Number(long[2]), Number(long[3]), today)
  const short = /^(\d{2})(\d{2})(\d{2})(?:-(?:[Xx*]{4})?)?$/u.exec(compact)
  if (!short) return undefined
  return latestPastDate(Number(short[1]), Number(short[2]), Number(short[3]), today)
}

function pastDate(year: number, month: number, day: number, today: LocalDate): LocalDate | undefined {
  const date = localDate(year, month, day)
  return date && date <= today ? date : undefined
}

function latestPastDate(yearOfCentury: number, month: number, day: number, today: LocalDate): LocalDate | undefined {
  const century = Math.floor(yearOf(today) / 100)
  return pastDate(century * 100 + yearOfCentury, month, day, today) ?? pastDate((century - 1) * 100 + yearOfCentury, month, day, today)
}

function split(compact: string): Parts | undefined {
  const written = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/u.exec(compact)
  if (written) return { century: written[1], tenDigits: `${written[2]}${written[4]}`, hundredOrMore: written[3] === '+' }
  if (/^\d{7,9}$/u.test(compact)) return { century: undefined, tenDigits: compact.padStart(10, '0'), hundredOrMore: false }
  return undefined
}

function check(parts: Parts, today: LocalDate): IdentityReading {
  const { tenDigits } = parts
  if (parts.century === '16' || passesAsOrganisationNumber(tenDigits)) return refused('numbers.identityIsOrganisation')
  const month = Number(tenDigits.slice(2, 4))
  const day = Number(tenDigits.slice(4, 6))
  const isCoordination = day >= 60
  if (!isPossibleDay(month, day)) return refused('numbers.identityNoSuchDate')
  const year = parts.century === undefined ? yearWithoutCentury(parts, today) : Number(`${parts.century}${tenDigits.slice(0, 2)}`)
  const birthDate = localDate(year, month, isCoordination ? day - 60 : day)
  if (!birthDate && !isCoordination) return refused('numbers.identityNoSuchDate')
  if (birthDate ? birthDate > today : year > yearOf(today)) return refused('numbers.identityInFuture')
  if (year < 1850) return refused('numbers.identityNoSuchDate')
  if (!passesModulus10(tenDigits)) return refused('numbers.identityCheckDigit')
  if (tenDigits.slice(6, 9) === '000') return refused('numbers.identityCheckDigit')
  const value: IdentityNumber = {
    number: `${year}${tenDigits.slice(2)}`,
    kind: isCoordination ? 'coordination' : 'personal',
    birthDate: birthDate ?? null,
    legalGender: Number(tenDigits[8]) % 2 === 0 ? 'woman' : 'man',
  }
  return birthDate ? { value } : { value, warning: { rule: 'numbers.coordinationDateIncomplete' } }
}

/** Days 1–31 of a personal number; 60–91 of a coordination number, where 60 and month 00 say that the date is not known. */
function isPossibleDay(month: number, day: number): boolean {
  if (day >= 60) return month <= 12 && day <= 91
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** The latest year that does not put the birth in the future; the sign `+` says a hundred years before that. */
function yearWithoutCentury(parts: Parts, today: LocalDate): number {
  const thisCentury = Math.floor(yearOf(today) / 100) * 100 + Number(parts.tenDigits.slice(0, 2))
  const latest = isAfter(thisCentury, parts.tenDigits, today) ? thisCentury - 100 : thisCentury
  return parts.hundredOrMore ? latest - 100 : latest
}

function isAfter(year: number, tenDigits: string, today: LocalDate): boolean {
  const month = Number(tenDigits.slice(2, 4))
  const day = Number(tenDigits.slice(4, 6)) % 60
  const text = `${year}-${String(Math.max(month, 1)).padStart(2, '0')}-${String(Math.max(day, 1)).padStart(2, '0')}`
  return isLocalDate(text) ? text > today : year > yearOf(today)
}
