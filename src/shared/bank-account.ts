/**
 * Swedish bank accounts: clearing number and account number.
 * Source: Bankgirot "Bankernas kontonummer", editions 2019-08-21 and 2024-02-22.
 */
import { modulus10Digit, passesModulus10, passesModulus11 } from './check-digits.ts'
import { clearingRanges, type AccountRule, type ClearingRange } from './data/clearing-ranges.ts'
import type { RuleCode } from './i18n/index.ts'
import { swedishIban } from './iban.ts'
import { tidyDashes, type Reading } from './reading.ts'

export interface BankAccount {
  /** Four digits; the fifth that Swedbank's and the savings banks' clearing numbers have is a check digit and is left out. */
  readonly clearing: string
  /** Digits only: seven, nine (Handelsbanken), ten, or for plusgiro as many as there are. */
  readonly account: string
  readonly bank: string
  readonly bic: string | null
  /** Nothing where the bank's way of making one is not known for certain. */
  readonly iban: string | null
}

/**
 * Reads an account from its two fields, tolerating spaces, hyphens and leading zeros.
 * Warns, without refusing, where the bank has accounts that lack a check digit, has published no check, or has left the payment systems.
 */
export function readBankAccount(clearingText: string | number, accountText: string | number): Reading<BankAccount> {
  const clearing = digitsOf(clearingText)
  const account = digitsOf(accountText)
  if (clearing === undefined) return refused('numbers.clearingNotANumber')
  if (account === undefined) return refused('numbers.accountNotANumber')
  if (clearing === '') return refused('numbers.clearingMissing')
  if (account === '') return refused('numbers.accountMissing')
  if (clearing.length !== 4 && !(clearing.length === 5 && clearing.startsWith('8'))) return refused('numbers.clearingLength')
  if (clearing.length === 5 && !passesModulus10(clearing)) return refused('numbers.clearingCheckDigit')
  const range = rangeOf(clearing.slice(0, 4))
  return range ? readInRange(range, clearing.slice(0, 4), account) : refused('numbers.clearingUnknown')
}

/** The bank that a clearing number belongs to, or nothing. For showing it while the number is typed. */
export function bankOfClearing(clearingText: string): string | undefined {
  return rangeOf((digitsOf(clearingText) ?? '').slice(0, 4))?.bank
}

/** Nordea's personal accounts: the account number is the holder's identity number without its century. */
const personalAccountClearings = new Set(['3300', '3782'])

/**
 * An account's number shown to those who need only recognise it: its last four digits.
 * Where they are also the last four of the identity number, nothing of them is shown.
 */
export function maskAccountNumber({ clearingNumber, accountNumber }: { readonly clearingNumber: string; readonly accountNumber: string }): string {
  return personalAccountClearings.has(clearingNumber) ? '••••••••••' : `••••${accountNumber.slice(-4)}`
}

/** An account as a bank's file writes it, with clearing number or country or without, masked in the same way. */
export function maskWrittenAccount(account: string): string {
  const mayBeIdentityNumber = /\d{10}$/u.test(account) && passesModulus10(account.slice(-10)) && /^\d{2}(?:0\d|1[0-2])[0-9]\d/u.test(account.slice(-10))
  return mayBeIdentityNumber ? '••••••••••' : `••••${account.slice(-4)}`
}

function refused(rule: RuleCode): { readonly finding: { readonly rule: RuleCode } } {
  return { finding: { rule } }
}

function digitsOf(input: string | number): string | undefined {
  const compact = tidyDashes(String(input)).replace(/[ .,-]/gu, '')
  return /^\d*$/u.test(compact) ? compact : undefined
}

function rangeOf(clearing: string): ClearingRange | undefined {
  const number = clearing.length === 4 ? Number(clearing) : 0
  return clearingRanges.find((range) => range.from <= number && number <= range.to)
}

function readInRange(range: ClearingRange, clearing: string, typed: string): Reading<BankAccount> {
  const test = range.rule === null ? noPublishedRule : accountTests[range.rule]
  const account = normalise(test, typed)
  if (account === undefined) return refused('numbers.accountLength')
  const isRight = test.passes(clearing, account)
  if (!isRight && !mayLackCheckDigit(range)) return refused('numbers.accountCheckDigit')
  const fiveDigitClearing = `${clearing}${modulus10Digit(clearing)}`
  const value: BankAccount = { clearing, account, bank: range.bank, bic: range.bic, iban: swedishIban(range, fiveDigitClearing, account) }
  if (!isRight) return { value, warning: { rule: 'numbers.accountLacksCheckDigit' } }
  if (!range.isActive) return { value, warning: { rule: 'numbers.bankHasLeft', params: { bank: range.bank } } }
  return range.rule === null ? { value, warning: { rule: 'numbers.accountNotChecked', params: { bank: range.bank } } } : { value }
}

/** What a rule demands of an account: its length as typed and without leading zeros, the length it is filled out to, and the check digit. */
interface AccountTest {
  readonly typedAtLeast: number
  readonly bareAtMost: number
  readonly filledTo: number
  passes(clearing: string, account: string): boolean
}

const accountTests: Readonly<Record<AccountRule, AccountTest>> = {
  sevenWithoutFirst: { typedAtLeast: 7, bareAtMost: 7, filledTo: 7, passes: (clearing, account) => passesModulus11(`${clearing.slice(1)}${account}`) },
  sevenWithClearing: { typedAtLeast: 7, bareAtMost: 7, filledTo: 7, passes: (clearing, account) => passesModulus11(`${clearing}${account}`) },
  ten: { typedAtLeast: 10, bareAtMost: 10, filledTo: 10, passes: (_, account) => passesModulus10(account) },
  handelsbanken: { typedAtLeast: 8, bareAtMost: 9, filledTo: 9, passes: (_, account) => passesModulus11(account) },
  upToTen: { typedAtLeast: 2, bareAtMost: 10, filledTo: 2, passes: (_, account) => passesModulus10(account) },
}
const noPublishedRule: AccountTest = { typedAtLeast: 6, bareAtMost: 12, filledTo: 6, passes: () => true }

/** The account with the number of digits that the rule demands, or nothing where it has too few or too many. */
function normalise({ typedAtLeast, bareAtMost, filledTo }: AccountTest, typed: string): string | undefined {
  const bare = typed.replace(/^0+/u, '')
  return bare !== '' && typed.length >= typedAtLeast && bare.length <= bareAtMost ? bare.padStart(filledTo, '0') : undefined
}

/** Some old accounts of savings banks (clearing 8xxx) have no check digit. */
function mayLackCheckDigit(range: ClearingRange): boolean {
  return range.ibanForm === 'fiveDigitClearing'
}
