import { systemClock } from '#shared/clock.ts'
import { addDays, addYears, type LocalDate } from '#shared/dates.ts'

/** The year that the next annual meeting looks back on. */
export function lastYear(): { from: LocalDate; to: LocalDate } {
  const newYear = `${systemClock.today().slice(0, 4)}-01-01` as LocalDate
  return { from: addYears(newYear, -1), to: addDays(newYear, -1) }
}
