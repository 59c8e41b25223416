import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { anonymousIdsAmong, idsWithViewpoints } from './queries.ts'

/** Refuses what an undo has made of a promise about names: one that is another than when people answered, or a name where none is to be kept. */
export async function undoneConsultationFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  const withViewpoints = await idsWithViewpoints(db, changes.filter(isOtherPromise).map(({ rowId }) => rowId))
  if (withViewpoints.size > 0) return { rule: 'consultations.promiseMade' }
  const touched = changes.filter(({ tableName }) => tableName === 'viewpoints').map(({ beforeJson, afterJson }) => (JSON.parse(beforeJson ?? afterJson ?? '{}') as Pick<Row<'viewpoints'>, 'consultationId'>).consultationId)
  const named = await idsWithViewpoints(db, [...(await anonymousIdsAmong(db, touched))], 'named')
  return named.size > 0 ? { rule: 'consultations.nameComesBack' } : undefined
}

function isOtherPromise({ tableName, beforeJson, afterJson }: Row<'journalChanges'>): boolean {
  if (tableName !== 'consultations' || beforeJson === null || afterJson === null) return false
  const promise = (json: string) => (JSON.parse(json) as Pick<Row<'consultations'>, 'isAnonymous'>).isAnonymous
  return promise(beforeJson) !== promise(afterJson)
}
