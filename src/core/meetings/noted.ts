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

function notesOf(eb: Expressions) {
  return eb.selectFrom('attendances').whereRef('attendances.meetingId', '=', 'meetings.id')
}

function invitedWithoutNote(eb: Expressions) {
  return invitedTo(eb).where((seat) =>
    seat.not(
      seat.exists(
        seat
          .selectFrom('attendances')
          .select('attendances.id')
          .whereRef('attendances.meetingId', '=', 'meetings.id')
          .whereRef('attendances.personId', '=', 'assignments.personId'),
      ),
    ),
  )
}

/** Whether something is noted about everybody invited to the meeting, and about somebody at all. */
export function isEverybodyNoted(eb: Expressions) {
  return eb.and([eb.exists(notesOf(eb).select('attendances.id')), eb.not(eb.exists(invitedWithoutNote(eb).select('assignments.id')))])
}
