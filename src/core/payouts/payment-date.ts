import { bankDayOnOrAfter, bankDayOnOrBefore, isBankDay } from '#shared/bank-days.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** Refuses a payment date that has passed or on which banks are closed, and names the bank days around it that can be chosen. */
export function paymentDateFinding(paidOn: LocalDate, today: LocalDate): RuleFinding | undefined {
  if (paidOn < today) return { rule: 'payouts.dateInPast' }
  if (isBankDay(paidOn)) return undefined
  const [before, after] = [bankDayOnOrBefore(paidOn), bankDayOnOrAfter(paidOn)]
  if (before < today) return { rule: 'payouts.noEarlierBankDay', params: { date: paidOn, after } }
  const rule = yearOf(before) === yearOf(after) ? 'payouts.notBankDay' : 'payouts.notBankDayAtNewYear'
  return { rule, params: { date: paidOn, before, after } }
}
