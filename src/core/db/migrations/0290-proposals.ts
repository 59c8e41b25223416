import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What was raised with hosts, what they answered, and what changed. */
export const proposals: Migration = {
  number: 290,
  name: 'proposals and what came of them',
  async up(database, kind) {
    await makeTables(database, kind, {
      proposals: {
        id: 'id', version: 'integer', title: 'text', nameSort: 'text', bodyId: 'ref:bodies', meetingId: 'ref:meetings?', raisedOn: 'date', hopedFor: 'text?', whyItMatters: 'text?',
        answeredOn: 'date?', outcome: 'text?', answer: 'text?', measure: 'text?', measureDueOn: 'date?', changedOn: 'date?', change: 'text?', evidence: 'text?', toldBackOn: 'date?',
        toldBackHow: 'text?', createdAt: 'instant',
      },
    })
    await makeIndexes(database, { indexed: [['proposals', ['raisedOn', 'id']], ['proposals', ['bodyId']], ['proposals', ['meetingId']], ['proposals', ['measureDueOn']]] })
  },
}
