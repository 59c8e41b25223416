import type { ExpressionBuilder } from 'kysely'
import type { LocalDate } from '#shared/dates.ts'
import { keptInStep } from '#core/db/kept.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { seatsToFillAt } from './answers.ts'
import { invitedOn, notesAt } from './invited.ts'
import { notesOnHolder, seatedAt } from './noted.ts'

type Expressions = ExpressionBuilder<Database, 'meetings'>

interface MeetingOfBody {
  readonly id: string
  readonly bodyId: string
  readonly heldOn: LocalDate
}

/** The meetings to come at which an ordinary seat is empty, or its holder does not come, and no deputy has said yes. */
export const openSeatsOf = keptInStep<ReadonlySet<string>>({
  tables: ['meetings', 'seats', 'assignments', 'deputyRules', 'attendances', 'meetingAnswers'],
  async load({ db }, today) {
    const rows = await db
      .selectFrom('meetings')
      .select(['meetings.id', 'meetings.bodyId', 'meetings.heldOn'])
      .select((eb) => eb.exists(yesAt(eb)).as('isAnswered'))
      .where('meetings.cancelledAt', 'is', null)
      .where('meetings.attendanceApprovedAt', 'is', null)
      .where('meetings.heldOn', '>=', today)
      .where((eb) => eb.or([eb.exists(emptySeats(eb)), eb.exists(absentHolders(eb))]))
      .execute()
    // Where nobody has said yes nobody serves, and nothing more need be asked.
    const answered = await unserved(db, rows.filter(({ isAnswered }) => Boolean(isAnswered)))
    return new Set([...rows.filter(({ isAnswered }) => !isAnswered), ...answered].map(({ id }) => id))
  },
  mend: () => Promise.resolve(false),
})

/** Of some meetings, those where an ordinary seat is filled by nobody; where `isAbsence`, only seats whose holder does not come count. */
export async function unserved<Meeting extends MeetingOfBody>(db: ReadDb, meetings: readonly Meeting[], { isAbsence = false } = {}): Promise<Meeting[]> {
  const found: Meeting[] = []
  for (const meeting of meetings) {
    const [invited, notes] = [await invitedOn(db, meeting.bodyId, meeting.heldOn), await notesAt(db, meeting.id)]
    const seats = await seatsToFillAt(db, meeting, invited, notes)
    if (seats.some(({ absent, serving }) => serving === null && (absent !== null || !isAbsence))) found.push(meeting)
  }
  return found
}

function yesAt(eb: Expressions) {
  return eb.selectFrom('meetingAnswers').select('meetingAnswers.id').whereRef('meetingAnswers.meetingId', '=', 'meetings.id').where('meetingAnswers.answer', '=', 'yes').where('meetingAnswers.seatId', 'is not', null)
}

function emptySeats(eb: Expressions) {
  return eb
    .selectFrom('seats')
    .select('seats.id')
    .whereRef('seats.bodyId', '=', 'meetings.bodyId')
    .where('seats.kind', '=', 'ordinary')
    .where(inForceOn('seats', eb.ref('meetings.heldOn')))
    .where((seat) =>
      seat.not(seat.exists(seat.selectFrom('assignments').select('assignments.id').whereRef('assignments.seatId', '=', 'seats.id').where(inForceOn('assignments', seat.ref('meetings.heldOn'))))),
    )
}

function absentHolders(eb: Expressions) {
  return seatedAt(eb)
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .select('assignments.id')
    .where('seats.kind', '=', 'ordinary')
    .where((seat) => seat.exists(notesOnHolder(seat).where('attendances.status', '!=', 'present')))
}
