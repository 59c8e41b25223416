import { sql } from 'kysely'
import type { Migration } from './migration.ts'

const tables: Readonly<Record<string, Readonly<Record<string, 'person' | 'text'>>>> = {
  duplicateDismissals: { firstPersonId: 'person', secondPersonId: 'person' },
  personMerges: { keptPersonId: 'person', mergedPersonId: 'text' },
}

/** What a register is looked through for doubles by, while one types. */
const lookedUp = ['birthDate', 'email', 'phone', 'otherPhone'] as const

/** Which pairs are not the same person, and who has been merged into whom. */
export const duplicates: Migration = {
  number: 40,
  name: 'duplicates',
  async up(database, kind) {
    const text = kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
    for (const [name, columns] of Object.entries(tables)) {
      let table = database.schema
        .createTable(name)
        .addColumn('id', text, (column) => column.primaryKey().notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
      for (const [column, refersTo] of Object.entries(columns)) {
        table = table.addColumn(column, text, (definition) => (refersTo === 'person' ? definition.notNull().references('persons.id') : definition.notNull()))
      }
      await table.execute()
    }
    await database.schema.createIndex('duplicateDismissals_firstPersonId_secondPersonId_unique').on('duplicateDismissals').columns(['firstPersonId', 'secondPersonId']).unique().execute()
    await database.schema.createIndex('duplicateDismissals_secondPersonId').on('duplicateDismissals').column('secondPersonId').execute()
    // A person is merged away once.
    await database.schema.createIndex('personMerges_mergedPersonId_unique').on('personMerges').column('mergedPersonId').unique().execute()
    await database.schema.createIndex('personMerges_keptPersonId').on('personMerges').column('keptPersonId').execute()
    for (const column of lookedUp) await database.schema.createIndex(`persons_${column}`).on('persons').column(column).execute()
  },
}
