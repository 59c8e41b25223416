import { NotFound, RuleViolation, refuse } from '#shared/result.ts'
import type { NoteSubject } from '#contract/notes.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Call } from '#core/call.ts'
import { undoneSeatingFinding } from '#core/bodies/index.ts'
import { undoneConsultationFinding } from '#core/consultations/index.ts'
import { undoneMembershipFinding } from '#core/memberships/index.ts'
import { mayWriteNotes } from '#core/notes/index.ts'
import { undoneTreeFinding } from '#core/organisations/index.ts'
import { parseSpec } from '#core/db/columns.ts'
import { referring } from '#core/db/references.ts'
import { tables, type Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { journalledRow, type ReadDb, type WritableTable, type Writer } from '#core/db/writer.ts'
import { fixedFinding } from './fixed.ts'
import { undoer } from './queries.ts'
import { mayUndo } from './rules.ts'

/**
 * Undoes one journal entry as a whole, newest change first, as a new entry of its own.
 * @throws RuleViolation when it may not be undone, when a row has been changed since, or when other rows build upon one of its rows
 */
export async function undoEntry(call: Call, entryId: string): Promise<{ entryId: string }> {
  const { store, user } = call
  return store.transact({ ...call.act(), undoOfEntryId: entryId }, async (writer) => {
    const entry = await writer.db.selectFrom('journalEntries').selectAll().where('id', '=', entryId).executeTakeFirst()
    if (!entry) throw new NotFound()
    // To undo an undo is to do once more what was undone, and asks for as much.
    const procedure = await doneAtFirst(writer.db, entry)
    const refusal = mayUndo(entry, undoer(user)) ?? mayUndo({ ...entry, procedure }, undoer(user))
    refuse(refusal)
    const changes = await writer.db.selectFrom('journalChanges').selectAll().where('entrySequence', '=', entry.sequence).orderBy('position', 'desc').execute()
    if (changes.every(({ operation }) => operation === 'note')) throw new RuleViolation('journal.cannotBeUndone')
    // A merge changes only whose attendance it is, and so does taking it back.
    const isMerge = procedure === 'duplicates.merge'
    const fixed = isMerge ? undefined : await fixedFinding(writer.db, changes)
    refuse(fixed)
    if (entry.userId !== user.id) refuseOthersNotes(changes, user.permissions)
    await refuseWhereBuiltUpon(writer.db, changes)
    if (!user.permissions.has('people.openProtected')) refuseEndedProtection(changes)
    const undone = new Set<string>()
    for (const change of changes) {
      await undoChange(writer, change, undone.has(change.rowId))
      undone.add(change.rowId)
    }
    const broken = (isMerge ? undefined : await undoneSeatingFinding(writer.db, changes)) ?? (await undoneTreeFinding(writer.db, changes)) ?? (await undoneMembershipFinding(writer.db, changes)) ?? (await undoneConsultationFinding(writer.db, changes))
    refuse(broken)
    await writer.markUndone(entryId)
    return { entryId: writer.entryId }
  })
}

/** What was done in the first place where an entry undoes another, which may itself have undone one. */
async function doneAtFirst(db: ReadDb, { procedure, undoOfEntryId }: Pick<Row<'journalEntries'>, 'procedure' | 'undoOfEntryId'>): Promise<string> {
  const undone = undoOfEntryId === null ? undefined : await db.selectFrom('journalEntries').select(['procedure', 'undoOfEntryId']).where('id', '=', undoOfEntryId).executeTakeFirst()
  return undone ? doneAtFirst(db, undone) : procedure
}

/** Takes one change back. Of a row that the entry changed twice the later change has said how it was left. */
async function undoChange(writer: Writer, change: Row<'journalChanges'>, isEarlier: boolean): Promise<void> {
  const table = change.tableName as WritableTable
  const after = change.afterJson && journalledRow(table, change.rowId, change.afterJson)
  const before = change.beforeJson && journalledRow(table, change.rowId, change.beforeJson)
  if (change.operation === 'note') return
  if (!after) {
    if (before) {
      await refuseWithoutItsPlace(writer.db, table, before)
      await writer.restore(table, before as never)
    }
    return
  }
  if (!isEarlier) {
    const current: Record<string, unknown> | undefined = await writer.db.selectFrom(table).selectAll().where('id', '=', change.rowId).executeTakeFirst()
    if (!isAsLeft(table, current, after)) throw new RuleViolation('journal.changedSince')
  }
  if (!before) return writer.delete(table, change.rowId)
  const { id: _id, version: _version, ...values } = before
  await writer.update(table, change.rowId, values)
}

/** Whether a row is as an entry left it. Its version may be another: what was changed since may have been changed back, by an undo of that. */
function isAsLeft(table: WritableTable, current: Readonly<Record<string, unknown>> | undefined, left: Readonly<Record<string, unknown>>): boolean {
  return current !== undefined && Object.keys(tables[table]).every((column) => column === 'version' || current[column] === left[column])
}

/** What has been removed can be put back only where all it leaned on is there, and nobody has got its numbers. */
async function refuseWithoutItsPlace(db: ReadDb, table: WritableTable, row: Record<string, unknown>): Promise<void> {
  for (const [column, spec] of Object.entries(tables[table])) {
    const { references } = parseSpec(spec)
    const id = row[column]
    if (!references || typeof id !== 'string' || id === row['id']) continue
    const found = await db.selectFrom(references as 'persons').select('id').where('id', '=', id).executeTakeFirst()
    if (!found) throw new RuleViolation('journal.leanedOnGone')
  }
  if (table !== 'persons') return
  for (const column of ['memberNumber', 'identityNumber'] as const) {
    const number = row[column]
    if (typeof number !== 'string') continue
    const holder = await db.selectFrom('persons').select('id').where(column, '=', number).executeTakeFirst()
    if (holder) throw new RuleViolation('journal.numberTaken')
  }
}

/** What others wrote in notes is taken back only by those who may write there themselves. */
function refuseOthersNotes(changes: readonly Row<'journalChanges'>[], held: ReadonlySet<Permission>): void {
  const subjects = changes.filter(({ tableName }) => tableName === 'notes').map(({ beforeJson, afterJson }) => (JSON.parse(afterJson ?? beforeJson ?? '{}') as { subjectTable: NoteSubject }).subjectTable)
  if (subjects.some((subject) => !mayWriteNotes(subject, held))) throw new RuleViolation('journal.notAllowed')
}

/** Undoing that somebody was given a protected identity ends it. */
function refuseEndedProtection(changes: readonly Row<'journalChanges'>[]): void {
  const isProtected = (json: string | null) => json !== null && (JSON.parse(json) as Pick<Row<'persons'>, 'isProtected'>).isProtected === 1
  if (changes.some(({ tableName, beforeJson, afterJson }) => tableName === 'persons' && beforeJson !== null && isProtected(afterJson) && !isProtected(beforeJson))) throw new RuleViolation('people.mayNotEndProtection')
}

async function refuseWhereBuiltUpon(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<void> {
  const builtUpon = await rowsBuiltUpon(db, changes)
  if (builtUpon.size > 0) throw new RuleViolation('journal.builtUpon', { count: builtUpon.size })
}

/** The rows that an entry made and others refer to, save those that would go with it, or back to what they referred to before. */
async function rowsBuiltUpon(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<ReadonlySet<string>> {
  const inserted = changes.filter((change) => change.operation === 'insert')
  const going = new Set(inserted.map((change) => change.rowId))
  const builtUpon = new Set<string>()
  const before = new Map(changes.flatMap(({ operation, rowId, beforeJson }) => (operation === 'update' ? [[rowId, JSON.parse(beforeJson ?? '{}') as Record<string, unknown>] as const] : [])))
  const goesBack = (id: string, column: string, referred: string) => before.has(id) && before.get(id)?.[column] !== referred
  for (const [referenced, places] of referring) {
    const ids = inserted.filter((change) => change.tableName === referenced).map((change) => change.rowId)
    for (const { table, column } of places) {
      const rows: Record<string, string>[] = await inChunks(ids, (some) => db.selectFrom(table).select(['id', column as 'id']).where(column as 'id', 'in', some).execute())
      for (const row of rows) if (!going.has(row['id'] as string) && !goesBack(row['id'] as string, column, row[column] as string)) builtUpon.add(row[column] as string)
    }
  }
  return builtUpon
}

/** The rows of an entry that keep it from being undone: what others build upon, and what has been changed or removed since. */
export async function undoObstacles(db: ReadDb, entryId: string): Promise<Readonly<Record<'builtUpon' | 'changedSince', readonly Row<'journalChanges'>[]>>> {
  const changes = await db
    .selectFrom('journalChanges').innerJoin('journalEntries', 'journalEntries.sequence', 'entrySequence').selectAll('journalChanges')
    .where('journalEntries.id', '=', entryId).orderBy('position', 'desc').execute()
  const builtUpon = await rowsBuiltUpon(db, changes)
  // Of a row that was changed twice the last change says how it was left.
  const last = [...new Map(changes.toReversed().map((change) => [change.rowId, change])).values()]
  const changedSince: Row<'journalChanges'>[] = []
  for (const [tableName, left] of Map.groupBy(last.filter(({ operation, afterJson }) => operation !== 'note' && afterJson !== null), (change) => change.tableName)) {
    const table = tableName as WritableTable
    const rows = await inChunks(left.map(({ rowId }) => rowId), (some) => db.selectFrom(table).selectAll().where('id', 'in', some).execute())
    const current = new Map(rows.map((row) => [row.id, row]))
    changedSince.push(...left.filter(({ rowId, afterJson }) => !isAsLeft(table, current.get(rowId), journalledRow(table, rowId, afterJson ?? '{}'))))
  }
  return { builtUpon: last.filter(({ rowId }) => builtUpon.has(rowId)), changedSince }
}
