import { z } from 'zod'
import { addDays, addMonths, daysBetween, weekday, type LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'
import { localDate } from './base.ts'

export const seriesSteps = ['week', 'month'] as const

/** How a body meets again and again after the first day, until a day: the same weekday every so many weeks, or the same weekday of the month, such as its second Tuesday. */
export const seriesRule = z.strictObject({
  every: z.enum(seriesSteps),
  interval: z.int('common.notANumber').min(1).max(12),
  until: localDate,
  /** Days of the series on which the body does not meet. */
  skipped: z.array(localDate).max(200).default([]),
})
export type SeriesRule = Omit<z.output<typeof seriesRule>, 'skipped'>

/** No series is planned longer ahead than a term of three years, since a series must end. */
const longestSeriesDays = 3 * 366

/** Refuses a series that ends before it begins, or never as far as anybody can tell. */
export function seriesFinding(first: LocalDate, { until }: SeriesRule): FieldFinding | undefined {
  if (until <= first) return { path: 'series.until', rule: 'meetings.seriesEndsBeforeStart' }
  return daysBetween(first, until) > longestSeriesDays ? { path: 'series.until', rule: 'meetings.seriesTooLong' } : undefined
}

/** The days of a series from its first, those skipped included; none of one that is refused. */
export function datesOfSeries(first: LocalDate, rule: SeriesRule): LocalDate[] {
  if (seriesFinding(first, rule)) return []
  const dates: LocalDate[] = []
  for (let step = 0; ; step += rule.interval) {
    const date = rule.every === 'week' ? addDays(first, 7 * step) : sameWeekdayAfter(first, step)
    if (date > rule.until) return dates
    dates.push(date)
  }
}

/** The same weekday of the month, so many months later; where that month has no fifth one, its last. */
function sameWeekdayAfter(first: LocalDate, months: number): LocalDate {
  const month = addMonths(`${first.slice(0, 7)}-01` as LocalDate, months)
  const weeks = Math.floor((Number(first.slice(8)) - 1) / 7)
  const date = addDays(month, ((weekday(first) - weekday(month) + 7) % 7) + 7 * weeks)
  return date.slice(0, 7) === month.slice(0, 7) ? date : addDays(date, -7)
}
