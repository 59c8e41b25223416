import type { AttendanceRole } from '#contract/meetings.ts'
import { activeOn, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import { bodyTerms, deputyRulesAt } from '#core/bodies/index.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { isFinding, loadFigures, loadTariff } from '#core/tariffs/index.ts'
import { claimFor, payableFinding, type BodyTerms, type ClaimDraft, type ClaimLineDraft } from './rules.ts'

export interface MeetingToPay {
  readonly id: string
  readonly bodyId: string
  readonly heldOn: LocalDate
  /** The length of the meeting without travel. */
  readonly minutes: number
}

/** One who was present, in whatever role. */
export interface Attended {
  readonly personId: string
  readonly role: AttendanceRole
  readonly travelMinutes: number
  readonly drivenKilometres: number
}

/** What an approved attendance gave rise to. */
export interface CreatedClaims {
  readonly claimCount: number
  readonly thankedCount: number
  /** Why somebody got no stipend, each reason once. */
  readonly notes: readonly RuleFinding[]
}

/**
 * Makes the claims of everyone who was at a meeting, in the transaction that approves its attendance.
 * @throws RuleViolation `claims.alreadyCreated`, or naming what is missing (a tariff, a figure and its year): then nothing is made
 */
export async function createClaimsForMeeting(writer: Writer, meeting: MeetingToPay, present: readonly Attended[]): Promise<CreatedClaims> {
  const existing = await writer.db.selectFrom('claims').select('id').where('meetingId', '=', meeting.id).limit(1).executeTakeFirst()
  if (existing) throw new RuleViolation('claims.alreadyCreated')
  const drafts = await draftClaims(writer.db, meeting, present)
  const payable = drafts.filter((draft) => draft.lines.length > 0)
  const { grantId } = await bodyTerms(writer.db, meeting.bodyId)
  await insertClaims(writer, meeting, grantId, payable)
  const thanked = drafts.filter((draft) => draft.isThanked)
  await writer.insertMany('recognitions', thanked.map((draft) => thanksRow(meeting, draft)))
  return { claimCount: payable.length, thankedCount: thanked.length, notes: distinct(drafts.flatMap((draft) => draft.notes)) }
}

/** Writes claims with their lines. */
export async function insertClaims(writer: Writer, meeting: MeetingToPay, grantId: string | null, drafts: readonly ClaimDraft[], kind: 'meeting' | 'correction' = 'meeting'): Promise<void> {
  const ids = await writer.insertMany('claims', drafts.map((draft) => ({ ...claimRow(writer, meeting, grantId, draft), kind })))
  await writer.insertMany('claimLines', ids.flatMap((id, index) => lineRows(id, drafts[index]?.lines ?? [])))
}

/** Gives a claim other lines. It then waits for approval, also when it was rejected before. @throws Conflict */
export async function replaceLines(writer: Writer, id: string, draft: ClaimDraft | undefined, version?: number): Promise<void> {
  const old = await writer.db.selectFrom('claimLines').select('id').where('claimId', '=', id).execute()
  for (const line of old) await writer.delete('claimLines', line.id)
  await writer.insertMany('claimLines', lineRows(id, draft?.lines ?? []))
  const changes = { isStipendDeclined: draft?.isStipendDeclined ? 1 : 0, approvedAt: null, approvedByUserId: null, rejectedAt: null, rejectReason: null } as const
  await writer.update('claims', id, { ...changes, submittedAt: writer.now }, version)
}

/** Calculates claims by the body's terms and the figures as they are now. @throws RuleViolation naming what is missing */
export async function draftClaims(db: ReadDb, meeting: MeetingToPay, present: readonly Attended[]): Promise<ClaimDraft[]> {
  const [terms, figures, declined] = [await termsOf(db, meeting), await loadFigures(db), await declinedAmong(db, present, meeting.heldOn)]
  return present.map(({ personId, role, travelMinutes, drivenKilometres }) => {
    const attendee = { personId, role, travelMinutes, drivenKilometres, hasDeclinedStipend: declined.has(personId) }
    const draft = claimFor({ attendee, terms, meeting, figures })
    if (isFinding(draft)) throw new RuleViolation(draft.rule, draft.params)
    return draft
  })
}

/** Rows for the lines of a claim, in order. */
function lineRows(claimId: string, lines: readonly ClaimLineDraft[]): NewRow<'claimLines'>[] {
  return lines.map((line, position) => ({
    claimId, position, kind: line.kind, description: line.kind === 'stipend' ? line.explanation.tariffName : '', quantity: line.quantity, amountOre: line.amountOre,
    isTaxable: line.isTaxable ? 1 : 0, explanationJson: JSON.stringify(line.explanation),
  }))
}

function claimRow(writer: Writer, meeting: MeetingToPay, grantId: string | null, draft: ClaimDraft): NewRow<'claims'> {
  return {
    personId: draft.personId, meetingId: meeting.id, bodyId: meeting.bodyId, grantId, kind: 'meeting', occurredOn: meeting.heldOn,
    isStipendDeclined: draft.isStipendDeclined ? 1 : 0, submittedAt: writer.now, approvedAt: null, approvedByUserId: null, rejectedAt: null, rejectReason: null,
    payoutId: null, createdAt: writer.now,
  }
}

function thanksRow(meeting: MeetingToPay, draft: ClaimDraft): NewRow<'recognitions'> {
  return { personId: draft.personId, meetingId: meeting.id, kind: 'thanks', recordedOn: meeting.heldOn, note: null, valueOre: 0 }
}

async function termsOf(db: ReadDb, { bodyId, heldOn }: MeetingToPay): Promise<BodyTerms> {
  const { payer, tariffId, travelRule } = await bodyTerms(db, bodyId)
  const { deputiesPaid } = await deputyRulesAt(db, bodyId, heldOn)
  return { payer, tariff: tariffId === null ? null : await loadTariff(db, tariffId), travelRule, deputiesPaid }
}

async function declinedAmong(db: ReadDb, present: readonly Attended[], on: LocalDate): Promise<ReadonlySet<string>> {
  if (present.length === 0) return new Set()
  const rows = await db.selectFrom('stipendDeclinations').selectAll().where('personId', 'in', present.map((attended) => attended.personId)).execute()
  return new Set(rows.filter((row) => activeOn(row, on)).map((row) => row.personId))
}

function distinct(findings: readonly RuleFinding[]): RuleFinding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()]
}

/** Puts approved claims in a payout. @throws RuleViolation `claims.notApproved`, `claims.alreadyInPayout`, so that nothing is paid twice */
export async function putInPayout(writer: Writer, payoutId: string, claimIds: readonly string[]): Promise<void> {
  for (const id of claimIds) {
    const claim = await writer.db
      .selectFrom('claims')
      .leftJoin('payouts', 'payouts.id', 'claims.payoutId')
      .select(['claims.approvedAt', 'claims.rejectedAt', 'claims.payoutId', 'payouts.confirmedPaidAt as paidAt', 'claims.version'])
      .where('claims.id', '=', id)
      .executeTakeFirst()
    if (!claim) throw new NotFound()
    const finding = payableFinding(claim)
    if (finding) throw new RuleViolation(finding.rule)
    await writer.update('claims', id, { payoutId }, claim.version)
  }
}

/** Takes claims out of the payout they are in; they stay approved. */
export async function takeOutOfPayout(writer: Writer, claimIds: readonly string[]): Promise<void> {
  for (const id of claimIds) await writer.update('claims', id, { payoutId: null })
}

/** Writes on travel lines whether they were taxed, as it was decided when they were paid. */
export async function settleTaxation(writer: Writer, lines: readonly { readonly id: string; readonly isTaxable: boolean }[]): Promise<void> {
  for (const line of lines) await writer.update('claimLines', line.id, { isTaxable: line.isTaxable ? 1 : 0 })
}
