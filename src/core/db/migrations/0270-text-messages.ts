import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Text messages may go out through a provider that takes them as e-mail. Empty is as before: they come out as a list. */
export const textMessages: Migration = {
  number: 270,
  name: 'text messages by e-mail through a provider',
  async up(database, kind) {
    await addColumns(database, kind, { mailServers: { smsAddress: 'text?', smsSubject: 'text?' } })
  },
}
