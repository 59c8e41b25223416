import { CompiledQuery, sql, type Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Database, SearchEntryRow } from './schema.ts'
import type { ReadDb } from './writer.ts'

/** What a hit shows. */
export type SearchHit = Pick<SearchEntryRow, 'entityId' | 'kind' | 'title' | 'detail'>

const entryColumns = ['entityId', 'kind', 'title', 'detail', 'titleSort', 'folded', 'loose'] as const
const hitColumns = ['entityId', 'kind', 'title', 'detail'] as const
const perStatement = 500
/** A short beginning fits half of all there is: this many of those that fit are put in order. */
const lookedAt = 200

/** Words of which each must be held, or one of its ways of being kept. Where there are none, nothing is meant and nothing found. */
type Words = readonly (string | readonly string[])[]

function ways(word: Words[number]): readonly string[] {
  return typeof word === 'string' ? [word] : word
}

/** Takes out the entries of the `stale` ids and puts in the new ones. */
export async function replaceEntries(transaction: Kysely<Database>, engine: Engine, stale: readonly string[], entries: readonly SearchEntryRow[]): Promise<void> {
  const hasWordIndex = engine.kind === 'sqlite'
  for (let start = 0; start < stale.length; start += perStatement) {
    const ids = stale.slice(start, start + perStatement)
    if (hasWordIndex) await sql`insert into "searchFts" ("searchFts", rowid, "folded", "loose") select 'delete', "rowId", "folded", "loose" from "searchEntries" where "entityId" in (${sql.join(ids)})`.execute(transaction)
    await transaction.deleteFrom('searchEntries').where('entityId', 'in', ids).execute()
  }
  if (entries.length === 0) return
  const { rows: [last] } = hasWordIndex ? await sql<{ rowId: number }>`select coalesce(max("rowId"), 0) as "rowId" from "searchEntries"`.execute(transaction) : { rows: [] }
  await engine.insertRows(transaction, 'searchEntries', entryColumns, entries.flatMap((entry) => entryColumns.map((column) => entry[column])))
  // Written in one statement: a trigger for each row took half as long again.
  if (last) await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries" where "rowId" > ${last.rowId}`.execute(transaction)
}

/** Puts in the entries of rows that were there before such could be found, in a step of the schema. */
export async function insertEntries(db: Kysely<Database>, kind: Engine['kind'], entries: readonly SearchEntryRow[]): Promise<void> {
  for (let start = 0; start < entries.length; start += perStep) await db.insertInto('searchEntries').values(entries.slice(start, start + perStep)).execute()
  if (kind === 'sqlite') await sql`insert into "searchFts" ("searchFts") values ('rebuild')`.execute(db)
}

/** As many rows as a statement takes with seven values each. */
const perStep = 200

/** Entries whose text begins with the given text, in order of that text. */
export async function findByBeginning(engine: Engine, db: ReadDb, beginning: string, kinds: readonly string[], limit: number): Promise<SearchHit[]> {
  const end = `${beginning}\uffff`
  if (engine.kind === 'sqlite') {
    return hitsInFile(engine, `from "searchEntries" e where e."kind" in (${marks(kinds)}) and e."folded" >= ? and e."folded" < ? order by e."folded" limit ?`, [...kinds, beginning, end, limit])
  }
  return db.selectFrom('searchEntries').select(hitColumns).where('kind', 'in', kinds).where('folded', '>=', beginning).where('folded', '<', end).orderBy('folded').limit(limit).execute()
}

/**
 * Entries that hold, for each of the words, a word that begins with it, in order of their titles.
 * @param spelling `folded` keeps å, ä and ö apart from a and o; `loose` finds them by either
 * @param isNewestFirst looks at what was written last, where there is more than can be looked at
 */
export async function findByWords(engine: Engine, db: ReadDb, spelling: 'folded' | 'loose', words: Words, kinds: readonly string[], limit: number, isNewestFirst = false): Promise<SearchHit[]> {
  if (words.length === 0) return []
  if (engine.kind === 'sqlite') {
    return hitsInFile(
      engine,
      `from (select e.* from "searchFts" join "searchEntries" e on e."rowId" = "searchFts".rowid where "searchFts" match ? and e."kind" in (${marks(kinds)}) ${isNewestFirst ? 'order by "searchFts".rowid desc' : ''} limit ?) e order by e."titleSort" limit ?`,
      [matching(spelling, words), ...kinds, Math.max(lookedAt, limit), limit],
    )
  }
  return holdingWords(db, spelling, words, kinds).select(hitColumns).orderBy('titleSort').limit(limit).execute()
}

/** All entries that hold, for each of the words, a word that begins with it: by their ids alone, in no order, so that even thousands are there at once. */
export async function allByWords(engine: Engine, db: ReadDb, spelling: 'folded' | 'loose', words: Words, kinds: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  if (engine.kind === 'sqlite') {
    const { rows } = await engine.reading.executeQuery<{ entityId: string }>(
      CompiledQuery.raw(`select e."entityId" from "searchFts" join "searchEntries" e on e."rowId" = "searchFts".rowid where "searchFts" match ? and e."kind" in (${marks(kinds)})`, [matching(spelling, words), ...kinds]),
    )
    return rows.map(({ entityId }) => entityId)
  }
  const rows = await holdingWords(db, spelling, words, kinds).select('entityId').execute()
  return rows.map(({ entityId }) => entityId)
}

function matching(spelling: 'folded' | 'loose', words: Words): string {
  const match = words.map((word) => `(${ways(word).map((way) => `"${way.replaceAll('"', '""')}"*`).join(' OR ')})`).join(' AND ')
  return `${spelling === 'folded' ? 'folded' : '{folded loose}'} : (${match})`
}

function holdingWords(db: ReadDb, spelling: 'folded' | 'loose', words: Words, kinds: readonly string[]) {
  let query = db.selectFrom('searchEntries').where('kind', 'in', kinds)
  for (const word of words) {
    const patterns = ways(word).map((way) => way.replace(/[\\%_]/gu, '\\$&'))
    const columns = spelling === 'folded' ? (['folded'] as const) : (['folded', 'loose'] as const)
    query = query.where((eb) => eb.or(patterns.flatMap((pattern) => columns.flatMap((column) => [eb(column, 'like', `${pattern}%`), eb(column, 'like', `% ${pattern}%`)]))))
  }
  return query
}

/** Asked at every keystroke: a statement that is written out needs no building, and stays prepared. */
async function hitsInFile(engine: Engine, source: string, parameters: readonly unknown[]): Promise<SearchHit[]> {
  const { rows } = await engine.reading.executeQuery<SearchHit>(CompiledQuery.raw(`select e."entityId", e."kind", e."title", e."detail" ${source}`, [...parameters]))
  return rows
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}
