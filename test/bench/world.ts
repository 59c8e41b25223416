import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { createCore, sessionHeader } from '#core/core.ts'
import type { Engine } from '#core/db/engine.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { fixedClock } from '#shared/clock.ts'

/** An association to measure, reached as the window reaches it, and its file for measuring what SQLite does alone. */
export interface BenchWorld {
  readonly client: CoreClient
  readonly engine: Engine
  /** The same encrypted file, opened beside the core with nothing in between. */
  openRaw(): BetterSqlite3.Database
  close(): Promise<void>
}

export const benchDay = '2026-11-21'
const clock = fixedClock(`${benchDay}T09:00:00.000Z`)

/** Makes an empty association in the usual encrypted file. The password's cost is not what is measured. */
export async function makeBenchWorld(): Promise<BenchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-bench-'))
  let opened: { engine: Engine; file: string; key: Uint8Array } | undefined
  const openEngine = (file: string, key: Uint8Array) => {
    opened = { file, key, engine: openSqlite(file, key) }
    return opened.engine
  }
  const reportFault = (_reference: string, procedure: string, error: unknown) => console.error(procedure, error)
  const core = createCore({ dataFolder: folder, clock, derivation: { memoryKiB: 64, iterations: 1 }, idleMinutes: 60 * 24, openEngine, reportFault })
  const { token } = await coreClient(core.handle).association.create({ name: 'Mätningen', administratorName: 'A', signInName: 'administrator', password: 'gräsand cykel fyrtorn' })
  if (!opened) throw new Error('The association was not opened')
  const { engine, file, key } = opened
  return {
    engine,
    client: coreClient(core.handle, () => ({ [sessionHeader]: token })),
    openRaw() {
      const raw = new BetterSqlite3(file, { readonly: true })
      raw.pragma("cipher = 'sqlcipher'")
      raw.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
      raw.pragma('cache_size = -65536')
      return raw
    },
    async close() {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
