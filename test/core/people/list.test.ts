import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { membershipKinds, type personSorts } from '#contract/people.ts'
import { unknownDetails } from '#core/people/index.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

type Office = ReturnType<World['as']>
type ListInput = NonNullable<Parameters<Office['people']['list']>[0]>
interface Asked extends Omit<ListInput, 'filter'> {
  readonly membership?: 'current' | 'ended' | 'none'
  readonly municipalityCode?: string
  readonly hasEmail?: boolean
}

/** A question in the words of the list. */
function inWords({ membership, municipalityCode, hasEmail, ...question }: Asked): ListInput {
  const filter: ListInput['filter'] = []
  if (membership) filter.push({ field: 'membership', operator: 'is', values: [membership] })
  if (municipalityCode) filter.push({ field: 'municipality', operator: 'is', values: [municipalityCode] })
  if (hasEmail !== undefined) filter.push({ field: 'email', operator: hasEmail ? 'yes' : 'no' })
  return { ...question, filter }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Every person of the register read one by one, filtered and sorted in the plainest way. */
async function plainly(office: Office, ids: ReadonlySet<string>, filter: Asked): Promise<string[]> {
  const persons = (await Promise.all([...ids].map((id) => office.people.read({ id })))).filter((person) => !person.isProtected)
  const fitting = persons.filter((person) => {
    const has = (status: string) => person.memberships.some((membership) => membership.status === status)
    if (filter.membership === 'none' && person.memberships.length > 0) return false
    if (filter.membership === 'ended' && (has('current') || !has('ended'))) return false
    if (filter.membership === 'current' && !has('current')) return false
    if (filter.municipalityCode && person.municipalityCode !== filter.municipalityCode) return false
    return filter.hasEmail === undefined || filter.hasEmail === (person.email !== null)
  })
  const name = (person: (typeof persons)[number]) => sortKey(`${person.familyName} ${person.givenName}`)
  const value = (person: (typeof persons)[number]) => (filter.sort === 'town' ? person.town && sortKey(person.town) : filter.sort === 'birthDate' ? person.birthDate : name(person))
  const direction = filter.descending ? -1 : 1
  const byName = fitting.toSorted((a, b) => compare(name(a), name(b)) || compare(a.id, b.id))
  const filled = byName.filter((person) => value(person) !== null).toSorted((a, b) => compare(value(a) as string, value(b) as string))
  if (direction < 0) filled.reverse()
  return [...filled, ...byName.filter((person) => value(person) === null)].map((person) => person.id)
}

onBothEngines('The list of persons', (world) => {
  it('is in step with every change, whatever it is sorted and filtered by', async () => {
    const office = world().as('officeWorker')
    const ids = new Set<string>()
    const text = fc.constantFrom('Ek', 'Ås', 'Öd', 'Al', 'Zorn')
    const change = fc.record({
      which: fc.nat(), familyName: text, town: fc.option(fc.constantFrom('Ål', 'Örbyhus', 'Älvkarleby', 'Gimo')), birthDate: fc.option(fc.constantFrom('1950-01-01' as const, '1999-12-31' as const)),
      email: fc.option(fc.constant('namn@example.se')), municipalityCode: fc.option(fc.constantFrom('0380', '0319')), isProtected: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
      kind: fc.option(fc.constantFrom(...membershipKinds)), endsOn: fc.option(fc.constantFrom('2025-12-31' as const, '2027-12-31' as const)), startsOn: fc.constantFrom('2024-01-01' as const, '2027-01-01' as const),
    })
    const question = fc.record(
      {
        sort: fc.constantFrom('name', 'town', 'birthDate'), descending: fc.boolean(), membership: fc.constantFrom('current', 'ended', 'none'),
        municipalityCode: fc.constantFrom('0380', '0319'), hasEmail: fc.boolean(), offset: fc.nat({ max: 5 }), limit: fc.integer({ min: 1, max: 10 }),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(change, question, async ({ which, kind, startsOn, endsOn, ...fields }, asked) => {
        const known = [...ids][which % (ids.size + 3)]
        if (known) {
          const { version, memberships } = await office.people.read({ id: known })
          await office.people.update({ id: known, version, changes: fields })
          if (kind && memberships.length === 0) await office.memberships.begin({ personId: known, kind, startsOn, endsOn: endsOn && endsOn > startsOn ? endsOn : null })
        } else ids.add((await office.people.create({ givenName: 'Kim', ...fields })).id)
        const filter = asked as Asked
        const expected = await plainly(office, ids, filter)
        const { offset = 0, limit = 100 } = filter
        const { rows, total } = await office.people.list(inWords(filter))
        expect(total).toBe(expected.length)
        expect(rows.map((row) => row.id)).toEqual(expected.slice(offset, offset + limit))
      }),
      { numRuns: 40 },
    )
  })

  it('sorts by municipality’s name and by number as numbers, and puts those without a value last both ways', async () => {
    const office = world().as('officeWorker')
    const add = (memberNumber: string | null, municipalityCode: string | null) => office.people.create({ givenName: 'Nr', familyName: 'Rönnbär', memberNumber, municipalityCode })
    for (const [number, code] of [['10', '0382'], [null, null], ['9', '0319'], ['100', '0380']] as const) await add(number, code)
    const sorted = async (sort: (typeof personSorts)[number], descending: boolean) => (await office.people.list({ text: 'Rönnbär', columns: ['memberNumber', 'municipalityCode'], sort, descending })).rows
    expect((await sorted('memberNumber', false)).map((row) => row.memberNumber)).toEqual(['9', '10', '100', null])
    expect((await sorted('memberNumber', true)).map((row) => row.memberNumber)).toEqual(['100', '10', '9', null])
    expect((await sorted('municipalityCode', false)).map((row) => row.municipalityCode)).toEqual(['0380', '0319', '0382', null])
  })

  it('forgets a person whose registration is undone', async () => {
    const office = world().as('officeWorker')
    const before = (await office.people.list({})).total
    await office.people.create({ givenName: 'Ångrad', familyName: 'Person', membership: { kind: 'main', startsOn: '2026-01-01' } })
    expect((await office.people.list({})).total).toBe(before + 1)
    const { entry } = await office.journal.lastUndoable({})
    await office.journal.undo({ entryId: entry?.id as string })
    expect((await office.people.list({})).total).toBe(before)
  })

  it('moves a membership from current to ended when the day has passed', async () => {
    const office = world().as('officeWorker')
    await office.people.create({ givenName: 'Snart', familyName: 'Borta', membership: { kind: 'main', startsOn: '2026-01-01' } })
    const find = async (membership: 'current' | 'ended') => (await office.people.list(inWords({ text: 'Snart Borta', membership }))).total
    const { rows } = await office.people.list({ text: 'Snart Borta' })
    const { memberships } = await office.people.read({ id: rows[0]?.id as string })
    await office.memberships.end({ id: memberships[0]?.id as string, version: memberships[0]?.version as number, endsOn: '2026-11-21', reasonKind: 'ownWish' })
    expect([await find('current'), await find('ended')]).toEqual([1, 0])
    world().clock.set('2026-11-22T09:00:00.000Z')
    expect([await find('current'), await find('ended')]).toEqual([0, 1])
    world().clock.set('2026-11-21T09:00:00.000Z')
  })

  it('counts, lists and gives out everybody who fits the words, however many, also together with filters', async () => {
    const office = world().as('officeWorker')
    await world().given(async (writer) => {
      const rows = Array.from({ length: 450 }, (_, index) => ({
        memberNumber: null, givenName: `Många${index}`, familyName: 'Träffar', nameSort: sortKey(`Träffar Många${index}`), birthDate: null, identityNumber: null, gender: null, careOf: null, street: null, postcode: null,
        town: 'Folkärna', municipalityCode: null, email: index % 2 === 0 ? `m${index}@example.se` : null, phone: null, otherPhone: null, preferredChannel: 'letter', note: null, isProtected: 0 as const, createdAt: writer.now, ...unknownDetails,
      }))
      await writer.insertMany('persons', rows)
    })
    // Rows that are given past the door are not searched for until they are changed.
    const { rows } = await office.people.list({ filter: [{ field: 'town', operator: 'is', values: ['Folkärna'] }], limit: 500 })
    for (const { id } of rows) await office.people.update({ id, version: 1, changes: { note: 'x' } })
    expect((await office.people.list({ text: 'träff', limit: 10 })).total).toBe(450)
    const filter = [{ field: 'email' as const, operator: 'yes' as const }]
    expect((await office.people.list({ text: 'traff', filter, limit: 500 })).rows).toHaveLength(225)
    expect(await office.people.listIds({ text: 'träff folk', filter })).toHaveLength(225)
    for await (const event of await office.views.export({ text: 'träff', filter, format: 'emails', reason: 'Prov' })) if (event.kind === 'finished') expect(event.personCount).toBe(225)
  }, 60_000)
})
