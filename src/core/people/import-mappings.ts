/**
 * What was chosen for the columns of a list, kept under its headings and proposed the next time they come.
 */
import { createHash } from 'node:crypto'
import type { InputOf } from '#contract/base.ts'
import { keptReading, type imports, type ImportKey, type KeptMapping, type KeptReading } from '#contract/imports.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { headingKey, yearIn, type ColumnTarget } from './import-headings.ts'

type Input<Name extends keyof typeof imports> = InputOf<(typeof imports)[Name]>

/** How a list was read the last time, for the same headings. */
export interface RememberedReading {
  readonly id: string
  readonly name: string
  readonly keys: readonly ImportKey[] | undefined
  /** By the column's place in the list. */
  readonly targets: readonly (ColumnTarget | null)[]
}

/** Keeps how a list is read; a list with the same headings has only one such reading. */
export async function saveMapping(call: Call, { name, columns, keys }: Input<'saveMapping'>): Promise<{ id: string }> {
  const kept: KeptReading = { columns, ...(keys && { keys }) }
  const headingsHash = hashOf(columns.map(({ heading }) => heading))
  const id = await call.store.transact(call.act(), async (writer) => {
    const values = { name, mappingJson: JSON.stringify(kept), savedAt: writer.now }
    const before = await newestOf(writer.db, headingsHash)
    if (!before) return writer.insert('importMappings', { headingsHash, ...values })
    const isSame = before.name === name && before.mappingJson === values.mappingJson
    if (!isSame) await writer.update('importMappings', before.id, values)
    return before.id
  })
  return { id }
}

/** Gives what is kept of a list another name. @throws NotFound, Conflict */
export async function renameMapping(call: Call, { id, version, name }: Input<'renameMapping'>) {
  await call.store.transact(call.act(), (writer) => writer.update('importMappings', id, { name }, version))
  return {}
}

/** Forgets how a list is read. @throws NotFound, Conflict */
export async function removeMapping(call: Call, { id, version }: Input<'removeMapping'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('importMappings', id, version))
  return {}
}

/** Every list whose reading is kept, by name. */
export async function listMappings({ store }: Call): Promise<KeptMapping[]> {
  const rows = await store.db.selectFrom('importMappings').selectAll().orderBy('name').orderBy('id').execute()
  return rows.map(({ id, version, name, mappingJson, savedAt }) => ({ id, version, name, savedAt, headings: readKept(mappingJson).columns.map(({ heading }) => heading).filter((heading) => heading !== '') }))
}

/** How a list with these headings was read the last time. */
export async function rememberedReading(db: ReadDb, headings: readonly string[]): Promise<RememberedReading | undefined> {
  const row = await newestOf(db, hashOf(headings))
  if (!row) return undefined
  const { columns, keys } = readKept(row.mappingJson)
  const places = numbered(columns.map(({ heading }) => heading))
  const byHeading = new Map(columns.map((column, index) => [places[index], column]))
  const targets = numbered(headings).map((place, index) => targetOf(byHeading.get(place), headings[index] ?? ''))
  return { id: row.id, name: row.name, keys, targets }
}

function readKept(json: string): KeptReading {
  return keptReading.parse(JSON.parse(json))
}

/** A column that named its year names that of the new heading. */
function targetOf(column: KeptReading['columns'][number] | undefined, heading: string): ColumnTarget | null {
  if (!column || column.field === null) return null
  const year = column.year === null ? undefined : (yearIn(heading) ?? column.year)
  return { field: column.field, ...(year === undefined ? {} : { year }), ...(column.overwrite && { overwrite: column.overwrite }) }
}

/** Headings of which no two are the same. */
function numbered(headings: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return headings.map(headingKey).map((heading) => {
    const count = (counts.get(heading) ?? 0) + 1
    counts.set(heading, count)
    return `${heading} ${count}`
  })
}

/** The same for a list whose columns have changed places, or whose years have gone on. */
function hashOf(headings: readonly string[]): string {
  const named = numbered(headings.filter((heading) => headingKey(heading) !== ''))
  return createHash('sha256').update(named.toSorted().join('\n')).digest('hex')
}

/** The newest, should undoing have brought an older one back. */
function newestOf(db: ReadDb, headingsHash: string) {
  return db.selectFrom('importMappings').selectAll().where('headingsHash', '=', headingsHash).orderBy('savedAt', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
}
