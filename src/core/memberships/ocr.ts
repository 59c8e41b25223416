/** References of payments as Bankgirot's OCR control wants them: 2–25 digits, the last a check digit by modulus 10, the one before it the length. */
import { modulus10Digit, passesModulus10 } from '#shared/check-digits.ts'

const longest = 25

/** The reference over a number of digits: the number, a digit for the whole length modulo 10, and a check digit. Source: Bankgirot, Bankgiro inbetalningar 5.2. */
export function ocrReference(digits: string): string {
  const length = digits.length + 2
  if (!/^\d+$/u.test(digits) || length > longest) throw new RangeError('A reference is made of at most 23 digits')
  const withLength = `${digits}${length % 10}`
  return `${withLength}${modulus10Digit(withLength)}`
}

/** Whether a reference's check digit is right. Those of others need not carry a length digit. */
export function isOcrReference(text: string): boolean {
  return /^\d+$/u.test(text) && text.length >= 2 && text.length <= longest && passesModulus10(text)
}

