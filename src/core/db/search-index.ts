import { sql, type Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Database, SearchEntryRow } from './schema.ts'
import type { ReadDb } from './writer.ts'

/** What a hit shows. */
export type SearchHit = Pick<SearchEntryRow, 'entityId' | 'kind' | 'title' | 'detail'>

const entryColumns = ['entityId', 'kind', 'title', 'detail', 'folded', 'loose'] as const
const hitColumns = ['entityId', 'kind', 'title', 'detail'] as const
const perStatement = 500

/** Replaces the entries of these ids; those that are new need no taking out first. */
export async function replaceEntries(
  transaction: Kysely<Database>,
  engine: Engine,
  ids: readonly string[],
  inserted: ReadonlySet<string>,
  entries: readonly SearchEntryRow[],
): Promise<void> {
  const stale = ids.filter((id) => !inserted.has(id))
  for (let start = 0; start < stale.length; start += perStatement) {
    await transaction.deleteFrom('searchEntries').where('entityId', 'in', stale.slice(start, start + perStatement)).execute()
  }
  await engine.insertRows(transaction, 'searchEntries', entryColumns, entries.map((entry) => entryColumns.map((column) => entry[column])))
}

/** Entries whose text begins with the given text, in order of that text. */
export function findByBeginning(db: ReadDb, beginning: string, kinds: readonly string[], limit: number): Promise<SearchHit[]> {
  return db
    .selectFrom('searchEntries')
    .select(hitColumns)
    .where('kind', 'in', kinds)
    .where('folded', '>=', beginning)
    .where('folded', '<', `${beginning}\uffff`)
    .orderBy('folded')
    .limit(limit)
    .execute()
}

/**
 * Entries that hold, for each of the words, a word that begins with it. In no particular order.
 * @param column `folded` keeps å, ä and ö apart from a and o; `loose` does not
 */
export async function findByWords(engine: Engine, db: ReadDb, column: 'folded' | 'loose', words: readonly string[], kinds: readonly string[], limit: number): Promise<SearchHit[]> {
  if (engine.kind === 'sqlite') {
    const match = `${column} : ${words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ')}`
    const hits = await sql<SearchHit>`select e."entityId", e."kind", e."title", e."detail" from "searchFts" join "searchEntries" e on e."rowId" = "searchFts".rowid
      where "searchFts" match ${words.length > 1 ? `(${match})` : match} and e."kind" in (${sql.join(kinds)}) limit ${limit}`.execute(engine.reading)
    return hits.rows
  }
  let query = db.selectFrom('searchEntries').select(hitColumns).where('kind', 'in', kinds)
  for (const word of words) {
    const pattern = word.replace(/[\\%_]/gu, '\\$&')
    query = query.where((eb) => eb.or([eb(column, 'like', `${pattern}%`), eb(column, 'like', `% ${pattern}%`)]))
  }
  return query.limit(limit).execute()
}
