import { beforeAll, describe, expect, it } from 'vitest'
import { customKeyOf, type CustomType, type CustomValue } from '#contract/custom-fields.ts'
import { roles, type Role } from '#contract/permissions.ts'
import { columnsOf, tidied, valueOf } from '#core/custom-fields/rules.ts'
import { newId } from '#shared/ids.ts'
import { givenBody } from '#test/support/council.ts'
import { finished } from '#test/support/events.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const examples: Record<CustomType, { readonly fits: CustomValue; readonly not: CustomValue }> = {
  text: { fits: 'Blå', not: 5 },
  longText: { fits: 'Rad ett\nrad två', not: true },
  number: { fits: 38, not: 3_000_000_000 },
  money: { fits: 12_550, not: '125,50' },
  date: { fits: '2026-02-28', not: '2026-02-30' },
  yesNo: { fits: false, not: 'nej' },
  choice: { fits: 'Röd', not: 'Gul' },
  multipleChoice: { fits: ['Blå', 'Röd'], not: ['Blå', 'Gul'] },
}

describe('A value of a custom field', () => {
  it.each(Object.entries(examples))('of type %s is kept as what it is, and nothing else is taken', (name, { fits, not }) => {
    const type = name as CustomType
    const field = { type, choices: ['Blå', 'Röd'] }
    const columns = columnsOf(field, fits as Exclude<CustomValue, null>)
    if ('rule' in columns) throw new Error(columns.rule)
    expect(valueOf(type, columns)).toEqual(fits)
    expect(Object.values(columns).filter((value) => value !== null)).toHaveLength(1)
    expect(columnsOf(field, not as Exclude<CustomValue, null>)).toHaveProperty('rule')
  })

  it('is nothing when it is an empty text or no alternatives', () => {
    expect([tidied('  '), tidied([]), tidied(' ja '), tidied(false), tidied(0)]).toEqual([null, null, 'ja', false, 0])
  })
})

onBothEngines('Custom fields', (world) => {
  let shirt: string
  let allergy: string

  beforeAll(async () => {
    const administrator = world().as('administrator')
    shirt = (await administrator.customFields.create({ subject: 'person', name: 'Tröjstorlek', type: 'choice', choices: ['S', 'M', 'L'], visibleToRoles: ['officeWorker', 'coordinator', 'boardMember'] })).id
    allergy = (await administrator.customFields.create({ subject: 'person', name: 'Nyckelnummer', type: 'text', visibleToRoles: ['officeWorker'] })).id
  })

  it.each(roles)('are seen and filled in by their roles alone: %s', async (role) => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Anna', familyName: role, customValues: { [shirt]: 'M', [allergy]: 'K-17' } })
    const client = world().as(role)
    const seenBy: Record<Role, readonly string[]> = { officeWorker: [shirt, allergy], coordinator: [shirt], treasurer: [], boardMember: [shirt], administrator: [] }
    const seen = seenBy[role]
    expect((await client.customFields.list({ subject: 'person' })).map((field) => field.id)).toEqual(seen)
    expect(Object.keys((await client.people.read({ id })).customValues).toSorted()).toEqual(seen.toSorted())
    const { entries } = await client.journal.list({ subjectId: id })
    expect(JSON.stringify(entries).includes('K-17')).toBe(seen.includes(allergy))
    if (role !== 'coordinator' && role !== 'administrator') return
    const change = client.people.update({ id, version: 1, changes: { customValues: { [allergy]: 'K-18' } } })
    expect(await refusalOf(change)).toMatchObject({ data: { fields: [{ path: `customValues.${allergy}`, rule: 'common.unknownField' }] } })
  })

  it('are written with the rest of a person, stay when left out, and are emptied when nothing is given', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Bo', familyName: 'Berg', customValues: { [shirt]: 'M' } })
    const { version } = await office.people.update({ id, version: 1, changes: { town: 'Uppsala' } })
    expect((await office.people.read({ id })).customValues).toEqual({ [shirt]: 'M' })
    await office.people.update({ id, version, changes: { customValues: { [shirt]: 'L' } } })
    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect((await office.people.read({ id })).customValues).toEqual({ [shirt]: 'M' })
    await office.people.update({ id, version, changes: { customValues: { [shirt]: null } } })
    expect((await office.people.read({ id })).customValues).toEqual({})
    const wrong = office.people.update({ id, version, changes: { customValues: { [shirt]: 'XXL' } } })
    expect(await refusalOf(wrong)).toMatchObject({ data: { fields: [{ path: `customValues.${shirt}`, rule: 'common.notAChoice' }] } })
  })

  it.each(roles)('are filters and columns of the register for their roles alone, wherever a selection is made: %s', async (role) => {
    const client = world().as(role)
    const filter = [{ field: customKeyOf(allergy), operator: 'contains' as const, values: ['K-17'] }]
    const columns = [customKeyOf(allergy)]
    const [{ id: viewId }, { id: mailingId }] = [
      await world().as('officeWorker').views.create({ name: `Nycklar ${role}`, filter, columns, isShared: true }),
      await world().as('officeWorker').mailings.create({ subject: 'Nyckeln', body: 'Hej', audience: 'register', selection: { filter } }),
    ]
    const view = (await client.views.list({})).find(({ id }) => id === viewId)
    const attempts: Record<string, () => Promise<unknown>> = {
      list: () => client.people.list({ filter }),
      listIds: () => client.people.listIds({ filter }),
      openedView: () => client.people.list({ filter: view?.filter ?? filter }),
      column: () => client.people.list({ columns }),
      exportedFilter: () => client.views.export({ format: 'excel', reason: 'Prov', filter }),
      exportedColumn: () => client.views.export({ format: 'csv', reason: 'Prov', columns }),
      savedFilter: () => client.views.create({ name: 'Mina', filter }),
      savedColumn: () => client.views.create({ name: 'Mina', columns }),
      bulk: () => client.bulk.preview({ filter, change: { kind: 'town', town: 'Uppsala' } }),
      mailing: () => client.mailings.create({ subject: 'Nyckeln', body: 'Hej', audience: 'register', selection: { filter } }),
      audience: () => client.mailings.preview({ id: mailingId }),
    }
    for (const [name, attempt] of Object.entries(attempts)) {
      const refusal = await refusalOf(attempt().then(() => 'made')).catch(() => undefined)
      if (role === 'officeWorker') expect(refusal, name).toBeUndefined()
      else expect(refusal === undefined ? undefined : ((refusal.data as { rule?: string } | undefined)?.rule ?? refusal.code), name).toMatch(/^(people\.mayNotFilter|people\.mayNotSeeColumn|NOT_ALLOWED)$/u)
    }
  })

  it('are refused as filters and columns, and not passed over, once they are archived or changed', async () => {
    const [administrator, office] = [world().as('administrator'), world().as('officeWorker')]
    const { id } = await administrator.customFields.create({ subject: 'person', name: 'Skåp', type: 'choice', choices: ['A', 'B'], visibleToRoles: ['officeWorker'] })
    const filter = [{ field: customKeyOf(id), operator: 'is' as const, values: ['A'] }]
    await office.views.create({ name: 'Skåp A', filter, columns: [customKeyOf(id)] })
    expect(await office.people.list({ filter })).toEqual({ total: 0, rows: [] })
    expect(await refusalOf(office.people.list({ filter: [{ ...filter[0]!, values: ['C'] }] }))).toMatchObject({ data: { rule: 'people.filterNoLongerFits', params: { field: 'Skåp' } } })
    expect(await refusalOf(office.people.list({ filter: [{ ...filter[0]!, operator: 'contains' }] }))).toMatchObject({ data: { rule: 'people.filterNoLongerFits' } })
    const { version } = (await administrator.customFields.definitions()).find((field) => field.id === id)!
    await administrator.customFields.archive({ id, version })
    const view = (await office.views.list({})).find(({ name }) => name === 'Skåp A')!
    expect(view.filter).toEqual(filter)
    expect(await refusalOf(office.people.list({ filter: view.filter }))).toMatchObject({ data: { rule: 'people.archivedFilter', params: { field: 'Skåp' } } })
    expect(await refusalOf(office.people.list({ columns: view.columns }))).toMatchObject({ data: { rule: 'people.archivedColumn', params: { field: 'Skåp' } } })
    expect(await refusalOf(office.people.list({ filter: [{ ...filter[0]!, operator: 'isNot', field: customKeyOf(newId()) }] }))).toMatchObject({ data: { rule: 'people.mayNotFilter' } })
  })

  it('belong to organisations and bodies as well', async () => {
    const [administrator, coordinator] = [world().as('administrator'), world().as('coordinator')]
    const { id: costField } = await administrator.customFields.create({ subject: 'organisation', name: 'Årsavgift', type: 'money', visibleToRoles: ['coordinator'] })
    const { id: openField } = await administrator.customFields.create({ subject: 'body', name: 'Öppet för gäster', type: 'yesNo', visibleToRoles: ['coordinator'] })
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'unit', name: 'Mottagningen', customValues: { [costField]: 50_000 } })
    expect((await coordinator.organisations.read({ id: organisationId })).customValues).toEqual({ [costField]: 50_000 })
    const bodyId = await givenBody(world(), { travelRuleReason: 'Olika platser' })
    const { seats: _seats, status: _status, deputyRules: _deputyRules, host, tariff, grant, ...body } = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.update({ ...body, hostOrganisationId: host.id, tariffId: tariff?.id ?? null, grantId: grant?.id ?? null, customValues: { [openField]: false } })
    expect((await coordinator.bodies.read({ id: bodyId })).customValues).toEqual({ [openField]: false })
    expect((await world().as('boardMember').bodies.read({ id: bodyId })).customValues).toEqual({})
  })

  it('that are required are demanded of those who see them when they register by hand', async () => {
    const administrator = world().as('administrator')
    const { id } = await administrator.customFields.create({ subject: 'person', name: 'Hittade oss genom', type: 'text', isRequired: true, visibleToRoles: ['officeWorker'] })
    const office = world().as('officeWorker')
    const fault = { data: { fields: [{ path: `customValues.${id}`, rule: 'common.required' }] } }
    expect(await refusalOf(office.people.create({ givenName: 'Cia', familyName: 'Cederström' }))).toMatchObject(fault)
    const person = await office.people.create({ givenName: 'Cia', familyName: 'Cederström', customValues: { [id]: 'En vän' } })
    expect(await refusalOf(office.people.update({ id: person.id, version: 1, changes: { customValues: { [id]: ' ' } } }))).toMatchObject(fault)
    await world().as('coordinator').people.create({ givenName: 'Disa', familyName: 'Dahl' })
    const file = new File(['Förnamn;Efternamn;Födelsedatum\nEva;Ek;1980-01-01\n'], 'lista.csv')
    expect(await finished(office.imports.run({ file }))).toMatchObject({ fresh: 1 })
    const definition = (await administrator.customFields.definitions({})).find((field) => field.id === id)
    await administrator.customFields.archive({ id, version: definition?.version as number })
    await office.people.create({ givenName: 'Frej', familyName: 'Falk' })
    expect((await office.people.read({ id: person.id })).customValues).toEqual({})
  })

  it('keep their type and their chosen alternatives while somebody has a value', async () => {
    const administrator = world().as('administrator')
    const described = { name: 'Färg', type: 'multipleChoice', choices: ['Blå', 'Röd', 'Grön'], visibleToRoles: ['officeWorker', 'administrator'] } as const
    const mutable = { ...described, choices: [...described.choices], visibleToRoles: [...described.visibleToRoles] }
    const { id } = await administrator.customFields.create({ subject: 'person', ...mutable })
    const twice = ['Blå', 'Röd', 'Blå']
    expect(await refusalOf(administrator.customFields.update({ id, version: 1, ...mutable, choices: twice }))).toMatchObject({ data: { fields: [{ path: 'choices', rule: 'customFields.choiceTwice' }] } })
    // A type without alternatives does not mind what was written of them before it was chosen.
    await administrator.customFields.update({ id, version: 1, ...mutable, type: 'number', choices: twice })
    expect((await administrator.customFields.definitions({})).find((one) => one.id === id)).toMatchObject({ type: 'number', choices: [] })
    await administrator.customFields.update({ id, version: 2, ...mutable })
    await world().as('officeWorker').people.create({ givenName: 'Gun', familyName: 'Gren', customValues: { [id]: ['Grön', 'Blå'] } })
    expect(await refusalOf(administrator.customFields.update({ id, version: 3, ...mutable, type: 'text' }))).toMatchObject({ data: { fields: [{ path: 'type', rule: 'customFields.typeInUse' }] } })
    expect(await refusalOf(administrator.customFields.update({ id, version: 3, ...mutable, choices: ['Röd', 'Grön'] }))).toMatchObject({ data: { fields: [{ path: 'choices', rule: 'customFields.choiceInUse', params: { choice: 'Blå' } }] } })
    await administrator.customFields.update({ id, version: 3, ...mutable, choices: ['Grön', 'Blå', 'Svart'] })
  })

  it('are defined once by name, stand in an order that is changed step by step, and are archived, not deleted', async () => {
    const administrator = world().as('administrator')
    const add = async (name: string) => (await administrator.customFields.create({ subject: 'body', name, type: 'text', visibleToRoles: ['administrator'] })).id
    const [first, second] = [await add('Ett'), await add('Två')]
    expect(await refusalOf(add('ett'))).toMatchObject({ data: { fields: [{ path: 'name', rule: 'customFields.nameTaken' }] } })
    const shown = async () => (await administrator.customFields.list({ subject: 'body' })).map((field) => field.id)
    expect(await shown()).toEqual([first, second])
    await administrator.customFields.move({ id: second, direction: 'up' })
    expect(await shown()).toEqual([second, first])
    const { version } = (await administrator.customFields.definitions({})).find((field) => field.id === second) ?? { version: 0 }
    await administrator.customFields.archive({ id: second, version })
    expect(await shown()).toEqual([first])
    await administrator.customFields.restore({ id: second, version: version + 1 })
    expect(await shown()).toEqual([second, first])
  })

  it('of a person with protected identity are shown only when she is opened', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Dold', familyName: 'Skogh', isProtected: true, customValues: { [shirt]: 'S' } })
    expect((await office.people.read({ id })).customValues).toEqual({})
    expect((await office.people.openProtected({ id, reason: 'Prov' })).customValues).toEqual({ [shirt]: 'S' })
  })
})
