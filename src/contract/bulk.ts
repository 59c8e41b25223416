import { z } from 'zod'
import { id, localDate, optionalText, procedure, text } from './base.ts'
import { customValue } from './custom-fields.ts'
import { endReasonKinds } from './memberships.ts'
import { channels } from './person-choices.ts'
import { personSelection } from './person-filters.ts'
import { tagName } from './tags.ts'

/** What can be set on many persons at once. */
export const bulkChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preferredChannel'), preferredChannel: z.enum(channels) }),
  z.strictObject({ kind: z.literal('municipality'), municipalityCode: text(4) }),
  z.strictObject({ kind: z.literal('town'), town: text(100) }),
  z.strictObject({ kind: z.literal('blankGender') }),
  z.strictObject({ kind: z.literal('addTag'), name: tagName }),
  z.strictObject({ kind: z.literal('removeTag'), tagId: id }),
  z.strictObject({ kind: z.literal('endMembership'), endsOn: localDate, reasonKind: z.enum(endReasonKinds), reason: optionalText(200) }),
  z.strictObject({ kind: z.literal('note'), text: text(4000) }),
  /** One of the association's own fields; no value takes away what is there. */
  z.strictObject({ kind: z.literal('customField'), fieldId: id, value: customValue.default(null) }),
])
export type BulkChange = z.output<typeof bulkChange>
export const bulkKinds = ['preferredChannel', 'municipality', 'town', 'blankGender', 'addTag', 'removeTag', 'endMembership', 'note', 'customField'] as const satisfies readonly BulkChange['kind'][]

/** Why somebody who was chosen is not changed. */
export const bulkObstacles = ['protected', 'gone', 'noEmail', 'noAddress', 'noPhone', 'livesAbroad', 'otherTown', 'noMembership', 'beginsLater'] as const
export type BulkObstacle = (typeof bulkObstacles)[number]

const bulkEdit = {
  ...personSelection,
  /** Only these, where persons have been picked one by one; all who fit otherwise. */
  ids: z.array(id).max(200_000).optional(),
  change: bulkChange,
}

const counts = z.object({
  chosen: z.int(),
  /** How many get another value. */
  changed: z.int(),
  /** How many have it already. */
  already: z.int(),
  leftOut: z.array(z.object({ obstacle: z.enum(bulkObstacles), count: z.int() })),
})
export type BulkCounts = z.output<typeof counts>

export const bulk = {
  preview: procedure({ permission: 'people.write', summary: 'How many persons a change would concern, how many have it already, and who would be left out and why' })
    .input(z.strictObject(bulkEdit))
    .output(counts),
  run: procedure({ permission: 'people.write', summary: 'Set one thing on many persons in one step that can be undone as one; protected identities are left out' })
    .input(
      z.strictObject({
        ...bulkEdit,
        /** How many the preview said would change; when that is no longer so, nothing is changed. */
        expected: z.int().min(0).optional(),
      }),
    )
    .output(counts),
}
