import type { Migration } from './migration.ts'

/** What lets any page of any sort of the claims be there at once. */
const indexed: readonly (readonly [string, readonly string[]])[] = [
  ['persons', ['isProtected', 'nameSort', 'id']],
  ['claims', ['submittedAt', 'id']],
  ['claimLines', ['claimId', 'kind', 'amountOre']],
]

export const claimLists: Migration = {
  number: 30,
  name: 'claim lists',
  async up(database) {
    for (const [table, columns] of indexed) {
      await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
    }
  },
}
