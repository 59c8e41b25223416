import type { InputOf } from '#contract/base.ts'
import type { people } from '#contract/people.ts'
import { searchedIds } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'
import { personRows, refuseForbiddenColumns } from './columns.ts'
import { refuseForbiddenFilters } from './filters.ts'
import { registerPage, type RegisterFilter } from './register.ts'

type ListInput = InputOf<typeof people.list>
type Selection = InputOf<typeof people.listIds>

/** A window of the register. Protected identities are left out. @throws RuleViolation where the filter or a column says what the user may not read */
export async function listPeople(call: Call, { columns, sort, descending, offset, limit, ...selection }: ListInput) {
  const today = call.clock.today()
  await refuseForbiddenColumns(call, columns)
  const { total, ids } = await registerPage(call.store, today, await registerFilter(call, selection), { sort, descending, offset, limit })
  return { total, rows: await personRows(call.store.db, ids, columns, today) }
}

type Order = Pick<ListInput, 'sort' | 'descending'>
const byName: Order = { sort: 'name', descending: false }

/** The identifiers of all who are selected, in order. @throws RuleViolation where the filter asks for what the user may not read */
export async function selectedIds(call: Call, selection: Selection, order = byName): Promise<readonly string[]> {
  return idsInOrder(call, await registerFilter(call, selection), order)
}

/** The same persons, in order, without those who are protected or gone. */
export function knownIds(call: Call, ids: readonly string[], order: Order): Promise<readonly string[]> {
  return idsInOrder(call, { conditions: [], among: ids }, order)
}

async function idsInOrder(call: Call, filter: RegisterFilter, order: Order): Promise<readonly string[]> {
  const { ids } = await registerPage(call.store, call.clock.today(), filter, { ...order, offset: 0, limit: Number.POSITIVE_INFINITY })
  return ids
}

async function registerFilter(call: Call, { text, filter }: Selection): Promise<RegisterFilter> {
  await refuseForbiddenFilters(call, filter)
  return { conditions: filter, among: await searchedIds(call, text, 'person') }
}
