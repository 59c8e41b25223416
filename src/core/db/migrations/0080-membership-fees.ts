import { addColumns, makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** New columns may be empty: nobody knows how an old fee was paid, nor the list's reason for an old leaving. */
const added: NewTables = {
  memberships: { endReasonKind: 'text?' },
  membershipFees: { dueOn: 'date?', reference: 'text?', paidOre: 'ore?', paymentMethod: 'text?' },
}

const made: NewTables = {
  membershipFeeRates: { id: 'id', version: 'integer', kind: 'text', amountOre: 'ore', fromYear: 'integer', toYear: 'integer?', note: 'text?' },
  membershipFeeExemptions: { id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', category: 'text', note: 'text?' },
  membershipFeeReminders: { id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', number: 'integer', remindedOn: 'date' },
  membershipConfirmations: { id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', confirmedOn: 'date', method: 'text' },
  membershipSettings: { id: 'id', version: 'integer', bankgiro: 'text?', bankAccount: 'text?', isFeeConfirmation: 'flag', isNumberAutomatic: 'flag' },
  incomingPaymentFiles: {
    id: 'id', version: 'integer', format: 'text', fileHash: 'text', messageId: 'text', receivedAt: 'instant', entryId: 'text', paymentCount: 'integer', totalOre: 'ore',
  },
  incomingPayments: {
    id: 'id', version: 'integer', fileId: 'ref:incomingPaymentFiles', position: 'integer', bookedOn: 'date', amountOre: 'ore', currency: 'text', reference: 'text?',
    payerName: 'text?', payerText: 'text?', obstacle: 'text?', feeId: 'ref:membershipFees?', personId: 'ref:persons?', isSetAside: 'flag',
  },
}

/** Columns that no two rows may share. One payment at most settles a fee, and a file is read once. */
const unique: NewIndexes = [
  ['membershipFees', ['reference']],
  ['membershipFeeExemptions', ['personId', 'year']],
  ['membershipFeeReminders', ['feeId', 'number']],
  ['membershipConfirmations', ['personId', 'year']],
  ['incomingPaymentFiles', ['fileHash']],
  ['incomingPaymentFiles', ['messageId']],
  ['incomingPayments', ['fileId', 'position']],
  ['incomingPayments', ['feeId']],
]

const indexed: NewIndexes = [
  ['membershipFees', ['year', 'paidOn']],
  ['membershipFeeReminders', ['personId']],
  ['incomingPayments', ['personId']],
]

export const membershipFees: Migration = {
  number: 80,
  name: 'membership fees',
  async up(database, kind) {
    await addColumns(database, kind, added)
    await makeTables(database, kind, made)
    await makeIndexes(database, { unique, indexed })
    // The rules of counting members have got names of their own; this one means what it meant.
    await database.updateTable('association').set({ memberCountRule: 'paidForYear' }).where('memberCountRule', '=', 'membershipAndFee').execute()
  },
}
