import { fillDatedEntries } from '#core/search/dated.ts'
import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Saved views of the register, meetings and the like in the search, and what has been given out of it: how many persons, never who. */
export const savedViews: Migration = {
  number: 50,
  name: 'saved views',
  async up(database, kind) {
    await makeTables(database, kind, {
      savedViews: {
        id: 'id', version: 'integer', name: 'text', filterJson: 'json', columnsJson: 'json', sort: 'text', isDescending: 'flag', isShared: 'flag', isLocked: 'flag', ownerUserId: 'ref:users',
      },
      personExports: { id: 'id', version: 'integer', format: 'text', personCount: 'integer', columnsJson: 'json', exportedAt: 'instant' },
    })
    await makeIndexes(database, { indexed: [['savedViews', ['ownerUserId']]] })
    await fillDatedEntries(database, kind)
  },
}
