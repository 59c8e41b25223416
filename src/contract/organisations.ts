import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'

import { customValues } from './custom-fields.ts'
import { tag } from './tags.ts'

export const organisationKinds = ['association', 'region', 'municipality', 'unit', 'authority', 'funder', 'studyAssociation', 'employer', 'other'] as const

const organisationFields = {
  kind: z.enum(organisationKinds),
  name: text(160),
  organisationNumber: optionalText(20),
  parentId: id.nullable().default(null),
  street: optionalText(),
  postcode: optionalText(10),
  town: optionalText(100),
  municipalityCode: optionalText(4),
  countryCode: optionalText(60),
  /** Whom it is for, such as those who live in its housing. */
  targetGroup: optionalText(300),
  email: optionalText(254),
  phone: optionalText(40),
  note: optionalText(2000),
}

const kind = z.enum(organisationKinds)
const named = z.object({ id, name: z.string() })
const status = z.enum(['future', 'current', 'ended'])
const period = { startsOn: localDate, endsOn: localDate.nullable() }

export const organisation = z.object({
  id, version, kind, name: z.string(), organisationNumber: z.string().nullable(), parentId: id.nullable(), parentName: z.string().nullable(),
  street: z.string().nullable(), postcode: z.string().nullable(), town: z.string().nullable(), municipalityCode: z.string().nullable(), countryCode: z.string().nullable(),
  targetGroup: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), note: z.string().nullable(),
  /** Its last day; null while it goes on. */
  endsOn: localDate.nullable(),
  isEnded: z.boolean(),
  /** What it lies under, the topmost first. */
  ancestors: z.array(named),
  /** Where it lay before, each until its last day there; the latest first. */
  placements: z.array(z.object({ id, parent: named.nullable(), endsOn: localDate })),
  /** The organisation that goes on in its place. */
  mergedInto: named.nullable(),
  /** Those in whose place it goes on. */
  mergedFrom: z.array(named.extend({ endsOn: localDate.nullable() })),
  tags: z.array(tag),
  /** Of the custom fields that the reader's roles may see. */
  customValues,
  children: z.array(named.extend({ kind, isEnded: z.boolean() })),
  bodies: z.array(named.extend({ ...period, status })),
  /** Audits that it ordered, or that were of it. */
  audits: z.array(named.extend({ orderedOn: localDate, isOrderer: z.boolean(), isAudited: z.boolean() })),
  /** Grants that it gives. */
  grants: z.array(named.extend({ ...period, status })),
})
export type Organisation = z.output<typeof organisation>

const treeNode = z.object({ id, name: z.string(), kind, parentId: id.nullable(), isEnded: z.boolean() })
export type OrganisationNode = z.output<typeof treeNode>

export const organisations = {
  list: procedure({ permission: 'organisations.read', summary: 'Organisations, filtered and sorted' })
    .input(
      z.strictObject({
        text: z.string().max(200).default(''),
        kind: kind.optional(),
        municipalityCode: z.string().max(4).optional(),
        /** Only what lies under this one, directly or further down. */
        underId: id.optional(),
        /** Whether it hosts a body today. */
        hasBodies: z.boolean().optional(),
        /** Whether there is a way to reach somebody there today. */
        hasContact: z.boolean().optional(),
        isEnded: z.boolean().optional(),
        sort: z.enum(['name', 'kind']).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(
      z.object({
        total: z.int(),
        rows: z.array(
          z.object({
            id, name: z.string(), kind, parentName: z.string().nullable(), isEnded: z.boolean(),
            street: z.string().nullable(), postcode: z.string().nullable(), town: z.string().nullable(), countryCode: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(),
          }),
        ),
      }),
    ),
  tree: procedure({ permission: 'organisations.read', summary: 'All organisations by name, each with the one it lies under' }).input(z.strictObject({})).output(z.array(treeNode)),
  read: procedure({ permission: 'organisations.read', summary: 'One organisation with what belongs to it' }).input(z.strictObject({ id })).output(organisation),
  create: procedure({ permission: 'organisations.write', summary: 'Register an organisation' }).input(z.strictObject({ ...organisationFields, customValues: customValues.default({}) })).output(z.object({ id })),
  update: procedure({ permission: 'organisations.write', summary: 'Change or correct an organisation' })
    .input(z.strictObject({ id, version, ...organisationFields, customValues: customValues.default({}) }))
    .output(z.object({})),
  move: procedure({ permission: 'organisations.write', summary: 'Move an organisation to another place in the tree from a day; where it lay before is kept' })
    .input(z.strictObject({ id, version, parentId: id.nullable(), movedOn: localDate }))
    .output(z.object({})),
  end: procedure({ permission: 'organisations.write', summary: 'End an organisation; it is kept but no longer offered' })
    .input(z.strictObject({ id, version, endsOn: localDate, reason: optionalText(200) }))
    .output(z.object({})),
  reopen: procedure({ permission: 'organisations.write', summary: 'Take back that an organisation has ended' }).input(z.strictObject({ id, version })).output(z.object({})),
}
