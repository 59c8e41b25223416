import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { finding, id, instant, localDate, ore, page, procedure, text, version } from './base.ts'

/** Why two registrations may be one person. */
const duplicateReasons = ['sameName', 'swappedName', 'shortName', 'similarName', 'formerName', 'sameBirthDate', 'similarBirthDate', 'sameEmail', 'samePhone', 'sameAddress'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

const reasons = z.array(z.enum(duplicateReasons))
const mentioned = z.object({ id, name: z.string(), memberNumber: z.string().nullable(), birthDate: localDate.nullable(), town: z.string().nullable() })
export type MentionedPerson = z.output<typeof mentioned>

const typed = (max: number) => z.string().max(max).nullable().default(null)

const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('finished'), pairs: z.int() }),
])
export type DuplicateSearchEvent = z.output<typeof event>

/** Of two values, that of the person who stays, that of the other, or for a note both. */
const mergeChoices = ['kept', 'other', 'both'] as const
export type MergeChoice = (typeof mergeChoices)[number]

/** Who stays and whose registration goes up into hers. */
const pair = { keptId: id, otherId: id }

const side = z.object({ id, version, name: z.string(), memberNumber: z.string().nullable(), createdAt: instant })

/** A year's fee as one chooses between two; the day is that on which something was last paid. */
const feeSide = z.object({ amountOre: ore, /** Null where somebody only said that it is paid. */ paidOre: ore.nullable(), paidOn: localDate.nullable(), isWithdrawn: z.boolean() })
export type MergeFeeSide = z.output<typeof feeSide>

const preview = z.object({
  kept: side,
  other: side,
  /** What is filled in on either. Identity and account numbers are masked. */
  fields: z.array(z.object({ field: z.string(), kept: z.string().nullable(), other: z.string().nullable(), choices: z.array(z.enum(mergeChoices)), chosen: z.enum(mergeChoices) })),
  /** Years for which different amounts were asked of the two, not both paid: one is kept, with the payments, references and reminders of both. `field` is what the choice goes by. */
  fees: z.array(z.object({ field: z.string(), year: z.int(), kept: feeSide, other: feeSide, chosen: z.enum(['kept', 'other']) })),
  /** How many rows of each table go over to the one who stays, of what the reader may see. */
  moves: z.array(z.object({ table: z.string(), count: z.int() })),
  /** How many more, of tables that the reader may not see. */
  otherMoves: z.int(),
  /** What is joined, and what one should know. */
  notices: z.array(finding),
  /** Why they cannot be merged, each with what to do. */
  obstacles: z.array(finding),
  willBeProtected: z.boolean(),
})
export type MergePreview = z.output<typeof preview>

export const duplicates = {
  similar: procedure({ permission: 'people.write', summary: 'Persons in the register that one being registered may be; protected identities are left out' })
    .input(
      z.strictObject({
        givenName: typed(100), familyName: typed(100), birthDate: localDate.nullable().default(null), email: typed(254), phone: typed(40), otherPhone: typed(40), street: typed(200), postcode: typed(10),
      }),
    )
    .output(z.array(z.object({ person: mentioned, reasons }))),
  search: procedure({ permission: 'people.write', summary: 'Search the whole register for persons registered twice, or follow the search that goes on, step by step; list shows what was found' })
    .input(z.strictObject({}).optional())
    .output(eventIterator(event)),
  stopSearch: procedure({ permission: 'people.write', summary: 'Stop the search for persons registered twice' }).input(z.strictObject({}).optional()).output(z.object({})),
  list: procedure({ permission: 'people.write', summary: 'The pairs that the last search found, most likely first; dismissed ones are left out' })
    .input(z.strictObject({ ...page }))
    .output(z.object({ /** Whether a search goes on, whoever began it. */ isSearching: z.boolean(), searchedAt: instant.nullable(), total: z.int(), pairs: z.array(z.object({ first: mentioned, second: mentioned, score: z.int(), reasons })) })),
  dismiss: procedure({ permission: 'people.write', summary: 'Say that two registrations are two persons, so that they are not shown as a pair again' })
    .input(z.strictObject({ firstPersonId: id, secondPersonId: id }))
    .output(z.object({ id })),
  preview: procedure({ permission: 'people.write', summary: 'What merging two registrations would do, without doing it' }).input(z.strictObject(pair)).output(preview),
  previewProtected: procedure({ permission: 'people.openProtected', summary: 'The same where either has protected identity; the reason is journalled' })
    .input(z.strictObject({ ...pair, reason: text(300) }))
    .output(preview),
  merge: procedure({ permission: 'people.write', summary: 'Merge two registrations of one person in one step that can be undone as one' })
    .input(
      z.strictObject({
        ...pair,
        keptVersion: version,
        otherVersion: version,
        /** By field, as in the preview; fields left out become as the preview proposes. */
        choices: z.record(z.string(), z.enum(mergeChoices)).default({}),
        /** Needed where either has protected identity; journalled. */
        reason: z.string().trim().max(300, 'common.tooLong').default(''),
      }),
    )
    .output(z.object({ id })),
}
