/**
 * Counts what children and young people have been part of. Only those who were young some day of the period are read, month by month where
 * rows are many, with their ages as of the day it happened. They are counted and never named; protected ones are counted with the others,
 * but do not make a body one that the young sit in.
 */
import { addDays, addYears, type LocalDate } from '#shared/dates.ts'
import type { AttendanceStatus } from '#contract/meetings.ts'
import type { MemberCountRule } from '#contract/memberships.ts'
import type { YouthBand } from '#contract/reports.ts'
import { inForceDuring } from '#core/db/periods.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { countedMemberships, countScope } from '#core/memberships/index.ts'
import { childFindingsOf, isUnderOwnContact } from '#core/people/index.ts'
import { deputyRoles, monthsOf, stepsOf, type Span, type Step } from './queries.ts'
import {
  ageAboveYouth, childBands, isForTheYoung, youthBandOn, type ChildTakingPart, type OfYoung, type YouthAttendance, type YouthBody, type YouthCounted, type YouthMoney, type YouthParticipant,
} from './youth-rules.ts'

export interface YouthScope extends Span {
  readonly memberCountRule: MemberCountRule
}

/** Someone young as the register has her. */
interface Young {
  readonly personId: string
  readonly birthDate: LocalDate | null
}

/** Counts everything, telling how far it has got. */
export async function* countYouth(db: ReadDb, scope: YouthScope, signal?: AbortSignal): AsyncGenerator<Step, YouthCounted> {
  const months = monthsOf(scope)
  // Writing the file comes after, as the last step.
  const total = 4 + 2 * months.length + 1
  const step = stepsOf(total, signal)

  yield* step('members')
  const members = await youngMembers(db, scope)
  yield* step('bodies')
  const seats = await youngSeats(db, scope)
  const attendances: (YouthAttendance & Young)[] = []
  const held = new Map<string, number>()
  let unapprovedMeetings = 0
  for (const month of months) {
    yield* step('meetings')
    attendances.push(...(await youngAttendances(db, scope, month)))
    for (const { bodyId, count, approved } of await meetingsHeld(db, month)) {
      held.set(bodyId, (held.get(bodyId) ?? 0) + count)
      unapprovedMeetings += count - approved
    }
  }
  const money: YouthMoney[] = []
  for (const month of months) {
    yield* step('money')
    money.push(...(await youngMoney(db, scope, month)))
  }
  yield* step('trainings')
  const participants = await youngParticipants(db, scope)
  yield* step('members')
  const seated = aged(seats, scope.to)
  const children = await childrenAmong(db, [...members, ...seats, ...attendances, ...participants], scope.to)
  const bodies = await youthBodies(db, scope, seats, held)
  yield { stage: 'writing', done: total - 1, total }
  return {
    members: aged(members, scope.to), seated: [...new Map(seated.map((one) => [one.personId, one])).values()], children, attendances, participants, money, bodies,
    meetings: [...held.values()].reduce((sum, count) => sum + count, 0), unapprovedMeetings,
  }
}

/** Whoever was born before this day was too old already when the period began, on whatever day of the year. */
function bornFrom({ from }: Span): LocalDate {
  return addDays(addYears(from, -ageAboveYouth), -1)
}

/** Each at the age of a day; those who are not young then are left out. */
function aged<Row extends Young>(rows: readonly Row[], on: LocalDate | ((row: Row) => LocalDate)): (Row & { band: YouthBand })[] {
  return rows.flatMap((row) => {
    const band = youthBandOn(row.birthDate, typeof on === 'string' ? on : on(row))
    return band ? [{ ...row, band }] : []
  })
}

async function youngMembers(db: ReadDb, scope: YouthScope): Promise<Young[]> {
  return countedMemberships(db, await countScope(db, scope.to, scope.memberCountRule))
    .select(['persons.id as personId', 'persons.birthDate'])
    .where('persons.birthDate', '>=', bornFrom(scope))
    .distinct()
    .execute()
}

/** Who held a seat some day of the period. */
function youngSeats(db: ReadDb, scope: YouthScope) {
  return db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .select(['assignments.personId', 'assignments.bodyId', 'persons.birthDate', 'persons.isProtected'])
    .where(inForceDuring('assignments', scope))
    .where('persons.birthDate', '>=', bornFrom(scope))
    .execute()
}

/** Attendance counts when it has been approved; a deputy counts whether or not she served. Companions take no part of their own. */
async function youngAttendances(db: ReadDb, scope: YouthScope, { from, to }: Span): Promise<(YouthAttendance & Young)[]> {
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('attendances', 'attendances.meetingId', 'meetings.id')
    .innerJoin('persons', 'persons.id', 'attendances.personId')
    .select(['attendances.personId', 'attendances.role', 'attendances.meetingId', 'meetings.heldOn', 'persons.birthDate'])
    .where('meetings.heldOn', '>=', from)
    .where('meetings.heldOn', '<=', to)
    .where('meetings.cancelledAt', 'is', null)
    .where('meetings.attendanceApprovedAt', 'is not', null)
    .where('attendances.status', '=', 'present' satisfies AttendanceStatus)
    .where('attendances.role', 'in', ['ordinary', ...deputyRoles])
    .where('persons.birthDate', '>=', bornFrom(scope))
    .execute()
  return aged(rows, ({ heldOn }) => heldOn).map(({ role, ...row }) => ({ ...row, isDeputy: deputyRoles.has(role) }))
}

async function meetingsHeld(db: ReadDb, { from, to }: Span) {
  const rows = await db
    .selectFrom('meetings')
    .select('bodyId')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.count('attendanceApprovedAt').as('approved')])
    .where('heldOn', '>=', from)
    .where('heldOn', '<=', to)
    .where('cancelledAt', 'is', null)
    .groupBy('bodyId')
    .execute()
  return rows.map((row) => ({ bodyId: row.bodyId, count: Number(row.count), approved: Number(row.approved) }))
}

/** What was claimed for a month's days and has been approved. */
async function youngMoney(db: ReadDb, scope: YouthScope, { from, to }: Span): Promise<YouthMoney[]> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
    .innerJoin('persons', 'persons.id', 'claims.personId')
    .select(['claims.personId', 'claims.occurredOn', 'persons.birthDate', 'claimLines.kind'])
    .select((eb) => eb.fn.sum('claimLines.amountOre').as('amountOre'))
    .where('claims.occurredOn', '>=', from)
    .where('claims.occurredOn', '<=', to)
    .where('claims.approvedAt', 'is not', null)
    .where('persons.birthDate', '>=', bornFrom(scope))
    .groupBy(['claims.personId', 'claims.occurredOn', 'persons.birthDate', 'claimLines.kind'])
    .execute()
  return aged(rows, ({ occurredOn }) => occurredOn).map(({ personId, band, kind, amountOre }) => ({
    personId, band, stipendOre: kind === 'stipend' ? Number(amountOre) : 0, travelOre: kind === 'stipend' ? 0 : Number(amountOre),
  }))
}

/** Who had been admitted to a course round with a session in the period, at the age of the round's first day. */
async function youngParticipants(db: ReadDb, { from, to }: Span): Promise<(YouthParticipant & Young)[]> {
  const rows = await db
    .selectFrom('courseParticipants')
    .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
    .innerJoin('persons', 'persons.id', 'courseParticipants.personId')
    .select(['courseParticipants.personId', 'courseParticipants.completedOn', 'courseRounds.startsOn', 'persons.birthDate'])
    .where('courseParticipants.admittedOn', '<=', to)
    .where((eb) => eb.or([eb('courseParticipants.leftOn', 'is', null), eb('courseParticipants.leftOn', '>=', from)]))
    .where((eb) =>
      eb.exists(
        eb.selectFrom('trainingSessions').select('trainingSessions.id').whereRef('trainingSessions.courseRoundId', '=', 'courseRounds.id').where('trainingSessions.heldOn', '>=', from).where('trainingSessions.heldOn', '<=', to),
      ),
    )
    .execute()
  return aged(rows, ({ startsOn }) => startsOn).map(({ completedOn, ...row }) => ({ ...row, hasCompleted: completedOn !== null && completedOn <= to }))
}

/** Those who are under 18 on a day, and what their guardians have said by then. */
async function childrenAmong(db: ReadDb, young: readonly Young[], on: LocalDate): Promise<ChildTakingPart[]> {
  const children = aged([...new Map(young.map((one) => [one.personId, one])).values()], on).filter(({ band }) => childBands.includes(band))
  const findings = await childFindingsOf(db, children.map(({ personId }) => personId), on)
  return children.map(({ personId, band, birthDate }) => {
    const rules = (findings.get(personId) ?? []).map(({ rule }) => rule)
    const hasGuardian = !rules.includes('guardians.missing')
    const hasConsent = hasGuardian && !rules.includes('guardians.participationConsentMissing') && !rules.includes('guardians.participationConsentOfSomeMissing')
    return { personId, band, hasGuardian, needsConsent: birthDate !== null && isUnderOwnContact(birthDate, on), hasConsent }
  })
}

/** The bodies of the period that are for the young, or that the young sit in, by host. */
async function youthBodies(db: ReadDb, { from, to }: Span, seats: Awaited<ReturnType<typeof youngSeats>>, held: ReadonlyMap<string, number>): Promise<YouthBody[]> {
  const rows = await db
    .selectFrom('bodies')
    .innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId')
    .select(['bodies.id', 'bodies.name', 'bodies.targetGroup', 'organisations.name as hostName'])
    .where(inForceDuring('bodies', { from, to }))
    .orderBy('organisations.nameSort')
    .orderBy('bodies.nameSort')
    .orderBy('bodies.id')
    .execute()
  const bandsOf = Map.groupBy(aged(seats.filter(({ isProtected }) => isProtected === 0), to), ({ bodyId }) => bodyId)
  return rows.flatMap(({ id, ...body }) => {
    const sitting: readonly OfYoung[] = bandsOf.get(id) ?? []
    const [isYoung, hasChildren] = [isForTheYoung(body.targetGroup), sitting.some(({ band }) => childBands.includes(band))]
    if (!isYoung && sitting.length === 0) return []
    return [{ ...body, isForTheYoung: isYoung, hasChildren, hasYoungAdults: sitting.some(({ band }) => !childBands.includes(band)), meetings: held.get(id) ?? 0 }]
  })
}
