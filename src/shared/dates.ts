/**
 * Civil dates, clock times and instants. All date arithmetic of the app is here; nothing else makes a Date.
 */
import { Temporal } from 'temporal-polyfill'

/** A civil date, YYYY-MM-DD. Compares correctly as text. */
export type LocalDate = `${number}-${number}-${number}`

/** A clock time in Sweden, HH:MM. */
export type LocalTime = `${number}:${number}`

/** A point in time in UTC, YYYY-MM-DDTHH:MM:SS.sssZ. */
export type Instant = `${string}Z`

/** The time zone that every meeting and deadline is in. */
export const timeZone = 'Europe/Stockholm'

/** Whether the text is a date that exists, written YYYY-MM-DD, from year 1850 to 2200. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  if (text < '1850-01-01' || text > '2200-12-31') return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  return day >= 1 && day <= daysInMonth(year, month)
}

/** How many days a month has in the Gregorian calendar; none where there is no such month. */
function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeapYear ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}

/** Whether the text is a clock time, HH:MM. */
export function isLocalTime(text: string): text is LocalTime {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text)
}

/** Makes a date of its parts, or returns undefined where no such day exists. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isLocalDate(text) ? text : undefined
}

/** The year of a date. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

/** The month of a date, YYYY-MM. */
export function monthOf(date: LocalDate): string {
  return date.slice(0, 7)
}

/** The date `days` days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate
}

/** The date `months` months later; the last day of the month when the day does not exist there. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as LocalDate
}

/** The date `years` years later; 29 February becomes 28 February in common years. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12)
}

/** How many days from one date to another; negative when the second comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
}

/** The weekday of a date by ISO: 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** The number of a date's week by ISO: weeks begin on Monday, and the first has the year's first Thursday. */
export function weekNumber(date: LocalDate): number {
  return Temporal.PlainDate.from(date).weekOfYear as number
}

/** Whole minutes from one clock time to another on the same day; 0 or less when the end is not after the start. */
export function minutesBetween(start: LocalTime, end: LocalTime): number {
  return minuteOfDay(end) - minuteOfDay(start)
}

function minuteOfDay(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** A dated row: in force from `startsOn` to and including `endsOn`; without `endsOn` until further notice. */
export interface Period {
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
}

/** Whether a period covers a date. */
export function activeOn(period: Period, date: LocalDate): boolean {
  return period.startsOn <= date && (period.endsOn === null || date <= period.endsOn)
}

/** Where a period stands on a date. Status is always computed, never stored. */
export function periodStatus(period: Period, date: LocalDate): 'future' | 'current' | 'ended' {
  if (date < period.startsOn) return 'future'
  return activeOn(period, date) ? 'current' : 'ended'
}

/** Whether two periods share a day. */
export function periodsOverlap(a: Period, b: Period): boolean {
  return (b.endsOn === null || a.startsOn <= b.endsOn) && (a.endsOn === null || b.startsOn <= a.endsOn)
}

/** The first of these periods that shares a day with one as it is after a change, and did not share any before it. */
export function newOverlap<Other extends Period>(after: Period, others: readonly Other[], before?: Period): Other | undefined {
  return others.find((other) => periodsOverlap(other, after) && !(before && periodsOverlap(other, before)))
}

/** The civil date in Sweden at an instant. */
export function dateOfInstant(instant: Instant): LocalDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as LocalDate
}

/** The instant of a clock time in Sweden on a date. */
export function instantOf(date: LocalDate, time: LocalTime): Instant {
  return instantText(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).toInstant())
}

/** Milliseconds since 1970 of an instant. */
export function instantToMilliseconds(instant: Instant): number {
  const milliseconds = Date.parse(instant)
  if (Number.isNaN(milliseconds)) throw new RangeError('That is not an instant')
  return milliseconds
}

/** The instant now, by the machine's clock. Only `clock.ts` and the window's outermost layer call this. */
export function machineNow(): Instant {
  return new Date().toISOString() as Instant
}

/**
 * A date as spreadsheet libraries want it: a JavaScript Date at midnight UTC,
 * so that no time zone can move it to the day before.
 */
export function toSpreadsheetDate(date: LocalDate): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds)
}

/** An instant as spreadsheet libraries want it: a JavaScript Date whose UTC clock shows Swedish time, to the minute. */
export function toSpreadsheetDateTime(instant: Instant): Date {
  return new Date(swedishClock(instant).toZonedDateTime('UTC').epochMilliseconds)
}

/** "2026-11-21 14:32" in Swedish time. */
export function dateTimeText(instant: Instant): string {
  return swedishClock(instant).toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

function swedishClock(instant: Instant): Temporal.PlainDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

/** A JavaScript Date for `Intl` formatting only. */
export function toFormatterDate(value: LocalDate | Instant): Date {
  return new Date(value.length === 10 ? instantToMilliseconds(instantOf(value as LocalDate, '12:00')) : instantToMilliseconds(value as Instant))
}

/** An instant as the headers of e-mail have it, in universal time (RFC 5322). */
export function emailDate(instant: Instant): string {
  return toFormatterDate(instant).toUTCString().replace(/GMT$/u, '+0000')
}

function instantText(instant: Temporal.Instant): Instant {
  return instant.toString({ smallestUnit: 'millisecond' }) as Instant
}
