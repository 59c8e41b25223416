import { undoneTrainingFinding } from '#core/trainings/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** Why changes are not undone whatever has become of their rows: others have been told of them, and paid for them. */
export async function fixedFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  return (await approvedFinding(db, changes)) ?? (await undoneTrainingFinding(db, changes))
}

/** Approved attendance is what claims rest on; it is corrected in the open or not at all. */
async function approvedFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  const meetingIds = [...new Set(changes.flatMap((change) => (change.tableName === 'attendances' && change.otherSubjectId ? [change.otherSubjectId] : [])))]
  if (meetingIds.length === 0) return undefined
  const approved = await db.selectFrom('meetings').select('id').where('id', 'in', meetingIds).where('attendanceApprovedAt', 'is not', null).executeTakeFirst()
  return approved && { rule: 'journal.locked' }
}
