import { sql } from 'kysely'
import type { Migration } from './migration.ts'

/** Saved views of the register, and what has been given out of it: how many persons, never who. */
export const savedViews: Migration = {
  number: 50,
  name: 'saved views',
  async up(database, kind) {
    const text = kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
    let views = database.schema
      .createTable('savedViews')
      .addColumn('id', text, (column) => column.primaryKey().notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
    for (const name of ['name', 'filterJson', 'columnsJson', 'sort']) views = views.addColumn(name, text, (column) => column.notNull())
    for (const name of ['isDescending', 'isShared', 'isLocked']) {
      views = views.addColumn(name, 'integer', (column) => column.notNull().check(sql`${sql.ref(name)} in (0, 1)`))
    }
    await views.addColumn('ownerUserId', text, (column) => column.notNull().references('users.id')).execute()
    await database.schema.createIndex('savedViews_ownerUserId').on('savedViews').column('ownerUserId').execute()

    await database.schema
      .createTable('personExports')
      .addColumn('id', text, (column) => column.primaryKey().notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('format', text, (column) => column.notNull())
      .addColumn('personCount', 'integer', (column) => column.notNull())
      .addColumn('columnsJson', text, (column) => column.notNull())
      .addColumn('exportedAt', text, (column) => column.notNull())
      .execute()
  },
}
