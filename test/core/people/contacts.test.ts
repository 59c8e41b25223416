import { expect, it } from 'vitest'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('How a person is reached, and where she has lived', (world) => {
  const office = () => world().as('officeWorker')

  it('keeps further numbers beside the one used first, and swaps them in one step that can be undone', async () => {
    const { id } = await office().people.create({ givenName: 'Rut', familyName: 'Ågren', phone: '018-12 34 56' })
    const added = await office().contacts.add({ personId: id, kind: 'phone', value: '0701740605', label: 'Hos dottern' })
    expect((await office().people.read({ id })).contactDetails).toMatchObject([{ kind: 'mobile', value: '070-174 06 05', label: 'Hos dottern' }])
    await office().contacts.makePreferred({ id: added.id, version: 1 })
    expect(await office().people.read({ id })).toMatchObject({ phone: '070-174 06 05', contactDetails: [{ kind: 'phone', value: '018-12 34 56', label: null }] })
    const { entry } = await office().journal.lastUndoable({})
    await office().journal.undo({ entryId: entry?.id as string })
    expect(await office().people.read({ id })).toMatchObject({ phone: '018-12 34 56', contactDetails: [{ kind: 'mobile', value: '070-174 06 05', label: 'Hos dottern' }] })
  })

  it('lets the first address of a kind simply become the one used first', async () => {
    const { id } = await office().people.create({ givenName: 'Bo', familyName: 'Ek' })
    const mail = await office().contacts.add({ personId: id, kind: 'email', value: 'Bo@Example.se' })
    await office().contacts.makePreferred({ id: mail.id, version: 1 })
    expect(await office().people.read({ id })).toMatchObject({ email: 'bo@example.se', contactDetails: [] })
    const other = await office().contacts.add({ personId: id, kind: 'other', value: 'Texttelefon genom växeln' })
    expect(await refusalOf(office().contacts.makePreferred({ id: other.id, version: 1 }))).toMatchObject({ data: { rule: 'contacts.cannotBePreferred' } })
    expect(await refusalOf(office().contacts.add({ personId: id, kind: 'email', value: 'ingen adress' }))).toMatchObject({ code: 'VALIDATION' })
    expect((await office().people.list({ text: 'bo@example' })).rows).toHaveLength(1)
  })

  it('keeps "c/o" out of the field that says it already', async () => {
    const { id } = await office().people.create({ givenName: 'Elsa', familyName: 'Ek', careOf: 'c/o Hansson', street: 'Nygatan 1', postcode: '753 20', town: 'Uppsala' })
    const { version, careOf } = await office().people.read({ id })
    expect(careOf).toBe('Hansson')
    await office().contacts.move({ personId: id, version, movesOn: world().clock.today(), careOf: 'C/O Lund', street: 'Storgatan 2', postcode: '753 20', town: 'Uppsala' })
    expect((await office().people.read({ id })).careOf).toBe('Lund')
  })

  it('says whom to call instead, which language, and the former name', async () => {
    const { id: daughter } = await office().people.create({ givenName: 'Lisa', familyName: 'Dotter', phone: '0701740605' })
    const { id } = await office().people.create({
      givenName: 'Amina', familyName: 'Yusuf', contactPersonId: daughter, contactPersonNote: 'Efter klockan 17', language: 'somaliska', interpreterLanguage: 'somaliska', formerName: 'Amina Ali', pronoun: 'hon',
    })
    expect(await office().people.read({ id })).toMatchObject({ contactPerson: { name: 'Lisa Dotter', phone: '070-174 06 05' }, contactPersonNote: 'Efter klockan 17', interpreterLanguage: 'somaliska', formerName: 'Amina Ali' })
    expect((await office().people.read({ id: daughter })).roles).toMatchObject([{ role: 'contactPerson', about: 'Amina Yusuf', startsOn: null, status: 'current' }])
    const { version } = await office().people.read({ id })
    expect(await refusalOf(office().people.update({ id, version, changes: { contactPersonId: id } }))).toMatchObject({ code: 'VALIDATION' })
    await office().people.update({ id: daughter, version: 1, changes: { isProtected: true } })
    expect((await office().people.read({ id })).contactPerson).toMatchObject({ name: null, phone: null, isProtected: true })
  })

  it('sorts a family name past its particle', async () => {
    for (const familyName of ['von Essen', 'Ekman', 'De Geer', 'Falk']) await office().people.create({ givenName: 'Partikel', familyName, town: 'Partikelby' })
    expect((await office().people.list({ text: 'Partikelby' })).rows.map((row) => row.name)).toEqual(['Partikel De Geer', 'Partikel Ekman', 'Partikel von Essen', 'Partikel Falk'])
  })

  it('keeps the former address with its dates when somebody moves, and knows the municipality of any day', async () => {
    const { id } = await office().people.create({ givenName: 'Flytt', familyName: 'Fågel', street: 'Gamla gatan 1', postcode: '753 20', town: 'Uppsala', municipalityCode: '0380' })
    await office().contacts.move({ personId: id, version: 1, movesOn: '2026-03-01', street: 'Nya gatan 2', postcode: '745 31', town: 'Enköping', municipalityCode: '0381' })
    const moved = await office().people.read({ id })
    expect(moved).toMatchObject({ street: 'Nya gatan 2', municipalityCode: '0381', addresses: [{ street: 'Gamla gatan 1', startsOn: null, endsOn: '2026-02-28', status: 'former' }] })
    const on = async (date: '2026-02-28' | '2026-03-01') => (await office().contacts.municipalityOn({ personId: id, date })).municipalityCode
    expect([await on('2026-02-28'), await on('2026-03-01')]).toEqual(['0380', '0381'])
    await office().contacts.move({ personId: id, version: moved.version, movesOn: '2026-06-01', street: 'Tredje gatan 3', postcode: null, town: 'Tierp', municipalityCode: '0360' })
    const { addresses, version } = await office().people.read({ id })
    expect(addresses.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([['2026-03-01', '2026-05-31'], [null, '2026-02-28']])
    expect(await refusalOf(office().contacts.move({ personId: id, version, movesOn: '2026-04-01' }))).toMatchObject({ code: 'VALIDATION' })
  })

  it('keeps a move to come until its day, and then changes to it', async () => {
    const { id } = await office().people.create({ givenName: 'Snart', familyName: 'Flyttad', street: 'Kvar 1', municipalityCode: '0380' })
    await office().contacts.move({ personId: id, version: 1, movesOn: '2026-12-01', street: 'Dit 2', municipalityCode: '0305' })
    expect(await office().people.read({ id })).toMatchObject({ street: 'Kvar 1', addresses: [{ street: 'Dit 2', status: 'planned' }] })
    expect(await refusalOf(office().contacts.move({ personId: id, version: 1, movesOn: '2026-12-02' }))).toMatchObject({ data: { rule: 'contacts.moveAlreadyPlanned' } })
    const before = world().clock.now()
    world().clock.set('2026-12-03T09:00:00.000Z')
    expect((await office().contacts.municipalityOn({ personId: id, date: '2026-12-03' })).municipalityCode).toBe('0305')
    expect(await office().contacts.dueMoves({})).toMatchObject([{ person: { name: 'Snart Flyttad' }, movedOn: '2026-12-01' }])
    expect(await office().contacts.carryOutMoves({})).toEqual({ count: 1 })
    expect(await office().people.read({ id })).toMatchObject({ street: 'Dit 2', addresses: [{ street: 'Kvar 1', endsOn: '2026-11-30', status: 'former' }] })
    world().clock.set(before)
  })

  it('fills in the municipality that most with the postcode have', async () => {
    for (const [givenName, municipalityCode] of [['A', '0330'], ['B', '0330'], ['C', '0380']] as const) await office().people.create({ givenName, familyName: 'Granne', postcode: '741 40', municipalityCode })
    const { id } = await office().people.create({ givenName: 'Ny', familyName: 'Granne', postcode: '741 40' })
    expect((await office().people.read({ id })).municipalityCode).toBe('0330')
    expect(await office().contacts.municipalityOf({ postcode: '741 40' })).toEqual({ town: null, municipalityCode: '0330' })
    expect(await office().contacts.municipalityOf({ postcode: '199 99' })).toEqual({ town: null, municipalityCode: null })
    for (const town of ['Alsike', 'Knivsta', 'Knivsta']) await office().people.create({ givenName: 'Bor', familyName: town, postcode: '741 41', town })
    expect(await office().contacts.municipalityOf({ postcode: '741 41' })).toMatchObject({ town: 'Knivsta' })
  })

  it('shows nothing of it for a protected person who has not been opened', async () => {
    const { id } = await office().people.create({ givenName: 'Hemlig', familyName: 'Person', street: 'Dolda 1', municipalityCode: '0380', isProtected: true, formerName: 'Förr Hemlig', contactPersonNote: 'Ring grannen' })
    await office().contacts.add({ personId: id, kind: 'other', value: 'Bara genom ombud' })
    await office().contacts.move({ personId: id, version: 1, movesOn: '2026-05-01', street: 'Dolda 2', municipalityCode: '0381' })
    const masked = JSON.stringify(await office().people.read({ id }))
    for (const secret of ['Förr Hemlig', 'Ring grannen', 'ombud', 'Dolda', '0381']) expect(masked).not.toContain(secret)
    expect(await office().contacts.municipalityOn({ personId: id, date: '2026-01-01' })).toEqual({ municipalityCode: null })
    expect(await office().people.openProtected({ id, reason: 'Hon ringde' })).toMatchObject({ formerName: 'Förr Hemlig', contactDetails: [{ value: 'Bara genom ombud' }], addresses: [{ street: 'Dolda 1' }] })
  })
})
