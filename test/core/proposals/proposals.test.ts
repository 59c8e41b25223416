import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposalSteps } from '#contract/proposals.ts'
import { isOverdueOn, proposalFindings, stepOn } from '#core/proposals/rules.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const raised = { raisedOn: '2026-03-10', answeredOn: null, changedOn: null, toldBackOn: null, outcome: null, change: null } as const
const today = '2026-11-20'

describe('A proposal', () => {
  it('has come as far as the last step whose day has been, whatever steps were left out', () => {
    const day = fc.option(fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)))
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days)), (answeredOn, changedOn, toldBackOn, on) => {
        const dates = { raisedOn: '2026-01-01' as LocalDate, answeredOn, changedOn, toldBackOn }
        const step = stepOn(dates, on)
        const taken = proposalSteps.filter((each) => dates[`${each}On`] !== null && (dates[`${each}On`] as LocalDate) <= on)
        expect(step).toBe(taken.at(-1))
      }),
    )
  })

  it('says which step lacks its day or its words, comes too early or has not been', () => {
    const rules = (proposal: Partial<Parameters<typeof proposalFindings>[0]>) => proposalFindings({ ...raised, ...proposal }, today).map(({ path, rule }) => [path, rule])
    expect(rules({})).toEqual([])
    expect(rules({ answeredOn: '2026-04-01', outcome: 'declined', toldBackOn: '2026-05-01' })).toEqual([])
    expect(rules({ answeredOn: '2026-03-01', outcome: 'agreed' })).toEqual([['answeredOn', 'proposals.stepsOutOfOrder']])
    expect(rules({ toldBackOn: '2026-12-24' })).toEqual([['toldBackOn', 'proposals.inFuture']])
    expect(rules({ answeredOn: '2026-04-01' })).toEqual([['outcome', 'proposals.outcomeMissing']])
    expect(rules({ outcome: 'agreed' })).toEqual([['answeredOn', 'proposals.answerDayMissing']])
    expect(rules({ changedOn: '2026-04-01' })).toEqual([['change', 'proposals.changeMissing']])
    expect(rules({ change: 'Nya mallar' })).toEqual([['changedOn', 'proposals.changeDayMissing']])
  })

  it('is overdue from the day after the host’s measure was due until something has changed', () => {
    expect(isOverdueOn({ measureDueOn: '2026-11-20', changedOn: null }, today)).toBe(false)
    expect(isOverdueOn({ measureDueOn: '2026-11-19', changedOn: null }, today)).toBe(true)
    expect(isOverdueOn({ measureDueOn: '2026-11-19', changedOn: '2026-11-20' }, today)).toBe(false)
    expect(isOverdueOn({ measureDueOn: null, changedOn: null }, today)).toBe(false)
  })
})

onBothEngines('Proposals', (world) => {
  it('are followed from a meeting to answer, change and telling back, with what shows it', async () => {
    const coordinator = world().as('coordinator')
    const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const body = (name: string) => coordinator.bodies.create({ hostOrganisationId, name, kind: 'council', method: 'council', level: 'system', payer: 'host', travelRule: 'taxable', startsOn: '2024-01-01' })
    const [{ id: bodyId }, { id: otherBodyId }] = [await body('Ångrådet'), await body('Styrgruppen')]
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-03-10', startTime: '13:00', endTime: '15:00' })
    const fields = { title: 'Öppet på kvällen', bodyId, meetingId, raisedOn: '2026-03-10', hopedFor: 'En kväll i veckan', whyItMatters: 'Alla är inte lediga på dagen' } as const
    const { id } = await coordinator.proposals.create(fields)
    expect(await refusalOf(coordinator.proposals.create({ ...fields, bodyId: otherBodyId }))).toMatchObject({ data: { fields: [{ path: 'meetingId', rule: 'proposals.meetingOfAnotherBody' }] } })

    const answered = { ...fields, answeredOn: '2026-05-04', outcome: 'agreed', answer: 'Ja, från hösten', measure: 'Nya öppettider', measureDueOn: '2026-10-01' } as const
    await coordinator.proposals.update({ id, version: 1, ...answered })
    expect(await coordinator.proposals.read({ id })).toMatchObject({ step: 'answered', isOverdue: true, meeting: { id: meetingId }, body: { name: 'Ångrådet' }, hostName: 'Region Uppsala' })
    expect((await coordinator.proposals.list({ isOverdue: true })).rows.map((row) => row.id)).toEqual([id])

    await coordinator.proposals.update({ id, version: 2, ...answered, changedOn: '2026-11-02', change: 'Öppet torsdagar till kl. 19', evidence: 'Öppettiderna', toldBackOn: '2026-11-10', toldBackHow: 'På rådets möte' })
    expect(await coordinator.proposals.read({ id })).toMatchObject({ step: 'toldBack', isOverdue: false, change: 'Öppet torsdagar till kl. 19' })
    for (const [input, found] of [[{ isOpen: true }, 0], [{ isOpen: false }, 1], [{ isOverdue: true }, 0], [{ text: 'öppet ång' }, 1], [{ text: 'stängt' }, 0], [{ meetingId }, 1], [{ bodyId: otherBodyId }, 0]] as const) {
      expect((await coordinator.proposals.list(input)).total, JSON.stringify(input)).toBe(found)
    }
    expect(await refusalOf(world().as('boardMember').proposals.create(fields))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await world().as('boardMember').proposals.read({ id })).evidence).toBe('Öppettiderna')
  })
})
