import { consultationSteps, type Consultation, type ConsultationRow, type ConsultationStep } from '#contract/consultations.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { FieldFinding } from '#shared/result.ts'
import { lastStepOn, stepsOutOfOrder, type StepDates } from '#shared/steps.ts'

/** How far a consultation has come on a day. */
export function stepOn(dates: StepDates<ConsultationStep>, today: LocalDate): ConsultationStep {
  return lastStepOn(consultationSteps, dates, today)
}

/** From how many days before its day an answer is said to be due soon: time to ask people and to write. */
export const daysToAnswer = 14

/** How soon an answer is due; nothing where it has been sent, or no day was said. */
export function urgencyOn({ answerDueOn, answeredOn }: Pick<Consultation, 'answerDueOn' | 'answeredOn'>, today: LocalDate): ConsultationRow['urgency'] {
  if (answerDueOn === null || (answeredOn !== null && answeredOn <= today)) return null
  if (answerDueOn < today) return 'overdue'
  return answerDueOn <= addDays(today, daysToAnswer) ? 'soon' : 'later'
}

type Followed = StepDates<ConsultationStep> & Pick<Consultation, 'answerDueOn' | 'answer' | 'decision' | 'receivedOn'>

/** Names steps out of order or to come, an answer without its words or its day, a decision likewise, and a day to answer before the question came. */
export function consultationFindings(consultation: Followed, today: LocalDate): FieldFinding[] {
  const { receivedOn, answerDueOn, answeredOn, answer, decidedOn, decision } = consultation
  const findings: FieldFinding[] = stepsOutOfOrder(consultationSteps, consultation).map((step) => ({ path: `${step}On`, rule: 'consultations.stepsOutOfOrder' }))
  for (const step of consultationSteps) if ((consultation[`${step}On`] ?? today) > today) findings.push({ path: `${step}On`, rule: 'consultations.inFuture' })
  if (answerDueOn !== null && answerDueOn < receivedOn) findings.push({ path: 'answerDueOn', rule: 'consultations.dueBeforeReceived' })
  if (answeredOn !== null && answer === null) findings.push({ path: 'answer', rule: 'consultations.answerMissing' })
  if (answer !== null && answeredOn === null) findings.push({ path: 'answeredOn', rule: 'consultations.answerDayMissing' })
  if (decidedOn !== null && decision === null) findings.push({ path: 'decision', rule: 'consultations.decisionMissing' })
  if (decision !== null && decidedOn === null) findings.push({ path: 'decidedOn', rule: 'consultations.decisionDayMissing' })
  return findings
}

/** Refuses another promise about names than the one that was made when people answered. */
export function promiseFinding({ wasAnonymous, isAnonymous, viewpointCount }: { readonly wasAnonymous: boolean; readonly isAnonymous: boolean; readonly viewpointCount: number }): FieldFinding[] {
  return wasAnonymous !== isAnonymous && viewpointCount > 0 ? [{ path: 'isAnonymous', rule: 'consultations.promiseMade' }] : []
}

interface Asked {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly panelId: string | null
}

/** Refuses to ask nobody, several at once, or one who has been asked already. */
export function askingFinding(asked: Asked, others: readonly Asked[]): RuleFinding | undefined {
  const chosen = [asked.personId, asked.organisationId, asked.panelId].filter((each) => each !== null)
  if (chosen.length !== 1) return { rule: 'consultations.askOne' }
  const isAsked = others.some((other) => other.personId === asked.personId && other.organisationId === asked.organisationId && other.panelId === asked.panelId)
  return isAsked ? { rule: 'consultations.alreadyAsked' } : undefined
}

/** Names a viewpoint of a day to come or before the question, one of somebody who was not asked, and a name where none is to be kept. */
export function viewpointFindings(
  viewpoint: { readonly receivedOn: LocalDate; readonly inviteeId: string | null },
  consultation: { readonly receivedOn: LocalDate; readonly isAnonymous: boolean; readonly inviteeIds: readonly string[] },
  today: LocalDate,
): FieldFinding[] {
  const { receivedOn, inviteeId } = viewpoint
  const findings: FieldFinding[] = []
  if (receivedOn > today) findings.push({ path: 'receivedOn', rule: 'consultations.inFuture' })
  if (receivedOn < consultation.receivedOn) findings.push({ path: 'receivedOn', rule: 'consultations.beforeQuestion' })
  if (inviteeId !== null && consultation.isAnonymous) findings.push({ path: 'inviteeId', rule: 'consultations.noNames' })
  else if (inviteeId !== null && !consultation.inviteeIds.includes(inviteeId)) findings.push({ path: 'inviteeId', rule: 'common.notAChoice' })
  return findings
}
