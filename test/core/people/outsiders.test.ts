import { expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('One who is to be contacted instead and is not in the register', (world) => {
  const office = () => world().as('officeWorker')
  const outsider = { contactName: 'Kalle Sten', contactRelation: 'god man', contactPhone: '0701740635', contactEmail: 'Kalle@Example.se' }
  const create = async (fields: Parameters<CoreClient['people']['create']>[0]) => (await office().people.create(fields)).id

  it('has a name, and is reached as it is written; of two the one just chosen stands', async () => {
    const id = await create({ givenName: 'Birgit', familyName: 'Holm', ...outsider })
    expect(await office().people.read({ id })).toMatchObject({ contactName: 'Kalle Sten', contactRelation: 'god man', contactPhone: '070-174 06 35', contactEmail: 'kalle@example.se', contactPerson: null })
    expect(await refusalOf(office().people.update({ id, version: 1, changes: { contactName: null } }))).toMatchObject({ data: { fields: [{ path: 'contactName', rule: 'common.required' }] } })
    expect(await refusalOf(create({ givenName: 'A', familyName: 'B', contactName: 'X', contactPhone: 'x', contactEmail: 'y' }))).toMatchObject({ data: { fields: [{ path: 'contactEmail' }, { path: 'contactPhone' }] } })
    const daughter = await create({ givenName: 'Lisa', familyName: 'Holm' })
    await office().people.update({ id, version: 1, changes: { contactPersonId: daughter } })
    expect(await office().people.read({ id })).toMatchObject({ contactPerson: { name: 'Lisa Holm' }, contactName: null, contactPhone: null })
    await office().people.update({ id, version: 2, changes: outsider })
    expect(await office().people.read({ id })).toMatchObject({ contactPerson: null, contactName: 'Kalle Sten' })
    expect(await office().people.listIds({ text: 'Birgit Holm', filter: [{ field: 'contactInstead', operator: 'yes' }] })).toEqual([id])
  })

  it('gets what is sent to the person, and is called in her stead', async () => {
    const id = await create({ givenName: 'Vera', familyName: 'Väg', email: 'vera@example.se', preferredChannel: 'email', ...outsider })
    const called = await create({ givenName: 'Ture', familyName: 'Väg', phone: '018-12 34 56', preferredChannel: 'phone', ...outsider, contactEmail: null })
    const { id: mailingId } = await office().mailings.create({ audience: 'persons', personIds: [id, called], subject: 'Hej', body: 'Hej {förnamn}!', easyBody: null })
    expect((await office().mailings.preview({ id: mailingId })).channels.map(({ channel, viaCount }) => [channel, viaCount])).toEqual([['email', 1], ['phone', 1]])
    await office().mailings.prepare({ id: mailingId, version: 1 })
    expect((await office().mailings.read({ id: mailingId })).recipients.map(({ channel, address, via }) => [channel, address, via]).toSorted()).toEqual([
      ['email', 'kalle@example.se', 'Kalle Sten'], ['phone', '070-174 06 35', 'Kalle Sten'],
    ])
    expect(await office().mailings.makeFile({ id: mailingId, file: 'callList' })).toMatchObject({ documentId: expect.any(String) })
  })

  it('is found by nobody who searches, and is hidden with the person once she is protected', async () => {
    const id = await create({ givenName: 'Gömd', familyName: 'Bakom', email: 'gomd@example.se', preferredChannel: 'email', contactName: 'Utböling Utbölingsson', contactEmail: 'utboling@example.se', contactPhone: '070-174 06 38' })
    for (const text of ['Utböling', 'utboling@example.se', '0701740638']) expect(await office().search.find({ text })).toEqual([])
    const { id: mailingId } = await office().mailings.create({ audience: 'persons', personIds: [id], subject: 'Hej', body: 'Hej!', easyBody: null })
    await office().mailings.prepare({ id: mailingId, version: 1 })
    await office().people.update({ id, version: 1, changes: { isProtected: true } })
    const reader = world().as('boardMember')
    expect(JSON.stringify([await reader.people.read({ id }), await reader.mailings.read({ id: mailingId }), await reader.journal.list({ limit: 50 })])).not.toMatch(/tböling|utboling/u)
  })

  it('stays in a merge, and one who is not chosen is kept among the further ways', async () => {
    const keptId = await create({ givenName: 'Två', familyName: 'Kontakter', ...outsider })
    const otherId = await create({ givenName: 'Två', familyName: 'Kontakter', contactName: 'Eva Boende', contactRelation: 'boendestöd', contactPhone: '018-12 34 57' })
    const { fields, kept, other } = await office().duplicates.preview({ keptId, otherId })
    expect(fields.find(({ field }) => field === 'contactName')).toMatchObject({ kept: 'Kalle Sten, god man, 070-174 06 35, kalle@example.se', other: 'Eva Boende, boendestöd, 018-12 34 57' })
    await office().duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version, choices: { contactName: 'kept' } })
    expect(await office().people.read({ id: keptId })).toMatchObject({ contactName: 'Kalle Sten', contactPhone: '070-174 06 35', contactDetails: [{ kind: 'other', value: 'Eva Boende, boendestöd, 018-12 34 57' }] })
  })

  it('gives way in a merge to one in the register, and is kept', async () => {
    const daughter = await create({ givenName: 'Lisa', familyName: 'Sammanslagen' })
    const keptId = await create({ givenName: 'Tre', familyName: 'Kontakter', contactPersonId: daughter })
    const otherId = await create({ givenName: 'Tre', familyName: 'Kontakter', ...outsider })
    const { kept, other } = await office().duplicates.preview({ keptId, otherId })
    await office().duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version, choices: {} })
    expect(await office().people.read({ id: keptId })).toMatchObject({ contactPerson: { name: 'Lisa Sammanslagen' }, contactName: null, contactDetails: [{ kind: 'other', value: expect.stringContaining('Kalle Sten') }] })
  })
})

onBothEngines('A guardian who is not in the register', (world) => {
  const office = () => world().as('officeWorker')

  it('takes the warning away, and gets what is sent to the child; with no way to her nothing reaches the child', async () => {
    const child = async (givenName: string) => (await office().people.create({ givenName, familyName: 'Utom', birthDate: '2016-05-05' })).id
    const [reached, unreached] = [await child('Alva'), await child('Elis')]
    const { id } = await office().guardians.add({ childPersonId: reached, name: 'Mor Utom', phone: '0701740637', email: 'Mor@Example.se', startsOn: '2026-01-01' })
    await office().guardians.add({ childPersonId: reached, name: 'Far Utom', phone: '0701740638', startsOn: '2026-01-01' })
    await office().guardians.add({ childPersonId: unreached, name: 'Bara Namn', contact: 'I skolan', startsOn: '2026-01-01' })
    const { guardians, childFindings } = await office().people.read({ id: reached })
    expect(guardians.find((one) => one.id === id)).toMatchObject({ person: null, name: 'Mor Utom', phone: '070-174 06 37', email: 'mor@example.se' })
    expect(childFindings.map(({ rule }) => rule)).not.toContain('guardians.missing')
    const { id: mailingId } = await office().mailings.create({ audience: 'persons', personIds: [reached, unreached], subject: 'Läger', body: 'Hej {förnamn}!', easyBody: null })
    await office().mailings.prepare({ id: mailingId, version: 1 })
    expect((await office().mailings.read({ id: mailingId })).recipients.map(({ channel, address, via }) => [channel, address, via]).toSorted()).toEqual([
      ['email', 'mor@example.se', 'Mor Utom'], ['sms', '070-174 06 38', 'Far Utom'],
    ])
    expect(await refusalOf(office().guardians.update({ id, version: 1, name: 'Mor Utom', phone: 'x', email: null }))).toMatchObject({ data: { fields: [{ path: 'phone' }] } })
    await office().guardians.update({ id, version: 1, name: 'Mor Utom', phone: '018-12 34 58', email: null })
    expect((await office().people.read({ id: reached })).guardians.find((one) => one.id === id)).toMatchObject({ phone: '018-12 34 58', email: null })
  })

  it('has nothing of her own kept where she is in the register, which knows how she is reached', async () => {
    const { id: mother } = await office().people.create({ givenName: 'Mor', familyName: 'Inom', email: 'inom@example.se' })
    const { id: childPersonId } = await office().people.create({ givenName: 'Barn', familyName: 'Inom', birthDate: '2016-05-05' })
    await office().guardians.add({ childPersonId, guardianPersonId: mother, name: 'Annan', phone: '0701740637', startsOn: '2026-01-01' })
    expect((await office().people.read({ id: childPersonId })).guardians).toMatchObject([{ person: { name: 'Mor Inom' }, name: null, phone: null, email: 'inom@example.se' }])
  })
})
