import { z } from 'zod'
import { personSorts } from '#contract/people.ts'
import { chosenColumns } from '#contract/person-columns.ts'
import { personSelection } from '#contract/person-filters.ts'
import type { SavedView } from '#contract/views.ts'
import { RuleViolation } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call, CallUser } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import { refuseForbiddenColumns, refuseForbiddenFilters } from '#core/people/index.ts'
import { mayChange, mayManage, type ViewRights } from './rules.ts'

const storedSelection = z.object(personSelection)
const storedSort = z.enum(personSorts)

/** The views that a user sees, by name: her own and the shared ones. */
export async function listViews({ store, user }: Call): Promise<SavedView[]> {
  const rows = await store.db
    .selectFrom('savedViews')
    .innerJoin('users', 'users.id', 'savedViews.ownerUserId')
    .selectAll('savedViews')
    .select('users.displayName as ownerName')
    .where((eb) => eb.or([eb('savedViews.isShared', '=', 1), eb('savedViews.ownerUserId', '=', user.id)]))
    .execute()
  const views = await Promise.all(rows.flatMap((row) => shownView(row, user)).map(async (view) => ({ ...view, mayNotUse: await forbiddenIn({ store, user }, view) })))
  return views.toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
}

/** A view that asks for what this program does not know is left out: shown without it, it would show more persons than it says. */
function shownView(row: Row<'savedViews'> & { ownerName: string }, user: CallUser): Omit<SavedView, 'mayNotUse'>[] {
  const selection = storedSelection.safeParse(JSON.parse(row.filterJson))
  const columns = chosenColumns.safeParse(JSON.parse(row.columnsJson))
  const sort = storedSort.safeParse(row.sort)
  if (!selection.success || !columns.success || !sort.success) return []
  const rights = rightsOf(row, user)
  const isAdministrator = user.roles.includes('administrator')
  return [
    {
      id: row.id, version: row.version, name: row.name, ...selection.data, columns: columns.data, sort: sort.data, descending: row.isDescending === 1, ...rights, ownerName: row.ownerName,
      mayChange: mayChange(rights, isAdministrator), mayManage: mayManage(rights, isAdministrator),
    },
  ]
}

/** What of a view its reader would be refused. */
async function forbiddenIn(reader: Pick<Call, 'store' | 'user'>, { filter, columns }: Pick<SavedView, 'filter' | 'columns'>): Promise<SavedView['mayNotUse']> {
  const refused = async (look: Promise<void>) => look.then(() => false, (error: unknown) => { if (error instanceof RuleViolation) return true; throw error })
  const fields = await Promise.all(filter.map(async (condition) => ((await refused(refuseForbiddenFilters(reader, [condition]))) ? [condition.field] : [])))
  const unseen = await Promise.all(columns.map(async (column) => ((await refused(refuseForbiddenColumns(reader, [column]))) ? [column] : [])))
  return { fields: [...new Set(fields.flat())], columns: unseen.flat() }
}

/** A stored view as far as a user's rights to it are concerned. */
export function rightsOf(row: Row<'savedViews'>, user: CallUser): ViewRights {
  return { isOwn: row.ownerUserId === user.id, isShared: row.isShared === 1, isLocked: row.isLocked === 1 }
}
