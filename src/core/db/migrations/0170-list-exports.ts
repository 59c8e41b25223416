import { makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Which lists have been taken out as files: by what filter, with which columns and how many rows, never what was in them. */
export const listExports: Migration = {
  number: 170,
  name: 'list exports',
  async up(database, kind) {
    await makeTables(database, kind, {
      listExports: { id: 'id', version: 'integer', list: 'text', format: 'text', filterJson: 'json', columnsJson: 'json', rowCount: 'integer', exportedAt: 'instant' },
    })
  },
}
