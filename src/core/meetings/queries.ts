import type { ExpressionBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import { deputyRulesOn, type DeputyRules } from '#contract/bodies.ts'
import type { AttendanceRole, AttendanceStatus, ClaimPreview, Invitation, Meeting, MeetingRow, meetings } from '#contract/meetings.ts'
import type { Need } from '#contract/sensitive.ts'
import { activeOn, addDays, minutesBetween, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { sumOre } from '#shared/money.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import { calledTo, deputyRulesAt, isInvited, type SeatKind } from '#core/bodies/index.ts'
import { draftClaims } from '#core/claims/index.ts'
import type { Call } from '#core/call.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { childFindingsOf, needsOf, orderOf } from '#core/people/index.ts'
import { reportsOf } from './report-back.ts'
import { accessFindings } from './access-rules.ts'
import { invitedOn, notesAt, type StoredNote } from './invited.ts'
import { unserved } from './open-seats.ts'
import { answersAt, seatsToFillAt, withPhones } from './answers.ts'
import { calendarPage } from './calendar.ts'
import { isEverybodyNoted, notesOnHolder, seatedAt } from './noted.ts'
import { approveFinding, changeFinding, meetingState, onTheList, reportDays, reportFinding, warningDays, withoutNote, withServing, type Invited, type Note } from './rules.ts'

type ListInput = InputOf<typeof meetings.list>
type Expressions = ExpressionBuilder<Database, 'meetings'>

/** A window of the meetings, with how many are invited and were present. */
export async function listMeetings({ store, clock }: Call, input: ListInput): Promise<{ total: number; rows: MeetingRow[] }> {
  const today = clock.today()
  const { total, ids } = await calendarPage(store, input, today)
  return { total, rows: await meetingRows(store.db, ids, today) }
}

/** The rows of a page, in its order. Only its own meetings are counted for; those that the page passes over cost nothing. */
async function meetingRows(db: ReadDb, ids: readonly string[], today: LocalDate): Promise<MeetingRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId')
    .where('meetings.id', 'in', ids)
    .select(meetingColumns)
    .execute()
  const notes = await db.selectFrom('attendances').select(['meetingId', 'personId', 'status']).where('meetingId', 'in', ids).execute()
  const bodyIds = [...new Set(rows.map(({ bodyId }) => bodyId))]
  const assignments = await db
    .selectFrom('assignments')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .select(['assignments.bodyId', 'assignments.personId', 'assignments.startsOn', 'assignments.endsOn', 'seats.kind'])
    .where('assignments.bodyId', 'in', bodyIds)
    .execute()
  const rules = await db.selectFrom('deputyRules').selectAll().where('bodyId', 'in', bodyIds).execute()
  const answers = rules.length === 0 ? [] : await db.selectFrom('meetingAnswers').select(['meetingId', 'personId']).where('meetingId', 'in', ids).where('answer', '=', 'yes').execute()
  const [notesAtEach, seatsOfEach, rulesOfEach] = [Map.groupBy(notes, ({ meetingId }) => meetingId), Map.groupBy(assignments, ({ bodyId }) => bodyId), Map.groupBy(rules as (typeof rules[number] & DeputyRules)[], ({ bodyId }) => bodyId)]
  const answersAtEach = Map.groupBy(answers, ({ meetingId }) => meetingId)
  const shown = new Map(
    rows.map((row): [string, MeetingRow] => {
      const noted = notesAtEach.get(row.id) ?? []
      const named = new Set(noted.map(({ personId }) => personId))
      const called = new Set([...named, ...(answersAtEach.get(row.id) ?? []).map(({ personId }) => personId)])
      const agreed = deputyRulesOn(rulesOfEach.get(row.bodyId) ?? [], row.heldOn)
      const seated = seatsOfEach.get(row.bodyId)?.filter((assignment) => activeOn(assignment, row.heldOn) && isInvited(assignment.kind as SeatKind, agreed, called.has(assignment.personId)))
      const invited = new Set(seated?.map(({ personId }) => personId))
      return [
        row.id,
        {
          id: row.id, body: { id: row.bodyId, name: row.bodyName }, hostName: row.hostName, title: row.title, heldOn: row.heldOn, startTime: row.startTime, endTime: row.endTime,
          place: row.place, isDigital: row.isDigital === 1, state: meetingState(row, noted.length > 0 && [...invited].every((personId) => named.has(personId)), today),
          invitedCount: invited.size, presentCount: noted.filter(({ status }) => status === 'present').length,
        },
      ]
    }),
  )
  return ids.flatMap((id) => shown.get(id) ?? [])
}

const meetingColumns = [
  'meetings.id', 'meetings.version', 'meetings.bodyId', 'bodies.name as bodyName', 'organisations.name as hostName', 'meetings.title', 'meetings.heldOn', 'meetings.startTime',
  'meetings.endTime', 'meetings.place', 'meetings.isDigital', 'meetings.topic', 'meetings.attendanceApprovedAt', 'meetings.cancelledAt', 'meetings.cancelReason', 'meetings.movedFromOn', 'meetings.seriesId', 'meetings.breakMinutes', 'meetings.link', 'meetings.papersSentOn', 'meetings.paperCopies',
] as const

/** One meeting with its invitation list and what is noted about each. @throws NotFound */
export async function readMeeting({ store: { db }, clock, user }: Call, id: string): Promise<Meeting> {
  const today = clock.today()
  const row = await db
    .selectFrom('meetings')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId')
    .leftJoin('users', 'users.id', 'meetings.attendanceApprovedByUserId')
    .select(meetingColumns)
    .select('users.displayName as approvedByName')
    .where('meetings.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const [seated, notes] = [await invitedOn(db, row.bodyId, row.heldOn), await notesAt(db, id)]
  const seats = await seatsToFillAt(db, row, seated, notes)
  const rules = await deputyRulesAt(db, row.bodyId, row.heldOn)
  const invited = onTheList(withServing(seated, seats), rules, await calledTo(db, id))
  const travel = await latestTravel(db, row, [...invited.map(({ person }) => person.id), ...notes.map((note) => note.personId)])
  const comingIds = comingAmong(invited, notes)
  const mayReadNeeds = user.permissions.has('people.readSensitive')
  const needs = mayReadNeeds ? await needsOf(db, [...invited.map(({ person }) => person.id), ...comingIds], today) : new Map<string, never>()
  const findings = await childFindingsOf(db, invited.map(({ person }) => person.id), row.heldOn)
  const hidden = new Set([...invited, ...notes].filter(({ person }) => person.isProtected).map(({ person }) => person.id))
  const { bodyId, bodyName, isDigital, seriesId, ...meeting } = row
  const order = mayReadNeeds ? orderOf(comingIds.flatMap((personId) => orderedFor(needs.get(personId) ?? [], hidden.has(personId)))) : null
  return {
    ...meeting, body: { id: bodyId, name: bodyName }, minutes: minutesBetween(row.startTime, row.endTime), isDigital: isDigital === 1,
    laterInSeries: (await laterInSeries(db, { seriesId, heldOn: row.heldOn })).length,
    state: meetingState(row, notes.length > 0 && withoutNote(invited, notes).length === 0, today),
    invitations: shownInvitations(invited, notes, { travel, needs, findings }),
    order,
    accessFindings: row.heldOn >= today && row.cancelledAt === null ? accessFindings({ ...row, isDigital: isDigital === 1 }, order ?? [], today) : [],
    answers: await answersAt(db, id), reports: await reportsOf(db, id), reportRefusal: reportFinding(row, today) ?? null,
    seatsToFill: await withPhones(db, seats, user.permissions.has('people.read')),
    recordRefusal: changeFinding(row) ?? null,
    approveRefusal: approveFinding(row, invited, notes, clock.now()) ?? null,
  }
}

/** The later meetings of the same series at which nobody has been. */
export async function laterInSeries(db: ReadDb, { seriesId, heldOn }: Pick<Row<'meetings'>, 'seriesId' | 'heldOn'>): Promise<{ id: string }[]> {
  if (seriesId === null) return []
  return db
    .selectFrom('meetings')
    .select('id')
    .where('seriesId', '=', seriesId)
    .where('heldOn', '>', heldOn)
    .where('cancelledAt', 'is', null)
    .where('attendanceApprovedAt', 'is', null)
    .where((eb) => eb.not(eb.exists(presentAt(eb))))
    .execute()
}

type Travel = NonNullable<Invitation['latestTravel']>

/** Each person's travel at the latest earlier meeting of the body that she was at. */
async function latestTravel(db: ReadDb, meeting: { bodyId: string; heldOn: LocalDate }, personIds: readonly string[]): Promise<ReadonlyMap<string, Travel>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('attendances')
    .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
    .select(['attendances.personId', 'attendances.travelMinutes', 'attendances.drivenKilometres'])
    .where('meetings.bodyId', '=', meeting.bodyId)
    .where('meetings.heldOn', '<', meeting.heldOn)
    .where('meetings.isDigital', '=', 0)
    .where('attendances.personId', 'in', [...new Set(personIds)])
    .where('attendances.status', '=', 'present')
    .orderBy('meetings.heldOn')
    .execute()
  return new Map(rows.map(({ personId, ...travel }) => [personId, travel]))
}

interface KnownOfInvited {
  readonly travel: ReadonlyMap<string, Travel>
  readonly needs: ReadonlyMap<string, Need[]>
  readonly findings: ReadonlyMap<string, RuleFinding[]>
}

/** Beside a protected person nothing is shown; what she needs is counted in the order all the same. */
function whatIsNeeded(person: Invitation['person'], { needs, findings }: KnownOfInvited): Pick<Invitation, 'needs' | 'childFindings'> {
  return person.isProtected ? { needs: [], childFindings: [] } : { needs: needs.get(person.id) ?? [], childFindings: findings.get(person.id) ?? [] }
}

/** What is ordered for one person. Of a protected person only the kind of need: her own words could tell who she is. */
function orderedFor(needs: readonly Need[], isHidden: boolean): Need[] {
  return isHidden ? needs.map(({ need }) => ({ need, detail: null })) : [...needs]
}

/** Everybody who is invited and has not sent an excuse, and everybody else who came. */
function comingAmong(invited: readonly Invited[], notes: readonly Note[]): string[] {
  const away = new Set(notes.filter(({ status }) => status !== 'present').map(({ personId }) => personId))
  const all = new Set([...invited.map(({ person }) => person.id), ...notes.map(({ personId }) => personId)])
  return [...all].filter((personId) => !away.has(personId))
}

function shownInvitations(invited: readonly Invited[], notes: readonly StoredNote[], known: KnownOfInvited): Invitation[] {
  const { travel } = known
  const noteOf = new Map(notes.map((note) => [note.personId, note]))
  const withSeat = invited.map(({ person, kind, seats, standsInFor }) => ({
    person, kind, standsInFor: [...standsInFor], onBehalfOf: seats[0]?.onBehalfOf ?? null, assignmentRole: seats[0]?.role ?? null,
    seats: seats.map((seat) => ({ kind: seat.seatKind, position: seat.seatPosition, deputyForPosition: seat.deputyForPosition, rank: seat.rank })),
    attendance: recorded(noteOf.get(person.id)), latestTravel: travel.get(person.id) ?? null, ...whatIsNeeded(person, known),
  }))
  const seated = new Set(invited.map(({ person }) => person.id))
  const others = notes
    .filter((note) => !seated.has(note.personId))
    .map((note) => ({
      person: note.person, kind: null, seats: [], standsInFor: [], onBehalfOf: null, assignmentRole: null, attendance: recorded(note), latestTravel: travel.get(note.personId) ?? null,
      ...whatIsNeeded(note.person, known),
    }))
  return [...withSeat, ...others]
}

function recorded(note: StoredNote | undefined): Invitation['attendance'] {
  return note ? { status: note.status, role: note.role, travelMinutes: note.travelMinutes, drivenKilometres: note.drivenKilometres, note: note.person.isProtected ? null : note.note } : null
}

/** The meetings at which something is noted about a person, the latest first, and how many she was at. */
export async function meetingsOfPerson(db: ReadDb, { personId, offset, limit }: InputOf<typeof meetings.ofPerson>) {
  const noted = db.selectFrom('attendances').where('attendances.personId', '=', personId)
  const [{ total }, { present }] = await Promise.all([
    noted.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
    noted.where('status', '=', 'present').select((eb) => eb.fn.countAll().as('present')).executeTakeFirstOrThrow(),
  ])
  const rows = await noted
    .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .select(['meetings.id', 'meetings.heldOn', 'bodies.id as bodyId', 'bodies.name as bodyName', 'attendances.status', 'attendances.role'])
    .orderBy('meetings.heldOn', 'desc')
    .orderBy('meetings.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return {
    total: Number(total), presentCount: Number(present),
    rows: rows.map(({ bodyId, bodyName, status, role, ...row }) => ({ ...row, body: { id: bodyId, name: bodyName }, status: status as AttendanceStatus, role: role as AttendanceRole })),
  }
}

/** Those whose presence gives a claim: everybody with a seat, ordinary and deputies alike. A companion has travel on the row of whom she follows. */
export function entitledAmong<N extends StoredNote>(notes: readonly N[]): N[] {
  return notes.filter((note) => note.status === 'present' && note.role !== 'companion')
}

/** What approving would give each one present, and why not. What is missing is told instead of thrown. @throws NotFound */
export async function previewClaims(db: ReadDb, meetingId: string): Promise<ClaimPreview> {
  const row = await db.selectFrom('meetings').selectAll().where('id', '=', meetingId).executeTakeFirst()
  if (!row) throw new NotFound()
  const notes = (await notesAt(db, meetingId)).filter((note) => note.status === 'present')
  const meeting = { id: row.id, bodyId: row.bodyId, heldOn: row.heldOn, minutes: minutesBetween(row.startTime, row.endTime) }
  try {
    const drafts = new Map((await draftClaims(db, meeting, entitledAmong(notes))).map((draft) => [draft.personId, draft]))
    const rows = notes.map((note): ClaimPreview['rows'][number] => {
      const draft = drafts.get(note.personId)
      const lines = (draft?.lines ?? []).map(({ kind, amountOre }) => ({ kind, amountOre }))
      return {
        person: note.person, role: note.role, lines, totalOre: sumOre(lines.map((line) => line.amountOre)), isStipendDeclined: draft?.isStipendDeclined ?? false,
        notes: draft ? [...draft.notes] : [{ rule: 'meetings.companionUnpaid' }],
      }
    })
    return { blocker: null, rows, totalOre: sumOre(rows.map((preview) => preview.totalOre)) }
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error
    return { blocker: error.finding, rows: [], totalOre: 0 }
  }
}

/** How many rows the start page names; the rest are only counted. */
const namedRows = 20

/** The meetings that need the coordinator: soon and without a deputy, soon and with a deputy to call for somebody who has sent an excuse, or held and not yet recorded, approved or told of. */
export async function meetingsNeedingAttention(db: ReadDb, today: LocalDate) {
  const soon = () =>
    attentionRows(db)
      .where('meetings.cancelledAt', 'is', null)
      .where('meetings.attendanceApprovedAt', 'is', null)
      .where('meetings.heldOn', '>', today)
      .where('meetings.heldOn', '<=', addDays(today, warningDays))
  const [withoutDeputy, excused, held, toReport] = await Promise.all([
    soon().where((eb) => eb.and([eb.exists(seatsOfKind(eb, 'ordinary').select('assignments.id')), eb.not(eb.exists(comingDeputies(eb)))])).execute(),
    soon().where((eb) => eb.and([eb.exists(excusedSeats(eb)), eb.exists(comingDeputies(eb))])).execute(),
    attentionRows(db)
      .where('meetings.cancelledAt', 'is', null)
      .where('meetings.attendanceApprovedAt', 'is', null)
      .where('meetings.heldOn', '<=', today)
      .select((eb) => eb.case().when(isEverybodyNoted(eb)).then(eb.lit(1)).else(eb.lit(0)).end().as('isNoted'))
      .execute(),
    attentionRows(db)
      .where('meetings.cancelledAt', 'is', null)
      .where('meetings.heldOn', '>=', addDays(today, -reportDays.until))
      .where('meetings.heldOn', '<=', addDays(today, -reportDays.after))
      .where((eb) => eb.and([eb.exists(presentAt(eb)), eb.not(eb.exists(eb.selectFrom('meetingReports').select('meetingReports.id').whereRef('meetingReports.meetingId', '=', 'meetings.id')))]))
      .execute(),
  ])
  return {
    withoutDeputy: named(withoutDeputy),
    toCall: named(await unserved(db, excused, { isAbsence: true })),
    toRecord: named(held.filter((meeting) => meeting.isNoted === 0)),
    toApprove: named(held.filter((meeting) => meeting.isNoted === 1)),
    toReport: named(toReport),
  }
}

function attentionRows(db: ReadDb) {
  return db
    .selectFrom('meetings')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .select(['meetings.id', 'meetings.bodyId', 'bodies.name as bodyName', 'meetings.heldOn', 'meetings.startTime'])
    .orderBy('meetings.heldOn')
    .orderBy('meetings.id')
}

function named<Row>(rows: readonly Row[]): { total: number; rows: Row[] } {
  return { total: rows.length, rows: rows.slice(0, namedRows) }
}

function seatsOfKind(eb: Expressions, kind: 'ordinary' | 'deputy') {
  return seatedAt(eb).innerJoin('seats', 'seats.id', 'assignments.seatId').where('seats.kind', '=', kind)
}

function presentAt(eb: Expressions) {
  return eb.selectFrom('attendances').select('attendances.id').whereRef('attendances.meetingId', '=', 'meetings.id').where('attendances.status', '=', 'present')
}

/** Deputies who have not sent an excuse. */
function comingDeputies(eb: Expressions) {
  return seatsOfKind(eb, 'deputy')
    .select('assignments.id')
    .where((seat) => seat.not(seat.exists(notesOnHolder(seat).where('attendances.status', '=', 'excused'))))
}

/** Ordinary seats whose holder has sent an excuse. */
function excusedSeats(eb: Expressions) {
  return seatsOfKind(eb, 'ordinary')
    .select('assignments.id')
    .where((seat) => seat.exists(notesOnHolder(seat).where('attendances.status', '=', 'excused')))
}
