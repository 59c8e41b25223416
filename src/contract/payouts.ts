import { z } from 'zod'
import { finding, id, instant, localDate, ore, page, procedure, text, version } from './base.ts'
import { personRef } from './people.ts'

export const payoutStates = ['draft', 'frozen', 'exported', 'paid'] as const
export const taxRules = ['smallPayment', 'belowYearlyLimit', 'sideIncome'] as const

const amounts = z.object({
  taxableOre: ore, taxFreeOre: ore, grossOre: ore, taxOre: ore, contributionOre: ore, netOre: ore,
})

const payee = z.object({
  person: personRef,
  claims: z.array(z.object({ id, occurredOn: localDate, bodyName: z.string().nullable(), totalOre: ore })),
  /** Null where a figure is missing, so that nothing can be computed. */
  amounts: amounts.extend({ contributionBasisPoints: z.int(), contributionBaseOre: ore, yearTotalBeforeOre: ore, taxRule: z.enum(taxRules) }).nullable(),
  clearingNumber: z.string().nullable(),
  /** All but the last digits hidden. */
  maskedAccountNumber: z.string().nullable(),
  bank: z.string().nullable(),
  refusals: z.array(finding),
  notices: z.array(finding),
  /** A protected identity is kept out of the bank file. */
  isPaidByHand: z.boolean(),
})
export type PayoutPayee = z.output<typeof payee>

const payoutRow = z.object({
  id, version, number: z.int(), paidOn: localDate, state: z.enum(payoutStates), personCount: z.int(), claimCount: z.int(), grossOre: ore,
})
export type PayoutRow = z.output<typeof payoutRow>

const payout = payoutRow.omit({ grossOre: true }).extend({
  createdAt: instant, createdByName: z.string().nullable(), frozenAt: instant.nullable(), frozenByName: z.string().nullable(),
  /** A draft has one only when it was given out before: that of the file that must not be used. */
  messageId: z.string().nullable(),
  /** When the bank file or the payment list was first fetched. */
  fileExportedAt: instant.nullable(),
  confirmedPaidAt: instant.nullable(), confirmedPaidByName: z.string().nullable(),
  totals: amounts,
  payees: z.array(payee),
  /** What stands in the way of the whole payout: its date, an empty list, the association's account. */
  refusals: z.array(finding),
  /** How many are paid by hand, because a protected identity is kept out of files. */
  paidByHandCount: z.int(),
})
export type Payout = z.output<typeof payout>

/** Why names and accounts leave the association. Kept in the journal. */
const reason = text(300)

const madeDocument = z.object({ documentId: z.string(), name: z.string() })

export const smallPaymentReadings = ['perPayment', 'perLine'] as const
export const knownToPassReadings = ['fromFirstKrona', 'atCrossing'] as const
export const retroactiveRateReadings = ['ownDate', 'crossing'] as const

const settingsFields = {
  smallPayment: z.enum(smallPaymentReadings),
  knownToPass: z.enum(knownToPassReadings),
  retroactiveRate: z.enum(retroactiveRateReadings),
  isClearingInAccount: z.boolean(),
  isSalaryMarked: z.boolean(),
}

export const payouts = {
  list: procedure({ permission: 'payouts.read', summary: 'Payouts, newest first' })
    .input(z.strictObject({ state: z.enum(payoutStates).optional(), year: z.int().min(1990).max(2200).optional(), ...page }))
    .output(z.object({ total: z.int(), rows: z.array(payoutRow) })),
  read: procedure({ permission: 'payouts.read', summary: 'One payout: gross, tax, contributions and net per person, and what stands in the way' })
    .input(z.strictObject({ id }))
    .output(payout),
  create: procedure({ permission: 'payouts.write', summary: 'Gather approved claims in a payout; all of them when none is named' })
    .input(z.strictObject({ paidOn: localDate, claimIds: z.array(id).max(5000).optional() }))
    .output(z.object({ id, number: z.int(), claimCount: z.int() })),
  setDate: procedure({ permission: 'payouts.write', summary: 'Change a draft’s payment date; tax and contributions follow it' })
    .input(z.strictObject({ id, version, paidOn: localDate }))
    .output(z.object({})),
  removePerson: procedure({ permission: 'payouts.write', summary: 'Take a person’s claims out of a draft; they stay approved' })
    .input(z.strictObject({ id, version, personId: id }))
    .output(z.object({})),
  addApproved: procedure({ permission: 'payouts.write', summary: 'Add the claims that have been approved since to a draft' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ added: z.int() })),
  discard: procedure({ permission: 'payouts.write', summary: 'Throw a draft away; its claims stay approved' }).input(z.strictObject({ id, version })).output(z.object({})),
  freeze: procedure({ permission: 'payouts.write', summary: 'Fix the amounts of a draft, so that its files can be made' }).input(z.strictObject({ id, version })).output(z.object({})),
  reopen: procedure({ permission: 'payouts.write', summary: 'Make a frozen payout a draft again; once its file or list has been fetched, only when nothing was paid. The reason is journalled' })
    .input(z.strictObject({ id, version, reason: text(300), isNothingPaid: z.boolean().default(false) }))
    .output(z.object({})),
  exportFile: procedure({ permission: 'payouts.write', summary: 'Make the bank file, ISO 20022 pain.001.001.03; the same bytes every time. The reason is journalled' })
    .input(z.strictObject({ id, reason }))
    .output(madeDocument),
  exportList: procedure({ permission: 'payouts.write', summary: 'Make the payment list in Excel; the reason is journalled' })
    .input(z.strictObject({ id, reason, language: z.enum(['sv', 'en']).default('sv') }))
    .output(madeDocument),
  confirmPaid: procedure({ permission: 'payouts.write', summary: 'Mark a frozen payout as paid by the bank, from its payment date' }).input(z.strictObject({ id, version })).output(z.object({})),
  yearTotals: procedure({ permission: 'payouts.read', summary: 'What each person was paid in a calendar year, against the limits of 100 and 1 000 kr' })
    .input(z.strictObject({ year: z.int().min(1990).max(2200), personId: id.optional(), ...page }))
    .output(
      z.object({
        total: z.int(),
        rows: z.array(
          z.object({
            person: personRef, taxableOre: ore, taxFreeOre: ore, taxOre: ore, contributionOre: ore, benefitOre: ore,
            /** Whether the year must be reported to the tax agency. */
            isReported: z.boolean(),
            isOverYearlyLimit: z.boolean(),
          }),
        ),
      }),
    ),
  readSettings: procedure({ permission: 'payouts.read', summary: 'How the association reads the rules that allow two readings, and how its bank wants the file' })
    .input(z.strictObject({}).optional())
    .output(z.object({ version: z.int(), ...settingsFields })),
  updateSettings: procedure({ permission: 'payouts.write', summary: 'Choose another reading; the reason is journalled' })
    .input(z.strictObject({ version: z.int(), ...settingsFields, reason: text(300) }))
    .output(z.object({})),
}

/** Where somebody's year stands against the limits: under 100 kr nothing is reported, from 1 000 kr tax and contributions are due. */
export function yearlyLimitOf({ isReported, isOverYearlyLimit }: { readonly isReported: boolean; readonly isOverYearlyLimit: boolean }): 'over' | 'between' | 'under' {
  if (isOverYearlyLimit) return 'over'
  return isReported ? 'between' : 'under'
}
