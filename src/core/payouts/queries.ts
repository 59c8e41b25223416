import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import type { Payout, PayoutPayee, PayoutRow, payouts } from '#contract/payouts.ts'
import { bankOfClearing, maskAccountNumber } from '#shared/bank-account.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { readIban } from '#shared/iban.ts'
import { sumOre } from '#shared/money.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { figureOn, isFinding, loadFigures } from '#core/tariffs/index.ts'
import { paymentDateFinding } from './payment-date.ts'
import { claimsOfPayout, previewPayout, type PayeePreview, type PayoutClaim } from './preview.ts'
import { payoutState, type PayoutState, type TaxRule } from './rules.ts'

type Input<Name extends keyof typeof payouts> = InputOf<(typeof payouts)[Name]>

function payoutSource(db: ReadDb) {
  return db.selectFrom('payouts')
}
type PayoutTables = ReturnType<typeof payoutSource> extends SelectQueryBuilder<infer DB, infer TB, object> ? [DB, TB] : never
type PayoutExpressions = ExpressionBuilder<PayoutTables[0], PayoutTables[1]>

/** A window of the payouts, newest first. */
export async function listPayouts(db: ReadDb, input: Input<'list'>): Promise<{ total: number; rows: PayoutRow[] }> {
  const { state, year } = input
  let query = payoutSource(db)
  if (state) query = query.where((eb) => isInState(eb, state))
  if (year !== undefined) query = query.where('paidOn', '>=', `${year}-01-01` as LocalDate).where('paidOn', '<=', `${year}-12-31` as LocalDate)
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .selectAll('payouts')
    .select((eb) => [
      claimsIn(eb).select((count) => count.fn.count('claims.personId').distinct().as('personCount')).as('personCount'),
      claimsIn(eb).select((count) => count.fn.countAll().as('claimCount')).as('claimCount'),
      claimsIn(eb).innerJoin('claimLines', 'claimLines.claimId', 'claims.id').select((sum) => sum.fn.sum('claimLines.amountOre').as('grossOre')).as('grossOre'),
    ])
    .orderBy('number', 'desc')
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return {
    total: Number(total),
    rows: rows.map((row) => ({
      id: row.id, version: row.version, number: row.number, paidOn: row.paidOn, state: payoutState(row), personCount: Number(row.personCount),
      claimCount: Number(row.claimCount), grossOre: Number(row.grossOre ?? 0),
    })),
  }
}

function claimsIn(eb: PayoutExpressions) {
  return eb.selectFrom('claims').whereRef('claims.payoutId', '=', 'payouts.id')
}

function isInState(eb: PayoutExpressions, state: PayoutState) {
  const isOpen = eb('confirmedPaidAt', 'is', null)
  return {
    draft: eb.and([isOpen, eb('frozenAt', 'is', null)]),
    frozen: eb.and([isOpen, eb('frozenAt', 'is not', null), eb('fileExportedAt', 'is', null)]),
    exported: eb.and([isOpen, eb('fileExportedAt', 'is not', null)]),
    paid: eb('confirmedPaidAt', 'is not', null),
  }[state]
}

/** One payout: a draft is computed from what is known now, a frozen one is read as it was fixed. @throws NotFound */
export async function readPayout({ store, clock }: Call, id: string): Promise<Payout> {
  const row = await payoutRow(store.db, id)
  const isDraft = row.frozenAt === null
  const payees = isDraft ? (await previewPayout(store.db, row)).map(shownPreview) : await frozenPayees(store.db, row)
  const names = await userNames(store.db, [row.createdByUserId, row.frozenByUserId, row.confirmedPaidByUserId])
  const amounts = payees.flatMap((payee) => payee.amounts ?? [])
  const total = (name: 'taxableOre' | 'taxFreeOre' | 'grossOre' | 'taxOre' | 'contributionOre' | 'netOre') => sumOre(amounts.map((each) => each[name]))
  return {
    id: row.id, version: row.version, number: row.number, paidOn: row.paidOn, state: payoutState(row), createdAt: row.createdAt, frozenAt: row.frozenAt,
    messageId: row.messageId, fileExportedAt: row.fileExportedAt, confirmedPaidAt: row.confirmedPaidAt,
    createdByName: names.get(row.createdByUserId) ?? null, frozenByName: names.get(row.frozenByUserId ?? '') ?? null,
    confirmedPaidByName: names.get(row.confirmedPaidByUserId ?? '') ?? null,
    personCount: payees.length,
    claimCount: payees.reduce((count, payee) => count + payee.claims.length, 0),
    totals: {
      taxableOre: total('taxableOre'), taxFreeOre: total('taxFreeOre'), grossOre: total('grossOre'), taxOre: total('taxOre'),
      contributionOre: total('contributionOre'), netOre: total('netOre'),
    },
    payees,
    refusals: isDraft ? await draftRefusals(store.db, row, payees.length, clock.today()) : [],
    paidByHandCount: payees.filter((payee) => payee.isPaidByHand).length,
  }
}

/** @throws NotFound */
export async function payoutRow(db: ReadDb, id: string): Promise<Row<'payouts'>> {
  const row = await db.selectFrom('payouts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

/** What stands in the way of a whole draft: its date, that it is empty, or the association's own account. */
export async function draftRefusals(db: ReadDb, payout: Pick<Row<'payouts'>, 'paidOn'>, personCount: number, today: LocalDate): Promise<RuleFinding[]> {
  const findings: (RuleFinding | undefined)[] = [
    personCount === 0 ? { rule: 'payouts.empty' } : undefined,
    paymentDateFinding(payout.paidOn, today),
    ...debtorFindings(await readDebtor(db)),
  ]
  return findings.filter((finding) => finding !== undefined)
}

/** The association as the one who pays. */
export async function readDebtor(db: ReadDb) {
  return db.selectFrom('association').select(['name', 'organisationNumber', 'debtorIban', 'debtorBic']).executeTakeFirstOrThrow()
}

/** Everything the bank file lacks of the association's own details, so that the administrator is asked once. */
function debtorFindings({ organisationNumber, debtorIban: iban, debtorBic: bic }: Awaited<ReturnType<typeof readDebtor>>): RuleFinding[] {
  const missing = Object.entries({ organisationNumber, iban, bic }).filter(([, value]) => !value)
  const findings: RuleFinding[] = missing.map(([name]) => ({ rule: 'payouts.debtorIncomplete', params: { missing: name } }))
  return iban && readIban(iban).value === undefined ? [...findings, { rule: 'payouts.debtorIbanWrong' }] : findings
}

function shownPreview({ person, account, claims, item, refusals, notices }: PayeePreview): PayoutPayee {
  return {
    person: personRef({ ...person, personId: person.id }),
    claims: claims.map(shownClaim),
    amounts: item,
    ...shownAccount(person.isProtected === 1 ? null : account),
    refusals: [...refusals],
    notices: [...notices],
    isPaidByHand: person.isProtected === 1,
  }
}

function shownClaim(claim: PayoutClaim): PayoutPayee['claims'][number] {
  return { id: claim.id, occurredOn: claim.occurredOn, bodyName: claim.bodyName, totalOre: sumOre(claim.lines.map((line) => line.amountOre)) }
}

function shownAccount(account: { clearingNumber: string; accountNumber: string } | null): Pick<PayoutPayee, 'clearingNumber' | 'maskedAccountNumber' | 'bank'> {
  if (!account || account.clearingNumber === '') return { clearingNumber: null, maskedAccountNumber: null, bank: null }
  return { clearingNumber: account.clearingNumber, maskedAccountNumber: maskAccountNumber(account), bank: bankOfClearing(account.clearingNumber) ?? null }
}

/** A frozen person with the name that may be shown today. */
export async function frozenItems(db: ReadDb, payoutId: string) {
  return db
    .selectFrom('payoutItems')
    .innerJoin('persons', 'persons.id', 'payoutItems.personId')
    .selectAll('payoutItems')
    .select(personRefColumns)
    .where('payoutItems.payoutId', '=', payoutId)
    .orderBy('payoutItems.position')
    .execute()
}

/**
 * Whether a frozen person is paid by hand instead of by the bank file. One whose identity was protected first after the file
 * was fetched has been in it, and must not be paid once more.
 */
export function isPaidByHand(item: { readonly payeeName: string; readonly isProtected: 0 | 1 }, payout: Pick<Row<'payouts'>, 'fileExportedAt'>): boolean {
  return item.payeeName === '' || (item.isProtected === 1 && payout.fileExportedAt === null)
}

function frozenNotices(item: { readonly payeeName: string; readonly isProtected: 0 | 1 }, payout: Row<'payouts'>): RuleFinding[] {
  if (isPaidByHand(item, payout)) return [{ rule: 'payouts.paidByHand' }]
  return item.isProtected === 1 ? [{ rule: 'payouts.protectedSinceFile' }] : []
}

async function frozenPayees(db: ReadDb, payout: Row<'payouts'>): Promise<PayoutPayee[]> {
  const claims = Map.groupBy(await claimsOfPayout(db, payout.id), (claim) => claim.personId)
  return (await frozenItems(db, payout.id)).map((item) => ({
    person: personRef(item),
    claims: (claims.get(item.personId) ?? []).map(shownClaim),
    amounts: { ...item, grossOre: item.taxableOre + item.taxFreeOre, taxRule: item.taxRule as TaxRule },
    ...shownAccount(item.isProtected === 1 ? null : item),
    refusals: [],
    notices: frozenNotices(item, payout),
    isPaidByHand: isPaidByHand(item, payout),
  }))
}

async function userNames(db: ReadDb, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter((id) => id !== null)
  const rows = await db.selectFrom('users').select(['id', 'displayName']).where('id', 'in', known).execute()
  return new Map(rows.map((row) => [row.id, row.displayName]))
}

/** What each person was paid in a calendar year by day of payment, with the year's taxable gifts. @throws RuleViolation when a limit of the year is missing */
export async function yearTotals(db: ReadDb, { year, personId, offset, limit }: Input<'yearTotals'>) {
  const from = `${year}-01-01` as LocalDate
  const until = `${year}-12-31` as LocalDate
  const figures = await loadFigures(db)
  const [report, yearly] = [figureOn(figures, 'reportLimit', until), figureOn(figures, 'yearlyLimit', until)]
  if (isFinding(report)) throw new RuleViolation(report.rule, report.params)
  if (isFinding(yearly)) throw new RuleViolation(yearly.rule, yearly.params)

  const persons = db.selectFrom('persons')
  type PersonExpressions = typeof persons extends SelectQueryBuilder<infer DB, infer TB, object> ? ExpressionBuilder<DB, TB> : never
  const items = (eb: PersonExpressions) =>
    eb
      .selectFrom('payoutItems')
      .innerJoin('payouts', 'payouts.id', 'payoutItems.payoutId')
      .whereRef('payoutItems.personId', '=', 'persons.id')
      .where('payouts.paidOn', '>=', from)
      .where('payouts.paidOn', '<=', until)
  const gifts = (eb: PersonExpressions) =>
    eb.selectFrom('recognitions').whereRef('recognitions.personId', '=', 'persons.id').where('recordedOn', '>=', from).where('recordedOn', '<=', until).where('valueOre', '>', 0)
  const sumOf = (eb: PersonExpressions, column: 'taxableOre' | 'taxFreeOre' | 'taxOre' | 'contributionOre') =>
    items(eb).select((sum) => sum.fn.sum(`payoutItems.${column}`).as('sum')).as(column)

  let query = persons.where((eb) => eb.or([eb.exists(items(eb).select('payoutItems.id')), eb.exists(gifts(eb).select('recognitions.id'))]))
  if (personId) query = query.where('persons.id', '=', personId)
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(personRefColumns)
    .select((eb) => [
      sumOf(eb, 'taxableOre'), sumOf(eb, 'taxFreeOre'), sumOf(eb, 'taxOre'), sumOf(eb, 'contributionOre'),
      gifts(eb).select((sum) => sum.fn.sum('valueOre').as('sum')).as('benefitOre'),
    ])
    .orderBy('persons.isProtected')
    .orderBy('persons.nameSort')
    .orderBy('persons.id')
    .offset(offset)
    .limit(limit)
    .execute()
  return {
    total: Number(total),
    rows: rows.map((row) => {
      const [taxableOre, benefitOre] = [Number(row.taxableOre ?? 0), Number(row.benefitOre ?? 0)]
      return {
        person: personRef(row), taxableOre, benefitOre, taxFreeOre: Number(row.taxFreeOre ?? 0), taxOre: Number(row.taxOre ?? 0), contributionOre: Number(row.contributionOre ?? 0),
        isReported: taxableOre + benefitOre >= (report.valueOre ?? 0),
        isOverYearlyLimit: taxableOre + benefitOre >= (yearly.valueOre ?? 0),
      }
    }),
  }
}
