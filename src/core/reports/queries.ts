/**
 * Counts what a funder's report is about. Everything is counted in SQL, month by month where rows are many,
 * and others get their turn between the queries. Persons are counted and never named; protected ones are counted with the others.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { ExpressionBuilder } from 'kysely'
import type { coverages, reportStages } from '#contract/reports.ts'
import type { AttendanceRole, AttendanceStatus } from '#contract/meetings.ts'
import type { MemberCountRule } from '#contract/memberships.ts'
import { addDays, addMonths, minutesBetween, type LocalDate } from '#shared/dates.ts'
import { inForceDuring } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { bandOf, countedMemberships, countScope } from '#core/memberships/index.ts'
import { municipalityOn } from '#core/people/index.ts'
import type { BodyCount, Counted, GenderColumn, Level, MeetingCount, MemberCount, MoneyCount, RoundCount } from './rules.ts'

export interface ReportScope {
  readonly grantId: string
  readonly from: LocalDate
  /** The last day that is counted; not after today, since what is only planned has not been done. */
  readonly to: LocalDate
  /** The day on which members are counted. */
  readonly asOf: LocalDate
  readonly coverage: (typeof coverages)[number]
  readonly memberCountRule: MemberCountRule
}

export interface Step {
  readonly stage: (typeof reportStages)[number]
  readonly done: number
  readonly total: number
}

/** Counts everything, telling how far it has got. Cancelled between two queries by the generator's end or the signal. */
export async function* count(db: ReadDb, scope: ReportScope, signal?: AbortSignal): AsyncGenerator<Step, Counted> {
  const months = monthsOf(scope)
  // Writing the file comes after, as the last step.
  const total = 3 + 2 * months.length + 1
  const step = stepsOf(total, signal)

  yield* step('members')
  const members = await countMembers(db, scope)
  yield* step('bodies')
  const bodies = await countBodies(db, scope)
  const meetings = new Map<string, MeetingCount>()
  for (const month of months) {
    yield* step('meetings')
    await addMeetings(db, scope, month, meetings)
  }
  const money = new Map<string | null, MutableMoney>()
  for (const month of months) {
    yield* step('money')
    await addMoney(db, scope, month, money)
  }
  yield* step('trainings')
  const [rounds, recognitions] = [await countRounds(db, scope), await countRecognitions(db, scope)]
  yield { stage: 'writing', done: total - 1, total }
  return { members, bodies, meetings: [...meetings.values()], money: [...money.values()], rounds, recognitions }
}

/** Tells what comes next, lets others have their turn, and goes no further once it has been stopped. */
export function stepsOf(total: number, signal: AbortSignal | undefined): (stage: Step['stage']) => AsyncGenerator<Step> {
  let done = 0
  return async function* (stage) {
    yield { stage, done, total }
    await yieldToOthers()
    signal?.throwIfAborted()
    done += 1
  }
}

export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The period cut at the ends of months. */
export function monthsOf({ from, to }: Span): Span[] {
  const months: Span[] = []
  for (let start = from; start <= to; ) {
    const next = addMonths(`${start.slice(0, 8)}01` as LocalDate, 1)
    const end = addDays(next, -1)
    months.push({ from: start, to: end < to ? end : to })
    start = next
  }
  return months
}

/** Each person counts once, whoever counts as a member by the association's rule. */
async function countMembers(db: ReadDb, { asOf, memberCountRule }: ReportScope): Promise<MemberCount[]> {
  const rows = await countedMemberships(db, await countScope(db, asOf, memberCountRule))
    .select('persons.gender')
    .select((eb) => [municipalityOn(eb, asOf).as('municipality'), bandOf(eb, asOf).as('band'), eb.fn.count('persons.id').distinct().as('count')])
    .groupBy(['municipality', 'persons.gender', 'band'])
    .execute()
  return rows.map((row) => ({
    municipalityCode: row.municipality,
    gender: (row.gender ?? 'unknown') as GenderColumn,
    band: row.band < 0 ? null : row.band,
    count: Number(row.count),
  }))
}

/** Bodies that existed some day of the period. */
async function countBodies(db: ReadDb, { from, to, coverage, grantId }: ReportScope): Promise<BodyCount[]> {
  const rows = await db
    .selectFrom('bodies')
    .select(['hostOrganisationId as hostId', 'level'])
    .select((eb) => eb.fn.countAll().as('count'))
    .where(inForceDuring('bodies', { from, to }))
    .$if(coverage === 'grant', (query) => query.where('grantId', '=', grantId))
    .groupBy(['hostOrganisationId', 'level'])
    .execute()
  return rows.map((row) => ({ ...row, level: row.level as Level, count: Number(row.count) }))
}

/**
 * Adds a month's meetings, and how many times ordinary members and deputies came.
 * Attendance counts when it has been approved; a deputy counts whether or not she served.
 */
async function addMeetings(db: ReadDb, { coverage, grantId }: ReportScope, { from, to }: Span, into: Map<string, MeetingCount>): Promise<void> {
  const held = db
    .selectFrom('meetings')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .where('meetings.heldOn', '>=', from)
    .where('meetings.heldOn', '<=', to)
    .where('meetings.cancelledAt', 'is', null)
    .$if(coverage === 'grant', (query) => query.where('bodies.grantId', '=', grantId))
  const meetings = await held
    .select(['bodies.hostOrganisationId as hostId', 'bodies.level'])
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.count('meetings.attendanceApprovedAt').as('approved')])
    .groupBy(['bodies.hostOrganisationId', 'bodies.level'])
    .execute()
  const attendances = await held
    .innerJoin('attendances', 'attendances.meetingId', 'meetings.id')
    .select(['bodies.hostOrganisationId as hostId', 'bodies.level', 'attendances.role', 'meetings.startTime', 'meetings.endTime'])
    .select((eb) => eb.fn.countAll().as('count'))
    .where('meetings.attendanceApprovedAt', 'is not', null)
    .where('attendances.status', '=', 'present' satisfies AttendanceStatus)
    .groupBy(['bodies.hostOrganisationId', 'bodies.level', 'attendances.role', 'meetings.startTime', 'meetings.endTime'])
    .execute()
  const add = (hostId: string, level: string, more: Partial<MeetingCount>) => {
    const key = `${hostId} ${level}`
    const before = into.get(key) ?? { hostId, level: level as Level, meetings: 0, unapproved: 0, ordinary: 0, deputies: 0, minutes: 0 }
    into.set(key, {
      ...before,
      meetings: before.meetings + (more.meetings ?? 0),
      unapproved: before.unapproved + (more.unapproved ?? 0),
      ordinary: before.ordinary + (more.ordinary ?? 0),
      deputies: before.deputies + (more.deputies ?? 0),
      minutes: before.minutes + (more.minutes ?? 0),
    })
  }
  for (const row of meetings) add(row.hostId, row.level, { meetings: Number(row.count), unapproved: Number(row.count) - Number(row.approved) })
  for (const row of attendances) {
    const times = Number(row.count)
    const minutes = times * minutesBetween(row.startTime, row.endTime)
    if (row.role === 'ordinary') add(row.hostId, row.level, { ordinary: times, minutes })
    else if (deputyRoles.has(row.role)) add(row.hostId, row.level, { deputies: times, minutes })
  }
}

/** In these roles one is at a meeting as a deputy, serving or not. */
export const deputyRoles: ReadonlySet<string> = new Set(['servingDeputy', 'attendingDeputy'] satisfies AttendanceRole[])

interface MutableMoney extends MoneyCount {
  stipendOre: number
  travelOre: number
  readonly stipendPersons: Set<string>
  readonly travelPersons: Set<string>
}

/** Adds what was claimed for a month's days and has been approved. The persons are only counted, to know when they are too few. */
async function addMoney(db: ReadDb, { coverage, grantId }: ReportScope, { from, to }: Span, into: Map<string | null, MutableMoney>): Promise<void> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
    .leftJoin('bodies', 'bodies.id', 'claims.bodyId')
    .select(['bodies.hostOrganisationId as hostId', 'claims.personId'])
    .select((eb) => [isStipend(eb).as('isStipend'), eb.fn.sum('claimLines.amountOre').as('amountOre')])
    .where('claims.occurredOn', '>=', from)
    .where('claims.occurredOn', '<=', to)
    .where('claims.approvedAt', 'is not', null)
    .$if(coverage === 'grant', (query) => query.where('claims.grantId', '=', grantId))
    .groupBy(['bodies.hostOrganisationId', 'claims.personId', 'isStipend'])
    .execute()
  for (const { hostId, personId, isStipend: ofStipend, amountOre } of rows) {
    let row = into.get(hostId)
    if (!row) into.set(hostId, (row = { hostId, stipendOre: 0, travelOre: 0, stipendPersons: new Set(), travelPersons: new Set() }))
    if (ofStipend === 1) {
      row.stipendOre += Number(amountOre)
      row.stipendPersons.add(personId)
    } else {
      row.travelOre += Number(amountOre)
      row.travelPersons.add(personId)
    }
  }
}

function isStipend(eb: ExpressionBuilder<Database, 'claimLines'>) {
  return eb.case().when('claimLines.kind', '=', 'stipend').then(eb.lit(1)).else(eb.lit(0)).end()
}

/** Course rounds with a session in the period: who was admitted and had not left before it, and who had completed by its end. */
async function countRounds(db: ReadDb, { from, to, coverage, grantId }: ReportScope): Promise<RoundCount[]> {
  const rows = await db
    .selectFrom('courseRounds')
    .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
    .select(['courseRounds.id', 'trainings.name as trainingName', 'courseRounds.name as roundName', 'courseRounds.startsOn', 'courseRounds.endsOn'])
    .select((eb) => [
      eb
        .selectFrom('courseParticipants')
        .whereRef('courseParticipants.courseRoundId', '=', 'courseRounds.id')
        .where('courseParticipants.admittedOn', '<=', to)
        .where((participant) => participant.or([participant('courseParticipants.leftOn', 'is', null), participant('courseParticipants.leftOn', '>=', from)]))
        .select((participant) => participant.fn.countAll().as('count'))
        .as('participants'),
      eb
        .selectFrom('courseParticipants')
        .whereRef('courseParticipants.courseRoundId', '=', 'courseRounds.id')
        .where('courseParticipants.admittedOn', '<=', to)
        .where((participant) => participant.or([participant('courseParticipants.leftOn', 'is', null), participant('courseParticipants.leftOn', '>=', from)]))
        .where('courseParticipants.completedOn', '<=', to)
        .select((participant) => participant.fn.countAll().as('count'))
        .as('completed'),
    ])
    .$if(coverage === 'grant', (query) => query.where('courseRounds.grantId', '=', grantId))
    .orderBy('trainings.nameSort')
    .orderBy('courseRounds.startsOn')
    .orderBy('courseRounds.id')
    .execute()
  const sessionsOf = Map.groupBy(await sessionsIn(db, { from, to }), (session) => session.courseRoundId)
  return rows.flatMap(({ id, trainingName, roundName, startsOn, endsOn, participants, completed }) => {
    const sessions = sessionsOf.get(id) ?? []
    if (sessions.length === 0) return []
    return {
      round: { trainingName, roundName, startsOn, endsOn },
      sessions: sessions.length,
      minutes: sessions.reduce((sum, session) => sum + minutesBetween(session.startTime, session.endTime), 0),
      participants: Number(participants),
      completed: Number(completed),
    }
  })
}

function sessionsIn(db: ReadDb, { from, to }: Span) {
  return db.selectFrom('trainingSessions').select(['courseRoundId', 'startTime', 'endTime']).where('heldOn', '>=', from).where('heldOn', '<=', to).execute()
}

async function countRecognitions(db: ReadDb, { from, to, coverage, grantId }: ReportScope): Promise<number> {
  const { count: found } = await db
    .selectFrom('recognitions')
    .leftJoin('meetings', 'meetings.id', 'recognitions.meetingId')
    .leftJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('recordedOn', '>=', from)
    .where('recordedOn', '<=', to)
    .$if(coverage === 'grant', (query) => query.where('bodies.grantId', '=', grantId))
    .executeTakeFirstOrThrow()
  return Number(found)
}
