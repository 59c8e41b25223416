import { auditSteps, type AuditStep } from '#contract/audits.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'
import { lastStepOn, stepsOutOfOrder, type StepDates } from '#shared/steps.ts'

/** The last step of an audit taken on a day. */
export function stepOn(dates: StepDates<AuditStep>, today: LocalDate): AuditStep {
  return lastStepOn(auditSteps, dates, today)
}

/** Names every step that is dated before an earlier one. */
export function orderFindings(dates: StepDates<AuditStep>): FieldFinding[] {
  return stepsOutOfOrder(auditSteps, dates).map((step) => ({ path: `${step}On`, rule: 'audits.stepsOutOfOrder' }))
}
