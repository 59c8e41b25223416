import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { finished } from '#test/support/events.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const messyBytes = readFileSync(new URL('../../fixtures/messy-member-list.xlsx', import.meta.url))
const messyList = () => new File([messyBytes], 'medlemslista.xlsx')
const csv = (...lines: string[]) => new File([lines.join('\n')], 'lista.csv')

async function rowsOf(world: World, table: 'persons' | 'memberships' | 'membershipFees' | 'importBatches'): Promise<number> {
  return world.given(async (writer) => (await writer.db.selectFrom(table).select('id').execute()).length)
}

onBothEngines('An imported member list', (world) => {
  it('is shown in its groups before anything is written', async () => {
    const before = await rowsOf(world(), 'persons')
    const preview = await finished(world().as('officeWorker').imports.preview({ file: messyList() }))
    expect(preview).toMatchObject({ sheetName: 'Medlemmar 2026', headingRow: 4, problems: [], counts: { fresh: 34, changed: 0, unclear: 4, unchanged: 0, skipped: 3 } })
    expect(preview.columns.find((column) => column.heading === 'Betald 2025')).toMatchObject({ field: 'feePaid', year: 2025 })
    expect(preview.unclear.map((row) => [row.rowNumber, row.reasons[0]?.rule, row.mayBeNew])).toEqual([
      [17, 'imports.emailUnreadable', true], [18, 'imports.identityCheckDigit', true], [19, 'imports.dateUnreadable', true], [31, 'imports.doubleDiffers', false],
    ])
    expect(preview.skipped.map((row) => [row.rowNumber, row.reason.rule])).toEqual([[29, 'imports.doubleOfRow'], [38, 'imports.organisationRow'], [46, 'imports.totalRow']])
    expect(JSON.stringify(preview)).not.toMatch(/19760329-?9376|19831128-?2398/u)
    expect(await rowsOf(world(), 'persons')).toBe(before)
  })

  it('says which day a payment gets where the list says only that it was paid', async () => {
    const file = csv('Förnamn;Efternamn;Betald 2024;Betald 2026', 'Vera;Dagvill;x;ja', 'Bo;Dagvill;;ja', 'Cia;Dagvill;;2026-02-01', 'Dan;Dagvill;nej;')
    const { undatedFees } = await finished(world().as('officeWorker').imports.preview({ file }))
    expect(undatedFees).toEqual([{ year: 2024, paidOn: '2024-12-31', count: 1 }, { year: 2026, paidOn: world().clock.today(), count: 2 }])
    expect((await finished(world().as('officeWorker').imports.preview({ file: csv('Förnamn;Efternamn;Betald 2026', 'Cia;Dagvill;2026-02-01') }))).undatedFees).toEqual([])
  })

  it('is taken in as one, finds everybody again, and is taken back as one', async () => {
    const office = world().as('officeWorker')
    const [persons, memberships, fees] = [await rowsOf(world(), 'persons'), await rowsOf(world(), 'memberships'), await rowsOf(world(), 'membershipFees')]
    const done = await finished(office.imports.run({ file: messyList(), choices: [{ rowNumber: 18, action: 'create' }], expected: { fresh: 34, changed: 0 } }))
    expect(done).toMatchObject({ fresh: 35, changed: 0, unclear: 3, skipped: 3 })
    expect(await rowsOf(world(), 'persons')).toBe(persons + 35)
    expect((await office.search.find({ text: 'håkansson', kinds: ['person'] })).map((hit) => hit.title)).toEqual(['Bengt-Åke Håkansson'])
    const [found] = (await office.people.list({ text: 'Bergström' })).rows
    expect(await office.people.read({ id: found?.id ?? '' })).toMatchObject({
      memberNumber: '1316', birthDate: '1985-05-12', postcode: '75325', town: 'Uppsala', municipalityCode: '0380', preferredChannel: 'email',
      memberships: [{ kind: 'main', startsOn: '2020-03-02', endsOn: null }],
    })
    const [nina] = (await office.people.list({ text: 'Nina Sandberg' })).rows
    expect(await office.people.read({ id: nina?.id ?? '' })).toMatchObject({ maskedIdentityNumber: null })
    expect((await office.people.list({ text: 'Söderlund' })).rows).toEqual([])

    const again = await finished(office.imports.run({ file: messyList() }))
    expect(again).toMatchObject({ fresh: 0, changed: 0, unchanged: 34, batchId: null })
    expect(await rowsOf(world(), 'persons')).toBe(persons + 35)

    const batches = await office.imports.list({})
    expect(batches).toMatchObject([{ id: done.batchId, fresh: 35, changed: 0, userName: 'Test officeWorker', isUndoable: true }])
    await office.imports.undo({ id: done.batchId ?? '' })
    expect([await rowsOf(world(), 'persons'), await rowsOf(world(), 'memberships'), await rowsOf(world(), 'membershipFees')]).toEqual([persons, memberships, fees])
    expect(await office.imports.list({})).toEqual([])
    expect(await office.search.find({ text: 'håkansson', kinds: ['person'] })).toEqual([])
    expect(await world().as('administrator').journal.verify({})).toMatchObject({ firstBroken: null })
  })

  it('fills in the municipality that the register knows of a postcode, where the list says none and nobody has said another', async () => {
    const office = world().as('officeWorker')
    const live = { preferredChannel: 'letter', postcode: '812 30' } as const
    for (const municipalityCode of ['2181', '2181', '2180']) await office.people.create({ ...live, givenName: 'Granne', familyName: municipalityCode, municipalityCode })
    const { id: bare } = await office.people.create({ givenName: 'Bar', familyName: 'Ockelbo', memberNumber: '9001' })
    const { id: settled } = await office.people.create({ givenName: 'Satt', familyName: 'Ockelbo', memberNumber: '9002', municipalityCode: '2101' })
    const file = csv('Medlemsnr;Förnamn;Efternamn;Postnummer;Kommun', '9001;Bar;Ockelbo;812 30;', '9002;Satt;Ockelbo;812 30;', '9003;Ny;Ockelbo;812 30;', '9004;Egen;Ockelbo;812 30;Ockelbo', '9005;Fjärran;Ockelbo;999 99;')
    const done = await finished(office.imports.run({ file }))
    const imported = await Promise.all(['Ny', 'Egen', 'Fjärran'].map(async (name) => (await office.people.list({ text: `${name} Ockelbo` })).rows[0]?.id ?? ''))
    const codes = await Promise.all([bare, settled, ...imported].map(async (id) => (await office.people.read({ id })).municipalityCode))
    expect(codes).toEqual(['2181', '2101', '2181', '2101', null])
    await office.imports.undo({ id: done.batchId ?? '' })
    expect((await office.people.read({ id: bare })).municipalityCode).toBeNull()
  })

  it('changes what it says and nothing else, and a blank never overwrites', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({
      givenName: 'Vera', familyName: 'Strand', memberNumber: '77', street: 'Gamla vägen 1', town: 'Uppsala', phone: '070-174 06 05', note: 'Ringer helst', identityNumber: '19460823-9986',
      membership: { kind: 'main', startsOn: '2020-01-01' },
    })
    const file = csv('Medlemsnr;Förnamn;Efternamn;Adress;Ort;Mobil;Medlem till;Betald 2026', '0077;Vera;Strand;Nya vägen 2;Uppsala;;2026-12-31;2026-01-31')
    const preview = await finished(office.imports.preview({ file }))
    expect(preview.changed).toMatchObject([{
      rowNumber: 2, person: { id, name: 'Vera Strand' },
      differences: [
        { field: 'street', before: 'Gamla vägen 1', after: 'Nya vägen 2' }, { field: 'memberUntil', before: null, after: '2026-12-31' },
        { field: 'fee', year: 2026, before: null, after: '2026-01-31' },
      ],
    }])
    const { batchId } = await finished(office.imports.run({ file }))
    expect(await office.people.read({ id })).toMatchObject({
      street: 'Nya vägen 2', phone: '070-174 06 05', note: 'Ringer helst', memberships: [{ startsOn: '2020-01-01', endsOn: '2026-12-31' }],
    })
    expect(await finished(office.imports.run({ file }))).toMatchObject({ changed: 0, unchanged: 1, batchId: null })
    await office.imports.undo({ id: batchId ?? '' })
    expect(await office.people.read({ id })).toMatchObject({ street: 'Gamla vägen 1', memberships: [{ endsOn: null }] })
    expect(await office.memberships.ofPerson({ personId: id })).toMatchObject({ fees: [] })
  })

  it('changes an address whole, with its municipality, and back again', async () => {
    const office = world().as('officeWorker')
    const member = { kind: 'main', startsOn: '2020-01-01' } as const
    await office.people.create({ givenName: 'Granne', familyName: 'Sala', postcode: '733 30', town: 'Sala', municipalityCode: '1981' })
    const { id: home } = await office.people.create({ givenName: 'Hem', familyName: 'Vändare', memberNumber: '501', careOf: 'Ek', street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO', membership: member })
    const { id: part } = await office.people.create({ givenName: 'Bara', familyName: 'Ort', memberNumber: '502', street: 'Gatan 1', postcode: '753 20', town: 'Uppsala', municipalityCode: '0380', membership: member })
    const file = csv('Medlemsnr;Förnamn;Efternamn;Adress;Postnr;Ort;Mobil', '501;Hem;Vändare;Gatan 9;733 30;Sala;', '502;Bara;Ort;;;Tierp;070-174 06 05')
    const preview = await finished(office.imports.preview({ file }))
    expect(preview.changed).toMatchObject([{
      person: { id: home },
      address: { before: { careOf: 'Ek', street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO' }, after: { careOf: null, street: 'Gatan 9', postcode: '73330', town: 'Sala', countryCode: null } },
    }])
    expect(preview.changed[0]?.differences).toContainEqual({ field: 'municipalityCode', year: null, before: null, after: '1981' })
    expect(preview.unclear).toMatchObject([{ isKnown: true, reasons: [{ rule: 'imports.addressPartial' }], candidates: [{ person: { id: part }, address: { street: 'Gatan 1' } }] }])
    const { batchId } = await finished(office.imports.run({ file, choices: [{ rowNumber: 3, action: 'update', personId: part }], expected: { fresh: 0, changed: 1 } }))
    expect(await office.people.read({ id: home })).toMatchObject({ careOf: null, street: 'Gatan 9', postcode: '73330', town: 'Sala', countryCode: null, municipalityCode: '1981' })
    expect(await office.people.read({ id: part })).toMatchObject({ street: 'Gatan 1', postcode: '75320', town: 'Uppsala', municipalityCode: '0380', phone: '070-174 06 05' })
    await office.imports.undo({ id: batchId ?? '' })
    expect(await office.people.read({ id: home })).toMatchObject({ careOf: 'Ek', street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO', municipalityCode: null })
    expect(await office.people.read({ id: part })).toMatchObject({ phone: null })
  })

  it('adds no membership that applies at the same time as another', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Åter', familyName: 'Vändare', memberNumber: '503' })
    for (const period of [{ startsOn: '2015-01-01', endsOn: '2026-12-31' }, { startsOn: '2027-06-01', endsOn: null }] as const) await office.memberships.begin({ personId: id, kind: 'main', ...period })
    const { memberships } = await office.people.read({ id })
    const file = csv('Medlemsnr;Förnamn;Efternamn;Mobil;Medlem från', '503;Åter;Vändare;070-174 06 05;2027-01-01')
    const { unclear } = await finished(office.imports.preview({ file }))
    expect(unclear).toMatchObject([{ reasons: [{ rule: 'imports.membershipOverlaps', params: { row: 2, startsOn: '2027-06-01' } }], candidates: [{ person: { id } }] }])
    expect(await finished(office.imports.run({ file }))).toMatchObject({ changed: 0, unclear: 1 })
    await finished(office.imports.run({ file, choices: [{ rowNumber: 2, action: 'update', personId: id }] }))
    expect(await office.people.read({ id })).toMatchObject({ phone: '070-174 06 05', memberships })
  })

  it('is not taken back when somebody has changed one of its persons since', async () => {
    const office = world().as('officeWorker')
    const { batchId } = await finished(office.imports.run({ file: csv('Förnamn;Efternamn;Ort', 'Ada;Lovén;Tierp', 'Bo;Lovén;Tierp') }))
    const [ada] = (await office.people.list({ text: 'Ada Lovén' })).rows
    await office.people.update({ id: ada?.id ?? '', version: 1, changes: { town: 'Gävle' } })
    expect(await refusalOf(office.imports.undo({ id: batchId ?? '' }))).toMatchObject({ data: { rule: 'imports.undoChangedSince', params: { names: 'Ada Lovén', rest: 0 } } })
    expect((await office.people.list({ text: 'Bo Lovén' })).total).toBe(1)
  })

  it('neither changes nor tells of a person with protected identity', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Dold', familyName: 'Skogh', memberNumber: '88', street: 'Hemliga gatan 1', phone: '070-174 06 06', isProtected: true })
    for (const row of ['88;Dold;Skogh;Avslöjande gatan 2', ';Dold;Skogh;Avslöjande gatan 2']) {
      const file = csv('Medlemsnr;Förnamn;Efternamn;Adress', row)
      const preview = await finished(office.imports.preview({ file, choices: [{ rowNumber: 2, action: 'update', personId: id }] }))
      expect(preview).toMatchObject({ changed: [], unclear: [], skipped: [{ reason: { rule: 'imports.protectedUntouched' } }] })
      expect(JSON.stringify(preview)).not.toContain('Hemliga')
      expect(await finished(office.imports.run({ file }))).toMatchObject({ fresh: 0, changed: 0 })
    }
    expect(await office.people.openProtected({ id, reason: 'prov' })).toMatchObject({ street: 'Hemliga gatan 1' })
  })

  it('is read with the columns one chooses', async () => {
    const office = world().as('officeWorker')
    const file = csv('Fnamn;Enamn;Ort;Tal', 'Siri;Våg;Öregrund;17')
    expect(await refusalOf(finished(office.imports.preview({ file })))).toMatchObject({ data: { rule: 'imports.noHeadings' } })
    const odd = csv('Fnamn;Enamn;Ort;E-post', 'Siri;Våg;Öregrund;siri@exempel.se')
    expect(await finished(office.imports.preview({ file: odd }))).toMatchObject({ problems: [{ rule: 'imports.nameColumnMissing' }], counts: { fresh: 0 } })
    expect(await refusalOf(finished(office.imports.run({ file: odd })))).toMatchObject({ data: { rule: 'imports.nameColumnMissing' } })
    const columns = [{ index: 0, field: 'givenName' as const }, { index: 1, field: 'familyName' as const }, { index: 3, field: 'email' as const }]
    const preview = await finished(office.imports.preview({ file: odd, columns }))
    expect(preview.fresh[0]?.values).toEqual([
      { field: 'givenName', year: null, value: 'Siri' }, { field: 'familyName', year: null, value: 'Våg' }, { field: 'email', year: null, value: 'siri@exempel.se' },
    ])
  })

  it('is not taken in when the register has changed since the preview', async () => {
    const office = world().as('officeWorker')
    const file = csv('Förnamn;Efternamn;Personnr', 'Tor;Hav;19570428-9999')
    expect((await finished(office.imports.preview({ file }))).counts).toMatchObject({ fresh: 1 })
    await office.people.create({ givenName: 'Tor', familyName: 'Hav', identityNumber: '19570428-9999', membership: { kind: 'main', startsOn: '2026-01-01' } })
    expect(await refusalOf(finished(office.imports.run({ file, expected: { fresh: 1, changed: 0 } })))).toMatchObject({ code: 'CONFLICT' })
  })

  it('asks who a namesake is, and does as chosen', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Lo', familyName: 'Fält', postcode: '75320', town: 'Uppsala', birthDate: '1960-01-01', membership: { kind: 'main', startsOn: '2020-01-01' } })
    const file = csv('Förnamn;Efternamn;Postnr;Mobil', 'Lo;Fält;75320;070-174 06 07')
    const preview = await finished(office.imports.preview({ file }))
    expect(preview.unclear).toMatchObject([{
      reasons: [{ rule: 'imports.sameNameAndPostcode', params: { row: 2 } }], mayBeNew: true,
      candidates: [{ person: { id }, birthDate: '1960-01-01', town: 'Uppsala', differences: [{ field: 'phone', before: null, after: '070-174 06 07' }], held: [{ field: 'givenName', isSame: true }, { field: 'familyName', isSame: true }, { field: 'postcode', isSame: true }, { field: 'phone', value: null, isSame: false }] }],
    }])
    expect(await finished(office.imports.run({ file }))).toMatchObject({ fresh: 0, changed: 0, unclear: 1, batchId: null })
    expect(await finished(office.imports.run({ file, choices: [{ rowNumber: 2, action: 'update', personId: id }] }))).toMatchObject({ changed: 1, unclear: 0 })
    expect(await office.people.read({ id })).toMatchObject({ phone: '070-174 06 07' })
  })

  it('that is no list is refused with a sentence, and nothing is written', async () => {
    const office = world().as('officeWorker')
    const before = await rowsOf(world(), 'persons')
    expect(await refusalOf(finished(office.imports.run({ file: new File([], 'tom.xlsx') })))).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'imports.fileEmpty' } })
    expect(await refusalOf(finished(office.imports.run({ file: new File(['%PDF-1.7'], 'lista.pdf') })))).toMatchObject({ data: { rule: 'imports.notASpreadsheet' } })
    expect(await refusalOf(finished(office.imports.preview({ file: csv('Förnamn;Efternamn') })))).toMatchObject({ data: { rule: 'imports.noRows' } })
    expect(await refusalOf(finished(office.imports.preview({ file: 'inte en fil' } as never)))).toMatchObject({ code: 'VALIDATION' })
    expect(await refusalOf(finished(office.imports.preview({ file: messyList(), colour: 'red' } as never)))).toMatchObject({ code: 'VALIDATION' })
    expect(await rowsOf(world(), 'persons')).toBe(before)
    expect(world().faults).toEqual([])
  })

  it('is for those who may import', async () => {
    for (const role of ['coordinator', 'treasurer', 'boardMember'] as const) {
      expect(await refusalOf(finished(world().as(role).imports.preview({ file: messyList() }))), role).toMatchObject({ code: 'NOT_ALLOWED' })
      expect(await refusalOf(finished(world().as(role).imports.run({ file: messyList() }))), role).toMatchObject({ code: 'NOT_ALLOWED' })
    }
  })
})
