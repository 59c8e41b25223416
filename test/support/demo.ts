import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { coreClient, type CoreClient } from '#contract/client.ts'
import type { Role } from '#contract/permissions.ts'
import { createCore, sessionHeader, type Core } from '#core/core.ts'
import type { Engine } from '#core/db/engine.ts'
import { openPglite } from '#core/db/postgres.ts'
import type { Row, TableName } from '#core/db/schema.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import { fixedClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { EngineName } from './world.ts'

/** The practice association on an engine, for tests that need much of every kind. */
export interface DemoWorld {
  readonly core: Core
  /** A signed-in user of a role. */
  signIn(role: Role): Promise<CoreClient>
  /** All rows of a table as they lie. */
  rows<Name extends TableName>(table: Name): Promise<Row<Name>[]>
  close(): Promise<void>
}

/** Makes the practice association through the door, as of a day. */
export async function makeDemoWorld(engineName: EngineName, today: LocalDate): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-demo-'))
  const pglite = engineName === 'postgres' ? await PGlite.create({ extensions: { pg_trgm } }) : undefined
  let engine: Engine | undefined
  const faults: unknown[] = []
  const core = createCore({
    dataFolder: folder,
    clock: fixedClock(`${today}T09:00:00.000Z`),
    derivation: { memoryKiB: 64, iterations: 1 },
    idleMinutes: 60 * 24,
    // The server outlives the sessions that use it.
    openEngine: (file, key) => (engine = pglite ? { ...openPglite(pglite), close: () => Promise.resolve() } : openSqlite(file, key)),
    reportFault: (_reference, _procedure, error) => faults.push(error),
  })
  await coreClient(core.handle).association.createDemo({}).catch((error: unknown) => {
    throw faults[0] ?? error
  })
  const signIn = async (role: Role) => {
    const signInName = demoUsers.find((user) => user.role === role)?.signInName ?? ''
    const { token } = await coreClient(core.handle).session.signIn({ signInName, password: demoPassword })
    return coreClient(core.handle, () => ({ [sessionHeader]: token }))
  }
  // Signing in opens the file that `rows` reads from.
  await signIn('administrator')
  return {
    core,
    signIn,
    rows: async <Name extends TableName>(table: Name) => (await (engine as Engine).reading.selectFrom(table as 'persons').selectAll().orderBy('id').execute()) as unknown as Row<Name>[],
    async close() {
      await core.close()
      await pglite?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
