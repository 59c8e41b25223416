import { sql, type Kysely } from 'kysely'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'

/** Tables with their columns, specified as in the schema. Each refers only to those before it, to itself, or to those that are there. */
export type NewTables = Readonly<Record<string, Readonly<Record<string, string>>>>
/** Tables with their columns in an order: what is looked up or sorted by, or what no two rows may share. */
export type NewIndexes = readonly (readonly [string, readonly string[]])[]

/** By table, the columns that are the key where there is no `id`. The file keeps the rows in their order, without an index beside them. */
export type NewKeys = Readonly<Record<string, readonly string[]>>

/** Makes tables. Released migrations rest upon this and the functions below: what these make of a specification never changes. */
export async function makeTables(database: Kysely<Database>, kind: Engine['kind'], tables: NewTables, keys: NewKeys = {}): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    let builder = database.schema.createTable(table)
    for (const [column, spec] of Object.entries(columns)) {
      const { kind: columnKind, nullable, references } = parseSpec(spec)
      builder = builder.addColumn(column, columnType(kind, columnKind), (definition) => {
        let built = column === 'id' ? definition.primaryKey() : definition
        if (!nullable) built = built.notNull()
        if (columnKind === 'flag') built = built.check(sql`${sql.ref(column)} in (0, 1)`)
        return references ? built.references(`${references}.id`) : built
      })
    }
    const key = keys[table]
    if (key) {
      builder = builder.addPrimaryKeyConstraint(`${table}_key`, [...key] as never[])
      if (kind === 'sqlite') builder = builder.modifyEnd(sql`without rowid`)
    }
    await builder.execute()
  }
}

/** Adds columns to tables that are there. They may be empty: of the old rows nothing is known. */
export async function addColumns(database: Kysely<Database>, kind: Engine['kind'], added: NewTables): Promise<void> {
  for (const [table, columns] of Object.entries(added)) {
    for (const [column, spec] of Object.entries(columns)) {
      const { kind: columnKind, references } = parseSpec(spec)
      await database.schema
        .alterTable(table)
        .addColumn(column, columnType(kind, columnKind), (definition) => (references ? definition.references(`${references}.id`) : definition))
        .execute()
    }
  }
}

/** Makes indexes; empty values do not collide in unique ones. */
export async function makeIndexes(database: Kysely<Database>, { unique = [], indexed = [] }: { unique?: NewIndexes; indexed?: NewIndexes }): Promise<void> {
  for (const [table, columns] of unique) await database.schema.createIndex(`${table}_${columns.join('_')}_unique`).on(table).columns([...columns]).unique().execute()
  for (const [table, columns] of indexed) await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
}

/** Text sorts by its bytes in both engines, so that stored sort keys give the same Swedish order. */
function columnType(kind: Engine['kind'], columnKind: string) {
  if (columnKind === 'ore') return kind === 'sqlite' ? 'integer' : 'bigint'
  if (['basisPoints', 'integer', 'flag'].includes(columnKind)) return 'integer'
  return kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
}
