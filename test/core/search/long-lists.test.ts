import { beforeAll, expect, it } from 'vitest'
import { listNames, takenLists, type ListName } from '#contract/lists.ts'
import { refreshSearchEntries } from '#core/search/index.ts'
import { addDays } from '#shared/dates.ts'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

/** More than anybody looks through, and more than a statement takes parameters by hand. */
const many = 1_100
const numbered = (index: number) => String(index).padStart(4, '0')

/** As many of each kind that are called Sökt, and one that is not. */
async function fill(world: World): Promise<void> {
  await givenBody(world, { name: 'Panelen', nameSort: 'panelen' })
  const bodyId = await givenBody(world)
  const personId = await givenPerson(world, { givenName: 'Kim', familyName: 'Öst', identityNumber: null })
  await world.given(async (writer) => {
    const { id: _id, version: _version, ...body } = await writer.db.selectFrom('bodies').selectAll().where('id', '=', bodyId).executeTakeFirstOrThrow()
    const { id: _ownId, version: _ownVersion, ...host } = await writer.db.selectFrom('organisations').selectAll().where('id', '=', body.hostOrganisationId).executeTakeFirstOrThrow()
    const { id: _hers, version: _herVersion, ...person } = await writer.db.selectFrom('persons').selectAll().where('id', '=', personId).executeTakeFirstOrThrow()
    const called = (index: number) => ({ name: `Sökt ${numbered(index)}`, nameSort: `sökt ${numbered(index)}` })
    const indices = Array.from({ length: many }, (_, index) => index)
    await writer.insertMany('organisations', indices.map((index) => ({ ...host, ...called(index) })))
    await writer.insertMany('trainings', [...indices.map((index) => ({ ...called(index), kind: 'peerSupport', description: null, requiredSessions: 1, createdAt: writer.now })), { name: 'Grundkurs', nameSort: 'grundkurs', kind: 'peerSupport', description: null, requiredSessions: 1, createdAt: writer.now }])
    const bodies = await writer.insertMany('bodies', indices.map((index) => ({ ...body, ...called(index) })))
    const meeting = { title: null, startTime: '13:00', endTime: '15:00', place: null, isDigital: 0 as const, topic: null, attendanceApprovedAt: null, attendanceApprovedByUserId: null, cancelledAt: null, seriesId: null, movedFromOn: null, cancelReason: null, breakMinutes: null, link: null, papersSentOn: null, paperCopies: null, createdAt: writer.now } as const
    await writer.insertMany('meetings', [...bodies, bodyId].map((id, index) => ({ ...meeting, bodyId: id, heldOn: addDays('2023-01-01', index) })))
    const persons = await writer.insertMany('persons', indices.map((index) => ({ ...person, familyName: `Sökt${numbered(index)}`, nameSort: `sökt${numbered(index)} kim`, createdAt: writer.now })))
    const claim = {
      meetingId: null, grantId: null, kind: 'meeting', isStipendDeclined: 0 as const, submittedAt: writer.now, approvedAt: null, approvedByUserId: null, rejectedAt: null, rejectReason: null, payoutId: null,
      createdAt: writer.now,
    } as const
    // Half of them are found by whose they are, and half by their body.
    await writer.insertMany('claims', [
      ...persons.map((id, index) => ({ ...claim, personId: index % 2 === 0 ? id : personId, bodyId: index % 2 === 0 ? bodyId : bodies[index]!, occurredOn: addDays('2023-01-01', index) })),
      { ...claim, personId, bodyId, occurredOn: '2022-12-31' as const },
    ])
  }, refreshSearchEntries)
}

onBothEngines('A list that is searched for what very many have', (world) => {
  beforeAll(() => fill(world()))

  const searched = { organisations: {}, trainings: {}, bodies: {}, meetings: { sort: 'body' }, claims: { sort: 'occurredOn', descending: false } } as const satisfies Partial<Record<ListName, object>>
  const names = listNames.filter((name): name is keyof typeof searched => name in searched)

  it.each(names)('%s: counts and orders every one that fits, and leaves out what does not', async (name) => {
    const coordinator = world().as('coordinator')
    const list = coordinator[name].list as (input: object) => Promise<{ total: number; rows: { id: string }[] }>
    const pageAt = (offset: number) => list({ ...searched[name], text: 'sökt', offset, limit: 500 })
    const pages = [await pageAt(0), await pageAt(500), await pageAt(1000)]
    expect(pages.map(({ total, rows }) => [total, rows.length])).toEqual([[many, 500], [many, 500], [many, 100]])
    const rows = pages.flatMap((page) => page.rows) as { id: string; name?: string; body?: { name: string }; occurredOn?: string }[]
    expect(new Set(rows.map(({ id }) => id)).size).toBe(many)
    const shown = rows.map(({ name: own, body, occurredOn }) => own ?? body?.name ?? occurredOn)
    expect(shown).toEqual(shown.toSorted())
    const last = name === 'claims' ? addDays('2023-01-01', many - 1) : `Sökt ${numbered(many - 1)}`
    expect(shown.at(-1)).toBe(last)
  })

  it.each(names)('%s: is taken out whole', async (name) => {
    const steps = await world().as('coordinator').lists.export({ list: name, query: { ...searched[name], text: 'sökt' }, columns: Object.keys(takenLists[name].columns), format: 'csv', reason: 'Prov' })
    let rowCount = 0
    for await (const step of steps) if (step.kind === 'finished') ({ rowCount } = step)
    expect(rowCount).toBe(many)
  })

  it.each(names)('%s: is empty where nothing fits', async (name) => {
    const list = world().as('coordinator')[name].list as (input: object) => Promise<{ total: number; rows: unknown[] }>
    expect(await list({ text: 'finns inte' })).toMatchObject({ total: 0, rows: [] })
  })
})
