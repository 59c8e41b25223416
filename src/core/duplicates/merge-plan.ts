import type { MergeChoice } from '#contract/duplicates.ts'
import { periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Ore } from '#shared/money.ts'
import { appointFinding, type SeatPlace } from '#core/bodies/index.ts'
import { referring, type ReferringColumn } from '#core/db/references.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, WritableTable } from '#core/db/writer.ts'
import { standingOf, type FeePart } from '#core/memberships/index.ts'
import {
  daysOutside, feeField, fillingOf, isSameThing, joinedTables, joinPeriods, overlapAfter, proposedFee, uniteRules, united, type FeeChoice, type FeeSide, type UniteRule,
} from './merge-rules.ts'

type AnyRow = Record<string, unknown> & { id: string }

/** One change of a merge, in the order in which they must be made. */
export type MergeStep =
  | { readonly kind: 'delete'; readonly table: WritableTable; readonly id: string }
  | { readonly kind: 'update'; readonly table: WritableTable; readonly id: string; readonly patch: Readonly<Record<string, unknown>> }
  | { readonly kind: 'insert'; readonly table: WritableTable; readonly row: Readonly<Record<string, unknown>> }

/** What a merge does with all rows that name either person. */
export interface MergePlan {
  readonly steps: readonly MergeStep[]
  /** How many rows of each table go over. */
  readonly moves: ReadonlyMap<WritableTable, number>
  readonly notices: readonly RuleFinding[]
  readonly obstacles: readonly RuleFinding[]
  /** Whether both have accounts on the same days that are not the same, so that one must be chosen. */
  readonly hasTwoAccounts: boolean
  /** Years for which different amounts were asked of the two, so that one must be chosen. */
  readonly fees: readonly FeeChoice[]
}

/** Who is merged and what was chosen. */
export interface Merging {
  readonly keptId: string
  readonly otherId: string
  readonly account: MergeChoice | undefined
  /** By field; of fees by `feeField`. */
  readonly choices: Readonly<Record<string, MergeChoice>>
  readonly today: LocalDate
}

/** Every column that says which person something is about. */
export const personPlaces: readonly ReferringColumn[] = referring.get('persons') ?? []

interface Planning extends Merging {
  readonly db: ReadDb
  readonly steps: MergeStep[]
  readonly gone: Set<string>
  readonly notices: RuleFinding[]
  readonly obstacles: RuleFinding[]
  readonly fees: FeeChoice[]
}

/** Works out a merge without writing anything. */
export async function planMerge(db: ReadDb, merging: Merging): Promise<MergePlan> {
  const planning: Planning = { ...merging, db, steps: [], gone: new Set(), notices: [], obstacles: [], fees: [] }
  for (const table of Object.keys(joinedTables)) await joinOverlapping(planning, table as WritableTable)
  const hasTwoAccounts = await joinAccounts(planning)
  for (const { table, column } of personPlaces) if (uniteRules[table]) await uniteRowsOf(planning, table, column)
  await checkSeats(planning)
  await forgetDismissals(planning)
  const moves = await moveTheRest(planning)
  return { steps: planning.steps, moves, notices: planning.notices, obstacles: distinct(planning.obstacles), hasTwoAccounts, fees: planning.fees }
}

function distinct(findings: readonly RuleFinding[]): RuleFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]
}

async function rowsOf(db: ReadDb, table: WritableTable, column: string, id: string): Promise<AnyRow[]> {
  return db.selectFrom(table as 'persons').selectAll().where(column as 'id', '=', id).execute()
}

function remove({ steps, gone }: Planning, table: WritableTable, id: string): void {
  steps.push({ kind: 'delete', table, id })
  gone.add(id)
}

/** Each row is changed once, or the merge could not be taken back: what is undone must be as it was left. */
function change({ steps }: Planning, table: WritableTable, id: string, patch: Readonly<Record<string, unknown>>): void {
  if (Object.keys(patch).length === 0) return
  const index = steps.findIndex((step) => step.kind === 'update' && step.table === table && step.id === id)
  const earlier = steps[index]
  if (earlier?.kind === 'update') steps[index] = { ...earlier, patch: { ...earlier.patch, ...patch } }
  else steps.push({ kind: 'update', table, id, patch })
}

async function joinOverlapping(planning: Planning, table: WritableTable): Promise<void> {
  const by = joinedTables[table] ?? []
  const rows = [...(await rowsOf(planning.db, table, 'personId', planning.keptId)), ...(await rowsOf(planning.db, table, 'personId', planning.otherId))] as (AnyRow & Period)[]
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((column) => row[column])))
  let joined = 0
  for (const group of groups.values()) {
    for (const { stays, patch, goes } of joinPeriods(group)) {
      joined += 1
      for (const row of goes) remove(planning, table, row.id)
      change(planning, table, stays.id, patch)
    }
  }
  if (joined === 0) return
  if (table === 'memberships') planning.notices.push({ rule: 'duplicates.membershipsJoined', params: { count: joined } })
  if (table === 'stipendDeclinations') planning.notices.push({ rule: 'duplicates.declinationsJoined' })
}

/** Of two accounts on the same day the chosen person's stays; the other's keeps the days that are left. */
async function joinAccounts(planning: Planning): Promise<boolean> {
  const read = (id: string) => planning.db.selectFrom('paymentAccounts').selectAll().where('personId', '=', id).execute()
  const [own, others] = [await read(planning.keptId), await read(planning.otherId)]
  const isSame = (a: Row<'paymentAccounts'>, b: Row<'paymentAccounts'>) => a.clearingNumber === b.clearingNumber && a.accountNumber === b.accountNumber
  const hasTwo = own.some((a) => others.some((b) => periodsOverlap(a, b) && !isSame(a, b)))
  const [first, second] = planning.account === 'other' ? [others, own] : [own, others]
  for (const row of second) {
    const parts = daysOutside(row, first)
    const [left, ...more] = parts
    if (left?.startsOn === row.startsOn && left.endsOn === row.endsOn) continue
    if (left) change(planning, 'paymentAccounts', row.id, left as unknown as Record<string, unknown>)
    else remove(planning, 'paymentAccounts', row.id)
    const { id: _id, version: _version, ...values } = row
    for (const part of more) planning.steps.push({ kind: 'insert', table: 'paymentAccounts', row: { ...values, ...part, personId: planning.keptId } })
  }
  return hasTwo
}

/** Makes one of the rows that may stand only once for a person, and of the rows that belong to them. */
async function uniteRowsOf(planning: Planning, table: WritableTable, column: string): Promise<void> {
  const [own, others] = [await rowsOf(planning.db, table, column, planning.keptId), await rowsOf(planning.db, table, column, planning.otherId)]
  const rule = uniteRules[table]
  if (!rule) return
  let count = 0
  for (const row of others) {
    const same = own.find((candidate) => isSameThing(rule, candidate, row))
    if (!same || planning.gone.has(row.id) || planning.gone.has(same.id)) continue
    if (await unite(planning, table, same, row)) count += 1
  }
  if (count > 0) planning.notices.push({ rule: 'duplicates.rowsUnited', params: { count } })
}

async function unite(planning: Planning, table: WritableTable, own: AnyRow, other: AnyRow): Promise<boolean> {
  const rule = uniteRules[table]
  const outcome = rule && (table === 'membershipFees' ? await unitedFees(planning, rule, { own, other }) : united(rule, own, other))
  if (!rule || !outcome) {
    if (rule) planning.obstacles.push({ rule: rule.obstacle, params: await paramsOf(planning.db, own) })
    return false
  }
  const { stays, goes, filling } = outcome
  const doesNotCount = rule.countsUnless !== undefined && Boolean(goes[rule.countsUnless])
  for (const place of referring.get(table) ?? []) {
    if (doesNotCount) for (const child of await rowsOf(planning.db, place.table, place.column, goes.id)) remove(planning, place.table, child.id)
    else await moveChildren(planning, place, stays, goes)
  }
  remove(planning, table, goes.id)
  const { id: _id, version: _version, createdAt: _createdAt, ...filled } = filling
  change(planning, table, stays.id, filled)
  return true
}

/**
 * Two fees of a year are one with the payments, references and reminders of both. Where different amounts were asked for, and both were paid,
 * what was asked is the more of the two, and the rest shows as too much; otherwise somebody chooses which of the two is kept.
 */
async function unitedFees(planning: Planning, rule: UniteRule, fees: { own: AnyRow; other: AnyRow }): Promise<ReturnType<typeof united>> {
  const [own, other] = [fees.own, fees.other] as unknown as [Row<'membershipFees'>, Row<'membershipFees'>]
  const [ownPayments, otherPayments] = [await paymentsOf(planning.db, own), await paymentsOf(planning.db, other)]
  const bothPaid = ownPayments.length > 0 && otherPayments.length > 0
  const isChosen = own.amountOre !== null && other.amountOre !== null && own.amountOre !== other.amountOre && !bothPaid
  const outcome = isChosen ? await chosenFee(planning, fees, { own: ownPayments, other: otherPayments }) : united({ ...rule, agreeing: [] }, fees.own, fees.other)
  if (!outcome) return undefined
  const { stays, goes } = outcome
  if (goes['reference'] && stays['reference'] && goes['reference'] !== stays['reference']) {
    planning.steps.push({ kind: 'insert', table: 'membershipFeeReferences', row: { feeId: stays.id, personId: planning.keptId, reference: goes['reference'] } })
  }
  if (own.amountOre === other.amountOre && !bothPaid) return outcome
  const payments = [...ownPayments, ...otherPayments]
  for (const { id, ...payment } of payments) {
    if (id === undefined) planning.steps.push({ kind: 'insert', table: 'membershipFeePayments', row: { feeId: stays.id, personId: planning.keptId, incomingPaymentId: null, ...payment } })
  }
  const most = own.amountOre !== null && other.amountOre !== null ? Math.max(own.amountOre, other.amountOre) : (own.amountOre ?? other.amountOre)
  const amountOre = isChosen ? (stays['amountOre'] as Ore) : most
  return { ...outcome, filling: { ...outcome.filling, amountOre, ...standingOf(amountOre, payments) } }
}

/** Lets the chosen one of two fees stay. Whether it has been withdrawn is what is said of itself, not of the other. */
async function chosenFee(planning: Planning, fees: { own: AnyRow; other: AnyRow }, payments: Record<'own' | 'other', readonly FeePart[]>): Promise<NonNullable<ReturnType<typeof united>>> {
  const withdrawals = { own: await rowsOf(planning.db, 'membershipFeeWithdrawals', 'feeId', fees.own.id), other: await rowsOf(planning.db, 'membershipFeeWithdrawals', 'feeId', fees.other.id) }
  const sideOf = (which: 'own' | 'other'): FeeSide => ({ amountOre: fees[which]['amountOre'] as Ore, payments: payments[which], isWithdrawn: withdrawals[which].length > 0 })
  const year = fees.own['year'] as number
  const [kept, other] = [sideOf('own'), sideOf('other')]
  const proposed = proposedFee(kept, other)
  planning.fees.push({ year, kept, other, chosen: proposed })
  const isOther = (planning.choices[feeField(year)] ?? proposed) === 'other'
  const [stays, goes] = isOther ? [fees.other, fees.own] : [fees.own, fees.other]
  for (const { id } of withdrawals[isOther ? 'own' : 'other']) remove(planning, 'membershipFeeWithdrawals', id)
  return { stays, goes, filling: fillingOf(stays, goes) }
}

/** A fee's payments. One that was paid before payments were kept has one for it all, which is not in the table. */
async function paymentsOf(db: ReadDb, { id, amountOre, paidOn, paidOre, paymentMethod }: Row<'membershipFees'>) {
  const rows = await db.selectFrom('membershipFeePayments').select(['id', 'amountOre', 'paidOn', 'paymentMethod']).where('feeId', '=', id).execute()
  return rows.length > 0 || paidOn === null ? rows : [{ id: undefined, amountOre: paidOre ?? amountOre, paidOn, paymentMethod }]
}

/** Gives one row's children to another, making one of those that would stand twice. */
async function moveChildren(planning: Planning, { table, column }: ReferringColumn, stays: AnyRow, goes: AnyRow): Promise<void> {
  if (table === 'membershipFeeReminders') return moveReminders(planning, stays, goes)
  const there = await rowsOf(planning.db, table, column, stays.id)
  const rule = uniteRules[table]
  for (const child of await rowsOf(planning.db, table, column, goes.id)) {
    if (planning.gone.has(child.id)) continue
    const same = rule?.by.includes(column) ? there.find((candidate) => isSameThing(rule, candidate, { ...child, [column]: stays.id })) : undefined
    if (same && (await unite(planning, table, same, child)) && !planning.gone.has(child.id)) change(planning, table, child.id, { [column]: stays.id })
    else if (!same) change(planning, table, child.id, { [column]: stays.id })
  }
}

/** She has been reminded as often as both have, once a day; those that come over are numbered after the others. */
async function moveReminders(planning: Planning, stays: AnyRow, goes: AnyRow): Promise<void> {
  const remindersOf = ({ id }: AnyRow) => planning.db.selectFrom('membershipFeeReminders').select(['id', 'number', 'remindedOn']).where('feeId', '=', id).orderBy('number').execute()
  const there = await remindersOf(stays)
  let last = Math.max(0, ...there.map(({ number }) => number))
  for (const { id, remindedOn } of await remindersOf(goes)) {
    if (there.some((reminder) => reminder.remindedOn === remindedOn)) remove(planning, 'membershipFeeReminders', id)
    else change(planning, 'membershipFeeReminders', id, { feeId: stays.id, number: (last += 1) })
  }
}

/** What a sentence about a row names: the year, the meeting, the payout, the course round. */
async function paramsOf(db: ReadDb, row: AnyRow): Promise<Record<string, string | number>> {
  const text = (column: string) => (typeof row[column] === 'string' ? row[column] : '')
  if (typeof row['year'] === 'number') return { year: String(row['year']) }
  if (row['feeId']) return { year: String((await db.selectFrom('membershipFees').select('year').where('id', '=', text('feeId')).executeTakeFirst())?.year ?? '') }
  if (row['meetingId']) {
    const meeting = await db.selectFrom('meetings').innerJoin('bodies', 'bodies.id', 'meetings.bodyId').select(['meetings.heldOn', 'bodies.name']).where('meetings.id', '=', text('meetingId')).executeTakeFirst()
    return { date: meeting?.heldOn ?? '', body: meeting?.name ?? '' }
  }
  if (row['payoutId']) {
    const payout = await db.selectFrom('payouts').select('number').where('id', '=', text('payoutId')).executeTakeFirst()
    return { number: payout?.number ?? 0 }
  }
  if (row['fieldId']) return { field: (await db.selectFrom('customFields').select('name').where('id', '=', text('fieldId')).executeTakeFirst())?.name ?? '' }
  const roundId = text('courseRoundId') || ((await db.selectFrom('courseParticipants').select('courseRoundId').where('id', '=', text('courseParticipantId')).executeTakeFirst())?.courseRoundId ?? '')
  const round = await db.selectFrom('courseRounds').select('name').where('id', '=', roundId).executeTakeFirst()
  return { round: round?.name ?? '', year: '' }
}

/** Both terms of one body are kept. What is over is history; what lasts must be something that one person can hold. */
async function checkSeats(planning: Planning): Promise<void> {
  const terms = (id: string) => planning.db.selectFrom('assignments').innerJoin('bodies', 'bodies.id', 'assignments.bodyId').selectAll('assignments').select('bodies.name as bodyName').where('personId', '=', id).execute()
  for (const own of await terms(planning.keptId)) {
    for (const other of await terms(planning.otherId)) {
      if (own.bodyId !== other.bodyId || !periodsOverlap(own, other)) continue
      const seats = (await planning.db.selectFrom('seats').selectAll().where('bodyId', '=', own.bodyId).execute()) as unknown as SeatPlace[]
      const finding = appointFinding({ seats, terms: [own] }, { ...other, personId: own.personId })
      const isClash = finding !== undefined && finding.rule !== 'bodies.outsideSeat' && overlapAfter(own, other, planning.today)
      if (isClash) planning.obstacles.push({ rule: 'duplicates.seatsClash', params: { body: own.bodyName } })
      else planning.notices.push({ rule: 'duplicates.bothInBody', params: { body: own.bodyName } })
    }
  }
}

/** That the two are not the same person is no longer said, and what was said of one of them and a third is said once. */
async function forgetDismissals(planning: Planning): Promise<void> {
  const { db, keptId, otherId } = planning
  const rows = await db.selectFrom('duplicateDismissals').selectAll().where((eb) => eb.or([eb('firstPersonId', 'in', [keptId, otherId]), eb('secondPersonId', 'in', [keptId, otherId])])).execute()
  const thirdOf = (row: Row<'duplicateDismissals'>, id: string) => (row.firstPersonId === id ? row.secondPersonId : row.secondPersonId === id ? row.firstPersonId : undefined)
  const known = new Set(rows.map((row) => thirdOf(row, keptId)))
  for (const row of rows) {
    const third = thirdOf(row, otherId)
    if (third === undefined) continue
    if (third === keptId || known.has(third)) remove(planning, 'duplicateDismissals', row.id)
    // Moved here, since the two of a pair stand in order.
    else change(planning, 'duplicateDismissals', row.id, third < keptId ? { firstPersonId: third, secondPersonId: keptId } : { firstPersonId: keptId, secondPersonId: third })
  }
}

/** Every row that still names the other comes to name the one who stays. */
async function moveTheRest(planning: Planning): Promise<Map<WritableTable, number>> {
  const { keptId, otherId } = planning
  const moves = new Map<WritableTable, number>()
  for (const { table, column } of personPlaces) {
    for (const row of await rowsOf(planning.db, table, column, otherId)) {
      if (planning.gone.has(row.id)) continue
      const isRelated = personPlaces.some((place) => place.table === table && place.column !== column && row[place.column] === keptId)
      if (table === 'duplicateDismissals') continue
      if (isRelated && table !== 'persons') planning.obstacles.push({ rule: 'duplicates.relatedToEachOther' })
      if (table === 'persons') {
        // The contact of the one who stays would be herself; the other's own row goes.
        if (row.id !== otherId) change(planning, table, row.id, { [column]: row.id === keptId ? null : keptId })
        continue
      }
      change(planning, table, row.id, { [column]: keptId })
      moves.set(table, (moves.get(table) ?? 0) + 1)
    }
  }
  return moves
}
