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
    async insertRows(transaction, table, columns, values) {
      const perStatement = Math.max(1, Math.floor(20_000 / columns.length)) * columns.length
      for (let start = 0; start < values.length; start += perStatement) {
        const rows = rowsOf(values.slice(start, start + perStatement), columns.length).map((row) => sql`(${sql.join(row)})`)
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(rows)}`.execute(transaction)
      }
    },
    close: () => database.destroy(),
  }
}

function rowsOf(values: readonly unknown[], width: number): unknown[][] {
  return Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width))
}
