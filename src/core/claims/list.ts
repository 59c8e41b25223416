import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import type { ClaimRow, claims } from '#contract/claims.ts'
import type { Call } from '#core/call.ts'
import { isOneOf } from '#core/db/one-of.ts'
import type { Database } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { searchedIds } from '#core/search/index.ts'
import { shownRows } from './queries.ts'
import type { ClaimState } from './rules.ts'

type ListInput = InputOf<typeof claims.list>

/** From so many claims on, walking persons or bodies in order is quicker than sorting what was found. */
const worthWalking = 5_000

/**
 * A window of the claims that fit the filter, with how many there are and, when asked for, their sum in öre.
 * First the ids of the window are found by the claims alone, then their rows: so a long list costs little more than a short one.
 */
export async function listClaims(call: Call, input: ListInput): Promise<{ total: number; sumOre: number | null; rows: ClaimRow[] }> {
  const { store, user } = call
  const fits = await claimFilter(call, input)
  const counted = await store.db.selectFrom('claims').where(fits).select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const total = Number(counted.total)
  const ids = await orderedIds(store.db, fits, input, total)
  return { total, sumOre: input.withSum ? await sumOf(store.db, fits) : null, rows: await shownRows(store.db, ids, user.personId) }
}

type ClaimExpressions = ExpressionBuilder<Database, 'claims'>
type ClaimFilter = (eb: ClaimExpressions) => Expression<SqlBool>

async function claimFilter(call: Call, { text, state, personId, bodyId, payoutId, occurredFrom, occurredTo, isOwn }: ListInput): Promise<ClaimFilter> {
  const [persons, bodies] = await Promise.all([searchedIds(call, text, 'person'), searchedIds(call, text, 'body')])
  const { engine } = call.store
  return (eb) =>
    eb.and([
      ...(persons && bodies ? [eb.or([isOneOf(engine, eb.ref('claims.personId'), persons), isOneOf(engine, eb.ref('claims.bodyId'), bodies)])] : []),
      ...(state ? [isInState(eb, state)] : []),
      ...(personId ? [eb('claims.personId', '=', personId)] : []),
      ...(bodyId ? [eb('claims.bodyId', '=', bodyId)] : []),
      ...(payoutId ? [eb('claims.payoutId', '=', payoutId)] : []),
      ...(occurredFrom ? [eb('claims.occurredOn', '>=', occurredFrom)] : []),
      ...(occurredTo ? [eb('claims.occurredOn', '<=', occurredTo)] : []),
      ...(isOwn === undefined ? [] : [isOfPerson(eb, call.user.personId, isOwn)]),
    ])
}

/** A user who is nobody in the register has no claims. */
function isOfPerson(eb: ClaimExpressions, personId: string | null, isOwn: boolean) {
  if (personId === null) return eb('claims.personId', isOwn ? 'is' : 'is not', null)
  return eb('claims.personId', isOwn ? '=' : '<>', personId)
}

/** A rejected claim is in no payout, so one in a payout need not be asked whether it was rejected. */
function isInState(eb: ClaimExpressions, state: ClaimState) {
  const isOpen = eb.and([eb('claims.rejectedAt', 'is', null), eb('claims.payoutId', 'is', null)])
  const payouts = eb.selectFrom('payouts').select('payouts.id')
  return {
    submitted: eb.and([isOpen, eb('claims.approvedAt', 'is', null)]),
    approved: eb.and([isOpen, eb('claims.approvedAt', 'is not', null)]),
    rejected: eb('claims.rejectedAt', 'is not', null),
    inPayout: eb('claims.payoutId', 'in', payouts.where('confirmedPaidAt', 'is', null)),
    paid: eb('claims.payoutId', 'in', payouts.where('confirmedPaidAt', 'is not', null)),
  }[state]
}

async function orderedIds(db: ReadDb, fits: ClaimFilter, { sort, descending, offset, limit }: ListInput, total: number): Promise<string[]> {
  const direction = descending ? 'desc' : 'asc'
  const claims = db.selectFrom('claims').where(fits).select('claims.id')
  const isWalked = total >= worthWalking && (sort === 'person' || (sort === 'body' && !(await hasClaimWithoutBody(db))))
  // Persons with protected identity stand together, so that their place gives no name away.
  const ordered = {
    occurredOn: () => claims.orderBy('claims.occurredOn', direction),
    submittedAt: () => claims.orderBy('claims.submittedAt', direction),
    person: () =>
      (isWalked ? claimsByPerson(db, fits) : claims.innerJoin('persons', 'persons.id', 'claims.personId'))
        .orderBy('persons.isProtected', direction)
        .orderBy('persons.nameSort', direction),
    body: () => (isWalked ? claimsByBody(db, fits) : claims.leftJoin('bodies', 'bodies.id', 'claims.bodyId')).orderBy('bodies.nameSort', direction),
    total: () => claims.orderBy((eb) => eb.selectFrom('claimLines').whereRef('claimLines.claimId', '=', 'claims.id').select((sum) => sum.fn.sum('claimLines.amountOre').as('sum')), direction),
  }[sort]()
  const rows = await ordered.orderBy('claims.id', direction).offset(offset).limit(limit).execute()
  return rows.map((row) => row.id)
}

// SQLite carries out a cross join in the order it is written: persons or bodies by their index, then the claims of each, until the window is full.
// PostgreSQL chooses the order by itself; the rows are the same.
// The filter asks about claims alone, so it holds in the joined tables too; its type says less than that.

function claimsByPerson(db: ReadDb, fits: ClaimFilter) {
  return db.selectFrom('persons').crossJoin('claims').whereRef('claims.personId', '=', 'persons.id').where(fits as never).select('claims.id')
}

function claimsByBody(db: ReadDb, fits: ClaimFilter) {
  return db.selectFrom('bodies').crossJoin('claims').whereRef('claims.bodyId', '=', 'bodies.id').where(fits as never).select('claims.id')
}

async function hasClaimWithoutBody(db: ReadDb): Promise<boolean> {
  return (await db.selectFrom('claims').select('id').where('bodyId', 'is', null).limit(1).executeTakeFirst()) !== undefined
}

async function sumOf(db: ReadDb, fits: ClaimFilter): Promise<number> {
  const { sum } = await db
    .selectFrom('claims')
    .where(fits)
    .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
    .select((eb) => eb.fn.sum('claimLines.amountOre').as('sum'))
    .executeTakeFirstOrThrow()
  return Number(sum ?? 0)
}
