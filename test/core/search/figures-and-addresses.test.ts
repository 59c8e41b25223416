import { beforeAll, expect, it } from 'vitest'
import { onBothEngines } from '#test/support/world.ts'

onBothEngines('A person is found', (world) => {
  const office = () => world().as('officeWorker')
  let id: string
  let namesake: string

  beforeAll(async () => {
    id = (
      await office().people.create({
        givenName: 'Rut', familyName: 'Ågren', birthDate: '1949-03-02', phone: '0701740681', careOf: 'Lund', street: 'Bergsgatan 3', postcode: '753 20', town: 'Uppsala',
      })
    ).id
    namesake = (await office().people.create({ givenName: 'Zara', familyName: 'Berg' })).id
  }, 60_000)

  const find = async (text: string) => (await office().search.find({ text })).map((hit) => hit.id)
  const list = async (text: string) => office().people.listIds({ text })

  it.each(['070-174 06 81', '0701740681', '+46 70 174 06 81', '0046701740681', '1949-03-02', '19490302', 'Rut 1949-03-02', '753 20', 'Bergsgatan', 'bergsgatan 3', 'lund', 'Rut Bergsgatan'])('by "%s", in the search and in the list', async (text) => {
    expect(await find(text)).toContain(id)
    expect(await list(text)).toContain(id)
  })

  it('by her name first, and by where she lives after that', async () => {
    expect(await find('Berg')).toEqual([namesake, id])
    for (let number = 0; number < 5; number += 1) await office().people.create({ givenName: 'Åke', familyName: 'Berg' })
    expect(await list('Berg')).toHaveLength(6)
    expect(await list('Berg')).not.toContain(id)
  })

  it('by a further number or e-mail from when it is there until it is gone', async () => {
    const { id: detail } = await office().contacts.add({ personId: id, kind: 'phone', value: '018-46 50 04' })
    const { id: mail } = await office().contacts.add({ personId: id, kind: 'email', value: 'rut.hemma@example.se' })
    expect([await find('018-46 50 04'), await find('rut.hemma'), await list('rut.hemma@example.se')]).toEqual([[id], [id], [id]])
    await office().contacts.update({ id: detail, version: 1, kind: 'phone', value: '08-465 004 12' })
    expect([await find('018-46 50 04'), await find('08-465 004 12')]).toEqual([[], [id]])
    await office().contacts.remove({ id: mail, version: 1 })
    expect(await find('rut.hemma')).toEqual([])
  })

  it('by none of it where the identity is protected', async () => {
    const { version } = await office().people.read({ id })
    await office().people.update({ id, version, changes: { isProtected: true } })
    await office().contacts.add({ personId: id, kind: 'phone', value: '08-111 111 11' })
    for (const text of ['070-174 06 81', '1949-03-02', 'Bergsgatan', '08-111 111 11', '08-465 004 12']) expect([await find(text), await list(text)]).toEqual([[], []])
  })
})
