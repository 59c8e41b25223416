import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What representatives tell after a meeting, point by point, and the proposals that came of the points. */
export const reportsBack: Migration = {
  number: 320,
  name: 'reports back from meetings',
  async up(database, kind) {
    await makeTables(database, kind, {
      meetingReports: {
        id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons?', reportedOn: 'date', channel: 'text', summary: 'text?', recordedByUserId: 'ref:users', createdAt: 'instant',
      },
      meetingReportPoints: {
        id: 'id', version: 'integer', reportId: 'ref:meetingReports', position: 'integer', raised: 'text', outcome: 'text?', answer: 'text?', decision: 'text?', proposalId: 'ref:proposals?',
      },
    })
    await makeIndexes(database, {
      indexed: [['meetingReports', ['meetingId']], ['meetingReports', ['personId']], ['meetingReports', ['recordedByUserId']], ['meetingReportPoints', ['reportId']], ['meetingReportPoints', ['proposalId']]],
    })
  },
}
