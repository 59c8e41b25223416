import { z } from 'zod'
import { finding, id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { contactDetail, personAddress } from './contacts.ts'
import { guardian } from './guardians.ts'
import { ground, legalBases, sensitiveFact } from './sensitive.ts'
import { personRef } from './person-ref.ts'
import { channels, genders, membershipKinds, personRoles, startReasonKinds } from './person-choices.ts'
import { chosenColumns, personRow, usualPersonColumns } from './person-columns.ts'
import { personSelection } from './person-filters.ts'
import { customValues } from './custom-fields.ts'
import { tag } from './tags.ts'

export { channels, genders, membershipKinds }

export { personRef, type PersonRef } from './person-ref.ts'

const period = { startsOn: localDate, endsOn: localDate.nullable() }

/** The fields of a person that the office registers. */
const personFields = {
  memberNumber: optionalText(30),
  givenName: text(100),
  familyName: text(100),
  birthDate: localDate.nullable().default(null),
  /** Only for those who are paid. Personal identity or coordination number. */
  identityNumber: optionalText(30),
  gender: z.enum(genders).nullable().default(null),
  careOf: optionalText(),
  street: optionalText(),
  postcode: optionalText(10),
  town: optionalText(100),
  municipalityCode: optionalText(4),
  /** A code or a name; empty for Sweden. */
  countryCode: optionalText(60),
  email: optionalText(254),
  phone: optionalText(40),
  otherPhone: optionalText(40),
  preferredChannel: z.enum(channels).default('letter'),
  note: optionalText(2000),
  isProtected: z.boolean().default(false),
  pronoun: optionalText(40),
  formerName: optionalText(200),
  /** The language the person would rather speak and read. */
  language: optionalText(60),
  /** The language an interpreter is needed for; empty where none is. */
  interpreterLanguage: optionalText(60),
  /** Whom to call instead of the person herself, and what to know about it. */
  contactPersonId: id.nullable().default(null),
  contactPersonNote: optionalText(300),
  /** One to contact instead who is not in the register: the name, what she is to the person, and how she is reached. */
  contactName: optionalText(200),
  contactRelation: optionalText(60),
  contactPhone: optionalText(40),
  contactEmail: optionalText(254),
}

/** What may be said of why somebody becomes a member. */
export const startReason = { reasonKind: z.enum(startReasonKinds).nullable().default(null), reason: optionalText(200) }

const membership = z.object({ id, version, kind: z.enum(membershipKinds), ...period, startReasonKind: z.string().nullable(), startReason: z.string().nullable(), endReasonKind: z.string().nullable(), endReason: z.string().nullable(), status: z.enum(['future', 'current', 'ended']) })

export const person = z.object({
  id,
  version,
  memberNumber: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: localDate.nullable(),
  /** Masked: only the birth date's year and dots, or null. */
  maskedIdentityNumber: z.string().nullable(),
  gender: z.enum(genders).nullable(),
  careOf: z.string().nullable(),
  street: z.string().nullable(),
  postcode: z.string().nullable(),
  town: z.string().nullable(),
  municipalityCode: z.string().nullable(),
  countryCode: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  otherPhone: z.string().nullable(),
  preferredChannel: z.enum(channels),
  note: z.string().nullable(),
  tags: z.array(tag),
  /** Of the custom fields that the reader's roles may see. */
  customValues,
  isProtected: z.boolean(),
  pronoun: z.string().nullable(),
  formerName: z.string().nullable(),
  language: z.string().nullable(),
  interpreterLanguage: z.string().nullable(),
  /** Whom to call instead, with the number to call. */
  contactPerson: personRef.extend({ phone: z.string().nullable() }).nullable(),
  contactPersonNote: z.string().nullable(),
  /** One to contact instead who is not in the register. */
  contactName: z.string().nullable(),
  contactRelation: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  deceasedOn: localDate.nullable(),
  /** Whether the protected details are shown in this answer. */
  isOpened: z.boolean(),
  /** Of masked details: the entry of the journal that changed something of her last, so that a window which shows them knows that they are others now. */
  lastChange: z.int().nullable(),
  memberships: z.array(membership),
  /** Null where the reader may not see them. Those that have ended are not among them; of the oldest the ground is not known. */
  stipendDeclinations: z.array(z.object({ id, version, ...period, purpose: z.string().nullable(), legalBasis: z.enum(legalBases).nullable(), consentedOn: localDate.nullable() })).nullable(),
  /** Masked to the last four digits. */
  paymentAccounts: z.array(z.object({ id, version, clearingNumber: z.string(), maskedAccountNumber: z.string(), bank: z.string().nullable(), ...period })),
  /** Further ways to reach the person; the preferred e-mail and telephone are the person's own. */
  contactDetails: z.array(contactDetail),
  /** Where she has lived and will live; the present address is the person's own. */
  addresses: z.array(personAddress),
  guardians: z.array(guardian),
  /** What is missing for one who is under age today. */
  childFindings: z.array(finding),
  /** Null where the reader may not see them, or the details are masked. Only facts in force today. */
  sensitiveFacts: z.array(sensitiveFact).nullable(),
  roles: z.array(
    z.object({
      role: z.enum(personRoles),
      startsOn: localDate.nullable(),
      endsOn: localDate.nullable(),
      status: z.enum(['future', 'current', 'ended']),
      /** The body, course, audit or person that it is about. */
      about: z.string().nullable(),
    }),
  ),
})
export type Person = z.output<typeof person>

export const personSorts = ['name', 'memberNumber', 'birthDate', 'town', 'municipalityCode', 'email'] as const

export const people = {
  list: procedure({ permission: 'people.read', summary: 'The register, filtered and sorted; protected identities are left out' })
    .input(
      z.strictObject({
        ...personSelection,
        columns: chosenColumns.default([...usualPersonColumns]),
        sort: z.enum(personSorts).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(personRow) })),
  listIds: procedure({ permission: 'people.read', summary: 'The identifiers of all persons who fit a filter, by name; protected identities are left out' })
    .input(z.strictObject(personSelection))
    .output(z.array(id)),
  read: procedure({ permission: 'people.read', summary: 'Everything about one person; protected details masked' }).input(z.strictObject({ id })).output(person),
  openProtected: procedure({ permission: 'people.openProtected', summary: 'Show a protected person’s details; the reason is journalled' })
    .input(z.strictObject({ id, reason: text(300) }))
    .output(person),
  listProtected: procedure({ permission: 'people.openProtected', summary: 'List the persons with protected identity; the reason is journalled' })
    .input(z.strictObject({ reason: text(300) }))
    .output(z.array(z.object({ id, name: z.string(), memberNumber: z.string().nullable() }))),
  readIdentityNumber: procedure({ permission: 'people.readIdentityNumber', summary: 'Show a person’s identity number; the reason is journalled' })
    .input(z.strictObject({ id, reason: text(300) }))
    .output(z.object({ identityNumber: z.string().nullable() })),
  create: procedure({ permission: 'people.write', summary: 'Register a person' })
    .input(z.strictObject({ ...personFields, customValues: customValues.default({}), membership: z.strictObject({ kind: z.enum(membershipKinds), startsOn: localDate, ...startReason }).nullable().default(null) }))
    .output(z.object({ id })),
  update: procedure({ permission: 'people.write', summary: 'Change a person’s details; fields left out stay as they are' })
    .input(z.strictObject({ id, version, changes: z.strictObject({ ...partialFields(personFields), customValues: customValues.optional() }) }))
    .output(z.object({ version })),
  recordDeath: procedure({ permission: 'people.write', summary: 'Record the day a person died; memberships, seats and all else that the person was end with it' })
    .input(z.strictObject({ id, version, deceasedOn: localDate }))
    .output(z.object({})),
  takeBackDeath: procedure({ permission: 'people.write', summary: 'Take back a death that was recorded by mistake; what ended with it is as before' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  setPaymentAccount: procedure({ permission: 'claims.write', summary: 'Record the bank account a person is paid to; an earlier one ends the day before' })
    .input(z.strictObject({ personId: id, clearingNumber: text(10), accountNumber: text(20), startsOn: localDate }))
    .output(z.object({ id })),
  declineStipend: procedure({ permission: 'claims.write', summary: 'Record that a person declines stipends; the reason is never asked' })
    .input(z.strictObject({ personId: id, startsOn: localDate, ...ground }))
    .output(z.object({ id })),
  renewStipendDeclination: procedure({ permission: 'claims.write', summary: 'Record that a person declines stipends anew, until another day' })
    .input(z.strictObject({ id, version, ...ground }))
    .output(z.object({})),
  endStipendDeclination: procedure({ permission: 'claims.write', summary: 'Record that a person no longer declines stipends' })
    .input(z.strictObject({ id, version, endsOn: localDate }))
    .output(z.object({})),
}

/** The same fields, each of which may be left out; no default fills in what was not said. */
function partialFields<Fields extends Record<string, z.ZodType>>(fields: Fields): { [Name in keyof Fields]: z.ZodOptional<WithoutDefault<Fields[Name]>> } {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional()]),
  ) as never
}

type WithoutDefault<Field> = Field extends z.ZodDefault<infer Inner> ? Inner : Field
