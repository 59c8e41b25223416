import { sql } from 'kysely'
import type { Migration } from './migration.ts'

/** One row with the association's choices where the rules of paying allow two readings, and with its bank's wishes. */
export const payoutSettings: Migration = {
  number: 20,
  name: 'payout settings',
  async up(database, kind) {
    const text = kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
    let table = database.schema
      .createTable('payoutSettings')
      .addColumn('id', text, (column) => column.primaryKey().notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
    for (const name of ['smallPayment', 'knownToPass', 'retroactiveRate']) table = table.addColumn(name, text, (column) => column.notNull())
    for (const name of ['isClearingInAccount', 'isSalaryMarked']) {
      table = table.addColumn(name, 'integer', (column) => column.notNull().check(sql`${sql.ref(name)} in (0, 1)`))
    }
    await table.execute()
  },
}
