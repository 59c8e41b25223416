import type { InputOf } from '#contract/base.ts'
import { binDays, removables, type Removable, type Removed, type removals } from '#contract/removals.ts'
import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, WritableTable } from '#core/db/writer.ts'
import { maySee, mayUndo, undoer } from '#core/journal/index.ts'
import { surroundingsOf } from './surroundings.ts'

/** What would go along, and what prevents it. @throws NotFound, also for one who may not read such things */
export async function previewRemoval({ store: { db }, user }: Call, { kind, id }: InputOf<typeof removals.preview>) {
  const { table, read } = removables[kind]
  if (!user.permissions.has(read) || !(await isThere(db, table, id))) throw new NotFound()
  const { going, builtUpon } = await surroundingsOf(db, { table, id })
  const along = Map.groupBy(going.filter((row) => row.id !== id), (row) => row.table)
  const shown = (counts: Iterable<readonly [WritableTable, number]>) => {
    const named = Map.groupBy(counts, ([name]) => (maySee(user, name) ? name : null))
    return [...named].map(([name, rows]) => ({ table: name, count: rows.reduce((sum, [, count]) => sum + count, 0) }))
  }
  return { goesAlong: shown([...along].map(([name, rows]) => [name, rows.length] as const)), builtUpon: shown(builtUpon) }
}

async function isThere(db: ReadDb, table: (typeof removables)[Removable]['table'], id: string): Promise<boolean> {
  return (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

const procedures: Readonly<Record<string, Removable>> = { 'removals.removePerson': 'person', 'removals.removeOrganisation': 'organisation', 'removals.removeBody': 'body' }

type Entry = Pick<Row<'journalEntries'>, 'id' | 'sequence' | 'at' | 'procedure' | 'userId' | 'undoneByEntryId'>

/** What was removed in the last thirty days and has not been put back, newest first. The journal alone knows; nothing else is kept. */
export async function listRemoved({ store: { db }, user, clock }: Call, { text, offset, limit }: InputOf<typeof removals.list>): Promise<{ total: number; rows: Removed[] }> {
  const readable = Object.keys(procedures).filter((procedure) => user.permissions.has(removables[procedures[procedure] as Removable].read))
  const removed = await removedSince(db, readable, addDays(clock.today(), -binDays))
  const names = new Map((await db.selectFrom('users').select(['id', 'displayName']).execute()).map((row) => [row.id, row.displayName]))
  const words = foldForSearch(text).split(/\s+/u).filter(Boolean)
  const fitting = removed.filter(({ name, memberNumber }) => words.every((word) => foldForSearch(`${name ?? ''} ${memberNumber ?? ''}`).includes(word)))
  const rows = fitting.slice(offset, offset + limit).map(({ entry, ...thing }) => ({
    ...thing, entryId: entry.id, removedAt: entry.at, userName: names.get(entry.userId ?? '') ?? null, isRestorable: mayUndo(entry, undoer(user)) === undefined,
  }))
  return { total: fitting.length, rows }
}

type RemovedThing = Pick<Removed, 'kind' | 'id' | 'name' | 'memberNumber'> & { readonly entry: Entry }

async function removedSince(db: ReadDb, procedureNames: readonly string[], firstDay: LocalDate): Promise<RemovedThing[]> {
  if (procedureNames.length === 0) return []
  const rows = await db
    .selectFrom('journalEntries')
    .innerJoin('journalChanges', 'journalChanges.entrySequence', 'journalEntries.sequence')
    .select(['journalEntries.id', 'sequence', 'at', 'procedure', 'userId', 'undoneByEntryId', 'tableName', 'rowId', 'beforeJson'])
    .where('procedure', 'in', procedureNames)
    .where('at', '>=', instantOf(firstDay, '00:00'))
    .where('operation', '=', 'delete')
    .where('tableName', 'in', Object.values(removables).map(({ table }) => table))
    .execute()
  const things: RemovedThing[] = []
  for (const { tableName, rowId, beforeJson, ...removal } of rows) {
    const kind = procedures[removal.procedure] as Removable
    if (removables[kind].table !== tableName) continue
    const entry = await standingRemoval(db, removal)
    if (entry) things.push({ entry, kind, id: rowId, ...namedAs(kind, beforeJson) })
  }
  return things.toSorted((a, b) => b.entry.sequence - a.entry.sequence)
}

/** The entry by which it is gone today: the removal, or the undoing of its undoing; none where it has been put back. */
async function standingRemoval(db: ReadDb, removal: Entry): Promise<Entry | undefined> {
  let latest = removal
  for (let isGone = true; ; isGone = !isGone) {
    if (latest.undoneByEntryId === null) return isGone ? latest : undefined
    latest = await db.selectFrom('journalEntries').select(['id', 'sequence', 'at', 'procedure', 'userId', 'undoneByEntryId']).where('id', '=', latest.undoneByEntryId).executeTakeFirstOrThrow()
  }
}

function namedAs(kind: Removable, beforeJson: string | null): Pick<Removed, 'name' | 'memberNumber'> {
  const row = JSON.parse(beforeJson ?? '{}') as Partial<Row<'persons'>> & { readonly name?: string }
  if (kind !== 'person') return { name: row.name ?? null, memberNumber: null }
  return { name: row.isProtected === 1 ? null : `${row.givenName ?? ''} ${row.familyName ?? ''}`, memberNumber: row.memberNumber ?? null }
}
