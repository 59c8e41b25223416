import type { InputOf } from '#contract/base.ts'
import type { meetings, ReportBack } from '#contract/meetings.ts'
import type { proposalOutcomes } from '#contract/proposals.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { insertProposal } from '#core/proposals/index.ts'
import { reportFinding } from './rules.ts'

type Input<Name extends keyof typeof meetings> = InputOf<(typeof meetings)[Name]>
type Outcome = (typeof proposalOutcomes)[number] | null
type Point = Pick<Row<'meetingReportPoints'>, 'raised' | 'answer' | 'decision'> & { readonly outcome: Outcome }
type MeetingOf = Pick<Row<'meetings'>, 'id' | 'bodyId' | 'heldOn' | 'cancelledAt'>

/** What was told of a meeting afterwards, the first report first. */
export async function reportsOf(db: ReadDb, meetingId: string): Promise<ReportBack[]> {
  const reports = await db
    .selectFrom('meetingReports')
    .leftJoin('persons', 'persons.id', 'meetingReports.personId')
    .innerJoin('users', 'users.id', 'meetingReports.recordedByUserId')
    .select(['meetingReports.id', 'meetingReports.version', 'meetingReports.reportedOn', 'meetingReports.channel', 'meetingReports.summary', 'users.displayName as recordedBy'])
    .select(personRefColumns)
    .where('meetingReports.meetingId', '=', meetingId)
    .orderBy('meetingReports.id')
    .execute()
  if (reports.length === 0) return []
  const points = await db.selectFrom('meetingReportPoints').selectAll().where('reportId', 'in', reports.map(({ id }) => id)).orderBy('position').execute()
  return reports.map(({ id, version, reportedOn, channel, summary, recordedBy, ...person }) => ({
    id, version, reportedOn, channel: channel as ReportBack['channel'], summary, recordedBy,
    person: person.personId === null ? null : personRef(person as Parameters<typeof personRef>[0]),
    points: points.filter(({ reportId }) => reportId === id).map((point) => ({ id: point.id, version: point.version, raised: point.raised, outcome: point.outcome as Outcome, answer: point.answer, decision: point.decision, proposalId: point.proposalId })),
  }))
}

/** Writes down what was told of a meeting. A point that is to be followed becomes a proposal in the same transaction. @throws ValidationFailure, RuleViolation */
export async function reportBack(call: Call, { meetingId, points, ...report }: Input<'reportBack'>): Promise<{ id: string }> {
  if (points.length === 0 && report.summary === null) throw new ValidationFailure([{ path: 'summary', rule: 'meetings.reportIsEmpty' }])
  if (points.some(({ isFollowed }) => isFollowed) && !call.user.permissions.has('proposals.write')) throw new RuleViolation('meetings.mayNotFollow')
  const id = await call.store.transact(call.act(), async (writer) => {
    const meeting = await meetingToReport(writer.db, meetingId)
    refuse(reportFinding(meeting, call.clock.today()))
    if (report.reportedOn < meeting.heldOn) throw new ValidationFailure([{ path: 'reportedOn', rule: 'meetings.reportBeforeMeeting' }])
    if (report.reportedOn > call.clock.today()) throw new ValidationFailure([{ path: 'reportedOn', rule: 'meetings.answerInFuture' }])
    const reportId = await writer.insert('meetingReports', { ...report, meetingId, recordedByUserId: call.user.id, createdAt: writer.now })
    for (const [position, { isFollowed, ...point }] of points.entries()) {
      const proposalId = isFollowed ? await proposeFrom(writer, meeting, point, call.clock.today()) : null
      await writer.insert('meetingReportPoints', { ...point, reportId, position, proposalId })
    }
    return reportId
  })
  return { id }
}

/** Makes a proposal of a point that was only told at first. @throws NotFound, Conflict, RuleViolation `meetings.isFollowed` */
export async function followPoint(call: Call, { id, version }: Input<'followPoint'>): Promise<{ id: string }> {
  const proposalId = await call.store.transact(call.act(), async (writer) => {
    const point = await writer.db
      .selectFrom('meetingReportPoints')
      .innerJoin('meetingReports', 'meetingReports.id', 'meetingReportPoints.reportId')
      .selectAll('meetingReportPoints')
      .select('meetingReports.meetingId')
      .where('meetingReportPoints.id', '=', id)
      .executeTakeFirst()
    if (!point) throw new NotFound()
    if (point.proposalId !== null) throw new RuleViolation('meetings.isFollowed')
    const meeting = await meetingToReport(writer.db, point.meetingId)
    const made = await proposeFrom(writer, meeting, { ...point, outcome: point.outcome as Outcome }, call.clock.today())
    await writer.update('meetingReportPoints', id, { proposalId: made }, version)
    return made
  })
  return { id: proposalId }
}

/** Takes away a report that was written down by mistake; proposals that came of it stay. @throws NotFound, Conflict */
export async function removeReport(call: Call, { id, version }: Input<'removeReport'>) {
  await call.store.transact(call.act(), async (writer) => {
    for (const point of await writer.db.selectFrom('meetingReportPoints').select('id').where('reportId', '=', id).execute()) await writer.delete('meetingReportPoints', point.id)
    await writer.delete('meetingReports', id, version)
  })
  return {}
}

async function meetingToReport(db: ReadDb, id: string): Promise<MeetingOf> {
  const meeting = await db.selectFrom('meetings').select(['id', 'bodyId', 'heldOn', 'cancelledAt']).where('id', '=', id).executeTakeFirst()
  if (!meeting) throw new NotFound()
  return meeting
}

/** What was raised at the meeting, answered there where it was, and what the host is to do. */
async function proposeFrom(writer: Writer, meeting: MeetingOf, { raised, outcome, answer, decision }: Point, today: LocalDate): Promise<string> {
  return insertProposal(writer, {
    title: raised, bodyId: meeting.bodyId, meetingId: meeting.id, consultationId: null, raisedOn: meeting.heldOn, hopedFor: null, whyItMatters: null, answeredOn: outcome === null ? null : meeting.heldOn, outcome, answer,
    measure: decision, measureDueOn: null, changedOn: null, change: null, evidence: null, toldBackOn: null, toldBackHow: null,
  }, today)
}
