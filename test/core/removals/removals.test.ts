import { expect, it } from 'vitest'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const undoLatest = async (client: ReturnType<World['as']>) => client.journal.undo({ entryId: (await client.journal.lastUndoable({})).entry?.id as string })

onBothEngines('What was registered by mistake', (world) => {
  const named = async (text: string, role: 'officeWorker' | 'coordinator' | 'administrator' = 'officeWorker') => (await world().as(role).removals.list({ text })).rows
  const create = (familyName: string, more = {}) => world().as('officeWorker').people.create({ givenName: 'Fel', familyName, ...more })

  it('is removed with its details, stands in the bin, and is put back as it was', async () => {
    const office = world().as('officeWorker')
    const { id } = await create('Registrerad', { membership: { kind: 'main', startsOn: '2026-01-01' } })
    await office.contacts.add({ personId: id, kind: 'phone', value: '018-11 22 33', label: null })
    await office.tags.tagPerson({ personId: id, name: 'Misstag' })
    const before = await office.people.read({ id })
    expect(await office.removals.preview({ kind: 'person', id })).toEqual({
      builtUpon: [], goesAlong: expect.arrayContaining([{ table: 'memberships', count: 1 }, { table: 'contactDetails', count: 1 }, { table: 'taggings', count: 1 }]) as unknown,
    })
    await office.removals.removePerson({ id, version: before.version })
    expect(await refusalOf(office.people.read({ id }))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await office.search.find({ text: 'Registrerad' })).length).toBe(0)
    const [removed] = await named('registrerad')
    expect(removed).toMatchObject({ kind: 'person', id, name: 'Fel Registrerad', userName: 'Test officeWorker', isRestorable: true })
    await office.journal.undo({ entryId: removed?.entryId as string })
    expect(await office.people.read({ id })).toEqual(before)
    expect(await named('registrerad')).toEqual([])
  })

  it('is in the bin again when the restoring is undone, and out of it after thirty days', async () => {
    const office = world().as('officeWorker')
    const { id } = await create('Framochåter')
    await office.removals.removePerson({ id, version: 1 })
    await office.journal.undo({ entryId: (await named('Framochåter'))[0]?.entryId as string })
    const restoring = (await office.journal.list({ subjectId: id, limit: 1 })).entries[0]
    await office.journal.undo({ entryId: restoring?.id as string })
    const [removed] = await named('Framochåter')
    expect(removed).toMatchObject({ id, isRestorable: true })
    const now = world().clock.now()
    world().clock.set('2026-12-21T09:00:00.000Z')
    expect(await named('Framochåter')).toHaveLength(1)
    world().clock.set('2026-12-22T09:00:00.000Z')
    expect(await named('Framochåter')).toEqual([])
    world().clock.set(now)
    await office.journal.undo({ entryId: removed?.entryId as string })
    expect((await office.people.read({ id })).familyName).toBe('Framochåter')
  })

  it('is what is undone next once it has been restored, not what was done before it was removed', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.organisations.create({ kind: 'association', name: 'Återvändarna' })
    await office.removals.removeOrganisation({ id, version: 1 })
    const [removed] = await named('Återvändarna')
    const { entryId } = await office.removals.restore({ entryId: removed?.entryId as string })
    expect((await office.journal.lastUndoable()).entry).toMatchObject({ id: entryId, procedure: 'removals.restore' })
    await office.journal.undo({ entryId })
    expect(await named('Återvändarna')).toMatchObject([{ id, isRestorable: true }])
  })

  it('stays where something is built upon it, and it is said what', async () => {
    const coordinator = world().as('coordinator')
    const personId = await givenPerson(world(), { givenName: 'Byggd', declinesFrom: '2026-01-01' })
    const bodyId = await givenBody(world())
    await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })
    const body = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.appoint({ seatId: body.seats[0]?.id as string, personId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })
    const rows = (await coordinator.removals.preview({ kind: 'person', id: personId })).builtUpon
    expect(rows.toSorted((a, b) => String(a.table).localeCompare(String(b.table)))).toEqual([{ table: 'assignments', count: 1 }, { table: 'paymentAccounts', count: 1 }, { table: 'stipendDeclinations', count: 1 }])
    expect(await refusalOf(coordinator.removals.removePerson({ id: personId, version: 1 }))).toMatchObject({ data: { rule: 'removals.builtUpon', params: { count: 3 } } })
    expect(await coordinator.removals.preview({ kind: 'body', id: bodyId })).toEqual({ goesAlong: [{ table: 'seats', count: 1 }], builtUpon: [{ table: 'assignments', count: 1 }] })
    expect(await refusalOf(coordinator.removals.removeOrganisation({ id: body.host.id, version: 1 }))).toMatchObject({ data: { rule: 'removals.builtUpon', params: { count: 1 } } })
  })

  it('may be a body with its seats and then its host, which come back in the other order only', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world())
    await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })
    const [seat] = (await coordinator.bodies.read({ id: bodyId })).seats
    await coordinator.bodies.addSeat({ bodyId, kind: 'deputy', deputyForSeatId: seat?.id ?? null, startsOn: '2026-01-01' })
    const before = await coordinator.bodies.read({ id: bodyId })
    await coordinator.removals.removeBody({ id: bodyId, version: before.version })
    const host = await coordinator.organisations.read({ id: before.host.id })
    await coordinator.removals.removeOrganisation({ id: host.id, version: host.version })
    const [organisation, body] = (await coordinator.removals.list({})).rows
    expect([organisation?.kind, body?.kind]).toEqual(['organisation', 'body'])
    expect(await refusalOf(coordinator.journal.undo({ entryId: body?.entryId as string }))).toMatchObject({ data: { rule: 'journal.leanedOnGone' } })
    await coordinator.journal.undo({ entryId: organisation?.entryId as string })
    await coordinator.journal.undo({ entryId: body?.entryId as string })
    expect(await coordinator.bodies.read({ id: bodyId })).toEqual(before)
  })

  it('does not come back while another has got its number', async () => {
    const office = world().as('officeWorker')
    const { id } = await create('Numrerad', { memberNumber: '7001' })
    await office.removals.removePerson({ id, version: 1 })
    await create('Efterträdare', { memberNumber: '7001' })
    expect(await refusalOf(office.journal.undo({ entryId: (await named('Numrerad'))[0]?.entryId as string }))).toMatchObject({ data: { rule: 'journal.numberTaken' } })
  })

  it('is restored by the one who removed it or the administrator', async () => {
    const { id } = await create('Annans')
    await world().as('officeWorker').removals.removePerson({ id, version: 1 })
    expect((await named('Annans', 'coordinator'))[0]?.isRestorable).toBe(false)
    const [removed] = await named('Annans', 'administrator')
    expect(removed?.isRestorable).toBe(true)
    await world().as('administrator').journal.undo({ entryId: removed?.entryId as string })
    expect(await named('Annans')).toEqual([])
  })

  it('is unnamed where the identity is protected, in the bin, in its search and in the history of all that went along', async () => {
    const office = world().as('officeWorker')
    const { id } = await create('Skyddadsson', { isProtected: true, memberNumber: '7002' })
    await office.contacts.add({ personId: id, kind: 'phone', value: '018-77 66 55', label: null })
    expect(await refusalOf(world().as('coordinator').removals.removePerson({ id, version: 1 }))).toMatchObject({ data: { rule: 'removals.protected' } })
    await office.removals.removePerson({ id, version: 1 })
    expect(await named('Skyddadsson')).toEqual([])
    expect(await named('7002')).toMatchObject([{ name: null, memberNumber: '7002' }])
    expect(JSON.stringify(await office.journal.list({ limit: 20 }))).not.toMatch(/Skyddadsson|77 66 55|776655/u)
    await undoLatest(office)
    expect((await office.people.read({ id })).isProtected).toBe(true)
  })

  it('is removed only by those who may change such things, and not when it has changed since', async () => {
    const { id } = await create('Versionerad')
    expect(await refusalOf(world().as('treasurer').removals.removePerson({ id, version: 1 }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(world().as('officeWorker').removals.removePerson({ id, version: 9 }))).toMatchObject({ code: 'CONFLICT' })
  })
})
