import { sql } from 'kysely'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Migration } from './migration.ts'

const made: Record<string, Record<string, string>> = {
  mailings: {
    id: 'id', version: 'integer', kind: 'text', subject: 'text', body: 'text', easyBody: 'text?', audience: 'text', filterJson: 'json?', bodyId: 'ref:bodies?',
    courseRoundId: 'ref:courseRounds?', meetingId: 'ref:meetings?', year: 'integer?', createdAt: 'instant', createdByUserId: 'ref:users', preparedAt: 'instant?',
  },
  mailingChoices: { id: 'id', version: 'integer', mailingId: 'ref:mailings', personId: 'ref:persons' },
  mailingRecipients: {
    id: 'id', version: 'integer', mailingId: 'ref:mailings', personId: 'ref:persons', position: 'integer', channel: 'text', address: 'text', viaPersonId: 'ref:persons?', isEasyRead: 'flag',
    sentOn: 'date?', sentByUserId: 'ref:users?', returnedOn: 'date?',
  },
  mailingAnswers: {
    id: 'id', version: 'integer', recipientId: 'ref:mailingRecipients', personId: 'ref:persons', answer: 'text', answeredOn: 'date', channel: 'text', note: 'text?',
    recordedByUserId: 'ref:users', createdAt: 'instant',
  },
  mailingTemplates: {
    id: 'id', version: 'integer', standardText: 'text?', name: 'text', subject: 'text', body: 'text', easyBody: 'text?', startsOn: 'date', endsOn: 'date?',
  },
  mailingSettings: { id: 'id', version: 'integer', letterWindow: 'text' },
  newsletterConsents: { id: 'id', version: 'integer', personId: 'ref:persons', consentedOn: 'date', way: 'text', withdrawnOn: 'date?' },
}

const indexed: readonly (readonly [string, readonly string[]])[] = [
  ['mailings', ['createdAt']],
  ['mailings', ['bodyId']],
  ['mailings', ['courseRoundId']],
  ['mailings', ['meetingId']],
  ['mailings', ['createdByUserId']],
  ['mailingChoices', ['mailingId']],
  ['mailingChoices', ['personId']],
  ['mailingRecipients', ['mailingId', 'position']],
  ['mailingRecipients', ['personId']],
  ['mailingRecipients', ['viaPersonId']],
  ['mailingRecipients', ['sentByUserId']],
  ['mailingAnswers', ['recipientId']],
  ['mailingAnswers', ['personId']],
  ['mailingAnswers', ['recordedByUserId']],
  ['newsletterConsents', ['personId']],
]

/** Mailings with their recipients and answers, texts of the association's own, and the newsletter's list. */
export const mailings: Migration = {
  number: 120,
  name: 'mailings',
  async up(database, kind) {
    for (const [table, columns] of Object.entries(made)) {
      let builder = database.schema.createTable(table)
      for (const [column, spec] of Object.entries(columns)) {
        const { kind: columnKind, nullable, references } = parseSpec(spec)
        builder = builder.addColumn(column, columnType(kind, columnKind), (definition) => {
          let built = column === 'id' ? definition.primaryKey() : definition
          if (!nullable) built = built.notNull()
          if (columnKind === 'flag') built = built.check(sql`${sql.ref(column)} in (0, 1)`)
          return references ? built.references(`${references}.id`) : built
        })
      }
      await builder.execute()
    }
    for (const [table, columns] of indexed) await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
  },
}

/** Text sorts by its bytes in both engines. */
function columnType(kind: Engine['kind'], columnKind: string) {
  if (columnKind === 'integer' || columnKind === 'flag') return 'integer'
  return kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
}
