import { describe, expect, it } from 'vitest'
import { bookingFinding, eventFindings, stateOn } from '#core/events/rules.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const today = '2026-11-20'
const held = { heldOn: '2026-11-01', startTime: null, endTime: null, participantCount: null, feeOre: null, invoicedOn: null, buyerOrganisationId: null } as const

describe('An event', () => {
  it('is to come, waits to be counted from its day on, and is then counted, also where nobody came', () => {
    expect([stateOn({ ...held, heldOn: '2026-11-21' }, today), stateOn({ ...held, heldOn: today }, today), stateOn({ ...held, participantCount: 0 }, today)]).toEqual(['coming', 'toCount', 'counted'])
  })

  it('says what is missing, to come or the wrong way round', () => {
    const rules = (event: Partial<Parameters<typeof eventFindings>[0]>) => eventFindings({ ...held, ...event }, today).map(({ path, rule }) => [path, rule])
    expect(rules({})).toEqual([])
    expect(rules({ startTime: '13:00', endTime: '12:00' })).toEqual([['endTime', 'events.endsBeforeStart']])
    expect(rules({ endTime: '12:00' })).toEqual([['endTime', 'events.endsBeforeStart']])
    expect(rules({ heldOn: '2026-12-01', participantCount: 10 })).toEqual([['participantCount', 'events.notHeldYet']])
    expect(rules({ feeOre: 500_000 })).toEqual([['buyerOrganisationId', 'events.buyerMissing']])
    expect(rules({ invoicedOn: '2026-11-02' })).toEqual([['feeOre', 'events.feeMissing']])
    expect(bookingFinding('anna', ['bo'])).toBeUndefined()
    expect(bookingFinding('anna', ['anna'])).toEqual({ rule: 'events.alreadyBooked' })
  })
})

onBothEngines('Events', (world) => {
  it('are found by method, level, reason and year, with how many came and who was booked', async () => {
    const coordinator = world().as('coordinator')
    const { id: buyerOrganisationId } = await coordinator.organisations.create({ kind: 'unit', name: 'Öppenvården' })
    const { id: personId } = await coordinator.people.create({ givenName: 'Åsa', familyName: 'Öberg', membership: { kind: 'main', startsOn: '2024-01-01' } })
    const fields = { title: 'Föreläsning', method: 'lecture', level: 'unit', heldOn: '2026-10-10', place: 'Biblioteket', reasons: ['recovery', 'democracy'], buyerOrganisationId, feeOre: 500_000 } as const
    const { id } = await coordinator.events.create({ ...fields, reasons: [...fields.reasons] })
    await coordinator.events.create({ title: 'Dialogcafé', method: 'dialogueCafe', level: 'system', heldOn: '2026-12-10', reasons: ['efficiency'] })
    const { id: bookingId } = await coordinator.events.book({ eventId: id, personId, role: 'ambassador', bookedOn: '2026-09-01' })
    expect(await refusalOf(coordinator.events.book({ eventId: id, personId, bookedOn: '2026-09-02' }))).toMatchObject({ data: { rule: 'events.alreadyBooked' } })

    for (const [input, found] of [[{ state: 'toCount' }, 1], [{ state: 'coming' }, 1], [{ method: 'lecture' }, 1], [{ level: 'individual' }, 0], [{ reason: 'democracy' }, 1], [{ reason: 'legitimacy' }, 0], [{ year: 2026 }, 2], [{ year: 2025 }, 0], [{ text: 'bibliot öppen' }, 1]] as const) {
      expect((await coordinator.events.list(input)).total, JSON.stringify(input)).toBe(found)
    }
    await coordinator.events.update({ id, version: 1, ...fields, reasons: [...fields.reasons], participantCount: 42, invoicedOn: '2026-10-12' })
    expect(await coordinator.events.read({ id })).toMatchObject({ state: 'counted', participantCount: 42, feeOre: 500_000, reasons: ['recovery', 'democracy'], bookings: [{ person: { name: 'Åsa Öberg' }, role: 'ambassador' }] })
    await coordinator.events.removeBooking({ id: bookingId, version: 1 })
    const { entry } = await coordinator.journal.lastUndoable()
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect((await coordinator.events.read({ id })).bookings).toHaveLength(1)
    expect(await refusalOf(world().as('boardMember').events.create({ ...fields, reasons: [] }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await world().as('boardMember').events.list({})).total).toBe(2)
  })
})
