import { z } from 'zod'
import { countryCodes } from '#shared/countries.ts'
import { counties } from '#shared/data/counties.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { isLocalDate } from '#shared/dates.ts'
import { isId } from '#shared/ids.ts'
import type { RuleCode } from '#shared/i18n/index.ts'
import { levels, methods, seatKinds } from './body-choices.ts'
import { spokenLanguages, timesOfDay, travelMeans } from './competence-choices.ts'
import { customKey, isCustomKey, type CustomField, type CustomKey, type CustomType } from './custom-fields.ts'
import { channels, endReasonKinds, genders, membershipKinds, personRoles, rolePermissionsToAsk } from './person-choices.ts'
import type { Permission } from './permissions.ts'

/** How a condition compares, with how few and how many values it takes. */
export const filterOperators = {
  is: [1, 20], isNot: [1, 20], contains: [1, 1], beginsWith: [1, 1], isEmpty: [0, 0], isFilled: [0, 0], yes: [0, 0], no: [0, 0],
  atLeast: [1, 1], atMost: [1, 1], between: [2, 2], before: [1, 1], onOrAfter: [1, 1], since: [1, 1], notSince: [1, 1], paid: [1, 1], unpaid: [1, 1],
  overdue: [1, 1], exempt: [1, 1], confirmed: [1, 1], unconfirmed: [1, 1], on: [1, 1], notOn: [1, 1], within: [1, 20],
} as const satisfies Record<string, readonly [fewest: number, most: number]>
export type FilterOperator = keyof typeof filterOperators

/** What a field's values are. A reference is picked by name and kept by its id. */
export type FilterKind = 'text' | 'choice' | 'date' | 'number' | 'yesNo' | 'reference'

export interface FilterField {
  readonly kind: FilterKind
  readonly operators: readonly FilterOperator[]
  /** Who may ask; nobody learns by a filter what she may not read. */
  readonly permission: Permission
  /** For a choice: its alternatives. */
  readonly choices?: readonly string[]
  /** For a choice whose alternatives tell different things: what else one must be allowed to read to ask for each. */
  readonly choicePermissions?: Readonly<Record<string, readonly Permission[]>>
  /** For a reference: what it points to. */
  readonly refersTo?: 'tag' | 'body' | 'organisation' | 'training' | 'subjectArea'
}

const chosen = ['is', 'isNot'] as const
const yesNo = ['yes', 'no'] as const
/** An organisation alone, or with all that lies below it in the tree. */
const inTree = ['is', 'within', 'isNot'] as const
const words = ['is', 'beginsWith', 'isEmpty', 'isFilled'] as const

/**
 * What the register can be filtered by. A new field is a line here, one in `core/people/filters.ts`
 * with its predicate, and its words under `views.fields`.
 */
export const personFilterFields = {
  name: { kind: 'text', operators: ['contains', 'beginsWith'], permission: 'people.read' },
  memberNumber: { kind: 'text', operators: ['is', 'beginsWith', 'isEmpty', 'isFilled'], permission: 'people.read' },
  membership: { kind: 'choice', choices: ['current', 'ended', 'none'], operators: chosen, permission: 'people.read' },
  membershipKind: { kind: 'choice', choices: membershipKinds, operators: chosen, permission: 'people.read' },
  memberSince: { kind: 'date', operators: ['before', 'onOrAfter'], permission: 'people.read' },
  membershipEnds: { kind: 'date', operators: ['before', 'onOrAfter'], permission: 'people.read' },
  endReason: { kind: 'choice', choices: endReasonKinds, operators: chosen, permission: 'people.read' },
  confirmation: { kind: 'number', operators: ['confirmed', 'unconfirmed'], permission: 'people.read' },
  role: { kind: 'choice', choices: personRoles, choicePermissions: rolePermissionsToAsk, operators: chosen, permission: 'people.read' },
  feePaid: { kind: 'number', operators: ['paid', 'unpaid', 'overdue', 'exempt'], permission: 'people.read' },
  town: { kind: 'text', operators: words, permission: 'people.read' },
  municipality: { kind: 'choice', choices: municipalities.map(({ code }) => code), operators: ['is', 'isNot', 'isEmpty'], permission: 'people.read' },
  county: { kind: 'choice', choices: counties.map(({ code }) => code), operators: chosen, permission: 'people.read' },
  country: { kind: 'choice', choices: countryCodes, operators: chosen, permission: 'people.read' },
  age: { kind: 'number', operators: ['between', 'atLeast', 'atMost'], permission: 'people.read' },
  birthYear: { kind: 'number', operators: ['is', 'between', 'atLeast', 'atMost'], permission: 'people.read' },
  gender: { kind: 'choice', choices: genders, operators: ['is', 'isNot', 'isEmpty'], permission: 'people.read' },
  pronoun: { kind: 'text', operators: words, permission: 'people.read' },
  language: { kind: 'text', operators: words, permission: 'people.read' },
  interpreterLanguage: { kind: 'text', operators: words, permission: 'people.read' },
  guardianMissing: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  email: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  phone: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  address: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  preferredChannel: { kind: 'choice', choices: channels, operators: chosen, permission: 'people.read' },
  contactInstead: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  newsletter: { kind: 'yesNo', operators: yesNo, permission: 'mailings.read' },
  organisationLink: { kind: 'reference', refersTo: 'organisation', operators: inTree, permission: 'organisations.read' },
  organisationContact: { kind: 'reference', refersTo: 'organisation', operators: inTree, permission: 'organisations.read' },
  seat: { kind: 'yesNo', operators: yesNo, permission: 'bodies.read' },
  body: { kind: 'reference', refersTo: 'body', operators: chosen, permission: 'bodies.read' },
  host: { kind: 'reference', refersTo: 'organisation', operators: inTree, permission: 'bodies.read' },
  level: { kind: 'choice', choices: levels, operators: chosen, permission: 'bodies.read' },
  method: { kind: 'choice', choices: methods, operators: chosen, permission: 'bodies.read' },
  seatKind: { kind: 'choice', choices: seatKinds, operators: chosen, permission: 'bodies.read' },
  onBehalfOf: { kind: 'reference', refersTo: 'organisation', operators: inTree, permission: 'bodies.read' },
  mandateEnds: { kind: 'date', operators: ['before', 'onOrAfter'], permission: 'bodies.read' },
  attended: { kind: 'date', operators: ['since', 'notSince'], permission: 'meetings.read' },
  trainingTaken: { kind: 'reference', refersTo: 'training', operators: chosen, permission: 'trainings.read' },
  trainingCompleted: { kind: 'reference', refersTo: 'training', operators: chosen, permission: 'trainings.read' },
  wantsMethod: { kind: 'choice', choices: methods, operators: chosen, permission: 'competences.read' },
  canMethod: { kind: 'choice', choices: methods, operators: chosen, permission: 'competences.read' },
  subjectArea: { kind: 'reference', refersTo: 'subjectArea', operators: chosen, permission: 'competences.read' },
  spokenLanguage: { kind: 'choice', choices: spokenLanguages, operators: chosen, permission: 'competences.read' },
  timeOfDay: { kind: 'choice', choices: timesOfDay, operators: chosen, permission: 'competences.read' },
  travelMeans: { kind: 'choice', choices: travelMeans, operators: chosen, permission: 'competences.read' },
  absence: { kind: 'date', operators: ['on', 'notOn'], permission: 'competences.read' },
  load: { kind: 'number', operators: ['atMost', 'atLeast', 'between'], permission: 'competences.read' },
  tag: { kind: 'reference', refersTo: 'tag', operators: chosen, permission: 'people.read' },
  deceased: { kind: 'yesNo', operators: yesNo, permission: 'people.read' },
  stipendDeclined: { kind: 'yesNo', operators: yesNo, permission: 'claims.write' },
  paymentAccount: { kind: 'yesNo', operators: yesNo, permission: 'claims.read' },
} as const satisfies Record<string, FilterField>
export type PersonFilterField = keyof typeof personFilterFields

/** What is asked of a seat. Put together, such conditions are met by one and the same seat; what a person is not to have is asked of all of hers. */
const seatFilterFields = ['body', 'host', 'level', 'method', 'seatKind', 'onBehalfOf', 'mandateEnds'] as const satisfies readonly PersonFilterField[]
export type SeatFilterField = (typeof seatFilterFields)[number]

/** Whether a condition asks for a seat that a person has. */
export function isAboutSeat(condition: PersonCondition): condition is PersonCondition & { field: SeatFilterField } {
  return condition.operator !== 'isNot' && seatFilterFields.some((field) => field === condition.field)
}

/** The alternatives that a user may ask for. */
export function choicesFor({ choices = [], choicePermissions = {} }: FilterField, may: (permission: Permission) => boolean): readonly string[] {
  return choices.filter((choice) => (choicePermissions[choice] ?? []).every(may))
}

const text = { kind: 'text', operators: ['contains', 'beginsWith', 'isEmpty', 'isFilled'] } as const
const figure = { kind: 'number', operators: ['is', 'between', 'atLeast', 'atMost', 'isEmpty', 'isFilled'] } as const
const alternatives = { kind: 'choice', operators: ['is', 'isNot', 'isEmpty', 'isFilled'] } as const

/** How custom fields are compared. Amounts are öre. A yes or no that nobody has answered is empty. */
export const customFilterKinds = {
  text, longText: text, number: figure, money: figure,
  date: { kind: 'date', operators: ['before', 'onOrAfter', 'isEmpty', 'isFilled'] },
  yesNo: { kind: 'yesNo', operators: ['yes', 'no', 'isEmpty'] },
  choice: alternatives, multipleChoice: alternatives,
} as const satisfies Record<CustomType, Pick<FilterField, 'kind' | 'operators'>>

/** A custom field as one that the register can be filtered by. Who may ask also follows from who sees the field. */
export function customFilterField({ type, choices }: Pick<CustomField, 'type' | 'choices'>): FilterField {
  return { ...customFilterKinds[type], choices, permission: 'people.read' }
}

/** What the register can be filtered by: what every association has, and fields of one's own. */
export type FilteredBy = PersonFilterField | CustomKey

const fieldNames = Object.keys(personFilterFields) as [PersonFilterField, ...PersonFilterField[]]
const operatorNames = Object.keys(filterOperators) as [FilterOperator, ...FilterOperator[]]

/**
 * One condition on a person: a field, how it is compared, and with what. Several choices mean any of them.
 * What a custom field can be compared with follows from its definition, which is not known here.
 */
export const personCondition = z
  .strictObject({ field: z.union([z.enum(fieldNames), customKey]), operator: z.enum(operatorNames), values: z.array(z.union([z.string().max(200), z.int()])).max(20).default([]) })
  .refine((condition) => (isCustomKey(condition.field) ? hasItsValues(condition) : Object.hasOwn(personFilterFields, condition.field) && conditionFits(personFilterFields[condition.field], condition)), 'common.invalid' satisfies RuleCode)
export type PersonCondition = z.output<typeof personCondition>

interface Comparison {
  readonly operator: FilterOperator
  readonly values: readonly (string | number)[]
}

/** Whether a field can be compared so, with these values. */
export function conditionFits({ kind, operators, choices }: FilterField, condition: Comparison): boolean {
  return operators.includes(condition.operator) && hasItsValues(condition) && condition.values.every((value) => isOfKind(kind, value, choices))
}

function hasItsValues({ operator, values }: Comparison): boolean {
  const [fewest, most] = filterOperators[operator]
  return values.length >= fewest && values.length <= most
}

function isOfKind(kind: FilterKind, value: string | number, choices: readonly string[] | undefined): boolean {
  if (kind === 'number') return typeof value === 'number'
  if (typeof value === 'number') return false
  if (kind === 'date') return isLocalDate(value)
  if (kind === 'reference') return isId(value)
  return kind === 'choice' ? choices?.includes(value) === true : value.trim() !== ''
}

/** Which persons of the register: those who fit every condition and, where something is searched for, the words. */
export const personSelection = {
  text: z.string().max(200).default(''),
  filter: z.array(personCondition).max(20).default([]),
}
