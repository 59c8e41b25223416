import type { InputOf } from '#contract/base.ts'
import type { bodies } from '#contract/bodies.ts'
import { addDays, type LocalDate, type Period } from '#shared/dates.ts'
import { newId } from '#shared/ids.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse, type FieldFinding } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { NewRow, ReadDb } from '#core/db/writer.ts'
import { writeCustomValues } from '#core/custom-fields/index.ts'
import { choiceFindings } from '#core/organisations/index.ts'
import { nominationToChoose, settleNominations } from './nominations.ts'
import { settledOn } from './queries.ts'
import { appointFinding, deputyRulesFinding, endFinding, endSeatFinding, isWithin, lastsBeyond, seatsEndingWith, seatStartFinding, termFinding, type SeatKind, type SeatPlace } from './rules.ts'

type Input<Name extends keyof typeof bodies> = InputOf<(typeof bodies)[Name]>

/** Registers a body with its ordinary seats, each with so many deputy seats in rank order. */
export async function createBody(call: Call, { ordinarySeats, deputiesPerSeat, deputiesInvited, deputiesPaid, customValues, ...fields }: Input<'create'>): Promise<{ id: string }> {
  refuseFields(bodyFindings(fields))
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseChoice(call, writer.db, 'hostOrganisationId', fields.hostOrganisationId)
    const bodyId = await writer.insert('bodies', { ...fields, nameSort: sortKey(fields.name), createdAt: writer.now })
    await writer.insertMany('seats', seatsOfNewBody(bodyId, fields, ordinarySeats, deputiesPerSeat))
    if (deputiesInvited !== 'always' || deputiesPaid !== 'always') await writer.insert('deputyRules', { bodyId, startsOn: fields.startsOn, endsOn: null, deputiesInvited, deputiesPaid })
    await writeCustomValues(writer, call, { subject: 'body', subjectId: bodyId, isNew: true }, customValues)
    return bodyId
  })
  return { id }
}

function seatsOfNewBody(bodyId: string, { startsOn, endsOn }: Period, ordinarySeats: number, deputiesPerSeat: number): NewRow<'seats'>[] {
  const blank = { bodyId, startsOn, endsOn, reservedForOrganisationId: null }
  const ordinary = Array.from({ length: ordinarySeats }, (_, index) => ({ ...blank, id: newId(), kind: 'ordinary', position: index + 1, deputyForSeatId: null, rank: null }))
  const deputies = ordinary.flatMap((seat, seatIndex) =>
    Array.from({ length: deputiesPerSeat }, (_, index) => ({
      ...blank, id: newId(), kind: 'deputy', position: seatIndex * deputiesPerSeat + index + 1, deputyForSeatId: seat.id, rank: index + 1,
    })),
  )
  return [...ordinary, ...deputies]
}

/** Changes a body's details. @throws RuleViolation `bodies.seatsOutside` when a seat would lie outside its period */
export async function updateBody(call: Call, { id, version, customValues, ...fields }: Input<'update'>) {
  refuseFields(bodyFindings(fields))
  await call.store.transact(call.act(), async (writer) => {
    const before = await writer.db.selectFrom('bodies').select('hostOrganisationId').where('id', '=', id).executeTakeFirst()
    if (before?.hostOrganisationId !== fields.hostOrganisationId) await refuseChoice(call, writer.db, 'hostOrganisationId', fields.hostOrganisationId)
    const seats = await seatsOf(writer.db, id)
    if (seats.some((seat) => !isWithin(seat, fields))) throw new RuleViolation('bodies.seatsOutside')
    await writer.update('bodies', id, { ...fields, nameSort: sortKey(fields.name) }, version)
    await writeCustomValues(writer, call, { subject: 'body', subjectId: id, isNew: false }, customValues)
  })
  return {}
}

function bodyFindings(fields: Pick<Row<'bodies'>, 'startsOn' | 'endsOn' | 'travelRule' | 'travelRuleReason'>): FieldFinding[] {
  const findings: FieldFinding[] = []
  if (endsBackwards(fields)) findings.push({ path: 'endsOn', rule: 'common.endsBeforeStart' })
  if (fields.travelRule === 'taxFree' && !fields.travelRuleReason) findings.push({ path: 'travelRuleReason', rule: 'bodies.taxFreeNeedsReason' })
  return findings
}

/** Ends a body: its seats and assignments that would last longer end the same day, with the same reason. */
export async function endBody(call: Call, { id, version, endsOn, reason }: Input<'end'>): Promise<{ endedAssignments: number }> {
  return call.store.transact(call.act(reason), async (writer) => {
    const body = await writer.db.selectFrom('bodies').selectAll().where('id', '=', id).executeTakeFirst()
    if (!body) throw new NotFound()
    refuse(endFinding(body, endsOn))
    const [seats, assignments] = [await seatsOf(writer.db, id), await assignmentsOf(writer.db, id)]
    const lasting = assignments.filter((assignment) => lastsBeyond(assignment, endsOn))
    if ([...seats, ...lasting].some((row) => row.startsOn > endsOn)) throw new RuleViolation('bodies.beginsAfterEnd', { endsOn })
    await writer.update('bodies', id, { endsOn }, version)
    for (const seat of seats) if (lastsBeyond(seat, endsOn)) await writer.update('seats', seat.id, { endsOn })
    for (const assignment of lasting) await writer.update('assignments', assignment.id, { endsOn, endReason: reason })
    return { endedAssignments: lasting.length }
  })
}

/** Changes when deputies are invited and paid, from a day on. @throws RuleViolation where that would change what has been */
export async function setDeputyRules(call: Call, { bodyId, startsOn, ...agreed }: Input<'setDeputyRules'>) {
  await call.store.transact(call.act(), async (writer) => {
    const body = await writer.db.selectFrom('bodies').select(['startsOn', 'endsOn']).where('id', '=', bodyId).executeTakeFirst()
    if (!body) throw new NotFound()
    const rules = await writer.db.selectFrom('deputyRules').selectAll().where('bodyId', '=', bodyId).execute()
    refuse(deputyRulesFinding({ body, rules, settledOn: await settledOn(writer.db, bodyId) }, startsOn))
    const same = rules.find((rule) => rule.startsOn === startsOn)
    if (same) return writer.update('deputyRules', same.id, agreed)
    const open = rules.find(({ endsOn }) => endsOn === null)
    if (open) await writer.update('deputyRules', open.id, { endsOn: addDays(startsOn, -1) })
    await writer.insert('deputyRules', { bodyId, startsOn, endsOn: null, ...agreed })
  })
  return {}
}

/** Adds a seat; its position follows the last of its kind, a deputy's rank the last of the same ordinary seat. */
export async function addSeat(call: Call, input: Input<'addSeat'>): Promise<{ id: string }> {
  if (endsBackwards(input)) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const body = await writer.db.selectFrom('bodies').selectAll().where('id', '=', input.bodyId).executeTakeFirst()
    if (!body) throw new NotFound()
    if (!isWithin(input, body)) throw new RuleViolation('bodies.outsideBody')
    if (input.reservedForOrganisationId) await refuseChoice(call, writer.db, 'reservedForOrganisationId', input.reservedForOrganisationId)
    return writer.insert('seats', placedSeat(input, await seatsOf(writer.db, input.bodyId)))
  })
  return { id }
}

function placedSeat(input: Input<'addSeat'>, seats: readonly StoredSeat[]): NewRow<'seats'> {
  const deputyForSeatId = input.kind === 'deputy' ? input.deputyForSeatId : null
  const ordinary = seats.find((seat) => seat.id === deputyForSeatId)
  if (deputyForSeatId !== null && (!ordinary || ordinary.kind !== 'ordinary')) throw new ValidationFailure([{ path: 'deputyForSeatId', rule: 'bodies.notAnOrdinarySeat' }])
  if (ordinary && !isWithin(input, ordinary)) throw new RuleViolation('bodies.outsideSeat')
  const position = highest(seats.filter((seat) => seat.kind === input.kind).map((seat) => seat.position)) + 1
  const rank = input.kind === 'deputy' ? (input.rank ?? highest(seats.filter((seat) => seat.kind === 'deputy' && seat.deputyForSeatId === deputyForSeatId).map((seat) => seat.rank ?? 0)) + 1) : null
  return { ...input, deputyForSeatId, position, rank }
}

function highest(numbers: readonly number[]): number {
  return Math.max(0, ...numbers)
}

/** Changes for whom a seat is reserved, a deputy’s rank, and the seat's first day where it was wrong. @throws NotFound, Conflict */
export async function updateSeat(call: Call, { id, version, rank, reservedForOrganisationId, startsOn }: Input<'updateSeat'>) {
  await call.store.transact(call.act(), async (writer) => {
    const seat = await seatOf(writer.db, id)
    if (reservedForOrganisationId && reservedForOrganisationId !== seat.reservedForOrganisationId) await refuseChoice(call, writer.db, 'reservedForOrganisationId', reservedForOrganisationId)
    if (startsOn !== undefined && startsOn !== seat.startsOn) {
      const body = await writer.db.selectFrom('bodies').select(['startsOn', 'endsOn']).where('id', '=', seat.bodyId).executeTakeFirstOrThrow()
      refuse(seatStartFinding({ seats: await seatsOf(writer.db, seat.bodyId), terms: await assignmentsOf(writer.db, seat.bodyId) }, body, seat, startsOn))
    }
    await writer.update('seats', id, { rank: seat.kind === 'deputy' ? rank : null, reservedForOrganisationId, startsOn: startsOn ?? seat.startsOn }, version)
  })
  return {}
}

/** Ends a seat and the deputy seats tied to it. @throws RuleViolation `bodies.seatHeldLater` while somebody holds one of them longer */
export async function endSeat(call: Call, { id, version, endsOn }: Input<'endSeat'>) {
  await call.store.transact(call.act(), async (writer) => {
    const seat = await seatOf(writer.db, id)
    refuse(endFinding(seat, endsOn))
    const [seats, terms] = [await seatsOf(writer.db, seat.bodyId), await assignmentsOf(writer.db, seat.bodyId)]
    refuse(endSeatFinding({ seats, terms }, id, endsOn))
    const ending = seatsEndingWith(seats, id).filter((other) => lastsBeyond(other, endsOn))
    if (ending.some((other) => other.startsOn > endsOn)) throw new RuleViolation('bodies.beginsAfterEnd', { endsOn })
    for (const other of ending) await writer.update('seats', other.id, { endsOn }, other.id === id ? version : undefined)
  })
  return {}
}

/**
 * Appoints a person to a seat, with who was chosen of those nominated. A term that follows is a row of its own; none is overwritten.
 * @throws ValidationFailure at `overrideReason` when the body's rule on terms is passed over without a reason
 */
export async function appoint(call: Call, { nominationId, ...input }: Input<'appoint'>): Promise<{ id: string }> {
  const findings: FieldFinding[] = []
  if (endsBackwards(input)) findings.push({ path: 'endsOn', rule: 'common.endsBeforeStart' })
  if (input.decidedOn > call.clock.today()) findings.push({ path: 'decidedOn', rule: 'bodies.decidedInFuture' })
  refuseFields(findings)
  const id = await call.store.transact(call.act(), async (writer) => {
    const seat = await seatOf(writer.db, input.seatId)
    await refuseUnknownPerson(writer.db, input)
    const chosen = nominationId === null ? undefined : await nominationToChoose(writer.db, nominationId, input)
    const onBehalfOfOrganisationId = speaksFor(seat, input.onBehalfOfOrganisationId ?? chosen?.organisationId ?? null)
    if (onBehalfOfOrganisationId !== null) await refuseChoice(call, writer.db, 'onBehalfOfOrganisationId', onBehalfOfOrganisationId)
    const [seats, terms] = [await seatsOf(writer.db, seat.bodyId), await assignmentsOf(writer.db, seat.bodyId)]
    refuse(appointFinding({ seats, terms }, input))
    const passedOver = termFinding(await writer.db.selectFrom('bodies').select(['termMonths', 'maxTerms']).where('id', '=', seat.bodyId).executeTakeFirstOrThrow(), terms, input)
    if (passedOver && input.overrideReason === null) throw new ValidationFailure([{ path: 'overrideReason', ...passedOver }])
    const assignmentId = await writer.insert('assignments', {
      ...input, onBehalfOfOrganisationId, bodyId: seat.bodyId, overrideReason: passedOver ? input.overrideReason : null, endReason: null, ...notResigned, createdAt: writer.now,
    })
    if (chosen) await settleNominations(writer, { chosen, assignmentId, decidedOn: input.decidedOn })
    return assignmentId
  })
  return { id }
}

const notResigned = { resignedOn: null, resignationChannel: null, resignationReceivedByUserId: null } as const

/** The organisation that one in this seat speaks for. @throws ValidationFailure when the seat is reserved for another */
function speaksFor(seat: StoredSeat, chosen: string | null): string | null {
  const reserved = seat.reservedForOrganisationId
  if (chosen === null) return reserved
  if (reserved !== null && reserved !== chosen) throw new ValidationFailure([{ path: 'onBehalfOfOrganisationId', rule: 'bodies.reservedForAnother' }])
  return chosen
}

/** Ends an assignment on a day, with its reason. @throws RuleViolation when that day lies before its start or after its end */
export async function endAssignment(call: Call, { id, version, endsOn, reason, resignedOn, resignationChannel }: Input<'endAssignment'>) {
  refuseFields(resignationFindings({ resignedOn, resignationChannel }, call.clock.today()))
  await call.store.transact(call.act(reason), async (writer) => {
    const assignment = await writer.db.selectFrom('assignments').selectAll().where('id', '=', id).executeTakeFirst()
    if (!assignment) throw new NotFound()
    refuse(endFinding(assignment, endsOn))
    const resignation = resignedOn === null ? notResigned : { resignedOn, resignationChannel, resignationReceivedByUserId: call.user.id }
    await writer.update('assignments', id, { endsOn, endReason: reason, ...resignation }, version)
  })
  return {}
}

/** A resignation has both its day and the way it came. */
function resignationFindings({ resignedOn, resignationChannel }: Pick<Input<'endAssignment'>, 'resignedOn' | 'resignationChannel'>, today: LocalDate): FieldFinding[] {
  if (resignedOn !== null && resignedOn > today) return [{ path: 'resignedOn', rule: 'bodies.resignedInFuture' }]
  if (resignedOn !== null && resignationChannel === null) return [{ path: 'resignationChannel', rule: 'common.required' }]
  return resignedOn === null && resignationChannel !== null ? [{ path: 'resignedOn', rule: 'common.required' }] : []
}

type StoredSeat = Row<'seats'> & SeatPlace & { readonly kind: SeatKind }

async function seatOf(db: ReadDb, id: string): Promise<StoredSeat> {
  const seat = await db.selectFrom('seats').selectAll().where('id', '=', id).executeTakeFirst()
  if (!seat) throw new NotFound()
  return seat as StoredSeat
}

async function seatsOf(db: ReadDb, bodyId: string): Promise<StoredSeat[]> {
  return (await db.selectFrom('seats').selectAll().where('bodyId', '=', bodyId).execute()) as StoredSeat[]
}

function assignmentsOf(db: ReadDb, bodyId: string): Promise<Row<'assignments'>[]> {
  return db.selectFrom('assignments').selectAll().where('bodyId', '=', bodyId).execute()
}

async function refuseUnknownPerson(db: ReadDb, { personId, endsOn }: Pick<Row<'assignments'>, 'personId' | 'endsOn'>): Promise<void> {
  const row = await db.selectFrom('persons').select('deceasedOn').where('id', '=', personId).executeTakeFirst()
  if (!row) throw new ValidationFailure([{ path: 'personId', rule: 'common.notAChoice' }])
  if (row.deceasedOn !== null && (endsOn === null || endsOn > row.deceasedOn)) throw new ValidationFailure([{ path: 'personId', rule: 'people.hasDied' }])
}

async function refuseChoice({ clock }: Call, db: ReadDb, path: string, id: string): Promise<void> {
  refuseFields(await choiceFindings(db, { path, id, today: clock.today() }))
}

function endsBackwards({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate | null }): boolean {
  return endsOn !== null && endsOn < startsOn
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
