import { makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** One row with the association's choices where the rules of paying allow two readings, and with its bank's wishes. */
export const payoutSettings: Migration = {
  number: 20,
  name: 'payout settings',
  up: (database, kind) =>
    makeTables(database, kind, {
      payoutSettings: {
        id: 'id', version: 'integer', smallPayment: 'text', knownToPass: 'text', retroactiveRate: 'text', isClearingInAccount: 'flag', isSalaryMarked: 'flag',
      },
    }),
}
