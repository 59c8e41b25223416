import { mergeFields } from '#contract/mailings.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { bodyFor, fieldsOf, inEasyRead, isLeftOut } from './audience.ts'
import type { EmailAttachment } from './eml.ts'
import { readMergeSource } from './merge-values.ts'
import { filled, missingField, type Channel } from './rules.ts'

/** One who is to get a mailing, with the words filled in for her. */
export interface Message {
  readonly recipient: Pick<Row<'mailingRecipients'>, 'id' | 'sentOn' | 'attemptedAt' | 'failure'>
  readonly name: string
  readonly via: string | null
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly isEasyRead: boolean
  /** A fact that the text needs and that is there no more. */
  readonly gap: RuleFinding | undefined
}

/**
 * Those whom a mailing goes to by a channel, as of now: without those who are left out since it was prepared.
 * @param recipientId only this one
 */
export async function recipientRows(db: ReadDb, mailing: Row<'mailings'>, channel: Channel, recipientId?: string) {
  return db
    .selectFrom('mailingRecipients')
    .innerJoin('persons', 'persons.id', 'mailingRecipients.personId')
    .leftJoin('persons as contacts', 'contacts.id', 'viaPersonId')
    .select([
      'mailingRecipients.id', 'personId', 'address', 'viaName', 'sentOn', 'attemptedAt', 'failure', 'persons.givenName', 'persons.familyName', 'contacts.givenName as contactGivenName', 'contacts.familyName as contactFamilyName',
    ])
    .where('mailingId', '=', mailing.id)
    .where('channel', '=', channel)
    .$if(recipientId !== undefined, (query) => query.where('mailingRecipients.id', '=', recipientId as string))
    .where(({ not }) => not(isLeftOut()))
    .orderBy('position')
    .execute()
}

/** The messages of a mailing by a channel, and what is to be said to all, with dots for what differs from person to person. */
export async function messagesOf({ store: { db }, clock, user }: Call, mailing: Row<'mailings'>, channel: Channel): Promise<{ messages: Message[]; script: string }> {
  const rows = await recipientRows(db, mailing, channel)
  const personIds = rows.map(({ personId }) => personId)
  const today = clock.today()
  const [source, needing] = await Promise.all([
    readMergeSource(db, { mailing, personIds, fields: fieldsOf(mailing), sender: user.displayName, today }),
    mailing.easyBody === null ? new Set<string>() : inEasyRead(db, personIds, today),
  ])
  const messages = rows.map(({ id, personId, address, viaName, sentOn, attemptedAt, failure, givenName, familyName, contactGivenName, contactFamilyName }) => {
    const values = source.valuesOf(personId)
    const isEasyRead = needing.has(personId)
    const body = bodyFor(mailing, isEasyRead)
    return {
      recipient: { id, sentOn, attemptedAt, failure }, name: `${givenName} ${familyName}`, via: contactGivenName === null ? viaName : `${contactGivenName} ${contactFamilyName}`, address, isEasyRead,
      subject: filled(mailing.subject, values), text: filled(body, values), gap: missingField([mailing.subject, body], values, source.reasonsOf(personId)),
    }
  })
  const shared = Object.entries(source.valuesOf('')).map(([field, value]) => [field, value ?? '…'] as const)
  return { messages, script: filled(mailing.body, { ...personal, ...Object.fromEntries(shared) }) }
}

const personal = Object.fromEntries(Object.keys(mergeFields).map((field) => [field, '…']))

/** The files that go along with a mailing, by name. */
export async function attachmentsOf(db: ReadDb, mailingId: string): Promise<readonly EmailAttachment[]> {
  return db.selectFrom('mailingAttachments').select(['name', 'mediaType', 'contentBase64']).where('mailingId', '=', mailingId).orderBy('name').orderBy('id').execute()
}
