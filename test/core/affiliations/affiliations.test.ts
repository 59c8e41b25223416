import { describe, expect, it } from 'vitest'
import { contactFindings, spokenForOn } from '#core/affiliations/rules.ts'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

describe('The organisation a person speaks for by default', () => {
  const link = (id: string, startsOn: `${number}-${number}-${number}`, rest: object = {}) => ({ organisation: { id, name: id, isEnded: false }, startsOn, endsOn: null, isDefault: true, ...rest })

  it('is one that is marked, in force and still there; of two the later', () => {
    expect(spokenForOn([link('a', '2024-01-01', { isDefault: false })], '2026-11-21')).toBeNull()
    expect(spokenForOn([link('a', '2024-01-01', { endsOn: '2026-11-20' })], '2026-11-21')).toBeNull()
    expect(spokenForOn([link('a', '2024-01-01', { organisation: { id: 'a', name: 'a', isEnded: true } })], '2026-11-21')).toBeNull()
    expect(spokenForOn([link('a', '2024-01-01'), link('b', '2025-01-01')], '2026-11-21')).toEqual({ id: 'b', name: 'b' })
  })
})

describe('A contact person', () => {
  it('is one of the register or has a name', () => {
    const period = { startsOn: '2026-01-01', endsOn: null } as const
    expect(contactFindings({ personId: null, name: null, ...period })).toEqual([{ path: 'name', rule: 'affiliations.nobodyNamed' }])
    expect(contactFindings({ personId: 'p', name: null, ...period })).toEqual([])
    expect(contactFindings({ personId: null, name: 'Bo', startsOn: '2026-01-02', endsOn: '2026-01-01' })).toEqual([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
  })
})

onBothEngines('Persons and organisations', (world) => {
  it('show in a person’s roles of which organisations she is the contact person, unless she is protected', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Kontakt' })
    const { id: organisationId } = await office.organisations.create({ kind: 'association', name: 'Fyren' })
    await office.affiliations.addContact({ organisationId, personId, startsOn: '2025-03-01', endsOn: '2026-03-01' })
    await office.affiliations.addContact({ organisationId, personId, startsOn: '2026-06-01' })
    const roles = async () => (await office.people.read({ id: personId })).roles
    expect(await roles()).toEqual([
      { role: 'contactPerson', about: 'Fyren', startsOn: '2026-06-01', endsOn: null, status: 'current' },
      { role: 'contactPerson', about: 'Fyren', startsOn: '2025-03-01', endsOn: '2026-03-01', status: 'ended' },
    ])
    await world().given((writer) => writer.update('persons', personId, { isProtected: 1 }))
    expect(await roles()).toEqual([])
  })

  it('are linked with kind and time, and one organisation is the one she speaks for first', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Asta' })
    const { id: bridge } = await office.organisations.create({ kind: 'association', name: 'Bryggan' })
    const { id: recovery } = await office.organisations.create({ kind: 'association', name: 'Återhämtning' })
    const { id: first } = await office.affiliations.addLink({ personId, organisationId: bridge, type: 'member', startsOn: '2024-01-01', isDefault: true })
    expect(await office.affiliations.ofPerson({ personId })).toMatchObject({ speaksFor: { name: 'Bryggan' }, links: [{ type: 'member', isDefault: true, status: 'current' }] })
    expect(await refusalOf(office.affiliations.addLink({ personId, organisationId: bridge, type: 'member', startsOn: '2026-01-01' }))).toMatchObject({ data: { rule: 'affiliations.alreadyLinked' } })

    const { id: second } = await office.affiliations.addLink({ personId, organisationId: recovery, type: 'boardMember', startsOn: '2026-01-01', isDefault: true })
    const { links, speaksFor } = await office.affiliations.ofPerson({ personId })
    expect(speaksFor).toEqual({ id: recovery, name: 'Återhämtning' })
    expect(links.map(({ id, isDefault }) => [id, isDefault])).toEqual([[second, true], [first, false]])

    await office.affiliations.updateLink({ id: second, version: 1, type: 'boardMember', startsOn: '2026-01-01', endsOn: '2026-06-30', isDefault: true })
    expect(await office.affiliations.ofPerson({ personId })).toMatchObject({ speaksFor: null, links: [{ id: first }, { id: second, status: 'ended' }] })
    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect((await office.affiliations.ofPerson({ personId })).speaksFor).toEqual({ id: recovery, name: 'Återhämtning' })
    await office.affiliations.removeLink({ id: first, version: 2 })
    expect((await office.affiliations.ofPerson({ personId })).links).toHaveLength(1)
    expect(await refusalOf(world().as('treasurer').affiliations.removeLink({ id: second, version: 3 }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('show on the organisation who is reached there, who belongs there and who speaks for it', async () => {
    const coordinator = world().as('coordinator')
    const { id: personId } = await coordinator.people.create({ givenName: 'Berit', familyName: 'Ek', phone: '070-174 06 05' })
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'association', name: 'Föreningen' })
    await coordinator.affiliations.addContact({ organisationId, personId, phone: '08-465 004 00', role: 'Ordförande', startsOn: '2026-01-01' })
    const { id: outsider } = await coordinator.affiliations.addContact({ organisationId, name: 'Ove Utomstående', email: 'ove@example.se', startsOn: '2025-01-01' })
    await coordinator.affiliations.addLink({ personId, organisationId, type: 'representative', startsOn: '2026-01-01' })
    const bodyId = await givenBody(world())
    await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })
    const { seats } = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId, onBehalfOfOrganisationId: organisationId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })

    const shown = await coordinator.affiliations.ofOrganisation({ organisationId })
    expect(shown.contacts).toMatchObject([{ person: { id: personId }, phone: '070-174 06 05', role: 'Ordförande', name: null }, { person: null, name: 'Ove Utomstående' }])
    expect(shown.links).toMatchObject([{ person: { id: personId }, type: 'representative' }])
    expect(shown.speakers).toMatchObject([{ person: { id: personId }, body: { id: bodyId }, status: 'current' }])
    expect(await coordinator.affiliations.ofPerson({ personId })).toMatchObject({ contactAt: [{ organisation: { name: 'Föreningen' }, role: 'Ordförande' }] })

    await coordinator.affiliations.updateContact({ id: outsider, version: 1, name: 'Ove Utomstående', startsOn: '2025-01-01', endsOn: '2026-01-31' })
    expect((await coordinator.affiliations.ofOrganisation({ organisationId })).contacts[1]).toMatchObject({ status: 'ended', email: null })
    expect(await refusalOf(coordinator.affiliations.updateContact({ id: outsider, version: 2, startsOn: '2025-01-01' }))).toMatchObject({ code: 'VALIDATION' })
    await coordinator.affiliations.removeContact({ id: outsider, version: 2 })
    expect((await coordinator.affiliations.ofOrganisation({ organisationId })).contacts).toHaveLength(1)
  })

  it('name a protected person by her number alone', async () => {
    const office = world().as('officeWorker')
    const { id: personId } = await office.people.create({ givenName: 'Hemligina', familyName: 'Skyddenstam', phone: '070-174 06 99', memberNumber: 'S-9', isProtected: true })
    const { id: organisationId } = await office.organisations.create({ kind: 'association', name: 'Skyddad förening' })
    await office.affiliations.addContact({ organisationId, personId, startsOn: '2026-01-01' })
    await office.affiliations.addLink({ personId, organisationId, type: 'member', startsOn: '2026-01-01' })
    const answer = await office.affiliations.ofOrganisation({ organisationId })
    expect(answer).toMatchObject({ contacts: [{ person: { name: null, memberNumber: 'S-9' }, phone: null, email: null }], links: [{ person: { name: null, memberNumber: 'S-9' } }] })
    expect(JSON.stringify(answer)).not.toMatch(/Hemligina|Skyddenstam|070-|\+4670/u)
  })

  it('go on in the organisation that theirs has gone into, and the old one keeps its own', async () => {
    const coordinator = world().as('coordinator')
    const personId = await givenPerson(world(), { givenName: 'Cia' })
    const make = async (name: string, parentId: string | null = null) => (await coordinator.organisations.create({ kind: 'association', name, parentId })).id
    const [old, into] = [await make('Den gamla'), await make('Den nya')]
    const child = await make('Lokalföreningen', old)
    await coordinator.affiliations.addContact({ organisationId: old, name: 'Kontakten', startsOn: '2025-01-01' })
    await coordinator.affiliations.addLink({ personId, organisationId: old, type: 'member', startsOn: '2025-01-01', isDefault: true })
    expect(await refusalOf(coordinator.affiliations.mergeOrganisation({ id: old, version: 1, intoId: child, endsOn: '2026-06-30' }))).toMatchObject({ data: { rule: 'organisations.successorIsBelow' } })
    expect(await refusalOf(coordinator.affiliations.mergeOrganisation({ id: old, version: 1, intoId: into, endsOn: '2026-11-22' }))).toMatchObject({ code: 'VALIDATION' })

    await coordinator.affiliations.mergeOrganisation({ id: old, version: 1, intoId: into, endsOn: '2026-06-30' })
    expect(await coordinator.organisations.read({ id: old })).toMatchObject({ isEnded: true, endsOn: '2026-06-30', mergedInto: { id: into } })
    expect(await coordinator.organisations.read({ id: into })).toMatchObject({ mergedFrom: [{ id: old, endsOn: '2026-06-30' }], children: [{ id: child }] })
    expect(await coordinator.organisations.read({ id: child })).toMatchObject({ placements: [{ parent: { id: old }, endsOn: '2026-06-30' }] })
    expect((await coordinator.affiliations.ofOrganisation({ organisationId: old })).links).toMatchObject([{ endsOn: '2026-06-30', status: 'ended' }])
    expect(await coordinator.affiliations.ofOrganisation({ organisationId: into })).toMatchObject({ contacts: [{ name: 'Kontakten', startsOn: '2026-07-01' }], links: [{ startsOn: '2026-07-01', isDefault: true }] })
    expect((await coordinator.affiliations.ofPerson({ personId })).speaksFor).toEqual({ id: into, name: 'Den nya' })

    const { entry } = await coordinator.journal.lastUndoable({})
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect(await coordinator.organisations.read({ id: old })).toMatchObject({ isEnded: false, mergedInto: null, children: [{ id: child }] })
    expect((await coordinator.affiliations.ofPerson({ personId })).speaksFor).toEqual({ id: old, name: 'Den gamla' })
  })

  it('leave their bodies with the organisation that ended, unless those that go on are to follow', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world())
    const { host } = await coordinator.bodies.read({ id: bodyId })
    const over = await world().given(async (writer) => {
      const { id: _id, version: _version, ...body } = await writer.db.selectFrom('bodies').selectAll().where('id', '=', bodyId).executeTakeFirstOrThrow()
      return writer.insert('bodies', { ...body, name: 'Nedlagt', startsOn: '2020-01-01', endsOn: '2024-12-31' })
    })
    const { id: into } = await coordinator.organisations.create({ kind: 'region', name: 'Den större regionen' })
    const { version } = await coordinator.organisations.read({ id: host.id })
    const merge = { id: host.id, version, intoId: into, endsOn: '2026-06-30' } as const
    expect(await refusalOf(world().as('officeWorker').affiliations.mergeOrganisation({ ...merge, moveBodies: true }))).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ path: 'moveBodies', rule: 'organisations.mayNotMoveBodies' }] },
    })
    await coordinator.affiliations.mergeOrganisation({ ...merge, moveBodies: true })
    expect((await coordinator.bodies.read({ id: bodyId })).host.id).toBe(into)
    expect((await coordinator.bodies.read({ id: over })).host.id).toBe(host.id)
    const { entry } = await coordinator.journal.lastUndoable({})
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect((await coordinator.bodies.read({ id: bodyId })).host.id).toBe(host.id)

    const { version: again } = await coordinator.organisations.read({ id: host.id })
    await coordinator.affiliations.mergeOrganisation({ ...merge, version: again })
    expect((await coordinator.bodies.read({ id: bodyId })).host.id).toBe(host.id)
  })
})
