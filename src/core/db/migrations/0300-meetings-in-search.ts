import { fillDatedEntries } from '#core/search/dated.ts'
import type { Migration } from './migration.ts'

/** The meetings there are get new entries, so that they are found by host, title, place and the whole of their topic as new ones are. */
export const meetingsInSearch: Migration = {
  number: 300,
  name: 'meetings are found by host, title and place',
  up: (database, kind) => fillDatedEntries(database, kind, ['meetings']),
}
