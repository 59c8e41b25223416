import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Lectures, dialogue cafés and other events, with how many came and who was booked. */
export const events: Migration = {
  number: 332,
  name: 'events and their bookings',
  async up(database, kind) {
    await makeTables(database, kind, {
      events: {
        id: 'id', version: 'integer', title: 'text', nameSort: 'text', method: 'text', level: 'text', heldOn: 'date', startTime: 'time?', endTime: 'time?', place: 'text?', description: 'text?',
        reasonsJson: 'json', participantCount: 'integer?', buyerOrganisationId: 'ref:organisations?', feeOre: 'ore?', invoicedOn: 'date?', grantId: 'ref:grants?', createdAt: 'instant',
      },
      eventBookings: { id: 'id', version: 'integer', eventId: 'ref:events', personId: 'ref:persons', role: 'text', bookedOn: 'date' },
    })
    await makeIndexes(database, {
      indexed: [['events', ['heldOn', 'id']], ['events', ['buyerOrganisationId']], ['events', ['grantId']], ['eventBookings', ['eventId']], ['eventBookings', ['personId']]],
    })
  },
}
