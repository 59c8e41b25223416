import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What those who were asked about a meeting said, with day and channel, and which deputies were called for whose seat. */
export const meetingAnswers: Migration = {
  number: 280,
  name: 'answers about meetings, and deputies called',
  async up(database, kind) {
    await makeTables(database, kind, {
      meetingAnswers: {
        id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons', seatId: 'ref:seats?', answer: 'text', answeredOn: 'date', channel: 'text', note: 'text?',
        recordedByUserId: 'ref:users', createdAt: 'instant',
      },
    })
    await makeIndexes(database, { indexed: [['meetingAnswers', ['meetingId']], ['meetingAnswers', ['personId']], ['meetingAnswers', ['seatId']], ['meetingAnswers', ['recordedByUserId']]] })
  },
}
