import { z } from 'zod'
import { id, optionalText, page, procedure, text, version } from './base.ts'

export const organisationKinds = ['association', 'region', 'municipality', 'unit', 'authority', 'funder', 'studyAssociation', 'employer', 'other'] as const

export const organisationFields = {
  kind: z.enum(organisationKinds),
  name: text(160),
  organisationNumber: optionalText(20),
  parentId: id.nullable().default(null),
  municipalityCode: optionalText(4),
  email: optionalText(254),
  phone: optionalText(40),
  contactName: optionalText(120),
  note: optionalText(2000),
}

export const organisation = z.object({
  id, version, kind: z.enum(organisationKinds), name: z.string(), organisationNumber: z.string().nullable(), parentId: id.nullable(), parentName: z.string().nullable(),
  municipalityCode: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), contactName: z.string().nullable(), note: z.string().nullable(),
  children: z.array(z.object({ id, name: z.string() })),
  bodies: z.array(z.object({ id, name: z.string() })),
})

export const organisations = {
  list: procedure({ permission: 'organisations.read', summary: 'Organisations, filtered and sorted' })
    .input(
      z.strictObject({
        text: z.string().max(200).default(''),
        kind: z.enum(organisationKinds).optional(),
        sort: z.enum(['name', 'kind']).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(z.object({ id, name: z.string(), kind: z.enum(organisationKinds), parentName: z.string().nullable(), contactName: z.string().nullable() })) })),
  read: procedure({ permission: 'organisations.read', summary: 'One organisation with what belongs to it' }).input(z.strictObject({ id })).output(organisation),
  create: procedure({ permission: 'organisations.write', summary: 'Register an organisation' }).input(z.strictObject(organisationFields)).output(z.object({ id })),
  update: procedure({ permission: 'organisations.write', summary: 'Change an organisation' })
    .input(z.strictObject({ id, version, ...organisationFields }))
    .output(z.object({})),
}
