import type { InputOf } from '#contract/base.ts'
import type { memberships } from '#contract/memberships.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import type { Row } from '#core/db/schema.ts'
import { feeRow } from './queries.ts'
import { standingOf } from './rules.ts'

/**
 * The payments of fees. A fee keeps what they make of it, written in the same transaction: whether it is paid is asked for by lists,
 * filters and counts. A fee that was paid before its payments were kept, or by a list, has none and is paid all at once.
 */

type NewPayment = Pick<NewRow<'membershipFeePayments'>, 'amountOre' | 'paidOn' | 'paymentMethod' | 'incomingPaymentId'>

/** Adds a payment to a fee. @throws RuleViolation `memberships.alreadyPaid` where the whole of it has been paid, `memberships.withdrawn` */
export async function addPayment(writer: Writer, fee: Row<'membershipFees'>, payment: NewPayment): Promise<void> {
  if (fee.paidOn !== null) throw new RuleViolation('memberships.alreadyPaid')
  if (await writer.db.selectFrom('membershipFeeWithdrawals').select('id').where('feeId', '=', fee.id).executeTakeFirst()) throw new RuleViolation('memberships.withdrawn')
  await writer.insert('membershipFeePayments', { feeId: fee.id, personId: fee.personId, ...payment })
  await bringInStep(writer, fee.id)
}

/** Takes back a payment that was recorded by hand. @throws NotFound, Conflict, RuleViolation `memberships.settledByBank` */
export async function removePayment(call: Call, { id, version }: InputOf<(typeof memberships)['removePayment']>) {
  await call.store.transact(call.act(), async (writer) => {
    const payment = await writer.db.selectFrom('membershipFeePayments').select(['feeId', 'incomingPaymentId']).where('id', '=', id).executeTakeFirst()
    if (!payment) throw new NotFound()
    if (payment.incomingPaymentId !== null) throw new RuleViolation('memberships.settledByBank')
    await writer.delete('membershipFeePayments', id, version)
    await bringInStep(writer, payment.feeId)
  })
  return {}
}

/** Takes back all that was recorded by hand on a fee, so that it is not paid. */
export async function removeHandPayments(writer: Writer, feeId: string): Promise<void> {
  for (const { id } of await paymentsOf(writer.db, feeId)) await writer.delete('membershipFeePayments', id)
  await bringInStep(writer, feeId)
}

/** Whether anything of a fee was paid through the bank. */
export async function isSettledByBank(db: ReadDb, feeId: string): Promise<boolean> {
  const [payment, part] = await Promise.all([
    db.selectFrom('incomingPayments').select('id').where('feeId', '=', feeId).executeTakeFirst(),
    db.selectFrom('membershipFeePayments').select('id').where('feeId', '=', feeId).where('incomingPaymentId', 'is not', null).executeTakeFirst(),
  ])
  return payment !== undefined || part !== undefined
}

async function bringInStep(writer: Writer, feeId: string): Promise<void> {
  const { amountOre } = await feeRow(writer.db, feeId)
  await writer.update('membershipFees', feeId, standingOf(amountOre, await paymentsOf(writer.db, feeId)))
}

function paymentsOf(db: ReadDb, feeId: string) {
  return db.selectFrom('membershipFeePayments').select(['id', 'amountOre', 'paidOn', 'paymentMethod']).where('feeId', '=', feeId).orderBy('paidOn').orderBy('id').execute()
}
