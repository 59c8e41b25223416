/** What a bank's file of incoming payments says, in whichever format it came. Holds payers' names: nothing of it goes into errors. */
import type { paymentFormats } from '#contract/memberships.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Ore } from '#shared/money.ts'

/** One payment, or a deduction of one. */
export interface ReadPayment {
  readonly bookedOn: LocalDate
  readonly amountOre: Ore
  readonly currency: string
  /** Digits that the payer or the bank gave as reference; several when the payment covers several. */
  readonly references: readonly string[]
  readonly payerName: string | null
  readonly payerText: string | null
  readonly isDeduction: boolean
  /** A transfer came to the bank account itself. */
  readonly method: 'bankgiro' | 'transfer' | 'swish'
}

export interface PaymentFileContent {
  readonly format: (typeof paymentFormats)[number]
  /** What the sender calls the file. */
  readonly messageId: string
  /** The accounts that were paid to: giro numbers, account numbers or IBAN, without blanks and hyphens. */
  readonly accounts: readonly string[]
  readonly payments: readonly ReadPayment[]
}

/** The file cannot be used; the finding says why, and never whose payments it holds. */
export class UnreadablePayments extends Error {
  readonly finding: RuleFinding
  constructor(finding: RuleFinding) {
    super(finding.rule)
    this.name = 'UnreadablePayments'
    this.finding = finding
  }
}

/** Reads the bytes as UTF-8 where they are that, else as ISO-8859-1. */
export function decodeBankText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('iso-8859-1').decode(bytes)
  }
}

/** The letters and digits of an account's number. */
export function plainAccount(written: string): string {
  return written.replace(/[\s-]/gu, '').toUpperCase()
}
