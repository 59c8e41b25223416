import type { InputOf } from '#contract/base.ts'
import type { Support, support, supportKinds } from '#contract/support.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { isFollowUpDue, sumOf, sumsPerYear } from './support-rules.ts'

type ListInput = InputOf<typeof support.list>

/** Support given, the latest first, with its sums. */
export async function listSupport({ store, clock }: Call, { organisationId, year }: ListInput) {
  const all = await supportRows(store.db, clock.today(), organisationId)
  const rows = all.filter((row) => year === undefined || yearOf(row.givenOn) === year)
  const byName = rows.toSorted((a, b) => (sortKey(a.organisation.name) < sortKey(b.organisation.name) ? -1 : 1))
  return { rows, sums: sumsPerYear(byName), total: sumOf(rows), years: [...new Set(all.map((row) => yearOf(row.givenOn)))].toSorted((a, b) => b - a) }
}

/** Support whose follow-up is due, what has waited longest first. */
export async function dueSupport({ store, clock }: Call): Promise<Support[]> {
  const rows = await supportRows(store.db, clock.today())
  return rows.filter((row) => row.isDue).toSorted((a, b) => ((a.followUpDueOn ?? '') < (b.followUpDueOn ?? '') ? -1 : 1))
}

async function supportRows(db: ReadDb, today: LocalDate, organisationId?: string): Promise<Support[]> {
  let query = db.selectFrom('associationSupport')
  if (organisationId) query = query.where('associationSupport.organisationId', '=', organisationId)
  const rows = await query
    .innerJoin('organisations', 'organisations.id', 'associationSupport.organisationId')
    .leftJoin('grants', 'grants.id', 'associationSupport.grantId')
    .selectAll('associationSupport')
    .select(['organisations.name as organisationName', 'grants.name as grantName'])
    .orderBy('associationSupport.givenOn', 'desc')
    .orderBy('associationSupport.id', 'desc')
    .execute()
  return rows.map(({ organisationId: id, organisationName, grantId, grantName, kind, ...row }) => ({
    ...row,
    kind: kind as (typeof supportKinds)[number],
    organisation: { id, name: organisationName },
    grant: grantId !== null && grantName !== null ? { id: grantId, name: grantName } : null,
    isDue: isFollowUpDue(row, today),
  }))
}
