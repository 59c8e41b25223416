import { expect, it } from 'vitest'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('The register of persons', (world) => {
  it('registers a person, finds her while typing, changes her and shows the history', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({
      givenName: 'Åsa', familyName: 'Öberg', memberNumber: '1001', town: 'Uppsala', postcode: '753 20', email: 'Asa.Oberg@Example.se', birthDate: '1971-05-04',
      membership: { kind: 'main', startsOn: '2024-01-01' },
    })
    for (const text of ['åsa', 'Åsa Ö', 'öberg', 'asa ober', '1001', 'asa.oberg@']) {
      const hits = await office.search.find({ text, kinds: ['person'] })
      expect(hits.map((hit) => hit.title), text).toContain('Åsa Öberg')
    }
    const person = await office.people.read({ id })
    expect(person).toMatchObject({ postcode: '75320', email: 'asa.oberg@example.se', memberships: [{ kind: 'main', status: 'current' }] })
    await office.people.update({ id, version: person.version, changes: { town: 'Knivsta' } })
    const { entries } = await office.journal.list({ subjectId: id })
    expect(entries.map((entry) => entry.procedure)).toEqual(['people.update', 'people.create'])
    expect(entries[0]?.changes[0]?.fields).toContainEqual({ field: 'town', before: 'Uppsala', after: 'Knivsta' })
    expect(entries[0]?.userName).toBe('Test officeWorker')
  })

  it('finds a person by a name that she had before, until that is taken away', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Gunilla', familyName: 'Ek', formerName: 'Åkerblad' })
    for (const text of ['Åkerbl', 'akerblad', 'gunilla åker']) expect(await office.search.find({ text, kinds: ['person'] })).toMatchObject([{ id, title: 'Gunilla Ek' }])
    expect((await office.people.list({ text: 'Åkerblad' })).total).toBe(1)
    await office.people.update({ id, version: 1, changes: { formerName: null } })
    expect(await office.search.find({ text: 'Åkerblad' })).toEqual([])
  })

  it('refuses a change of something that somebody else has changed', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Bo', familyName: 'Ek' })
    await office.people.update({ id, version: 1, changes: { town: 'Tierp' } })
    expect(await refusalOf(world().as('coordinator').people.update({ id, version: 1, changes: { town: 'Gimo' } }))).toMatchObject({ code: 'CONFLICT' })
    expect((await office.people.read({ id })).town).toBe('Tierp')
  })

  it('undoes a registration as a whole, and not when something has been changed since', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Fel', familyName: 'Person', membership: { kind: 'main', startsOn: '2026-01-01' } })
    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect(await refusalOf(office.people.read({ id }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await office.search.find({ text: 'Fel Person' })).toEqual([])

    const other = await office.people.create({ givenName: 'Kim', familyName: 'Lund' })
    const made = await office.journal.lastUndoable({})
    await office.people.update({ id: other.id, version: 1, changes: { town: 'Enköping' } })
    expect(await refusalOf(office.journal.undo({ entryId: made.entry?.id as string }))).toMatchObject({ data: { rule: 'journal.changedSince' } })
  })

  it('undoes one change after the other, and a registration whose later changes have been undone', async () => {
    const office = world().as('officeWorker')
    const undoLast = async () => office.journal.undo({ entryId: (await office.journal.lastUndoable({})).entry?.id as string })
    const { id } = await office.people.create({ givenName: 'Ulla', familyName: 'Ångrer', town: 'Knivsta', membership: { kind: 'main', startsOn: '2026-01-01' } })
    await office.people.update({ id, version: 1, changes: { town: 'Tierp' } })
    await office.people.update({ id, version: 2, changes: { town: 'Gimo' } })
    await undoLast()
    expect((await office.people.read({ id })).town).toBe('Tierp')
    await undoLast()
    expect((await office.people.read({ id })).town).toBe('Knivsta')
    await undoLast()
    expect(await refusalOf(office.people.read({ id }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps a protected person out of list and search, masks her page, and opens it for a journalled reason', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Hemlig', familyName: 'Skyddson', street: 'Dolda gatan 1', isProtected: true })
    expect(await office.search.find({ text: 'Hemlig' })).toEqual([])
    expect((await office.people.list({ text: 'Skyddson' })).rows).toEqual([])
    expect(await office.people.read({ id })).toMatchObject({ givenName: null, street: null, isProtected: true, isOpened: false })
    expect(await office.people.openProtected({ id, reason: 'Hon har ringt och bytt adress' })).toMatchObject({ street: 'Dolda gatan 1', isOpened: true })
    const { entries } = await world().as('administrator').journal.list({ subjectId: id })
    expect(entries[0]).toMatchObject({ procedure: 'people.openProtected', reason: 'Hon har ringt och bytt adress' })
    expect(JSON.stringify(entries)).not.toContain('Dolda')
    expect(await refusalOf(world().as('coordinator').people.openProtected({ id, reason: 'x' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('names every field that cannot be read, and saves nothing', async () => {
    const office = world().as('officeWorker')
    const before = (await office.people.list({})).total
    const refusal = await refusalOf(office.people.create({ givenName: 'A', familyName: 'B', email: 'inte en adress', postcode: '12', identityNumber: '19640823-3235' }))
    expect(refusal.code).toBe('VALIDATION')
    expect((refusal.data as { fields: { path: string }[] }).fields.map((field) => field.path).toSorted()).toEqual(['email', 'identityNumber', 'postcode'])
    expect((await office.people.list({})).total).toBe(before)
    expect(await refusalOf(office.people.create({ givenName: 'A', familyName: 'B', shoeSize: 38 } as never))).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ rule: 'common.unknownField', params: { field: 'shoeSize' } }] },
    })
  })

  it('sorts å, ä and ö last', async () => {
    const office = world().as('officeWorker')
    for (const familyName of ['Ödman', 'Ahl', 'Zorn', 'Ärlig', 'Åberg']) await office.people.create({ givenName: 'Sort', familyName, town: 'Sortby' })
    const { rows } = await office.people.list({ text: 'Sortby' })
    expect(rows.map((row) => row.name)).toEqual(['Sort Ahl', 'Sort Zorn', 'Sort Åberg', 'Sort Ärlig', 'Sort Ödman'])
  })

  it('keeps the journal’s chain whole', async () => {
    expect(await world().as('administrator').journal.verify({})).toMatchObject({ firstBroken: null })
  })
})
