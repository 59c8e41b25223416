import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { finished } from '#test/support/events.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('An address abroad', (world) => {
  const office = () => world().as('officeWorker')
  const inTrondheim = { street: 'Storgata 12', postcode: '7010', town: 'Trondheim', countryCode: 'Norge' } as const

  it('has a postcode of its country and no municipality; in Sweden the postcode is checked', async () => {
    const { id } = await office().people.create({ givenName: 'Signe', familyName: 'Fjell', ...inTrondheim, municipalityCode: '0380' })
    expect(await office().people.read({ id })).toMatchObject({ postcode: '7010', countryCode: 'NO', municipalityCode: null })
    expect(await refusalOf(office().people.create({ givenName: 'A', familyName: 'B', ...inTrondheim, countryCode: 'Sverige' }))).toMatchObject({ data: { fields: [{ path: 'postcode' }] } })
    expect(await refusalOf(office().people.create({ givenName: 'A', familyName: 'B', countryCode: 'Fjärran' }))).toMatchObject({ data: { fields: [{ path: 'countryCode', rule: 'common.notAChoice' }] } })
    const { id: home } = await office().people.create({ givenName: 'Hemma', familyName: 'Fjell', countryCode: 'SE', postcode: '75320' })
    expect((await office().people.read({ id: home })).countryCode).toBeNull()
  })

  it('keeps its country when only the postcode is changed, and reads the postcode again when the country is', async () => {
    const { id } = await office().people.create({ givenName: 'Per', familyName: 'Fjord', ...inTrondheim })
    await office().people.update({ id, version: 1, changes: { postcode: '0150', town: 'Oslo' } })
    expect(await office().people.read({ id })).toMatchObject({ postcode: '0150', countryCode: 'NO' })
    expect(await refusalOf(office().people.update({ id, version: 2, changes: { countryCode: null } }))).toMatchObject({ data: { fields: [{ path: 'postcode' }] } })
    await office().people.update({ id, version: 2, changes: { countryCode: null, postcode: '753 20' } })
    expect(await office().people.read({ id })).toMatchObject({ postcode: '75320', countryCode: null })
  })

  it('is moved to on its day, and the one before is kept', async () => {
    const { id } = await office().people.create({ givenName: 'Resa', familyName: 'Fjord', street: 'Gatan 1', postcode: '75320', town: 'Uppsala', municipalityCode: '0380' })
    await office().contacts.move({ personId: id, version: 1, movesOn: '2026-12-01', ...inTrondheim })
    expect((await office().people.read({ id })).addresses).toMatchObject([{ countryCode: 'NO', postcode: '7010', municipalityCode: null, status: 'planned' }])
    const before = world().clock.now()
    world().clock.set('2026-12-03T09:00:00.000Z')
    await office().contacts.carryOutMoves({})
    expect(await office().people.read({ id })).toMatchObject({ countryCode: 'NO', municipalityCode: null, addresses: [{ countryCode: null, postcode: '75320', municipalityCode: '0380' }] })
    world().clock.set(before)
  })

  it('says nothing of where a Swedish postcode with the same figures lies', async () => {
    await office().people.create({ givenName: 'Marie', familyName: 'Seine', street: 'Rue 1', postcode: '75001', town: 'Paris', countryCode: 'FR' })
    expect(await office().contacts.municipalityOf({ postcode: '75001' })).toEqual({ town: null, municipalityCode: null })
    const [marie] = (await office().people.list({ text: 'Marie Seine', columns: ['postcode', 'countryCode'] })).rows
    expect(marie).toMatchObject({ postcode: '75001', countryCode: 'FR' })
  })

  it('is a whole address without a postcode, and is filtered by its country', async () => {
    const { id } = await office().people.create({ givenName: 'Aoife', familyName: 'Filterland', street: 'Main Street 1', town: 'Galway', countryCode: 'IE' })
    const { id: swedish } = await office().people.create({ givenName: 'Eva', familyName: 'Filterland', street: 'Gatan 1', town: 'Uppsala' })
    const fitting = (filter: NonNullable<Parameters<ReturnType<typeof office>['people']['listIds']>[0]>['filter']) => office().people.listIds({ text: 'Filterland', filter })
    expect(await fitting([{ field: 'address', operator: 'yes' }])).toEqual([id])
    expect(await fitting([{ field: 'country', operator: 'is', values: ['IE', 'NO'] }])).toEqual([id])
    expect(await fitting([{ field: 'country', operator: 'is', values: ['SE'] }])).toEqual([swedish])
    expect(await fitting([{ field: 'country', operator: 'isNot', values: ['SE'] }])).toEqual([id])
    expect(await office().bulk.preview({ ids: [id, swedish], change: { kind: 'preferredChannel', preferredChannel: 'email' } })).toMatchObject({ leftOut: [{ obstacle: 'noEmail', count: 2 }] })
  })

  it('goes on a letter with its country last in capitals, and out in files', async () => {
    const { id } = await office().people.create({ givenName: 'Ida', familyName: 'Brevland', careOf: 'c/o Moe', ...inTrondheim, preferredChannel: 'letter' })
    const { id: mailingId } = await office().mailings.create({ audience: 'persons', personIds: [id], subject: 'Hej', body: 'Hej {förnamn}!', easyBody: null })
    await office().mailings.prepare({ id: mailingId, version: 1 })
    expect((await office().mailings.read({ id: mailingId })).recipients).toMatchObject([{ channel: 'letter', address: 'Ida Brevland\nc/o Moe\nStorgata 12\n7010 Trondheim\nNORGE' }])
    const done = await finished(office().views.export({ format: 'csv', ids: [id], columns: ['postcode', 'countryCode'], language: 'en', reason: 'Prov' }))
    const response = await world().core.handle(new Request(`http://talan/documents/${done.documentId}`))
    expect(Papa.parse<string[]>((await response.text()).trim(), { delimiter: ';' }).data[1]).toEqual(['Ida Brevland', '7010', 'Norway'])
    expect(await finished(office().views.export({ format: 'labels', ids: [id], columns: [], reason: 'Prov' }))).toMatchObject({ personCount: 1, leftOut: [] })
  })

  it('is read from a list, and a list that says Sweden brings it home', async () => {
    const list = (...rows: string[]) => new File([['Nr;Förnamn;Efternamn;Land;Adress;Postnr;Ort', ...rows].join('\n')], 'lista.csv')
    const first = list('901;Ulla;Listland;Norge;Storgata 12;7010;Trondheim', '902;Bo;Listland;Sverige;Gatan 1;75320;Uppsala', '903;Ek;Listland;Fjärran;Gatan 1;1234;Bortom')
    const preview = await finished(office().imports.preview({ file: first }))
    expect(preview.columns.find(({ heading }) => heading === 'Land')?.field).toBe('country')
    expect(preview.unclear.map(({ rowNumber, reasons }) => [rowNumber, reasons[0]?.rule])).toEqual([[4, 'imports.countryUnreadable']])
    await finished(office().imports.run({ file: first }))
    const read = async (text: string) => office().people.read({ id: (await office().people.list({ text })).rows[0]?.id ?? '' })
    expect(await read('Ulla Listland')).toMatchObject({ postcode: '7010', town: 'Trondheim', countryCode: 'NO' })
    expect(await read('Bo Listland')).toMatchObject({ postcode: '75320', countryCode: null })
    expect((await finished(office().imports.preview({ file: list('901;Ulla;Listland;NO;Storgata 12;7010;Trondheim', '902;Bo;Listland;;Gatan 1;75320;Uppsala') }))).counts).toMatchObject({ unchanged: 2 })
    await finished(office().imports.run({ file: list('901;Ulla;Listland;Sverige;Gatan 2;753 20;Uppsala', '902;Bo;Listland;Danmark;Gade 1;1050;København') }))
    expect(await read('Ulla Listland')).toMatchObject({ street: 'Gatan 2', postcode: '75320', countryCode: null })
    expect(await read('Bo Listland')).toMatchObject({ postcode: '1050', countryCode: 'DK', municipalityCode: null })
  })

  it('stays with its country when two registrations are made one', async () => {
    const { id: keptId } = await office().people.create({ givenName: 'Två', familyName: 'Gånger', street: 'Gatan 1', postcode: '75320', town: 'Uppsala' })
    const { id: otherId } = await office().people.create({ givenName: 'Två', familyName: 'Gånger', ...inTrondheim })
    const { fields, kept, other } = await office().duplicates.preview({ keptId, otherId })
    expect(fields.find(({ field }) => field === 'address')).toMatchObject({ other: 'Storgata 12, 7010 Trondheim, NORGE' })
    expect(fields.map(({ field }) => field)).not.toContain('countryCode')
    await office().duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version, choices: { address: 'other' } })
    expect(await office().people.read({ id: keptId })).toMatchObject({ countryCode: 'NO', postcode: '7010', addresses: [{ postcode: '75320', countryCode: null }] })
  })

  it('is hidden with the rest of the address for one who is protected', async () => {
    const { id } = await office().people.create({ givenName: 'Hemlig', familyName: 'Utland', ...inTrondheim, isProtected: true })
    expect(await world().as('boardMember').people.read({ id })).toMatchObject({ street: null, countryCode: null })
    expect(await office().people.listIds({ filter: [{ field: 'country', operator: 'is', values: ['NO'] }] })).not.toContain(id)
  })

  it('is kept for organisations too', async () => {
    const { id } = await office().organisations.create({ kind: 'other', name: 'Nordisk förening', ...inTrondheim, municipalityCode: '0380' })
    expect(await office().organisations.read({ id })).toMatchObject({ postcode: '7010', countryCode: 'NO', municipalityCode: null })
  })
})
