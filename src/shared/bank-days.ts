/**
 * Swedish public holidays and bank days, computed for any year.
 * Sources: lag (1989:253) om allmänna helgdagar; the Riksbank's closed days.
 */
import { addDays, localDate, weekday, yearOf, type LocalDate } from './dates.ts'

const saturday = 6

/** Easter Sunday of a year, by the Gregorian computus (Meeus, Jones and Butcher). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30
  const day = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - moon - (yearOfCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * day) / 451)
  const count = moon + day - 7 * shift + 114
  return dayOf(year, Math.floor(count / 31), (count % 31) + 1)
}

/** Whether banks move money on the date: not on Saturdays, Sundays, public holidays or the three eves. */
export function isBankDay(date: LocalDate): boolean {
  if (weekday(date) >= saturday) return false
  const { holidays, eves } = holidaysOf(yearOf(date))
  return !holidays.has(date) && !eves.has(date)
}

/** The first bank day on or after the date. */
export function bankDayOnOrAfter(date: LocalDate): LocalDate {
  return isBankDay(date) ? date : nextBankDay(date)
}

/** The first bank day on or before the date. */
export function bankDayOnOrBefore(date: LocalDate): LocalDate {
  return isBankDay(date) ? date : previousBankDay(date)
}

/** The first bank day after the date. */
export function nextBankDay(date: LocalDate): LocalDate {
  return bankDayOnOrAfter(addDays(date, 1))
}

/** The last bank day before the date. */
export function previousBankDay(date: LocalDate): LocalDate {
  return bankDayOnOrBefore(addDays(date, -1))
}

interface ClosedDays {
  readonly holidays: ReadonlySet<LocalDate>
  readonly eves: ReadonlySet<LocalDate>
}

const known = new Map<number, ClosedDays>()

function holidaysOf(year: number): ClosedDays {
  const before = known.get(year)
  if (before) return before
  const days = computeClosedDays(year)
  known.set(year, days)
  return days
}

function computeClosedDays(year: number): ClosedDays {
  const easter = easterSunday(year)
  const midsummerDay = saturdayOnOrAfter(dayOf(year, 6, 20))
  return {
    holidays: new Set([
      dayOf(year, 1, 1),
      dayOf(year, 1, 6),
      ...[-2, 0, 1, 39, 49].map((days) => addDays(easter, days)),
      dayOf(year, 5, 1),
      dayOf(year, 6, 6),
      midsummerDay,
      saturdayOnOrAfter(dayOf(year, 10, 31)),
      dayOf(year, 12, 25),
      dayOf(year, 12, 26),
    ]),
    eves: new Set([addDays(midsummerDay, -1), dayOf(year, 12, 24), dayOf(year, 12, 31)]),
  }
}

function saturdayOnOrAfter(date: LocalDate): LocalDate {
  return addDays(date, (saturday - weekday(date) + 7) % 7)
}

function dayOf(year: number, month: number, day: number): LocalDate {
  const date = localDate(year, month, day)
  if (!date) throw new RangeError(`There is no day ${day} in month ${month} of ${year}`)
  return date
}
