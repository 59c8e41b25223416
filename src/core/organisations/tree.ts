import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { treeFinding, type ParentOf } from './rules.ts'

/** Each organisation's own parent. An association has some hundreds of them. */
export async function parentsOf(db: ReadDb): Promise<ParentOf> {
  const rows = await db.selectFrom('organisations').select(['id', 'parentId']).execute()
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
}

/** Refuses what an undo has made of the tree where it would bite its own tail. */
export async function undoneTreeFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  return changes.some(({ tableName }) => tableName === 'organisations') ? treeFinding(await parentsOf(db)) : undefined
}
