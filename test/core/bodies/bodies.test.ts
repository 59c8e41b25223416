import { expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import type { LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

/** A council hosted by a region, with two ordinary seats and a deputy seat for each. */
async function makeCouncil(coordinator: CoreClient, name = 'Brukarrådet psykiatri') {
  const host = await coordinator.organisations.create({ kind: 'region', name: `Region för ${name}` })
  const { id } = await coordinator.bodies.create({
    hostOrganisationId: host.id, name, kind: 'council', method: 'council', level: 'unit', targetGroup: 'Vuxna inom psykiatrin', payer: 'association', startsOn: '2023-01-01',
  })
  return { id, hostId: host.id, body: await coordinator.bodies.read({ id }) }
}

let made = 0
async function makePerson(client: CoreClient, isProtected = false): Promise<string> {
  made += 1
  return (await client.people.create({ givenName: 'Person', familyName: `Nummer ${made}`, memberNumber: `B${made}`, isProtected })).id
}

const decided = { decidedOn: '2023-01-10', decisionReference: '§ 12' } as const

onBothEngines('Bodies, seats and assignments', (world) => {
  const coordinator = () => world().as('coordinator')

  it('makes a body with its seats in one step, and finds it by name and target group', async () => {
    const { id, body } = await makeCouncil(coordinator())
    expect(body.seats.map(({ kind, position, deputyForPosition, rank }) => ({ kind, position, deputyForPosition, rank }))).toEqual([
      { kind: 'ordinary', position: 1, deputyForPosition: null, rank: null },
      { kind: 'deputy', position: 1, deputyForPosition: 1, rank: 1 },
      { kind: 'ordinary', position: 2, deputyForPosition: null, rank: null },
      { kind: 'deputy', position: 2, deputyForPosition: 2, rank: 1 },
    ])
    const { rows } = await coordinator().bodies.list({ text: 'vuxna' })
    expect(rows).toMatchObject([{ id, status: 'current', seatCount: 4, emptySeatCount: 4, host: { name: 'Region för Brukarrådet psykiatri' } }])
    expect(await coordinator().bodies.list({ text: 'finns inte' })).toEqual({ total: 0, rows: [] })
    expect((await coordinator().bodies.list({ kind: 'panel' })).rows).toEqual([])
    expect((await coordinator().bodies.list({ active: false })).total).toBe(0)
  })

  it('shows who holds the seats today, who did on any past date, and what is to come', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet med historia')
    const [ordinary, deputy] = body.seats
    const [anna, bo, cia] = [await makePerson(coordinator()), await makePerson(coordinator()), await makePerson(coordinator())]
    const association = await coordinator().organisations.create({ kind: 'association', name: 'RSMH Uppsala' })
    const appoint = (seatId: string | undefined, personId: string, startsOn: LocalDate, endsOn: LocalDate | null) =>
      coordinator().bodies.appoint({ seatId: seatId as string, personId, onBehalfOfOrganisationId: association.id, startsOn, endsOn, ...decided })
    await appoint(ordinary?.id, anna, '2023-02-01', '2024-12-31')
    await appoint(ordinary?.id, bo, '2025-01-01', '2026-12-31')
    await appoint(ordinary?.id, anna, '2027-01-01', null)
    await appoint(deputy?.id, cia, '2023-02-01', null)

    const seat = (await coordinator().bodies.read({ id })).seats[0]
    expect(seat?.assignments.map(({ person, status }) => [person.id, status])).toEqual([[anna, 'future'], [bo, 'current'], [anna, 'ended']])
    expect(seat?.assignments[1]).toMatchObject({ id: seat?.holderAssignmentId, onBehalfOf: { name: 'RSMH Uppsala' }, decidedOn: '2023-01-10', decisionReference: '§ 12' })

    const holders = async (date: LocalDate) => (await coordinator().bodies.rosterOn({ bodyId: id, date })).map(({ holder }) => holder?.person.id ?? null)
    expect(await holders('2023-01-15')).toEqual([null, null, null, null])
    expect(await holders('2024-12-31')).toEqual([anna, cia, null, null])
    expect(await holders('2025-01-01')).toEqual([bo, cia, null, null])
    expect(await holders('2030-01-01')).toEqual([anna, cia, null, null])
    expect(await coordinator().bodies.assignmentsOf({ personId: anna })).toMatchObject([
      { status: 'future', body: { id }, hostName: 'Region för Rådet med historia' }, { status: 'ended' },
    ])
  })

  it('refuses two in one seat, a deputy of herself, a backwards term, and an unknown person', async () => {
    const { body } = await makeCouncil(coordinator(), 'Rådet med regler')
    const [ordinary, deputy] = body.seats
    const [anna, bo] = [await makePerson(coordinator()), await makePerson(coordinator())]
    const term = { startsOn: '2025-01-01', endsOn: '2026-12-31', ...decided } as const
    await coordinator().bodies.appoint({ seatId: ordinary?.id as string, personId: anna, ...term })
    const refused = (input: { seatId: string | undefined; personId: string }, change: object = {}) =>
      refusalOf(coordinator().bodies.appoint({ ...input, ...term, ...change } as never))
    expect(await refused({ seatId: ordinary?.id, personId: anna })).toMatchObject({ data: { rule: 'bodies.alreadyInSeat' } })
    expect(await refused({ seatId: ordinary?.id, personId: bo })).toMatchObject({ data: { rule: 'bodies.seatTaken' } })
    expect(await refused({ seatId: deputy?.id, personId: anna })).toMatchObject({ data: { rule: 'bodies.ownDeputy' } })
    expect(await refused({ seatId: deputy?.id, personId: bo }, { startsOn: '2022-01-01' })).toMatchObject({ data: { rule: 'bodies.outsideSeat' } })
    expect(await refused({ seatId: deputy?.id, personId: bo }, { endsOn: '2024-12-31', decidedOn: '2027-01-01' })).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ path: 'endsOn', rule: 'common.endsBeforeStart' }, { path: 'decidedOn', rule: 'bodies.decidedInFuture' }] },
    })
    expect(await refused({ seatId: deputy?.id, personId: body.id })).toMatchObject({ data: { fields: [{ path: 'personId', rule: 'common.notAChoice' }] } })
  })

  it('ends an assignment with its reason and never prolongs it; the history tells', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet med avsägelse')
    const personId = await makePerson(coordinator())
    const assignment = await coordinator().bodies.appoint({ seatId: body.seats[0]?.id as string, personId, startsOn: '2025-01-01', endsOn: '2026-12-31', ...decided })
    const end = (version: number, endsOn: LocalDate) => coordinator().bodies.endAssignment({ id: assignment.id, version, endsOn, reason: 'Egen begäran' })
    expect(await refusalOf(end(1, '2024-12-31'))).toMatchObject({ data: { rule: 'bodies.endsBeforeItBegan', params: { startsOn: '2025-01-01' } } })
    expect(await refusalOf(end(1, '2027-12-31'))).toMatchObject({ data: { rule: 'bodies.endsEarlierAlready', params: { endsOn: '2026-12-31' } } })
    await end(1, '2026-03-31')
    expect(await refusalOf(end(1, '2026-02-28'))).toMatchObject({ code: 'CONFLICT' })
    const seat = (await coordinator().bodies.read({ id })).seats[0]
    expect(seat).toMatchObject({ holderAssignmentId: null, assignments: [{ status: 'ended', endsOn: '2026-03-31', endReason: 'Egen begäran' }] })
    const { entries } = await coordinator().journal.list({ subjectId: id })
    expect(entries.map(({ procedure, reason }) => [procedure, reason])).toEqual([['bodies.endAssignment', 'Egen begäran'], ['bodies.appoint', null], ['bodies.create', null]])
  })

  it('refuses an undo that would put two in one seat', async () => {
    const { body } = await makeCouncil(coordinator(), 'Rådet med efterträdare')
    const seatId = body.seats[0]?.id as string
    const [first, second] = [await makePerson(coordinator()), await makePerson(coordinator())]
    const assignment = await coordinator().bodies.appoint({ seatId, personId: first, startsOn: '2025-01-01', ...decided })
    await coordinator().bodies.endAssignment({ id: assignment.id, version: 1, endsOn: '2026-03-31', reason: 'Egen begäran' })
    const { entry } = await coordinator().journal.lastUndoable({})
    await coordinator().bodies.appoint({ seatId, personId: second, startsOn: '2026-04-01', ...decided })
    expect(await refusalOf(coordinator().journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'bodies.seatTaken' } })
    expect((await coordinator().bodies.assignmentsOf({ personId: first }))[0]).toMatchObject({ endsOn: '2026-03-31' })
  })

  it('adds deputies by rank and to the pool, and ends a seat with its deputies when nobody holds them', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet med fler ersättare')
    const ordinary = body.seats[0]
    const startsOn = '2024-01-01' as const
    await coordinator().bodies.addSeat({ bodyId: id, kind: 'deputy', deputyForSeatId: ordinary?.id ?? null, startsOn })
    await coordinator().bodies.addSeat({ bodyId: id, kind: 'deputy', startsOn })
    const places = async () => (await coordinator().bodies.read({ id })).seats.map(({ kind, deputyForPosition, rank, status }) => [kind, deputyForPosition, rank, status].join(' '))
    expect(await places()).toEqual(['ordinary   current', 'deputy 1 1 current', 'deputy 1 2 current', 'ordinary   current', 'deputy 2 1 current', 'deputy  1 current'])
    const person = await makePerson(coordinator())
    await coordinator().bodies.appoint({ seatId: body.seats[1]?.id as string, personId: person, startsOn: '2025-01-01', endsOn: '2026-06-30', ...decided })
    const end = (endsOn: LocalDate) => coordinator().bodies.endSeat({ id: ordinary?.id as string, version: 1, endsOn })
    expect(await refusalOf(end('2026-01-31'))).toMatchObject({ data: { rule: 'bodies.seatHeldLater' } })
    await end('2026-06-30')
    expect(await places()).toEqual(['ordinary   current', 'deputy 2 1 current', 'deputy  1 current', 'ordinary   ended', 'deputy 1 1 ended', 'deputy 1 2 ended'])
    expect(await refusalOf(coordinator().bodies.addSeat({ bodyId: id, kind: 'deputy', deputyForSeatId: body.seats[1]?.id ?? null, startsOn }))).toMatchObject({
      data: { fields: [{ path: 'deputyForSeatId', rule: 'bodies.notAnOrdinarySeat' }] },
    })
  })

  it('tells the chair from the members, deputies and those co-opted', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet med ordförande')
    for (const [index, role] of (['chair', 'member', 'coOpted'] as const).entries()) {
      await coordinator().bodies.appoint({ seatId: body.seats[index]?.id as string, personId: await makePerson(coordinator()), role, startsOn: '2025-01-01', ...decided })
    }
    const roster = await coordinator().bodies.rosterOn({ bodyId: id, date: '2026-01-01' })
    expect(roster.map(({ kind, holder }) => [kind, holder?.role ?? null])).toEqual([['ordinary', 'chair'], ['deputy', 'member'], ['ordinary', 'coOpted'], ['deputy', null]])
  })

  it('holds a reserved seat for its organisation', async () => {
    const { id, hostId, body } = await makeCouncil(coordinator(), 'Rådet med reserverad plats')
    const association = await coordinator().organisations.create({ kind: 'association', name: 'Attention Uppsala' })
    await coordinator().bodies.updateSeat({ id: body.seats[0]?.id as string, version: 1, reservedForOrganisationId: association.id })
    const input = { seatId: body.seats[0]?.id as string, personId: await makePerson(coordinator()), startsOn: '2025-01-01', ...decided } as const
    expect(await refusalOf(coordinator().bodies.appoint({ ...input, onBehalfOfOrganisationId: hostId }))).toMatchObject({ data: { fields: [{ rule: 'bodies.reservedForAnother' }] } })
    await coordinator().bodies.appoint(input)
    expect((await coordinator().bodies.rosterOn({ bodyId: id, date: '2026-01-01' }))[0]).toMatchObject({ reservedFor: { name: 'Attention Uppsala' }, holder: { onBehalfOf: { name: 'Attention Uppsala' } } })
  })

  it('ends a body with everything in it, and undoes that as one', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet som läggs ner')
    await coordinator().bodies.appoint({ seatId: body.seats[0]?.id as string, personId: await makePerson(coordinator()), startsOn: '2025-01-01', ...decided })
    expect(await coordinator().bodies.end({ id, version: 1, endsOn: '2026-06-30', reason: 'Regionen har lagt ner rådet' })).toEqual({ endedAssignments: 1 })
    expect(await coordinator().bodies.read({ id })).toMatchObject({ status: 'ended', seats: [{ assignments: [{ endsOn: '2026-06-30', endReason: 'Regionen har lagt ner rådet' }] }, {}, {}, {}] })
    expect((await coordinator().bodies.list({ text: 'läggs ner', active: true })).total).toBe(0)
    const { entry } = await coordinator().journal.lastUndoable({})
    await coordinator().journal.undo({ entryId: entry?.id as string })
    expect(await coordinator().bodies.read({ id })).toMatchObject({ status: 'current', endsOn: null, seats: [{ assignments: [{ endsOn: null, endReason: null }] }, {}, {}, {}] })
  })

  it('changes a body, asks what tax-free travel rests on, and keeps its seats inside its time', async () => {
    const { id, hostId, body } = await makeCouncil(coordinator(), 'Rådet som ändras')
    const fields = { hostOrganisationId: hostId, name: 'Rådet som ändrats', kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2023-01-01' } as const
    const update = (change: object) => coordinator().bodies.update({ id, version: body.version, ...fields, ...change })
    expect(await refusalOf(update({ travelRule: 'taxFree' }))).toMatchObject({ data: { fields: [{ path: 'travelRuleReason', rule: 'bodies.taxFreeNeedsReason' }] } })
    expect(await refusalOf(update({ endsOn: '2026-01-01' }))).toMatchObject({ data: { rule: 'bodies.seatsOutside' } })
    await update({ travelRule: 'taxFree', travelRuleReason: 'Besked från Skatteverket 2024' })
    expect(await coordinator().bodies.read({ id })).toMatchObject({ name: 'Rådet som ändrats', level: 'system', travelRule: 'taxFree' })
    expect((await coordinator().bodies.list({ text: 'ändrats', level: 'system', sort: 'host', descending: true })).total).toBe(1)
  })

  it('names a protected person by her member number only', async () => {
    const { id, body } = await makeCouncil(coordinator(), 'Rådet med skydd')
    const hidden = await makePerson(world().as('officeWorker'), true)
    await coordinator().bodies.appoint({ seatId: body.seats[0]?.id as string, personId: hidden, startsOn: '2025-01-01', endsOn: '2026-12-01', ...decided })
    const person = { id: hidden, name: null, isProtected: true }
    expect((await coordinator().bodies.read({ id })).seats[0]?.assignments[0]).toMatchObject({ person })
    expect((await coordinator().bodies.rosterOn({ bodyId: id, date: '2026-01-01' }))[0]).toMatchObject({ holder: { person } })
    expect((await coordinator().bodies.attention({})).endingMandates.rows).toContainEqual(expect.objectContaining({ person: expect.objectContaining(person) }))
  })

  it('lets only those who may appoint', async () => {
    const { body } = await makeCouncil(coordinator(), 'Rådet för de andra')
    const input = { seatId: body.seats[0]?.id as string, personId: await makePerson(coordinator()), startsOn: '2025-01-01', ...decided } as const
    for (const role of ['officeWorker', 'treasurer', 'boardMember'] as const) expect(await refusalOf(world().as(role).bodies.appoint(input)), role).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(world().nobody.bodies.list({}))).toMatchObject({ code: 'SIGNED_OUT' })
  })
})

onBothEngines('What the coordinator is told about bodies', (world: () => World) => {
  it('are empty seats, and mandates that end within six weeks with nobody after them', async () => {
    const coordinator = world().as('coordinator')
    expect(await coordinator.bodies.attention({})).toEqual({ emptySeats: { total: 0, rows: [] }, endingMandates: { total: 0, rows: [] } })
    const { id, body } = await makeCouncil(coordinator)
    const [anna, bo, cia] = [await makePerson(coordinator), await makePerson(coordinator), await makePerson(coordinator)]
    const appoint = (seat: number, personId: string, startsOn: LocalDate, endsOn: LocalDate | null) =>
      coordinator.bodies.appoint({ seatId: body.seats[seat]?.id as string, personId, startsOn, endsOn, ...decided })
    await appoint(0, anna, '2025-01-01', '2026-12-31')
    await appoint(1, bo, '2025-01-01', '2026-12-31')
    await appoint(1, bo, '2027-01-01', null)
    await appoint(2, cia, '2027-01-01', null)
    const attention = await coordinator.bodies.attention({})
    expect(attention.emptySeats).toEqual({
      total: 2,
      rows: [
        { bodyId: id, bodyName: 'Brukarrådet psykiatri', seatId: body.seats[2]?.id, kind: 'ordinary', position: 2, deputyForPosition: null, diedIn: null },
        { bodyId: id, bodyName: 'Brukarrådet psykiatri', seatId: body.seats[3]?.id, kind: 'deputy', position: 2, deputyForPosition: 2, diedIn: null },
      ],
    })
    expect(attention.endingMandates).toMatchObject({ total: 1, rows: [{ person: { id: anna }, endsOn: '2026-12-31', daysLeft: 40, kind: 'ordinary' }] })
    expect((await coordinator.bodies.read({ id })).seats.map((seat) => seat.assignments.map((held) => held.isEndingSoon))).toEqual([[true], [false, false], [false], []])
  })
})
