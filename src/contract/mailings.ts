import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { finding, id, instant, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { readEmail } from '#shared/contact.ts'
import { languages, type RuleCode } from '#shared/i18n/index.ts'
import { channels } from './person-choices.ts'
import { personSelection } from './person-filters.ts'
import { personRef } from './person-ref.ts'

/** `fee` goes only to those who owe the year's fee, `newsletter` only to those who have said yes to it. */
export const mailingKinds = ['message', 'newsletter', 'fee'] as const
export type MailingKind = (typeof mailingKinds)[number]

export const audiences = ['register', 'body', 'courseRound', 'persons'] as const
export type Audience = (typeof audiences)[number]

/** Computed: `draft` is still written, `prepared` has its recipients, `partlySent` and `sent` are what somebody has said was sent. */
export const mailingStates = ['draft', 'prepared', 'partlySent', 'sent'] as const
/**
 * `leftOut` is to get nothing any longer, though the mailing was prepared for her: she has left the newsletter's list, paid, died or become protected.
 * `failed` can be tried again; `unsure` was under way when the connection or the program broke, so that nobody knows.
 */
const recipientStates = ['drafted', 'leftOut', 'failed', 'unsure', 'sent', 'returned', 'answered'] as const
export type RecipientState = (typeof recipientStates)[number]

/** What one who was asked said; the last two are what a call can end in as well. */
export const answers = ['yes', 'no', 'maybe', 'noAnswer', 'callAgain'] as const
export const consentWays = ['form', 'email', 'letter', 'phone', 'meeting', 'website'] as const
export const letterWindows = ['right', 'left'] as const

/** How the connection to the e-mail server is encrypted: by STARTTLS, or from the first byte. There is no way without. */
export const mailSecurities = ['startTls', 'tls'] as const

/** Files that go along with a mailing, all of them together, in bytes. What is larger many mailboxes refuse. */
export const largestAttachments = 5 * 1024 * 1024

/** What a merge field needs of the mailing before it can be filled. */
export type FieldNeed = 'nothing' | 'body' | 'courseRound' | 'meeting' | 'year'

/** The merge fields: their name in a text, between braces, and what they need. */
export const mergeFields = {
  givenName: { word: 'förnamn', needs: 'nothing' },
  name: { word: 'namn', needs: 'nothing' },
  memberNumber: { word: 'medlemsnummer', needs: 'nothing' },
  association: { word: 'förening', needs: 'nothing' },
  sender: { word: 'avsändare', needs: 'nothing' },
  today: { word: 'dagens datum', needs: 'nothing' },
  assignments: { word: 'uppdrag', needs: 'nothing' },
  body: { word: 'grupp', needs: 'body' },
  course: { word: 'kurs', needs: 'courseRound' },
  meeting: { word: 'möte', needs: 'meeting' },
  meetingDate: { word: 'mötesdatum', needs: 'meeting' },
  meetingTime: { word: 'mötestid', needs: 'meeting' },
  meetingPlace: { word: 'mötesplats', needs: 'meeting' },
  deputies: { word: 'ersättare', needs: 'meeting' },
  year: { word: 'år', needs: 'year' },
  hours: { word: 'timmar', needs: 'year' },
  fee: { word: 'avgift', needs: 'year' },
  feeDue: { word: 'förfallodag', needs: 'year' },
  feeReference: { word: 'ocr', needs: 'year' },
  feeAccount: { word: 'betalas till', needs: 'year' },
} as const satisfies Record<string, { readonly word: string; readonly needs: FieldNeed }>
export type MergeField = keyof typeof mergeFields

const standardTexts = ['welcome', 'feeNotice', 'feeReminder', 'meetingInvitation', 'thanks', 'assignmentCertificate', 'registerExtract'] as const
export type StandardText = (typeof standardTexts)[number]

const words = { subject: text(200), body: text(20_000), easyBody: optionalText(20_000) }

/** What the sender writes and to whom. */
const mailingFields = {
  kind: z.enum(mailingKinds).default('message'),
  ...words,
  audience: z.enum(audiences),
  /** For `register`: the filter, and what was searched for. */
  selection: z.strictObject(personSelection).prefault({}),
  bodyId: id.nullable().default(null),
  courseRoundId: id.nullable().default(null),
  /** For `persons`. */
  personIds: z.array(id).max(500).default([]),
  /** The meeting that the meeting's fields tell of. */
  meetingId: id.nullable().default(null),
  /** The year that the fee's fields and the hours tell of. */
  year: z.int('common.notANumber' satisfies RuleCode).min(1900, 'common.notANumber' satisfies RuleCode).max(2200, 'common.notANumber' satisfies RuleCode).nullable().default(null),
}

const named = z.object({ id, name: z.string() })
const state = z.enum(mailingStates)
const counts = z.object({ total: z.int(), sent: z.int(), returned: z.int(), answered: z.int() })

const mailingRow = z.object({
  /** `title` is the subject with what is alike for all who get it filled in, such as the meeting and its date. */
  id, version, kind: z.enum(mailingKinds), subject: z.string(), title: z.string(), audience: z.enum(audiences), state, createdAt: instant, createdBy: z.string(), preparedAt: instant.nullable(), counts,
})
export type MailingRow = z.output<typeof mailingRow>

const answer = z.object({ id, version, answer: z.enum(answers), answeredOn: localDate, channel: z.enum(channels), note: z.string().nullable(), recordedBy: z.string() })
export type MailingAnswer = z.output<typeof answer>

const recipient = z.object({
  id, version, person: personRef, channel: z.enum(channels),
  /** The address as it was when the mailing was prepared; nothing for one who is protected now. */
  address: z.string().nullable(),
  /** Another person whom it goes through. */
  via: z.string().nullable(),
  /** Whether she is one who needs easy Swedish today. Only for those who may read needs. */
  isEasyRead: z.boolean(), state: z.enum(recipientStates),
  /** Why she is left out, or why the e-mail did not go or came back at once. */
  failure: finding.nullable(),
  /** What reaches her instead, where it came back or could not be sent. */
  nextChannel: z.enum(channels).nullable(), sentOn: localDate.nullable(), sentBy: z.string().nullable(), returnedOn: localDate.nullable(),
  /** Newest first. */
  answers: z.array(answer),
})
export type MailingRecipient = z.output<typeof recipient>

const mailing = z.object({
  ...mailingRow.shape, body: z.string(), easyBody: z.string().nullable(), selection: z.object({ text: z.string(), filterCount: z.int() }),
  /** The filter as it is sent back when the draft is changed. */
  filter: personSelection.filter, bodyRef: named.nullable(), courseRound: named.nullable(), meeting: named.nullable(), year: z.int().nullable(),
  persons: z.array(personRef), recipients: z.array(recipient),
  attachments: z.array(z.object({ id, version, name: z.string(), byteCount: z.int() })),
  /** How many e-mails would go out if it were sent from here now. */
  unsentEmailCount: z.int(),
  /** The same of text messages. */
  unsentSmsCount: z.int(),
})
export type Mailing = z.output<typeof mailing>

const sample = z.object({ person: personRef, to: z.string(), subject: z.string(), text: z.string(), isEasyRead: z.boolean() })
const preview = z.object({
  channels: z.array(z.object({ channel: z.enum(channels), count: z.int(), fallbackCount: z.int(), easyReadCount: z.int(), viaCount: z.int(), sample })),
  unreached: z.array(z.object({ person: personRef, finding })),
  /** Those who are left out because of what kind of mailing it is. */
  leftOut: z.array(z.object({ finding, count: z.int() })),
  protectedCount: z.int(),
})
export type MailingPreview = z.output<typeof preview>

const sendEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('finished'), sent: z.int(), returned: z.int(), failed: z.int(), unsure: z.int(), remaining: z.int(),
    /** Why it ended before everybody had been written to. */
    stopped: finding.nullable(),
  }),
])
export type MailingSendEvent = z.output<typeof sendEvent>

const isEmailAddress = (value: string) => readEmail(value).value !== undefined
const emailAddress = text(254).refine(isEmailAddress, 'numbers.emailNotAnAddress' satisfies RuleCode)

const serverFields = {
  host: text(253).regex(/^(?:[\da-z-]+\.)*[\da-z-]+$/iu, 'mailings.hostInvalid' satisfies RuleCode),
  port: z.int('common.notANumber' satisfies RuleCode).min(1, 'mailings.portInvalid' satisfies RuleCode).max(65_535, 'mailings.portInvalid' satisfies RuleCode),
  security: z.enum(mailSecurities),
  userName: optionalText(200),
  /** Left out, the one that is kept stays. */
  password: z.string().max(500, 'common.tooLong' satisfies RuleCode).transform((value) => (value === '' ? null : value)).nullable().default(null),
  fromAddress: emailAddress,
  fromName: text(120),
  replyTo: optionalText(254).refine((value) => value === null || isEmailAddress(value), 'numbers.emailNotAnAddress' satisfies RuleCode),
  /** Between two messages. Many providers take only so many in a minute. */
  pauseSeconds: z.int('common.notANumber' satisfies RuleCode).min(0, 'mailings.pauseInvalid' satisfies RuleCode).max(60, 'mailings.pauseInvalid' satisfies RuleCode).default(1),
  /** Where a provider takes text messages as e-mail: an address with `{nummer}`, and a plus before it where the provider wants one. Empty where there is none. */
  smsAddress: optionalText(254)
    .refine((value) => value === null || isEmailAddress(value), 'numbers.emailNotAnAddress' satisfies RuleCode)
    .refine((value) => value === null || /\{nummer\}[^@]*@/iu.test(value), 'mailings.smsNumberMissing' satisfies RuleCode),
  smsSubject: optionalText(100),
}

const server = z.object({
  version, host: z.string(), port: z.int(), security: z.enum(mailSecurities), userName: z.string().nullable(), hasPassword: z.boolean(), fromAddress: z.string(), fromName: z.string(),
  replyTo: z.string().nullable(), pauseSeconds: z.int(), smsAddress: z.string().nullable(), smsSubject: z.string().nullable(),
})
export type MailServerSettings = z.output<typeof server>

const mailingFiles = ['letters', 'labels', 'emails', 'textMessages', 'callList'] as const
export type MailingFile = (typeof mailingFiles)[number]

const made = z.object({ documentId: z.string(), name: z.string() })
const language = z.enum(languages).default('sv')

const template = z.object({
  /** Null for a standard text that the association has not changed. */
  id: id.nullable(), version: version.nullable(), standard: z.enum(standardTexts).nullable(), name: z.string(), subject: z.string(), body: z.string(), easyBody: z.string().nullable(),
  /** Since when it reads so. */
  startsOn: localDate,
})
export type MailingTemplate = z.output<typeof template>

const subscriber = z.object({ id, version, person: personRef, consentedOn: localDate, way: z.enum(consentWays), withdrawnOn: localDate.nullable() })
export type Subscriber = z.output<typeof subscriber>

export const mailings = {
  list: procedure({ permission: 'mailings.read', summary: 'Mailings, the latest first' })
    .input(z.strictObject({ state: state.optional(), sort: z.enum(['createdAt', 'subject']).default('createdAt'), descending: z.boolean().default(true), ...page }))
    .output(z.object({ total: z.int(), rows: z.array(mailingRow) })),
  read: procedure({ permission: 'mailings.read', summary: 'One mailing with its recipients and their answers' }).input(z.strictObject({ id })).output(mailing),
  create: procedure({ permission: 'mailings.write', summary: 'Begin a mailing' }).input(z.strictObject(mailingFields)).output(z.object({ id })),
  update: procedure({ permission: 'mailings.write', summary: 'Change a mailing that is still a draft' })
    .input(z.strictObject({ id, version, ...mailingFields }))
    .output(z.object({})),
  remove: procedure({ permission: 'mailings.write', summary: 'Throw away a mailing of which nothing has been sent' }).input(z.strictObject({ id, version })).output(z.object({})),
  preview: procedure({ permission: 'mailings.read', summary: 'Who gets a mailing and how, who cannot be reached and why, and a sample of each' }).input(z.strictObject({ id })).output(preview),
  prepare: procedure({ permission: 'mailings.write', summary: 'Settle who gets a mailing and how, so that its letters, e-mails and lists can be made' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ count: z.int() })),
  makeFile: procedure({ permission: 'mailings.write', summary: 'Make the letters, their address labels, the e-mail drafts, the list of text messages or the call list' })
    .input(z.strictObject({ id, file: z.enum(mailingFiles), language }))
    .output(made),
  addAttachment: procedure({ permission: 'mailings.write', summary: 'Let a file go along with a mailing that is still a draft' })
    .input(z.strictObject({ id, file: z.file() }))
    .output(z.object({ id })),
  removeAttachment: procedure({ permission: 'mailings.write', summary: 'Let a file no longer go along' }).input(z.strictObject({ id, version })).output(z.object({})),
  attachmentDocument: procedure({ permission: 'mailings.write', summary: 'A file that goes along with a mailing, to look at' }).input(z.strictObject({ id })).output(made),
  send: procedure({ permission: 'mailings.write', summary: 'Send the e-mails of a mailing, or its text messages through a provider, one to each receiver, step by step; what has been sent is never sent again' })
    .input(
      z.strictObject({
        id, channel: z.enum(['email', 'sms']).default('email'),
        /** How many the sender has been told that it goes to. Where that is no longer so, nothing is sent. */
        count: z.int().min(1),
      }),
    )
    .output(eventIterator(sendEvent)),
  retry: procedure({ permission: 'mailings.write', summary: 'Say that one whom it was unsure about did not get the message, so that it is sent the next time' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  tryNextChannel: procedure({ permission: 'mailings.write', summary: 'Let one whom a mailing did not reach have it by the next channel that reaches her' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ channel: z.enum(channels) })),
  copyAddresses: procedure({ permission: 'mailings.write', summary: 'The e-mail addresses of a mailing, to be pasted as blind copies, or the numbers of its text messages' })
    .input(z.strictObject({ id, channel: z.enum(['email', 'sms']).default('email') }))
    .output(z.object({ addresses: z.array(z.string()) })),
  markSent: procedure({ permission: 'mailings.write', summary: 'Say that what goes by a channel has been sent' })
    .input(z.strictObject({ id, channel: z.enum(channels), sentOn: localDate }))
    .output(z.object({ count: z.int() })),
  markReturned: procedure({ permission: 'mailings.write', summary: 'Say that it came back: the person is no longer at that address' })
    .input(z.strictObject({ id, version, returnedOn: localDate }))
    .output(z.object({})),
  markBounced: procedure({ permission: 'mailings.write', summary: 'Say which e-mails of a mailing, and text messages sent as such, came back, by the addresses in a pasted list or in what came back' })
    .input(z.strictObject({ id, text: text(100_000), returnedOn: localDate }))
    .output(
      z.object({
        /** How many that it had not been said of before. */
        count: z.int(),
        /** Addresses in the text that nothing of the mailing went to. */
        unknown: z.array(z.string()),
      }),
    ),
  recordAnswer: procedure({ permission: 'mailings.write', summary: 'Record what somebody answered, or how a call went' })
    .input(z.strictObject({ recipientId: id, answer: z.enum(answers), answeredOn: localDate, channel: z.enum(channels), note: optionalText(1000) }))
    .output(z.object({ id })),
  removeAnswer: procedure({ permission: 'mailings.write', summary: 'Take away an answer that was recorded by mistake' }).input(z.strictObject({ id, version })).output(z.object({})),
  openProtected: procedure({ permission: 'people.openProtected', summary: 'Open who of a mailing’s audience has a protected identity, to reach them by hand' })
    .input(z.strictObject({ id, reason: text(300) }))
    .output(z.object({ persons: z.array(z.object({ id, name: z.string(), memberNumber: z.string().nullable() })) })),
  ofPerson: procedure({ permission: 'mailings.read', summary: 'What has gone to a person and how, addresses that it came back from, and her consent to the newsletter' })
    .input(z.strictObject({ personId: id }))
    .output(
      z.object({
        sent: z.array(
          z.object({
            mailingId: id, title: z.string(), channel: z.enum(channels), state: z.enum(recipientStates), at: instant, sentOn: localDate.nullable(), answer: z.enum(answers).nullable(),
          }),
        ),
        warnings: z.array(finding),
        consents: z.array(subscriber),
      }),
    ),
  courseRounds: procedure({ permission: 'trainings.read', summary: 'The course rounds that one can write to, the latest first' })
    .input(z.strictObject({}).optional())
    .output(z.array(named)),
  listTemplates: procedure({ permission: 'mailings.read', summary: 'The standard texts and the association’s own, as they read today' })
    .input(z.strictObject({}).optional())
    .output(z.array(template)),
  saveTemplate: procedure({ permission: 'mailings.write', summary: 'Change a standard text, or write one of the association’s own; earlier versions are kept with their dates' })
    .input(z.strictObject({ id: id.nullable().default(null), standard: z.enum(standardTexts).nullable().default(null), name: text(120), ...words }))
    .output(z.object({ id })),
  endTemplate: procedure({ permission: 'mailings.write', summary: 'Go back to the standard text, or take away one of the association’s own' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  readSettings: procedure({ permission: 'mailings.read', summary: 'Where the window of the envelopes is' })
    .input(z.strictObject({}).optional())
    .output(z.object({ window: z.enum(letterWindows) })),
  updateSettings: procedure({ permission: 'mailings.write', summary: 'Change where the window of the envelopes is' })
    .input(z.strictObject({ window: z.enum(letterWindows) }))
    .output(z.object({})),
  readServer: procedure({ permission: 'mailings.read', summary: 'The server that e-mail is sent by; never its password' })
    .input(z.strictObject({}).optional())
    .output(z.object({ server: server.nullable(), suggested: z.object({ fromAddress: z.string(), fromName: z.string() }) })),
  updateServer: procedure({ permission: 'association.manage', summary: 'Change the server that e-mail is sent by; where server or user is another the password is given anew' })
    .input(z.strictObject({ version: version.nullable().default(null), ...serverFields }))
    .output(z.object({})),
  removeServer: procedure({ permission: 'association.manage', summary: 'Send no more e-mail from here, and forget the server and its password' }).input(z.strictObject({ version })).output(z.object({})),
  sendTest: procedure({ permission: 'association.manage', summary: 'Send a test message to oneself by the server as it is saved' }).input(z.strictObject({ to: emailAddress })).output(z.object({})),
}

export const newsletter = {
  list: procedure({ permission: 'mailings.read', summary: 'Who has said yes to the newsletter, when and how' })
    .input(z.strictObject({ shows: z.enum(['current', 'withdrawn', 'all']).default('current'), sort: z.enum(['name', 'consentedOn']).default('name'), descending: z.boolean().default(false), ...page }))
    .output(z.object({ total: z.int(), protectedCount: z.int(), rows: z.array(subscriber) })),
  consent: procedure({ permission: 'mailings.write', summary: 'Record that a person has said yes to the newsletter' })
    .input(z.strictObject({ personId: id, consentedOn: localDate, way: z.enum(consentWays) }))
    .output(z.object({ id })),
  withdraw: procedure({ permission: 'mailings.write', summary: 'Take a person off the newsletter’s list at once' }).input(z.strictObject({ id, version })).output(z.object({})),
  exportList: procedure({ permission: 'mailings.write', summary: 'Write the newsletter’s list to a file for the mailing tool' })
    .input(z.strictObject({ language, reason: text(300) }))
    .output(made),
}

export const registerExtracts = {
  make: procedure({ permission: 'people.extract', summary: 'Write down everything that is known about one person, to be given to her' })
    .input(z.strictObject({ personId: id, language, reason: text(300) }))
    .output(made),
}

export { standardTexts }
