import { noteSubjects, type FollowUpState, type NoteSubject } from '#contract/notes.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Instant, LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

type Held = ReadonlySet<Permission>

/** Whether notes on such a thing may be read. */
export function mayReadNotes(subjectTable: NoteSubject, held: Held): boolean {
  return held.has(noteSubjects[subjectTable].read)
}

/** Whether notes on such a thing may be written. */
export function mayWriteNotes(subjectTable: NoteSubject, held: Held): boolean {
  return held.has(noteSubjects[subjectTable].write)
}

/** A follow-up as far as its state is concerned. */
export interface FollowUpDates {
  readonly followUpOn: LocalDate | null
  readonly doneAt: Instant | null
}

/** Where a follow-up stands on a day; null where there is nothing to come back to. */
export function followUpState({ followUpOn, doneAt }: FollowUpDates, today: LocalDate): FollowUpState | null {
  if (followUpOn === null) return null
  if (doneAt !== null) return 'done'
  if (followUpOn === today) return 'due'
  return followUpOn < today ? 'overdue' : 'upcoming'
}

/** Whether this user may mark it as done: whoever may write the note, and the one it is assigned to. */
export function mayFinish(note: FollowUpDates & { readonly subjectTable: NoteSubject; readonly assignedToUserId: string | null }, user: { readonly id: string; readonly permissions: Held }): boolean {
  const isOpen = note.followUpOn !== null && note.doneAt === null
  return isOpen && mayReadNotes(note.subjectTable, user.permissions) && (mayWriteNotes(note.subjectTable, user.permissions) || note.assignedToUserId === user.id)
}

/** Refuses someone to come back to it where there is no day to do so. */
export function assigneeFinding({ followUpOn, assignedToUserId }: { readonly followUpOn: LocalDate | null; readonly assignedToUserId: string | null }): RuleFinding | undefined {
  return assignedToUserId !== null && followUpOn === null ? { rule: 'notes.assigneeNeedsDay' } : undefined
}
