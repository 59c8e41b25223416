import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What stands in the way of influence, and what was done about it. */
export const barriers: Migration = {
  number: 331,
  name: 'barriers and what was done about them',
  async up(database, kind) {
    await makeTables(database, kind, {
      barriers: {
        id: 'id', version: 'integer', title: 'text', nameSort: 'text', kind: 'text', bodyId: 'ref:bodies?', hostOrganisationId: 'ref:organisations?', meetingId: 'ref:meetings?', noticedOn: 'date',
        description: 'text?', action: 'text?', actionDueOn: 'date?', removedOn: 'date?', result: 'text?', createdAt: 'instant',
      },
    })
    await makeIndexes(database, { indexed: [['barriers', ['noticedOn', 'id']], ['barriers', ['actionDueOn']], ['barriers', ['bodyId']], ['barriers', ['hostOrganisationId']], ['barriers', ['meetingId']]] })
  },
}
