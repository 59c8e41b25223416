import { zipSync } from 'fflate'
import type { InputOf } from '#contract/base.ts'
import { mergeFields, type MailingFile, type mailings, type newsletter } from '#contract/mailings.ts'
import { translator, type Language } from '#shared/i18n/index.ts'
import { formatPostcode } from '#shared/postal.ts'
import { RuleViolation } from '#shared/result.ts'
import { textMessageLength } from '#shared/text-message.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import { callListPdf, lettersPdf } from '#core/documents/pdf-letters.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { bodyFor, fieldsOf, loadMailing } from './audience.ts'
import { emailDraft } from './eml.ts'
import { longDate, readMergeSource } from './merge-values.ts'
import { newsletterAddresses } from './queries.ts'
import { filled, type Channel } from './rules.ts'
import { readLetterWindow } from './templates.ts'

type Made = Promise<{ documentId: string; name: string }>

/** One who is to get the mailing, with the words filled in for her. */
interface Message {
  readonly name: string
  readonly via: string | null
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly isEasyRead: boolean
}

interface About {
  readonly call: Call
  readonly mailing: Row<'mailings'>
  readonly messages: readonly Message[]
  /** What is to be said, with dots for what differs from person to person. */
  readonly script: string
  readonly association: Row<'association'>
  readonly language: Language
}

interface Kind {
  readonly channel: Channel
  readonly mediaType: string
  readonly make: (about: About) => Promise<Uint8Array> | Uint8Array
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const kinds: Record<MailingFile, Kind> = {
  letters: { channel: 'letter', mediaType: 'application/pdf', make: letters },
  emails: { channel: 'email', mediaType: 'application/zip', make: emails },
  textMessages: { channel: 'sms', mediaType: excel, make: textMessages },
  callList: { channel: 'phone', mediaType: 'application/pdf', make: callList },
}

/** Makes what goes by one channel, of what was settled when the mailing was prepared. That it was given out is journalled. @throws NotFound, RuleViolation `mailings.nobodyByChannel` */
export async function makeFile(call: Call, { id, file, language }: InputOf<typeof mailings.makeFile>): Made {
  const { channel, mediaType, make } = kinds[file]
  const { db } = call.store
  const mailing = await loadMailing(db, id)
  const { messages, script } = await messagesOf(call, mailing, channel)
  const association = await db.selectFrom('association').selectAll().executeTakeFirstOrThrow()
  const bytes = await make({ call, mailing, messages, script, association, language })
  await call.store.transact(call.act(mailing.subject), async (writer) => writer.note('mailings', id))
  // The name of the file tells nobody whom it is about, nor what.
  const name = translator(language)(`mailings.fileNames.${file}`, { date: call.clock.today() })
  return { name, documentId: call.documents.put({ name, mediaType, bytes }) }
}

/** The addresses of a mailing's e-mails, to be pasted as blind copies. That they were given out is journalled. @throws NotFound, RuleViolation `mailings.nobodyByChannel` */
export async function copyAddresses(call: Call, id: string): Promise<{ addresses: string[] }> {
  const mailing = await loadMailing(call.store.db, id)
  const { messages } = await messagesOf(call, mailing, 'email')
  await call.store.transact(call.act(mailing.subject), async (writer) => writer.note('mailings', id))
  return { addresses: [...new Set(messages.map(({ address }) => address))] }
}

/** Those whom a mailing goes to by a channel. One who has got a protected identity since is no longer among them, nor one who is reached through such a person. */
async function messagesOf({ store: { db }, clock, user }: Call, mailing: Row<'mailings'>, channel: Channel): Promise<{ messages: Message[]; script: string }> {
  const rows = await db
    .selectFrom('mailingRecipients')
    .innerJoin('persons', 'persons.id', 'mailingRecipients.personId')
    .leftJoin('persons as contacts', 'contacts.id', 'viaPersonId')
    .select(['personId', 'address', 'isEasyRead', 'persons.givenName', 'persons.familyName', 'contacts.givenName as contactGivenName', 'contacts.familyName as contactFamilyName'])
    .where('mailingId', '=', mailing.id)
    .where('channel', '=', channel)
    .where('persons.isProtected', '=', 0)
    .where((eb) => eb.or([eb('contacts.isProtected', 'is', null), eb('contacts.isProtected', '=', 0)]))
    .orderBy('position')
    .execute()
  if (rows.length === 0) throw new RuleViolation('mailings.nobodyByChannel')
  const source = await readMergeSource(db, { mailing, personIds: rows.map(({ personId }) => personId), fields: fieldsOf(mailing), sender: user.displayName, today: clock.today() })
  const messages = rows.map(({ personId, address, isEasyRead, givenName, familyName, contactGivenName, contactFamilyName }) => {
    const values = source.valuesOf(personId)
    return {
      name: `${givenName} ${familyName}`, via: contactGivenName === null ? null : `${contactGivenName} ${contactFamilyName}`, address, isEasyRead: isEasyRead === 1,
      subject: filled(mailing.subject, values), text: filled(bodyFor(mailing, isEasyRead === 1), values),
    }
  })
  const shared = Object.entries(source.valuesOf('')).map(([field, value]) => [field, value ?? '…'] as const)
  return { messages, script: filled(mailing.body, { ...personal, ...Object.fromEntries(shared) }) }
}

const personal = Object.fromEntries(Object.keys(mergeFields).map((field) => [field, '…']))

async function letters({ call, messages, association, language }: About): Promise<Uint8Array> {
  const { name, street, postcode, town, email } = association
  const dated = [town, longDate(call.clock.today())].filter(Boolean).join(' ')
  return lettersPdf({
    title: translator(language)('mailings.letterTitle'), author: name, language, createdAt: call.clock.now(), window: await readLetterWindow(call.store.db),
    senderLines: [name, street, postcode && town && `${formatPostcode(postcode)} ${town}`, email].filter((line): line is string => Boolean(line)),
    letters: messages.map((message) => ({ addressLines: message.address.split('\n'), dated, subject: message.subject, text: message.text, isLarge: message.isEasyRead })),
  })
}

function emails({ messages, association }: About): Uint8Array {
  const from = association.email === null ? null : { name: association.name, address: association.email }
  const digits = String(messages.length).length
  return zipSync(Object.fromEntries(messages.map(({ address, subject, text }, index) => [`${String(index + 1).padStart(Math.max(3, digits), '0')}.eml`, emailDraft({ from, to: address, subject, text })])))
}

function textMessages({ call, messages, association, language }: About): Promise<Uint8Array> {
  const t = translator(language)
  return workbookBytes({
    title: t('mailings.textMessages.title'), creator: association.name, language, createdAt: call.clock.now(),
    sheets: [
      {
        name: t('mailings.textMessages.title'),
        columns: [
          { header: t('mailings.textMessages.number'), type: 'identifier', width: 18 },
          { header: t('mailings.textMessages.text'), type: 'text', width: 80, isWrapped: true },
          { header: t('mailings.textMessages.length'), type: 'integer' },
          { header: t('mailings.textMessages.parts'), type: 'integer' },
        ],
        rows: messages.map(({ address, text }) => {
          const { length, parts } = textMessageLength(text)
          return [address, text, length, parts]
        }),
      },
    ],
  })
}

function callList({ call, mailing, messages, script, association, language }: About): Promise<Uint8Array> {
  const t = translator(language)
  const [first] = messages
  return callListPdf({
    title: t('mailings.callList.title'), author: association.name, language, createdAt: call.clock.now(), heading: t('mailings.callList.title'),
    lead: [first?.subject ?? mailing.subject, t('mailings.callList.lead', { count: messages.length }), ...script.split(/\n{2,}/u)],
    outcomes: [t('mailings.answer.yes'), t('mailings.answer.no'), t('mailings.answer.noAnswer'), t('mailings.answer.callAgain')],
    blanks: [t('mailings.callList.when'), t('mailings.callList.by')],
    entries: messages.map(({ name, via, address }) => ({ name, phone: address, via: via === null ? null : t('mailings.callList.via', { name: via }) })),
  })
}

/** The newsletter's list for the mailing tool: those with an e-mail address. Why it was given out is journalled. @throws RuleViolation `mailings.nobodySubscribed` */
export async function exportNewsletter(call: Call, { language, reason }: InputOf<typeof newsletter.exportList>): Made {
  const t = translator(language)
  const rows = await newsletterAddresses(call.store.db)
  if (rows.length === 0) throw new RuleViolation('mailings.nobodySubscribed')
  const association = await call.store.db.selectFrom('association').select(['id', 'name']).executeTakeFirstOrThrow()
  const bytes = await workbookBytes({
    title: t('mailings.newsletter.title'), creator: association.name, language, createdAt: call.clock.now(),
    sheets: [
      {
        name: t('mailings.newsletter.title'),
        columns: [
          { header: t('people.fields.name'), type: 'text', width: 32 },
          { header: t('people.fields.email'), type: 'text', width: 36 },
          { header: t('mailings.newsletter.consentedOn'), type: 'date' },
        ],
        rows: rows.map(({ givenName, familyName, email, consentedOn }) => [`${givenName} ${familyName}`, email, consentedOn]),
      },
    ],
  })
  await call.store.transact(call.act(reason), async (writer) => writer.note('association', association.id))
  const name = t('mailings.fileNames.newsletter', { date: call.clock.today() })
  return { name, documentId: call.documents.put({ name, mediaType: excel, bytes }) }
}
