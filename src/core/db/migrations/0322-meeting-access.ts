import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What decides who can take part in a meeting: breaks, the link, and papers. Of meetings before this it is not known. */
export const meetingAccess: Migration = {
  number: 322,
  name: 'breaks, links and papers of meetings',
  async up(database, kind) {
    await addColumns(database, kind, { meetings: { breakMinutes: 'integer?', link: 'text?', papersSentOn: 'date?', paperCopies: 'integer?' } })
  },
}
