/**
 * Bankgiro and plusgiro numbers. Stored as digits.
 * Source: Bankgirot, user manual for Bankgiro numbers; Nordea, Plusgirot.
 */
import { passesModulus10 } from './check-digits.ts'
import { tidyDashes, type Reading } from './reading.ts'

/** Reads a bankgiro number: seven or eight digits, `640-5070` or `5402-9681`. */
export function readBankgiro(input: string | number): Reading<string> {
  return readGiro(input, /^\d{3,4}-\d{4}$/u, 7)
}

/** Reads a plusgiro number: two to eight digits, `4-2` or `28 65 43-4`. */
export function readPlusgiro(input: string | number): Reading<string> {
  return readGiro(input, /^\d{1,7}-\d$/u, 2)
}

/** A bankgiro number as it is written: `640-5070`, `5402-9681`. */
export function formatBankgiro(digits: string): string {
  return `${digits.slice(0, -4)}-${digits.slice(-4)}`
}

/** A plusgiro number as it is written, in pairs from the right: `28 65 43-4`. */
export function formatPlusgiro(digits: string): string {
  const pairs = digits.slice(0, -1).replace(/\B(?=(?:\d{2})+$)/gu, ' ')
  return `${pairs}-${digits.slice(-1)}`
}

function readGiro(input: string | number, written: RegExp, shortest: number): Reading<string> {
  const compact = tidyDashes(String(input)).replaceAll(' ', '')
  if (compact === '') return { finding: { rule: 'common.required' } }
  if (!written.test(compact) && !/^\d+$/u.test(compact)) return { finding: { rule: 'numbers.giroNotANumber' } }
  const digits = compact.replace('-', '').replace(/^0+/u, '')
  if (digits.length < shortest || digits.length > 8) return { finding: { rule: 'numbers.giroLength' } }
  return passesModulus10(digits) ? { value: digits } : { finding: { rule: 'numbers.giroCheckDigit' } }
}
