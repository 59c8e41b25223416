import { zipSync } from 'fflate'
import type { InputOf } from '#contract/base.ts'
import { answers, type MailingFile, type mailings, type newsletter } from '#contract/mailings.ts'
import { translator, type Language } from '#shared/i18n/index.ts'
import { toE164 } from '#shared/contact.ts'
import { addressLines } from '#shared/postal.ts'
import { RuleViolation } from '#shared/result.ts'
import { textMessageLength } from '#shared/text-message.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import { labelLayouts, labelSheets } from '#core/documents/pdf-labels.ts'
import { callListPdf, lettersPdf } from '#core/documents/pdf-letters.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { loadMailing } from './audience.ts'
import { emailBytes, type EmailAttachment } from './eml.ts'
import { longDate } from './merge-values.ts'
import { attachmentsOf, messagesOf, type Message } from './messages.ts'
import { newsletterAddresses } from './queries.ts'
import type { Channel } from './rules.ts'
import { readLetterWindow } from './templates.ts'

type Made = Promise<{ documentId: string; name: string }>

interface About {
  readonly call: Call
  readonly mailing: Row<'mailings'>
  readonly messages: readonly Message[]
  /** What is to be said, with dots for what differs from person to person. */
  readonly script: string
  readonly attachments: readonly EmailAttachment[]
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
  labels: { channel: 'letter', mediaType: 'application/pdf', make: labels },
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
  if (messages.length === 0) throw new RuleViolation('mailings.nobodyByChannel')
  const attachments = await attachmentsOf(db, id)
  const association = await db.selectFrom('association').selectAll().executeTakeFirstOrThrow()
  const bytes = await make({ call, mailing, messages, script, attachments, association, language })
  await call.store.transact(call.act(mailing.subject), async (writer) => writer.note('mailings', id))
  // The name of the file tells nobody whom it is about, nor what.
  const name = translator(language)(`mailings.fileNames.${file}`, { date: call.clock.today() })
  return { name, documentId: call.documents.put({ name, mediaType, bytes }) }
}

/** The addresses of a mailing's e-mails, or the numbers of its text messages, to be pasted elsewhere. That they were given out is journalled. @throws NotFound, RuleViolation `mailings.nobodyByChannel` */
export async function copyAddresses(call: Call, { id, channel }: InputOf<typeof mailings.copyAddresses>): Promise<{ addresses: string[] }> {
  const mailing = await loadMailing(call.store.db, id)
  const { messages } = await messagesOf(call, mailing, channel)
  if (messages.length === 0) throw new RuleViolation('mailings.nobodyByChannel')
  await call.store.transact(call.act(mailing.subject), async (writer) => writer.note('mailings', id))
  return { addresses: [...new Set(messages.map(({ address }) => (channel === 'sms' ? toE164(address) : address)))] }
}

async function letters({ call, messages, attachments, association, language }: About): Promise<Uint8Array> {
  const { name, street, postcode, town, email } = association
  const dated = [town, longDate(call.clock.today())].filter(Boolean).join(' ')
  return lettersPdf({
    title: translator(language)('mailings.letterTitle'), author: name, language, createdAt: call.clock.now(), window: await readLetterWindow(call.store.db),
    senderLines: [name, ...addressLines({ street, postcode, town, countryCode: null }), ...(email === null ? [] : [email])],
    enclosures: attachments.length === 0 ? null : translator(language)('mailings.enclosures', { names: attachments.map(({ name }) => name).join(', ') }),
    letters: messages.map((message) => ({ addressLines: message.address.split('\n'), dated, subject: message.subject, text: message.text, isLarge: message.isEasyRead })),
  })
}

/** One label a letter, on the sheet that most shops have. @throws RuleViolation `mailings.labelTooLong`, rather than leave somebody out unseen */
async function labels({ call, messages, association, language }: About): Promise<Uint8Array> {
  const description = { title: translator(language)('mailings.labelsTitle'), author: association.name, language, createdAt: call.clock.now() }
  const { bytes, tooLong } = await labelSheets(description, labelLayouts.L7160, messages.map(({ address }) => address.split('\n')), 1)
  if (tooLong.length > 0) throw new RuleViolation('mailings.labelTooLong', { count: tooLong.length })
  return bytes
}

function emails({ messages, attachments, association }: About): Uint8Array {
  const from = association.email === null ? null : { name: association.name, address: association.email }
  const digits = String(messages.length).length
  return zipSync(Object.fromEntries(messages.map(({ address, subject, text }, index) => [`${String(index + 1).padStart(Math.max(3, digits), '0')}.eml`, emailBytes({ from, to: address, subject, text, attachments })])))
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
          return [toE164(address), text, length, parts]
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
    outcomes: answers.map((answer) => t(`mailings.answer.${answer}`)),
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
