import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { createCore, sessionHeader } from '#core/core.ts'
import { makeWorld, refusalOf, testPassword, type World } from '#test/support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((file) => statSync(file).isFile())
}

const databaseFile = () => filesBelow(world.folder).find((file) => file.endsWith('association.db')) as string

describe('The association’s file', () => {
  it('holds no plain text in the database, its write-ahead log, its backups or beside them', async () => {
    const office = world.as('officeWorker')
    await office.people.create({ givenName: 'Klartextina', familyName: 'Läsbarsson', email: 'klartextina@example.se', town: 'Avslöjaby' })
    await world.as('administrator').backups.make({})
    const files = filesBelow(world.folder)
    expect(files.some((file) => file.endsWith('.backup'))).toBe(true)
    expect(files.some((file) => file.endsWith('-wal'))).toBe(true)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const secret of ['Klartextina', 'klartextina@', 'Läsbarsson', 'Avslöjaby', 'Test coordinator', 'SQLite format 3']) {
        expect(bytes.includes(Buffer.from(secret, 'utf8')), `${secret} in ${file.slice(world.folder.length)}`).toBe(false)
      }
    }
  })

  it('is made readable by its owner alone', () => {
    expect(statSync(join(world.folder, 'associations')).mode & 0o077).toBe(0)
    expect(statSync(filesBelow(world.folder).find((file) => file.endsWith('keyring.json')) as string).mode & 0o077).toBe(0)
  })

  it('says so when it is damaged, and changes nothing', async () => {
    const file = databaseFile()
    await world.core.close()
    const bytes = readFileSync(file)
    bytes.fill(7, 0, 4096)
    writeFileSync(file, bytes)
    const refusal = await refusalOf(world.nobody.session.signIn({ signInName: 'coordinator', password: testPassword }))
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'association.fileDamaged' } })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('is opened by one program at a time', async () => {
    const holder = join(databaseFile(), '..', 'open.lock')
    expect(existsSync(holder)).toBe(true)
    writeFileSync(holder, JSON.stringify({ host: 'kansliets-dator', process: 1 }))
    const other = createCore({ dataFolder: world.folder, derivation: { memoryKiB: 64, iterations: 1 } })
    const refusal = await refusalOf(coreClient(other.handle).session.signIn({ signInName: 'coordinator', password: testPassword }))
    expect(refusal).toMatchObject({ data: { rule: 'association.openElsewhere', params: { host: 'kansliets-dator' } } })
    await other.close()
    expect(await world.as('coordinator').people.list({})).toMatchObject({ total: 0 })
  })
})

describe('Signing in', () => {
  it('refuses a wrong password and an unknown name alike', async () => {
    for (const input of [{ signInName: 'coordinator', password: 'fel lösenord här' }, { signInName: 'finns-inte', password: testPassword }]) {
      expect(await refusalOf(world.nobody.session.signIn(input))).toMatchObject({ data: { rule: 'session.wrongPassword' } })
    }
  })

  it('makes one wait after five wrong tries, and lets the right password in after the wait', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await refusalOf(world.nobody.session.signIn({ signInName: 'coordinator', password: 'fel lösenord' }))
    expect(await refusalOf(world.nobody.session.signIn({ signInName: 'coordinator', password: testPassword }))).toMatchObject({ data: { rule: 'session.wait', params: { seconds: 2 } } })
    world.clock.set('2026-11-21T09:00:03.000Z')
    expect((await world.nobody.session.signIn({ signInName: 'coordinator', password: testPassword })).user.displayName).toBe('Test coordinator')
  })

  it('keeps the wait of one user when another signs in, and the recovery code apart from both', async () => {
    const wrong = (signInName: string) => refusalOf(world.nobody.session.signIn({ signInName, password: 'fel lösenord' }))
    for (let attempt = 0; attempt < 5; attempt += 1) await wrong(attempt % 2 === 0 ? 'coordinator' : ' Coordinator')
    await world.nobody.session.signIn({ signInName: 'treasurer', password: testPassword })
    expect(await wrong('coordinator')).toMatchObject({ data: { rule: 'session.wait' } })
    expect(await refusalOf(world.nobody.session.recover({ recoveryCode: 'AAAA-BBBB', signInName: 'coordinator', newPassword: 'nytt lösenord 77' }))).toMatchObject({
      data: { rule: 'session.wrongRecoveryCode' },
    })
  })

  it('makes everybody wait after twenty wrong tries at different names, and forgets them after a quiet hour', async () => {
    const wrong = (signInName: string) => refusalOf(world.nobody.session.signIn({ signInName, password: 'fel lösenord' }))
    for (let name = 0; name < 20; name += 1) await wrong(`namn ${name}`)
    expect(await refusalOf(world.nobody.session.signIn({ signInName: 'treasurer', password: testPassword }))).toMatchObject({ data: { rule: 'session.wait', params: { seconds: 2 } } })
    world.clock.set('2026-11-21T10:00:01.000Z')
    expect(await wrong('coordinator')).toMatchObject({ data: { rule: 'session.wrongPassword' } })
    expect((await world.nobody.session.signIn({ signInName: 'treasurer', password: testPassword })).user.displayName).toBe('Test treasurer')
  })

  it('lets a lost password be replaced with the recovery code, and not with a wrong one', async () => {
    expect(await refusalOf(world.nobody.session.recover({ recoveryCode: 'AAAA-BBBB', signInName: 'treasurer', newPassword: 'nytt lösenord 77' }))).toMatchObject({
      data: { rule: 'session.wrongRecoveryCode' },
    })
    const written = world.recoveryCode.toLowerCase().replaceAll('-', ' ')
    await world.nobody.session.recover({ recoveryCode: written, signInName: 'treasurer', newPassword: 'nytt lösenord 77' })
    expect(await refusalOf(world.nobody.session.signIn({ signInName: 'treasurer', password: testPassword }))).toMatchObject({ data: { rule: 'session.wrongPassword' } })
    await world.nobody.session.signIn({ signInName: 'treasurer', password: 'nytt lösenord 77' })
  })

  it('changes a password only with the current one', async () => {
    const treasurer = world.as('treasurer')
    expect(await refusalOf(treasurer.session.changePassword({ currentPassword: 'fel', newPassword: 'alldeles nytt ord' }))).toMatchObject({ data: { rule: 'session.wrongPassword' } })
    await treasurer.session.changePassword({ currentPassword: testPassword, newPassword: 'alldeles nytt ord' })
    await world.nobody.session.signIn({ signInName: 'treasurer', password: 'alldeles nytt ord' })
  })

  it('leaves a trace of every way in that was changed, which nobody can undo', async () => {
    const administrator = world.as('administrator')
    const treasurer = (await administrator.users.list({})).find(({ signInName }) => signInName === 'treasurer')
    await administrator.users.newRecoveryCode({})
    await administrator.users.resetPassword({ id: treasurer?.id as string, newPassword: 'alldeles nytt ord' })
    await world.as('coordinator').session.changePassword({ currentPassword: testPassword, newPassword: 'alldeles nytt ord' })
    const { entries } = await administrator.journal.list({ limit: 3 })
    expect(entries.map(({ procedure, userName, isUndoable }) => [procedure, userName, isUndoable])).toEqual([
      ['session.changePassword', 'Test coordinator', false], ['users.resetPassword', 'Adam Admin', false], ['users.newRecoveryCode', 'Adam Admin', false],
    ])
    expect(JSON.stringify(entries)).not.toContain('alldeles nytt ord')
  })

  it('makes one wait who guesses at the current password of somebody who is signed in', async () => {
    const guess = () => refusalOf(world.as('treasurer').session.changePassword({ currentPassword: 'fel', newPassword: 'alldeles nytt ord' }))
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await guess()).toMatchObject({ data: { rule: 'session.wrongPassword' } })
    expect(await guess()).toMatchObject({ data: { rule: 'session.wait' } })
  })

  it('shuts a removed user out at once and for good', async () => {
    const administrator = world.as('administrator')
    const user = (await administrator.users.list({})).find((candidate) => candidate.signInName === 'treasurer')
    await administrator.users.remove({ id: user?.id as string, version: user?.version as number })
    expect(await refusalOf(world.as('treasurer').people.list({}))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await refusalOf(world.nobody.session.signIn({ signInName: 'treasurer', password: testPassword }))).toMatchObject({ data: { rule: 'session.wrongPassword' } })
  })

  it('never leaves the association without an administrator', async () => {
    const administrator = world.as('administrator')
    const own = (await administrator.users.list({})).find((user) => user.signInName === 'administrator')
    expect(await refusalOf(administrator.users.update({ id: own?.id as string, version: own?.version as number, displayName: 'Adam', roles: ['treasurer'] }))).toMatchObject({
      data: { rule: 'session.lastAdministrator' },
    })
  })

  it('locks itself when it has been idle, and closes the file when nobody is left', async () => {
    const core = createCore({ dataFolder: world.folder, clock: world.clock, derivation: { memoryKiB: 64, iterations: 1 }, idleMinutes: 10 })
    await world.core.close()
    let token: string | null = null
    const client = coreClient(core.handle, (): Record<string, string> => (token ? { [sessionHeader]: token } : {}))
    token = (await client.session.signIn({ signInName: 'coordinator', password: testPassword })).token
    world.clock.set('2026-11-21T09:09:00.000Z')
    await client.people.list({})
    world.clock.set('2026-11-21T09:20:00.000Z')
    expect(await refusalOf(client.people.list({}))).toMatchObject({ code: 'SIGNED_OUT' })
    await core.close()
    expect(existsSync(join(databaseFile(), '..', 'open.lock'))).toBe(false)
  })
})

describe('Backups', () => {
  it('bring back what was there, keep a copy of today’s file, and sign everybody out', async () => {
    const office = world.as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Före', familyName: 'Kopian' })
    const administrator = world.as('administrator')
    const { name } = await administrator.backups.make({})
    await office.people.create({ givenName: 'Efter', familyName: 'Kopian' })
    await administrator.backups.restore({ name, reason: 'Fel lista importerades' })
    expect(await refusalOf(office.people.list({}))).toMatchObject({ code: 'SIGNED_OUT' })
    const { token } = await world.nobody.session.signIn({ signInName: 'administrator', password: testPassword })
    const again = coreClient(world.core.handle, () => ({ [sessionHeader]: token }))
    expect((await again.people.list({})).rows.map((row) => row.id)).toEqual([id])
    expect((await again.journal.list({})).entries[0]).toMatchObject({ procedure: 'backups.restore', reason: 'Fel lista importerades', userName: 'Adam Admin' })
    expect(filesBelow(world.folder).some((file) => file.includes('before-restore'))).toBe(true)
  })

  it('refuse one that is damaged, and leave today’s file as it is', async () => {
    const administrator = world.as('administrator')
    await world.as('officeWorker').people.create({ givenName: 'Finns', familyName: 'Kvar' })
    const { name } = await administrator.backups.make({})
    const file = filesBelow(world.folder).find((candidate) => candidate.endsWith(name)) as string
    writeFileSync(file, readFileSync(file).subarray(0, 5000))
    expect(await refusalOf(administrator.backups.restore({ name, reason: 'prov' }))).toMatchObject({ data: { rule: 'association.backupUnreadable' } })
    const { token } = await world.nobody.session.signIn({ signInName: 'administrator', password: testPassword })
    const again = coreClient(world.core.handle, () => ({ [sessionHeader]: token }))
    expect((await again.people.list({})).total).toBe(1)
  })

  it('are made by themselves once a day, when the file is opened', async () => {
    await world.core.close()
    for (const at of ['2026-11-22T09:00:00.000Z', '2026-11-22T09:30:00.000Z'] as const) {
      world.clock.set(at)
      await world.nobody.session.signIn({ signInName: 'administrator', password: testPassword })
      await world.core.close()
      expect((await world.nobody.backups.listAtSignIn({})).map((backup) => backup.madeAt)).toEqual(['2026-11-22T09:00:00.000Z', '2026-11-21T09:00:00.000Z'])
    }
  })

  it('let the files that restorings put away go by the rule for backups, once they are a month old, and with them the logs beside', async () => {
    const administrator = world.as('administrator')
    const { name } = await administrator.backups.make({})
    const folder = join(databaseFile(), '..', 'backups')
    const put = (day: string, hour: string) => {
      const file = `before-restore-${day}T${hour}.00.00.000Z.kept`
      for (const side of ['', '-wal']) writeFileSync(join(folder, `${file}${side}`), 'gammal')
      return file
    }
    const recent = ['08', '09', '10'].map((hour) => put('2026-11-18', hour))
    const days = Array.from({ length: 10 }, (_, index) => `2026-09-${String(index + 10)}`)
    const [early, late] = [days.map((day) => put(day, '08')), days.map((day) => put(day, '16'))]
    const spring = put('2026-03-05', '10')
    writeFileSync(join(folder, 'before-restore-egen.kept'), 'lagd hit för hand')
    world.clock.set('2026-11-22T09:00:00.000Z')
    await administrator.backups.make({})
    const left = readdirSync(folder)
    // Those of September: of the last days that have one, the newest of each.
    for (const file of [...recent, ...late.slice(-4), spring]) expect(left).toEqual(expect.arrayContaining([file, `${file}-wal`]))
    for (const file of [...early, ...late.slice(0, 2)]) expect(left.filter((one) => one.startsWith(file)), file).toEqual([])
    expect(left).toEqual(expect.arrayContaining([name, 'before-restore-egen.kept']))
  })
})

describe('Choosing an association', () => {
  it('opens one in another folder, and says so when there is none', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'talan-annan-'))
    expect(await refusalOf(world.nobody.session.openFolder({ folder: elsewhere }))).toMatchObject({ data: { rule: 'association.notAnAssociation' } })
    rmSync(elsewhere, { recursive: true })
  })

  it('makes the practice association, signs in as each of its users, and removes it with one call', async () => {
    await world.nobody.association.createDemo({})
    const status = await world.nobody.session.status({})
    expect(status.current?.isDemo).toBe(true)
    for (const user of status.demoUsers) {
      expect((await world.nobody.session.signIn({ signInName: user.signInName, password: user.password })).user.roles).toEqual([user.role])
    }
    await world.nobody.association.removeDemo({})
    expect((await world.nobody.session.status({})).associations.map((association) => association.isDemo)).toEqual([false])
    expect(await refusalOf(world.nobody.association.removeDemo({}))).toMatchObject({ code: 'RULE_VIOLATION' })
  })
})

describe('Creating an association', () => {
  it('leaves nothing behind when the disk refuses half-way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'talan-full-'))
    const core = createCore({
      dataFolder: folder, derivation: { memoryKiB: 64, iterations: 1 },
      openEngine: () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      },
    })
    const client = coreClient((request) => core.handle(request))
    const refusal = await refusalOf(client.association.create({ name: 'Halva föreningen', administratorName: 'A', signInName: 'anna', password: testPassword }))
    expect(refusal).toMatchObject({ data: { rule: 'association.diskFull' } })
    expect((await client.session.status({})).associations).toEqual([])
    await core.close()
    rmSync(folder, { recursive: true })
  })
})
