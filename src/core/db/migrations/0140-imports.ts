import { makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** No old row changes: how lists were read has not been kept until now. */
const made: NewTables = {
  importMappings: { id: 'id', version: 'integer', name: 'text', headingsHash: 'text', mappingJson: 'json', savedAt: 'instant' },
}

const indexed: NewIndexes = [['importMappings', ['headingsHash']]]

/** What was chosen for the columns of member lists, kept under their headings. */
export const importMappings: Migration = {
  number: 140,
  name: 'kept readings of member lists',
  async up(database, kind) {
    await makeTables(database, kind, made)
    await makeIndexes(database, { indexed })
  },
}
