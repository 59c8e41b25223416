/** E-mails as they are written (RFC 5322): drafts that a mail program opens to be looked over and sent, and what is sent from here. */
import { emailDate, type Instant } from '#shared/dates.ts'

export interface EmailAttachment {
  readonly name: string
  readonly mediaType: string
  readonly contentBase64: string
}

export interface Email {
  readonly from: { readonly name: string; readonly address: string } | null
  /** The one receiver. Nobody sees who else got the message. */
  readonly to: string
  /** Empty for a text message without one. */
  readonly subject: string
  readonly text: string
  readonly attachments?: readonly EmailAttachment[]
  /** What only a message that is sent from here has; a mail program gives a draft its own. */
  readonly sending?: {
    readonly at: Instant
    /** Without its pointed brackets. */
    readonly messageId: string
    readonly replyTo: string | null
    /** Where one asks to be taken off a list that this is sent to (RFC 2369). */
    readonly unsubscribe: string | null
  }
}

const lineEnd = '\r\n'

/** The bytes of one e-mail. `X-Unsent` lets Outlook open a draft for writing; text is UTF-8 in Base64. */
export function emailBytes({ from, to, subject, text, attachments = [], sending }: Email): Uint8Array {
  const headers = [
    ...(sending ? [`Date: ${emailDate(sending.at)}`, `Message-ID: <${oneLine(sending.messageId)}>`] : ['X-Unsent: 1']),
    ...(from ? [`From: ${encodedWords(from.name)} <${oneLine(from.address)}>`] : []),
    `To: ${oneLine(to)}`,
    ...(sending?.replyTo ? [`Reply-To: ${oneLine(sending.replyTo)}`] : []),
    ...(sending?.unsubscribe ? [`List-Unsubscribe: <${oneLine(sending.unsubscribe)}>`] : []),
    ...(subject === '' ? [] : [`Subject: ${encodedWords(subject)}`]),
    'MIME-Version: 1.0',
  ]
  const message = part(['Content-Type: text/plain; charset=utf-8'], Buffer.from(text.replaceAll(/\r?\n/gu, lineEnd), 'utf8').toString('base64'))
  const body = attachments.length === 0 ? message : mixed([message, ...attachments.map(attachmentPart)])
  return new TextEncoder().encode([...headers, body, ''].join(lineEnd))
}

/** No line of Base64 can be the boundary, since it holds signs that Base64 has not. */
const boundary = '=_talan_part_'

function mixed(parts: readonly string[]): string {
  return [`Content-Type: multipart/mixed; boundary="${boundary}"`, '', ...parts.map((one) => `--${boundary}${lineEnd}${one}`), `--${boundary}--`].join(lineEnd)
}

function part(headers: readonly string[], base64: string): string {
  return [...headers, 'Content-Transfer-Encoding: base64', '', base64.replaceAll(/.{76}/gu, `$&${lineEnd}`)].join(lineEnd)
}

function attachmentPart({ name, mediaType, contentBase64 }: EmailAttachment): string {
  const plain = oneLine(name).normalize('NFD').replaceAll(/[^\w .-]/gu, '')
  const encoded = encodeURIComponent(oneLine(name)).replaceAll(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return part([`Content-Type: ${mediaType}`, `Content-Disposition: attachment; filename="${plain}";${lineEnd} filename*=UTF-8''${encoded}`], contentBase64)
}

/** No header can be smuggled in by a line break. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f]+/gu, ' ').trim()
}

/** Text of a header as encoded words of at most 75 characters each (RFC 2047). */
function encodedWords(text: string): string {
  const words: string[] = []
  let current = ''
  for (const letter of oneLine(text)) {
    if (Buffer.byteLength(current + letter, 'utf8') > 42) {
      words.push(current)
      current = ''
    }
    current += letter
  }
  return [...words, current].map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join(`${lineEnd} `)
}
