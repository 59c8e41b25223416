import { readBankAccount } from '#shared/bank-account.ts'
import { activeOn, yearOf, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { sumOre, type Ore } from '#shared/money.ts'
import { birthDateOf } from '#shared/personal-id.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { lineFinding, linesOfClaims, type StoredLine, type TravelRule } from '#core/claims/index.ts'
import { isFinding, loadFigures, type StatutoryFigure } from '#core/tariffs/index.ts'
import { previewPayment, taxationOf, type EarlierPayment, type Payee, type PayoutItem } from './rules.ts'
import { loadSettings } from './settings.ts'

/** A claim in a payout, with its lines. */
export interface PayoutClaim {
  readonly id: string
  readonly personId: string
  readonly occurredOn: LocalDate
  readonly bodyName: string | null
  readonly travelRule: TravelRule
  readonly lines: readonly StoredLine[]
}

/** A person in a draft as she would be paid: amounts, what stands in the way, and what should be known. */
export interface PayeePreview {
  readonly person: Row<'persons'>
  readonly account: { readonly clearingNumber: string; readonly accountNumber: string } | null
  readonly claims: readonly PayoutClaim[]
  /** Null where a figure is missing. */
  readonly item: PayoutItem | null
  readonly refusals: readonly RuleFinding[]
  readonly notices: readonly RuleFinding[]
}

/** Computes a draft, person by person in the register's order and protected ones last, from what is known now. */
export async function previewPayout(db: ReadDb, payout: Pick<Row<'payouts'>, 'id' | 'paidOn'>): Promise<PayeePreview[]> {
  const claims = await claimsOfPayout(db, payout.id)
  const personIds = [...new Set(claims.map((claim) => claim.personId))]
  const persons = await inChunks(personIds, (ids) => db.selectFrom('persons').selectAll().where('id', 'in', ids).execute())
  const background = await readBackground(db, payout, personIds)
  return persons.toSorted(byName).map((person) => previewPerson(person, claims.filter((claim) => claim.personId === person.id), payout.paidOn, background))
}

/** The claims in a payout with their lines, oldest first. */
export async function claimsOfPayout(db: ReadDb, payoutId: string): Promise<PayoutClaim[]> {
  const rows = await db
    .selectFrom('claims')
    .leftJoin('bodies', 'bodies.id', 'claims.bodyId')
    .select(['claims.id', 'claims.personId', 'claims.occurredOn', 'bodies.name as bodyName', 'bodies.travelRule'])
    .where('claims.payoutId', '=', payoutId)
    .orderBy('claims.occurredOn')
    .orderBy('claims.id')
    .execute()
  const lines = Map.groupBy(await linesOfClaims(db, rows.map((row) => row.id)), (line) => line.claimId)
  return rows.map((row) => ({ ...row, travelRule: (row.travelRule ?? 'undecided') as TravelRule, lines: lines.get(row.id) ?? [] }))
}

type Background = Awaited<ReturnType<typeof readBackground>>

async function readBackground(db: ReadDb, payout: Pick<Row<'payouts'>, 'id' | 'paidOn'>, personIds: readonly string[]) {
  return {
    figures: await loadFigures(db),
    settings: await loadSettings(db),
    accounts: Map.groupBy(await accountsOn(db, personIds, payout.paidOn), (account) => account.personId),
    earlier: Map.groupBy(await earlierPayments(db, personIds, payout), (payment) => payment.personId),
    benefits: Map.groupBy(await benefitsUntil(db, personIds, payout.paidOn), (benefit) => benefit.personId),
    expected: await expectedAmounts(db, personIds, payout.id),
    declinations: Map.groupBy(await inChunks(personIds, (ids) => db.selectFrom('stipendDeclinations').selectAll().where('personId', 'in', ids).execute()), (declination) => declination.personId),
    crowdedDays: Map.groupBy(await daysWithSeveralClaims(db, personIds), (day) => day.personId),
  }
}

function previewPerson(person: Row<'persons'>, claims: readonly PayoutClaim[], paidOn: LocalDate, background: Background): PayeePreview {
  const account = background.accounts.get(person.id)?.[0] ?? null
  const isProtected = person.isProtected === 1
  const payee: Payee = {
    birthYear: birthYearOf(person),
    hasIdentityNumber: person.identityNumber !== null,
    account: isProtected ? 'valid' : accountState(account),
    lines: claims.flatMap((claim) => claim.lines.map((line) => ({ amountOre: line.amountOre, taxation: taxationOf(line.kind, claim.travelRule) }))),
    earlier: background.earlier.get(person.id) ?? [],
    benefits: background.benefits.get(person.id) ?? [],
    expectedOre: background.expected.get(person.id) ?? 0,
  }
  const declined = declinedFindings(claims, background.declinations.get(person.id) ?? [])
  const changed = [...declined, ...distinct(claims.flatMap((claim) => findingsOfLines(claim, background.figures)))]
  const preview = previewPayment(payee, paidOn, background.figures, background.settings)
  if (isFinding(preview)) return { person, account, claims, item: null, refusals: [preview, ...changed], notices: [] }
  const known: RuleFinding[] = [...(isProtected ? [{ rule: 'payouts.paidByHand' } as const] : accountNotices(account)), ...sameDayNotices(claims, background.crowdedDays.get(person.id) ?? [])]
  return { person, account, claims, item: preview.item, refusals: [...preview.refusals, ...changed], notices: [...known, ...preview.notices] }
}

/** What the bank may refuse although the account can be right. */
function accountNotices(account: PayeePreview['account']): RuleFinding[] {
  if (!account) return []
  const reading = readBankAccount(account.clearingNumber, account.accountNumber)
  return 'warning' in reading && reading.warning ? [reading.warning] : []
}

/** Stipends that the person has declined since the claim was made: paid out, they could cost her a benefit. */
function declinedFindings(claims: readonly PayoutClaim[], declinations: readonly Period[]): RuleFinding[] {
  return claims
    .filter((claim) => claim.lines.some((line) => line.kind === 'stipend') && declinations.some((declination) => activeOn(declination, claim.occurredOn)))
    .map((claim) => ({ rule: 'payouts.declinedSince', params: { date: claim.occurredOn } }))
}

/** Days of this payout on which the person has more than one claim, here or elsewhere: the same meeting may have been registered twice. */
function sameDayNotices(claims: readonly PayoutClaim[], crowdedDays: readonly { readonly occurredOn: LocalDate }[]): RuleFinding[] {
  return crowdedDays.filter((day) => claims.some((claim) => claim.occurredOn === day.occurredOn)).map((day) => ({ rule: 'payouts.sameDay', params: { date: day.occurredOn } }))
}

function findingsOfLines(claim: PayoutClaim, figures: readonly StatutoryFigure[]): RuleFinding[] {
  return claim.lines.map((line) => lineFinding(line, claim.occurredOn, figures)).filter((finding) => finding !== undefined)
}

function distinct(findings: readonly RuleFinding[]): RuleFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]
}

function birthYearOf(person: Row<'persons'>): number | null {
  const birthDate = (person.identityNumber && birthDateOf(person.identityNumber)) || person.birthDate
  return birthDate ? yearOf(birthDate) : null
}

function accountState(account: PayeePreview['account']): Payee['account'] {
  if (!account) return 'missing'
  return readBankAccount(account.clearingNumber, account.accountNumber).value ? 'valid' : 'invalid'
}

// Persons with protected identity stand last together, so that their place gives no name away.
function byName(a: Row<'persons'>, b: Row<'persons'>): number {
  if (a.isProtected !== b.isProtected) return a.isProtected - b.isProtected
  return a.nameSort < b.nameSort ? -1 : a.nameSort > b.nameSort ? 1 : a.id < b.id ? -1 : 1
}

async function accountsOn(db: ReadDb, personIds: readonly string[], on: LocalDate) {
  return inChunks(personIds, (ids) =>
    db
      .selectFrom('paymentAccounts')
      .selectAll()
      .where('personId', 'in', ids)
      .where(inForceOn('paymentAccounts', on))
      .orderBy('startsOn', 'desc')
      .execute(),
  )
}

/** Days for which a person has several claims that are not rejected, paid ones too. */
async function daysWithSeveralClaims(db: ReadDb, personIds: readonly string[]) {
  return inChunks(personIds, (ids) =>
    db
      .selectFrom('claims')
      .select(['personId', 'occurredOn'])
      .where('personId', 'in', ids)
      .where('rejectedAt', 'is', null)
      .groupBy(['personId', 'occurredOn'])
      .having((eb) => eb.fn.countAll(), '>', 1)
      .orderBy('occurredOn')
      .execute(),
  )
}

/** What other frozen payouts of the calendar year give the same persons. */
async function earlierPayments(db: ReadDb, personIds: readonly string[], payout: Pick<Row<'payouts'>, 'id' | 'paidOn'>): Promise<(EarlierPayment & { personId: string })[]> {
  const year = yearOf(payout.paidOn)
  return inChunks(personIds, (ids) =>
    db
      .selectFrom('payoutItems')
      .innerJoin('payouts', 'payouts.id', 'payoutItems.payoutId')
      .select(['payoutItems.personId', 'payouts.paidOn', 'payoutItems.taxableOre', 'payoutItems.contributionOre', 'payoutItems.contributionBaseOre'])
      .where('payoutItems.personId', 'in', ids)
      .where('payouts.id', '!=', payout.id)
      .where('payouts.paidOn', '>=', `${year}-01-01` as LocalDate)
      .where('payouts.paidOn', '<=', `${year}-12-31` as LocalDate)
      .execute(),
  )
}

async function benefitsUntil(db: ReadDb, personIds: readonly string[], on: LocalDate) {
  const rows = await inChunks(personIds, (ids) =>
    db
      .selectFrom('recognitions')
      .select(['personId', 'recordedOn', 'valueOre'])
      .where('personId', 'in', ids)
      .where('valueOre', '>', 0)
      .where('recordedOn', '>=', `${yearOf(on)}-01-01` as LocalDate)
      .where('recordedOn', '<=', on)
      .execute(),
  )
  return rows.map((row) => ({ personId: row.personId, on: row.recordedOn, valueOre: row.valueOre }))
}

/** The taxable amounts of claims that are neither rejected nor in a frozen payout nor in this one: they are expected to be paid. */
async function expectedAmounts(db: ReadDb, personIds: readonly string[], payoutId: string): Promise<ReadonlyMap<string, Ore>> {
  const rows = await inChunks(personIds, (ids) =>
    db
      .selectFrom('claims')
      .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
      .leftJoin('bodies', 'bodies.id', 'claims.bodyId')
      .leftJoin('payouts', 'payouts.id', 'claims.payoutId')
      .select(['claims.personId', 'claimLines.kind', 'claimLines.amountOre', 'bodies.travelRule'])
      .where('claims.personId', 'in', ids)
      .where('claims.rejectedAt', 'is', null)
      .where((eb) => eb.or([eb('claims.payoutId', 'is', null), eb.and([eb('claims.payoutId', '!=', payoutId), eb('payouts.frozenAt', 'is', null)])]))
      .execute(),
  )
  const taxable = rows.filter((row) => taxationOf(row.kind, (row.travelRule ?? 'undecided') as TravelRule) !== 'taxFree')
  return new Map([...Map.groupBy(taxable, (row) => row.personId)].map(([personId, lines]) => [personId, sumOre(lines.map((line) => line.amountOre))]))
}
