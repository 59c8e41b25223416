import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** How each incoming payment came. What BgMax tells of came by bankgiro; of other old payments it is not known. */
export const paymentMethodsOfPayments: Migration = {
  number: 130,
  name: 'payment methods of incoming payments',
  async up(database, kind) {
    await addColumns(database, kind, { incomingPayments: { paymentMethod: 'text?' } })
    await database
      .updateTable('incomingPayments')
      .set({ paymentMethod: 'bankgiro' })
      .where('fileId', 'in', database.selectFrom('incomingPaymentFiles').select('id').where('format', '=', 'bgmax'))
      .execute()
  },
}
