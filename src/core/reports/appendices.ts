/** The annual report's two appendices: who sat where, and what happened when. Persons with protected identity are left out. */
import { translator, type Language } from '#shared/i18n/index.ts'
import type { LocalDate } from '#shared/dates.ts'
import { inForceDuring } from '#core/db/periods.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { WorkbookRow } from '#core/documents/workbook.ts'
import { notProtected } from '#core/people/index.ts'
import type { ReportSheet } from './sheets.ts'

interface Period {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The list of assignments and the calendar of a period, as sheets. */
export async function appendixSheets(db: ReadDb, period: Period, associationName: string, language: Language): Promise<ReportSheet[]> {
  const t = translator(language)
  const lines = [t('reports.lines.appendices', { association: associationName, ...period })]
  return [
    {
      name: t('reports.sheets.assignments'),
      title: t('reports.titles.assignments'),
      lines,
      columns: [
        { header: t('reports.columns.host'), type: 'text', width: 32 },
        { header: t('reports.columns.body'), type: 'text', width: 36 },
        { header: t('reports.columns.person'), type: 'text' },
        { header: t('reports.columns.seat'), type: 'text', width: 14 },
        { header: t('reports.columns.role'), type: 'text', width: 18 },
        { header: t('reports.columns.onBehalfOf'), type: 'text', width: 32 },
        { header: t('reports.columns.startsOn'), type: 'date' },
        { header: t('reports.columns.endsOn'), type: 'date' },
      ],
      rows: await assignmentRows(db, period, t),
      totals: [],
    },
    {
      name: t('reports.sheets.calendar'),
      title: t('reports.titles.calendar'),
      lines,
      columns: [
        { header: t('reports.columns.date'), type: 'date' },
        { header: t('reports.columns.time'), type: 'text', width: 14 },
        { header: t('reports.columns.figure'), type: 'text', width: 14 },
        { header: t('reports.columns.what'), type: 'text', width: 60 },
        { header: t('reports.columns.place'), type: 'text' },
      ],
      rows: await calendarRows(db, period, t),
      totals: [],
    },
  ]
}

type Translate = ReturnType<typeof translator>

/** Everybody who held a seat some day of the period, by host, body and seat. */
async function assignmentRows(db: ReadDb, { from, to }: Period, t: Translate): Promise<WorkbookRow[]> {
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
    .leftJoin('organisations as spokenFor', 'spokenFor.id', 'assignments.onBehalfOfOrganisationId')
    .select([
      'hosts.name as hostName', 'bodies.name as bodyName', 'persons.givenName', 'persons.familyName', 'seats.kind', 'assignments.role', 'spokenFor.name as spokenForName',
      'assignments.startsOn', 'assignments.endsOn',
    ])
    .where(...notProtected)
    .where(inForceDuring('assignments', { from, to }))
    .orderBy('hosts.nameSort')
    .orderBy('bodies.nameSort')
    .orderBy('seats.kind', 'desc')
    .orderBy('seats.position')
    .orderBy('assignments.startsOn')
    .execute()
  return rows.map((row) => [
    row.hostName, row.bodyName, `${row.givenName} ${row.familyName}`, t(`reports.seats.${row.kind as 'ordinary' | 'deputy'}`),
    t(`reports.roles.${row.role as 'member' | 'chair' | 'viceChair' | 'secretary' | 'coOpted'}`), row.spokenForName, row.startsOn, row.endsOn,
  ])
}

/** Meetings that were held, training sessions and events, in order of time. */
async function calendarRows(db: ReadDb, { from, to }: Period, t: Translate): Promise<WorkbookRow[]> {
  const [meetings, sessions, others] = await Promise.all([
    db
      .selectFrom('meetings')
      .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
      .select(['meetings.heldOn', 'meetings.startTime', 'meetings.endTime', 'meetings.title', 'meetings.place', 'bodies.name as bodyName'])
      .where('meetings.heldOn', '>=', from)
      .where('meetings.heldOn', '<=', to)
      .where('meetings.cancelledAt', 'is', null)
      .execute(),
    db
      .selectFrom('trainingSessions')
      .innerJoin('courseRounds', 'courseRounds.id', 'trainingSessions.courseRoundId')
      .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
      .select(['trainingSessions.heldOn', 'trainingSessions.startTime', 'trainingSessions.endTime', 'trainingSessions.topic', 'trainingSessions.place', 'courseRounds.place as roundPlace', 'trainings.name as trainingName'])
      .where('trainingSessions.heldOn', '>=', from)
      .where('trainingSessions.heldOn', '<=', to)
      .execute(),
    db.selectFrom('events').select(['heldOn', 'startTime', 'endTime', 'title', 'place']).where('heldOn', '>=', from).where('heldOn', '<=', to).execute(),
  ])
  const events = [
    ...meetings.map((row) => ({ ...row, kind: t('reports.calendarKinds.meeting'), what: row.title === null ? row.bodyName : `${row.bodyName}: ${row.title}`, where: row.place })),
    ...sessions.map((row) => ({ ...row, kind: t('reports.calendarKinds.session'), what: `${row.trainingName}: ${row.topic}`, where: row.place ?? row.roundPlace })),
    ...others.map((row) => ({ ...row, kind: t('reports.calendarKinds.event'), what: row.title, where: row.place })),
  ]
  return events
    .toSorted((a, b) => (`${a.heldOn} ${a.startTime ?? ''} ${a.what}` < `${b.heldOn} ${b.startTime ?? ''} ${b.what}` ? -1 : 1))
    .map((event) => [event.heldOn, [event.startTime, event.endTime].filter((time) => time !== null).join('–'), event.kind, event.what, event.where])
}
