import { makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const withdrawals = { id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', decidedOn: 'date', category: 'text', note: 'text?' }

/** A fee that has been asked for can be withdrawn, with its reason. No old fee has been. */
export const withdrawnFees: Migration = {
  number: 210,
  name: 'withdrawn fees',
  async up(database, kind) {
    await makeTables(database, kind, { membershipFeeWithdrawals: withdrawals })
    await makeIndexes(database, { unique: [['membershipFeeWithdrawals', ['feeId']]], indexed: [['membershipFeeWithdrawals', ['personId']]] })
  },
}
