import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BulkChange } from '#contract/bulk.ts'
import type { CustomValue } from '#contract/custom-fields.ts'
import type { WritableTable } from '#core/db/writer.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const touchable = ['persons', 'memberships', 'taggings', 'tags', 'notes', 'customValues'] as const satisfies readonly WritableTable[]

/** Every row that a change of many can touch, as it stands, without its version, which undoing counts on. */
async function standing(world: World): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {}
  await world.given(async ({ db }) => {
    for (const table of touchable) rows[table] = (await db.selectFrom(table as 'persons').selectAll().orderBy('id').execute()).map(({ version: _version, ...row }) => row)
  })
  return rows
}

const base = { givenName: 'Bo', familyName: 'Ek', street: null, postcode: null, town: null, email: null, phone: null, gender: null, municipalityCode: null }

onBothEngines('Changing many persons', (world) => {
  it('does what its preview says, never touches a protected person, and is undone to the last value', async () => {
    const office = world().as('officeWorker')
    const someone = fc.record({
      email: fc.option(fc.constant('bo@example.se')), phone: fc.option(fc.constant('018-10 10 10')), gender: fc.option(fc.constantFrom('woman', 'man')), town: fc.option(fc.constantFrom('Gimo', 'Uppsala')),
      street: fc.option(fc.constant('Gatan 1')), countryCode: fc.constantFrom('NO', null), municipalityCode: fc.option(fc.constantFrom('0380', '0319')), preferredChannel: fc.constantFrom('email', 'letter', 'sms'),
      isProtected: fc.integer({ min: 0, max: 3 }).map((n) => n === 0), isTagged: fc.boolean(), shirt: fc.option(fc.constantFrom('S', 'M')), isGone: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      membership: fc.option(fc.record({ startsOn: fc.constantFrom('2020-01-01' as const, '2027-01-01' as const), endsOn: fc.option(fc.constantFrom('2026-01-01' as const, '2028-12-31' as const)) })),
    })
    const { id: tagId } = await office.tags.tagPerson({ personId: (await office.people.create({ ...base })).id, name: 'Prov' })
    const { id: fieldId } = await world().as('administrator').customFields.create({ subject: 'person', name: 'Tröja', type: 'choice', choices: ['S', 'M'], visibleToRoles: ['officeWorker'] })
    const wanted = fc.constantFrom<BulkChange>(
      { kind: 'customField', fieldId, value: 'M' }, { kind: 'customField', fieldId, value: null },
      { kind: 'preferredChannel', preferredChannel: 'email' }, { kind: 'preferredChannel', preferredChannel: 'letter' }, { kind: 'preferredChannel', preferredChannel: 'phone' },
      { kind: 'municipality', municipalityCode: '0380' }, { kind: 'town', town: 'Gimo' }, { kind: 'blankGender' }, { kind: 'addTag', name: 'prov' }, { kind: 'addTag', name: 'Alldeles ny' }, { kind: 'removeTag', tagId },
      { kind: 'endMembership', endsOn: '2026-11-21', reasonKind: 'unpaid', reason: null }, { kind: 'note', text: 'Ring' },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(someone, { minLength: 1, maxLength: 6 }), wanted, async (persons, change) => {
        const ids: string[] = []
        for (const { isTagged, isGone, membership, shirt, ...fields } of persons) {
          if (isGone) {
            ids.push((await office.removals.list({})).rows[0]?.id ?? tagId)
            continue
          }
          const { id } = await office.people.create({ ...base, ...fields, postcode: fields.street && '747 40', ...(membership && { membership: { kind: 'main', startsOn: membership.startsOn } }), customValues: { [fieldId]: shirt } })
          ids.push(id)
          if (isTagged) await office.tags.tagPerson({ personId: id, name: 'Prov' })
          if (membership?.endsOn) {
            const [row] = (await office.people.read({ id })).memberships
            if (row && membership.endsOn > membership.startsOn) await office.memberships.end({ id: row.id, version: row.version, endsOn: membership.endsOn, reasonKind: 'moved', reason: null })
          }
        }
        const before = await standing(world())
        const counts = await office.bulk.preview({ ids, change })
        expect(await standing(world())).toEqual(before)
        const leftOut = new Map(counts.leftOut.map(({ obstacle, count }) => [obstacle, count]))
        expect(counts.changed + counts.already + counts.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(counts.chosen)
        expect(leftOut.get('protected') ?? 0).toBe(persons.filter((person) => person.isProtected && !person.isGone).length)
        const abroad = persons.filter(({ isProtected, isGone, countryCode }) => !isProtected && !isGone && countryCode !== null)
        expect(leftOut.get('livesAbroad') ?? 0).toBe(change.kind === 'municipality' || change.kind === 'town' ? abroad.length : 0)
        const elsewhere = persons.filter(({ isProtected, isGone, countryCode, street, town }) => !isProtected && !isGone && countryCode === null && street !== null && town === 'Uppsala')
        expect(leftOut.get('otherTown') ?? 0).toBe(change.kind === 'town' ? elsewhere.length : 0)
        expect(await office.bulk.run({ ids, change, expected: counts.changed })).toEqual(counts)

        const after = await standing(world())
        const touched = touchedPersons(before, after)
        expect(touched.size).toBe(counts.changed)
        const hidden = new Set((before['persons'] as { id: string; isProtected: number }[]).filter((row) => row.isProtected === 1).map((row) => row.id))
        expect([...touched].filter((id) => hidden.has(id))).toEqual([])
        expect(await office.bulk.preview({ ids, change: change.kind === 'note' ? { kind: 'town', town: 'Ingenstans' } : change })).toMatchObject({ chosen: counts.chosen, ...(change.kind !== 'note' && { changed: 0, already: counts.already + counts.changed }) })

        if (counts.changed === 0) return
        const { entry } = await office.journal.lastUndoable({})
        expect(entry?.procedure).toBe('bulk.run')
        await office.journal.undo({ entryId: entry?.id as string })
        expect(await standing(world())).toEqual(before)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('changes those who fit a filter, and nobody where the register has changed since the preview', async () => {
    const office = world().as('officeWorker')
    const change = { kind: 'town', town: 'Tierp' } as const
    const filter = [{ field: 'name' as const, operator: 'contains' as const, values: ['Urvalsson'] }]
    const { id } = await office.people.create({ ...base, familyName: 'Urvalsson' })
    await office.people.create({ ...base, familyName: 'Urvalsson', isProtected: true })
    expect(await office.bulk.preview({ filter, change })).toEqual({ chosen: 1, changed: 1, already: 0, leftOut: [] })
    await office.people.create({ ...base, familyName: 'Urvalsson' })
    expect(await refusalOf(office.bulk.run({ filter, change, expected: 1 }))).toMatchObject({ code: 'CONFLICT' })
    expect((await office.people.read({ id })).town).toBeNull()
    expect(await office.bulk.run({ filter, change, expected: 2 })).toMatchObject({ changed: 2 })
    expect((await office.people.read({ id })).town).toBe('Tierp')
  })

  it('fills in a town and writes it better, but puts no other beside a postcode, and none in another country', async () => {
    const office = world().as('officeWorker')
    const living = async (fields: object) => (await office.people.create({ ...base, familyName: 'Ortsson', ...fields })).id
    const [blank, capitals, other, abroad] = [await living({ postcode: '815 40' }), await living({ postcode: '815 40', town: 'TIERP' }), await living({ postcode: '753 20', town: 'Uppsala' }), await living({ town: 'Oslo', countryCode: 'NO' })]
    const change = { kind: 'town', town: 'Tierp' } as const
    expect(await office.bulk.run({ ids: [blank, capitals, other, abroad], change })).toEqual({ chosen: 4, changed: 2, already: 0, leftOut: [{ obstacle: 'livesAbroad', count: 1 }, { obstacle: 'otherTown', count: 1 }] })
    const towns = await Promise.all([blank, capitals, other, abroad].map(async (id) => (await office.people.read({ id })).town))
    expect(towns).toEqual(['Tierp', 'Tierp', 'Uppsala', 'Oslo'])
  })

  it('writes nothing where nobody changes, and asks for a municipality that exists and for the other reason in words', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ ...base, familyName: 'Oförändrad' })
    const last = (await office.journal.lastUndoable({})).entry?.id
    expect(await office.bulk.run({ ids: [id], change: { kind: 'blankGender' } })).toMatchObject({ changed: 0, already: 1 })
    expect((await office.journal.lastUndoable({})).entry?.id).toBe(last)
    expect(await refusalOf(office.bulk.preview({ ids: [id], change: { kind: 'municipality', municipalityCode: '9999' } }))).toMatchObject({ data: { fields: [{ path: 'municipalityCode' }] } })
    expect(await refusalOf(office.bulk.preview({ ids: [id], change: { kind: 'endMembership', endsOn: '2026-11-21', reasonKind: 'other', reason: null } }))).toMatchObject({ data: { fields: [{ path: 'reason' }] } })
  })

  it('fills in an own field only with what fits it, and only one that the user sees', async () => {
    const administrator = world().as('administrator')
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ ...base, familyName: 'Egenfält' })
    const field = (more: object) => administrator.customFields.create({ subject: 'person', type: 'text', visibleToRoles: ['officeWorker'], name: 'Fält', ...more })
    const { id: several } = await field({ name: 'Grupper', type: 'multipleChoice', choices: ['A', 'B', 'C'] })
    const { id: demanded } = await field({ name: 'Krävs', isRequired: true })
    const { id: hidden } = await field({ name: 'Dolt', visibleToRoles: ['treasurer'] })
    const preview = (fieldId: string, value: CustomValue) => office.bulk.preview({ ids: [id], change: { kind: 'customField', fieldId, value } })
    const refused = async (fieldId: string, value: CustomValue) => (await refusalOf(preview(fieldId, value))).data
    expect(await refused(hidden, 'x')).toMatchObject({ fields: [{ path: 'fieldId', rule: 'common.notAChoice' }] })
    expect(await refused(demanded, '  ')).toMatchObject({ fields: [{ path: 'value', rule: 'common.required' }] })
    expect(await refused(several, ['D'])).toMatchObject({ fields: [{ path: 'value' }] })
    await office.bulk.run({ ids: [id], change: { kind: 'customField', fieldId: several, value: ['C', 'A'] } })
    expect(await preview(several, ['A', 'C'])).toMatchObject({ changed: 0, already: 1 })
    expect((await office.people.read({ id })).customValues[several]).toHaveLength(2)
  })

  it('is for those who may change persons', async () => {
    expect(await refusalOf(world().as('treasurer').bulk.preview({ change: { kind: 'blankGender' } }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

/** The persons whose own row, memberships, tags or notes differ. */
function touchedPersons(before: Record<string, unknown[]>, after: Record<string, unknown[]>): Set<string> {
  const touched = new Set<string>()
  for (const table of ['persons', 'memberships', 'taggings', 'notes', 'customValues']) {
    const say = (rows: unknown[] = []) => new Map((rows as { id: string; personId?: string; subjectId?: string }[]).map((row) => [row.id, { text: JSON.stringify(row), about: row.personId ?? row.subjectId ?? row.id }]))
    const [old, fresh] = [say(before[table]), say(after[table])]
    for (const [id, { text, about }] of [...old, ...fresh]) if (old.get(id)?.text !== text || fresh.get(id)?.text !== text) touched.add(about)
  }
  return touched
}
