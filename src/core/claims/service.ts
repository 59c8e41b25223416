import type { InputOf } from '#contract/base.ts'
import type { claims } from '#contract/claims.ts'
import type { AttendanceRole } from '#contract/meetings.ts'
import { minutesBetween } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { sumOre } from '#shared/money.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { draftClaims, replaceLines } from './commands.ts'
import { approveFinding, recalculateFinding, rejectFinding, type ClaimMoments } from './rules.ts'

type Input<Name extends keyof typeof claims> = InputOf<(typeof claims)[Name]>

/** Approves a claim. @throws RuleViolation `claims.ownClaim`, `claims.notWaiting` */
export async function approveClaim(call: Call, { id, version }: Input<'approve'>) {
  await call.store.transact(call.act(), async (writer) => {
    refuse(approveFinding(await momentsOf(writer.db, id), call.user.personId))
    await markApproved(writer, call.user.id, id, version)
  })
  return {}
}

/** Approves the claims that can be approved, in one step of the journal; names the others. */
export async function approveManyClaims(call: Call, { ids }: Input<'approveMany'>) {
  return call.store.transact(call.act(), async (writer) => {
    const refused: ({ id: string } & RuleFinding)[] = []
    const distinct = [...new Set(ids)]
    for (const id of distinct) {
      const finding = approveFinding(await momentsOf(writer.db, id), call.user.personId)
      if (finding) refused.push({ id, ...finding })
      else await markApproved(writer, call.user.id, id)
    }
    return { approved: distinct.length - refused.length, refused }
  })
}

/** Rejects a claim with a reason that the claimant can be told. @throws RuleViolation `claims.ownClaim`, `claims.notRejectable` */
export async function rejectClaim(call: Call, { id, version, reason }: Input<'reject'>) {
  await call.store.transact(call.act(reason), async (writer) => {
    refuse(rejectFinding(await momentsOf(writer.db, id), call.user.personId))
    await writer.update('claims', id, { rejectedAt: writer.now, rejectReason: reason, approvedAt: null, approvedByUserId: null }, version)
  })
  return {}
}

/**
 * Calculates a claim again by today's terms and figures. It then waits for approval, also when it was rejected before.
 * @throws RuleViolation `claims.alreadyInPayout`, or naming what is missing
 */
export async function recalculateClaim(call: Call, { id, version }: Input<'recalculate'>): Promise<{ totalOre: number }> {
  return call.store.transact(call.act(), async (writer) => {
    refuse(recalculateFinding(await momentsOf(writer.db, id)))
    await refuseReplaced(writer.db, id)
    const { meeting, attended } = await originOf(writer.db, id)
    const [draft] = await draftClaims(writer.db, meeting, [attended])
    await replaceLines(writer, id, draft, version)
    return { totalOre: sumOre((draft?.lines ?? []).map((line) => line.amountOre)) }
  })
}

/** Records thanks given to a person. */
export async function recordRecognition(call: Call, input: Input<'recordRecognition'>): Promise<{ id: string }> {
  if (input.recordedOn > call.clock.today()) throw new ValidationFailure([{ path: 'recordedOn', rule: 'claims.recordedInFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const person = await writer.db.selectFrom('persons').select('id').where('id', '=', input.personId).executeTakeFirst()
    if (!person) throw new NotFound()
    return writer.insert('recognitions', { ...input, meetingId: null })
  })
  return { id }
}

async function momentsOf(db: ReadDb, id: string): Promise<ClaimMoments & { personId: string }> {
  const row = await db
    .selectFrom('claims')
    .leftJoin('payouts', 'payouts.id', 'claims.payoutId')
    .select(['claims.personId', 'claims.approvedAt', 'claims.rejectedAt', 'claims.payoutId', 'payouts.confirmedPaidAt as paidAt'])
    .where('claims.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

function markApproved(writer: Writer, userId: string, id: string, version?: number): Promise<void> {
  return writer.update('claims', id, { approvedAt: writer.now, approvedByUserId: userId }, version)
}

/** Refuses to calculate a claim again that another has taken the place of, or whose claimant was not there after all: it would be paid twice, or for nothing. */
async function refuseReplaced(db: ReadDb, id: string): Promise<void> {
  const claim = await db.selectFrom('claims').select(['meetingId', 'personId']).where('id', '=', id).executeTakeFirst()
  if (!claim || claim.meetingId === null) return
  const { meetingId, personId } = claim
  const other = await db.selectFrom('claims').select('id').where('meetingId', '=', meetingId).where('personId', '=', personId).where('id', '<>', id).where('rejectedAt', 'is', null).executeTakeFirst()
  if (other) throw new RuleViolation('claims.isReplaced')
  const attendance = await db.selectFrom('attendances').select('status').where('meetingId', '=', meetingId).where('personId', '=', personId).executeTakeFirst()
  if (attendance && attendance.status !== 'present') throw new RuleViolation('claims.wasNotThere')
}

/** The meeting and the attendance that a claim came out of. */
async function originOf(db: ReadDb, id: string) {
  const row = await db
    .selectFrom('claims')
    .innerJoin('meetings', 'meetings.id', 'claims.meetingId')
    .innerJoin('attendances', (join) => join.onRef('attendances.meetingId', '=', 'meetings.id').onRef('attendances.personId', '=', 'claims.personId'))
    .select(['meetings.id as meetingId', 'meetings.bodyId', 'meetings.heldOn', 'meetings.startTime', 'meetings.endTime', 'claims.personId', 'attendances.role', 'attendances.travelMinutes', 'attendances.drivenKilometres'])
    .where('claims.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { meetingId, bodyId, heldOn, startTime, endTime, role, ...attended } = row
  return { meeting: { id: meetingId, bodyId, heldOn, minutes: minutesBetween(startTime, endTime) }, attended: { ...attended, role: role as AttendanceRole } }
}
