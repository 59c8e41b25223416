import { makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const made: NewTables = {
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

const indexed: NewIndexes = [
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
    await makeTables(database, kind, made)
    await makeIndexes(database, { indexed })
  },
}
