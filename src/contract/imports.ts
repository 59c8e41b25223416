import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { importFields } from '#shared/data/import-headings.ts'
import { finding, id, instant, localDate, procedure, text, version } from './base.ts'
import { customKey, customValue } from './custom-fields.ts'
import { personRef } from './people.ts'

/** What a column of a list can be read as: a field of the register, or one of the association's own. */
const target = z.union([z.enum(importFields), customKey])
export type ImportTarget = z.output<typeof target>

/** The columns that make an address. It is one thing: where one of them only fills in what is missing, all do. */
export const addressTargets: readonly ImportTarget[] = ['careOf', 'street', 'postcode', 'town', 'country']

/** What a column may do where the register has a value already: only fill in what is missing, or take its place. A blank never does either. */
const overwriteRules = ['fillIn', 'replace'] as const
export type OverwriteRule = (typeof overwriteRules)[number]

/** What can decide that a row is a person already registered, beside custom fields. */
export const personKeys = ['memberNumber', 'identityNumber', 'emailAndName', 'nameAndBirthDate'] as const
const key = z.union([z.enum(personKeys), customKey])
export type ImportKey = z.output<typeof key>

/** What a list says of a person, as a preview shows it. */
const previewFields = [
  'memberNumber', 'givenName', 'familyName', 'identityNumber', 'birthDate', 'gender', 'careOf', 'street', 'postcode', 'town', 'countryCode', 'municipalityCode', 'email', 'phone', 'otherPhone',
  'note', 'isProtected', 'membershipKind', 'memberSince', 'memberUntil', 'fee',
] as const
const field = z.union([z.enum(previewFields), customKey])
export type PreviewField = z.output<typeof field>

/** At most this many rows of each group are shown; all are counted and imported. */
export const mostShownRows = 500

/** Which year's, for a fee. */
const year = z.int().nullable()
const differences = z.array(z.object({ field, year, before: customValue, after: customValue }))
/** The row as its owner's spreadsheet numbers it. */
const rowNumber = z.int()

const reading = {
  /** What the column is read as; null leaves it out. */
  field: target.nullable(),
  /** The year of a column such as `Betald 2026`. */
  year: z.int().min(1900).max(2200).nullable().default(null),
}
/** From 0. */
const index = z.int().min(0).max(1000)
/** When left out, as is usual for what the column holds. */
const overwrite = z.enum(overwriteRules).optional()
const keys = z.array(key).max(50)

/** The file, and what a person decided about it. The same for preview and import. */
const list = {
  /** An Excel workbook (xlsx) or a text file with separators. */
  file: z.file(),
  /** How columns are read; when left out, as their headings say. Columns that are not named are left out. */
  columns: z.array(z.object({ index, ...reading, overwrite })).max(1000).optional(),
  /** What decides that a row is a person already registered; when left out, as the list was read last, or all numbers, and name with e-mail or birth date. */
  keys: keys.optional(),
  /** What becomes of unclear rows; those without a choice are not imported. */
  choices: z
    .array(
      z.discriminatedUnion('action', [
        z.strictObject({ action: z.literal('create'), rowNumber }),
        z.strictObject({ action: z.literal('update'), rowNumber, personId: id }),
        /** The same person as an earlier row of the list: fills in what that one lacks. */
        z.strictObject({ action: z.literal('join'), rowNumber, otherRow: rowNumber }),
      ]),
    )
    .max(20_000)
    .default([]),
}

/** No country is Sweden. */
const address = z.object({ careOf: z.string().nullable(), street: z.string().nullable(), postcode: z.string().nullable(), town: z.string().nullable(), countryCode: z.string().nullable() })

const counts = { fresh: z.int(), changed: z.int(), unclear: z.int(), unchanged: z.int(), skipped: z.int() }
const values = z.array(z.object({ field, year, value: customValue }))
const freshRow = {
  rowNumber, values, notes: z.array(finding),
  /** Years whose fee the row says is paid but not when: the day is supposed. */
  undatedFeeYears: z.array(z.int()),
}

const preview = z.object({
  sheetName: z.string(),
  /** Further sheets with headings, which are not read. */
  otherSheets: z.array(z.string()),
  /** The headings of columns that are not read because another means the same, though they hold something. */
  doubled: z.array(z.string()),
  headingRow: rowNumber,
  columns: z.array(
    z.object({
      index, ...reading, heading: z.string(), examples: z.array(z.string()), isHidden: z.boolean(),
      /** Nothing where it cannot be chosen: a protection is never ended and a payment never taken back. */
      overwrite: z.enum(overwriteRules).nullable(),
    }),
  ),
  /** Where the proposed reading comes from: choices kept from before, or a public column list. */
  source: z.discriminatedUnion('kind', [z.object({ kind: z.literal('mapping'), id, name: z.string() }), z.object({ kind: z.literal('template'), name: z.string() })]).nullable(),
  /** What decides that a row is a person already registered, and what could do so with these columns. */
  keys,
  possibleKeys: keys,
  /** Why nothing can be imported with these columns. The groups are then empty. */
  problems: z.array(finding),
  /** Years whose fee the list says is paid but not when, in how many rows, and the day that the payments get. */
  undatedFees: z.array(z.object({ year: z.int(), paidOn: localDate, count: z.int() })),
  counts: z.object(counts),
  fresh: z.array(z.object(freshRow)),
  changed: z.array(
    z.object({
      ...freshRow, person: personRef, differences,
      /** The whole address where any part of it changes: it is taken or left as one. */
      address: z.object({ before: address, after: address }).nullable(),
    }),
  ),
  unclear: z.array(
    z.object({
      ...freshRow,
      reasons: z.array(finding),
      /** Whether the row may become a new person. */
      mayBeNew: z.boolean(),
      /** Whether it is certain who it is, so that only what cannot be taken of the row is in doubt. */
      isKnown: z.boolean(),
      /** Whom in the register it may be, and what it would change. */
      candidates: z.array(
        z.object({
          person: personRef, birthDate: localDate.nullable(), town: z.string().nullable(), address, differences,
          /** Whether another row changes this person already, so that it is counted. */
          isChanged: z.boolean(),
          /** What the register has of all that the row says, in the same order, and whether that is the same. */
          held: z.array(z.object({ field, year, value: customValue, isSame: z.boolean() })),
        }),
      ),
      /** The earlier row of the list that may be the same person. */
      otherRow: z
        .object({
          ...freshRow,
          /** Whether that row is counted as new or changed without this one. */
          isCounted: z.boolean(),
        })
        .nullable(),
    }),
  ),
  skipped: z.array(z.object({ rowNumber, reason: finding })),
})
export type ImportPreviewShown = z.output<typeof preview>

const importStages = ['opening', 'reading', 'comparing', 'writing', 'saving'] as const

/** How many rows are done. Of opening and saving no part is known: they have no total. */
const progress = z.object({ kind: z.literal('progress'), stage: z.enum(importStages), done: z.int(), total: z.int() })
export type ImportProgress = z.output<typeof progress>

const ran = z.object({
  ...counts,
  /** The rows of which nothing was imported, and why; at most as many as a preview shows. */
  leftOut: z.array(z.object({ rowNumber, reasons: z.array(finding) })),
  /** Nothing where the list changed nothing. */
  batchId: id.nullable(),
  entryId: id.nullable(),
})
export type ImportRan = z.output<typeof ran>

const mappingName = text(80)
/** How a list is read, as it is kept. */
export const keptReading = z.strictObject({
  /** Every column of the list, in order. */
  columns: z.array(z.strictObject({ heading: z.string(), ...reading, overwrite })).min(1).max(1000),
  keys: keys.optional(),
})
export type KeptReading = z.output<typeof keptReading>
const keptMapping = z.object({ id, version, name: z.string(), headings: z.array(z.string()), savedAt: instant })
export type KeptMapping = z.output<typeof keptMapping>

export const imports = {
  preview: procedure({ permission: 'people.import', summary: 'Show what a member list would change, without changing anything; the last event holds it' })
    .input(z.strictObject(list))
    .output(eventIterator(z.discriminatedUnion('kind', [progress, z.object({ kind: z.literal('finished'), ...preview.shape })]))),
  run: procedure({ permission: 'people.import', summary: 'Import a member list in one step that can be undone as one, telling how far it has got; stopped before its end it changes nothing' })
    .input(
      z.strictObject({
        ...list,
        /** How many a preview without choices showed; when the register has changed since, nothing is imported. */
        expected: z.strictObject({ fresh: z.int(), changed: z.int() }).optional(),
      }),
    )
    .output(eventIterator(z.discriminatedUnion('kind', [progress, z.object({ kind: z.literal('finished'), ...ran.shape })]))),
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
  mappings: procedure({ permission: 'people.import', summary: 'How lists with certain headings are read, as it was chosen' })
    .input(z.strictObject({}).optional())
    .output(z.array(keptMapping)),
  saveMapping: procedure({ permission: 'people.import', summary: 'Keep how a list is read; proposed the next time a list with the same headings comes' })
    .input(z.strictObject({ name: mappingName, ...keptReading.shape }))
    .output(z.object({ id })),
  renameMapping: procedure({ permission: 'people.import', summary: 'Give what is kept of a list another name' }).input(z.strictObject({ id, version, name: mappingName })).output(z.object({})),
  removeMapping: procedure({ permission: 'people.import', summary: 'Forget how a list is read' }).input(z.strictObject({ id, version })).output(z.object({})),
}
