import type { InputOf } from '#contract/base.ts'
import type { FeesLeft, memberships } from '#contract/memberships.ts'
import { addDays, dateOfInstant } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { giveMemberNumber, isWithdrawnFee, noteDeath, untoldReason } from '#core/people/index.ts'
import { requirePerson } from './queries.ts'
import { overlapFinding, yearsOfLostKind } from './rules.ts'

/** From when until when somebody is what kind of member, and correcting it afterwards. */

type Input<Name extends keyof typeof memberships> = InputOf<(typeof memberships)[Name]>
type Membership = Row<'memberships'>
type Reasons = Pick<Membership, 'startReasonKind' | 'startReason' | 'endReasonKind' | 'endReason'>

/**
 * Begins a membership, or adds one of the past where its last day is told.
 * @throws RuleViolation `memberships.overlaps`, `people.hasDied`, `memberships.endsAtDeath`, `memberships.memberAfterDeath`, ValidationFailure where another reason is meant and not told
 */
export async function beginMembership(call: Call, { reasonKind, reason, ...input }: Input<'begin'>): Promise<{ id: string }> {
  const membership = { ...input, startReasonKind: reasonKind, startReason: reason }
  refuseUntold({ reasonKind, reason }, 'reason')
  refuseUntold({ reasonKind: input.endReasonKind, reason: input.endReason }, 'endReason')
  refuseReasonToGoOn(input)
  const id = await call.store.transact(call.act(), async (writer) => {
    await refusePeriod(writer.db, membership)
    const membershipId = await writer.insert('memberships', membership)
    await giveMemberNumber(writer, input.personId)
    await noteDeathOf(writer, membership)
    return membershipId
  })
  return { id }
}

/** Ends a membership; the day is its last. Who died then is nothing else after it either. @throws NotFound, Conflict, and as `updateMembership` */
export async function endMembership(call: Call, { id, version, endsOn, reasonKind, reason }: Input<'end'>): Promise<FeesLeft> {
  refuseUntold({ reasonKind, reason }, 'reason')
  return call.store.transact(call.act(), async (writer) => {
    const row = await membershipRow(writer.db, id)
    return write(writer, row, { ...row, endsOn, endReasonKind: reasonKind, endReason: reason }, version)
  })
}

/**
 * Corrects a membership afterwards. One that has not ended has no reason for it.
 * @throws NotFound, Conflict, RuleViolation `memberships.overlaps`, `people.hasDied`, `memberships.endsAtDeath`, `memberships.memberAfterDeath`, ValidationFailure where
 * the days are backwards, and where a reason is meant and not told
 */
export async function updateMembership(call: Call, { id, version, changes }: Input<'update'>): Promise<FeesLeft> {
  return call.store.transact(call.act(), async (writer) => {
    const row = await membershipRow(writer.db, id)
    const changed: Membership = { ...row, ...changes }
    refuseReasonToGoOn({ endReasonKind: null, endReason: null, ...changes, endsOn: changed.endsOn })
    const after = changed.endsOn === null ? { ...changed, endReasonKind: null, endReason: null } : changed
    refuseUntoldReasons(after)
    return write(writer, row, after, version)
  })
}

/**
 * Lets a membership go on as another kind from a day. The one before ends the day before; nobody has left.
 * @throws NotFound, Conflict, RuleViolation `memberships.sameKind`, ValidationFailure where the day is not within the membership
 */
export async function changeKind(call: Call, { id, version, kind, startsOn }: Input<'changeKind'>): Promise<FeesLeft & { id: string }> {
  return call.store.transact(call.act(), async (writer) => {
    const row = await membershipRow(writer.db, id)
    if (row.kind === kind) throw new RuleViolation('memberships.sameKind')
    if (startsOn <= row.startsOn) throw new ValidationFailure([{ path: 'startsOn', rule: 'memberships.changesAtStart' }])
    if (row.endsOn !== null && startsOn > row.endsOn) throw new ValidationFailure([{ path: 'startsOn', rule: 'memberships.changesAfterEnd' }])
    const before = await membershipsOf(writer.db, row.personId)
    await writer.update('memberships', id, { endsOn: addDays(startsOn, -1), endReasonKind: 'changedKind', endReason: null }, version)
    const { id: _id, version: _version, ...values } = row
    const begunId = await writer.insert('memberships', { ...values, kind, startsOn, startReasonKind: null, startReason: null })
    return { id: begunId, ...(await feesLeft(writer.db, row.personId, before)) }
  })
}

/** Removes a membership that was recorded by mistake. @throws NotFound, Conflict */
export async function removeMembership(call: Call, { id, version }: Input<'remove'>): Promise<FeesLeft> {
  return call.store.transact(call.act(), async (writer) => {
    const { personId } = await membershipRow(writer.db, id)
    const before = await membershipsOf(writer.db, personId)
    await writer.delete('memberships', id, version)
    return feesLeft(writer.db, personId, before)
  })
}

async function write(writer: Writer, row: Membership, after: Membership, version: number): Promise<FeesLeft> {
  const { id, version: _version, ...patch } = after
  await refusePeriod(writer.db, after, row)
  const before = await membershipsOf(writer.db, row.personId)
  await writer.update('memberships', id, patch, version)
  await noteDeathOf(writer, after)
  return feesLeft(writer.db, row.personId, before)
}

/** Who is no longer a member because she died has died. Who became a member again has not. */
async function noteDeathOf(writer: Writer, { personId, endsOn, endReasonKind }: Pick<Membership, 'personId' | 'endsOn' | 'endReasonKind'>): Promise<void> {
  if (endReasonKind !== 'deceased' || endsOn === null) return
  const again = (await membershipsOf(writer.db, personId)).find(({ startsOn }) => startsOn > endsOn && startsOn <= dateOfInstant(writer.now))
  if (again) throw new RuleViolation('memberships.memberAfterDeath', { startsOn: again.startsOn })
  await noteDeath(writer, personId, endsOn)
}

/** Refuses a reason for the end of what has none. */
function refuseReasonToGoOn({ endsOn, endReasonKind, endReason }: Pick<Membership, 'endsOn' | 'endReasonKind' | 'endReason'>): void {
  if (endsOn === null && (endReasonKind || endReason)) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.required' }])
}

/** Refuses days that a membership cannot have. What is as it was before is not tried again. */
async function refusePeriod(db: ReadDb, after: Omit<Membership, 'id' | 'version'>, before?: Membership): Promise<void> {
  const { personId, startsOn, endsOn, endReasonKind } = after
  if (endsOn !== null && endsOn < startsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
  const { deceasedOn } = await requirePerson(db, personId)
  if (deceasedOn !== null && endsOn !== before?.endsOn && (endsOn === null || endsOn > deceasedOn)) throw new RuleViolation('people.hasDied')
  const isDeathChanged = endsOn !== before?.endsOn || endReasonKind !== before.endReasonKind
  if (deceasedOn !== null && endReasonKind === 'deceased' && isDeathChanged && endsOn !== deceasedOn) throw new RuleViolation('memberships.endsAtDeath')
  const others = (await membershipsOf(db, personId)).filter(({ id }) => id !== before?.id)
  const overlap = overlapFinding(after, others, before)
  refuse(overlap)
}

/** The years that she is no longer that kind of member, and whose fee has been asked for or paid: it stands as it is. */
async function feesLeft(db: ReadDb, personId: string, before: readonly Membership[]): Promise<FeesLeft> {
  const fees = await db.selectFrom('membershipFees').select('year').where('personId', '=', personId).where((eb) => eb.not(isWithdrawnFee())).orderBy('year').execute()
  return { feeYears: yearsOfLostKind(fees.map(({ year }) => year), before, await membershipsOf(db, personId)) }
}

function membershipsOf(db: ReadDb, personId: string): Promise<Membership[]> {
  return db.selectFrom('memberships').selectAll().where('personId', '=', personId).orderBy('startsOn').execute()
}

async function membershipRow(db: ReadDb, id: string): Promise<Membership> {
  const row = await db.selectFrom('memberships').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

function refuseUntoldReasons({ startReasonKind, startReason, endReasonKind, endReason }: Reasons): void {
  refuseUntold({ reasonKind: startReasonKind, reason: startReason }, 'startReason')
  refuseUntold({ reasonKind: endReasonKind, reason: endReason }, 'endReason')
}

function refuseUntold(reason: Parameters<typeof untoldReason>[0], path: string): void {
  const untold = untoldReason(reason)
  if (untold) throw new ValidationFailure([{ ...untold, path }])
}
