import type { Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { protectedIdsAmong } from '#core/people/protected.ts'

/** Which of these are persons whom no history may tell of. Ids of other rows are passed over. */
export async function hiddenPersonIds(db: ReadDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set([...(await protectedIdsAmong(db, ids)), ...(await removedProtectedIds(db, ids))])
}

/** Which of these are persons who were protected when they were removed: the register no longer knows them, but the journal does. */
async function removedProtectedIds(db: ReadDb, asked: readonly string[]): Promise<string[]> {
  const removals = await inChunks(asked, (ids) => db.selectFrom('journalChanges').selectAll().where('rowId', 'in', ids).where('tableName', '=', 'persons').where('operation', '=', 'delete').execute())
  return removals.filter(wasProtected).map(({ rowId }) => rowId)
}

/** A person as she was while protected is not shown afterwards either, such as in a merge that has been undone. */
export function wasProtected({ tableName, beforeJson, afterJson }: Row<'journalChanges'>): boolean {
  return tableName === 'persons' && [beforeJson, afterJson].some((json) => json !== null && (JSON.parse(json) as { isProtected?: number }).isProtected === 1)
}
