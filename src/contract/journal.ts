import { z } from 'zod'
import { id, instant, localDate, page, procedure } from './base.ts'
import { personRef } from './person-ref.ts'

/** A row that another refers to, by what people know it by; a table alone where nothing more may be said. */
const reference = z.object({
  table: z.string(),
  /** Whom it is or concerns. */
  person: personRef.nullable(),
  name: z.string().nullable(),
  /** What kind it is of and its number among those, such as the second deputy seat. */
  kind: z.string().nullable(),
  number: z.int().nullable(),
  on: localDate.nullable(),
  isRemoved: z.boolean(),
})
export type Reference = z.output<typeof reference>

const value = z.union([z.string(), z.number(), reference]).nullable()

const change = z.object({
  table: z.string(),
  rowId: id,
  operation: z.enum(['insert', 'update', 'delete', 'note']),
  /** Which row was changed, or whom it concerns; null where its own columns say so, or nothing may be said. */
  row: reference.nullable(),
  /** Each column that differs. Values of protected persons are left out. */
  fields: z.array(z.object({ field: z.string(), before: value, after: value })),
})

const journalEntry = z.object({
  id,
  sequence: z.int(),
  at: instant,
  userName: z.string().nullable(),
  procedure: z.string(),
  reason: z.string().nullable(),
  isUndoable: z.boolean(),
  undoneByEntryId: id.nullable(),
  undoOfEntryId: id.nullable(),
  changeCount: z.int(),
  changes: z.array(change),
})

export const journal = {
  list: procedure({ permission: 'journal.read', summary: 'What was changed, newest first; of one person, body or other row when subjectId is given' })
    .input(z.strictObject({ subjectId: id.optional(), ...page }))
    .output(z.object({ entries: z.array(journalEntry), total: z.int() })),
  lastUndoable: procedure({ permission: 'signedIn', summary: 'The newest change of one’s own that can be undone' })
    .input(z.strictObject({}).optional())
    .output(z.object({ entry: z.object({ id, procedure: z.string(), at: instant }).nullable() })),
  undo: procedure({ permission: 'signedIn', summary: 'Undo one journal entry as a whole, where nothing has been built upon it' })
    .input(z.strictObject({ entryId: id }))
    .output(z.object({ entryId: id })),
  verify: procedure({ permission: 'journal.read', summary: 'Check that the journal’s chain is whole' })
    .input(z.strictObject({}).optional())
    .output(z.object({ entries: z.int(), firstBroken: z.int().nullable() })),
}
