import type { EventRow, HeldEvent } from '#contract/events.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { FieldFinding } from '#shared/result.ts'

/** Whether an event is to come, has been held without a count, or is counted. */
export function stateOn({ heldOn, participantCount }: Pick<HeldEvent, 'heldOn' | 'participantCount'>, today: LocalDate): EventRow['state'] {
  if (heldOn > today) return 'coming'
  return participantCount === null ? 'toCount' : 'counted'
}

type Written = Pick<HeldEvent, 'heldOn' | 'startTime' | 'endTime' | 'participantCount' | 'feeOre' | 'invoicedOn'> & { readonly buyerOrganisationId: string | null }

/** Names an end before the start, a count of an event to come, a fee that nobody pays, and an invoice without a fee or from a day to come. */
export function eventFindings({ heldOn, startTime, endTime, participantCount, feeOre, invoicedOn, buyerOrganisationId }: Written, today: LocalDate): FieldFinding[] {
  const findings: FieldFinding[] = []
  if (endTime !== null && (startTime === null || endTime <= startTime)) findings.push({ path: 'endTime', rule: 'events.endsBeforeStart' })
  if (participantCount !== null && heldOn > today) findings.push({ path: 'participantCount', rule: 'events.notHeldYet' })
  if (feeOre !== null && buyerOrganisationId === null) findings.push({ path: 'buyerOrganisationId', rule: 'events.buyerMissing' })
  if (invoicedOn !== null && feeOre === null) findings.push({ path: 'feeOre', rule: 'events.feeMissing' })
  if (invoicedOn !== null && invoicedOn > today) findings.push({ path: 'invoicedOn', rule: 'events.inFuture' })
  return findings
}

/** Refuses to book the same person twice for one event. */
export function bookingFinding(personId: string, booked: readonly string[]): RuleFinding | undefined {
  return booked.includes(personId) ? { rule: 'events.alreadyBooked' } : undefined
}
