/**
 * Telephone numbers and e-mail addresses as people write them.
 */
import { tidy, tidyDashes, type Reading } from './reading.ts'

export interface Phone {
  /** As it is shown: `070-123 45 67`, `018-12 34 56`, `+47 22 12 34 56`. */
  readonly written: string
  /** Whether it is a mobile number, Swedish or of a neighbour, which can take text messages. */
  readonly isMobile: boolean
}

/** Area codes of three digits; 08 has two and the rest have four. Source: PTS, Telefoninummerplanen. */
const areaCodesOfThree = new Set(['010', '011', '013', '016', '018', '019', '020', '021', '023', '026', '031', '033', '035', '036', '040', '042', '044', '046', '054', '060', '063', '090'])

/**
 * Reads one telephone number: spaces, hyphens, `(0)`, `+46`, `0046`, and a zero that a number cell lost. Words around it,
 * such as `(jobb)`, are left out. A cell with several numbers is taken apart by `splitPhones` first.
 */
export function readPhone(input: string | number): Reading<Phone> {
  const compact = compactNumber(String(input))
  const international = /^(?:\+|00)(\d+)$/u.exec(compact)
  if (international?.[1] && !international[1].startsWith('46')) return readForeign(international[1])
  const national = international?.[1] ? `0${international[1].slice(2).replace(/^0/u, '')}` : restoreZero(compact)
  if (!/^0[1-9]\d{5,9}$/u.test(national)) return { finding: { rule: 'numbers.phoneNotANumber' } }
  return { value: { written: writeNational(national), isMobile: /^07[02369]\d{7}$/u.test(national) } }
}

/** Most lists hold figures alone, in which there is nothing to leave out. */
const figuresAlone = /^\d+$/u

function compactNumber(text: string): string {
  if (figuresAlone.test(text)) return text
  return tidyDashes(text).replace(/[^\d+()\s./-]/gu, '').replace(/\(0\)/gu, '').replace(/[^\d+]/gu, '')
}

/** A number, as it is shown, in the form that every sender of text messages takes: `+46701234567`. Source: ITU-T E.164. */
export function toE164(written: string): string {
  const digits = written.replace(/[^\d+]/gu, '')
  return digits.startsWith('+') ? digits : `+46${digits.slice(1)}`
}

/** The e-mail addresses in a text, each once: a pasted list, or the messages that came back. */
export function emailsIn(text: string): string[] {
  return [...new Set((text.match(/[^\s@<>()[\],;:"'|]+@[^\s@<>()[\],;:"'|]+/gu) ?? []).flatMap((word) => readEmail(word).value ?? []))]
}

/** The numbers of a cell that holds several: `018-12 34 56, 070-123 45 67 (jobb)`. */
export function splitPhones(text: string): string[] {
  if (figuresAlone.test(text)) return text.length < 3 ? [] : [text]
  return tidyDashes(text).split(/\s*(?:[,;]|\/(?=\s*[+0])|\seller\s|\soch\s)\s*/iu).filter((part) => /\d{3}/u.test(part.replace(/\D/gu, '')))
}

/** Reads one e-mail address: without `mailto:`, pointed brackets and a dot or semicolon at the end; the domain in small letters. */
export function readEmail(input: string): Reading<string> {
  const bare = tidy(input).replace(/^mailto:/iu, '').replace(/^.*<([^<>]+)>$/u, '$1').replace(/[.;,]+$/u, '').trim()
  if (!/^[^\s@<>(),;:"]+@[^\s@<>(),;:".-][^\s@<>(),;:"]*\.[^\s@<>(),;:".]{2,}$/u.test(bare) || bare.includes('..') || bare.length > 254) {
    return { finding: { rule: 'numbers.emailNotAnAddress' } }
  }
  return { value: bare.toLowerCase() }
}

/** The addresses of a cell that holds several. */
export function splitEmails(text: string): string[] {
  if (!/[\s,;]/u.test(text)) return text.includes('@') ? [text] : []
  return tidy(text).split(/\s*[,;]\s*|\s+(?:eller|och|\/)\s+|\s+(?=\S+@)/iu).filter((part) => part.includes('@'))
}

function readForeign(digits: string): Reading<Phone> {
  if (digits.length < 7 || digits.length > 15) return { finding: { rule: 'numbers.phoneNotANumber' } }
  const country = countryCode(digits)
  const rest = digits.slice(country.length)
  return { value: { written: `+${country} ${inPairs(rest)}`, isMobile: foreignMobiles[country]?.test(rest) ?? false } }
}

/** Source: ITU-T E.164, list of country codes: one digit, two, or else three. */
function countryCode(digits: string): string {
  return /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u.exec(digits)?.[0] ?? digits.slice(0, 3)
}

/**
 * Mobile numbers of the neighbours, without the country's code. Of other countries it is not known.
 * Sources: the numbering plans of Nkom (Norway), Digitaliseringsstyrelsen (Denmark) and Traficom (Finland).
 */
const foreignMobiles: Readonly<Record<string, RegExp>> = {
  45: /^(?:2\d|3[01]|4[0-2]|5[0-3]|6[01]|71|81|9[1-3])\d{6}$/u,
  47: /^[49]\d{7}$/u,
  358: /^(?:4\d|50)\d{4,8}$/u,
}

/** A number cell drops the zero that every Swedish number begins with. */
function restoreZero(compact: string): string {
  return /^[1-9]\d{6,8}$/u.test(compact) ? `0${compact}` : compact
}

function writeNational(digits: string): string {
  const areaLength = digits.startsWith('08') ? 2 : digits.startsWith('07') || areaCodesOfThree.has(digits.slice(0, 3)) ? 3 : 4
  return `${digits.slice(0, areaLength)}-${inGroups(digits.slice(areaLength))}`
}

/** Pairs from the right, beginning with three where the count is odd: `123 45 67`, `12 34 56`; eight digits as `123 456 78`. */
function inGroups(digits: string): string {
  return digits.length === 8 ? `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}` : inPairs(digits)
}

function inPairs(digits: string): string {
  let next = digits.length % 2 === 0 ? 2 : 3
  let written = digits.slice(0, next)
  for (; next < digits.length; next += 2) written += ` ${digits.slice(next, next + 2)}`
  return written
}
