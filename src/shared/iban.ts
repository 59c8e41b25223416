/**
 * International account numbers (IBAN). Source: ISO 13616; for Swedish ones bankinfrastruktur.se's list of IBAN identities.
 */
import { remainder97 } from './check-digits.ts'
import type { ClearingRange } from './data/clearing-ranges.ts'
import { tidyDashes, type Reading } from './reading.ts'

/** How long an IBAN is in the countries whose accounts representatives are likely to have. Others are tested by their check digits only. */
const lengths: Readonly<Record<string, number>> = { SE: 24, NO: 15, DK: 18, FI: 18, IS: 26, EE: 20, LV: 21, LT: 20, PL: 28, DE: 22, NL: 18, GB: 22 }

/** Reads an IBAN with or without spaces; gives it without, in capitals. */
export function readIban(input: string): Reading<string> {
  const iban = tidyDashes(input).replace(/[ -]/gu, '').replace(/^IBAN:?/iu, '').toUpperCase()
  if (iban === '') return { finding: { rule: 'common.required' } }
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/u.test(iban)) return { finding: { rule: 'numbers.ibanNotANumber' } }
  const length = lengths[iban.slice(0, 2)]
  if (length !== undefined && iban.length !== length) return { finding: { rule: 'numbers.ibanLength', params: { length } } }
  return remainder97(asDigits(`${iban.slice(4)}${iban.slice(0, 4)}`)) === 1 ? { value: iban } : { finding: { rule: 'numbers.ibanCheckDigit' } }
}

/**
 * The IBAN of a Swedish account whose bank says how one is made; nothing for the rest (among them plusgiro, where sources disagree).
 * `fiveDigitClearing` is the clearing number with its check digit.
 */
export function swedishIban(range: ClearingRange, fiveDigitClearing: string, account: string): string | null {
  if (range.ibanBank === null || range.ibanForm === null) return null
  const serial = {
    clearingAndAccount: `${fiveDigitClearing.slice(0, 4)}${account}`,
    account,
    fiveDigitClearing: `${fiveDigitClearing}${account.padStart(10, '0')}`,
  }[range.ibanForm]
  const national = `${range.ibanBank}${serial.padStart(17, '0')}`
  const checkDigits = 98 - remainder97(asDigits(`${national}SE00`))
  return `SE${String(checkDigits).padStart(2, '0')}${national}`
}

function asDigits(text: string): string {
  return text.replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55))
}
