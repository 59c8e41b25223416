import type { ExpressionBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import type { CourseRound, SessionAttendanceStatus, Training, trainings } from '#contract/trainings.ts'
import { periodStatus } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { searchedIds } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'
import { isOneOf } from '#core/db/one-of.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { attendedSessions, certificateNumber, mayComplete, mayIssueCertificate, type ParticipantFacts } from './rules.ts'

type ListInput = InputOf<typeof trainings.list>
type TrainingKind = Training['kind']

/** A window of the trainings with their figures. */
export async function listTrainings(call: Call, { text, kind, sort, descending, offset, limit }: ListInput) {
  const found = await searchedIds(call, text, 'training')
  if (found?.length === 0) return { total: 0, rows: [] }
  let query = call.store.db.selectFrom('trainings')
  if (found) query = query.where((eb) => isOneOf(call.store.engine, eb.ref('trainings.id'), found))
  if (kind) query = query.where('trainings.kind', '=', kind)
  const direction = descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const latest = (eb: ExpressionBuilder<Database, 'trainings'>) =>
    eb.selectFrom('courseRounds').whereRef('courseRounds.trainingId', '=', 'trainings.id').select((round) => round.fn.max('courseRounds.startsOn').as('latest'))
  const rows = await query
    .select(['trainings.id', 'trainings.name', 'trainings.kind'])
    .select((eb) => [
      eb.selectFrom('courseRounds').whereRef('courseRounds.trainingId', '=', 'trainings.id').select((round) => round.fn.countAll().as('count')).as('roundCount'),
      latest(eb).as('latestStartsOn'),
      eb
        .selectFrom('courseParticipants')
        .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
        .whereRef('courseRounds.trainingId', '=', 'trainings.id')
        .select((participant) => participant.fn.countAll().as('count'))
        .as('participantCount'),
      eb
        .selectFrom('courseParticipants')
        .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
        .whereRef('courseRounds.trainingId', '=', 'trainings.id')
        .select((participant) => participant.fn.count<number>('courseParticipants.completedOn').as('count'))
        .as('completedCount'),
    ])
    // The engines place what is missing at different ends, so nothing is left missing.
    .orderBy((eb) => (sort === 'latestStartsOn' ? eb.fn.coalesce(latest(eb), eb.val('')) : eb.ref(sort === 'kind' ? 'trainings.kind' : 'trainings.nameSort')), direction)
    .orderBy('trainings.nameSort', direction)
    .orderBy('trainings.id', direction)
    .offset(offset)
    .limit(limit)
    .execute()
  return {
    total: Number(total),
    rows: rows.map((row) => ({
      ...row,
      kind: row.kind as TrainingKind,
      roundCount: Number(row.roundCount),
      participantCount: Number(row.participantCount),
      completedCount: Number(row.completedCount),
    })),
  }
}

/** One training with its rounds, newest first. @throws NotFound */
export async function readTraining({ store: { db }, clock }: Call, id: string): Promise<Training> {
  const row = await db.selectFrom('trainings').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const rounds = await db
    .selectFrom('courseRounds')
    .select(['courseRounds.id', 'courseRounds.name', 'courseRounds.startsOn', 'courseRounds.endsOn', 'courseRounds.place'])
    .select((eb) => [
      eb.selectFrom('trainingSessions').whereRef('trainingSessions.courseRoundId', '=', 'courseRounds.id').select((session) => session.fn.countAll().as('count')).as('sessionCount'),
      eb.selectFrom('courseParticipants').whereRef('courseParticipants.courseRoundId', '=', 'courseRounds.id').select((one) => one.fn.countAll().as('count')).as('participantCount'),
      eb
        .selectFrom('courseParticipants')
        .whereRef('courseParticipants.courseRoundId', '=', 'courseRounds.id')
        .select((one) => one.fn.count<number>('courseParticipants.completedOn').as('count'))
        .as('completedCount'),
    ])
    .where('trainingId', '=', id)
    .orderBy('startsOn', 'desc')
    .execute()
  const { nameSort: _nameSort, createdAt: _createdAt, kind, ...training } = row
  return {
    ...training,
    kind: kind as TrainingKind,
    rounds: rounds.map((round) => ({
      ...round,
      status: periodStatus(round, clock.today()),
      sessionCount: Number(round.sessionCount),
      participantCount: Number(round.participantCount),
      completedCount: Number(round.completedCount),
    })),
  }
}

/** A participant of a round as the rules see her, with what names her. */
export interface LoadedParticipant extends ParticipantFacts {
  readonly id: string
  readonly version: number
  readonly person: ReturnType<typeof personRef>
  readonly certificates: readonly Row<'certificates'>[]
}

/** A round with all that the rules need. */
export interface LoadedRound extends Row<'courseRounds'> {
  readonly sessions: readonly Row<'trainingSessions'>[]
  readonly participants: readonly LoadedParticipant[]
}

/** Reads a round, its sessions in order of time and its participants by name. @throws NotFound */
export async function loadRound(db: ReadDb, id: string): Promise<LoadedRound> {
  const round = await db.selectFrom('courseRounds').selectAll().where('id', '=', id).executeTakeFirst()
  if (!round) throw new NotFound()
  const [sessions, participants, attendances, certificates] = await Promise.all([
    db.selectFrom('trainingSessions').selectAll().where('courseRoundId', '=', id).orderBy('heldOn').orderBy('startTime').execute(),
    db
      .selectFrom('courseParticipants')
      .innerJoin('persons', 'persons.id', 'courseParticipants.personId')
      .select(['courseParticipants.id', 'courseParticipants.version', 'admittedOn', 'leftOn', 'completedOn', ...personRefColumns])
      .where('courseRoundId', '=', id)
      .orderBy('persons.isProtected')
      .orderBy('persons.nameSort')
      .orderBy('persons.id')
      .execute(),
    db
      .selectFrom('sessionAttendances')
      .innerJoin('trainingSessions', 'trainingSessions.id', 'sessionAttendances.trainingSessionId')
      .select(['courseParticipantId', 'trainingSessionId', 'status'])
      .where('courseRoundId', '=', id)
      .execute(),
    db
      .selectFrom('certificates')
      .innerJoin('courseParticipants', 'courseParticipants.id', 'certificates.courseParticipantId')
      .selectAll('certificates')
      .where('courseRoundId', '=', id)
      .orderBy('number', 'desc')
      .execute(),
  ])
  const attendanceOf = Map.groupBy(attendances, (row) => row.courseParticipantId)
  const certificatesOf = Map.groupBy(certificates, (row) => row.courseParticipantId)
  return {
    ...round,
    sessions,
    participants: participants.map((row) => {
      const issued = certificatesOf.get(row.id) ?? []
      return {
        id: row.id,
        version: row.version,
        admittedOn: row.admittedOn,
        leftOn: row.leftOn,
        completedOn: row.completedOn,
        person: personRef(row),
        attendance: new Map((attendanceOf.get(row.id) ?? []).map((attendance) => [attendance.trainingSessionId, attendance.status as SessionAttendanceStatus])),
        certificates: issued,
        certificateCount: issued.length,
      }
    }),
  }
}

/** One round as the window shows it. @throws NotFound */
export async function readRound({ store: { db }, clock }: Call, id: string): Promise<CourseRound> {
  const round = await loadRound(db, id)
  const [training, grant] = await Promise.all([
    db.selectFrom('trainings').select(['id', 'name', 'kind']).where('id', '=', round.trainingId).executeTakeFirstOrThrow(),
    round.grantId === null ? null : db.selectFrom('grants').select(['id', 'name']).where('id', '=', round.grantId).executeTakeFirstOrThrow(),
  ])
  const { trainingId: _trainingId, grantId: _grantId, sessions, participants, ...shown } = round
  return {
    ...shown,
    status: periodStatus(round, clock.today()),
    training: { ...training, kind: training.kind as TrainingKind },
    grant,
    sessions: sessions.map(({ courseRoundId: _courseRoundId, ...session }) => ({
      ...session,
      presentCount: participants.filter((participant) => participant.attendance.get(session.id) === 'present').length,
    })),
    participants: participants.map((participant) => ({
      id: participant.id,
      version: participant.version,
      person: participant.person,
      admittedOn: participant.admittedOn,
      leftOn: participant.leftOn,
      completedOn: participant.completedOn,
      attendedCount: attendedSessions(sessions, participant.attendance).length,
      attendance: Object.fromEntries(participant.attendance),
      certificates: participant.certificates.map(shownCertificate),
      completeRefusal: mayComplete(participant, round) ?? null,
      issueRefusal: mayIssueCertificate(participant, { hasReason: true }) ?? null,
    })),
  }
}

/** A certificate where it is only mentioned. */
function shownCertificate({ id, number, issuedOn }: Pick<Row<'certificates'>, 'id' | 'number' | 'issuedOn'>) {
  return { id, number: certificateNumber(number, issuedOn), issuedOn }
}

/** The rounds a person has taken part in, newest first. */
export async function trainingsOfPerson({ store: { db } }: Call, personId: string) {
  const [rounds, certificates] = await Promise.all([
    db
      .selectFrom('courseParticipants')
      .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
      .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
      .select([
        'courseParticipants.id', 'courseRounds.id as courseRoundId', 'courseRounds.name as roundName', 'trainings.name as trainingName', 'courseRounds.startsOn', 'courseRounds.endsOn',
        'courseParticipants.leftOn', 'courseParticipants.completedOn',
      ])
      .where('personId', '=', personId)
      .orderBy('courseRounds.startsOn', 'desc')
      .execute(),
    db.selectFrom('certificates').selectAll().where('personId', '=', personId).orderBy('number', 'desc').execute(),
  ])
  return rounds.map(({ id, ...round }) => ({ ...round, certificates: certificates.filter((certificate) => certificate.courseParticipantId === id).map(shownCertificate) }))
}
