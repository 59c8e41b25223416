import { z } from 'zod'
import { localDate } from './base.ts'
import { customKey, customValue, type CustomKey } from './custom-fields.ts'
import type { Permission } from './permissions.ts'
import { channels, genders, membershipKinds } from './person-choices.ts'

/** What a column holds, as a spreadsheet takes it; `choice` is a code that is said in words. */
export type PersonColumnType = 'text' | 'identifier' | 'integer' | 'date' | 'choice'

function column<Type extends PersonColumnType, Value extends z.ZodType>(type: Type, value: Value, permission: Permission = 'people.read') {
  return { type, value: value.nullable().optional(), permission }
}

/**
 * What the register can show and give out about a person besides the name. A new column is a line here, one in
 * `core/people/columns.ts` with where its value lies, and its heading under `views.columns`. Identity numbers are not among them.
 */
export const personColumns = {
  memberNumber: column('identifier', z.string()),
  givenName: column('text', z.string()),
  familyName: column('text', z.string()),
  birthDate: column('date', localDate),
  age: column('integer', z.int()),
  gender: column('choice', z.enum(genders)),
  membershipKind: column('choice', z.enum(membershipKinds)),
  memberSince: column('date', localDate),
  latestFeeYear: column('integer', z.int()),
  careOf: column('text', z.string()),
  street: column('text', z.string()),
  postcode: column('identifier', z.string()),
  town: column('text', z.string()),
  countryCode: column('choice', z.string()),
  municipalityCode: column('choice', z.string()),
  county: column('choice', z.string()),
  phone: column('identifier', z.string()),
  otherPhone: column('identifier', z.string()),
  email: column('text', z.string()),
  preferredChannel: column('choice', z.enum(channels)),
  tags: column('text', z.string()),
  bodies: column('text', z.string(), 'bodies.read'),
  onBehalfOf: column('text', z.string(), 'bodies.read'),
  mandateEndsOn: column('date', localDate, 'bodies.read'),
  lastAttendedOn: column('date', localDate, 'meetings.read'),
}
export type PersonColumn = keyof typeof personColumns

/** The names of the columns, in the order they are offered. */
export const personColumnNames = Object.keys(personColumns) as [PersonColumn, ...PersonColumn[]]

/** The columns of the register for one who has chosen none: as many as there is room for in an ordinary window. */
export const usualPersonColumns: readonly PersonColumn[] = ['birthDate', 'memberNumber', 'membershipKind', 'town', 'phone']

/** A column of the register: one that every association has, or a field of one's own. */
export type ChosenColumn = PersonColumn | CustomKey

/** More columns than anybody reads side by side. */
const mostColumns = 60

/** Chosen columns, in the order they are to stand, each once. */
export const chosenColumns = z.array(z.union([z.enum(personColumnNames), customKey])).max(mostColumns).refine((names) => new Set(names).size === names.length, 'common.invalid')

type CellShape = { [Name in PersonColumn]: (typeof personColumns)[Name]['value'] }
const cellShape = Object.fromEntries(Object.entries(personColumns).map(([name, { value }]) => [name, value])) as CellShape

/** A person in a list: always the name, and the columns that were asked for; those of custom fields by the fields' identifiers. */
export const personRow = z.object({ id: z.string(), name: z.string(), ...cellShape, customValues: z.record(z.string(), customValue).optional() })
export type PersonRow = z.output<typeof personRow>
