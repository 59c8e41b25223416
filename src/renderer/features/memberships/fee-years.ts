import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

const yearsBack = 6

/** The years that fees are looked at for: next year's, this year's and some before. */
export function feeYears(): readonly { id: string; label: string }[] {
  const next = yearOf(systemClock.today()) + 1
  return Array.from({ length: yearsBack + 2 }, (_, back) => String(next - back)).map((id) => ({ id, label: id }))
}
