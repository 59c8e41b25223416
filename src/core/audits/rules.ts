import { auditSteps, type AuditStep } from '#contract/audits.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'

/** The day of each step; null where it has not been taken. */
export interface AuditDates {
  readonly orderedOn: LocalDate
  readonly agreedOn: LocalDate | null
  readonly reportedOn: LocalDate | null
  readonly fedBackOn: LocalDate | null
  readonly followedUpOn: LocalDate | null
}

/** The last step taken: a step counts from its day. Never stored. */
export function stepOn(dates: AuditDates, today: LocalDate): AuditStep {
  return auditSteps.findLast((step) => (dates[`${step}On`] ?? '9999-12-31') <= today) ?? 'ordered'
}

/** Names every step that is dated before an earlier one. */
export function orderFindings(dates: AuditDates): FieldFinding[] {
  return auditSteps.flatMap((step, index) => {
    const day = dates[`${step}On`]
    const earlier = auditSteps.slice(0, index).map((before) => dates[`${before}On`])
    return day !== null && earlier.some((before) => before !== null && before > day) ? [{ path: `${step}On`, rule: 'audits.stepsOutOfOrder' as const }] : []
  })
}
