import { daysBetween, isLocalTime, localDate, yearOf, type LocalDate, type LocalTime } from '#shared/dates.ts'

/**
 * Reads a date as people type it: 2026-11-21, 20261121, 211126 (day, month, year), 21/11 and 21/11 2026.
 * A date without a year is the one nearest to `today`.
 *
 * @example parseTypedDate('21/11', '2026-03-01') // '2026-11-21'
 */
export function parseTypedDate(text: string, today: LocalDate): LocalDate | undefined {
  const trimmed = text.trim()
  const whole = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/u.exec(trimmed)
  if (whole) return localDate(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const short = /^(\d{2})(\d{2})(\d{2})$/u.exec(trimmed)
  if (short) return localDate(fullYear(Number(short[3]), today), Number(short[2]), Number(short[1]))
  const spoken = /^(\d{1,2})[/.](\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?$/u.exec(trimmed)
  if (!spoken) return undefined
  const [, day, month, year] = spoken
  if (year !== undefined) return localDate(year.length === 4 ? Number(year) : fullYear(Number(year), today), Number(month), Number(day))
  return nearest(Number(month), Number(day), today)
}

/**
 * Reads a date of birth: as `parseTypedDate`, but six digits are year, month and day, as in an identity number,
 * and two digits of a year are never in the future.
 *
 * @example parseTypedBirthDate('640823', '2026-03-01') // '1964-08-23'
 */
export function parseTypedBirthDate(text: string, today: LocalDate): LocalDate | undefined {
  const short = /^(\d{2})-?(\d{2})-?(\d{2})$/u.exec(text.trim())
  if (!short) return parseTypedDate(text, today)
  const inThisCentury = localDate(2000 + Number(short[1]), Number(short[2]), Number(short[3]))
  return inThisCentury && inThisCentury <= today ? inThisCentury : localDate(1900 + Number(short[1]), Number(short[2]), Number(short[3]))
}

/** Two digits mean the century that puts the year at most twenty years ahead. */
function fullYear(twoDigits: number, today: LocalDate): number {
  const latest = yearOf(today) + 20
  const candidate = latest - (latest % 100) + twoDigits
  return candidate > latest ? candidate - 100 : candidate
}

/** The day in last year, this year or next year that lies closest to today. */
function nearest(month: number, day: number, today: LocalDate): LocalDate | undefined {
  const year = yearOf(today)
  const candidates = [year - 1, year, year + 1].flatMap((candidate) => localDate(candidate, month, day) ?? [])
  return candidates.toSorted((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0]
}

/** Reads a clock time as people type it: 13:30, 13.30, 1330, 9, 0930. */
export function parseTypedTime(text: string): LocalTime | undefined {
  const match = /^(?:kl\.? ?)?(\d{1,2})(?:[:. ]?(\d{2}))?$/u.exec(text.trim())
  if (!match) return undefined
  const time = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`
  return isLocalTime(time) ? time : undefined
}
