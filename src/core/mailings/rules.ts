import type { DeputyRules } from '#contract/bodies.ts'
import { mergeFields, type FieldNeed, type MailingKind, type MergeField, type RecipientState } from '#contract/mailings.ts'
import type { channels } from '#contract/person-choices.ts'
import { readEmail, readPhone, toE164 } from '#shared/contact.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { addressLines, isWholeAddress, type PostalAddress } from '#shared/postal.ts'
import type { FieldFinding } from '#shared/result.ts'

export type Channel = (typeof channels)[number]

const fieldPattern = /\{([^{}]*)\}/gu
const fieldOfWord = new Map(Object.entries(mergeFields).map(([field, { word }]) => [word as string, field as MergeField]))

function fieldIn(braced: string): MergeField | undefined {
  return fieldOfWord.get(braced.trim().toLowerCase())
}

/** The merge fields of a text, each once, in the order they come. */
export function fieldsIn(text: string): MergeField[] {
  return [...new Set([...text.matchAll(fieldPattern)].flatMap(([, braced = '']) => fieldIn(braced) ?? []))]
}

export interface Texts {
  readonly subject: string
  readonly body: string
  readonly easyBody: string | null
}

/** What of a mailing the fields can be filled from. */
export type Known = ReadonlySet<FieldNeed>

/** Fields that nobody knows, braces left open, and fields whose facts the mailing has not been given. Without `known`, only the former. */
export function textFindings(texts: Texts, known?: Known): FieldFinding[] {
  return (['subject', 'body', 'easyBody'] as const).flatMap((path) => {
    const text = texts[path]
    return text === null ? [] : findingsOfText(text, known).map((finding) => ({ path, ...finding }))
  })
}

function findingsOfText(text: string, known: Known | undefined): RuleFinding[] {
  const findings: RuleFinding[] = []
  for (const [, braced = ''] of text.matchAll(fieldPattern)) {
    const field = fieldIn(braced)
    if (!field) findings.push({ rule: 'mailings.unknownField', params: { field: `{${braced}}` } })
    else if (known && !known.has(mergeFields[field].needs)) findings.push({ rule: needRules[mergeFields[field].needs], params: { field: written(field) } })
  }
  if (/[{}]/u.test(text.replaceAll(fieldPattern, ''))) findings.push({ rule: 'mailings.openBrace' })
  return findings.slice(0, 1)
}

const needRules: Record<FieldNeed, RuleFinding['rule']> = {
  nothing: 'mailings.unknownField', body: 'mailings.fieldNeedsBody', courseRound: 'mailings.fieldNeedsRound', meeting: 'mailings.fieldNeedsMeeting', year: 'mailings.fieldNeedsYear',
}

/** A merge field as it is written in a text. */
export function written(field: MergeField): string {
  return `{${mergeFields[field].word}}`
}

export type Values = Readonly<Partial<Record<MergeField, string | null>>>

/** Why somebody has no value of a field. */
export type Reasons = Readonly<Partial<Record<MergeField, RuleFinding>>>

/** Fills a text. A field without a value stays as it is written; `missingField` finds such first. */
export function filled(text: string, values: Values): string {
  return text.replaceAll(fieldPattern, (whole, braced: string) => {
    const field = fieldIn(braced)
    return (field && values[field]) ?? whole
  })
}

/** The first field of the texts that has no value for this person, and why where that is known. */
export function missingField(texts: readonly string[], values: Values, reasons: Reasons = {}): RuleFinding | undefined {
  const field = texts.flatMap(fieldsIn).find((candidate) => (values[candidate] ?? null) === null)
  return field && (reasons[field] ?? { rule: 'mailings.fieldMissing', params: { field: written(field) } })
}

/** What an invitation says to deputies, as their body has agreed for that day. Of pay it says nothing where nobody is paid, or deputies are not. */
export function deputySentence({ deputiesInvited, deputiesPaid }: DeputyRules, isPaid: boolean): string {
  const welcome = `Ersättare${deputiesInvited === 'always' ? '' : ' som har kallats'} är lika välkomna som ordinarie`
  if (!isPaid || deputiesPaid === 'never') return `${welcome}.`
  return deputiesPaid === 'always' ? `${welcome}, och får samma arvode.` : `${welcome}, och får samma arvode när de tjänstgör.`
}

/** How somebody can be reached: her own details, or those of the person to contact instead. */
export interface Reach extends PostalAddress {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly otherPhone: string | null
}

/** Another through whom somebody is reached: a person of the register, or, without an id, one who is not in it. */
export type Via = Reach & { readonly id: string | null; readonly isProtected: boolean; readonly isDeceased: boolean }

/** One who is not in the register. She is reached by e-mail where she has one, or else by telephone. */
export function viaOutsider({ name, phone, email }: { name: string; phone: string | null; email: string | null }): Addressee['guardians'][number] {
  const telephone = phone !== null && readPhone(phone).value?.isMobile ? 'sms' : 'phone'
  return {
    id: null, name, careOf: null, street: null, postcode: null, town: null, countryCode: null, email, phone, otherPhone: null, isProtected: false, isDeceased: false,
    preferredChannel: email === null ? telephone : 'email',
  }
}

export interface Addressee extends Reach {
  readonly preferredChannel: Channel
  /** The person to contact instead, where there is one. */
  readonly via: Via | null
  /** The guardians of one who is under age. */
  readonly guardians: readonly (Via & { readonly preferredChannel: Channel })[]
  readonly isDeceased: boolean
  /** Why nothing is written to a child herself, but to her guardians. */
  readonly childFinding: RuleFinding | undefined
  /** Addresses that something has come back from, as `returnedKey` writes them. */
  readonly returned: ReadonlySet<string>
}

export interface Route {
  readonly channel: Channel
  readonly address: string
  readonly viaPersonId: string | null
  /** Through whom, where she is not in the register. */
  readonly viaName: string | null
  /** Not the channel that the person would rather have. */
  readonly isFallback: boolean
}

/** Which channel is tried after the one preferred. */
const order: readonly Channel[] = ['email', 'letter', 'sms', 'phone']

/**
 * What reaches somebody: the channel and address, her preferred channel first, passing over addresses that something has come back from;
 * or why nothing does. A child's guardians get it each by her own channel, and so for the young where nothing of her own reaches her.
 */
export function routesTo(person: Addressee): readonly [Route, ...Route[]] | RuleFinding {
  if (person.isDeceased) return { rule: 'mailings.deceased' }
  if (person.childFinding) return person.guardians.length > 0 ? throughGuardians(person) : person.childFinding
  if (person.via?.isDeceased) return { rule: 'mailings.viaDeceased' }
  if (person.via?.isProtected) return { rule: 'mailings.viaProtected' }
  const own = routeBy(person.preferredChannel, person.via ?? person, { via: person.via, returned: person.returned })
  if (!('rule' in own)) return [own]
  return person.via === null && person.guardians.length > 0 ? throughGuardians(person) : own
}

function throughGuardians({ guardians, returned }: Addressee): readonly [Route, ...Route[]] | RuleFinding {
  const open = guardians.filter(({ isProtected, isDeceased }) => !isProtected && !isDeceased)
  if (open.length === 0) return { rule: guardians.some(({ isProtected }) => isProtected) ? 'mailings.viaProtected' : 'mailings.viaDeceased' }
  const tried = open.map((guardian) => routeBy(guardian.preferredChannel, guardian, { via: guardian, returned }))
  const reached = new Map(tried.flatMap((route) => ('rule' in route ? [] : [[returnedKey(route.channel, route.address), route] as const])))
  const [first, ...others] = reached.values()
  return first ? [first, ...others] : (tried.find((route) => 'rule' in route) as RuleFinding)
}

function routeBy(preferred: Channel, reach: Reach, { via, returned }: { via: Via | null; returned: ReadonlySet<string> }): Route | RuleFinding {
  let cameBack = false
  for (const channel of [preferred, ...order.filter((other) => other !== preferred)]) {
    for (const address of addressesBy(channel, reach)) {
      if (returned.has(returnedKey(channel, address))) cameBack = true
      else return { channel, address, viaPersonId: via?.id ?? null, viaName: via?.id === null ? via.name : null, isFallback: channel !== preferred }
    }
  }
  return { rule: cameBack ? 'mailings.allReturned' : 'mailings.noWay' }
}

/** One message of a mailing to somebody, and by way of whom. */
export interface Attempted {
  readonly channel: Channel
  readonly address: string
  readonly viaPersonId: string | null
  readonly viaName: string | null
}

/** Through whom something went: by her id, or by the name of one who is not in the register; nothing where it went straight. */
export function throughWhom({ viaPersonId, viaName }: Pick<Route, 'viaPersonId' | 'viaName'>): string | null {
  return viaPersonId ?? viaName
}

/**
 * What reaches somebody when something by this channel did not: the address is passed over as if it had come back.
 * What went to one of two guardians goes on to the same one, since the other has got hers.
 */
export function nextRoutes(person: Addressee, attempted: Attempted): readonly [Route, ...Route[]] | RuleFinding {
  const same = person.guardians.filter(({ id, name }) => (id ?? name) === throughWhom(attempted))
  return routesTo({ ...person, guardians: same.length > 0 ? same : person.guardians, returned: new Set([...person.returned, returnedKey(attempted.channel, attempted.address)]) })
}

/** Whether a later message took over from an earlier one. What went to two guardians at once did not. */
export function takesOver(later: Sent, earlier: Sent): boolean {
  const [one, other] = [throughWhom(later), throughWhom(earlier)]
  const isOther = one !== null && other !== null && one !== other
  return later.personId === earlier.personId && later.position > earlier.position && !isOther
}

interface Sent extends Pick<Route, 'viaPersonId' | 'viaName'> {
  readonly personId: string
  readonly position: number
}

export function returnedKey(channel: Channel, address: string): string {
  return `${channel} ${address}`
}

/** What reaches somebody by a channel, best first. A letter's address is its lines. */
function addressesBy(channel: Channel, { name, email, phone, otherPhone, ...address }: Reach): string[] {
  if (channel === 'letter') return isWholeAddress(address) ? [[name, ...addressLines(address)].join('\n')] : []
  if (channel === 'email') {
    return email === null ? [] : [readEmail(email).value].filter((address) => address !== undefined)
  }
  const numbers = [phone, otherPhone].flatMap((number) => (number === null ? [] : (readPhone(number).value ?? [])))
  return numbers.filter((number) => channel === 'phone' || number.isMobile).map((number) => number.written)
}

/** Why a mailing of this kind is not for somebody. */
export function notForHer(kind: MailingKind, { hasConsent, owesFee }: { hasConsent: boolean; owesFee: boolean }): RuleFinding | undefined {
  if (kind === 'newsletter' && !hasConsent) return { rule: 'mailings.noConsent' }
  return kind === 'fee' && !owesFee ? { rule: 'mailings.owesNothing' } : undefined
}

/** Why one for whom a mailing was prepared is to get nothing any longer. */
export function whyLeftOut(kind: MailingKind, isDeceased: boolean): RuleFinding | null {
  return isDeceased ? { rule: 'mailings.deceased' } : (notForHer(kind, { hasConsent: false, owesFee: false }) ?? null)
}

/** Where a recipient stands. A call that nobody took is no answer. */
export function recipientState({ returnedOn, answers, isLeftOut, ...attempt }: Attempt & { returnedOn: string | null; answers: readonly string[]; isLeftOut: boolean }): RecipientState {
  if (answers.some((answer) => answer === 'yes' || answer === 'no' || answer === 'maybe')) return 'answered'
  if (returnedOn !== null) return 'returned'
  const state = attemptOf(attempt)
  if (state === 'waiting' && isLeftOut) return 'leftOut'
  if (state === 'waiting') return attempt.failure === null ? 'drafted' : 'failed'
  return state
}

/** Why a message did not go, as it is kept: the address was refused for good, the message was, it can be tried later, or a fact was missing. */
export type FailureCode = 'unknownRecipient' | 'refused' | 'later' | 'fieldMissing'

interface Attempt {
  readonly sentOn: string | null
  readonly attemptedAt: string | null
  readonly failure: string | null
}

/** Where the sending of one message stands. What was begun and has neither been sent nor failed is unsure, and is not sent again by itself. */
export function attemptOf({ sentOn, attemptedAt, failure }: Attempt): 'waiting' | 'unsure' | 'sent' {
  if (sentOn !== null) return 'sent'
  return attemptedAt !== null && failure === null ? 'unsure' : 'waiting'
}

const failureRules: Readonly<Record<FailureCode, RuleFinding['rule']>> = {
  unknownRecipient: 'mailings.addressRefused', refused: 'mailings.messageRefused', later: 'mailings.tryLater', fieldMissing: 'mailings.factGone',
}

/** Why a message did not go, or what is not known about it, in a sentence; nothing where it went or has not been tried. */
export function failureFinding(attempt: Attempt & { readonly channel: string }): RuleFinding | null {
  if (attempt.channel === 'sms' && (attempt.failure === 'unknownRecipient' || attempt.failure === 'refused')) return { rule: 'mailings.numberRefused' }
  if (attempt.failure !== null) return { rule: failureRules[attempt.failure as FailureCode] }
  return attemptOf(attempt) === 'unsure' ? { rule: 'mailings.unsure' } : null
}

/**
 * Whether so many have failed in a row that the fault is hardly the receivers'. An unknown e-mail address is hers; where numbers are
 * unknown it is rather the provider's address, which is the same for all.
 */
export function failuresInARow(outcomes: readonly string[], channel: Channel): boolean {
  const latest = outcomes.slice(-3)
  return latest.length === 3 && latest.every((outcome) => outcome === 'refused' || outcome === 'later' || outcome === 'unsure' || (outcome === 'unknownRecipient' && channel === 'sms'))
}

/** What may go along, by the ending of its name. What a computer would run is not among them. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', ics: 'text/calendar', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation', rtf: 'application/rtf', mp3: 'audio/mpeg',
}

/** The kind of a file by its name; nothing for one that may not go along. */
export function mediaTypeOf(name: string): string | undefined {
  const ending = /\.([a-z\d]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined
}

/** The e-mail address by which a provider sends a text message on. The number is in international form without its plus, which the pattern may have. */
export function smsAddressOf(pattern: string, number: string): string {
  return pattern.replace('{nummer}', toE164(number).slice(1))
}

/** A file's name without folders and signs that no name should have. */
export function safeFileName(name: string): string {
  return name.replace(/^.*[/\\]/u, '').replaceAll(/[\u0000-\u001f\u007f"<>|:*?\u202a-\u202e]/gu, '').trim().slice(-120)
}

/** Where a mailing stands, by what has been said to be sent. */
export function mailingState({ isPrepared, total, sent }: { isPrepared: boolean; total: number; sent: number }): 'draft' | 'prepared' | 'partlySent' | 'sent' {
  if (!isPrepared) return 'draft'
  if (sent === 0) return 'prepared'
  return sent < total ? 'partlySent' : 'sent'
}
