import type { Shape } from '../shape.ts'
import type { payouts as sv } from '../sv/payouts.ts'

export const payouts = {
  rules: {
    accountMissing: 'A bank account is missing. Fill in clearing number and account on the person’s page.',
    accountInvalid: 'The bank account is not right. Check clearing number and account number on the person’s page.',
    identityNumberMissing: 'The identity number is missing. Tax needs it, so fill it in on the person’s page.',
    birthYearMissing: 'The birth year is missing. It decides the employer contribution, so correct the identity number.',
    travelUndecided: 'Nobody has decided whether the travel is tax free. Decide it on the body’s page.',
    crossesYearlyLimit:
      'The year’s sum reaches {totalOre, number, ::currency/SEK scale/0.01} and passes 1,000 kr. The tax is {taxOre, number, ::currency/SEK scale/0.01}. The employer contribution on {contributionBaseOre, number, ::currency/SEK scale/0.01} is {contributionOre, number, ::currency/SEK scale/0.01}.',
    expectedToCross:
      'The year’s sum is expected to pass 1,000 kr with unpaid claims of {expectedOre, number, ::currency/SEK scale/0.01}. That is why tax is deducted already now.',
    minorCheckContributions: 'The person is 15–17 years old. Ask the tax agency which employer contribution holds.',
    dateInPast: 'The payment date has passed. Choose today or a later day.',
    notBankDay: 'Banks are closed on {date}. Choose {before} or {after}.',
    notBankDayAtNewYear: 'Banks are closed on {date}. Choose {before} or {after}. The day decides the tax year.',
    empty: 'The payout is empty. Add at least one approved claim.',
    nothingApproved: 'There are no approved claims to pay.',
    blocked: 'The payout cannot be frozen. Correct what is missing for {count, plural, one {one person} other {# people}} or take their claims out.',
    alreadyFrozen: 'The payout is frozen. It cannot be changed.',
    notFrozen: 'The payout is not frozen. Freeze it before you fetch the file.',
    alreadyPaid: 'The payout is already marked as paid.',
    debtorIncomplete: 'The association’s {missing, select, iban {IBAN} bic {BIC} other {organisation number}} is missing. Ask the administrator to fill it in under The association.',
  },
} as const satisfies Shape<typeof sv>
