import type { Barrier, BarrierRow } from '#contract/barriers.ts'
import { addMonths, type LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'

/** After how many months an open barrier has been so for long. */
const monthsUntilLong = 3

/** A barrier that was noticed on this day or before has been open for long, if nothing has come of it. */
export function longSince(today: LocalDate): LocalDate {
  return addMonths(today, -monthsUntilLong)
}

/** Whether a barrier is gone, open, or has been open for long: three months, or past the day when something was to be done. */
export function stateOn({ noticedOn, actionDueOn, removedOn }: Pick<Barrier, 'noticedOn' | 'actionDueOn' | 'removedOn'>, today: LocalDate): BarrierRow['state'] {
  if (removedOn !== null && removedOn <= today) return 'removed'
  return noticedOn <= longSince(today) || (actionDueOn !== null && actionDueOn < today) ? 'long' : 'open'
}

type Written = Pick<Barrier, 'noticedOn' | 'actionDueOn' | 'action' | 'removedOn' | 'result'>

/** Names days to come or out of order, a day without an action, and a barrier that is gone without a word on what helped. */
export function barrierFindings({ noticedOn, actionDueOn, action, removedOn, result }: Written, today: LocalDate): FieldFinding[] {
  const findings: FieldFinding[] = []
  if (noticedOn > today) findings.push({ path: 'noticedOn', rule: 'barriers.inFuture' })
  if (removedOn !== null && removedOn > today) findings.push({ path: 'removedOn', rule: 'barriers.inFuture' })
  if (removedOn !== null && removedOn < noticedOn) findings.push({ path: 'removedOn', rule: 'barriers.removedBeforeNoticed' })
  if (actionDueOn !== null && action === null) findings.push({ path: 'action', rule: 'barriers.actionMissing' })
  if (removedOn !== null && result === null) findings.push({ path: 'result', rule: 'barriers.resultMissing' })
  if (result !== null && removedOn === null) findings.push({ path: 'removedOn', rule: 'barriers.removedDayMissing' })
  return findings
}
