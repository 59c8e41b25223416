import { expect, it } from 'vitest'
import type { LocalDate } from '#shared/dates.ts'
import { finished } from '#test/support/events.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const csv = (...lines: string[]) => new File([lines.join('\n')], 'lista.csv')

/** A list as it was read in a preview, to be kept. */
async function readingOf(world: World, file: File) {
  const { columns, keys } = await finished(world.as('officeWorker').imports.preview({ file }))
  return { columns: columns.map(({ heading, field, year }) => ({ heading, field, year })), keys }
}

/** Says when a person's only membership ended or is to end. */
function endOn(world: World, personId: string, endsOn: LocalDate): Promise<void> {
  return world.given(async (writer) => {
    const { id } = await writer.db.selectFrom('memberships').select('id').where('personId', '=', personId).executeTakeFirstOrThrow()
    await writer.update('memberships', id, { endsOn })
  })
}

const fieldsOf = (preview: { columns: readonly { heading: string; field: string | null }[] }) => Object.fromEntries(preview.columns.map(({ heading, field }) => [heading, field]))

onBothEngines('How a list is read', (world) => {
  const office = () => world().as('officeWorker')
  const list = csv('Nr;Förnamn;Efternamn;Kod;Betald 2026', '7;Ture;Ny;x;ja')

  it('is kept under its headings with a name, and proposed when they come again in another order and another year', async () => {
    const { columns, keys } = await readingOf(world(), list)
    const chosen = columns.map((column) => (column.heading === 'Kod' ? { ...column, field: 'note' as const, overwrite: 'replace' as const } : column))
    await office().imports.saveMapping({ name: 'Kommunens lista', columns: chosen, keys })
    const again = await finished(office().imports.preview({ file: csv('Betald 2027;KOD;Nr;Förnamn;Efternamn', ';y;8;Ellen;Ny') }))
    expect(again.source).toMatchObject({ kind: 'mapping', name: 'Kommunens lista' })
    expect(fieldsOf(again)).toEqual({ 'Betald 2027': 'feePaid', 'KOD': 'note', 'Nr': 'memberNumber', 'Förnamn': 'givenName', 'Efternamn': 'familyName' })
    expect(again.columns.find(({ heading }) => heading === 'Betald 2027')?.year).toBe(2027)
    expect(again.columns.find(({ heading }) => heading === 'KOD')?.overwrite).toBe('replace')
    expect((await finished(office().imports.preview({ file: csv('Nr;Förnamn;Efternamn;Kod', '7;Ture;Ny;x') }))).source).toBeNull()
  })

  it('is listed, renamed, changed in one place, forgotten, and each of these can be taken back', async () => {
    const [kept] = await office().imports.mappings({})
    expect(kept).toMatchObject({ name: 'Kommunens lista', headings: ['Nr', 'Förnamn', 'Efternamn', 'Kod', 'Betald 2026'] })
    await office().imports.saveMapping({ name: 'Kommunens lista', ...(await readingOf(world(), list)) })
    expect(await office().imports.mappings({})).toHaveLength(1)
    const { id, version } = (await office().imports.mappings({}))[0]!
    await office().imports.renameMapping({ id, version, name: 'Region Uppsala' })
    expect(await office().imports.mappings({})).toMatchObject([{ name: 'Region Uppsala' }])
    await office().imports.removeMapping({ id, version: version + 1 })
    expect(await office().imports.mappings({})).toEqual([])
    const { entry } = await office().journal.lastUndoable()
    expect(entry).toMatchObject({ procedure: 'imports.removeMapping' })
    await office().journal.undo({ entryId: entry?.id ?? '' })
    expect(await office().imports.mappings({})).toMatchObject([{ name: 'Region Uppsala' }])
    expect((await finished(office().imports.preview({ file: list }))).source).toMatchObject({ name: 'Region Uppsala' })
    expect(await refusalOf(world().as('coordinator').imports.mappings({}))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

onBothEngines('What a list may overwrite', (world) => {
  const office = () => world().as('officeWorker')
  const headings = 'Medlemsnr;Förnamn;Efternamn;Adress;Mobil;Anteckning;Medlem till'
  const columns = (rule: 'fillIn' | 'replace') =>
    (['memberNumber', 'givenName', 'familyName', 'street', 'phone', 'note', 'memberUntil'] as const).map((field, index) => ({ index, field, ...(index > 2 && { overwrite: rule }) }))

  it('is chosen column by column: only what is missing, or also what is there; a blank does neither', async () => {
    const { id } = await office().people.create({ givenName: 'Vera', familyName: 'Strand', memberNumber: '77', street: 'Gamla vägen 1', note: 'Ringer helst', membership: { kind: 'main', startsOn: '2020-01-01' } })
    await endOn(world(), id, '2026-12-31')
    const file = csv(headings, '77;Vera;Strand;Nya vägen 2;070-174 06 05;Skriver helst;2027-06-30')
    const usual = await finished(office().imports.preview({ file }))
    expect(usual.columns.map(({ overwrite }) => overwrite)).toEqual(['replace', 'replace', 'replace', 'replace', 'replace', 'fillIn', 'fillIn'])
    expect(usual.changed[0]?.differences.map(({ field }) => field)).toEqual(['street', 'phone'])
    const filledIn = await finished(office().imports.preview({ file, columns: columns('fillIn') }))
    expect(filledIn.changed[0]?.differences).toEqual([{ field: 'phone', year: null, before: null, after: '070-174 06 05' }])
    await finished(office().imports.run({ file, columns: columns('replace') }))
    const person = { street: 'Nya vägen 2', phone: '070-174 06 05', note: 'Skriver helst', memberships: [{ endsOn: '2027-06-30' }] }
    expect(await office().people.read({ id })).toMatchObject(person)
    await finished(office().imports.run({ file: csv(headings, '77;Vera;Strand;;;;'), columns: columns('replace') }))
    expect(await office().people.read({ id })).toMatchObject(person)
  })

  it('is never an ended membership, and nothing of an address of which one column is only to fill in', async () => {
    const { id } = await office().people.create({ givenName: 'Sten', familyName: 'Strand', memberNumber: '78', postcode: '75320', town: 'Uppsala', membership: { kind: 'main', startsOn: '2015-01-01' } })
    await endOn(world(), id, '2020-12-31')
    const file = csv('Medlemsnr;Förnamn;Efternamn;Postnr;Ort;Medlem till', '78;Sten;Strand;753 21;Knivsta;2026-12-31')
    const chosen = [
      { index: 0, field: 'memberNumber' as const }, { index: 1, field: 'givenName' as const }, { index: 2, field: 'familyName' as const }, { index: 3, field: 'postcode' as const },
      { index: 4, field: 'town' as const, overwrite: 'fillIn' as const }, { index: 5, field: 'memberUntil' as const, overwrite: 'replace' as const },
    ]
    const preview = await finished(office().imports.preview({ file, columns: chosen }))
    expect(preview.columns.map(({ overwrite }) => overwrite)).toEqual(['replace', 'replace', 'replace', 'fillIn', 'fillIn', 'replace'])
    await finished(office().imports.run({ file, columns: chosen }))
    expect(await office().people.read({ id })).toMatchObject({ postcode: '75320', town: 'Uppsala', memberships: [{ endsOn: '2020-12-31' }] })
  })
})

onBothEngines('The keys of a list', (world) => {
  const office = () => world().as('officeWorker')

  it('are chosen: what is not a key decides nothing alone, but its number is still nobody else’s', async () => {
    const { id } = await office().people.create({ givenName: 'Mia', familyName: 'Berg', memberNumber: '5', email: 'mia@exempel.se' })
    const file = csv('Nr;Förnamn;Efternamn;E-post;Ort', '5;Mia;Berg;mia@exempel.se;Tierp')
    const preview = await finished(office().imports.preview({ file }))
    expect(preview).toMatchObject({ keys: ['memberNumber', 'emailAndName'], possibleKeys: ['memberNumber', 'emailAndName'], counts: { changed: 1 } })
    expect(await finished(office().imports.preview({ file, keys: ['emailAndName'] }))).toMatchObject({ keys: ['emailAndName'], counts: { changed: 1 } })
    const other = csv('Nr;Förnamn;Efternamn;E-post;Ort', '5;Maria;Berg;maria@exempel.se;Tierp')
    expect(await finished(office().imports.preview({ file: other }))).toMatchObject({ counts: { changed: 1 } })
    expect(await finished(office().imports.preview({ file: other, keys: ['emailAndName'] }))).toMatchObject({
      unclear: [{ reasons: [{ rule: 'imports.numberTaken' }], mayBeNew: false, candidates: [{ person: { id } }] }],
    })
    expect(await finished(office().imports.preview({ file, keys: [] }))).toMatchObject({ problems: [{ rule: 'imports.noKeys' }] })
  })

  it('may be another system’s number in a custom field, which stays the person’s', async () => {
    const { id: fieldId } = await world().as('administrator').customFields.create({ subject: 'person', name: 'Nummer i gamla registret', type: 'text', visibleToRoles: ['officeWorker'] })
    const file = csv('Förnamn;Efternamn;Nummer i gamla registret', 'Olle;Hed;A-12')
    const custom = `custom:${fieldId}` as const
    expect(await finished(office().imports.preview({ file }))).toMatchObject({ possibleKeys: [custom], keys: [], counts: { fresh: 1 } })
    await finished(office().imports.run({ file, keys: [custom] }))
    const [olle] = (await office().people.list({ text: 'Olle Hed' })).rows
    expect(await office().people.read({ id: olle?.id ?? '' })).toMatchObject({ customValues: { [fieldId]: 'A-12' } })
    const moved = csv('Förnamn;Efternamn;Nummer i gamla registret;Ort', 'Olle;Lind;a12;Gimo', 'Stig;Ek;A-12;Alunda')
    const preview = await finished(office().imports.preview({ file: moved, keys: [custom] }))
    expect(preview.changed).toMatchObject([{ person: { id: olle?.id }, differences: [{ field: 'familyName' }, { field: 'town' }, { field: custom, before: 'A-12', after: 'a12' }] }])
    expect(preview.unclear).toMatchObject([{ reasons: [{ rule: 'imports.customKeyOtherName' }], mayBeNew: false }])
  })

  it('never give one person the number of another, whoever is chosen', async () => {
    const [{ id: lo }, { id: kim }] = [await office().people.create({ givenName: 'Lo', familyName: 'Fält', memberNumber: '901' }), await office().people.create({ givenName: 'Kim', familyName: 'Fält', identityNumber: '19570428-9999' })]
    const file = csv('Medlemsnr;Förnamn;Efternamn;Personnr;Ort', '901;Lo;Fält;19570428-9999;Tierp')
    expect((await finished(office().imports.preview({ file }))).unclear).toMatchObject([{ reasons: [{ rule: 'imports.severalMatch' }] }])
    await finished(office().imports.run({ file, choices: [{ rowNumber: 2, action: 'update', personId: lo }] }))
    expect(await office().people.read({ id: lo })).toMatchObject({ town: 'Tierp', memberNumber: '901' })
    const holders = await world().given((writer) => writer.db.selectFrom('persons').select('id').where('identityNumber', '=', '195704289999').execute())
    expect(holders).toEqual([{ id: kim }])
    expect(world().faults).toEqual([])
  })
})

onBothEngines('Custom fields in a list', (world) => {
  const office = () => world().as('officeWorker')
  const ids: Record<string, string> = {}

  it('are recognised by their names, and checked row by row by their types', async () => {
    const types = { 'Skostorlek': 'number', 'Insats': 'money', 'Kurs': 'date', 'Nyckel': 'yesNo', 'Grupp': 'choice', 'Intressen': 'multipleChoice' } as const
    for (const [name, type] of Object.entries(types)) {
      ids[name] = (await world().as('administrator').customFields.create({ subject: 'person', name, type, choices: name === 'Grupp' ? ['Norr', 'Söder'] : name === 'Intressen' ? ['Sång', 'Dans', 'Kör'] : [], visibleToRoles: ['officeWorker'] })).id
    }
    const file = csv(
      'Förnamn;Efternamn;Skostorlek;Insats;Kurs;Nyckel;Grupp;Intressen',
      'Ada;Rätt;38;1 250,50 kr;5/1 2026;ja;NORR;dans, sång', 'Bo;Fel;stor;mycket;nyss;kanske;Väster;Sång, Golf', 'Cia;Tom;;;;;;', 'Dan;Noll;0;0;;nej;;',
    )
    const preview = await finished(office().imports.preview({ file }))
    expect(preview.columns.slice(2).map(({ field }) => field)).toEqual(Object.values(ids).map((id) => `custom:${id}`))
    expect(preview.fresh.map(({ rowNumber }) => rowNumber)).toEqual([2, 4, 5])
    expect(preview.unclear).toMatchObject([{ rowNumber: 3, reasons: Object.keys(types).map((field) => ({ rule: 'imports.customUnreadable', params: { row: 3, field } })) }])
    const { batchId } = await finished(office().imports.run({ file }))
    const valuesOf = async (text: string) => (await office().people.read({ id: (await office().people.list({ text })).rows[0]?.id ?? '' })).customValues
    expect(await valuesOf('Ada Rätt')).toEqual({ [ids['Skostorlek']!]: 38, [ids['Insats']!]: 125_050, [ids['Kurs']!]: '2026-01-05', [ids['Nyckel']!]: true, [ids['Grupp']!]: 'Norr', [ids['Intressen']!]: ['Sång', 'Dans'] })
    expect(await valuesOf('Cia Tom')).toEqual({})
    expect(await valuesOf('Dan Noll')).toEqual({ [ids['Skostorlek']!]: 0, [ids['Insats']!]: 0, [ids['Nyckel']!]: false })
    expect(await finished(office().imports.run({ file }))).toMatchObject({ fresh: 0, changed: 0 })
    await office().imports.undo({ id: batchId ?? '' })
    expect((await office().people.list({ text: 'Ada Rätt' })).total).toBe(0)
  })

  it('change as the column says, blank never empties, and what one’s roles do not see cannot be filled in', async () => {
    const shoe = ids['Skostorlek']!
    const { id } = await office().people.create({ givenName: 'Eva', familyName: 'Sko', memberNumber: '61', customValues: { [shoe]: 38 }, membership: { kind: 'main', startsOn: '2020-01-01' } })
    const file = csv('Medlemsnr;Förnamn;Efternamn;Skostorlek;Insats', '61;Eva;Sko;39;100')
    const column = (overwrite: 'fillIn' | 'replace') => ({ index: 3, field: `custom:${shoe}` as const, overwrite })
    const others = [{ index: 0, field: 'memberNumber' as const }, { index: 1, field: 'givenName' as const }, { index: 2, field: 'familyName' as const }]
    expect((await finished(office().imports.preview({ file, columns: [...others, column('fillIn')] }))).counts).toMatchObject({ changed: 0, unchanged: 1 })
    const { batchId } = await finished(office().imports.run({ file, columns: [...others, column('replace')] }))
    expect(await office().people.read({ id })).toMatchObject({ customValues: { [shoe]: 39 } })
    await office().imports.undo({ id: batchId ?? '' })
    expect(await office().people.read({ id })).toMatchObject({ customValues: { [shoe]: 38 } })
    await finished(office().imports.run({ file: csv('Medlemsnr;Förnamn;Efternamn;Skostorlek', '61;Eva;Sko;') }))
    expect(await office().people.read({ id })).toMatchObject({ customValues: { [shoe]: 38 } })
    const { id: secret } = await world().as('administrator').customFields.create({ subject: 'person', name: 'Hemligt', type: 'text', visibleToRoles: ['administrator'] })
    const sly = csv('Medlemsnr;Förnamn;Efternamn;Hemligt', '61;Eva;Sko;avslöjat')
    const preview = await finished(office().imports.preview({ file: sly, columns: [...others, { index: 3, field: `custom:${secret}` }] }))
    expect(preview.columns[3]?.field).toBeNull()
    expect(preview.counts).toMatchObject({ changed: 0, unchanged: 1 })
  })
})

onBothEngines('The importing of a list', (world) => {
  const office = () => world().as('officeWorker')
  const many = csv('Medlemsnr;Förnamn;Efternamn', ...Array.from({ length: 1200 }, (_, index) => `${10_000 + index};Per;Nr${index}`))

  it('tells how far it has got', async () => {
    const stages: string[] = []
    for await (const event of await office().imports.preview({ file: many })) if (event.kind === 'progress') stages.push(`${event.stage} ${event.done}/${event.total}`)
    expect(stages).toEqual(['opening 0/0', 'reading 0/1200', 'reading 1000/1200', 'comparing 0/1200', 'comparing 1000/1200'])
  })

  it('leaves nothing when it is stopped on the way', async () => {
    for (const stage of ['opening', 'reading', 'comparing', 'writing', 'saving']) {
      const stop = new AbortController()
      let isFinished = false
      try {
        for await (const event of await office().imports.run({ file: many }, { signal: stop.signal })) {
          isFinished ||= event.kind === 'finished'
          if (event.kind === 'progress' && event.stage === stage) stop.abort()
        }
      } catch {
        // Whoever stops it hears no more of it.
      }
      expect(isFinished, stage).toBe(false)
      await expect.poll(async () => (await office().people.list({})).total).toBe(0)
    }
    expect(await office().imports.list({})).toEqual([])
    expect(world().faults).toEqual([])
  })

  it('is awaited by whoever asks for the imports there are, so that she hears whether a stop came too late', async () => {
    let listed: ReturnType<ReturnType<typeof office>['imports']['list']> | undefined
    for await (const event of await office().imports.run({ file: many })) if (event.kind === 'progress' && event.stage === 'writing') listed ??= office().imports.list({})
    expect(await listed).toMatchObject([{ fresh: 1200 }])
    expect((await office().people.list({})).total).toBe(1200)
  })
})

onBothEngines('An import that cannot be taken back', (world) => {
  const office = () => world().as('officeWorker')

  it('says upon whom something is built: some by name, the rest by number, none with protected identity', async () => {
    const names = ['Ada', 'Bo', 'Cia', 'Dan', 'Eva', 'Fia', 'Gun']
    const { batchId } = await finished(office().imports.run({ file: csv('Förnamn;Efternamn', ...names.map((name) => `${name};Lovén`)) }))
    const persons = (await office().people.list({ text: 'Lovén' })).rows
    const idOf = (name: string) => persons.find((person) => person.name === `${name} Lovén`)?.id ?? ''
    for (const name of names) await office().tags.tagPerson({ personId: idOf(name), name: 'Ny' })
    const refusal = await refusalOf(office().imports.undo({ id: batchId ?? '' }))
    expect(refusal).toMatchObject({ data: { rule: 'imports.undoBuiltUpon', params: { names: 'Ada Lovén, Bo Lovén, Cia Lovén, Dan Lovén, Eva Lovén', rest: 2 } } })
  })

  it('names nobody where all of them have protected identity', async () => {
    const { batchId } = await finished(office().imports.run({ file: csv('Förnamn;Efternamn', 'Dold;Skogh') }))
    const [person] = (await office().people.list({ text: 'Dold Skogh' })).rows
    await office().people.update({ id: person?.id ?? '', version: 1, changes: { isProtected: true } })
    const refusal = await refusalOf(office().imports.undo({ id: batchId ?? '' }))
    expect(refusal).toMatchObject({ data: { rule: 'imports.undoChangedSinceHidden', params: { rest: 1 } } })
    expect(JSON.stringify(refusal)).not.toContain('Skogh')
  })
})

onBothEngines('A double within the list', (world) => {
  it('that is said to be the same person but says something else is left out, and told with its reason', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Leif', familyName: 'Ås', membership: { kind: 'main', startsOn: '2020-01-01' } })
    const file = csv('Förnamn;Efternamn;Ort', 'Leif;Ås;Tierp', 'Leif;Ås;Gimo')
    const ran = await finished(office.imports.run({ file, choices: [2, 3].map((rowNumber) => ({ rowNumber, action: 'update' as const, personId: id })) }))
    expect(ran).toMatchObject({ changed: 1, unclear: 1, leftOut: [{ rowNumber: 3, reasons: [{ rule: 'imports.doubleDiffers', params: { other: 2 } }] }] })
    expect(await office.people.read({ id })).toMatchObject({ town: 'Tierp' })
  })

  it('is resolved in place: the same person, filling in what the first row lacks, or another', async () => {
    const office = world().as('officeWorker')
    const file = csv('Förnamn;Efternamn;E-post;Mobil', 'Eva;Gran;eva@exempel.se;', 'Eva;Gran;;070-174 06 05')
    const preview = await finished(office.imports.preview({ file }))
    expect(preview.unclear).toMatchObject([{ rowNumber: 3, reasons: [{ rule: 'imports.mayBeDoubleOfRow' }], mayBeNew: true, otherRow: { rowNumber: 2, isCounted: true, values: [{ field: 'givenName' }, { field: 'familyName' }, { value: 'eva@exempel.se' }] } }])
    const joined = await finished(office.imports.run({ file, choices: [{ rowNumber: 3, action: 'join', otherRow: 2 }], expected: { fresh: 1, changed: 0 } }))
    expect(joined).toMatchObject({ fresh: 1, unclear: 0, skipped: 1, leftOut: [] })
    const [eva] = (await office.people.list({ text: 'Eva Gran' })).rows
    expect(await office.people.read({ id: eva?.id ?? '' })).toMatchObject({ email: 'eva@exempel.se', phone: '070-174 06 05' })
    await office.imports.undo({ id: joined.batchId ?? '' })
    expect(await finished(office.imports.run({ file, choices: [{ rowNumber: 3, action: 'create' }] }))).toMatchObject({ fresh: 2 })
  })
})
