/** E-mail drafts as files (RFC 5322): a mail program opens each as a message that is ready to be looked over and sent. */

export interface EmailDraft {
  readonly from: { readonly name: string; readonly address: string } | null
  /** The one receiver. Nobody sees who else got the message. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

const lineEnd = '\r\n'

/** The bytes of one draft. `X-Unsent` lets Outlook open it for writing; its text is UTF-8 in Base64. */
export function emailDraft({ from, to, subject, text }: EmailDraft): Uint8Array {
  const headers = [
    'X-Unsent: 1',
    ...(from ? [`From: ${encodedWords(from.name)} <${oneLine(from.address)}>`] : []),
    `To: ${oneLine(to)}`,
    `Subject: ${encodedWords(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const body = Buffer.from(text.replaceAll(/\r?\n/gu, lineEnd), 'utf8').toString('base64').replaceAll(/.{76}/gu, `$&${lineEnd}`)
  return new TextEncoder().encode([...headers, '', body, ''].join(lineEnd))
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
