import type { ExpressionBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import { deputyRulesOn, type Assignment, type bodies, type Body, type BodyRow, type bodySorts, type DatedDeputyRules, type DeputyRules, type PersonAssignment, type RosterSeat, type Seat, type SeatOn } from '#contract/bodies.ts'
import type { PersonRef } from '#contract/people.ts'
import { activeOn, addDays, daysBetween, periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { isOneOf } from '#core/db/one-of.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { customValuesOf } from '#core/custom-fields/index.ts'
import { searchedIds } from '#core/search/index.ts'
import { inSeatOrder, isInvited, mandatesEndingWithin, warningDays, type SeatKind } from './rules.ts'
import { seatsPage } from './seats-list.ts'

type ListInput = InputOf<typeof bodies.list>
type Expressions<Table extends keyof Database> = ExpressionBuilder<Database, Table>

const sortColumns = {
  name: 'bodies.nameSort', host: 'hosts.nameSort', kind: 'bodies.kind', level: 'bodies.level',
} as const satisfies Record<(typeof bodySorts)[number], string>

/** A window of the bodies, with how many of their seats are empty today. */
export async function listBodies(call: Call, input: ListInput): Promise<{ total: number; rows: BodyRow[] }> {
  const today = call.clock.today()
  const found = await searchedIds(call, input.text, 'body')
  if (found?.length === 0) return { total: 0, rows: [] }
  let query = call.store.db.selectFrom('bodies')
  if (found) query = query.where((eb) => isOneOf(call.store.engine, eb.ref('bodies.id'), found))
  if (input.kind) query = query.where('bodies.kind', '=', input.kind)
  if (input.level) query = query.where('bodies.level', '=', input.level)
  if (input.hostOrganisationId) query = query.where('bodies.hostOrganisationId', '=', input.hostOrganisationId)
  if (input.active !== undefined) {
    const { active } = input
    query = query.where((eb) => {
      const inForce = inForceOn('bodies', today)
      return active ? inForce : eb.not(inForce)
    })
  }
  const direction = input.descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const ids = await query
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .select('bodies.id')
    .orderBy(sortColumns[input.sort], direction)
    .orderBy('bodies.nameSort', direction)
    .orderBy('bodies.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: await bodyRows(call.store.db, ids.map((row) => row.id), today) }
}

/** The rows of a page, in its order. Only its own seats are counted; those of the bodies that the page passes over cost nothing. */
async function bodyRows(db: ReadDb, ids: readonly string[], today: LocalDate): Promise<BodyRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('bodies')
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .where('bodies.id', 'in', ids)
    .select(['bodies.id', 'bodies.name', 'bodies.kind', 'bodies.level', 'bodies.method', 'bodies.startsOn', 'bodies.endsOn', 'hosts.id as hostId', 'hosts.name as hostName'])
    .select((eb) => [seatsOfBody(eb, today).as('seatCount'), seatsOfBody(eb, today).where((seat) => seat.not(seat.exists(holderOf(seat, today)))).as('emptySeatCount')])
    .execute()
  const shown = new Map(
    rows.map(({ hostId, hostName, ...row }): [string, BodyRow] => [
      row.id,
      {
        ...(row as typeof row & Pick<BodyRow, 'kind' | 'level' | 'method'>),
        host: { id: hostId, name: hostName }, status: periodStatus(row, today), seatCount: Number(row.seatCount), emptySeatCount: Number(row.emptySeatCount),
      },
    ]),
  )
  return ids.flatMap((id) => shown.get(id) ?? [])
}

function seatsOfBody(eb: Expressions<'bodies'>, date: LocalDate) {
  return eb
    .selectFrom('seats')
    .whereRef('seats.bodyId', '=', 'bodies.id')
    .where(inForceOn('seats', date))
    .select((count) => count.fn.countAll().as('seatCount'))
}

function holderOf(eb: Expressions<'seats'>, date: LocalDate) {
  return eb
    .selectFrom('assignments')
    .select('assignments.id')
    .whereRef('assignments.seatId', '=', 'seats.id')
    .where(inForceOn('assignments', date))
}

/** One body with its seats and everyone who has held them. @throws NotFound */
export async function readBody({ store: { db }, clock, user }: Call, id: string): Promise<Body> {
  const today = clock.today()
  const row = await db
    .selectFrom('bodies')
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .leftJoin('tariffs', 'tariffs.id', 'bodies.tariffId')
    .leftJoin('grants', 'grants.id', 'bodies.grantId')
    .selectAll('bodies')
    .select(['hosts.name as hostName', 'tariffs.name as tariffName', 'grants.name as grantName'])
    .where('bodies.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const [seats, assignments] = await Promise.all([seatsOf(db, id), assignmentRows(db).where('assignments.bodyId', '=', id).orderBy('assignments.startsOn', 'desc').execute()])
  const { hostOrganisationId, hostName, tariffId, tariffName, grantId, grantName, nameSort: _nameSort, createdAt: _createdAt, ...body } = row
  const endingSoon = new Set(mandatesEndingWithin(assignments, today, warningDays).map((assignment) => assignment.id))
  const shownSeats = seats.map((seat) => shownSeat(seat, assignments.filter((assignment) => assignment.seatId === seat.id).map((held) => shownAssignment(held, today, endingSoon)), today))
  return {
    ...(body as typeof body & Pick<Body, 'kind' | 'method' | 'level' | 'payer' | 'travelRule'>),
    host: { id: hostOrganisationId, name: hostName }, tariff: organisationRef(tariffId, tariffName), grant: organisationRef(grantId, grantName),
    status: periodStatus(body, today),
    deputyRules: await allDeputyRules(db, id),
    customValues: await customValuesOf(db, { subject: 'body', subjectId: id, roles: user.roles }),
    seats: [...shownSeats.filter((seat) => seat.status !== 'ended'), ...shownSeats.filter((seat) => seat.status === 'ended')],
  }
}

type StoredSeat = Awaited<ReturnType<typeof seatsOf>>[number]
type StoredAssignment = Awaited<ReturnType<ReturnType<typeof assignmentRows>['execute']>>[number]

/** A body's seats in order, with the position of the ordinary seat that a deputy seat is tied to. */
async function seatsOf(db: ReadDb, bodyId: string) {
  const rows = await db
    .selectFrom('seats')
    .leftJoin('organisations', 'organisations.id', 'seats.reservedForOrganisationId')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .selectAll('seats')
    .select(['organisations.name as reservedForName', 'ordinary.position as deputyForPosition'])
    .where('seats.bodyId', '=', bodyId)
    .execute()
  return inSeatOrder(rows)
}

function assignmentRows(db: ReadDb) {
  return db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .leftJoin('organisations as spokenFor', 'spokenFor.id', 'assignments.onBehalfOfOrganisationId')
    .leftJoin('users as receivers', 'receivers.id', 'assignments.resignationReceivedByUserId')
    .select([
      'assignments.id', 'assignments.version', 'assignments.seatId', 'assignments.bodyId', 'assignments.onBehalfOfOrganisationId', 'assignments.role', 'assignments.startsOn',
      'assignments.endsOn', 'assignments.decidedOn', 'assignments.decisionReference', 'assignments.endReason', 'spokenFor.name as onBehalfOfName', 'assignments.overrideReason', 'assignments.resignedOn', 'assignments.resignationChannel', 'receivers.displayName as resignationReceivedBy',
    ])
    .select(personRefColumns)
}

function shownSeat(seat: StoredSeat, held: readonly Assignment[], today: LocalDate): Seat {
  return {
    id: seat.id, version: seat.version, ...placeOf(seat), startsOn: seat.startsOn, endsOn: seat.endsOn,
    reservedFor: organisationRef(seat.reservedForOrganisationId, seat.reservedForName), status: periodStatus(seat, today),
    holderAssignmentId: held.find((assignment) => assignment.status === 'current')?.id ?? null, assignments: [...held],
  }
}

function placeOf(seat: Pick<Row<'seats'>, 'kind' | 'position' | 'deputyForSeatId' | 'rank'> & { readonly deputyForPosition: number | null }) {
  return { kind: seat.kind as SeatKind, position: seat.position, deputyForSeatId: seat.deputyForSeatId, deputyForPosition: seat.deputyForPosition, rank: seat.rank }
}

function shownAssignment(row: StoredAssignment, today: LocalDate, endingSoon: ReadonlySet<string>): Assignment {
  return {
    id: row.id, version: row.version, person: personRef(row), onBehalfOf: organisationRef(row.onBehalfOfOrganisationId, row.onBehalfOfName), role: row.role as Assignment['role'],
    startsOn: row.startsOn, endsOn: row.endsOn, decidedOn: row.decidedOn, decisionReference: row.decisionReference, overrideReason: toldOf(row, row.overrideReason), endReason: toldOf(row, row.endReason),
    resignation: toldOf(row, resignationOf(row)), status: periodStatus(row, today), isEndingSoon: endingSoon.has(row.id),
  }
}

/** What is told of how somebody came to or left a seat: nothing where she is protected. */
function toldOf<Told>({ isProtected }: Pick<StoredAssignment, 'isProtected'>, told: Told): Told | null {
  return isProtected === 1 ? null : told
}

function resignationOf({ resignedOn, resignationChannel, resignationReceivedBy }: Pick<StoredAssignment, 'resignedOn' | 'resignationChannel' | 'resignationReceivedBy'>): Assignment['resignation'] {
  if (resignedOn === null || resignationChannel === null || resignationReceivedBy === null) return null
  return { receivedOn: resignedOn, channel: resignationChannel as Channel, receivedBy: resignationReceivedBy }
}

type Channel = NonNullable<Assignment['resignation']>['channel']

function organisationRef(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name }
}

/** A body's seats in force on a date and who held each then. @throws NotFound */
export async function readRoster(db: ReadDb, bodyId: string, date: LocalDate): Promise<RosterSeat[]> {
  await bodyTerms(db, bodyId)
  const [seats, holders] = await Promise.all([seatsOf(db, bodyId), rosterOn(db, bodyId, date)])
  return seats
    .filter((seat) => activeOn(seat, date))
    .map((seat) => {
      const holder = holders.find((entry) => entry.seatId === seat.id)
      return {
        seatId: seat.id, ...placeOf(seat), reservedFor: organisationRef(seat.reservedForOrganisationId, seat.reservedForName),
        holder: holder
          ? { assignmentId: holder.assignmentId, person: holder.person, onBehalfOf: holder.onBehalfOf, role: holder.role, startsOn: holder.startsOn, endsOn: holder.endsOn }
          : null,
      }
    })
}

/** A window of the seats of all bodies on a date, each with who held it then. */
export async function listSeats({ store, clock }: Call, input: InputOf<typeof bodies.seatsOn>): Promise<{ total: number; rows: SeatOn[] }> {
  const { total, seats } = await seatsPage(store, input, clock.today())
  if (seats.length === 0) return { total, rows: [] }
  const rows = await store.db
    .selectFrom('seats')
    .innerJoin('bodies', 'bodies.id', 'seats.bodyId')
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .leftJoin('organisations as reserving', 'reserving.id', 'seats.reservedForOrganisationId')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .select(['seats.id', 'seats.kind', 'seats.position', 'seats.deputyForSeatId', 'seats.rank', 'seats.reservedForOrganisationId', 'ordinary.position as deputyForPosition'])
    .select(['bodies.id as bodyId', 'bodies.name as bodyName', 'hosts.name as hostName', 'reserving.name as reservingName'])
    .where('seats.id', 'in', seats.map(({ seatId }) => seatId))
    .execute()
  const held = seats.flatMap(({ assignmentId }) => assignmentId ?? [])
  const holders = held.length === 0 ? [] : await assignmentRows(store.db).where('assignments.id', 'in', held).execute()
  return {
    total,
    rows: seats.flatMap(({ seatId, assignmentId, isEndingSoon }) => {
      const row = rows.find(({ id }) => id === seatId)
      const holder = holders.find(({ id }) => id === assignmentId)
      if (!row) return []
      return {
        id: row.id, body: { id: row.bodyId, name: row.bodyName }, hostName: row.hostName, ...placeOf(row), reservedFor: organisationRef(row.reservedForOrganisationId, row.reservingName),
        holder: holder ? heldBy(holder) : null, isEndingSoon,
      }
    }),
  }
}

function heldBy(row: StoredAssignment): NonNullable<RosterSeat['holder']> {
  return {
    assignmentId: row.id, person: personRef(row), onBehalfOf: organisationRef(row.onBehalfOfOrganisationId, row.onBehalfOfName), role: row.role as Assignment['role'],
    startsOn: row.startsOn, endsOn: row.endsOn,
  }
}

/** One who holds a seat. */
export interface RosterEntry {
  readonly assignmentId: string
  readonly bodyId: string
  readonly seatId: string
  readonly seatKind: SeatKind
  readonly seatPosition: number
  /** The ordinary seat that a deputy seat is tied to; null in the pool and for ordinary seats. */
  readonly deputyForSeatId: string | null
  readonly deputyForPosition: number | null
  readonly rank: number | null
  readonly person: PersonRef
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null
  readonly role: Assignment['role']
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
}

/** Who holds seats in a body on a date, ordinary members with their deputies after them, then the pool. */
export async function rosterOn(db: ReadDb, bodyId: string, date: LocalDate): Promise<RosterEntry[]> {
  return inSeatOrder(await holdersOn(db, date).where('assignments.bodyId', '=', bodyId).execute()).map(rosterEntry)
}

function holdersOn(db: ReadDb, date: LocalDate) {
  return assignmentRows(db)
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .select(['seats.kind', 'seats.position', 'seats.deputyForSeatId', 'seats.rank', 'ordinary.position as deputyForPosition'])
    .where(inForceOn('assignments', date))
}

type HolderRow = Awaited<ReturnType<ReturnType<typeof holdersOn>['execute']>>[number]

function rosterEntry(row: HolderRow): RosterEntry {
  return {
    assignmentId: row.id, bodyId: row.bodyId, seatId: row.seatId, seatKind: row.kind as SeatKind, seatPosition: row.position, deputyForSeatId: row.deputyForSeatId,
    deputyForPosition: row.deputyForPosition, rank: row.rank, person: personRef(row), onBehalfOf: organisationRef(row.onBehalfOfOrganisationId, row.onBehalfOfName),
    role: row.role as RosterEntry['role'], startsOn: row.startsOn, endsOn: row.endsOn,
  }
}

/** What a body has agreed: who pays, by which tariff, how travel is taxed, and from which grant. @throws NotFound */
export async function bodyTerms(db: ReadDb, bodyId: string) {
  const row = await db
    .selectFrom('bodies')
    .select(['id', 'name', 'hostOrganisationId', 'kind', 'method', 'level', 'payer', 'tariffId', 'travelRule', 'travelRuleReason', 'grantId', 'startsOn', 'endsOn'])
    .where('id', '=', bodyId)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row as typeof row & Pick<Body, 'kind' | 'method' | 'level' | 'payer' | 'travelRule'>
}

/** What a body has agreed on its deputies, the latest first. */
async function allDeputyRules(db: ReadDb, bodyId: string): Promise<DatedDeputyRules[]> {
  const rows = await db.selectFrom('deputyRules').selectAll().where('bodyId', '=', bodyId).orderBy('startsOn', 'desc').execute()
  return rows.map(({ bodyId: _bodyId, ...rules }) => rules as DatedDeputyRules)
}

/** The latest day of a meeting of the body's whose attendance is approved. */
export async function settledOn(db: ReadDb, bodyId: string): Promise<LocalDate | null> {
  const row = await db.selectFrom('meetings').select('heldOn').where('bodyId', '=', bodyId).where('attendanceApprovedAt', 'is not', null).orderBy('heldOn', 'desc').limit(1).executeTakeFirst()
  return row?.heldOn ?? null
}

/** When a body invites and pays its deputies, as agreed for a day. */
export async function deputyRulesAt(db: ReadDb, bodyId: string, date: LocalDate): Promise<DeputyRules> {
  return deputyRulesOn(await allDeputyRules(db, bodyId), date)
}

/** Those on the invitation list of a meeting: everybody with a seat on the day, or of the deputies only those who have been called, where the body has agreed so. */
export async function invitedRoster(db: ReadDb, { id, bodyId, heldOn }: Pick<Row<'meetings'>, 'id' | 'bodyId' | 'heldOn'>): Promise<RosterEntry[]> {
  const [roster, rules, called] = [await rosterOn(db, bodyId, heldOn), await deputyRulesAt(db, bodyId, heldOn), await calledTo(db, id)]
  return roster.filter(({ seatKind, person }) => isInvited(seatKind, rules, called.has(person.id)))
}

/** Those who have said that they come to a meeting, or about whom something is noted at it: also a deputy who is otherwise called only when needed. */
export async function calledTo(db: ReadDb, meetingId: string): Promise<ReadonlySet<string>> {
  const said = await db.selectFrom('meetingAnswers').select('personId').where('meetingId', '=', meetingId).where('answer', '=', 'yes').execute()
  const noted = await db.selectFrom('attendances').select('personId').where('meetingId', '=', meetingId).execute()
  return new Set([...said, ...noted].map(({ personId }) => personId))
}

/** A person's assignments in all bodies, newest first. */
export async function assignmentsOfPerson(db: ReadDb, personId: string, today: LocalDate): Promise<PersonAssignment[]> {
  const rows = await assignmentRows(db)
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .select(['seats.kind', 'seats.position', 'seats.deputyForSeatId', 'seats.rank', 'ordinary.position as deputyForPosition', 'bodies.name as bodyName', 'hosts.name as hostName'])
    .where('assignments.personId', '=', personId)
    .orderBy('assignments.startsOn', 'desc')
    .orderBy('assignments.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id, body: { id: row.bodyId, name: row.bodyName }, hostName: row.hostName, ...placeOf(row), onBehalfOf: organisationRef(row.onBehalfOfOrganisationId, row.onBehalfOfName),
    role: row.role as PersonAssignment['role'], startsOn: row.startsOn, endsOn: row.endsOn, decidedOn: row.decidedOn, decisionReference: row.decisionReference,
    endReason: toldOf(row, row.endReason), resignation: toldOf(row, resignationOf(row)), status: periodStatus(row, today),
  }))
}

/** How many rows the start page names; the rest are only counted. */
const namedRows = 20

/** The seats that nobody holds today, first those whose holder died, and the mandates that end within six weeks without anyone appointed after them. */
export async function bodiesNeedingAttention(db: ReadDb, today: LocalDate) {
  const [emptySeats, endingMandates] = await Promise.all([findEmptySeats(db, today), findEndingMandates(db, today)])
  return { emptySeats, endingMandates }
}

async function findEmptySeats(db: ReadDb, today: LocalDate) {
  const query = db
    .selectFrom('seats')
    .innerJoin('bodies', 'bodies.id', 'seats.bodyId')
    .where(inForceOn('seats', today))
    .where((eb) => eb.not(eb.exists(holderOf(eb, today))))
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .select(['seats.bodyId', 'bodies.name as bodyName', 'seats.id as seatId', 'seats.kind', 'seats.position', 'ordinary.position as deputyForPosition'])
    .orderBy((eb) => eb.exists(diedIn(eb).select('assignments.id')), 'desc')
    .orderBy('bodies.nameSort')
    .orderBy('seats.kind', 'desc')
    .orderBy('seats.position')
    .limit(namedRows)
    .execute()
  const deaths = await diedInSeats(db, rows.map(({ seatId }) => seatId))
  return { total: Number(total), rows: rows.map((row) => ({ ...row, kind: row.kind as SeatKind, diedIn: deaths.get(row.seatId) ?? null })) }
}

/** Those who held a seat on the day they died. */
function diedIn(eb: Expressions<'seats'>) {
  return eb.selectFrom('assignments').innerJoin('persons', 'persons.id', 'assignments.personId').whereRef('assignments.seatId', '=', 'seats.id').whereRef('assignments.endsOn', '=', 'persons.deceasedOn')
}

async function diedInSeats(db: ReadDb, seatIds: readonly string[]) {
  if (seatIds.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .select(['assignments.seatId', 'persons.deceasedOn'])
    .select(personRefColumns)
    .where('assignments.seatId', 'in', seatIds)
    .whereRef('assignments.endsOn', '=', 'persons.deceasedOn')
    .orderBy('persons.deceasedOn')
    .execute()
  return new Map(rows.flatMap(({ seatId, deceasedOn, ...person }) => (deceasedOn === null ? [] : [[seatId, { person: personRef(person), diedOn: deceasedOn }] as const])))
}

async function findEndingMandates(db: ReadDb, today: LocalDate) {
  const rows = await holdersOn(db, today)
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .select('bodies.name as bodyName')
    .where('assignments.endsOn', 'is not', null)
    .where('assignments.endsOn', '<=', addDays(today, warningDays))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('assignments as later').select('later.id').whereRef('later.seatId', '=', 'assignments.seatId').whereRef('later.startsOn', '>', 'assignments.endsOn'),
        ),
      ),
    )
    .orderBy('assignments.endsOn')
    .orderBy('bodies.nameSort')
    .execute()
  return {
    total: rows.length,
    rows: rows.slice(0, namedRows).map((row) => {
      const endsOn = row.endsOn ?? today
      return { assignmentId: row.id, bodyId: row.bodyId, bodyName: row.bodyName, person: personRef(row), kind: row.kind as SeatKind, endsOn, daysLeft: daysBetween(today, endsOn) }
    }),
  }
}
