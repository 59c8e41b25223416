import type { Invitation } from '#contract/meetings.ts'
import type { LocalDate } from '#shared/dates.ts'
import { rosterOn } from '#core/bodies/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { invitationsOf, type Invited, type Note } from './rules.ts'

/** Everybody with a seat in a body on a day. */
export async function invitedOn(db: ReadDb, bodyId: string, date: LocalDate): Promise<Invited[]> {
  return invitationsOf(await rosterOn(db, bodyId, date))
}

/** What is noted about somebody at a meeting. */
export type StoredNote = Note & Pick<Row<'attendances'>, 'id' | 'assignmentId' | 'travelMinutes' | 'drivenKilometres' | 'note'> & { readonly role: NonNullable<Invitation['attendance']>['role']; readonly person: Invitation['person'] }

/** What is noted about everybody at a meeting. */
export async function notesAt(db: ReadDb, meetingId: string): Promise<StoredNote[]> {
  const rows = await db
    .selectFrom('attendances')
    .innerJoin('persons', 'persons.id', 'attendances.personId')
    .select(['attendances.id', 'attendances.assignmentId', 'attendances.role', 'attendances.status', 'attendances.travelMinutes', 'attendances.drivenKilometres', 'attendances.note'])
    .select(personRefColumns)
    .where('attendances.meetingId', '=', meetingId)
    .orderBy('attendances.id')
    .execute()
  return rows.map(({ id, assignmentId, role, status, travelMinutes, drivenKilometres, note, ...person }) => ({
    id, assignmentId, personId: person.personId, person: personRef(person), role: role as StoredNote['role'], status: status as StoredNote['status'], travelMinutes, drivenKilometres, note,
  }))
}
