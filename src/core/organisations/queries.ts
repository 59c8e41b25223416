import type { InputOf } from '#contract/base.ts'
import type { organisationKinds, organisations } from '#contract/organisations.ts'
import { NotFound } from '#shared/result.ts'
import { searchedIds } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'

type ListInput = InputOf<typeof organisations.list>
type Kind = (typeof organisationKinds)[number]

/** A window of the organisations. */
export async function listOrganisations(call: Call, input: ListInput) {
  const found = await searchedIds(call, input.text, ['organisation'])
  if (found?.length === 0) return { total: 0, rows: [] }
  let query = call.store.db.selectFrom('organisations')
  if (found) query = query.where('organisations.id', 'in', found)
  if (input.kind) query = query.where('organisations.kind', '=', input.kind)
  const direction = input.descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .leftJoin('organisations as parents', 'parents.id', 'organisations.parentId')
    .select(['organisations.id', 'organisations.name', 'organisations.kind', 'organisations.contactName', 'parents.name as parentName'])
    .orderBy(input.sort === 'name' ? 'organisations.nameSort' : 'organisations.kind', direction)
    .orderBy('organisations.nameSort', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => ({ ...row, kind: row.kind as Kind })) }
}

/** One organisation, what lies below it and the bodies it hosts. @throws NotFound */
export async function readOrganisation({ store }: Call, id: string) {
  const row = await store.db
    .selectFrom('organisations')
    .leftJoin('organisations as parents', 'parents.id', 'organisations.parentId')
    .selectAll('organisations')
    .select('parents.name as parentName')
    .where('organisations.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { nameSort: _nameSort, createdAt: _createdAt, ...organisation } = row
  const [children, bodies] = await Promise.all([
    store.db.selectFrom('organisations').select(['id', 'name']).where('parentId', '=', id).orderBy('nameSort').execute(),
    store.db.selectFrom('bodies').select(['id', 'name']).where('hostOrganisationId', '=', id).orderBy('nameSort').execute(),
  ])
  return { ...organisation, kind: organisation.kind as Kind, children, bodies }
}
