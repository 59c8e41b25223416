import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { personSorts } from '#contract/people.ts'
import { benchDay, makeBenchWorld, type BenchWorld } from '#test/bench/world.ts'
import { fillLargeWorld, smokeSize } from '#test/support/large-world.ts'

/** These hold a handful of rows however many persons there are. */
const small = new Set(['association', 'users', 'customFields', 'tags'])

interface Asked {
  readonly sql: string
  /** How SQLite will go about it. */
  readonly plan: readonly string[]
}

/** Every statement that is prepared while something is done, with its plan. */
async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = []
  const prepare = BetterSqlite3.prototype.prepare
  const spy = vi.spyOn(BetterSqlite3.prototype, 'prepare').mockImplementation(function (this: BetterSqlite3.Database, sql: string) {
    if (/^\s*(?:select|with)/iu.test(sql)) {
      const parameters = Array.from({ length: sql.match(/\?/gu)?.length ?? 0 }, () => null)
      const plan = prepare.call(this, `explain query plan ${sql}`).all(parameters) as { detail: string }[]
      asked.push({ sql, plan: plan.map(({ detail }) => detail) })
    }
    return prepare.call(this, sql)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return asked
}

/**
 * What is walked from end to end: tables that grow, neither an index of words nor what a part of the statement itself has gathered.
 * An index by a flag alone is a walk as well: nearly everybody has the same.
 */
function walked({ sql, plan }: Asked): string[] {
  const gathered = new Set(plan.flatMap((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/u.exec(detail)?.[1] ?? []))
  return plan.flatMap((detail) => {
    const name = /^SCAN (\S+)/u.exec(detail)?.[1]
    const isGrowing = name !== undefined && !detail.includes('VIRTUAL TABLE') && !detail.startsWith('SCAN CONSTANT') && !gathered.has(name) && !small.has(name)
    const isByFlag = /^SEARCH .*\(is\w+=\?\)$/u.test(detail)
    return isGrowing || isByFlag ? [`${detail}: ${sql.slice(0, 200)}`] : []
  })
}

describe('In a register of a thousand and more', () => {
  let world: BenchWorld

  beforeAll(async () => {
    world = await makeBenchWorld()
    await fillLargeWorld(world.engine, smokeSize, benchDay)
    // The order of the register is read once, whole, and then kept in step.
    for (const sort of personSorts) await world.client.people.list({ sort, limit: 1 })
  }, 60_000)
  afterAll(() => world.close())

  it('a page is read by its persons’ own ids, in whatever order and wherever in the list', async () => {
    const asked = await statementsOf(async () => {
      for (const sort of personSorts) for (const offset of [0, 450, 900]) await world.client.people.list({ sort, offset, limit: 7 })
    })
    expect(asked.some(({ sql }) => sql.includes('"persons"'))).toBe(true)
    expect(asked.flatMap(walked)).toEqual([])
  })

  it('a page of those who are members, live in a town’s municipality or have an e-mail address is read as quickly', async () => {
    const asked = await statementsOf(async () => {
      await world.client.people.list({ filter: [{ field: 'membership', operator: 'is', values: ['current'] }], limit: 8 })
      await world.client.people.list({ filter: [{ field: 'municipality', operator: 'is', values: ['0380'] }, { field: 'email', operator: 'yes' }], limit: 9 })
    })
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.flatMap(walked)).toEqual([])
  })

  it('what would walk the register is seen: a filter on how the town’s name begins does', async () => {
    const asked = await statementsOf(() => world.client.people.list({ filter: [{ field: 'town', operator: 'beginsWith', values: ['upp'] }], limit: 10 }))
    expect(asked.flatMap(walked)).not.toEqual([])
  })

  it('a search reads the index of words, at every key, also with figures and in the list', async () => {
    const asked = await statementsOf(async () => {
      for (const text of ['a', 'an', 'anna', 'anna b', 'asa oberg', '0701', 'storgatan', '1000']) {
        await world.client.search.find({ text })
        await world.client.people.list({ text, limit: 11 })
      }
    })
    expect(asked.some(({ sql }) => sql.includes('searchFts'))).toBe(true)
    expect(asked.flatMap(walked)).toEqual([])
  })
})
