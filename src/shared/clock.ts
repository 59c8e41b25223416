import { dateOfInstant, machineNow, type Instant, type LocalDate } from './dates.ts'

/** The only source of "now". Handed in from the composition root, so that tests and replays decide what day it is. */
export interface Clock {
  now(): Instant
  /** Today's civil date in Sweden. */
  today(): LocalDate
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: machineNow,
  today: () => dateOfInstant(machineNow()),
}

/** A clock that stands still, for tests and for making demo data. */
export function fixedClock(now: Instant): Clock {
  return { now: () => now, today: () => dateOfInstant(now) }
}
