import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { createCore } from '#core/core.ts'
import { engines, makeWorld, refusalOf, testPassword, type World } from '#test/support/world.ts'

/** The association's own folder. */
function folderOf({ folder }: World): string {
  const associations = join(folder, 'associations')
  return join(associations, readdirSync(associations)[0] as string)
}

/** Another computer has opened the association, because this one slept for more than a minute and a half. */
function takeOver(world: World): void {
  writeFileSync(join(folderOf(world), 'open.lock'), JSON.stringify({ host: 'kansliets-dator', process: 1 }))
}

describe.each(engines)('A computer that wakes and finds that another has opened the association (%s)', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await makeWorld(engine)
  }, 60_000)
  afterEach(() => world.close())

  it('writes nothing more, says why, and signs everybody out', async () => {
    const office = world.as('officeWorker')
    await office.people.create({ givenName: 'Finns', familyName: 'Kvar' })
    takeOver(world)
    const takenOver = { code: 'RULE_VIOLATION', data: { rule: 'association.takenOver' } }
    expect(await refusalOf(office.people.create({ givenName: 'Skrivs', familyName: 'Aldrig' }))).toMatchObject(takenOver)
    expect(await refusalOf(office.people.list({})), 'what was read here may be old').toMatchObject(takenOver)
    expect(await world.nobody.session.status({})).toMatchObject({ isTakenOver: true, user: null })
    expect(await refusalOf(world.nobody.session.signIn({ signInName: 'officeWorker', password: testPassword }))).toMatchObject({
      data: { rule: 'association.openElsewhere', params: { host: 'kansliets-dator' } },
    })
    expect(await world.nobody.session.status({}), 'until it has been opened here again').toMatchObject({ isTakenOver: true })
  })

  it('leaves the other’s lock alone when it is closed, also before it has noticed', async () => {
    takeOver(world)
    await world.core.close()
    expect(JSON.parse(readFileSync(join(folderOf(world), 'open.lock'), 'utf8'))).toMatchObject({ host: 'kansliets-dator' })
  })

  it('keeps no draft and gives no new passwords: they would be written too', async () => {
    const keyring = readFileSync(join(folderOf(world), 'keyring.json'), 'utf8')
    takeOver(world)
    const drafts = world.as('officeWorker').drafts.keep({ form: 'people/new', content: { givenName: 'Åsa' } })
    expect(await refusalOf(drafts)).toMatchObject({ data: { rule: 'association.takenOver' } })
    expect(await refusalOf(world.as('administrator').users.newRecoveryCode({}))).toMatchObject({ data: { rule: 'association.takenOver' } })
    expect(readFileSync(join(folderOf(world), 'keyring.json'), 'utf8')).toBe(keyring)
  })
})

describe('The write-ahead log of the encrypted file', () => {
  it('is moved into the file when it is closed, but is left where it lies when the file has been lost', async () => {
    for (const isLost of [false, true]) {
      const world = await makeWorld()
      try {
        await world.as('officeWorker').people.create({ givenName: 'Ligger', familyName: 'I loggen' })
        // Reading the files would let go of the locks that this process has on them.
        const state = () => ['association.db', 'association.db-wal'].map((name) => statSync(join(folderOf(world), name), { throwIfNoEntry: false })).map((file) => file && [file.size, file.mtimeMs])
        const before = state()
        if (isLost) {
          takeOver(world)
          expect(await refusalOf(world.as('officeWorker').people.create({ givenName: 'Nej', familyName: 'Tack' }))).toMatchObject({ data: { rule: 'association.takenOver' } })
        }
        await world.core.close()
        if (isLost) expect(state()).toEqual(before)
        else expect(state()[1]).toBeUndefined()
      } finally {
        await world.close()
      }
    }
  })
})

describe('Removing the practice association', () => {
  it('is refused while another program has it open, and removes nothing', async () => {
    const world = await makeWorld()
    await world.nobody.association.createDemo({})
    const { current, demoUsers } = await world.nobody.session.status({})
    const [user] = demoUsers
    await world.nobody.session.signIn({ signInName: user?.signInName ?? '', password: user?.password ?? '' })
    const other = createCore({ dataFolder: world.folder, clock: world.clock, derivation: { memoryKiB: 64, iterations: 1 } })
    try {
      const refusal = await refusalOf(coreClient((request) => other.handle(request)).association.removeDemo({}))
      expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'association.openElsewhere' } })
      expect(existsSync(join(world.folder, 'associations', current?.id ?? '', 'association.db'))).toBe(true)
      await world.nobody.association.removeDemo({})
      expect(existsSync(join(world.folder, 'associations', current?.id ?? '')), 'the one that has it open may').toBe(false)
    } finally {
      await other.close()
      await world.close()
    }
  })
})
