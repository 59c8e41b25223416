import type { World } from './world.ts'

/** A meeting on 10 December 2026 of a body in which these persons have each a seat. */
export async function meetingWith(world: World, personIds: readonly string[]): Promise<string> {
  const coordinator = world.as('coordinator')
  const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Regionen' })
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId, name: 'Rådet', kind: 'council', method: 'council', level: 'system', payer: 'host', travelRule: 'taxFree', travelRuleReason: 'Olika platser', startsOn: '2024-01-01',
    ordinarySeats: personIds.length, deputiesPerSeat: 0,
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  for (const [index, personId] of personIds.entries()) {
    await coordinator.bodies.appoint({ seatId: seats[index]?.id as string, personId, startsOn: '2026-01-01', endsOn: '2027-12-31', decidedOn: '2025-12-01' })
  }
  const { id } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-12-10', startTime: '13:00', endTime: '15:00' })
  return id
}
