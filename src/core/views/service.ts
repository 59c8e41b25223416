import type { InputOf } from '#contract/base.ts'
import type { views } from '#contract/views.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { Patch, Writer } from '#core/db/writer.ts'
import { refuseForbiddenColumns, refuseForbiddenFilters } from '#core/people/index.ts'
import { rightsOf } from './queries.ts'
import { changeFinding, mayManage } from './rules.ts'

type Input<Name extends keyof typeof views> = InputOf<(typeof views)[Name]>

/** Saves a view for the one who made it. @throws RuleViolation where it shows what she may not read */
export async function createView(call: Call, input: Input<'create'>): Promise<{ id: string }> {
  await refuseForbidden(call, input)
  const id = await call.store.transact(call.act(), (writer) => writer.insert('savedViews', { ...stored(input), ownerUserId: call.user.id }))
  return { id }
}

/** Changes a view. @throws NotFound, Conflict, RuleViolation `views.locked`, `views.onlyOwner` */
export async function updateView(call: Call, { id, version, ...input }: Input<'update'>) {
  await refuseForbidden(call, input)
  await call.store.transact(call.act(), async (writer) => {
    const before = await readVisible(writer, id, call)
    const finding = changeFinding({ ...rightsOf(before, call.user), name: before.name }, input, isAdministrator(call))
    if (finding) throw new RuleViolation(finding.rule)
    await writer.update('savedViews', id, stored(input), version)
  })
  return {}
}

/** Removes a view. @throws NotFound, Conflict, RuleViolation `views.onlyOwner` */
export async function removeView(call: Call, { id, version }: Input<'remove'>) {
  await call.store.transact(call.act(), async (writer) => {
    if (!mayManage(rightsOf(await readVisible(writer, id, call), call.user), isAdministrator(call))) throw new RuleViolation('views.onlyOwner')
    await writer.delete('savedViews', id, version)
  })
  return {}
}

/** Somebody else's view that is not shared is not there. */
async function readVisible(writer: Writer, id: string, { user }: Call): Promise<Row<'savedViews'>> {
  const row = await writer.db.selectFrom('savedViews').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (row.isShared === 0 && row.ownerUserId !== user.id)) throw new NotFound()
  return row
}

function stored({ name, text, filter, columns, sort, descending, isShared, isLocked }: Input<'create'>) {
  return {
    name, filterJson: JSON.stringify({ text, filter }), columnsJson: JSON.stringify(columns), sort, isDescending: descending ? 1 : 0, isShared: isShared ? 1 : 0, isLocked: isLocked ? 1 : 0,
  } satisfies Patch<'savedViews'>
}

async function refuseForbidden(call: Call, { filter, columns }: Pick<Input<'create'>, 'filter' | 'columns'>): Promise<void> {
  await refuseForbiddenFilters(call, filter)
  await refuseForbiddenColumns(call, columns)
}

function isAdministrator({ user }: Call): boolean {
  return user.roles.includes('administrator')
}
