import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const withdrawals = { id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', decidedOn: 'date', category: 'text', note: 'text?' }

/**
 * A fee that has been asked for can be withdrawn, with its reason; no old fee has been. A payment may be of several fees, and the rest of it,
 * or the whole, is set aside for a reason. Of what was set aside before the whole amount was, and why is not known.
 */
export const withdrawnAndSetAside: Migration = {
  number: 210,
  name: 'withdrawn fees, payments of several fees, and why payments are set aside',
  async up(database, kind) {
    await makeTables(database, kind, { membershipFeeWithdrawals: withdrawals })
    await addColumns(database, kind, { incomingPayments: { setAsideOre: 'ore?', setAsideReason: 'text?', setAsideNote: 'text?', repaidOn: 'date?' } })
    await database.schema.dropIndex('membershipFeePayments_incomingPaymentId_unique').execute()
    await makeIndexes(database, {
      // Of one payment, a fee gets one part.
      unique: [['membershipFeeWithdrawals', ['feeId']], ['membershipFeePayments', ['incomingPaymentId', 'feeId']]],
      indexed: [['membershipFeeWithdrawals', ['personId']]],
    })
    await database.updateTable('incomingPayments').set((eb) => ({ setAsideOre: eb.ref('amountOre'), setAsideReason: 'other' })).where('isSetAside', '=', 1).execute()
  },
}
