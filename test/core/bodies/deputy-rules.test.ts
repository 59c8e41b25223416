import { describe, expect, it } from 'vitest'
import { deputyRulesOn } from '#contract/bodies.ts'
import { deputyRulesFinding, isInvited } from '#core/bodies/rules.ts'
import type { LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

/** A council with Anna and her deputy Dan, and Bo and his deputy Eva. */
async function makeCouncil(world: World, name: string, rules: object = {}) {
  const coordinator = world.as('coordinator')
  const host = await coordinator.organisations.create({ kind: 'region', name: `Värd för ${name}` })
  const tariff = (await coordinator.tariffs.list({})).find(({ model }) => model === 'percentage')
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId: host.id, name, kind: 'council', method: 'council', level: 'unit', payer: 'association', tariffId: tariff?.id ?? null, travelRule: 'taxable', startsOn: '2023-01-01', ...rules,
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  const persons: string[] = []
  for (const [index, givenName] of ['Anna', 'Dan', 'Bo', 'Eva'].entries()) {
    const { id } = await coordinator.people.create({ givenName, familyName: name })
    await coordinator.bodies.appoint({ seatId: seats[index]?.id as string, personId: id, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    persons.push(id)
  }
  const [anna, dan, bo, eva] = persons as [string, string, string, string]
  const plan = async (heldOn: LocalDate) => (await coordinator.meetings.plan({ bodyId, heldOn, startTime: '13:00', endTime: '16:00' })).id
  const invited = async (id: string) => (await coordinator.meetings.read({ id })).invitations.map(({ person }) => person.id)
  return { coordinator, bodyId, seats, anna, dan, bo, eva, plan, invited }
}

const halfDayOre = 106_560

describe('The deputy rules of a body', () => {
  it('are always and always where nothing else has been agreed', () => {
    expect(deputyRulesOn([], '2026-01-01')).toEqual({ deputiesInvited: 'always', deputiesPaid: 'always' })
    const agreed = [{ startsOn: '2026-01-01', endsOn: null, deputiesInvited: 'whenCalled', deputiesPaid: 'never' }] as const
    expect(deputyRulesOn(agreed, '2025-12-31').deputiesPaid).toBe('always')
    expect(deputyRulesOn(agreed, '2026-01-01').deputiesPaid).toBe('never')
  })

  it('leave out only a deputy who is not called, never an ordinary member', () => {
    expect(isInvited('deputy', { deputiesInvited: 'always' }, false)).toBe(true)
    expect(isInvited('deputy', { deputiesInvited: 'whenCalled' }, false)).toBe(false)
    expect(isInvited('deputy', { deputiesInvited: 'whenCalled' }, true)).toBe(true)
    expect(isInvited('ordinary', { deputiesInvited: 'whenCalled' }, false)).toBe(true)
  })

  it('begin within the body’s time, after the last change and after what is approved', () => {
    const body = { startsOn: '2023-01-01', endsOn: '2027-12-31' } as const
    expect(deputyRulesFinding({ body, rules: [], settledOn: null }, '2022-12-31')).toEqual({ rule: 'bodies.outsideBody' })
    expect(deputyRulesFinding({ body, rules: [{ startsOn: '2026-01-01', endsOn: null }], settledOn: null }, '2025-01-01')).toEqual({ rule: 'bodies.deputyRulesFollow', params: { startsOn: '2026-01-01' } })
    expect(deputyRulesFinding({ body, rules: [], settledOn: '2026-03-01' }, '2026-03-01')).toEqual({ rule: 'bodies.pastIsSettled', params: { heldOn: '2026-03-01' } })
    expect(deputyRulesFinding({ body, rules: [], settledOn: '2026-03-01' }, '2026-03-02')).toBeUndefined()
  })
})

onBothEngines('Deputies by the rules of their body', (world) => {
  it('are on the list once they have been called, where the body calls them only when needed', async () => {
    const { coordinator, bodyId, seats, anna, dan, bo, eva, plan, invited } = await makeCouncil(world(), 'Rådet som kallar', { deputiesInvited: 'whenCalled' })
    expect((await coordinator.bodies.read({ id: bodyId })).deputyRules).toMatchObject([{ startsOn: '2023-01-01', endsOn: null, deputiesInvited: 'whenCalled', deputiesPaid: 'always' }])
    const id = await plan('2026-11-20')
    expect(await invited(id)).toEqual([anna, bo])
    const row = async () => (await coordinator.meetings.list({ bodyId })).rows[0]
    expect(await row()).toMatchObject({ invitedCount: 2, state: 'toRecord' })

    await coordinator.meetings.recordAnswer({ meetingId: id, personId: anna, answer: 'no', answeredOn: '2026-11-18', channel: 'phone' })
    const { seatsToFill } = await coordinator.meetings.read({ id })
    expect(seatsToFill).toMatchObject([{ seatId: seats[0]?.id, deputies: [{ person: { id: dan } }] }])
    await coordinator.meetings.recordAnswer({ meetingId: id, personId: dan, seatId: seats[0]?.id ?? null, answer: 'yes', answeredOn: '2026-11-18', channel: 'phone' })
    expect(await invited(id)).toEqual([anna, dan, bo])
    expect(await row()).toMatchObject({ invitedCount: 3 })

    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: bo, status: 'present' }] })
    expect(await row()).toMatchObject({ state: 'toRecord' })
    expect((await coordinator.meetings.list({ bodyId, state: 'toApprove' })).total).toBe(0)
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: dan, status: 'present' }] })
    expect((await coordinator.meetings.list({ bodyId, state: 'toApprove' })).total).toBe(1)
    expect((await coordinator.meetings.read({ id })).invitations.map(({ person, attendance }) => [person.id, attendance?.role])).toEqual([[anna, 'ordinary'], [dan, 'servingDeputy'], [bo, 'ordinary']])
    await coordinator.meetings.approveAttendance({ id, version: 1 })
    expect((await coordinator.claims.list({ bodyId })).rows.map(({ person }) => person.id)).not.toContain(eva)
  })

  it('get a stipend by the rule of the meeting’s day, and travel always', async () => {
    const { coordinator, bodyId, anna, dan, bo, eva, plan } = await makeCouncil(world(), 'Rådet som betalar')
    await coordinator.bodies.setDeputyRules({ bodyId, startsOn: '2026-10-01', deputiesInvited: 'always', deputiesPaid: 'whenServing' })
    const stipends = async (heldOn: LocalDate) => {
      const id = await plan(heldOn)
      const rows = [{ personId: anna, status: 'present' }, { personId: dan, status: 'present', drivenKilometres: 10 }, { personId: bo, status: 'absent' }, { personId: eva, status: 'present' }] as const
      await coordinator.meetings.recordAttendance({ meetingId: id, rows: [...rows] })
      const preview = await coordinator.meetings.claimPreview({ meetingId: id })
      return { id, paid: new Map(preview.rows.map(({ person, lines, notes }) => [person.id, [lines.map(({ amountOre }) => amountOre), notes.map(({ rule }) => rule)]])) }
    }
    const before = await stipends('2026-09-30')
    expect([before.paid.get(dan), before.paid.get(eva)]).toEqual([[[halfDayOre, 2500], []], [[halfDayOre], []]])
    const after = await stipends('2026-10-01')
    expect([after.paid.get(anna), after.paid.get(dan), after.paid.get(eva)]).toEqual([[[halfDayOre], []], [[2500], ['claims.attendingDeputiesUnpaid']], [[halfDayOre], []]])

    const { entry } = await coordinator.journal.lastUndoable({})
    expect(entry?.procedure).toBe('meetings.recordAttendance')
    await coordinator.meetings.approveAttendance({ id: after.id, version: 1 })
    const change = (startsOn: LocalDate) => coordinator.bodies.setDeputyRules({ bodyId, startsOn, deputiesInvited: 'always', deputiesPaid: 'never' })
    expect(await refusalOf(change('2026-10-01'))).toMatchObject({ data: { rule: 'bodies.pastIsSettled', params: { heldOn: '2026-10-01' } } })
    const { entries } = await coordinator.journal.list({ subjectId: bodyId })
    const rules = entries.find(({ procedure }) => procedure === 'bodies.setDeputyRules')
    expect(await refusalOf(coordinator.journal.undo({ entryId: rules?.id as string }))).toMatchObject({ data: { rule: 'bodies.pastIsSettled' } })
    await change('2026-11-01')
    expect((await coordinator.bodies.read({ id: bodyId })).deputyRules.map(({ startsOn, endsOn, deputiesPaid }) => [startsOn, endsOn, deputiesPaid])).toEqual([
      ['2026-11-01', null, 'never'], ['2026-10-01', '2026-10-31', 'whenServing'],
    ])
    expect((await stipends('2026-11-02')).paid.get(eva)).toEqual([[], ['claims.deputiesUnpaid']])
    expect((await stipends('2026-10-31')).paid.get(eva)).toEqual([[halfDayOre], []])
  })
})
