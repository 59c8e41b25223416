import { describe, expect, it } from 'vitest'
import { mergedTaggings } from '#core/tags/rules.ts'
import { givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

describe('Merging two tags', () => {
  it('gives the tag that stays to whoever lacks it, and to nobody twice', () => {
    const tagging = (id: string, tagId: string, subjectId: string) => ({ id, tagId, subjectId })
    const { moved, already } = mergedTaggings([tagging('1', 'kept', 'anna'), tagging('2', 'other', 'anna'), tagging('3', 'other', 'bo'), tagging('4', 'third', 'bo')], 'kept', 'other')
    expect([moved.map(({ id }) => id), already.map(({ id }) => id)]).toEqual([['3'], ['2']])
  })
})

onBothEngines('Tags', (world) => {
  it('are created when they are put on somebody, and put on once', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Anna' })
    const first = await office.tags.tagPerson({ personId, name: 'Kör bil' })
    const again = await office.tags.tagPerson({ personId, name: 'kör BIL' })
    expect(again).toEqual(first)
    await office.tags.tagPerson({ personId, name: 'Baka' })
    expect((await office.people.read({ id: personId })).tags.map(({ name }) => name)).toEqual(['Baka', 'Kör bil'])
    await office.tags.untagPerson({ personId, tagId: first.id })
    expect((await office.people.read({ id: personId })).tags.map(({ name }) => name)).toEqual(['Baka'])
    expect(await refusalOf(office.tags.untagPerson({ personId, tagId: first.id }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are put on organisations by those who may change organisations', async () => {
    const treasurer = world().as('treasurer')
    const { id: organisationId } = await treasurer.organisations.create({ kind: 'funder', name: 'Stiftelsen' })
    const tag = await treasurer.tags.tagOrganisation({ organisationId, name: 'Bidragsgivare' })
    expect((await treasurer.organisations.read({ id: organisationId })).tags).toEqual([tag])
    const personId = await givenPerson(world(), { givenName: 'Bo' })
    expect(await refusalOf(treasurer.tags.tagPerson({ personId, name: 'Bidragsgivare' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    await treasurer.tags.untagOrganisation({ organisationId, tagId: tag.id })
    expect((await treasurer.organisations.read({ id: organisationId })).tags).toEqual([])
  })

  it('of a person with protected identity are shown only when she is opened', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Dold', isProtected: true })
    const tag = await office.tags.tagPerson({ personId, name: 'Skjutsar' })
    expect((await office.people.read({ id: personId })).tags).toEqual([])
    expect((await office.people.openProtected({ id: personId, reason: 'Prov' })).tags).toEqual([tag])
  })

  it('are renamed, but not to what another is called', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Cia' })
    const { id } = await office.tags.tagPerson({ personId, name: 'Tolkar' })
    await office.tags.tagPerson({ personId, name: 'Språkstöd' })
    expect(await refusalOf(office.tags.rename({ id, version: 1, name: 'språkstöd' }))).toMatchObject({ data: { fields: [{ path: 'name', rule: 'tags.nameTaken' }] } })
    await office.tags.rename({ id, version: 1, name: 'Teckentolkar' })
    expect((await office.people.read({ id: personId })).tags.map(({ name }) => name)).toEqual(['Språkstöd', 'Teckentolkar'])
  })

  it('are archived without being taken from anybody, and are in use again when put on somebody', async () => {
    const office = world().as('officeWorker')
    const personId = await givenPerson(world(), { givenName: 'Disa' })
    const { id } = await office.tags.tagPerson({ personId, name: 'Fadder' })
    await office.tags.archive({ id, version: 1 })
    const found = async () => (await office.tags.list({})).find((tag) => tag.id === id)
    expect(await found()).toMatchObject({ persons: 1, archivedAt: expect.any(String) as string })
    expect((await office.people.read({ id: personId })).tags).toHaveLength(1)
    await office.tags.tagPerson({ personId: await givenPerson(world(), { givenName: 'Eva' }), name: 'Fadder' })
    expect(await found()).toMatchObject({ persons: 2, archivedAt: null })
  })

  it('are merged in one step that says how many it concerns and is undone as one', async () => {
    const office = world().as('officeWorker')
    const [anna, bo, cia] = [await givenPerson(world(), { givenName: 'Anna' }), await givenPerson(world(), { givenName: 'Bo' }), await givenPerson(world(), { givenName: 'Cia' })]
    const kept = await office.tags.tagPerson({ personId: anna, name: 'Föreläsare' })
    const other = await office.tags.tagPerson({ personId: anna, name: 'Föredragshållare' })
    for (const personId of [bo, cia]) await office.tags.tagPerson({ personId, name: 'Föredragshållare' })
    const pair = { keptId: kept.id, otherId: other.id }
    expect(await office.tags.previewMerge(pair)).toEqual({ moved: 2, already: 1 })
    expect(await office.tags.merge({ ...pair, keptVersion: 1, otherVersion: 1 })).toEqual({ moved: 2 })
    const tagsOf = async (id: string) => (await office.people.read({ id })).tags.map(({ name }) => name)
    expect([await tagsOf(anna), await tagsOf(bo)]).toEqual([['Föreläsare'], ['Föreläsare']])
    expect((await office.tags.list({})).some((tag) => tag.id === other.id)).toBe(false)

    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect([await tagsOf(anna), await tagsOf(bo)]).toEqual([['Föredragshållare', 'Föreläsare'], ['Föredragshållare']])
    expect(await refusalOf(office.tags.previewMerge({ keptId: kept.id, otherId: kept.id }))).toMatchObject({ code: 'VALIDATION' })
  })
})

onBothEngines('The register of persons', (world) => {
  it('is filtered by tag, and shows the tags in a column, without those with protected identity', async () => {
    const office = world().as('officeWorker')
    const [anna, bo, dold] = [await givenPerson(world(), { givenName: 'Anna' }), await givenPerson(world(), { givenName: 'Bo' }), await givenPerson(world(), { givenName: 'Dold', isProtected: true })]
    const { id: drives } = await office.tags.tagPerson({ personId: anna, name: 'Kör' })
    await office.tags.tagPerson({ personId: anna, name: 'Bakar' })
    await office.tags.tagPerson({ personId: dold, name: 'Kör' })
    const { id: sings } = await office.tags.tagPerson({ personId: bo, name: 'Sjunger' })
    const ids = async (operator: 'is' | 'isNot', ...values: string[]) => (await office.people.list({ filter: [{ field: 'tag', operator, values }] })).rows.map((row) => row.id)
    expect(await ids('is', drives)).toEqual([anna])
    expect((await ids('is', drives, sings)).toSorted()).toEqual([anna, bo].toSorted())
    expect(await ids('isNot', drives)).toEqual([bo])
    expect((await office.people.list({ columns: ['tags'] })).rows.map((row) => row.tags)).toEqual(['Bakar, Kör', 'Sjunger'])
  })
})
