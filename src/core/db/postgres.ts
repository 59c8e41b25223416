import { Kysely, PGliteDialect, sql } from 'kysely'
import type { PGlite } from '@electric-sql/pglite'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'

/**
 * PostgreSQL in the same process (PGlite). It proves that everything above speaks both engines;
 * a shared office's server takes the same path with another dialect object.
 */
export function openPglite(pglite: PGlite): Engine {
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  return {
    kind: 'postgres',
    writing: database,
    reading: database,
    async insertRows(transaction, table, columns, rows) {
      const perStatement = Math.max(1, Math.floor(20_000 / columns.length))
      for (let start = 0; start < rows.length; start += perStatement) {
        const values = rows.slice(start, start + perStatement).map((row) => sql`(${sql.join(row)})`)
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(transaction)
      }
    },
    close: () => database.destroy(),
  }
}
