import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, refusalOf, testPassword, type World } from '#test/support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

interface KeyringText {
  users: { userId: string }[]
}

const folderOf = (associationId: string) => join(world.folder, 'associations', associationId)
const keyringOf = (associationId: string) => JSON.parse(readFileSync(join(folderOf(associationId), 'keyring.json'), 'utf8')) as KeyringText
const ownId = async () => (await world.nobody.session.status({})).current?.id as string
const signIn = (signInName: string, password = testPassword) => world.nobody.session.signIn({ signInName, password })

describe('An association', () => {
  it('is left alone when another one that is being made cannot be finished', async () => {
    const id = await ownId()
    await Promise.allSettled([world.nobody.association.createDemo({}), world.nobody.session.select({ associationId: id })])
    expect(existsSync(join(folderOf(id), 'association.db'))).toBe(true)
  })

  it('keeps its own keys when another one is chosen in the middle of a new password', async () => {
    const own = await ownId()
    const other = await world.nobody.association.create({ name: 'Grannföreningen', administratorName: 'Gun Granne', signInName: 'gun', password: testPassword })
    const otherId = await ownId()
    await Promise.allSettled([
      world.nobody.session.recover({ recoveryCode: other.recoveryCode, signInName: 'gun', newPassword: 'en helt ny mening' }),
      world.nobody.session.select({ associationId: own }),
    ])
    expect(keyringOf(own)).toMatchObject({ associationId: own })
    await world.nobody.session.select({ associationId: own })
    expect((await signIn('treasurer')).user.roles).toEqual(['treasurer'])
    expect(keyringOf(otherId)).toMatchObject({ associationId: otherId })
  })

  it('is not opened by the keys of another one, whosever id these name', async () => {
    const own = await ownId()
    const other = await world.nobody.association.create({ name: 'Grannföreningen', administratorName: 'Gun Granne', signInName: 'gun', password: testPassword })
    const otherId = await ownId()
    const forged = keyringOf(otherId)
    forged.users = forged.users.map((user) => ({ ...user, userId: world.userId('administrator') }))
    writeFileSync(join(folderOf(otherId), 'keyring.json'), JSON.stringify(forged))
    const [recovered] = await Promise.allSettled([
      world.nobody.session.recover({ recoveryCode: other.recoveryCode, signInName: 'gun', newPassword: 'en helt ny mening' }),
      world.nobody.session.select({ associationId: own }),
      signIn('boardMember'),
    ])
    expect(recovered.status).toBe('rejected')
  })

  it('lets everybody in who was let in at the same moment', async () => {
    const administrator = world.as('administrator')
    const names = ['anita', 'bertil', 'cecilia']
    await Promise.all(names.map((signInName) => administrator.users.create({ displayName: signInName, signInName, password: testPassword, roles: ['boardMember'] })))
    for (const name of names) expect((await signIn(name)).user.displayName).toBe(name)
  })

  it('gives nobody the place of another user for having moved a line of the keyring', async () => {
    const id = await ownId()
    const { users, ...rest } = keyringOf(id)
    const board = users.find((user) => user.userId === world.userId('boardMember'))
    writeFileSync(join(folderOf(id), 'keyring.json'), JSON.stringify({ ...rest, users: [{ ...board, userId: world.userId('administrator') }] }))
    expect(await refusalOf(signIn('boardMember'))).toMatchObject({ data: { rule: 'session.wrongPassword' } })
  })

  it('is not guessed at faster by guessing many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, guess) => refusalOf(signIn('administrator', `gissning ${guess}`))))
    const rules = answers.map((answer) => (answer.data as { rule: string }).rule)
    expect(rules.filter((rule) => rule === 'session.wrongPassword')).toHaveLength(5)
    expect(rules.filter((rule) => rule === 'session.wait')).toHaveLength(15)
  })

  it('opens when somebody has laid a file of another name among its backups', async () => {
    const id = await ownId()
    await world.as('administrator').backups.make({})
    writeFileSync(join(folderOf(id), 'backups', 'Kopia av säkerhetskopian.backup'), 'x')
    writeFileSync(join(folderOf(id), 'backups', '2099-01-01T00.00.backup'), 'x')
    await world.core.close()
    const { token } = await signIn('administrator')
    expect(token).toMatch(/^[\w-]{43}$/u)
    expect(readdirSync(join(folderOf(id), 'backups')).filter((name) => name.endsWith('Z.backup')).length).toBeGreaterThan(0)
  })
})
