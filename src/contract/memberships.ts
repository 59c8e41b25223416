import { z } from 'zod'
import { id, instant, localDate, optionalText, ore, page, procedure, text, version } from './base.ts'
import { membershipKinds, personRef, startReason } from './people.ts'
import { endReasonKinds, knownEndReasonKinds, startReasonKinds } from './person-choices.ts'

export { endReasonKinds }
export const paymentMethods = ['bankgiro', 'transfer', 'swish', 'cash', 'card', 'other'] as const
export const exemptionCategories = ['hardship', 'newMember', 'boardDecision', 'other'] as const
/** Why a fee that was asked for is not to be paid. Health is never a reason here. */
export const withdrawalCategories = ['deceased', 'left', 'chargedWrongly', 'notCollected', 'other'] as const
/** How a member has said that she wants to go on as one. */
export const confirmationMethods = ['form', 'phone', 'email'] as const
/** Who counts as a member on a date: the rules that funders have, by name. */
export const memberCountRules = ['membership', 'paidForYear', 'paidAtLeast', 'confirmed', 'yearEndInCounty'] as const
export type MemberCountRule = (typeof memberCountRules)[number]

export const feeStates = ['unpaid', 'overdue', 'paid', 'exempt', 'withdrawn'] as const
export type FeeState = (typeof feeStates)[number]
export const paymentFormats = ['bgmax', 'camt054'] as const
/** Why a payment, or what is left of it, is no membership fee. What is to be paid back is owed until it has been. */
export const setAsideReasons = ['repay', 'gift', 'income', 'takenBack', 'other'] as const
/** Why a payment does not settle a fee by itself. */
const paymentObstacles = ['noReference', 'badReference', 'unknownReference', 'manyFees', 'alreadyPaid', 'paidTwice', 'notOwed', 'partPayment', 'wrongAmount', 'otherCurrency', 'deduction'] as const
export type PaymentObstacle = (typeof paymentObstacles)[number]

const kind = z.enum(membershipKinds)
const year = z.int('common.notANumber').min(1990, 'memberships.yearOutOfRange').max(2100, 'memberships.yearOutOfRange')

const fee = z.object({
  id, version, year: z.int(), amountOre: ore.nullable(), dueOn: localDate.nullable(), reference: z.string().nullable(), paidOn: localDate.nullable(),
  /** The day on which the whole of it had been paid. What has been paid so far, where that is another amount than was asked for. */
  paidOre: ore.nullable(), paymentMethod: z.enum(paymentMethods).nullable(), state: z.enum(feeStates),
  reminders: z.array(z.object({ number: z.int(), remindedOn: localDate })),
  withdrawal: z.object({ id, version, decidedOn: localDate, category: z.enum(withdrawalCategories), note: z.string().nullable() }).nullable(),
})
export type MembershipFee = z.output<typeof fee>

/** One of the payments of a fee. The amount is not known where somebody only said that it is paid. */
const feePayment = z.object({ id, version, feeId: id, year: z.int(), amountOre: ore.nullable(), paidOn: localDate, paymentMethod: z.enum(paymentMethods).nullable(), isFromBank: z.boolean() })
export type FeePayment = z.output<typeof feePayment>

const feeRow = fee.omit({ reminders: true, withdrawal: true }).extend({ person: personRef, reminderCount: z.int(), lastRemindedOn: localDate.nullable() })
export type FeeRow = z.output<typeof feeRow>

const rateFields = {
  kind,
  amountOre: ore.min(0, 'common.notAnAmount').max(10_000_000, 'common.notAnAmount'),
  fromYear: year,
  toYear: year.nullable().default(null),
  note: optionalText(300),
}
const rate = z.object({ id, version, kind, amountOre: ore, fromYear: z.int(), toYear: z.int().nullable(), note: z.string().nullable() })
export type FeeRate = z.output<typeof rate>

const charge = z.object({
  /** By kind of membership, those that a fee would be made for. */
  byKind: z.array(z.object({ kind, count: z.int(), amountOre: ore })),
  count: z.int(),
  totalOre: ore,
  exempt: z.int(),
  /** Have a fee for the year already. */
  charged: z.int(),
  /** Kinds whose members should pay but have no fee rate for the year: nothing is asked of them. */
  withoutRate: z.array(kind),
})

const payment = z.object({
  /** From 1, in the order of the file. */
  position: z.int(), bookedOn: localDate, amountOre: ore, currency: z.string(), reference: z.string().nullable(),
  /** Who paid and what she wrote; empty where the payment has found its fee, and for protected identities. */
  payerName: z.string().nullable(), payerText: z.string().nullable(),
})
const feeRef = z.object({ feeId: id, person: personRef, year: z.int(), amountOre: ore.nullable(), paidOre: ore.nullable(), paidOn: localDate.nullable(), reference: z.string().nullable() })
export type FeeRef = z.output<typeof feeRef>
const unsettled = payment.extend({ obstacle: z.enum(paymentObstacles), suggestions: z.array(feeRef) })
export type UnsettledPayment = z.output<typeof unsettled>

const rest = { reason: z.enum(setAsideReasons, 'common.required'), note: optionalText(300) }
const setAside = payment.omit({ position: true }).extend({
  id, version,
  /** Less than the amount where a part of it has paid a fee. */
  setAsideOre: ore, reason: z.enum(setAsideReasons), note: z.string().nullable(), repaidOn: localDate.nullable(),
})
export type SetAsidePayment = z.output<typeof setAside>

const choice = z.strictObject({ position: z.int().min(1), feeId: id })
const paymentFile = z.object({
  id, format: z.enum(paymentFormats), receivedAt: instant, paymentCount: z.int(), totalOre: ore, settledCount: z.int(), unsettledCount: z.int(), isUndoable: z.boolean(),
  entryId: z.string(),
})
export type PaymentFile = z.output<typeof paymentFile>

const settingsFields = {
  bankgiro: optionalText(20),
  /** As the bank writes it in its files: an account number or an IBAN. */
  bankAccount: optionalText(34),
  isFeeConfirmation: z.boolean(),
  isNumberAutomatic: z.boolean(),
}

/** A municipality's code, a gender, a kind, or the number of an age band. Null is what is not known, or not told. */
const countGroup = z.object({ key: z.string().nullable(), count: z.int() })
export const countGroupings = ['kind', 'municipality', 'gender', 'age'] as const
export type CountGrouping = (typeof countGroupings)[number]
const counting = { on: localDate, rule: z.enum(memberCountRules) }

/** Years whose fee was asked for and stands as it is, though the person is no longer that kind of member then. */
const feesLeft = z.object({ feeYears: z.array(z.int()) })
export type FeesLeft = z.output<typeof feesLeft>

export const memberships = {
  begin: procedure({ permission: 'people.write', summary: 'Begin a membership' })
    .input(z.strictObject({ personId: id, kind, startsOn: localDate, endsOn: localDate.nullable().default(null), ...startReason,
      /** Only where it has ended. */
      endReasonKind: z.enum(endReasonKinds).nullable().default(null), endReason: optionalText(200) }))
    .output(z.object({ id })),
  end: procedure({ permission: 'people.write', summary: 'End a membership with its reason' })
    .input(z.strictObject({ id, version, endsOn: localDate, reasonKind: z.enum(endReasonKinds, 'common.required'), reason: optionalText(200) }))
    .output(feesLeft),
  update: procedure({ permission: 'people.write', summary: 'Correct a membership afterwards: its days, kind and reasons; what is left out stays as it is' })
    .input(
      z.strictObject({
        id, version,
        changes: z.strictObject({
          kind: kind.optional(), startsOn: localDate.optional(), endsOn: localDate.nullable().optional(),
          startReasonKind: z.enum(startReasonKinds).nullable().optional(), startReason: optionalText(200).unwrap().optional(),
          /** Only where it has ended. */
          endReasonKind: z.enum(knownEndReasonKinds).nullable().optional(), endReason: optionalText(200).unwrap().optional(),
        }),
      }),
    )
    .output(feesLeft),
  changeKind: procedure({ permission: 'people.write', summary: 'Let a membership go on as another kind from a day: the one ends the day before, and the other begins' })
    .input(z.strictObject({ id, version, kind, startsOn: localDate }))
    .output(feesLeft.extend({ id })),
  remove: procedure({ permission: 'people.write', summary: 'Remove a membership that was recorded by mistake' }).input(z.strictObject({ id, version })).output(feesLeft),
  ofPerson: procedure({ permission: 'people.read', summary: 'A person’s fees with payments, reminders, exemptions and confirmations, newest first' })
    .input(z.strictObject({ personId: id }))
    .output(
      z.object({
        fees: z.array(fee),
        payments: z.array(feePayment),
        exemptions: z.array(z.object({ id, version, year: z.int(), category: z.enum(exemptionCategories), note: z.string().nullable() })),
        confirmations: z.array(z.object({ id, version, year: z.int(), confirmedOn: localDate, method: z.enum(confirmationMethods) })),
      }),
    ),
  recordFee: procedure({ permission: 'fees.write', summary: 'Record a payment of a year’s fee, whole or in part; without a day, what is asked for' })
    .input(z.strictObject({ personId: id, year, amountOre: ore.min(0).nullable().default(null), paidOn: localDate.nullable(), paymentMethod: z.enum(paymentMethods).nullable().default(null) }))
    .output(z.object({ id })),
  removePayment: procedure({ permission: 'fees.write', summary: 'Take back a payment that was recorded by hand' }).input(z.strictObject({ id, version })).output(z.object({})),
  exempt: procedure({ permission: 'fees.write', summary: 'Free a person from a year’s fee' })
    .input(z.strictObject({ personId: id, year, category: z.enum(exemptionCategories, 'common.required'), note: optionalText(300) }))
    .output(z.object({ id })),
  removeExemption: procedure({ permission: 'fees.write', summary: 'Take back that a person is free from a year’s fee' }).input(z.strictObject({ id, version })).output(z.object({})),
  withdrawFee: procedure({ permission: 'fees.write', summary: 'Withdraw a fee that has been asked for, with its reason; what has been paid of it stays' })
    .input(z.strictObject({ feeId: id, category: z.enum(withdrawalCategories, 'common.required'), note: optionalText(300) }))
    .output(z.object({ id })),
  restoreFee: procedure({ permission: 'fees.write', summary: 'Take back that a fee has been withdrawn' }).input(z.strictObject({ id, version })).output(z.object({})),
  confirm: procedure({ permission: 'people.write', summary: 'Record that a person has confirmed her membership for a year' })
    .input(z.strictObject({ personId: id, year, confirmedOn: localDate, method: z.enum(confirmationMethods, 'common.required') }))
    .output(z.object({ id })),
  removeConfirmation: procedure({ permission: 'people.write', summary: 'Take back that a person has confirmed her membership for a year' }).input(z.strictObject({ id, version })).output(z.object({})),
  listRates: procedure({ permission: 'people.read', summary: 'The fees by kind of membership and year' }).input(z.strictObject({}).optional()).output(z.array(rate)),
  createRate: procedure({ permission: 'fees.write', summary: 'Add a fee for a kind of membership from a year' }).input(z.strictObject(rateFields)).output(z.object({ id })),
  updateRate: procedure({ permission: 'fees.write', summary: 'Change a fee for a kind of membership' }).input(z.strictObject({ id, version, ...rateFields })).output(z.object({})),
  listFees: procedure({ permission: 'people.read', summary: 'A year’s fees, and how far they are paid; protected persons by number alone' })
    .input(z.strictObject({ year: year.optional(), state: z.enum(feeStates).optional(), ...page }))
    .output(z.object({ total: z.int(), askedOre: ore, paidOre: ore, rows: z.array(feeRow) })),
  previewCharge: procedure({ permission: 'fees.write', summary: 'How many would be asked for a year’s fee, without asking' }).input(z.strictObject({ year })).output(charge),
  charge: procedure({ permission: 'fees.write', summary: 'Ask every member for a year’s fee, in one step; once more changes nothing' })
    .input(z.strictObject({ year, dueOn: localDate, /** How many the preview showed. */ expected: z.int().optional() }))
    .output(z.object({ count: z.int() })),
  remind: procedure({ permission: 'fees.write', summary: 'Record that those whose fee is overdue have been reminded; one person’s fee when it is named' })
    .input(z.strictObject({ year, remindedOn: localDate, feeId: id.optional() }))
    .output(z.object({ count: z.int() })),
  previewPayments: procedure({ permission: 'fees.write', summary: 'Check a file of incoming payments (BgMax or camt.054) and match it to fees, without changing anything' })
    .input(z.strictObject({ file: z.file() }))
    .output(
      z.object({
        format: z.enum(paymentFormats), paymentCount: z.int(), totalOre: ore,
        settled: z.array(payment.omit({ payerName: true, payerText: true }).extend({ fee: feeRef })),
        unsettled: z.array(unsettled),
      }),
    ),
  postPayments: procedure({ permission: 'fees.write', summary: 'Mark the fees that a file’s payments settle as paid, in one step that can be undone as one' })
    .input(z.strictObject({ file: z.file(), choices: z.array(choice).max(5000).default([]), expected: z.int().optional() }))
    .output(z.object({ id, settled: z.int(), unsettled: z.int() })),
  listPaymentFiles: procedure({ permission: 'fees.write', summary: 'The files of incoming payments that have been read, newest first' })
    .input(z.strictObject({}).optional())
    .output(z.array(paymentFile)),
  undoPayments: procedure({ permission: 'fees.write', summary: 'Take back everything that a file of payments changed' }).input(z.strictObject({ id })).output(z.object({ entryId: id })),
  listUnsettled: procedure({ permission: 'fees.write', summary: 'Payments that have been read and have not found their fee, with suggestions' })
    .input(z.strictObject({}).optional())
    .output(z.array(unsettled.extend({ id, version }))),
  settlePayment: procedure({ permission: 'fees.write', summary: 'Say which fees a payment is for, and how much of it; what is left is set aside' })
    .input(z.strictObject({ id, version, parts: z.array(z.strictObject({ feeId: id, amountOre: ore.min(1, 'common.notAnAmount') })).min(1).max(50), rest: z.strictObject(rest).nullable().default(null) }))
    .output(z.object({})),
  setPaymentAside: procedure({ permission: 'fees.write', summary: 'Say that a payment is no membership fee, and why' }).input(z.strictObject({ id, version, ...rest })).output(z.object({})),
  listSetAside: procedure({ permission: 'fees.write', summary: 'Payments, and what is left of payments, that are set aside; first what is to be paid back' })
    .input(z.strictObject({}).optional())
    .output(z.array(setAside)),
  resumePayment: procedure({ permission: 'fees.write', summary: 'Let a payment that was set aside wait for its fee again' }).input(z.strictObject({ id, version })).output(z.object({})),
  recordRepayment: procedure({ permission: 'fees.write', summary: 'Record that what was set aside to be paid back has been' }).input(z.strictObject({ id, version, repaidOn: localDate })).output(z.object({})),
  readSettings: procedure({ permission: 'people.read', summary: 'The association’s account for fees, and its choices about membership' })
    .input(z.strictObject({}).optional())
    .output(z.object({ version: z.int(), bankgiro: z.string().nullable(), bankAccount: z.string().nullable(), isFeeConfirmation: z.boolean(), isNumberAutomatic: z.boolean() })),
  updateSettings: procedure({ permission: 'fees.write', summary: 'Change the account for fees, and the choices about membership' })
    .input(z.strictObject({ version: z.int(), ...settingsFields }))
    .output(z.object({})),
  count: procedure({ permission: 'people.read', summary: 'How many count as members on a date by a rule, in all and in groups' })
    .input(z.strictObject(counting))
    .output(
      z.object({
        total: z.int(),
        /** Counted in the total and by kind; elsewhere among those of whom nothing is told. */
        protectedCount: z.int(),
        kind: z.array(countGroup), municipality: z.array(countGroup), gender: z.array(countGroup), age: z.array(countGroup),
      }),
    ),
  listCounted: procedure({ permission: 'people.read', summary: 'Those who are behind a number of members; protected identities are counted and not named' })
    .input(z.strictObject({ ...counting, grouping: z.enum(countGroupings).optional(), key: text(20).nullable().default(null), ...page }))
    .output(z.object({ total: z.int(), protectedCount: z.int(), rows: z.array(z.object({ person: personRef, kind })) })),
}
export type PaymentPreview = z.output<NonNullable<(typeof memberships.previewPayments)['~orpc']['outputSchema']>>
