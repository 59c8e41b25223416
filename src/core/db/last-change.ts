import type { ReadDb } from './writer.ts'

/** The latest entry of the journal that changed something of a row. To have opened what is masked changes nothing. */
export async function lastChangeOf(db: ReadDb, id: string): Promise<number | null> {
  const { last } = await db
    .selectFrom('journalChanges')
    .select((eb) => eb.fn.max('entrySequence').as('last'))
    .where('operation', '<>', 'note')
    .where((eb) => eb.or([eb('rowId', '=', id), eb('subjectId', '=', id), eb('otherSubjectId', '=', id)]))
    .executeTakeFirstOrThrow()
  return last
}
