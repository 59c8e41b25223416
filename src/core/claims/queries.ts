import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { z } from 'zod'
import type { Claim, ClaimLine, ClaimRow, claims, claimSorts, recognitionKinds } from '#contract/claims.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { find } from '#core/search/index.ts'
import { loadFigures, type StipendExplanation } from '#core/tariffs/index.ts'
import { approveFinding, claimState, lineFinding, recalculateFinding, rejectFinding, type ClaimMoments, type ClaimState, type MileageExplanation, type TravelRule } from './rules.ts'

type ListInput = z.output<NonNullable<(typeof claims.list)['~orpc']['inputSchema']>>
type RecognitionInput = z.output<NonNullable<(typeof claims.listRecognitions)['~orpc']['inputSchema']>>

/** At most this many search hits narrow the list; a longer answer would help nobody. */
const mostHits = 200

/** The tables a claim is shown from. */
function claimSource(db: ReadDb) {
  return db
    .selectFrom('claims')
    .innerJoin('persons', 'persons.id', 'claims.personId')
    .leftJoin('bodies', 'bodies.id', 'claims.bodyId')
    .leftJoin('payouts', 'payouts.id', 'claims.payoutId')
}

type ClaimTables = ReturnType<typeof claimSource> extends SelectQueryBuilder<infer DB, infer TB, object> ? [DB, TB] : never
type ClaimExpressions = ExpressionBuilder<ClaimTables[0], ClaimTables[1]>

/** A window of the claims that fit the filter, with how many there are and their sum in öre. */
export async function listClaims({ store, user }: Call, input: ListInput) {
  let query = claimSource(store.db)
  if (input.text.trim() !== '') {
    const ids = (await find(store, input.text, ['person', 'body'], mostHits, user.permissions)).map((hit) => hit.entityId)
    query = query.where((eb) => (ids.length === 0 ? eb.lit(false) : eb.or([eb('claims.personId', 'in', ids), eb('claims.bodyId', 'in', ids)])))
  }
  const { state } = input
  if (state) query = query.where((eb) => isInState(eb, state))
  if (input.personId) query = query.where('claims.personId', '=', input.personId)
  if (input.bodyId) query = query.where('claims.bodyId', '=', input.bodyId)
  if (input.payoutId) query = query.where('claims.payoutId', '=', input.payoutId)
  if (input.occurredFrom) query = query.where('claims.occurredOn', '>=', input.occurredFrom)
  if (input.occurredTo) query = query.where('claims.occurredOn', '<=', input.occurredTo)

  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const { sumOre } = await query
    .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
    .select((eb) => eb.fn.sum('claimLines.amountOre').as('sumOre'))
    .executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .select(rowColumns)
    .select((eb) => [amountOf(eb, 'stipend').as('stipendOre'), amountOf(eb, 'mileage').as('travelOre'), amountOf(eb).as('totalOre')])
    .orderBy((eb) => sortExpression(eb, input.sort), direction)
    .orderBy('claims.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), sumOre: Number(sumOre ?? 0), rows: rows.map((row) => shownRow(row, user.personId)) }
}

const rowColumns = [
  'claims.id', 'claims.version', 'claims.bodyId', 'bodies.name as bodyName', 'claims.meetingId', 'claims.occurredOn', 'claims.approvedAt', 'claims.rejectedAt',
  'claims.payoutId', 'payouts.confirmedPaidAt as paidAt', 'claims.isStipendDeclined', ...personRefColumns,
] as const

function isInState(eb: ClaimExpressions, state: ClaimState) {
  const open = eb.and([eb('claims.rejectedAt', 'is', null), eb('claims.payoutId', 'is', null)])
  const gathered = eb.and([eb('claims.rejectedAt', 'is', null), eb('claims.payoutId', 'is not', null)])
  return {
    submitted: eb.and([open, eb('claims.approvedAt', 'is', null)]),
    approved: eb.and([open, eb('claims.approvedAt', 'is not', null)]),
    rejected: eb('claims.rejectedAt', 'is not', null),
    inPayout: eb.and([gathered, eb('payouts.confirmedPaidAt', 'is', null)]),
    paid: eb.and([gathered, eb('payouts.confirmedPaidAt', 'is not', null)]),
  }[state]
}

/** Sums lines of a claim, of one kind or of all. */
function amountOf(eb: ClaimExpressions, kind?: ClaimLine['kind']) {
  let lines = eb.selectFrom('claimLines').whereRef('claimLines.claimId', '=', 'claims.id')
  if (kind) lines = lines.where('claimLines.kind', '=', kind)
  return lines.select((sum) => sum.fn.coalesce(sum.fn.sum('claimLines.amountOre'), sum.lit(0)).as('amountOre'))
}

function sortExpression(eb: ClaimExpressions, sort: (typeof claimSorts)[number]) {
  if (sort === 'total') return amountOf(eb)
  if (sort === 'person') return eb.case().when('persons.isProtected', '=', 1).then('').else(eb.ref('persons.nameSort')).end()
  return eb.ref(({ occurredOn: 'claims.occurredOn', body: 'bodies.nameSort', submittedAt: 'claims.submittedAt' } as const)[sort])
}

/** What the engines give for a sum. */
type Sum = number | string | bigint | null

interface SelectedRow extends ClaimMoments {
  readonly id: string
  readonly version: number
  readonly bodyId: string | null
  readonly bodyName: string | null
  readonly meetingId: string | null
  readonly occurredOn: ClaimRow['occurredOn']
  readonly isStipendDeclined: 0 | 1
  readonly stipendOre: Sum
  readonly travelOre: Sum
  readonly totalOre: Sum
}

function shownRow(row: SelectedRow & Parameters<typeof personRef>[0], ownPersonId: string | null): ClaimRow {
  return {
    id: row.id, version: row.version, person: personRef(row), bodyId: row.bodyId, bodyName: row.bodyName, meetingId: row.meetingId, occurredOn: row.occurredOn,
    state: claimState(row), stipendOre: Number(row.stipendOre), travelOre: Number(row.travelOre), totalOre: Number(row.totalOre),
    isStipendDeclined: row.isStipendDeclined === 1, isOwn: row.personId === ownPersonId,
  }
}

/** One claim with its lines, and what the signed-in user can do with it. @throws NotFound */
export async function readClaim({ store, user }: Call, id: string): Promise<Claim> {
  const row = await claimSource(store.db)
    .leftJoin('users', 'users.id', 'claims.approvedByUserId')
    .where('claims.id', '=', id)
    .select(rowColumns)
    .select((eb) => [amountOf(eb, 'stipend').as('stipendOre'), amountOf(eb, 'mileage').as('travelOre'), amountOf(eb).as('totalOre')])
    .select(['claims.submittedAt', 'claims.rejectReason', 'users.displayName as approvedByName', 'payouts.number as payoutNumber', 'bodies.travelRule'])
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const [stored, figures] = [await linesOfClaims(store.db, [id]), await loadFigures(store.db)]
  const findings = stored.map((line) => lineFinding(line, row.occurredOn, figures)).filter((finding) => finding !== undefined)
  return {
    ...shownRow(row, user.personId),
    submittedAt: row.submittedAt, approvedAt: row.approvedAt, approvedByName: row.approvedByName, rejectedAt: row.rejectedAt, rejectReason: row.rejectReason,
    payoutId: row.payoutId, payoutNumber: row.payoutNumber, travelRule: row.travelRule as TravelRule | null, lines: stored,
    approveRefusal: approveFinding(row, user.personId) ?? null,
    rejectRefusal: rejectFinding(row, user.personId) ?? null,
    recalculateRefusal: recalculateFinding(row) ?? null,
    notices: claimState(row) === 'paid' ? [] : findings,
  }
}

/** A stored line with how it came about. */
export type StoredLine = ClaimLine & { readonly claimId: string }

const perStatement = 500

/** The lines of claims, by claim and in order. */
export async function linesOfClaims(db: ReadDb, claimIds: readonly string[]): Promise<StoredLine[]> {
  const lines: StoredLine[] = []
  for (let start = 0; start < claimIds.length; start += perStatement) {
    const rows = await db.selectFrom('claimLines').selectAll().where('claimId', 'in', claimIds.slice(start, start + perStatement)).orderBy('claimId').orderBy('position').execute()
    for (const { id, claimId, kind, amountOre, isTaxable, explanationJson } of rows) {
      const explanation = JSON.parse(explanationJson ?? 'null') as StipendExplanation & MileageExplanation
      lines.push({ id, claimId, kind: kind as 'stipend', amountOre, isTaxable: isTaxable === 1, explanation })
    }
  }
  return lines
}

/** Thanks given instead of stipends, newest first. */
export async function listRecognitions(db: ReadDb, input: RecognitionInput) {
  let query = db
    .selectFrom('recognitions')
    .innerJoin('persons', 'persons.id', 'recognitions.personId')
    .leftJoin('meetings', 'meetings.id', 'recognitions.meetingId')
    .leftJoin('bodies', 'bodies.id', 'meetings.bodyId')
  if (input.personId) query = query.where('recognitions.personId', '=', input.personId)
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['recognitions.id', 'recognitions.version', 'recognitions.kind', 'recognitions.recordedOn', 'recognitions.note', 'recognitions.valueOre', 'bodies.name as bodyName'])
    .select(personRefColumns)
    .orderBy('recognitions.recordedOn', 'desc')
    .orderBy('recognitions.id', 'desc')
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return {
    total: Number(total),
    rows: rows.map(({ id, version, kind, recordedOn, note, valueOre, bodyName, ...person }) => ({
      id, version, person: personRef(person), kind: kind as (typeof recognitionKinds)[number], recordedOn, note, valueOre, bodyName,
    })),
  }
}
