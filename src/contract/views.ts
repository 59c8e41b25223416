import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { languages } from '#shared/i18n/index.ts'
import { id, procedure, text, version } from './base.ts'
import { personSorts } from './people.ts'
import { chosenColumns, usualPersonColumns } from './person-columns.ts'
import { personCondition, personSelection } from './person-filters.ts'

/** How the register is shown: who, with which columns, in which order. */
const shownRegister = {
  ...personSelection,
  columns: chosenColumns.default([...usualPersonColumns]),
  sort: z.enum(personSorts).default('name'),
  descending: z.boolean().default(false),
}

const viewFields = {
  name: text(80),
  ...shownRegister,
  /** Whether everybody who may read the register sees it. */
  isShared: z.boolean().default(false),
  /** Whether only its owner and the administrator may change it. */
  isLocked: z.boolean().default(false),
}

const savedView = z.object({
  id, version, ...viewFields, ownerName: z.string(), isOwn: z.boolean(),
  /** Whether the reader may change what it shows; who sees it, and whether it is locked, is for its owner and the administrator. */
  mayChange: z.boolean(),
  mayManage: z.boolean(),
  /** What in it the reader may not filter by or see; while there is any, the view cannot be opened. */
  mayNotUse: z.object({ fields: z.array(personCondition.shape.field), columns: chosenColumns }),
})
export type SavedView = z.output<typeof savedView>

/** What can be made of the persons one has found. */
export const exportFormats = ['excel', 'csv', 'addresses', 'emails', 'labels', 'cards'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Membership cards: ten on a sheet of A4, or one to a page for a card printer. */
export const cardPapers = ['sheet', 'single'] as const

/** Sheets of labels sold in Sweden, by Avery's numbers. */
export const labelSheets = ['L7160', 'L7163', 'L7159'] as const

const exportStages = ['reading', 'writing'] as const

/** Why somebody is not in the file. */
export const leftOutReasons = ['noEmail', 'noAddress', 'tooLong', 'notMember', 'deceased'] as const

const exportEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), stage: z.enum(exportStages), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('finished'), documentId: z.string(), name: z.string(), byteCount: z.int(),
    /** How many persons are in the file. */
    personCount: z.int(),
    leftOut: z.array(z.object({ id, name: z.string(), reason: z.enum(leftOutReasons) })),
  }),
])
export type ExportEvent = z.output<typeof exportEvent>

export const views = {
  list: procedure({ permission: 'people.read', summary: 'Saved views of the register: one’s own and those that are shared' })
    .input(z.strictObject({}))
    .output(z.array(savedView)),
  create: procedure({ permission: 'views.write', summary: 'Save a view of the register' }).input(z.strictObject(viewFields)).output(z.object({ id })),
  update: procedure({ permission: 'views.write', summary: 'Change a saved view' }).input(z.strictObject({ id, version, ...viewFields })).output(z.object({})),
  remove: procedure({ permission: 'views.write', summary: 'Remove a saved view' }).input(z.strictObject({ id, version })).output(z.object({})),
  export: procedure({ permission: 'people.export', summary: 'Give persons out as a file, step by step; the last event names the document. Protected identities are left out' })
    .input(
      z.strictObject({
        ...shownRegister,
        /** Only these, where persons have been picked one by one; all who fit otherwise. */
        ids: z.array(id).max(200_000).optional(),
        format: z.enum(exportFormats),
        labelSheet: z.enum(labelSheets).default('L7160'),
        /** The first label to print on, counted along the rows; those before it have been used already. */
        firstLabel: z.int().min(1).max(24).default(1),
        cardPaper: z.enum(cardPapers).default('sheet'),
        /** The year that membership cards say they are valid for; this year when left out. */
        cardYear: z.int().min(2000).max(2200).optional(),
        language: z.enum(languages).default('sv'),
        /** Why it is taken out. Kept in the journal. */
        reason: text(300),
      }),
    )
    .output(eventIterator(exportEvent)),
}
