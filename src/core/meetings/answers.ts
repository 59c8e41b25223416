import type { GivenAnswer, MeetingAnswer, SeatToFill as ShownSeat } from '#contract/meetings.ts'
import type { LocalDate } from '#shared/dates.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { seatsToFill, type Answer, type Invited, type Note, type SeatToFill } from './rules.ts'

interface MeetingOfBody {
  readonly id: string
  readonly bodyId: string
  readonly heldOn: LocalDate
}

/** The seats that somebody should be called for at a meeting; who holds them is told by the invited. */
export async function seatsToFillAt(db: ReadDb, { id, bodyId, heldOn }: MeetingOfBody, invited: readonly Invited[], notes: readonly Note[]): Promise<SeatToFill[]> {
  const seats = await db.selectFrom('seats').select(['id', 'position']).where('bodyId', '=', bodyId).where('kind', '=', 'ordinary').where(inForceOn('seats', heldOn)).orderBy('position').orderBy('id').execute()
  const holders = new Map(invited.flatMap((one) => one.seats.map((seat) => [seat.seatId, seat.person])))
  const ordinary = seats.map((seat) => ({ seatId: seat.id, position: seat.position, holder: holders.get(seat.id) ?? null }))
  const answers = await db.selectFrom('meetingAnswers').select(['personId', 'seatId', 'answer']).where('meetingId', '=', id).orderBy('id').execute()
  return seatsToFill(ordinary, invited, notes, answers as Answer[])
}

/** The same, with where to ring those who may be rung. */
export async function withPhones(db: ReadDb, seats: readonly SeatToFill[], mayReadPhones: boolean): Promise<ShownSeat[]> {
  const ids = [...new Set(seats.flatMap(({ deputies }) => deputies.map(({ person }) => person.id)))]
  const rows = mayReadPhones && ids.length > 0 ? await db.selectFrom('persons').select(['id', 'phone']).where('id', 'in', ids).where('isProtected', '=', 0).execute() : []
  const phoneOf = new Map(rows.map(({ id, phone }) => [id, phone]))
  return seats.map(({ deputies, ...seat }) => ({ ...seat, deputies: deputies.map((deputy) => ({ ...deputy, phone: phoneOf.get(deputy.person.id) ?? null })) }))
}

/** What was answered before a meeting, the latest first. What was noted of a protected person's answer may tell where she is, and is not shown. */
export async function answersAt(db: ReadDb, meetingId: string): Promise<GivenAnswer[]> {
  const rows = await db
    .selectFrom('meetingAnswers')
    .innerJoin('persons', 'persons.id', 'meetingAnswers.personId')
    .innerJoin('users', 'users.id', 'meetingAnswers.recordedByUserId')
    .leftJoin('seats', 'seats.id', 'meetingAnswers.seatId')
    .select(['meetingAnswers.id', 'meetingAnswers.version', 'meetingAnswers.seatId', 'meetingAnswers.answer', 'meetingAnswers.answeredOn', 'meetingAnswers.channel', 'meetingAnswers.note'])
    .select(['seats.position', 'users.displayName as recordedBy'])
    .select(personRefColumns)
    .where('meetingAnswers.meetingId', '=', meetingId)
    .orderBy('meetingAnswers.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id, version: row.version, person: personRef(row), seat: row.seatId === null || row.position === null ? null : { id: row.seatId, position: row.position },
    answer: row.answer as MeetingAnswer, answeredOn: row.answeredOn, channel: row.channel as GivenAnswer['channel'], note: row.isProtected === 1 ? null : row.note, recordedBy: row.recordedBy,
  }))
}
