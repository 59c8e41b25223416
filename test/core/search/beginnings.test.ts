import { expect, it } from 'vitest'
import { onBothEngines } from '#test/support/world.ts'

onBothEngines('What is typed of a name', (world) => {
  it('finds it at every letter, also where many long names begin alike, those that begin so first', async () => {
    const office = world().as('officeWorker')
    const names = ['Brukarrådet vid Lindås psykiatriska öppenvård', 'Brukarrådet vid Lindås psykiatriska heldygnsvård', 'Brukarrådet vid Lindås']
    const ids = new Map<string, string>()
    for (const name of [...names, 'Förening vid Lindås']) ids.set(name, (await office.organisations.create({ kind: 'association', name })).id)
    const idsOf = (...of: string[]) => of.map((name) => ids.get(name))
    const find = async (text: string) => (await office.search.find({ text })).map(({ id }) => id)
    const [whole = ''] = names
    for (let length = 1; length <= whole.length; length += 1) expect(await find(whole.slice(0, length)), whole.slice(0, length)).toContain(ids.get(whole))
    expect(await find('Brukarrådet vid')).toEqual(idsOf(...names.toSorted()))
    expect(await find('Brukarrådet vid Lindås psyk')).toEqual(idsOf(...names.slice(0, 2).toSorted()))
    expect(await find('brukarrådet vid lindås psykiatriska ö')).toEqual(idsOf(whole))
  })
})
