import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'

/** As the journal keeps it: without the columns that are empty. */
type Participation = Partial<Pick<Row<'courseParticipants'>, 'completedOn'>>

/** Refuses to take back in secret what may not be taken back openly: a completion that a certificate tells of, and the attendance it rests upon. */
export async function undoneTrainingFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  for (const { tableName, rowId, beforeJson, afterJson } of changes) {
    if (tableName === 'courseParticipants' && beforeJson !== null && afterJson !== null) {
      const [before, after] = [JSON.parse(beforeJson) as Participation, JSON.parse(afterJson) as Participation]
      const certificate = await db.selectFrom('certificates').select('id').where('courseParticipantId', '=', rowId).executeTakeFirst()
      if (after.completedOn && !before.completedOn && certificate) return { rule: 'trainings.certificateIssued' }
    }
    if (tableName === 'sessionAttendances') {
      const { courseParticipantId } = JSON.parse(beforeJson ?? afterJson ?? '{}') as Pick<Row<'sessionAttendances'>, 'courseParticipantId'>
      const participant = await db.selectFrom('courseParticipants').select('completedOn').where('id', '=', courseParticipantId).executeTakeFirst()
      if (participant && participant.completedOn !== null) return { rule: 'trainings.completedIsFixed' }
    }
  }
  return undefined
}
