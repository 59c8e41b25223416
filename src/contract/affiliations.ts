import { z } from 'zod'
import { id, localDate, optionalText, procedure, version } from './base.ts'
import { personRef } from './person-ref.ts'

/** How a person belongs to an organisation. That she is a patient or user somewhere is not kept: it tells of her health. */
export const linkTypes = ['member', 'boardMember', 'employee', 'representative'] as const

const named = z.object({ id, name: z.string() })
const status = z.enum(['future', 'current', 'ended'])
const period = { startsOn: localDate, endsOn: localDate.nullable() }
const givenPeriod = { startsOn: localDate, endsOn: localDate.nullable().default(null) }

export const contact = z.object({
  id, version,
  /** Null where she is not in the register; then she has a name. */
  person: personRef.nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  role: z.string().nullable(),
  ...period,
  status,
})
export type OrganisationContact = z.output<typeof contact>

const link = z.object({ id, version, type: z.enum(linkTypes), isDefault: z.boolean(), ...period, status })
const personLink = link.extend({ organisation: named.extend({ isEnded: z.boolean() }) })
export type PersonLink = z.output<typeof personLink>
export const organisationLink = link.extend({ person: personRef })
export type OrganisationLink = z.output<typeof organisationLink>

const contactFields = { name: optionalText(120), phone: optionalText(40), email: optionalText(254), role: optionalText(120), ...givenPeriod }
const linkFields = {
  type: z.enum(linkTypes),
  ...givenPeriod,
  /** The organisation she speaks for unless something else is said. */
  isDefault: z.boolean().default(false),
}

export const affiliations = {
  ofOrganisation: procedure({ permission: 'organisations.read', summary: 'Who is to be reached at an organisation, who belongs to it, and who speaks for it' })
    .input(z.strictObject({ organisationId: id }))
    .output(
      z.object({
        contacts: z.array(contact),
        links: z.array(organisationLink),
        /** Assignments on its behalf, those that go on first. */
        speakers: z.array(z.object({ assignmentId: id, person: personRef, body: named, role: z.string(), ...period, status })),
      }),
    ),
  ofPerson: procedure({ permission: 'people.read', summary: 'The organisations that a person belongs to or is the contact of' })
    .input(z.strictObject({ personId: id }))
    .output(
      z.object({
        links: z.array(personLink),
        contactAt: z.array(z.object({ id, organisation: named, role: z.string().nullable(), ...period, status })),
        /** The organisation that she speaks for by default today. */
        speaksFor: named.nullable(),
      }),
    ),
  addContact: procedure({ permission: 'organisations.write', summary: 'Add a contact person of an organisation: one of the register, or an outsider by name' })
    .input(z.strictObject({ organisationId: id, personId: id.nullable().default(null), ...contactFields }))
    .output(z.object({ id })),
  updateContact: procedure({ permission: 'organisations.write', summary: 'Change or end a contact person of an organisation' })
    .input(z.strictObject({ id, version, ...contactFields }))
    .output(z.object({})),
  removeContact: procedure({ permission: 'organisations.write', summary: 'Remove a contact person who was recorded by mistake' }).input(z.strictObject({ id, version })).output(z.object({})),
  addLink: procedure({ permission: 'people.write', summary: 'Record that a person belongs to an organisation' })
    .input(z.strictObject({ personId: id, organisationId: id, ...linkFields }))
    .output(z.object({ id })),
  updateLink: procedure({ permission: 'people.write', summary: 'Change or end what a person has to do with an organisation' })
    .input(z.strictObject({ id, version, ...linkFields }))
    .output(z.object({})),
  removeLink: procedure({ permission: 'people.write', summary: 'Remove what was recorded by mistake' }).input(z.strictObject({ id, version })).output(z.object({})),
  mergeOrganisation: procedure({ permission: 'organisations.write', summary: 'Merge an organisation into another; what lies under it, its contacts and members go on there' })
    .input(
      z.strictObject({
        id, version, intoId: id, endsOn: localDate,
        /** Whether bodies that go on have the other as their host from now on; that takes `bodies.write` too. */
        moveBodies: z.boolean().default(false),
      }),
    )
    .output(z.object({})),
}
