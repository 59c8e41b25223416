import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Organisations', (world) => {
  it('lie in a tree that is shown from the top, and never under themselves', async () => {
    const office = world().as('officeWorker')
    const { id: region } = await office.organisations.create({ kind: 'region', name: 'Region Norr' })
    const { id: clinic } = await office.organisations.create({ kind: 'unit', name: 'Kliniken', parentId: region, targetGroup: 'Unga vuxna' })
    const { id: ward } = await office.organisations.create({ kind: 'unit', name: 'Avdelningen', parentId: clinic })
    expect(await office.organisations.read({ id: ward })).toMatchObject({ parentName: 'Kliniken', ancestors: [{ name: 'Region Norr' }, { name: 'Kliniken' }] })
    expect((await office.organisations.tree({})).filter(({ id }) => [region, clinic, ward].includes(id)).map(({ name, parentId }) => [name, parentId])).toEqual([
      ['Avdelningen', clinic], ['Kliniken', region], ['Region Norr', null],
    ])
    expect(await refusalOf(office.organisations.update({ id: region, version: 1, kind: 'region', name: 'Region Norr', parentId: ward }))).toMatchObject({ data: { rule: 'organisations.parentIsBelow' } })
    expect(await refusalOf(office.organisations.create({ kind: 'unit', name: 'Utan rot', parentId: '01890000-0000-7000-8000-000000000000' }))).toMatchObject({ code: 'VALIDATION' })
    expect((await office.search.find({ text: 'unga', kinds: ['organisation'] })).map(({ title }) => title)).toEqual(['Kliniken'])
  })

  it('have an address that letters and invoices go to', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.organisations.create({ kind: 'region', name: 'Region Adress', street: 'Box 101', postcode: '751 05', town: 'Uppsala' })
    expect(await office.organisations.read({ id })).toMatchObject({ street: 'Box 101', postcode: '75105', town: 'Uppsala' })
    expect((await office.organisations.list({ text: 'Region Adress' })).rows).toMatchObject([{ street: 'Box 101', postcode: '75105', town: 'Uppsala' }])
    expect(await refusalOf(office.organisations.update({ id, version: 1, kind: 'region', name: 'Region Adress', postcode: '12', organisationNumber: '1' }))).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ path: 'organisationNumber' }, { path: 'postcode' }] },
    })
  })

  it('keep where they lay before when they move', async () => {
    const office = world().as('officeWorker')
    const { id: before } = await office.organisations.create({ kind: 'region', name: 'Gamla regionen' })
    const { id: after } = await office.organisations.create({ kind: 'region', name: 'Nya regionen' })
    const { id } = await office.organisations.create({ kind: 'unit', name: 'Flyttenheten', parentId: before })
    await office.organisations.move({ id, version: 1, parentId: after, movedOn: '2026-01-01' })
    expect(await office.organisations.read({ id })).toMatchObject({ parentName: 'Nya regionen', placements: [{ parent: { name: 'Gamla regionen' }, endsOn: '2025-12-31' }] })
    expect(await refusalOf(office.organisations.move({ id, version: 2, parentId: null, movedOn: '2025-06-01' }))).toMatchObject({ code: 'VALIDATION' })
    expect(await refusalOf(office.organisations.move({ id, version: 2, parentId: after, movedOn: '2026-06-01' }))).toMatchObject({ data: { rule: 'organisations.alreadyThere' } })
    expect(await refusalOf(office.organisations.move({ id, version: 2, parentId: null, movedOn: '2026-11-22' }))).toMatchObject({ code: 'VALIDATION' })
    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect(await office.organisations.read({ id })).toMatchObject({ parentName: 'Gamla regionen', placements: [] })
  })

  it('are not laid under themselves by an undo either', async () => {
    const office = world().as('officeWorker')
    const make = async (name: string, parentId: string | null) => (await office.organisations.create({ kind: 'unit', name, parentId })).id
    const top = await make('Topp', null)
    const one = await make('Ett', top)
    const two = await make('Två', one)
    await office.organisations.update({ id: two, version: 1, kind: 'unit', name: 'Två', parentId: null })
    const { entry } = await office.journal.lastUndoable({})
    await office.organisations.update({ id: one, version: 1, kind: 'unit', name: 'Ett', parentId: two })
    expect(await refusalOf(office.journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'organisations.parentIsBelow' } })
  })

  it('that have ended are kept with what refers to them, and can be opened again', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world())
    const { host } = await coordinator.bodies.read({ id: bodyId })
    const { version } = await coordinator.organisations.read({ id: host.id })
    await coordinator.organisations.end({ id: host.id, version, endsOn: '2026-06-30', reason: 'Lades ned' })
    expect(await coordinator.organisations.read({ id: host.id })).toMatchObject({ isEnded: true, endsOn: '2026-06-30', bodies: [{ id: bodyId }] })
    const names = async (isEnded: boolean) => (await coordinator.organisations.list({ isEnded, limit: 500 })).rows.map(({ id }) => id)
    expect(await names(false)).not.toContain(host.id)
    expect(await names(true)).toContain(host.id)
    expect(await refusalOf(coordinator.organisations.end({ id: host.id, version: version + 1, endsOn: '2026-07-30' }))).toMatchObject({ data: { rule: 'organisations.alreadyEnded' } })
    await coordinator.organisations.reopen({ id: host.id, version: version + 1 })
    expect(await coordinator.organisations.read({ id: host.id })).toMatchObject({ isEnded: false, endsOn: null })
  })

  it('that have ended are not chosen for anything new, and what has chosen them keeps them', async () => {
    const coordinator = world().as('coordinator')
    const treasurer = world().as('treasurer')
    const make = async (name: string) => (await coordinator.organisations.create({ kind: 'unit', name })).id
    const [ended, going] = [await make('Nedlagda enheten'), await make('Enheten som är kvar')]
    const { id: child } = await coordinator.organisations.create({ kind: 'unit', name: 'Barnet', parentId: ended })
    const funded = { name: 'Bidraget', startsOn: '2026-01-01', endsOn: '2026-12-31' } as const
    const hosted = { name: 'Rådet', kind: 'council', method: 'council', level: 'unit', payer: 'association', startsOn: '2026-01-01', endsOn: null } as const
    const { id: grantId } = await treasurer.grants.create({ ...funded, funderOrganisationId: ended })
    const { id: bodyId } = await coordinator.bodies.create({ ...hosted, hostOrganisationId: ended, ordinarySeats: 1 })
    const [seat] = (await coordinator.bodies.read({ id: bodyId })).seats
    await coordinator.organisations.end({ id: ended, version: 1, endsOn: '2026-06-30', reason: 'Lades ned' })

    const refusedAt = async (path: string, attempt: Promise<unknown>) =>
      expect(await refusalOf(attempt)).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path, rule: 'organisations.choiceEnded', params: { endsOn: '2026-06-30' } }] } })
    await refusedAt('parentId', coordinator.organisations.create({ kind: 'unit', name: 'Ny', parentId: ended }))
    await refusedAt('parentId', coordinator.organisations.update({ id: going, version: 1, kind: 'unit', name: 'Enheten som är kvar', parentId: ended }))
    await refusedAt('parentId', coordinator.organisations.move({ id: going, version: 1, parentId: ended, movedOn: '2026-11-01' }))
    await refusedAt('funderOrganisationId', treasurer.grants.create({ ...funded, funderOrganisationId: ended }))
    await refusedAt('hostOrganisationId', coordinator.bodies.create({ ...hosted, hostOrganisationId: ended, ordinarySeats: 1 }))
    await refusedAt('reservedForOrganisationId', coordinator.bodies.updateSeat({ id: seat?.id as string, version: 1, rank: null, reservedForOrganisationId: ended }))
    const personId = await givenPerson(world(), { givenName: 'Talar' })
    await refusedAt('onBehalfOfOrganisationId', coordinator.bodies.appoint({ seatId: seat?.id as string, personId, startsOn: '2026-11-01', decidedOn: '2026-10-01', onBehalfOfOrganisationId: ended }))

    await coordinator.organisations.update({ id: child, version: 1, kind: 'unit', name: 'Barnet, rättat', parentId: ended })
    await treasurer.grants.update({ id: grantId, version: 1, ...funded, name: 'Bidraget, rättat', funderOrganisationId: ended })
    await coordinator.bodies.update({ id: bodyId, version: 1, ...hosted, name: 'Rådet, rättat', hostOrganisationId: ended })
    await refusedAt('funderOrganisationId', treasurer.grants.update({ id: (await treasurer.grants.create({ ...funded, funderOrganisationId: going })).id, version: 1, ...funded, funderOrganisationId: ended }))
  })

  it('are filtered by kind, municipality, place in the tree, bodies and contact', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world())
    const { host } = await coordinator.bodies.read({ id: bodyId })
    const { id: top } = await coordinator.organisations.create({ kind: 'municipality', name: 'Tierps kommun', municipalityCode: '0360' })
    const { id: middle } = await coordinator.organisations.create({ kind: 'unit', name: 'Socialpsykiatrin', parentId: top, municipalityCode: '0360', phone: '0293-21 80 00' })
    const { id: bottom } = await coordinator.organisations.create({ kind: 'unit', name: 'Boendestödet', parentId: middle })
    await coordinator.affiliations.addContact({ organisationId: bottom, name: 'Bo Boende', startsOn: '2026-01-01' })
    const ids = async (input: Parameters<typeof coordinator.organisations.list>[0]) => (await coordinator.organisations.list({ limit: 500, ...input })).rows.map(({ id }) => id)
    expect(await ids({ underId: top })).toEqual([bottom, middle])
    expect(await ids({ underId: bottom })).toEqual([])
    expect(await ids({ municipalityCode: '0360', kind: 'unit' })).toEqual([middle])
    expect(await ids({ underId: top, hasContact: true })).toEqual([bottom, middle])
    expect(await ids({ hasContact: false })).toEqual(expect.arrayContaining([top]))
    expect(await ids({ hasBodies: true })).toContain(host.id)
    expect(await ids({ hasBodies: true })).not.toContain(top)
    expect(await ids({ hasBodies: false, underId: top })).toEqual([bottom, middle])
  })

  it('show the audits they take part in and the grants they give', async () => {
    const coordinator = world().as('coordinator')
    const { id } = await coordinator.organisations.create({ kind: 'funder', name: 'Beställaren' })
    const { id: audited } = await coordinator.organisations.create({ kind: 'unit', name: 'Den granskade' })
    await coordinator.audits.create({ name: 'Granskningen', orderedByOrganisationId: id, auditedOrganisationId: audited, orderedOn: '2026-05-01' })
    await world().as('treasurer').grants.create({ funderOrganisationId: id, name: 'Stödet', startsOn: '2026-01-01', endsOn: '2026-12-31' })
    expect(await coordinator.organisations.read({ id })).toMatchObject({ audits: [{ name: 'Granskningen', isOrderer: true, isAudited: false }], grants: [{ name: 'Stödet', status: 'current' }] })
    expect(await coordinator.organisations.read({ id: audited })).toMatchObject({ audits: [{ isOrderer: false, isAudited: true }] })
  })
})

onBothEngines('Support to member associations', (world) => {
  it('is recorded with its grant, summed, followed up, exported and taken back', async () => {
    const coordinator = world().as('coordinator')
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'association', name: 'Bryggan' })
    const { id: funderOrganisationId } = await coordinator.organisations.create({ kind: 'funder', name: 'Fonden' })
    const { id: grantId } = await world().as('treasurer').grants.create({ funderOrganisationId, name: 'Röster', startsOn: '2026-01-01', endsOn: '2026-12-31' })
    const { id } = await coordinator.support.add({
      organisationId, kind: 'money', description: 'Resor till studiebesök', amountOre: 450_000, givenOn: '2026-03-01', grantId, followUpDueOn: '2026-09-01',
    })
    await coordinator.support.add({ organisationId, kind: 'training', description: 'Studiecirkel för nya', hours: 12, givenOn: '2025-10-01' })
    expect((await coordinator.support.due({})).map((row) => row.id)).toEqual([id])
    await coordinator.support.followUp({ id, version: 1, followedUpOn: '2026-11-20', outcome: 'Två ville bli representanter.', newRepresentativesCount: 2 })
    expect(await coordinator.support.due({})).toEqual([])
    expect(await coordinator.support.list({})).toMatchObject({
      rows: [{ id, grant: { name: 'Röster' }, newRepresentativesCount: 2, isDue: false }, { kind: 'training', hours: 12 }],
      sums: [{ year: 2026, organisation: { name: 'Bryggan' }, amountOre: 450_000, newRepresentativesCount: 2 }, { year: 2025, hours: 12 }],
      total: { count: 2, amountOre: 450_000, hours: 12 }, years: [2026, 2025],
    })
    expect((await coordinator.support.list({ organisationId, year: 2025 })).rows).toHaveLength(1)

    const made = await world().as('boardMember').support.exportList({ reason: 'Årsmötet' })
    expect(made.name).toBe('Stöd till föreningar.xlsx')
    const response = await world().core.handle(new Request(`http://talan/documents/${made.documentId}`))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Stöd', 'Summor'])
    expect(JSON.stringify(workbook.worksheets[0]?.getSheetValues())).toContain('Resor till studiebesök')
    expect(await refusalOf(world().as('officeWorker').support.exportList({ reason: 'Utan lov' }))).toMatchObject({ code: 'NOT_ALLOWED' })

    await coordinator.support.remove({ id, version: 2 })
    const { entry } = await coordinator.journal.lastUndoable({})
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect((await coordinator.support.list({ organisationId })).rows).toHaveLength(2)
  })

  it('is given to associations, on days that can be, by those who may', async () => {
    const coordinator = world().as('coordinator')
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Regionen' })
    expect(await refusalOf(coordinator.support.add({ organisationId, kind: 'money', description: 'Fel', givenOn: '2026-12-01' }))).toEqual({
      code: 'VALIDATION',
      data: { fields: [{ path: 'amountOre', rule: 'support.moneyNeedsAmount' }, { path: 'givenOn', rule: 'support.givenInFuture' }, { path: 'organisationId', rule: 'support.notAnAssociation' }] },
    })
    expect(await refusalOf(world().as('boardMember').support.add({ organisationId, kind: 'help', description: 'Fel', givenOn: '2026-01-01' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})
