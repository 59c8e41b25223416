import { z } from 'zod'
import { id, instant, procedure, text, version } from './base.ts'

export const tagName = text(60)

/** A tag where it is shown on something. */
export const tag = z.object({ id, name: z.string() })
export type Tag = z.output<typeof tag>

const merging = { keptId: id, otherId: id }

export const tags = {
  list: procedure({ permission: 'people.read', summary: 'Every tag, by name, with how many persons and organisations have it' })
    .input(z.strictObject({}).optional())
    .output(z.array(tag.extend({ version, persons: z.int(), organisations: z.int(), archivedAt: instant.nullable() }))),
  tagPerson: procedure({ permission: 'people.write', summary: 'Give a person a tag by its name; a name that is new becomes a tag' })
    .input(z.strictObject({ personId: id, name: tagName }))
    .output(tag),
  untagPerson: procedure({ permission: 'people.write', summary: 'Take a tag from a person' }).input(z.strictObject({ personId: id, tagId: id })).output(z.object({})),
  tagOrganisation: procedure({ permission: 'organisations.write', summary: 'Give an organisation a tag by its name; a name that is new becomes a tag' })
    .input(z.strictObject({ organisationId: id, name: tagName }))
    .output(tag),
  untagOrganisation: procedure({ permission: 'organisations.write', summary: 'Take a tag from an organisation' })
    .input(z.strictObject({ organisationId: id, tagId: id }))
    .output(z.object({})),
  rename: procedure({ permission: 'people.write', summary: 'Give a tag another name' }).input(z.strictObject({ id, version, name: tagName })).output(z.object({})),
  archive: procedure({ permission: 'people.write', summary: 'Stop offering a tag; those who have it keep it' }).input(z.strictObject({ id, version })).output(z.object({})),
  restore: procedure({ permission: 'people.write', summary: 'Offer an archived tag again' }).input(z.strictObject({ id, version })).output(z.object({})),
  previewMerge: procedure({ permission: 'people.read', summary: 'How many would get the tag that stays, and how many have both already' })
    .input(z.strictObject(merging))
    .output(z.object({ moved: z.int(), already: z.int() })),
  merge: procedure({ permission: 'people.write', summary: 'Make one tag of two in one step that can be undone as one' })
    .input(z.strictObject({ ...merging, keptVersion: version, otherVersion: version }))
    .output(z.object({ moved: z.int() })),
}
