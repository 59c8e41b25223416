import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { createCore, sessionHeader } from '#core/core.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { fixedClock } from '#shared/clock.ts'
import { makeWorld, onBothEngines, refusalOf, testPassword, type World } from '#test/support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

const folder = () => dirname(readdirSync(world.folder, { recursive: true }).map((name) => join(world.folder, String(name))).find((file) => file.endsWith('keyring.json')) as string)
const databaseFile = () => join(folder(), 'association.db')
const backups = () => (existsSync(join(folder(), 'backups')) ? readdirSync(join(folder(), 'backups')).filter((name) => name.endsWith('.backup')).toSorted() : [])
const kept = () => readdirSync(join(folder(), 'backups')).filter((name) => name.endsWith('.kept'))
const signIn = (signInName = 'administrator') => world.nobody.session.signIn({ signInName, password: testPassword })
const ruleOf = async (call: Promise<unknown>) => ((await refusalOf(call)).data as { rule: string }).rule

async function signedIn(signInName = 'administrator'): Promise<CoreClient> {
  const { token } = await signIn(signInName)
  return coreClient(world.core.handle, () => ({ [sessionHeader]: token }))
}

const secret = { secretKind: 'password', secret: testPassword } as const

/** A register with a backup that holds Anna, and Bo entered after it; everybody has left. */
async function leftWithOneBackup(): Promise<string> {
  await world.as('officeWorker').people.create({ givenName: 'Anna', familyName: 'Först' })
  const { name } = await world.as('administrator').backups.make({})
  await world.as('officeWorker').people.create({ givenName: 'Bo', familyName: 'Sedan' })
  await world.core.close()
  return name
}

function damageBeginning(): void {
  const bytes = readFileSync(databaseFile())
  bytes.fill(7, 0, 4096)
  writeFileSync(databaseFile(), bytes)
}

/** Where in the file a table's rows lie, or its indexes. */
function pagesOf(table: string, kind: 'table' | 'index'): Promise<number[]> {
  return world.given(async (writer) => {
    const pages = await sql<{ pageno: number }>`select pageno from dbstat where name in (select name from sqlite_master where type = ${kind} and tbl_name = ${table}) order by pageno`.execute(writer.db as never)
    return pages.rows.map((row) => row.pageno)
  })
}

function damagePages(pages: readonly number[]): void {
  const bytes = readFileSync(databaseFile())
  for (const page of pages) bytes.fill(7, (page - 1) * 4096, page * 4096)
  writeFileSync(databaseFile(), bytes)
}

describe('A damaged file', () => {
  it('is replaced by a backup from the sign-in page, kept beside it, and the work goes on', async () => {
    const name = await leftWithOneBackup()
    damageBeginning()
    const damaged = readFileSync(databaseFile())
    expect(await ruleOf(signIn())).toBe('association.fileDamaged')
    expect((await world.nobody.backups.listAtSignIn({})).map((backup) => backup.name)).toContain(name)
    const { token, user } = await world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret })
    expect(user.roles).toEqual(['administrator'])
    const administrator = coreClient(world.core.handle, () => ({ [sessionHeader]: token }))
    expect((await administrator.people.list({})).rows.map((row) => row.name)).toEqual(['Anna Först'])
    expect((await administrator.journal.list({})).entries[0]).toMatchObject({ procedure: 'backups.restoreAtSignIn', userName: 'Adam Admin' })
    expect(kept()).toHaveLength(1)
    expect(readFileSync(join(folder(), 'backups', kept()[0] as string)).equals(damaged)).toBe(true)
  })

  it('is replaced with the recovery code as well', async () => {
    const name = await leftWithOneBackup()
    damageBeginning()
    const way = { name, signInName: 'administrator', secretKind: 'recoveryCode' } as const
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ ...way, secret: 'AAAA-BBBB' }))).toBe('session.wrongRecoveryCode')
    expect((await world.nobody.backups.restoreAtSignIn({ ...way, secret: world.recoveryCode })).user.displayName).toBe('Adam Admin')
  })

  it('is replaced only by somebody who might do so when the copy was made', async () => {
    const name = await leftWithOneBackup()
    damageBeginning()
    const damaged = readFileSync(databaseFile())
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'treasurer', ...secret }))).toBe('session.mayNotRestore')
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret, secret: 'fel lösenord här' }))).toBe('session.wrongPassword')
    expect(readFileSync(databaseFile()).equals(damaged)).toBe(true)
  })

  it('makes one wait who guesses', async () => {
    const name = await leftWithOneBackup()
    damageBeginning()
    const guess = () => ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret, secret: 'gissning' }))
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await guess()).toBe('session.wrongPassword')
    expect(await guess()).toBe('session.wait')
    expect(await ruleOf(signIn())).toBe('session.wait')
  })

  it('stays when the backup is damaged too', async () => {
    const name = await leftWithOneBackup()
    damageBeginning()
    writeFileSync(join(folder(), 'backups', name), readFileSync(join(folder(), 'backups', name)).subarray(0, 5000))
    const damaged = readFileSync(databaseFile())
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret }))).toBe('association.backupUnreadable')
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name: '../keyring.json', signInName: 'administrator', ...secret }))).toBe('association.noBackups')
    expect(readFileSync(databaseFile()).equals(damaged)).toBe(true)
  })

  it('is what it takes: one that is in order is not gone back from without signing in', async () => {
    const name = await leftWithOneBackup()
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret }))).toBe('association.fileIsInOrder')
    const administrator = await signedIn()
    expect(await ruleOf(world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret }))).toBe('association.fileIsInOrder')
    expect((await administrator.people.list({})).total).toBe(2)
  })

  it.each([
    ['where much is written, so that no copy can be made', 'persons', 'table', 1],
    ['where nothing is written, which a copy passes by', 'grants', 'index', 2],
  ] as const)('%s opens though a backup is due, says which fault it is, and keeps the good backups', async (_where, table, kind, backupsThen) => {
    for (let count = 0; count < 20; count += 1) await world.as('officeWorker').people.create({ givenName: `Nr ${count}`, familyName: 'Sist', note: 'ord '.repeat(200) })
    const { name } = await world.as('administrator').backups.make({})
    const pages = await pagesOf(table, kind)
    await world.core.close()
    damagePages(pages.slice(-3))
    world.clock.set('2026-11-23T09:00:00.000Z')
    const administrator = await signedIn()
    expect(await administrator.session.status({})).toMatchObject({ backupFault: 'association.damagedInPart' })
    expect(backups()).toHaveLength(backupsThen)
    expect(backups()).toContain(name)
    expect(await ruleOf(administrator.backups.make({}))).toBe('association.damagedInPart')
    await administrator.backups.restore({ name, reason: 'Skadad fil' })
    expect(await (await signedIn()).session.status({})).toMatchObject({ backupFault: null })
  })
})

describe('A disk that takes no backup', () => {
  it('lets one sign in, and says that it is the backup that could not be saved', async () => {
    await leftWithOneBackup()
    const before = backups()
    const core = createCore({
      dataFolder: world.folder, clock: fixedClock('2026-11-23T09:00:00.000Z'), derivation: { memoryKiB: 64, iterations: 1 },
      openEngine: (file, key, isNew) => ({ ...openSqlite(file, key, isNew), copyTo: () => Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })) }),
    })
    const { token } = await coreClient(core.handle).session.signIn({ signInName: 'administrator', password: testPassword })
    const administrator = coreClient(core.handle, () => ({ [sessionHeader]: token }))
    expect(await administrator.session.status({})).toMatchObject({ backupFault: 'association.backupFailed' })
    expect((await administrator.people.list({})).total).toBe(2)
    await core.close()
    expect(backups()).toEqual(before)
    expect(existsSync(join(folder(), 'open.lock'))).toBe(false)
  })
})

describe('A missing file', () => {
  it.each(['missing', 'empty'])('is refused when it is %s, never made anew, and restored from a backup', async (state) => {
    const name = await leftWithOneBackup()
    const before = backups()
    if (state === 'missing') rmSync(databaseFile())
    else writeFileSync(databaseFile(), '')
    world.clock.set('2026-11-23T09:00:00.000Z')
    for (const signInName of ['administrator', 'treasurer']) expect(await ruleOf(signIn(signInName))).toBe('association.fileMissing')
    expect(existsSync(databaseFile()) && statSync(databaseFile()).size > 0).toBe(false)
    expect(backups()).toEqual(before)
    await world.nobody.backups.restoreAtSignIn({ name, signInName: 'administrator', ...secret })
    expect((await (await signedIn()).people.list({})).total).toBe(1)
  })
})

describe('Backups that are made by themselves', () => {
  it('do not keep a first day’s work waiting: one is made when the file is closed', async () => {
    expect(backups()).toHaveLength(0)
    expect(await world.as('administrator').session.status({})).toMatchObject({ isBackupOld: false })
    await world.core.close()
    expect(backups()).toHaveLength(1)
    world.clock.set('2026-11-21T09:20:00.000Z')
    const office = await signedIn('officeWorker')
    const rows = Array.from({ length: 3000 }, (_, count) => `Nr ${count};Ny;${10_000 + count}`)
    for await (const event of await office.imports.run({ file: new File([['Förnamn;Efternamn;Medlemsnr', ...rows].join('\n')], 'lista.csv'), choices: [] })) void event
    world.clock.set('2026-11-21T09:30:00.000Z')
    await world.core.close()
    expect(backups(), 'more than there was').toHaveLength(2)
  })

  it('are made at closing for what was written since an hour, and not for less or for nothing', async () => {
    for (let count = 0; count < 30; count += 1) await world.as('officeWorker').people.create({ givenName: `Nr ${count}`, familyName: 'Gammal' })
    await world.core.close()
    const write = async (at: '2026-11-21T09:30:00.000Z' | '2026-11-21T10:30:00.000Z') => {
      world.clock.set(at)
      await (await signedIn('officeWorker')).people.create({ givenName: 'En', familyName: 'Till' })
      await world.core.close()
    }
    await write('2026-11-21T09:30:00.000Z')
    expect(backups()).toHaveLength(1)
    await write('2026-11-21T10:30:00.000Z')
    expect(backups()).toHaveLength(2)
    world.clock.set('2026-11-21T12:30:00.000Z')
    await signedIn()
    await world.core.close()
    expect(backups()).toHaveLength(2)
  })

  it('are not waited for by whoever signs out, only by whoever comes next', async () => {
    await world.core.close()
    world.clock.set('2026-11-21T12:00:00.000Z')
    const office = await signedIn('officeWorker')
    await office.people.create({ givenName: 'Sist', familyName: 'Idag' })
    const before = backups().length
    world.clock.set('2026-11-21T13:00:00.000Z')
    await office.session.signOut({})
    expect(backups()).toHaveLength(before)
    await signedIn()
    expect(backups()).toHaveLength(before + 1)
  })

  it('never let an empty one take the place of a good one', async () => {
    const name = await leftWithOneBackup()
    const empty = join(folder(), 'backups', '2026-11-21T20.00.00.000Z.backup')
    writeFileSync(empty, '')
    world.clock.set('2026-11-30T09:00:00.000Z')
    await signedIn()
    expect(backups()).toContain(name)
  })
})

onBothEngines('An association', (both) => {
  it('opens again after everybody has left', async () => {
    await both().core.close()
    expect((await both().nobody.session.signIn({ signInName: 'treasurer', password: testPassword })).user.roles).toEqual(['treasurer'])
  })
})
