/**
 * Organisation numbers. Stored as ten digits, written `802005-7538`.
 * Source: lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.; SKV 709.
 */
import { passesModulus10 } from './check-digits.ts'
import { tidyDashes, type Reading } from './reading.ts'

export interface OrganisationNumber {
  /** Ten digits. */
  readonly number: string
  /** A sole trader is known by a personal identity number, which must be handled as one. */
  readonly kind: 'organisation' | 'soleTrader'
}

/** Reads an organisation number with or without hyphen, with `16` before it, or as a VAT number `SE…01`. */
export function readOrganisationNumber(input: string | number): Reading<OrganisationNumber> {
  const compact = tidyDashes(String(input)).replaceAll(' ', '').toUpperCase()
  if (compact === '') return { finding: { rule: 'common.required' } }
  const written = /^(?:SE)?(\d{2})?(\d{6})-?(\d{4})$/u.exec(compact.replace(/^(SE\d{10})01$/u, '$1'))
  if (!written) return { finding: { rule: 'numbers.organisationNotANumber' } }
  const [, prefix, first, last] = written
  const number = `${first}${last}`
  if (passesAsOrganisationNumber(number) && (prefix === undefined || prefix === '16')) return { value: { number, kind: 'organisation' } }
  if (passesAsSoleTrader(number) && prefix !== '16') return { value: { number, kind: 'soleTrader' } }
  return { finding: { rule: 'numbers.organisationCheckDigit' } }
}

/** The organisation number as it is written: `802005-7538`. */
export function formatOrganisationNumber(number: string): string {
  return `${number.slice(0, 6)}-${number.slice(6)}`
}

/** Whether ten digits are an organisation's number: the third digit is at least 2, which no month's is, and the check digit is right. */
export function passesAsOrganisationNumber(tenDigits: string): boolean {
  return /^[1-9]\d[2-9]\d{7}$/u.test(tenDigits) && passesModulus10(tenDigits)
}

function passesAsSoleTrader(tenDigits: string): boolean {
  return /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\d{4}$/u.test(tenDigits) && passesModulus10(tenDigits)
}
