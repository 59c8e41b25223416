import type { ExpressionBuilder } from 'kysely'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'

type Expressions = ExpressionBuilder<Database, 'meetings'>

/** The assignments in force in the meeting's body on its day, also those of deputies who are called only when needed. */
export function seatedAt(eb: Expressions) {
  return eb
    .selectFrom('assignments')
    .whereRef('assignments.bodyId', '=', 'meetings.bodyId')
    .where(inForceOn('assignments', eb.ref('meetings.heldOn')))
}

/** What is noted at the meeting about those who hold an assignment. */
export function notesOnHolder(seat: ExpressionBuilder<Database, 'meetings' | 'assignments'>) {
  return seat
    .selectFrom('attendances')
    .select('attendances.id')
    .whereRef('attendances.meetingId', '=', 'meetings.id')
    .whereRef('attendances.personId', '=', 'assignments.personId')
}

/** Whether something is noted about everybody invited to the meeting, and about somebody at all. */
export function isEverybodyNoted(eb: Expressions) {
  const isNoted = eb.exists(eb.selectFrom('attendances').select('attendances.id').whereRef('attendances.meetingId', '=', 'meetings.id'))
  const missing = seatedAt(eb)
    .select('assignments.id')
    .where((seat) => seat.and([seat.not(seat.exists(notesOnHolder(seat))), seat.or([seat.not(seat.exists(onlyWhenCalled(seat))), seat.exists(saidYes(seat))])]))
  return eb.and([isNoted, eb.not(eb.exists(missing))])
}

type OfHolder = ExpressionBuilder<Database, 'meetings' | 'assignments'>

/** The rule of the body on the meeting's day that a deputy is invited only when called. */
function onlyWhenCalled(seat: OfHolder) {
  return seat
    .selectFrom('deputyRules')
    .innerJoin('seats', 'seats.bodyId', 'deputyRules.bodyId')
    .select('deputyRules.id')
    .whereRef('deputyRules.bodyId', '=', 'meetings.bodyId')
    .whereRef('seats.id', '=', 'assignments.seatId')
    .where('seats.kind', '=', 'deputy')
    .where('deputyRules.deputiesInvited', '=', 'whenCalled')
    .where(inForceOn('deputyRules', seat.ref('meetings.heldOn')))
}

function saidYes(seat: OfHolder) {
  return seat
    .selectFrom('meetingAnswers')
    .select('meetingAnswers.id')
    .whereRef('meetingAnswers.meetingId', '=', 'meetings.id')
    .whereRef('meetingAnswers.personId', '=', 'assignments.personId')
    .where('meetingAnswers.answer', '=', 'yes')
}
