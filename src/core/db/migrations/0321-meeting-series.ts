import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Meetings planned as a series, from which day one was moved, and why one was cancelled. Of meetings before this nothing of the kind is known. */
export const meetingSeries: Migration = {
  number: 321,
  name: 'series of meetings',
  async up(database, kind) {
    await makeTables(database, kind, { meetingSeries: { id: 'id', version: 'integer', bodyId: 'ref:bodies', startsOn: 'date', every: 'text', interval: 'integer', untilOn: 'date', createdAt: 'instant' } })
    await addColumns(database, kind, { meetings: { seriesId: 'ref:meetingSeries?', movedFromOn: 'date?', cancelReason: 'text?' } })
    await makeIndexes(database, { indexed: [['meetingSeries', ['bodyId']], ['meetings', ['seriesId']]] })
  },
}
