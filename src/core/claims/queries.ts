import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import type { Claim, ClaimLine, ClaimRow, claims, recognitionKinds } from '#contract/claims.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { loadFigures, type StipendExplanation } from '#core/tariffs/index.ts'
import { approveFinding, claimState, lineFinding, recalculateFinding, rejectFinding, type ClaimMoments, type MileageExplanation, type TravelRule } from './rules.ts'

type RecognitionInput = InputOf<typeof claims.listRecognitions>

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

const rowColumns = [
  'claims.id', 'claims.version', 'claims.bodyId', 'bodies.name as bodyName', 'claims.meetingId', 'claims.occurredOn', 'claims.approvedAt', 'claims.rejectedAt',
  'claims.payoutId', 'payouts.confirmedPaidAt as paidAt', 'claims.isStipendDeclined', ...personRefColumns,
] as const

/** Sums lines of a claim, of one kind or of all. */
function amountOf(eb: ClaimExpressions, kind?: ClaimLine['kind']) {
  let lines = eb.selectFrom('claimLines').whereRef('claimLines.claimId', '=', 'claims.id')
  if (kind) lines = lines.where('claimLines.kind', '=', kind)
  return lines.select((sum) => sum.fn.coalesce(sum.fn.sum('claimLines.amountOre'), sum.lit(0)).as('amountOre'))
}

/** Claims as lists show them, in the order of their ids. */
export async function shownRows(db: ReadDb, ids: readonly string[], ownPersonId: string | null): Promise<ClaimRow[]> {
  if (ids.length === 0) return []
  const rows = await claimSource(db)
    .where('claims.id', 'in', ids)
    .select(rowColumns)
    .select((eb) => [amountOf(eb, 'stipend').as('stipendOre'), amountOf(eb, 'mileage').as('travelOre'), amountOf(eb).as('totalOre')])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, shownRow(row, ownPersonId)]))
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
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

/** The lines of claims, by claim and in order. */
export async function linesOfClaims(db: ReadDb, claimIds: readonly string[]): Promise<StoredLine[]> {
  const rows = await inChunks(claimIds, (ids) => db.selectFrom('claimLines').selectAll().where('claimId', 'in', ids).orderBy('claimId').orderBy('position').execute())
  return rows.map(({ id, claimId, kind, amountOre, isTaxable, explanationJson }) => {
    const explanation = JSON.parse(explanationJson ?? 'null') as StipendExplanation & MileageExplanation
    return { id, claimId, kind: kind as 'stipend', amountOre, isTaxable: isTaxable === 1, explanation }
  })
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
