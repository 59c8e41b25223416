import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { meetingStates } from '#contract/meetings.ts'
import type { LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

type Coordinator = ReturnType<World['as']>
type Question = NonNullable<Parameters<Coordinator['meetings']['list']>[0]>

const council = { kind: 'council', method: 'council', level: 'unit', payer: 'host', travelRule: 'taxable', startsOn: '2023-01-01' } as const

/** A body of a region, without seats that anybody sits in. */
async function makeBody(world: World, name: string): Promise<string> {
  const coordinator = world.as('coordinator')
  const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  return (await coordinator.bodies.create({ hostOrganisationId, name, ...council })).id
}

/** Plans a meeting of a body, by default today. */
async function plan(world: World, bodyId: string, values: { heldOn?: LocalDate; topic?: string; place?: string; title?: string } = {}): Promise<string> {
  return (await world.as('coordinator').meetings.plan({ bodyId, heldOn: '2026-11-21', startTime: '13:00', endTime: '15:00', ...values })).id
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Every meeting read one by one, filtered and sorted in the plainest way. */
async function plainly(coordinator: Coordinator, ids: readonly string[], { state, when, heldFrom, text, sort, descending }: Question): Promise<string[]> {
  const meetings = await Promise.all(ids.map((id) => coordinator.meetings.read({ id })))
  const fitting = meetings.filter(
    (meeting) =>
      (!state || meeting.state === state) &&
      (!when || (when === 'upcoming') === meeting.heldOn >= '2026-11-21') &&
      (!heldFrom || meeting.heldOn >= heldFrom) &&
      (!text || `${meeting.body.name} ${meeting.hostName} ${meeting.topic ?? ''}`.toLowerCase().includes(text)),
  )
  const ordered = fitting.toSorted((a, b) => (sort === 'body' ? compare(sortKey(a.body.name), sortKey(b.body.name)) : 0) || compare(a.heldOn, b.heldOn) || compare(a.id, b.id))
  return (descending ? ordered.toReversed() : ordered).map(({ id }) => id)
}

/** Those of some meetings that the list gives, in its order. */
async function listed(coordinator: Coordinator, question: Question, among: readonly string[]): Promise<string[]> {
  const { rows, total } = await coordinator.meetings.list({ ...question, limit: 200 })
  expect(rows).toHaveLength(total)
  return rows.map(({ id }) => id).filter((id) => among.includes(id))
}

onBothEngines('The list of meetings', (world) => {
  it('finds them by the body, its host, the topic, the place and the day, each word by its beginning', async () => {
    const coordinator = world().as('coordinator')
    const [recovery, open] = [await makeBody(world(), 'Återhämtningsrådet'), await makeBody(world(), 'Öppenvårdens forum')]
    const budget = await plan(world(), recovery, { heldOn: '2026-03-12', topic: 'Budget och e-hälsa', place: 'Storgatan 1' })
    const spring = await plan(world(), recovery, { heldOn: '2026-04-20', title: 'Vårmöte' })
    const other = await plan(world(), open, { heldOn: '2026-03-30', topic: 'Bemötande', place: 'Västgöta nation' })
    const found = (text: string) => listed(coordinator, { text }, [budget, spring, other])
    expect(await found('återhämt')).toEqual([budget, spring])
    expect(await found('atERHämt')).toEqual([budget, spring])
    expect(await found('region upp')).toEqual([budget, other, spring])
    expect(await found('budget')).toEqual([budget])
    expect(await found('e-häl')).toEqual([budget])
    expect(await found('vastgota')).toEqual([other])
    expect(await found('vårm')).toEqual([spring])
    expect(await found('2026-03')).toEqual([budget, other])
    expect(await found('20260330')).toEqual([other])
    expect(await found('återhämtning 2026-03')).toEqual([budget])
    expect(await found('"öppenvårdens" & forum')).toEqual([other])
    for (const nothing of ['dget', '2026-03-13', 'budget forum', 'budgeten']) expect(await found(nothing), nothing).toEqual([])
  })

  it('is in step with a body or a host that gets another name', async () => {
    const coordinator = world().as('coordinator')
    const [first, second] = [await makeBody(world(), 'Alfa'), await makeBody(world(), 'Beta')]
    const [one, two] = [await plan(world(), first), await plan(world(), second)]
    const found = (question: Question) => listed(coordinator, question, [one, two])
    expect(await found({ sort: 'body' })).toEqual([one, two])
    const { host, version } = await coordinator.bodies.read({ id: first })
    await coordinator.bodies.update({ id: first, version, hostOrganisationId: host.id, name: 'Önska', ...council })
    await coordinator.organisations.update({ id: host.id, version: 1, kind: 'municipality', name: 'Kommunen' })
    expect(await found({ sort: 'body' })).toEqual([two, one])
    expect([await found({ text: 'önska' }), await found({ text: 'kommunen' }), await found({ text: 'alfa' })]).toEqual([[one], [one], []])
  })

  it('is in step with every change, whatever it is sorted and filtered by', async () => {
    const coordinator = world().as('coordinator')
    const bodies = [await makeBody(world(), 'Öst'), await makeBody(world(), 'Ann')]
    const { id: personId } = await coordinator.people.create({ givenName: 'Anna', familyName: 'Ek' })
    const { id: seatId } = await coordinator.bodies.addSeat({ bodyId: bodies[0] as string, kind: 'ordinary', startsOn: '2024-01-01' })
    await coordinator.bodies.appoint({ seatId, personId, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    async function renameBody(id: string, name: string): Promise<void> {
      const { version, host } = await coordinator.bodies.read({ id })
      await coordinator.bodies.update({ id, version, hostOrganisationId: host.id, name, ...council })
    }
    async function changeHost(bodyId: string, changes: { name?: string; phone?: string }): Promise<void> {
      const { host } = await coordinator.bodies.read({ id: bodyId })
      const { version, name, phone } = await coordinator.organisations.read({ id: host.id })
      await coordinator.organisations.update({ id: host.id, version, kind: 'region', name, phone: phone ?? undefined, ...changes })
    }
    const ids: string[] = []
    const day = fc.constantFrom<LocalDate>('2026-11-01', '2026-11-20', '2026-11-21', '2026-12-01')
    const change = fc.record({ which: fc.nat(), what: fc.constantFrom('plan', 'move', 'cancel', 'note', 'name', 'nameHost', 'call'), heldOn: day, body: fc.constantFrom(0, 1), topic: fc.constantFrom('Ansvar', 'Vård') })
    const question = fc.record(
      { state: fc.constantFrom(...meetingStates), when: fc.constantFrom('upcoming' as const, 'past' as const), heldFrom: day, text: fc.constantFrom('ann', 'öst', 'vård', 'ansvarsreg'), sort: fc.constantFrom('heldOn' as const, 'body' as const), descending: fc.boolean() },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.array(question, { minLength: 1, maxLength: 3 }), async (changes, questions) => {
        for (const { which, what, heldOn, body, topic } of changes) {
          const bodyId = bodies[body] as string
          // A telephone number changes nothing of what is listed; a name changes the order and what is found.
          if (what === 'name') await renameBody(bodyId, `${topic} ${which % 3} ${body}`)
          if (what === 'nameHost') await changeHost(bodyId, { name: `${topic}sregionen` })
          if (what === 'call') await changeHost(bodyId, { phone: `018-12 34 5${which % 10}` })
          if (what === 'name' || what === 'nameHost' || what === 'call') continue
          const id = ids[which % Math.max(1, ids.length)]
          if (what === 'plan' || id === undefined) {
            ids.push(await plan(world(), bodyId, { heldOn, topic }))
            continue
          }
          const { version, state } = await coordinator.meetings.read({ id })
          if (state === 'cancelled') continue
          // A meeting at which somebody is noted is not cancelled, and nobody is present before its day: those changes are refused.
          if (what === 'move') await coordinator.meetings.update({ id, version, heldOn, startTime: '10:00', endTime: '11:00', topic }).catch(() => undefined)
          if (what === 'cancel') await coordinator.meetings.cancel({ id, version }).catch(() => undefined)
          if (what === 'note') await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId, status: 'present' }] }).catch(() => undefined)
        }
        for (const asked of questions) {
          expect(await listed(coordinator, asked, ids)).toEqual(await plainly(coordinator, ids, asked))
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('finds those to come with a seat that nobody fills: empty, or absent and without a deputy who said yes', async () => {
    const coordinator = world().as('coordinator')
    const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const { id: bodyId } = await coordinator.bodies.create({ ...council, hostOrganisationId, name: 'Rådet med luckor', ordinarySeats: 0 })
    const [anna, bo] = [(await coordinator.people.create({ givenName: 'Anna', familyName: 'Ek' })).id, (await coordinator.people.create({ givenName: 'Bo', familyName: 'Al' })).id]
    const { id: seatId } = await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2024-01-01' })
    const { id: deputySeatId } = await coordinator.bodies.addSeat({ bodyId, kind: 'deputy', deputyForSeatId: seatId, startsOn: '2024-01-01' })
    const [past, soon, later] = [await plan(world(), bodyId, { heldOn: '2026-11-01' }), await plan(world(), bodyId, { heldOn: '2026-12-01' }), await plan(world(), bodyId, { heldOn: '2027-03-01' })]
    const open = (question: Question = {}) => listed(coordinator, { ...question, hasOpenSeats: true }, [past, soon, later])
    expect(await open()).toEqual([soon, later])
    expect(await open({ heldTo: '2026-12-31' })).toEqual([soon])
    await coordinator.bodies.appoint({ seatId, personId: anna, startsOn: '2024-01-01', endsOn: '2026-12-31', decidedOn: '2023-12-01' })
    await coordinator.bodies.appoint({ seatId: deputySeatId, personId: bo, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    expect(await open()).toEqual([later])
    await coordinator.meetings.recordAnswer({ meetingId: soon, personId: anna, answer: 'no', answeredOn: '2026-11-20', channel: 'phone' })
    expect(await open()).toEqual([soon, later])
    await coordinator.meetings.recordAnswer({ meetingId: soon, personId: bo, seatId, answer: 'yes', answeredOn: '2026-11-20', channel: 'phone' })
    expect(await open()).toEqual([later])
    const { version } = await coordinator.meetings.read({ id: later })
    await coordinator.meetings.cancel({ id: later, version })
    expect(await open()).toEqual([])
  })

  it('gives every page of what fits, each meeting once', async () => {
    const bodyId = await makeBody(world(), 'Sidorna')
    for (let day = 1; day <= 7; day += 1) await plan(world(), bodyId, { heldOn: `2026-12-0${day}` as LocalDate })
    const coordinator = world().as('coordinator')
    const whole = await coordinator.meetings.list({ bodyId, descending: true })
    const pages = await Promise.all([0, 3, 6, 9].map((offset) => coordinator.meetings.list({ bodyId, descending: true, offset, limit: 3 })))
    expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7])
    expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows)
  })
})
