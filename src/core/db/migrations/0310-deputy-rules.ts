import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** When a body invites and pays its deputies, from a day. Without a row they are always invited and always paid, as all bodies that exist have done. */
export const deputyRules: Migration = {
  number: 310,
  name: 'the deputy rules of bodies',
  async up(database, kind) {
    await makeTables(database, kind, {
      deputyRules: { id: 'id', version: 'integer', bodyId: 'ref:bodies', startsOn: 'date', endsOn: 'date?', deputiesInvited: 'text', deputiesPaid: 'text' },
    })
    await makeIndexes(database, { indexed: [['deputyRules', ['bodyId']]] })
  },
}
