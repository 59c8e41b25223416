import { addDays, localDate, weekday, yearOf, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** Whether Swedish banks carry out payments on a date: no weekend, no holiday by lag (1989:253), and none of the three eves. */
export function isBankDay(date: LocalDate): boolean {
  return weekday(date) <= 5 && !bankHolidays(yearOf(date)).has(date)
}

/** The first bank day on or after a date. */
export function bankDayFrom(date: LocalDate): LocalDate {
  return isBankDay(date) ? date : bankDayFrom(addDays(date, 1))
}

/** The last bank day on or before a date. */
export function bankDayUntil(date: LocalDate): LocalDate {
  return isBankDay(date) ? date : bankDayUntil(addDays(date, -1))
}

/** Refuses a payment date that has passed or on which banks are closed, and names the bank days around it. */
export function paymentDateFinding(paidOn: LocalDate, today: LocalDate): RuleFinding | undefined {
  if (paidOn < today) return { rule: 'payouts.dateInPast' }
  if (isBankDay(paidOn)) return undefined
  const [before, after] = [bankDayUntil(paidOn), bankDayFrom(paidOn)]
  const rule = yearOf(before) === yearOf(after) ? 'payouts.notBankDay' : 'payouts.notBankDayAtNewYear'
  return { rule, params: { date: paidOn, before, after } }
}

function bankHolidays(year: number): ReadonlySet<LocalDate> {
  const easter = easterSunday(year)
  const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].map((day) => `${year}-${day}` as LocalDate)
  const aroundEaster = [-2, 0, 1, 39, 49].map((days) => addDays(easter, days))
  const midsummerDay = saturdayFrom(`${year}-06-20` as LocalDate)
  const allSaintsDay = saturdayFrom(`${year}-10-31` as LocalDate)
  return new Set([...fixed, ...aroundEaster, addDays(midsummerDay, -1), midsummerDay, allSaintsDay])
}

function saturdayFrom(date: LocalDate): LocalDate {
  return addDays(date, (13 - weekday(date)) % 7)
}

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const moonShift = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const untilSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const correction = Math.floor((golden + 11 * epact + 22 * untilSunday) / 451)
  const dayNumber = epact + untilSunday - 7 * correction + 114
  return localDate(year, Math.floor(dayNumber / 31), (dayNumber % 31) + 1) as LocalDate
}
