import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { afterAll, beforeAll, describe } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { roles, type Role } from '#contract/permissions.ts'
import { createCore, sessionHeader, type Core } from '#core/core.ts'
import { openPglite } from '#core/db/postgres.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { openStore } from '#core/db/store.ts'
import type { AfterWrite, Writer } from '#core/db/writer.ts'
import type { Engine } from '#core/db/engine.ts'
import { smtpTransport } from '#mail/smtp.ts'
import { fixedClock, type Clock } from '#shared/clock.ts'
import type { Instant } from '#shared/dates.ts'

export const engines = ['sqlite', 'postgres'] as const
export type EngineName = (typeof engines)[number]

/** Passwords are tried thousands of times in tests; their cost is tested once, elsewhere. */
const lightDerivation = { memoryKiB: 64, iterations: 1 }

/** An association with one user of each role, reached as the window reaches it: through the door. */
export interface World {
  readonly core: Core
  readonly folder: string
  readonly clock: Clock & { set(now: Instant): void }
  /** The association's administrator's client, or that of another role. */
  as(role: Role): CoreClient
  /** A client that nobody has signed in with. */
  readonly nobody: CoreClient
  token(role: Role): string
  readonly recoveryCode: string
  /** The user's id of a role. */
  userId(role: Role): string
  /** Writes rows that a test takes for granted, past the door. The search index does not hear of them, unless it is told. */
  given<T>(work: (writer: Writer) => Promise<T>, tell?: AfterWrite): Promise<T>
  readonly faults: { reference: string; procedure: string; error: unknown }[]
  /** Whose certificate to trust when e-mail is sent. */
  readonly trusted: { ca?: string }
  close(): Promise<void>
}

export const testPassword = 'gräsand cykel fyrtorn'

/** Makes a world on an engine. Its clock stands still at 10.00 on 21 November 2026 until it is set. */
export async function makeWorld(engine: EngineName = 'sqlite', now: Instant = '2026-11-21T09:00:00.000Z'): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-test-'))
  let clockNow = now
  const clock = { now: () => clockNow, today: () => fixedClock(clockNow).today(), set: (next: Instant) => void (clockNow = next) }
  const faults: World['faults'] = []
  const trusted: World['trusted'] = {}
  let pglite: PGlite | undefined
  let current: Engine | undefined
  const openEngine = async (file: string, key: Uint8Array, isNew: boolean): Promise<Engine> => {
    if (engine === 'sqlite') return (current = openSqlite(file, key, isNew))
    pglite ??= await PGlite.create({ extensions: { pg_trgm } })
    const opened = openPglite(pglite)
    // The server outlives the sessions that use it.
    return (current = { ...opened, close: () => Promise.resolve() })
  }
  const core = createCore({
    dataFolder: folder, clock, derivation: lightDerivation, openEngine, idleMinutes: 60 * 24 * 3650,
    reportFault: (reference, procedure, error) => faults.push({ reference, procedure, error }),
    mailTransport: (server) => smtpTransport(trusted)(server),
  })
  const clientOf = (token: () => string | null) => coreClient(core.handle, (): Record<string, string> => {
      const value = token()
      return value === null ? {} : { [sessionHeader]: value }
    })
  const nobody = clientOf(() => null)
  const tokens = new Map<Role, string>()
  const ids = new Map<Role, string>()
  const created = await nobody.association.create({ name: 'Brukarrådet i Uppsala', administratorName: 'Adam Admin', signInName: 'administrator', password: testPassword })
  tokens.set('administrator', created.token)
  ids.set('administrator', created.user.id)
  const administrator = clientOf(() => created.token)
  for (const role of roles) {
    if (role === 'administrator') continue
    const { id } = await administrator.users.create({ displayName: `Test ${role}`, signInName: role, password: testPassword, roles: [role] })
    const { token } = await nobody.session.signIn({ signInName: role, password: testPassword })
    tokens.set(role, token)
    ids.set(role, id)
  }
  return {
    core, folder, clock, nobody, faults, trusted,
    recoveryCode: created.recoveryCode,
    as: (role) => clientOf(() => tokens.get(role) ?? null),
    token: (role) => tokens.get(role) as string,
    userId: (role) => ids.get(role) as string,
    given: (work, tell = () => Promise.resolve()) => openStore(current as Engine, clock, tell).transact({ userId: null, procedure: 'given' }, work),
    async close() {
      await core.close()
      await pglite?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs the same tests on both engines, each with a world of its own that lasts for the whole block. */
export function onBothEngines(title: string, tests: (world: () => World, engine: EngineName) => void): void {
  describe.each(engines)(`${title} (%s)`, (engine) => {
    let world: World
    beforeAll(async () => {
      world = await makeWorld(engine)
    }, 60_000)
    afterAll(() => world.close())
    tests(() => world, engine)
  })
}

/** The data of the contract's error that a call ends in, for tests that expect a refusal. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  try {
    await call
  } catch (error) {
    const { code, data } = error as { code: string; data: unknown }
    return { code, data }
  }
  throw new Error('The call was expected to be refused')
}
