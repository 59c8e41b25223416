import { describe, expect, it } from 'vitest'
import { barrierFindings, stateOn } from '#core/barriers/rules.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const today = '2026-11-20'
const noticed = { noticedOn: '2026-10-01', actionDueOn: null, action: null, removedOn: null, result: null } as const

describe('A barrier', () => {
  it('has remained for long after three months, or once its action is overdue', () => {
    const state = (barrier: Partial<Parameters<typeof stateOn>[0]>) => stateOn({ ...noticed, ...barrier }, today)
    expect([state({}), state({ noticedOn: '2026-08-21' }), state({ noticedOn: '2026-08-20' }), state({ actionDueOn: today }), state({ actionDueOn: '2026-11-19' })]).toEqual(['open', 'open', 'long', 'open', 'long'])
    expect([state({ noticedOn: '2020-01-01', removedOn: today }), state({ removedOn: '2026-11-21' })]).toEqual(['removed', 'open'])
  })

  it('says what is missing, to come or the wrong way round', () => {
    const rules = (barrier: Partial<Parameters<typeof barrierFindings>[0]>) => barrierFindings({ ...noticed, ...barrier }, today).map(({ path, rule }) => [path, rule])
    expect(rules({})).toEqual([])
    expect(rules({ noticedOn: '2026-12-01' })).toEqual([['noticedOn', 'barriers.inFuture']])
    expect(rules({ actionDueOn: '2026-12-01' })).toEqual([['action', 'barriers.actionMissing']])
    expect(rules({ removedOn: '2026-09-30', result: 'Ny lokal' })).toEqual([['removedOn', 'barriers.removedBeforeNoticed']])
    expect(rules({ removedOn: '2026-11-01' })).toEqual([['result', 'barriers.resultMissing']])
    expect(rules({ result: 'Ny lokal' })).toEqual([['removedOn', 'barriers.removedDayMissing']])
  })
})

onBothEngines('Barriers', (world) => {
  it('are written down in a body or with a host, and found there until they are gone', async () => {
    const coordinator = world().as('coordinator')
    const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId, name: 'Ångrådet', kind: 'council', method: 'council', level: 'system', payer: 'host', travelRule: 'taxable', startsOn: '2024-01-01' })
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-10-10', startTime: '13:00', endTime: '15:00' })
    const fields = { title: 'Möten på arbetstid', kind: 'timeOfDay', bodyId, meetingId, noticedOn: '2026-08-01' } as const
    const { id } = await coordinator.barriers.create(fields)
    await coordinator.barriers.create({ title: 'Inga svar', kind: 'attitude', hostOrganisationId, noticedOn: '2026-11-01' })
    expect(await refusalOf(coordinator.barriers.create({ ...fields, hostOrganisationId }))).toMatchObject({ data: { fields: [{ path: 'hostOrganisationId', rule: 'barriers.bodyHasItsHost' }] } })
    expect(await refusalOf(coordinator.barriers.create({ ...fields, bodyId: null }))).toMatchObject({ data: { fields: [{ path: 'meetingId', rule: 'barriers.meetingOfAnotherBody' }] } })

    for (const [input, found] of [[{ bodyId }, 1], [{ hostOrganisationId }, 2], [{ state: 'open' }, 2], [{ state: 'long' }, 1], [{ state: 'removed' }, 0], [{ text: 'arbetstid ång' }, 1], [{ kind: 'attitude' }, 1], [{ meetingId }, 1]] as const) {
      expect((await coordinator.barriers.list(input)).total, JSON.stringify(input)).toBe(found)
    }
    expect(await coordinator.barriers.read({ id })).toMatchObject({ state: 'long', body: { name: 'Ångrådet' }, host: { name: 'Region Uppsala' }, meeting: { id: meetingId } })
    await coordinator.barriers.update({ id, version: 1, ...fields, action: 'Möten efter kl. 16', removedOn: '2026-11-10', result: 'Fler kan komma' })
    expect((await coordinator.barriers.list({ state: 'removed' })).rows).toMatchObject([{ id, state: 'removed' }])
    expect(await refusalOf(world().as('boardMember').barriers.create(fields))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await world().as('boardMember').barriers.read({ id })).result).toBe('Fler kan komma')
  })
})
