import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Which pairs are not the same person, and who has been merged into whom. */
export const duplicates: Migration = {
  number: 40,
  name: 'duplicates',
  async up(database, kind) {
    await makeTables(database, kind, {
      duplicateDismissals: { id: 'id', version: 'integer', firstPersonId: 'ref:persons', secondPersonId: 'ref:persons' },
      personMerges: { id: 'id', version: 'integer', keptPersonId: 'ref:persons', mergedPersonId: 'text' },
    })
    await makeIndexes(database, {
      unique: [
        ['duplicateDismissals', ['firstPersonId', 'secondPersonId']],
        // A person is merged away once.
        ['personMerges', ['mergedPersonId']],
      ],
      indexed: [
        ['duplicateDismissals', ['secondPersonId']],
        ['personMerges', ['keptPersonId']],
      ],
    })
  },
}
