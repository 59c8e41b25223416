import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LocalDate } from '#shared/dates.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

type Ids = { bodyId: string; meetingId: string; claimId: string; personId: string; roundId: string; trainingId: string }

/** A body with one meeting that somebody was at, and a course round. */
async function fill(world: World): Promise<Ids> {
  const [office, coordinator] = [world.as('officeWorker'), world.as('coordinator')]
  const { id: personId } = await office.people.create({ givenName: 'Åsa', familyName: 'Rönn', identityNumber: '19760123-2395' })
  const { id: hostOrganisationId } = await office.organisations.create({ kind: 'region', name: 'Regionen' })
  const tariff = (await coordinator.tariffs.list({})).find(({ model }) => model === 'percentage')
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId, name: 'Rådet för Öregrund', kind: 'council', method: 'council', level: 'system', payer: 'association', tariffId: tariff!.id, travelRule: 'taxFree', travelRuleReason: 'Olika platser', startsOn: '2024-01-01',
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  await coordinator.bodies.appoint({ seatId: seats[0]!.id, personId, startsOn: '2026-01-01', endsOn: null, decidedOn: '2025-12-01' })
  const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-11-19', startTime: '13:00', endTime: '15:00', topic: 'Bemötande på akuten' })
  await coordinator.meetings.recordAttendance({ meetingId, rows: [{ personId, status: 'present' }] })
  const { version } = await coordinator.meetings.read({ id: meetingId })
  await coordinator.meetings.approveAttendance({ id: meetingId, version })
  const claimId = (await world.as('treasurer').claims.list({})).rows[0]!.id
  const { id: trainingId } = await coordinator.trainings.create({ name: 'Grundkurs', kind: 'peerSupport', requiredSessions: 1 })
  const { id: roundId } = await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })
  return { bodyId, meetingId, claimId, personId, roundId, trainingId }
}

onBothEngines('Meetings, claims and course rounds in the search', (world) => {
  let ids: Ids
  const found = async (text: string, role: 'treasurer' | 'officeWorker' = 'treasurer') => (await world().as(role).search.find({ text })).map(({ kind, id }) => [kind, id])

  it('are found by name, day and topic, after what has a name of its own', async () => {
    ids = await fill(world())
    expect(await found('rådet')).toEqual([['body', ids.bodyId], ['meeting', ids.meetingId], ['claim', ids.claimId]])
    for (const text of ['oregrund 2026-11', 'Öregrund 2026-11-19', 'öregrund akut']) expect(await found(text)).toContainEqual(['meeting', ids.meetingId])
    expect(await found('bemotande')).toEqual([['meeting', ids.meetingId]])
    expect(await found('åsa rönn 2026-11-19')).toEqual([['claim', ids.claimId]])
    expect(await found('grundkurs')).toEqual([['training', ids.trainingId], ['courseRound', ids.roundId]])
    expect(await found('2026-12-24')).toEqual([])
  })

  it('show claims only to those who may read them', async () => {
    expect(await found('åsa rönn', 'officeWorker')).toEqual([['person', ids.personId]])
  })

  it('follow the names and days that they hold', async () => {
    const coordinator = world().as('coordinator')
    const person = await coordinator.people.read({ id: ids.personId })
    await coordinator.people.update({ id: ids.personId, version: person.version, changes: { familyName: 'Hassel' } })
    expect(await found('hassel 2026')).toEqual([['claim', ids.claimId]])
    expect(await found('rönn 2026')).toEqual([])
  })

  it('are found, as meetings, by the same words here as in their list', async () => {
    const coordinator = world().as('coordinator')
    const council = { kind: 'council', method: 'council', level: 'unit', payer: 'host', startsOn: '2023-01-01' } as const
    const make = async (hostName: string, name: string) => {
      const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'municipality', name: hostName })
      return (await coordinator.bodies.create({ hostOrganisationId, name, ...council })).id
    }
    const [first, second] = [await make('Älvkarleby kommun', 'Återhämtningsrådet'), await make('Tierps kommun', 'Öppna forum')]
    const plan = async (bodyId: string, values: { heldOn: LocalDate; title?: string; topic?: string; place?: string }) => (await coordinator.meetings.plan({ bodyId, startTime: '13:00', endTime: '15:00', ...values })).id
    const spring = await plan(first, { heldOn: '2026-03-12', title: 'Vårmöte', topic: `Budget, e-hälsa\noch ${'mycket annat, '.repeat(30)}till sist bemötande`, place: 'Västgöta nation' })
    const plain = await plan(first, { heldOn: '2026-04-20' })
    const other = await plan(second, { heldOn: '2026-03-30', place: 'Storgatan 17' })
    const among = [spring, plain, other]
    /** Those that the list finds, and those that are found everywhere. */
    const both = async (text: string) => {
      const [{ rows }, hits] = [await coordinator.meetings.list({ text, limit: 200 }), await found(text)]
      return [rows.map(({ id }) => id), hits.map(([, id]) => id)].map((listed) => among.filter((id) => listed.includes(id)))
    }
    const table = [
      ['återhämt', [spring, plain]], ['älvkarleby', [spring, plain]], ['alvkarleby kommun', [spring, plain]], ['kommun', among], ['vårm', [spring]], ['budget', [spring]], ['e-häl', [spring]], ['bemotande', [spring]],
      ['västgöta', [spring]], ['storgatan 17', [other]], ['2026-03', [spring, other]], ['2026-03-1', [spring]], ['2026-04-20', [plain]], ['20260330', [other]], ['tierp 2026-03 storg', [other]], ['vårmöte 2026-04', []], ['forum budget', []],
    ] as const
    for (const [text, expected] of table) expect(await both(text), text).toEqual([expected, expected])

    const words = ['återhämtningsrådet', 'öppna', 'forum', 'älvkarleby', 'tierps', 'kommun', 'vårmöte', 'budget', 'bemötande', 'västgöta', 'nation', 'storgatan', '2026-03', '2026-04-20']
    const typed = fc.array(fc.tuple(fc.constantFrom(...words), fc.integer({ min: 4, max: 20 }), fc.boolean()), { minLength: 1, maxLength: 3 })
    await fc.assert(fc.asyncProperty(typed, async (parts) => {
      const [listed, here] = await both(parts.map(([word, length, isLoose]) => (isLoose ? foldLoosely(word) : word).slice(0, length)).join(' '))
      expect(here).toEqual(listed)
    }), { numRuns: 60 })

    // A host gets another name, and a body another host.
    const { host } = await coordinator.bodies.read({ id: first })
    await coordinator.organisations.update({ id: host.id, version: 1, kind: 'municipality', name: 'Gävle kommun' })
    expect([await both('älvkarleby'), await both('gävle')]).toEqual([[[], []], [[spring, plain], [spring, plain]]])
    const { version } = await coordinator.bodies.read({ id: second })
    await coordinator.bodies.update({ id: second, version, hostOrganisationId: host.id, name: 'Öppna forum', ...council })
    expect([await both('tierps'), await both('gävle')]).toEqual([[[], []], [among, among]])
  })

  it('never lead to a protected person, also not when the protection begins later', async () => {
    const office = world().as('officeWorker')
    const person = await office.people.read({ id: ids.personId })
    await office.people.update({ id: ids.personId, version: person.version, changes: { isProtected: true } })
    expect(await found('hassel')).toEqual([])
    expect(await found('åsa 2026-11-19')).toEqual([])
    expect(await found('rådet')).toEqual([['body', ids.bodyId], ['meeting', ids.meetingId]])
  })
})
