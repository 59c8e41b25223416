import type { InputOf } from '#contract/base.ts'
import { removables, type Removable, type removals } from '#contract/removals.ts'
import { refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { removalFinding } from './rules.ts'
import { surroundingsOf } from './surroundings.ts'

/** Removes something with its details, so that undoing the one entry puts all of it back. @throws NotFound, Conflict, RuleViolation `removals.builtUpon` */
export async function remove(call: Call, kind: Removable, { id, version }: InputOf<typeof removals.removePerson>) {
  const { table } = removables[kind]
  await call.store.transact(call.act(), async (writer) => {
    const isProtected = await isProtectedPerson(writer.db, kind, id)
    const { going, builtUpon } = await surroundingsOf(writer.db, { table, id })
    const count = [...builtUpon.values()].reduce((sum, rows) => sum + rows, 0)
    const finding = removalFinding({ builtUpon: count, isProtected, mayOpenProtected: call.user.permissions.has('people.openProtected') })
    refuse(finding)
    for (const row of going) await writer.delete(row.table, row.id, row.id === id ? version : undefined)
  })
  return {}
}

async function isProtectedPerson(db: ReadDb, kind: Removable, id: string): Promise<boolean> {
  if (kind !== 'person') return false
  return (await db.selectFrom('persons').select('isProtected').where('id', '=', id).executeTakeFirst())?.isProtected === 1
}
