import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#core/db/engine.ts'
import { migrate } from '#core/db/migrate.ts'
import { inForceDuring, inForceOn } from '#core/db/periods.ts'
import { openPglite } from '#core/db/postgres.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { openStore, type Store } from '#core/db/store.ts'
import { fixedClock } from '#shared/clock.ts'
import { activeOn, addDays, type LocalDate, type Period } from '#shared/dates.ts'
import { newId } from '#shared/ids.ts'

const clock = fixedClock('2026-11-21T09:00:00.000Z')
const [first, last] = ['2026-02-01', '2026-02-03'] as const as [LocalDate, LocalDate]
const periods: readonly Period[] = [
  { startsOn: first, endsOn: last },
  { startsOn: first, endsOn: first },
  { startsOn: last, endsOn: null },
]
const blank = { kind: 'priceBaseAmount', valueOre: null, rateBasisPoints: null, bornFromYear: null, bornToYear: null, monthlyCapOre: null, isPreliminary: 0, source: '', checkedOn: null } as const
const days = Array.from({ length: 7 }, (_, day) => addDays(first, day - 2))

describe.each(['sqlite', 'postgres'] as const)('Rows in force (%s)', (kind) => {
  let engine: Engine
  let store: Store
  beforeAll(async () => {
    engine = kind === 'sqlite' ? openSqlite(':memory:', undefined) : openPglite(await PGlite.create({ extensions: { pg_trgm } }))
    await migrate(engine, clock, () => Promise.resolve())
    store = openStore(engine, clock, () => Promise.resolve())
    await store.transact({ userId: null, procedure: 'test' }, async (writer) => {
      for (const period of periods) await writer.insert('statutoryFigures', { id: newId(), ...blank, ...period })
    })
  }, 60_000)
  afterAll(() => store.close())

  const found = (condition: ReturnType<typeof inForceOn>) =>
    store.db.selectFrom('statutoryFigures').select(['startsOn', 'endsOn']).where(condition).orderBy('startsOn').orderBy('endsOn', 'desc').execute()

  it.each(days)('are on %s those whose period covers the day, from the first to and including the last', async (day) => {
    expect(await found(inForceOn('statutoryFigures', day))).toEqual(periods.filter((period) => activeOn(period, day)))
  })

  it('are during a period those that cover any of its days', async () => {
    const during = (from: LocalDate, to: LocalDate) => found(inForceDuring('statutoryFigures', { from, to }))
    expect(await during(addDays(first, -9), addDays(first, -1))).toEqual([])
    expect(await during(addDays(first, -9), first)).toEqual(periods.slice(0, 2))
    expect(await during(last, addDays(last, 9))).toEqual([periods[0], periods[2]])
    expect(await during(addDays(last, 1), addDays(last, 9))).toEqual([periods[2]])
  })
})
