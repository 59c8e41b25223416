import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What users have typed in forms and not saved yet. */
export const formDrafts: Migration = {
  number: 180,
  name: 'form drafts',
  async up(database, kind) {
    await makeTables(database, kind, { formDrafts: { id: 'id', version: 'integer', userId: 'ref:users', form: 'text', contentJson: 'json', savedAt: 'instant' } })
    await makeIndexes(database, { unique: [['formDrafts', ['userId', 'form']]] })
  },
}
