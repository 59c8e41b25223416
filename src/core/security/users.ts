import { z } from 'zod'
import { permissionsOf, roles } from '#contract/permissions.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { CallUser } from '#core/call.ts'

const rolesColumn = z.array(z.enum(roles))

/** The roles stored in a user's row. */
export function rolesOf(user: Pick<Row<'users'>, 'rolesJson'>) {
  return rolesColumn.parse(JSON.parse(user.rolesJson))
}

/** The user who may act now, or undefined when there is none or her way in has ended. */
export async function findActingUser(db: ReadDb, userId: string): Promise<CallUser | undefined> {
  const user = await db.selectFrom('users').selectAll().where('id', '=', userId).where('endedAt', 'is', null).executeTakeFirst()
  return user && actingUser(user)
}

/** What the rest of the core needs to know of a user. */
export function actingUser(user: Row<'users'>): CallUser {
  const held = rolesOf(user)
  return { id: user.id, displayName: user.displayName, personId: user.personId, roles: held, permissions: permissionsOf(held) }
}
