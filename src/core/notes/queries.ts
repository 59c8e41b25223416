import type { InputOf } from '#contract/base.ts'
import { noteSubjectNames, type FollowUp, type Note, type NoteList, type notes, type NoteSubject } from '#contract/notes.ts'
import { permissionsOf, type Role } from '#contract/permissions.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { lastChangeOf } from '#core/db/last-change.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { followUpState, mayFinish, mayReadNotes, mayWriteNotes } from './rules.ts'
import { findSubject, namedSubjects } from './subjects.ts'

type Input<Name extends keyof typeof notes> = InputOf<(typeof notes)[Name]>
type Subject = Input<'list'>

function noteRows(db: ReadDb) {
  return db
    .selectFrom('notes')
    .innerJoin('users as writers', 'writers.id', 'notes.writtenByUserId')
    .leftJoin('users as assignees', 'assignees.id', 'notes.assignedToUserId')
    .leftJoin('users as finishers', 'finishers.id', 'notes.doneByUserId')
    .selectAll('notes')
    .select(['writers.displayName as writerName', 'assignees.displayName as assigneeName', 'finishers.displayName as finisherName'])
}

type StoredNote = Awaited<ReturnType<ReturnType<typeof noteRows>['execute']>>[number]

function shownNote({ user, clock }: Pick<Call, 'user' | 'clock'>, row: StoredNote): Note {
  const subjectTable = row.subjectTable as NoteSubject
  return {
    id: row.id, version: row.version, text: row.text, writtenOn: row.writtenOn, followUpOn: row.followUpOn, doneAt: row.doneAt,
    writtenBy: { id: row.writtenByUserId, displayName: row.writerName },
    assignedTo: named(row.assignedToUserId, row.assigneeName),
    doneBy: named(row.doneByUserId, row.finisherName),
    state: followUpState(row, clock.today()),
    mayFinish: mayFinish({ ...row, subjectTable }, user),
  }
}

function named(id: string | null, displayName: string | null) {
  return id !== null && displayName !== null ? { id, displayName } : null
}

/** The notes on one thing, newest first; those on a person with protected identity are left out. @throws NotFound also where the user may not read the thing */
export async function listNotes(call: Call, { subjectTable, subjectId }: Subject): Promise<NoteList> {
  const { protectedPersonId } = await readableSubject(call, call.store.db, { subjectTable, subjectId })
  if (protectedPersonId !== null) return { isMasked: true, mayWrite: false, notes: [], lastChange: await lastChangeOf(call.store.db, subjectId) }
  return { isMasked: false, mayWrite: mayWriteNotes(subjectTable, call.user.permissions), notes: await notesOn(call, call.store.db, subjectId), lastChange: null }
}

/** The same where she has been opened: who looked and why is journalled on her. */
export async function openProtectedNotes(call: Call, { subjectTable, subjectId, reason }: Input<'openProtected'>): Promise<NoteList> {
  return call.store.transact(call.act(reason), async (writer) => {
    const { protectedPersonId } = await readableSubject(call, writer.db, { subjectTable, subjectId })
    if (protectedPersonId !== null) writer.note('persons', protectedPersonId)
    return { isMasked: false, mayWrite: mayWriteNotes(subjectTable, call.user.permissions), notes: await notesOn(call, writer.db, subjectId), lastChange: null }
  })
}

async function readableSubject({ user }: Call, db: ReadDb, { subjectTable, subjectId }: Subject) {
  const subject = mayReadNotes(subjectTable, user.permissions) ? await findSubject(db, subjectTable, subjectId) : undefined
  if (!subject) throw new NotFound()
  return subject
}

async function notesOn(call: Call, db: ReadDb, subjectId: string): Promise<Note[]> {
  const rows = await noteRows(db).where('notes.subjectId', '=', subjectId).orderBy('notes.writtenOn', 'desc').orderBy('notes.id', 'desc').execute()
  return rows.map((row) => shownNote(call, row))
}

/** A window of what there is to come back to, nearest first; what is done, latest first. Only on things that the user may read. */
export async function listFollowUps(call: Call, { whose, show, offset, limit }: Input<'followUps'>): Promise<{ total: number; rows: FollowUp[] }> {
  const { store, user, clock } = call
  const readable = noteSubjectNames.filter((table) => mayReadNotes(table, user.permissions))
  if (readable.length === 0) return { total: 0, rows: [] }
  let query = noteRows(store.db).where('notes.followUpOn', 'is not', null).where('notes.subjectTable', 'in', readable).where('notes.doneAt', show === 'done' ? 'is not' : 'is', null)
  if (whose === 'mine') query = query.where('notes.assignedToUserId', '=', user.id)
  if (show === 'due') query = query.where('notes.followUpOn', '<=', clock.today())
  if (show === 'overdue') query = query.where('notes.followUpOn', '<', clock.today())
  const { total } = await query.clearSelect().select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await query.orderBy(show === 'done' ? 'notes.doneAt' : 'notes.followUpOn', show === 'done' ? 'desc' : 'asc').orderBy('notes.id').offset(offset).limit(limit).execute()
  const rows = found.map((row) => ({ ...row, subjectTable: row.subjectTable as NoteSubject }))
  const subjects = await namedSubjects(store.db, rows)
  return {
    total: Number(total),
    rows: rows.map((row) => {
      const subject = subjects.get(row.subjectId)
      const isMasked = subject === undefined || subject.protectedPersonId !== null
      return {
        ...shownNote(call, row), text: isMasked ? null : row.text, subjectTable: row.subjectTable, subjectId: row.subjectId, subjectName: subject?.name ?? null, subjectOn: subject?.on ?? null,
      }
    }),
  }
}

/** The users who can be asked to follow up such a thing, by name: those who may read it and can still sign in. */
export async function listAssignees({ store, user }: Call, { subjectTable }: Input<'assignees'>) {
  if (!mayReadNotes(subjectTable, user.permissions)) return []
  const rows = await store.db.selectFrom('users').select(['id', 'displayName', 'rolesJson']).where('endedAt', 'is', null).orderBy('displayName').execute()
  return rows.filter(({ rolesJson }) => mayReadNotes(subjectTable, permissionsOf(JSON.parse(rolesJson) as Role[]))).map(({ id, displayName }) => ({ id, displayName }))
}
