import { addColumns, makeTables, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const made: NewTables = {
  mailServers: {
    id: 'id', version: 'integer', host: 'text', port: 'integer', security: 'text', userName: 'text?', sealedPassword: 'text?', fromAddress: 'text', fromName: 'text', replyTo: 'text?', pauseSeconds: 'integer',
  },
  mailingAttachments: { id: 'id', version: 'integer', mailingId: 'ref:mailings', name: 'text', mediaType: 'text', byteCount: 'integer', contentBase64: 'text' },
}

/**
 * The server that e-mail goes out by, what became of each attempt, and files that go along. Who got a text in easy Swedish is no
 * longer kept: it is a need, which has an end, while a mailing has none. Who needs it on the day is asked on the day.
 */
export const sendingMail: Migration = {
  number: 150,
  name: 'sending of e-mail, and attachments',
  async up(database, kind) {
    await makeTables(database, kind, made)
    await database.schema.createIndex('mailingAttachments_mailingId').on('mailingAttachments').columns(['mailingId']).execute()
    await addColumns(database, kind, { mailingRecipients: { attemptedAt: 'instant?', failure: 'text?' } })
    await database.schema.alterTable('mailingRecipients').dropColumn('isEasyRead').execute()
  },
}
