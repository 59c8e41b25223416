import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { languages, type RuleCode } from '#shared/i18n/index.ts'
import { procedure, text } from './base.ts'
import type { List } from './list-declaration.ts'
import { lists as declared } from './list-columns.ts'

export type ListName = keyof typeof declared
/** What a list is asked: its filters and its order, as on the screen. */
export type ListQuery<Name extends ListName> = NonNullable<(typeof declared)[Name]['query']>

/** The lists that can be taken out, each with its columns. */
export const takenLists: Readonly<Record<ListName, List>> = declared
export const listNames = Object.keys(declared) as [ListName, ...ListName[]]

export const listFormats = ['excel', 'csv'] as const
export type ListFormat = (typeof listFormats)[number]
const listStages = ['reading', 'writing'] as const

const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), stage: z.enum(listStages), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('finished'), documentId: z.string(), name: z.string(), byteCount: z.int(), rowCount: z.int() }),
])
export type ListEvent = z.output<typeof event>

export const lists = {
  export: procedure({ permission: 'people.export', summary: 'Take a list out as a file with chosen columns; the reason is journalled. Demands the right to read the list as well' })
    .input(
      z.strictObject({
        list: z.enum(listNames),
        /** As the list's own procedure takes it. All rows that fit are in the file, not only those of a window. */
        query: z.record(z.string(), z.unknown()).default({}),
        /** In the order of the file. */
        columns: z.array(z.string().max(60)).min(1, 'lists.noColumns' satisfies RuleCode).max(60),
        format: z.enum(listFormats).default('excel'),
        language: z.enum(languages).default('sv'),
        /** Why it is taken out. Kept in the journal. */
        reason: text(300),
      }),
    )
    .output(eventIterator(event)),
}
