import type { InputOf } from '#contract/base.ts'
import type { confirmationMethods, exemptionCategories, FeeRate, memberships, paymentMethods, withdrawalCategories } from '#contract/memberships.ts'
import { sumOre } from '#shared/money.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { isExemptFee, isOwedFee, isWithdrawnFee, personRef, personRefColumns } from '#core/people/index.ts'
import { chargeDay, feeStateOf, planCharge, type ChargePlan, type GivenReferences, type Kind } from './rules.ts'

type Method = (typeof paymentMethods)[number]

/** A person's fees with payments, reminders, exemptions and confirmations. @throws NotFound */
export async function membershipOfPerson({ store: { db }, clock }: Call, personId: string) {
  const person = await db.selectFrom('persons').select('id').where('id', '=', personId).executeTakeFirst()
  if (!person) throw new NotFound()
  const [fees, payments, reminders, withdrawals, exemptions, confirmations] = await Promise.all([
    db.selectFrom('membershipFees').selectAll().where('personId', '=', personId).orderBy('year', 'desc').execute(),
    db
      .selectFrom('membershipFeePayments')
      .innerJoin('membershipFees', 'membershipFees.id', 'membershipFeePayments.feeId')
      .select(['membershipFeePayments.id', 'membershipFeePayments.version', 'feeId', 'year', 'membershipFeePayments.amountOre', 'membershipFeePayments.paidOn', 'membershipFeePayments.paymentMethod', 'incomingPaymentId'])
      .where('membershipFeePayments.personId', '=', personId)
      .orderBy('year', 'desc')
      .orderBy('membershipFeePayments.paidOn')
      .orderBy('membershipFeePayments.id')
      .execute(),
    db.selectFrom('membershipFeeReminders').select(['feeId', 'number', 'remindedOn']).where('personId', '=', personId).orderBy('number').execute(),
    db.selectFrom('membershipFeeWithdrawals').select(['id', 'version', 'feeId', 'decidedOn', 'category', 'note']).where('personId', '=', personId).execute(),
    db.selectFrom('membershipFeeExemptions').select(['id', 'version', 'year', 'category', 'note']).where('personId', '=', personId).orderBy('year', 'desc').execute(),
    db.selectFrom('membershipConfirmations').select(['id', 'version', 'year', 'confirmedOn', 'method']).where('personId', '=', personId).orderBy('year', 'desc').execute(),
  ])
  const byFee = Map.groupBy(reminders, ({ feeId }) => feeId)
  const withdrawalOf = new Map(withdrawals.map(({ feeId, category, ...row }) => [feeId, { ...row, category: category as (typeof withdrawalCategories)[number] }]))
  const exemptYears = new Set(exemptions.map(({ year }) => year))
  const today = clock.today()
  return {
    fees: fees.map(({ personId: _personId, paymentMethod, ...fee }) => {
      const withdrawal = withdrawalOf.get(fee.id) ?? null
      return {
        ...fee, withdrawal, paymentMethod: paymentMethod as Method | null,
        state: feeStateOf({ ...fee, isExempt: exemptYears.has(fee.year), isWithdrawn: withdrawal !== null }, today),
        reminders: (byFee.get(fee.id) ?? []).map(({ feeId: _feeId, ...reminder }) => reminder),
      }
    }),
    payments: payments.map(({ paymentMethod, incomingPaymentId, ...payment }) => ({ ...payment, paymentMethod: paymentMethod as Method | null, isFromBank: incomingPaymentId !== null })),
    exemptions: exemptions.map((row) => ({ ...row, category: row.category as (typeof exemptionCategories)[number] })),
    confirmations: confirmations.map((row) => ({ ...row, method: row.method as (typeof confirmationMethods)[number] })),
  }
}

/** The fees by kind and year, newest first. */
export async function listRates(db: ReadDb): Promise<FeeRate[]> {
  const rows = await db.selectFrom('membershipFeeRates').selectAll().orderBy('fromYear', 'desc').orderBy('kind').execute()
  return rows.map((row) => ({ ...row, kind: row.kind as Kind }))
}

/** Fees by year and state, in the order of names; protected persons stand last and by number alone. */
export async function listFees({ store: { db }, clock }: Call, { year, state, offset, limit }: InputOf<typeof memberships.listFees>) {
  const today = clock.today()
  const wanted = db
    .selectFrom('membershipFees')
    .innerJoin('persons', 'persons.id', 'membershipFees.personId')
    .$if(year !== undefined, (query) => query.where('membershipFees.year', '=', year as number))
    .$if(state === 'paid', (query) => query.where('membershipFees.paidOn', 'is not', null))
    .$if(state === 'unpaid' || state === 'overdue', (query) => query.where(isOwedFee()))
    .$if(state === 'withdrawn', (query) => query.where('membershipFees.paidOn', 'is', null).where(isWithdrawnFee()))
    .$if(state === 'exempt', (query) => query.where('membershipFees.paidOn', 'is', null).where(isExemptFee()).where((eb) => eb.not(isWithdrawnFee())))
    .$if(state === 'overdue', (query) => query.where('membershipFees.dueOn', '<', today))
  const sums = await wanted
    .select((eb) => [
      eb.fn.countAll().as('total'),
      // Of what nobody owes any longer, no more is asked than was paid.
      eb.fn.sum(eb.case().when(eb.or([eb('membershipFees.paidOn', 'is not', null), isOwedFee()])).then(eb.ref('membershipFees.amountOre')).else(eb.fn.coalesce('membershipFees.paidOre', eb.lit(0))).end()).as('asked'),
      eb.fn.sum(eb.fn.coalesce('membershipFees.paidOre', eb.case().when('membershipFees.paidOn', 'is', null).then(eb.lit(0)).else(eb.ref('membershipFees.amountOre')).end())).as('paid'),
    ])
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .select(personRefColumns)
    .select([
      'membershipFees.id', 'membershipFees.version', 'membershipFees.year', 'amountOre', 'dueOn', 'reference', 'paidOn', 'paidOre', 'paymentMethod',
    ])
    .select((eb) => {
      const reminders = eb.selectFrom('membershipFeeReminders').whereRef('membershipFeeReminders.feeId', '=', 'membershipFees.id')
      return [
        reminders.select((one) => one.fn.countAll().as('count')).as('reminderCount'),
        reminders.select((one) => one.fn.max('membershipFeeReminders.remindedOn').as('last')).as('lastRemindedOn'),
        eb.and([isExemptFee()]).as('isExempt'),
        eb.and([isWithdrawnFee()]).as('isWithdrawn'),
      ]
    })
    .orderBy('persons.isProtected')
    .orderBy('persons.nameSort')
    .orderBy('membershipFees.year', 'desc')
    .orderBy('membershipFees.id')
    .offset(offset)
    .limit(limit)
    .execute()
  return {
    total: Number(sums.total), askedOre: Number(sums.asked ?? 0), paidOre: Number(sums.paid ?? 0),
    rows: rows.map(({ personId, givenName, familyName, memberNumber, isProtected, isExempt, isWithdrawn, paymentMethod, reminderCount, ...fee }) => ({
      ...fee, person: personRef({ personId, givenName, familyName, memberNumber, isProtected }), paymentMethod: paymentMethod as Method | null,
      state: feeStateOf({ ...fee, isExempt: Boolean(isExempt), isWithdrawn: Boolean(isWithdrawn) }, today),
      reminderCount: Number(reminderCount ?? 0),
    })),
  }
}

/** Who would be asked for a year's fee, in the order in which references are given: protected persons stand last, so that theirs give no name away. */
export async function readChargePlan(db: ReadDb, year: number, today: Parameters<typeof chargeDay>[1]): Promise<ChargePlan> {
  const [persons, memberships, fees, exemptions, rates] = await Promise.all([
    db.selectFrom('persons').select(['id', 'memberNumber']).orderBy('isProtected').orderBy('nameSort').orderBy('id').execute(),
    db.selectFrom('memberships').select(['personId', 'kind', 'startsOn', 'endsOn']).orderBy('startsOn').execute(),
    db.selectFrom('membershipFees').select(['id', 'personId', 'amountOre', 'paidOn', 'reference']).select((eb) => eb.and([isWithdrawnFee()]).as('isWithdrawn')).where('year', '=', year).execute(),
    db.selectFrom('membershipFeeExemptions').select('personId').where('year', '=', year).execute(),
    listRates(db),
  ])
  const membershipsOf = Map.groupBy(memberships, ({ personId }) => personId)
  const feeOf = new Map(fees.map(({ isWithdrawn, ...fee }) => [fee.personId, { ...fee, isWithdrawn: Boolean(isWithdrawn) }]))
  const exempt = new Set(exemptions.map(({ personId }) => personId))
  const candidates = persons.map(({ id, memberNumber }) => ({ personId: id, memberNumber, memberships: membershipsOf.get(id) ?? [], isExempt: exempt.has(id), fee: feeOf.get(id) }))
  return planCharge(candidates, rates, year, chargeDay(year, today))
}

/** Every reference that has been given for a year. Only the journal knows those whose charge has been undone. */
export async function givenReferences(db: ReadDb, year: number): Promise<GivenReferences> {
  const rows = await db
    .selectFrom('journalChanges')
    .select('afterJson')
    .where('tableName', '=', 'membershipFees')
    .where('afterJson', 'like', `%"reference":"${year}%`)
    .execute()
  const given = new Map<string, Set<string>>()
  for (const { afterJson } of rows) {
    const { reference, personId } = JSON.parse(afterJson as string) as Pick<Row<'membershipFees'>, 'personId'> & { reference: string }
    given.set(reference, (given.get(reference) ?? new Set<string>()).add(personId))
  }
  return given
}

/** The plan in numbers. */
export function shownPlan({ charges, exempt, charged, withoutRate }: ChargePlan) {
  const groups = Map.groupBy(charges, ({ kind, amountOre }) => `${kind} ${amountOre}`)
  return {
    byKind: [...groups.values()].flatMap((group) => (group[0] ? [{ kind: group[0].kind, amountOre: group[0].amountOre, count: group.length }] : [])),
    count: charges.length, totalOre: sumOre(charges.map(({ amountOre }) => amountOre)), exempt, charged, withoutRate: [...withoutRate],
  }
}

/** The row of a fee, or NotFound. */
export async function feeRow(db: ReadDb, id: string): Promise<Row<'membershipFees'>> {
  const fee = await db.selectFrom('membershipFees').selectAll().where('id', '=', id).executeTakeFirst()
  if (!fee) throw new NotFound()
  return fee
}

/** What is known of whether a person lives, or NotFound. */
export async function requirePerson(db: ReadDb, id: string): Promise<Pick<Row<'persons'>, 'deceasedOn'>> {
  const person = await db.selectFrom('persons').select('deceasedOn').where('id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound()
  return person
}
