import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asStorageFault } from '#core/db/faults.ts'
import { migrate } from '#core/db/migrate.ts'
import { openPglite } from '#core/db/postgres.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { journalledRow } from '#core/db/writer.ts'
import { openStore, type Store } from '#core/db/store.ts'
import { refreshSearchEntries } from '#core/search/index.ts'
import { fixedClock } from '#shared/clock.ts'
import { RuleViolation } from '#shared/result.ts'

const clock = fixedClock('2026-11-21T09:00:00.000Z')
const act = { userId: null, procedure: 'test.write' }
const organisation = (name: string) => ({
  kind: 'region', name, nameSort: name, organisationNumber: null, parentId: null, municipalityCode: null, countryCode: null, email: null, phone: null, street: null, postcode: null, town: null, note: null, targetGroup: null, endsOn: null, mergedIntoId: null,
  createdAt: clock.now(),
})

describe.each(['sqlite', 'postgres'] as const)('Writing (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'talan-writer-'))
  let store: Store
  beforeAll(async () => {
    const engine = kind === 'sqlite' ? openSqlite(join(folder, 'a.db'), new Uint8Array(32).fill(7)) : openPglite(await PGlite.create({ extensions: { pg_trgm } }))
    await migrate(engine, clock, () => Promise.resolve())
    store = openStore(engine, clock, refreshSearchEntries)
  }, 60_000)
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const rows = async () => (await store.db.selectFrom('organisations').selectAll().orderBy('name').execute()).map((row) => row.name)
  const entries = async () => Number((await store.db.selectFrom('journalEntries').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)

  it('keeps nothing of a transaction that fails, neither rows nor journal nor search hits', async () => {
    const before = [await rows(), await entries()]
    const failing = store.transact(act, async (writer) => {
      await writer.insert('organisations', organisation('Halva'))
      throw new Error('the second half fails')
    })
    await expect(failing).rejects.toThrow('second half')
    expect([await rows(), await entries()]).toEqual(before)
  })

  it('keeps nothing of what was being written when the folder was lost, and begins nothing after', async () => {
    const before = [await rows(), await entries()]
    let isLost = false
    const asleep = openStore(store.engine, clock, refreshSearchEntries, () => {
      if (isLost) throw new RuleViolation('association.takenOver')
    })
    const writing = asleep.transact(act, async (writer) => {
      await writer.insert('organisations', organisation('Halvvägs'))
      isLost = true
    })
    await expect(writing).rejects.toThrow('association.takenOver')
    await expect(asleep.transact(act, (writer) => writer.insert('organisations', organisation('Efteråt')))).rejects.toThrow('association.takenOver')
    expect([await rows(), await entries()]).toEqual(before)
  })

  it('journals nothing when nothing changes', async () => {
    const id = await store.transact(act, (writer) => writer.insert('organisations', organisation('Oförändrad')))
    const before = await entries()
    await store.transact(act, (writer) => writer.update('organisations', id, { name: 'Oförändrad' }))
    expect(await entries()).toBe(before)
  })

  it('refuses a value that was forgotten instead of storing an empty one', async () => {
    const { note: _note, ...incomplete } = organisation('Glömd')
    await expect(store.transact(act, (writer) => writer.insert('organisations', incomplete as never))).rejects.toThrow('lacks note')
    await expect(store.transact(act, (writer) => writer.insert('organisations', { ...organisation('Okänd'), shoeSize: 3 } as never))).rejects.toThrow('no column shoeSize')
  })

  it('throws at once where a transaction would wait for itself for ever', async () => {
    await expect(store.transact(act, async () => store.db)).rejects.toThrow('read through the writer')
    await expect(store.transact(act, () => store.transact(act, async () => {}))).rejects.toThrow('already open')
  })

  it('tells listeners which tables a commit changed, and only after it', async () => {
    const heard: string[][] = []
    const stop = store.onCommit(({ tables }) => heard.push([...tables]))
    await store.transact(act, async (writer) => {
      await writer.insert('organisations', organisation('Hörd'))
      expect(heard).toEqual([])
    })
    stop()
    expect(heard).toEqual([['organisations']])
  })

  it('gives the same rows when two windows write at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Samtidig ${String(index).padStart(2, '0')}`)
    await Promise.all(names.map((name) => store.transact(act, (writer) => writer.insert('organisations', organisation(name)))))
    expect((await rows()).filter((name) => name.startsWith('Samtidig'))).toEqual(names)
    const sequences = (await store.db.selectFrom('journalEntries').select('sequence').orderBy('sequence').execute()).map((row) => row.sequence)
    expect(sequences).toEqual(sequences.map((_, index) => index + 1))
  })

  it('remembers in the journal every value that a row has ever had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcåäö ') }), { minLength: 1, maxLength: 6 }), async (names) => {
        const id = await store.transact(act, (writer) => writer.insert('organisations', organisation('Början')))
        for (const name of names) await store.transact(act, (writer) => writer.update('organisations', id, { name }))
        const changes = await store.db.selectFrom('journalChanges').innerJoin('journalEntries', 'journalEntries.sequence', 'journalChanges.entrySequence').select(['beforeJson', 'afterJson']).where('rowId', '=', id).orderBy('sequence').execute()
        const replayed = changes.reduce<unknown>((value, change) => {
          if (change.beforeJson) expect(journalledRow('organisations', id, change.beforeJson)).toEqual(value)
          return journalledRow('organisations', id, change.afterJson as string)
        }, null)
        expect(replayed).toEqual(await store.db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst())
      }),
      { numRuns: 10 },
    )
  })
})

describe('A disk that is full', () => {
  it('is met with a sentence, and nothing is half-written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'talan-full-'))
    const engine = openSqlite(join(folder, 'a.db'), new Uint8Array(32).fill(7))
    await migrate(engine, clock, () => Promise.resolve())
    const store = openStore(engine, clock, refreshSearchEntries)
    const { rows: [pages] } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.writing)
    await sql.raw(`pragma max_page_count = ${(pages?.page_count ?? 0) + 4}`).execute(engine.writing)
    const filling = store.transact(act, (writer) => writer.insertMany('organisations', Array.from({ length: 2000 }, (_, index) => organisation(`Nummer ${index}`))))
    const fault = await filling.then(() => undefined, asStorageFault)
    expect(fault).toMatchObject({ finding: { rule: 'association.diskFull' } })
    expect(await store.db.selectFrom('organisations').select('id').execute()).toEqual([])
    await store.close()
    rmSync(folder, { recursive: true })
  })
})
