import type { InputOf } from '#contract/base.ts'
import type { memberships } from '#contract/memberships.ts'
import { Conflict, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { isExemptFee, isOwedFee, isWithdrawnFee } from '#core/people/index.ts'
import { addPayment, isSettledByBank, removeHandPayments } from './fee-payments.ts'
import { feeRow, givenReferences, listRates, readChargePlan, requirePerson, shownPlan } from './queries.ts'
import { mayHaveRate, referencesFor, remainingOf } from './rules.ts'

type Input<Name extends keyof typeof memberships> = InputOf<(typeof memberships)[Name]>

/**
 * Records by hand that a year's fee, or a part of it, has been paid; without a day, what is asked for, and that nothing has been paid.
 * What has been asked for stays as it is while something is paid.
 * @throws RuleViolation `memberships.alreadyPaid`, and `memberships.settledByBank` where nothing is to be paid but the bank has paid
 */
export async function recordFee(call: Call, { personId, year, amountOre, paidOn, paymentMethod }: Input<'recordFee'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await requirePerson(writer.db, personId)
    const existing = await writer.db.selectFrom('membershipFees').selectAll().where('personId', '=', personId).where('year', '=', year).executeTakeFirst()
    const feeId = existing?.id ?? (await writer.insert('membershipFees', newFee({ personId, year, amountOre, paidOn: null, paymentMethod: null })))
    if (paidOn === null) {
      if (await isSettledByBank(writer.db, feeId)) throw new RuleViolation('memberships.settledByBank')
      await writer.update('membershipFees', feeId, { amountOre: amountOre ?? existing?.amountOre ?? null })
      await removeHandPayments(writer, feeId)
      return feeId
    }
    if (existing && existing.amountOre === null && amountOre !== null && existing.paidOn === null) await writer.update('membershipFees', feeId, { amountOre })
    const fee = await feeRow(writer.db, feeId)
    await addPayment(writer, fee, { amountOre: amountOre ?? remainingOf(fee) ?? null, paidOn, paymentMethod, incomingPaymentId: null })
    return feeId
  })
  return { id }
}

/** A fee that nobody has been asked for by reference. */
function newFee(fee: Pick<NewRow<'membershipFees'>, 'personId' | 'year' | 'amountOre' | 'paidOn' | 'paymentMethod'>): NewRow<'membershipFees'> {
  return { ...fee, dueOn: null, reference: null, paidOre: null }
}

/** Frees a person from a year's fee; said once more, the later reason holds. */
export async function exempt(call: Call, { personId, year, ...reason }: Input<'exempt'>): Promise<{ id: string }> {
  return call.store.transact(call.act(), (writer) => recordForYear(writer, 'membershipFeeExemptions', { personId, year, ...reason }))
}

/** Records that a person has confirmed her membership for a year; said once more, the later holds. */
export async function confirmMembership(call: Call, input: Input<'confirm'>): Promise<{ id: string }> {
  if (input.confirmedOn > call.clock.today()) throw new ValidationFailure([{ path: 'confirmedOn', rule: 'memberships.inFuture' }])
  return call.store.transact(call.act(), (writer) => recordForYear(writer, 'membershipConfirmations', input))
}

async function recordForYear<Name extends 'membershipFeeExemptions' | 'membershipConfirmations'>(writer: Writer, table: Name, row: NewRow<Name>): Promise<{ id: string }> {
  await requirePerson(writer.db, row.personId)
  const known = await writer.db.selectFrom(table as 'membershipConfirmations').select('id').where('personId', '=', row.personId).where('year', '=', row.year).executeTakeFirst()
  if (!known) return { id: await writer.insert(table, row) }
  await writer.update(table, known.id, row)
  return known
}

/** Takes an exemption back. @throws NotFound, Conflict */
export async function removeExemption(call: Call, { id, version }: Input<'removeExemption'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('membershipFeeExemptions', id, version))
  return {}
}

/** Takes a confirmation back. @throws NotFound, Conflict */
export async function removeConfirmation(call: Call, { id, version }: Input<'removeConfirmation'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('membershipConfirmations', id, version))
  return {}
}

/** Withdraws a fee that has been asked for; said once more, the later reason holds. @throws NotFound, RuleViolation `memberships.alreadyPaid`, ValidationFailure where another reason is meant and not told */
export async function withdrawFee(call: Call, { feeId, category, note }: Input<'withdrawFee'>): Promise<{ id: string }> {
  if (category === 'other' && note === null) throw new ValidationFailure([{ path: 'note', rule: 'common.required' }])
  return call.store.transact(call.act(), async (writer) => {
    const { personId, paidOn } = await feeRow(writer.db, feeId)
    if (paidOn !== null) throw new RuleViolation('memberships.alreadyPaid')
    const row = { feeId, personId, decidedOn: call.clock.today(), category, note }
    const known = await writer.db.selectFrom('membershipFeeWithdrawals').select('id').where('feeId', '=', feeId).executeTakeFirst()
    if (!known) return { id: await writer.insert('membershipFeeWithdrawals', row) }
    await writer.update('membershipFeeWithdrawals', known.id, row)
    return known
  })
}

/** Takes back that a fee has been withdrawn: it is owed again. @throws NotFound, Conflict */
export async function restoreFee(call: Call, { id, version }: Input<'restoreFee'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('membershipFeeWithdrawals', id, version))
  return {}
}

/** Adds a fee for a kind of membership. @throws RuleViolation `memberships.ratesOverlap`, `memberships.yearsBackwards` */
export async function createRate(call: Call, input: Input<'createRate'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseRate(writer.db, input, undefined)
    return writer.insert('membershipFeeRates', input)
  })
  return { id }
}

/** Changes a fee. What has been asked for already keeps its amount. @throws as `createRate` */
export async function updateRate(call: Call, { id, version, ...rate }: Input<'updateRate'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseRate(writer.db, rate, id)
    await writer.update('membershipFeeRates', id, rate, version)
  })
  return {}
}

async function refuseRate(db: ReadDb, rate: Input<'createRate'>, ownId: string | undefined): Promise<void> {
  const others = (await listRates(db)).filter(({ id }) => id !== ownId)
  const refusal = mayHaveRate(others, rate)
  refuse(refusal)
}

/** How many would be asked for a year's fee. */
export async function previewCharge({ store, clock }: Call, { year }: Input<'previewCharge'>) {
  return shownPlan(await readChargePlan(store.db, year, clock.today()))
}

/** Asks every member for a year's fee, each with a reference of her own. Those who have been asked are left alone. @throws Conflict when the preview said otherwise */
export async function chargeYear(call: Call, { year, dueOn, expected }: Input<'charge'>): Promise<{ count: number }> {
  const today = call.clock.today()
  if (dueOn < today) throw new ValidationFailure([{ path: 'dueOn', rule: 'memberships.dueInPast' }])
  return call.store.transact(call.act(), async (writer) => {
    const { charges } = await readChargePlan(writer.db, year, today)
    if (expected !== undefined && expected !== charges.length) throw new Conflict()
    const references = referencesFor(charges, year, await givenReferences(writer.db, year))
    const asked = charges.map((charge, index) => ({ ...charge, reference: references[index] ?? null }))
    await writer.insertMany(
      'membershipFees',
      asked.filter(({ feeId }) => feeId === null).map(({ personId, amountOre, reference }) => ({ ...newFee({ personId, year, amountOre, paidOn: null, paymentMethod: null }), dueOn, reference })),
    )
    for (const { feeId, amountOre, reference } of asked) if (feeId !== null) await writer.update('membershipFees', feeId, { amountOre, dueOn, reference })
    return { count: charges.length }
  })
}

/** Records reminders of fees that are overdue and owed; who has been reminded the same day is not reminded again. */
export async function remind(call: Call, { year, remindedOn, feeId }: Input<'remind'>): Promise<{ count: number }> {
  const today = call.clock.today()
  if (remindedOn > today) throw new ValidationFailure([{ path: 'remindedOn', rule: 'memberships.inFuture' }])
  return call.store.transact(call.act(), async (writer) => {
    const fees = feeId ? [await feeRow(writer.db, feeId)] : await writer.db.selectFrom('membershipFees').selectAll().where('year', '=', year).where(isOwedFee()).where('dueOn', '<', today).execute()
    if (feeId && fees.some(({ paidOn }) => paidOn !== null)) throw new RuleViolation('memberships.alreadyPaid')
    if (feeId && (await isReleased(writer.db, feeId))) throw new RuleViolation('memberships.notOwed')
    const earlier = Map.groupBy(
      await writer.db
        .selectFrom('membershipFeeReminders')
        .innerJoin('membershipFees', 'membershipFees.id', 'membershipFeeReminders.feeId')
        .select(['feeId', 'number', 'remindedOn'])
        .where('membershipFees.year', 'in', [...new Set([year, ...fees.map((fee) => fee.year)])])
        .execute(),
      (reminder) => reminder.feeId,
    )
    const rows = fees.flatMap((fee) => {
      const reminders = earlier.get(fee.id) ?? []
      if (reminders.some((reminder) => reminder.remindedOn === remindedOn)) return []
      return [{ feeId: fee.id, personId: fee.personId, number: Math.max(0, ...reminders.map(({ number }) => number)) + 1, remindedOn }]
    })
    await writer.insertMany('membershipFeeReminders', rows)
    return { count: rows.length }
  })
}

/** Whether a fee is owed by nobody though it may not be paid. */
async function isReleased(db: ReadDb, feeId: string): Promise<boolean> {
  const row = await db.selectFrom('membershipFees').select('id').where('id', '=', feeId).where((eb) => eb.or([isExemptFee(), isWithdrawnFee()])).executeTakeFirst()
  return row !== undefined
}
