import { expressionBuilder, type Expression, type SqlBool } from 'kysely'
import type { Database } from '#core/db/schema.ts'

/** Fees of years that the person is free from. */
export function isExemptFee(): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'membershipFees'>()
  return eb.exists(
    eb
      .selectFrom('membershipFeeExemptions')
      .select('membershipFeeExemptions.id')
      .whereRef('membershipFeeExemptions.personId', '=', 'membershipFees.personId')
      .whereRef('membershipFeeExemptions.year', '=', 'membershipFees.year'),
  )
}

/** Fees that have been withdrawn after they were asked for. */
export function isWithdrawnFee(): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'membershipFees'>()
  return eb.exists(eb.selectFrom('membershipFeeWithdrawals').select('membershipFeeWithdrawals.id').whereRef('membershipFeeWithdrawals.feeId', '=', 'membershipFees.id'))
}

/** Fees that somebody still has to pay: not paid, not withdrawn, and of a year that the person is not free from. */
export function isOwedFee(): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'membershipFees'>()
  return eb.and([eb('membershipFees.paidOn', 'is', null), eb.not(isExemptFee()), eb.not(isWithdrawnFee())])
}
