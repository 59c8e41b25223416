import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { overlapFinding } from './rules.ts'

/**
 * What an undo has broken: one membership at a time, and none after death. Only what has been written since the undone entry can
 * stand in the way: what stood beside it before is as it was.
 */
export async function undoneMembershipFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  const undone = changes.filter(({ tableName }) => tableName === 'memberships')
  const [first] = undone
  if (!first) return undefined
  const rows = await db.selectFrom('memberships').selectAll().where('id', 'in', undone.map(({ rowId }) => rowId)).execute()
  for (const row of rows) {
    const others = await db.selectFrom('memberships').selectAll().where('personId', '=', row.personId).where('id', '!=', row.id).where('id', 'in', writtenSince(db, first)).execute()
    const overlap = overlapFinding(row, others)
    if (overlap) return overlap
    const died = await db.selectFrom('persons').select('deceasedOn').where('id', '=', row.personId).where('id', 'in', writtenSince(db, first)).executeTakeFirst()
    if (died && died.deceasedOn !== null && (row.endsOn === null || row.endsOn > died.deceasedOn)) return { rule: 'people.hasDied' }
  }
  return undefined
}

function writtenSince(db: ReadDb, { entrySequence }: Row<'journalChanges'>) {
  return db.selectFrom('journalChanges').select('rowId').where('entrySequence', '>', entrySequence)
}
