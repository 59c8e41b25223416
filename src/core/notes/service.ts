import type { InputOf } from '#contract/base.ts'
import type { notes, NoteSubject } from '#contract/notes.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { listAssignees } from './queries.ts'
import { assigneeFinding, mayFinish, mayReadNotes, mayWriteNotes } from './rules.ts'
import { findSubject } from './subjects.ts'

type Input<Name extends keyof typeof notes> = InputOf<(typeof notes)[Name]>

/** Writes a note. @throws NotFound where the thing is not there or may not be read, RuleViolation `notes.mayNotWrite` */
export async function addNote(call: Call, { subjectTable, subjectId, ...written }: Input<'add'>): Promise<{ id: string }> {
  refuseWriting(call, subjectTable)
  await refuseAssignee(call, subjectTable, written)
  const id = await call.store.transact(call.act(), async (writer) => {
    if (!(await findSubject(writer.db, subjectTable, subjectId))) throw new NotFound()
    return writer.insert('notes', { subjectTable, subjectId, ...written, writtenOn: call.clock.today(), writtenByUserId: call.user.id, doneAt: null, doneByUserId: null })
  })
  return { id }
}

/** Changes a note. With another day it is open again. @throws NotFound, Conflict, RuleViolation `notes.mayNotWrite` */
export async function updateNote(call: Call, { id, version, ...written }: Input<'update'>) {
  const before = await readableNote(call, call.store.db, id)
  refuseWriting(call, before.subjectTable)
  // One who has been taken from the users stays where she was named.
  if (written.assignedToUserId !== before.assignedToUserId || written.followUpOn === null) await refuseAssignee(call, before.subjectTable, written)
  const reopened = written.followUpOn === before.followUpOn ? {} : { doneAt: null, doneByUserId: null }
  await call.store.transact(call.act(), (writer) => writer.update('notes', id, { ...written, ...reopened }, version))
  return {}
}

/** Removes a note. @throws NotFound, Conflict, RuleViolation `notes.mayNotWrite` */
export async function removeNote(call: Call, { id, version }: Input<'remove'>) {
  refuseWriting(call, (await readableNote(call, call.store.db, id)).subjectTable)
  await call.store.transact(call.act(), (writer) => writer.delete('notes', id, version))
  return {}
}

/** Marks a follow-up as done. @throws RuleViolation `notes.mayNotFinish` also where nothing is to be done */
export async function finishNote(call: Call, { id, version }: Input<'finish'>) {
  await call.store.transact(call.act(), async (writer) => {
    if (!mayFinish(await readableNote(call, writer.db, id), call.user)) throw new RuleViolation('notes.mayNotFinish')
    await writer.update('notes', id, { doneAt: writer.now, doneByUserId: call.user.id }, version)
  })
  return {}
}

type StoredNote = Row<'notes'> & { readonly subjectTable: NoteSubject }

async function readableNote({ user }: Call, db: ReadDb, id: string): Promise<StoredNote> {
  const row = (await db.selectFrom('notes').selectAll().where('id', '=', id).executeTakeFirst()) as StoredNote | undefined
  if (!row || !mayReadNotes(row.subjectTable, user.permissions)) throw new NotFound()
  return row
}

function refuseWriting({ user }: Call, subjectTable: NoteSubject): void {
  if (!mayWriteNotes(subjectTable, user.permissions)) throw new RuleViolation('notes.mayNotWrite')
}

async function refuseAssignee(call: Call, subjectTable: NoteSubject, written: Pick<Row<'notes'>, 'followUpOn' | 'assignedToUserId'>): Promise<void> {
  const finding = assigneeFinding(written)
  if (finding) throw new ValidationFailure([{ path: 'followUpOn', ...finding }])
  const { assignedToUserId } = written
  if (assignedToUserId === null) return
  const assignees = await listAssignees(call, { subjectTable })
  if (!assignees.some(({ id }) => id === assignedToUserId)) throw new ValidationFailure([{ path: 'assignedToUserId', rule: 'common.notAChoice' }])
}
