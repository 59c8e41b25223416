import { mergeFields, type FieldNeed, type MailingKind, type MergeField, type RecipientState } from '#contract/mailings.ts'
import type { channels } from '#contract/person-choices.ts'
import { readEmail, readPhone } from '#shared/contact.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { formatPostcode } from '#shared/postal.ts'
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

/** Fills a text. A field without a value stays as it is written; `missingField` finds such first. */
export function filled(text: string, values: Values): string {
  return text.replaceAll(fieldPattern, (whole, braced: string) => {
    const field = fieldIn(braced)
    return (field && values[field]) ?? whole
  })
}

/** The first field of the texts that has no value for this person. */
export function missingField(texts: readonly string[], values: Values): RuleFinding | undefined {
  const field = texts.flatMap(fieldsIn).find((candidate) => (values[candidate] ?? null) === null)
  return field && { rule: 'mailings.fieldMissing', params: { field: written(field) } }
}

/** How somebody can be reached: her own details, or those of the person to contact instead. */
export interface Reach {
  readonly name: string
  readonly careOf: string | null
  readonly street: string | null
  readonly postcode: string | null
  readonly town: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly otherPhone: string | null
}

export interface Addressee extends Reach {
  readonly preferredChannel: Channel
  /** The person to contact instead, where there is one. */
  readonly via: (Reach & { readonly id: string; readonly isProtected: boolean }) | null
  readonly isDeceased: boolean
  /** What stands in the way of writing to a child. */
  readonly childFinding: RuleFinding | undefined
  /** Addresses that something has come back from, as `returnedKey` writes them. */
  readonly returned: ReadonlySet<string>
}

export interface Route {
  readonly channel: Channel
  readonly address: string
  readonly viaPersonId: string | null
  /** Not the channel that the person would rather have. */
  readonly isFallback: boolean
}

/** Which channel is tried after the one preferred. */
const order: readonly Channel[] = ['email', 'letter', 'sms', 'phone']

/** The channel and address that reach somebody, her preferred channel first, passing over addresses that something has come back from; or why nothing does. */
export function routeTo(person: Addressee): Route | RuleFinding {
  if (person.isDeceased) return { rule: 'mailings.deceased' }
  if (person.childFinding) return person.childFinding
  if (person.via?.isProtected) return { rule: 'mailings.viaProtected' }
  const reach = person.via ?? person
  let cameBack = false
  for (const channel of [person.preferredChannel, ...order.filter((other) => other !== person.preferredChannel)]) {
    for (const address of addressesBy(channel, reach)) {
      if (person.returned.has(returnedKey(channel, address))) cameBack = true
      else return { channel, address, viaPersonId: person.via?.id ?? null, isFallback: channel !== person.preferredChannel }
    }
  }
  return { rule: cameBack ? 'mailings.allReturned' : 'mailings.noWay' }
}

export function returnedKey(channel: Channel, address: string): string {
  return `${channel} ${address}`
}

/** What reaches somebody by a channel, best first. A letter's address is its lines. */
export function addressesBy(channel: Channel, { name, careOf, street, postcode, town, email, phone, otherPhone }: Reach): string[] {
  if (channel === 'letter') return street && postcode && town ? [[name, careOf && (/^c\/o\b/iu.test(careOf) ? careOf : `c/o ${careOf}`), street, `${formatPostcode(postcode)} ${town}`].filter(Boolean).join('\n')] : []
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

/** Where a recipient stands. A call that nobody took is no answer. */
export function recipientState({ sentOn, returnedOn, answers }: { sentOn: string | null; returnedOn: string | null; answers: readonly string[] }): RecipientState {
  if (answers.some((answer) => answer === 'yes' || answer === 'no' || answer === 'maybe')) return 'answered'
  if (returnedOn !== null) return 'returned'
  return sentOn === null ? 'drafted' : 'sent'
}

/** Where a mailing stands, by what has been said to be sent. */
export function mailingState({ isPrepared, total, sent }: { isPrepared: boolean; total: number; sent: number }): 'draft' | 'prepared' | 'partlySent' | 'sent' {
  if (!isPrepared) return 'draft'
  if (sent === 0) return 'prepared'
  return sent < total ? 'partlySent' : 'sent'
}
