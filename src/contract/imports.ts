import { z } from 'zod'
import { importFields } from '#shared/data/import-headings.ts'
import { finding, id, instant, localDate, procedure } from './base.ts'
import { personRef } from './people.ts'

/** What a list says of a person, as a preview shows it. */
export const previewFields = [
  'memberNumber', 'givenName', 'familyName', 'identityNumber', 'birthDate', 'gender', 'careOf', 'street', 'postcode', 'town', 'municipalityCode', 'email', 'phone', 'otherPhone',
  'note', 'isProtected', 'membershipKind', 'memberSince', 'memberUntil', 'fee',
] as const
export type PreviewField = (typeof previewFields)[number]

/** At most this many rows of each group are shown; all are counted and imported. */
export const mostShownRows = 500

const shownValue = z.union([z.string(), z.number()]).nullable()
const field = z.enum(previewFields)
/** Which year's, for a fee. */
const year = z.int().nullable()
const differences = z.array(z.object({ field, year, before: shownValue, after: shownValue }))
/** The row as its owner's spreadsheet numbers it. */
const rowNumber = z.int()

const column = z.object({
  /** From 0. */
  index: z.int().min(0).max(1000),
  /** What the column is read as; null leaves it out. */
  field: z.enum(importFields).nullable(),
  /** The year of a column such as `Betald 2026`. */
  year: z.int().min(1900).max(2200).nullable().default(null),
})

/** The file, and what a person decided about it. The same for preview and import. */
const list = {
  /** An Excel workbook (xlsx) or a text file with separators. */
  file: z.file(),
  /** How columns are read; when left out, as their headings say. Columns that are not named are left out. */
  columns: z.array(column).max(1000).optional(),
  /** What becomes of unclear rows; those without a choice are not imported. */
  choices: z
    .array(z.discriminatedUnion('action', [z.strictObject({ action: z.literal('create'), rowNumber }), z.strictObject({ action: z.literal('update'), rowNumber, personId: id })]))
    .max(20_000)
    .default([]),
}

const counts = { fresh: z.int(), changed: z.int(), unclear: z.int(), unchanged: z.int(), skipped: z.int() }
const freshRow = { rowNumber, values: z.array(z.object({ field, year, value: shownValue })), notes: z.array(finding) }

const preview = z.object({
  sheetName: z.string(),
  headingRow: rowNumber,
  columns: z.array(z.object({ ...column.shape, heading: z.string(), examples: z.array(z.string()), isHidden: z.boolean() })),
  /** Why nothing can be imported with these columns. The groups are then empty. */
  problems: z.array(finding),
  counts: z.object(counts),
  fresh: z.array(z.object(freshRow)),
  changed: z.array(z.object({ ...freshRow, person: personRef, differences })),
  unclear: z.array(
    z.object({
      ...freshRow,
      reasons: z.array(finding),
      /** Whether the row may become a new person. */
      mayBeNew: z.boolean(),
      /** Whom in the register it may be, and what it would change. */
      candidates: z.array(z.object({ person: personRef, birthDate: localDate.nullable(), town: z.string().nullable(), differences })),
    }),
  ),
  skipped: z.array(z.object({ rowNumber, reason: finding })),
})
export type ImportPreviewShown = z.output<typeof preview>

export const imports = {
  preview: procedure({ permission: 'people.import', summary: 'Show what a member list would change, without changing anything' }).input(z.strictObject(list)).output(preview),
  run: procedure({ permission: 'people.import', summary: 'Import a member list in one step that can be undone as one' })
    .input(
      z.strictObject({
        ...list,
        /** How many a preview without choices showed; when the register has changed since, nothing is imported. */
        expected: z.strictObject({ fresh: z.int(), changed: z.int() }).optional(),
      }),
    )
    .output(z.object({ ...counts, /** Nothing where the list changed nothing. */ batchId: id.nullable(), entryId: id.nullable() })),
  list: procedure({ permission: 'people.import', summary: 'The imports that are in force, newest first' })
    .input(z.strictObject({}).optional())
    .output(
      z.array(
        z.object({ id, importedAt: instant, userName: z.string().nullable(), fresh: z.int(), changed: z.int(), unclear: z.int(), skipped: z.int(), isUndoable: z.boolean() }),
      ),
    ),
  undo: procedure({ permission: 'people.import', summary: 'Undo an import as a whole, where nothing has been built upon it' })
    .input(z.strictObject({ id }))
    .output(z.object({ entryId: id })),
}
