import { makeIndexes } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What lets any page of any sort of the claims be there at once. */
export const claimLists: Migration = {
  number: 30,
  name: 'claim lists',
  up: (database) =>
    makeIndexes(database, {
      indexed: [
        ['persons', ['isProtected', 'nameSort']],
        ['claims', ['submittedAt', 'id']],
        ['claimLines', ['claimId', 'kind', 'amountOre']],
      ],
    }),
}
