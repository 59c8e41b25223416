import { z } from 'zod'
import { id, instant, page, procedure, version } from './base.ts'
import type { Permission } from './permissions.ts'

/** What can be removed, and who may see what is said of it and that it has been removed. */
export const removables = {
  person: { table: 'persons', read: 'people.read' },
  organisation: { table: 'organisations', read: 'organisations.read' },
  body: { table: 'bodies', read: 'bodies.read' },
} as const satisfies Record<string, { readonly table: string; readonly read: Permission }>
export type Removable = keyof typeof removables
const removableNames = Object.keys(removables) as [Removable, ...Removable[]]

/** For how many days the recycle bin shows what was removed. */
export const binDays = 30

/** How many rows of each kind, by the kind's table; null stands for all that the reader may not see. */
const rowCounts = z.array(z.object({ table: z.string().nullable(), count: z.int() }))

const removed = z.object({
  /** By which it is restored. */
  entryId: id,
  kind: z.enum(removableNames),
  id,
  /** Null for a person with protected identity. */
  name: z.string().nullable(),
  memberNumber: z.string().nullable(),
  removedAt: instant,
  userName: z.string().nullable(),
  isRestorable: z.boolean(),
})
export type Removed = z.output<typeof removed>

const one = z.strictObject({ id, version })

export const removals = {
  preview: procedure({ permission: 'signedIn', summary: 'What would go along if something was removed, and what is built upon it and prevents that' })
    .input(z.strictObject({ kind: z.enum(removableNames), id }))
    .output(z.object({ goesAlong: rowCounts, builtUpon: rowCounts })),
  removePerson: procedure({ permission: 'people.write', summary: 'Remove a person whom nothing is built upon' }).input(one).output(z.object({})),
  removeOrganisation: procedure({ permission: 'organisations.write', summary: 'Remove an organisation that nothing is built upon' }).input(one).output(z.object({})),
  removeBody: procedure({ permission: 'bodies.write', summary: 'Remove a body that nothing is built upon' }).input(one).output(z.object({})),
  restore: procedure({ permission: 'signedIn', summary: 'Put back what was removed, as it was' }).input(z.strictObject({ entryId: id })).output(z.object({ entryId: id })),
  list: procedure({ permission: 'signedIn', summary: 'The recycle bin: what was removed in the last thirty days, newest first; protected identities unnamed' })
    .input(z.strictObject({ text: z.string().max(200).default(''), ...page }))
    .output(z.object({ total: z.int(), rows: z.array(removed) })),
}
