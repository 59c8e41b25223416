import type { ExpressionBuilder } from 'kysely'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'

type Expressions = ExpressionBuilder<Database, 'meetings'>

/** The assignments in force in the meeting's body on its day. */
export function invitedTo(eb: Expressions) {
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
  const missing = invitedTo(eb).select('assignments.id').where((seat) => seat.not(seat.exists(notesOnHolder(seat))))
  return eb.and([isNoted, eb.not(eb.exists(missing))])
}
