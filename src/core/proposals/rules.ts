import { proposalSteps, type Proposal, type ProposalStep } from '#contract/proposals.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'
import { lastStepOn, stepsOutOfOrder, type StepDates } from '#shared/steps.ts'

/** How far a proposal has come on a day. */
export function stepOn(dates: StepDates<ProposalStep>, today: LocalDate): ProposalStep {
  return lastStepOn(proposalSteps, dates, today)
}

/** What decides whether the host's measure is overdue. */
export interface Measure {
  readonly measureDueOn: LocalDate | null
  readonly changedOn: LocalDate | null
}

/** Whether the host's measure should have been done by now, and nothing has changed. */
export function isOverdueOn({ measureDueOn, changedOn }: Measure, today: LocalDate): boolean {
  return measureDueOn !== null && measureDueOn < today && (changedOn === null || changedOn > today)
}

type Followed = StepDates<ProposalStep> & Pick<Proposal, 'outcome' | 'change'>

/** Names steps out of order, steps to come, an answer without what it was and a change without what changed: a board must be able to show it. */
export function proposalFindings(proposal: Followed, today: LocalDate): FieldFinding[] {
  const findings: FieldFinding[] = stepsOutOfOrder(proposalSteps, proposal).map((step) => ({ path: `${step}On`, rule: 'proposals.stepsOutOfOrder' }))
  for (const step of proposalSteps) if ((proposal[`${step}On`] ?? today) > today) findings.push({ path: `${step}On`, rule: 'proposals.inFuture' })
  if (proposal.answeredOn !== null && proposal.outcome === null) findings.push({ path: 'outcome', rule: 'proposals.outcomeMissing' })
  if (proposal.outcome !== null && proposal.answeredOn === null) findings.push({ path: 'answeredOn', rule: 'proposals.answerDayMissing' })
  if (proposal.changedOn !== null && proposal.change === null) findings.push({ path: 'change', rule: 'proposals.changeMissing' })
  if (proposal.change !== null && proposal.changedOn === null) findings.push({ path: 'changedOn', rule: 'proposals.changeDayMissing' })
  return findings
}
