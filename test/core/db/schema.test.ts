import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSpec } from '#core/db/columns.ts'
import type { Engine } from '#core/db/engine.ts'
import { migrate } from '#core/db/migrate.ts'
import { openPglite } from '#core/db/postgres.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { subjectColumns, tables } from '#core/db/schema.ts'
import { fixedClock } from '#shared/clock.ts'

const clock = fixedClock('2026-11-21T09:00:00.000Z')
const notKept = ['schemaMigrations', 'searchEntries']

describe.each(['sqlite', 'postgres'] as const)('The migrated tables (%s)', (kind) => {
  let engine: Engine
  beforeAll(async () => {
    engine = kind === 'sqlite' ? openSqlite(':memory:', undefined) : openPglite(await PGlite.create({ extensions: { pg_trgm } }))
    await migrate(engine, clock, () => Promise.resolve())
  }, 60_000)
  afterAll(() => engine.close())

  it('are those of the schema, with the same columns and the same ones that may be empty', async () => {
    const found = (await engine.reading.introspection.getTables()).filter((table) => !notKept.includes(table.name) && !table.name.startsWith('searchFts'))
    const shape = (columns: readonly (readonly [string, boolean])[]) => Object.fromEntries(columns.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const actual = Object.fromEntries(found.map((table) => [table.name, shape(table.columns.map((column) => [column.name, column.isNullable] as const))]))
    const wanted = Object.fromEntries(
      Object.entries(tables).map(([name, columns]) => [name, shape(Object.entries(columns).map(([column, spec]) => [column, parseSpec(spec).nullable] as const))]),
    )
    expect(actual).toEqual(wanted)
  })

  it('are not migrated twice', async () => {
    expect(await migrate(engine, clock, () => Promise.reject(new Error('no backup is needed')))).toBe(0)
  })
})

describe('Column names', () => {
  const suffixes: Record<string, RegExp> = {
    date: /On$|^birthDate$/u, time: /Time$/u, instant: /At$/u, ore: /Ore$/u, basisPoints: /BasisPoints$/u, flag: /^(?:is|has)[A-Z]/u, json: /Json$/u,
  }
  const columns = Object.entries(tables).flatMap(([table, specs]) => Object.entries(specs).map(([column, spec]) => ({ table, column, ...parseSpec(spec) })))

  it.each(columns)('$table.$column says its kind', ({ table, column, kind, references }) => {
    const suffix = references ? /Id$/u : suffixes[kind]
    if (table === 'journalEntries' && column === 'at') return
    if (suffix) expect(column).toMatch(suffix)
    else for (const [otherKind, other] of Object.entries(suffixes)) expect(other.test(column), `${column} looks like ${otherKind}`).toBe(false)
  })

  it('let every change be found from the person, body or other row it concerns', () => {
    for (const [table, subjects] of Object.entries(subjectColumns)) {
      for (const column of subjects) expect(tables[table as keyof typeof tables], `${table}.${column}`).toHaveProperty(column as string)
    }
  })
})
