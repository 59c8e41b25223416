import type { LocalDate } from '#shared/dates.ts'
import type { Call, CallUser } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { entryHash } from '#core/db/writer.ts'
import { tables } from '#core/db/schema.ts'
import type { NoteSubject } from '#contract/notes.ts'
import { anonymousIdsAmong } from '#core/consultations/index.ts'
import { visibleFieldIds } from '#core/custom-fields/index.ts'
import { mayReadNotes, namedSubjects } from '#core/notes/index.ts'
import { usableFactIds } from '#core/people/index.ts'
import { fixedFinding } from './fixed.ts'
import { nameReferences } from './names.ts'
import { hiddenPersonIds, wasProtected } from './protected-rows.ts'
import { maySee, mayUndo, untoldTables, type Undoer } from './rules.ts'

type Value = string | number | null

const shownChanges = 50
/** Whose values are gone from view after their end. */
const endingTables: ReadonlySet<string> = new Set(['sensitiveFacts', 'stipendDeclinations'])
/** Never shown in a history: it says nothing to people, or too much. */
const hiddenFields = new Set(['id', 'version', 'nameSort', 'createdAt', 'identityNumber', 'payerName', 'payerText', 'accountNumber', 'clearingNumber', 'snapshotJson', 'address', 'isEasyRead', 'sealedPassword', 'contentBase64', 'filterJson', 'columnsJson', 'pairsJson', 'headingsHash', 'mappingJson', 'savedAt', 'entryId'])

/** The rows whose values this user may not read: notes on what she may not read or on protected identities, custom values that her roles do not see, and others' views that are not shared. */
async function unseenRows(db: ReadDb, user: CallUser, changes: readonly Row<'journalChanges'>[]): Promise<ReadonlySet<string>> {
  const rowOf = ({ beforeJson, afterJson }: Row<'journalChanges'>) => JSON.parse(afterJson ?? beforeJson ?? '{}') as Record<string, string>
  const values = changes.filter(({ tableName }) => tableName === 'customValues')
  const visible = await visibleFieldIds(db, values.map((change) => rowOf(change)['fieldId'] ?? ''), user.roles)
  const notes = changes.filter(({ tableName }) => tableName === 'notes').map((change) => ({ ...change, subjectTable: rowOf(change)['subjectTable'] as NoteSubject, subjectId: change.subjectId as string }))
  const subjects = await namedSubjects(db, notes)
  const unseenNotes = notes.filter(({ subjectTable, subjectId }) => !mayReadNotes(subjectTable, user.permissions) || (subjects.get(subjectId)?.protectedPersonId ?? null) !== null)
  const unseenViews = changes.filter((change) => change.tableName === 'savedViews' && isOthersOwn(change, user))
  return new Set([...unseenNotes, ...unseenViews, ...values.filter((change) => !visible.has(rowOf(change)['fieldId'] ?? ''))].map(({ rowId }) => rowId))
}

/** Whether a view is somebody else's, and was not shared before or after the change. */
function isOthersOwn({ beforeJson, afterJson }: Row<'journalChanges'>, user: CallUser): boolean {
  const versions = [beforeJson, afterJson].flatMap((json) => (json === null ? [] : [JSON.parse(json) as Pick<Row<'savedViews'>, 'ownerUserId' | 'isShared'>]))
  return versions.some(({ ownerUserId, isShared }) => ownerUserId !== user.id && isShared === 0)
}

/** Journal entries, newest first; only those that concern a subject when one is given. */
export async function listEntries({ store, user, clock }: Call, input: { subjectId?: string | undefined; offset: number; limit: number }) {
  const subjectIds = await historyIds(store.db, input.subjectId)
  let found = store.db.selectFrom('journalEntries')
  if (subjectIds) {
    found = found.where('sequence', 'in', (eb) =>
      eb
        .selectFrom('journalChanges')
        .select('entrySequence')
        .where((or) => or.or([or('rowId', 'in', subjectIds), or('subjectId', 'in', subjectIds), or('otherSubjectId', 'in', subjectIds)])),
    )
  }
  const untold = untoldTables(user)
  if (untold.length > 0) {
    found = found.where((eb) => {
      const changesOf = eb.selectFrom('journalChanges').select('position').whereRef('entrySequence', '=', 'journalEntries.sequence')
      return eb.or([eb.not(eb.exists(changesOf)), eb.exists(changesOf.where('tableName', 'not in', untold))])
    })
  }
  const { total } = await found.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .leftJoin('users', 'users.id', 'journalEntries.userId')
    .selectAll('journalEntries')
    .select('users.displayName as userName')
    .orderBy('sequence', 'desc')
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  const entries = await Promise.all(rows.map((row) => shownEntry(store.db, row, subjectIds, { user, today: clock.today() })))
  return { total: Number(total), entries: await nameReferences(store.db, user, entries) }
}

/** A subject's id, and those of the registrations that have been merged into it, whose history is its own. */
async function historyIds(db: ReadDb, subjectId: string | undefined): Promise<readonly string[] | undefined> {
  if (!subjectId) return undefined
  // Attendance at a training stands by its session, which has no history of its own to be read.
  const sessions = await db.selectFrom('trainingSessions').select('id').where('courseRoundId', '=', subjectId).execute()
  const merged = await db.selectFrom('personMerges').select('mergedPersonId').where('keptPersonId', '=', subjectId).execute()
  return [subjectId, ...merged.map((row) => row.mergedPersonId), ...sessions.map(({ id }) => id)]
}

async function shownEntry(db: ReadDb, row: Row<'journalEntries'> & { userName: string | null }, subjectIds: readonly string[] | undefined, { user, today }: { user: CallUser; today: LocalDate }) {
  let changes = db.selectFrom('journalChanges').where('entrySequence', '=', row.sequence)
  if (subjectIds) changes = changes.where((eb) => eb.or([eb('rowId', 'in', subjectIds), eb('subjectId', 'in', subjectIds), eb('otherSubjectId', 'in', subjectIds)]))
  const untold = untoldTables(user)
  if (untold.length > 0) changes = changes.where('tableName', 'not in', untold)
  const { count } = await changes.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const shown = await changes.selectAll().orderBy('position').limit(shownChanges).execute()
  // Notes alone change nothing: an entry has them or changes.
  const changedSomething = shown.some(({ operation }) => operation !== 'note')
  // To undo a merge or an undo is judged when it is asked for: it may set right what is fixed.
  const isFixed = row.undoOfEntryId === null && row.procedure !== 'duplicates.merge' && (await fixedFinding(db, shown)) !== undefined
  const unseen = await unseenRows(db, user, shown)
  const usable = await usableFactIds(db, shown.flatMap((change) => (endingTables.has(change.tableName) ? change.rowId : [])), today)
  const named = shown.flatMap((change) => [change.rowId, change.subjectId, change.otherSubjectId, ...contactsIn(change)]).filter((id) => id !== null)
  const hidden = await hiddenPersonIds(db, named)
  const anonymous = await anonymousIdsAmong(db, shown.flatMap(({ tableName, subjectId }) => (tableName === 'viewpoints' && subjectId !== null ? [subjectId] : [])))
  return {
    id: row.id,
    sequence: row.sequence,
    at: row.at,
    userName: row.userName,
    procedure: row.procedure,
    reason: row.reason,
    isUndoable: changedSomething && mayUndo(row, undoer(user)) === undefined && !isFixed,
    undoneByEntryId: row.undoneByEntryId,
    undoOfEntryId: row.undoOfEntryId,
    changeCount: Number(count),
    changes: shown.map((change) => ({
      table: change.tableName,
      rowId: change.rowId,
      subjectId: change.subjectId,
      operation: change.operation as 'insert' | 'update' | 'delete' | 'note',
      fields: !maySee(user, change.tableName) || unseen.has(change.rowId) || wasProtected(change) || (endingTables.has(change.tableName) && !usable.has(change.rowId)) || [change.rowId, change.subjectId, change.otherSubjectId].some((id) => id !== null && hidden.has(id)) ? [] : differences(change).filter(({ field }) => (field !== 'contactPersonNote' || !contactsIn(change).some((id) => hidden.has(id))) && (field !== 'inviteeId' || !anonymous.has(change.subjectId ?? ''))),
    })),
  }
}

/** Whom a change of a person names to be contacted instead, before or after it. What is noted of one who is protected is hers. */
function contactsIn({ tableName, beforeJson, afterJson }: Row<'journalChanges'>): string[] {
  if (tableName !== 'persons') return []
  return [beforeJson, afterJson].flatMap((json) => (json === null ? [] : ((JSON.parse(json) as Partial<Row<'persons'>>).contactPersonId ?? [])))
}

function differences({ beforeJson, afterJson }: Row<'journalChanges'>) {
  const before = JSON.parse(beforeJson ?? '{}') as Record<string, Value>
  const after = JSON.parse(afterJson ?? '{}') as Record<string, Value>
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !hiddenFields.has(field) && (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}

/** Who would undo, as the rule wants to know it. */
export function undoer(user: CallUser): Undoer {
  return { id: user.id, isAdministrator: user.roles.includes('administrator'), permissions: user.permissions }
}

/** The newest of a user's own entries that can be undone: what Ctrl+Z takes back. */
export async function findLastUndoable({ store, user }: Call) {
  const entries = await store.db
    .selectFrom('journalEntries')
    .select(['id', 'procedure', 'at', 'userId', 'undoneByEntryId', 'undoOfEntryId'])
    .where('userId', '=', user.id)
    .where('undoneByEntryId', 'is', null)
    // What was only opened or given out changed nothing: the latest change is the one before it.
    .where((eb) => eb.exists(eb.selectFrom('journalChanges').select('position').whereRef('entrySequence', '=', 'journalEntries.sequence').where('operation', '<>', 'note')))
    // What is undone step by step goes ever further back; what was put back on purpose is a step of its own.
    .where((eb) => eb.or([eb('undoOfEntryId', 'is', null), eb('procedure', '<>', 'journal.undo')]))
    .orderBy('sequence', 'desc')
    .limit(1)
    .execute()
  const last = entries.find((entry) => mayUndo(entry, undoer(user)) === undefined)
  return { entry: last ? { id: last.id, procedure: last.procedure, at: last.at } : null }
}

/** Recomputes the whole chain. `firstBroken` is the sequence number of the first entry that does not fit, or null. */
export async function verifyChain({ store }: Call) {
  const columns = Object.keys(tables.journalChanges) as (keyof Row<'journalChanges'>)[]
  const entries = await store.db.selectFrom('journalEntries').selectAll().orderBy('sequence').execute()
  let previous = ''
  for (const [index, entry] of entries.entries()) {
    const changes = await store.db.selectFrom('journalChanges').selectAll().where('entrySequence', '=', entry.sequence).orderBy('position').execute()
    const expected = entryHash(previous, entry, changes.map((change) => columns.map((column) => change[column])))
    if (expected !== entry.hash || entry.sequence !== index + 1) return { entries: entries.length, firstBroken: entry.sequence }
    previous = entry.hash
  }
  return { entries: entries.length, firstBroken: null }
}
