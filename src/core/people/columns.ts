import { customFieldIdOf, isCustomKey } from '#contract/custom-fields.ts'
import { personColumns, type ChosenColumn, type PersonColumn, type PersonRow } from '#contract/person-columns.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import { formatPostcode } from '#shared/postal.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { isVisibleTo, personFieldsOf, valuesOfPersons, type PersonField } from '#core/custom-fields/index.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { unprotected } from './protected.ts'

type Person = Row<'persons'>
type Value = string | number | null
/** Reads a column's values for persons, each person's by the identifier. */
type Loader = (db: ReadDb, ids: readonly string[], today: LocalDate) => Promise<ReadonlyMap<string, Value>>

/** Where each column's value lies: in the person's own row, or read from other tables for many persons at once. */
const sources: Record<PersonColumn, { readonly of: (person: Person, today: LocalDate) => Value } | { readonly load: Loader }> = {
  memberNumber: { of: (person) => person.memberNumber },
  givenName: { of: (person) => person.givenName },
  familyName: { of: (person) => person.familyName },
  birthDate: { of: (person) => person.birthDate },
  age: { of: ({ birthDate }, today) => birthDate && ageOn(birthDate, today) },
  gender: { of: (person) => person.gender },
  membershipKind: { load: membershipColumn('kind') },
  memberSince: { load: membershipColumn('startsOn') },
  latestFeeYear: { load: latestFeeYears },
  careOf: { of: (person) => person.careOf },
  street: { of: (person) => person.street },
  postcode: { of: ({ postcode, countryCode }) => postcode && formatPostcode(postcode, countryCode) },
  town: { of: (person) => person.town },
  countryCode: { of: (person) => person.countryCode },
  municipalityCode: { of: (person) => person.municipalityCode },
  county: { of: ({ municipalityCode }) => municipalityCode && municipalityCode.slice(0, 2) },
  phone: { of: (person) => person.phone },
  otherPhone: { of: (person) => person.otherPhone },
  email: { of: (person) => person.email },
  preferredChannel: { of: (person) => person.preferredChannel },
  tags: { load: async (db, ids) => joined(await tagNamesOf(db, ids)) },
  bodies: { load: async (db, ids, today) => joined((await seatsOf(db, ids, today)).map(({ personId, bodyName }) => [personId, bodyName])) },
  onBehalfOf: { load: async (db, ids, today) => joined((await seatsOf(db, ids, today)).map(({ personId, organisationName }) => [personId, organisationName])) },
  mandateEndsOn: { load: async (db, ids, today) => earliest((await seatsOf(db, ids, today)).map(({ personId, endsOn }) => [personId, endsOn])) },
  lastAttendedOn: { load: lastAttendances },
}

/** @throws RuleViolation `people.mayNotSeeColumn` where a column holds what the user may not read, `people.archivedColumn` where it is of an archived field */
export async function refuseForbiddenColumns({ store, user }: Pick<Call, 'store' | 'user'>, columns: readonly ChosenColumn[]): Promise<void> {
  const own = await customFieldsAmong(store.db, columns)
  for (const column of columns) {
    const field = own.get(customFieldIdOf(column) ?? '')
    const maySee = isCustomKey(column) ? field !== undefined && isVisibleTo(field.visibleToRoles, user.roles) : user.permissions.has(personColumns[column].permission)
    if (!maySee) throw new RuleViolation('people.mayNotSeeColumn')
    if (field && field.archivedAt !== null) throw new RuleViolation('people.archivedColumn', { field: field.name })
  }
}

/** The definitions of the custom fields among some columns, by their identifiers. */
export function customFieldsAmong(db: ReadDb, columns: readonly ChosenColumn[]): Promise<ReadonlyMap<string, PersonField>> {
  return personFieldsOf(db, customFieldIdsIn(columns))
}

function customFieldIdsIn(columns: readonly ChosenColumn[]): readonly string[] {
  return columns.flatMap((column) => customFieldIdOf(column) ?? [])
}

/** The persons with these columns, in the order of the identifiers. Protected identities, and those who are gone, are left out. */
export async function personRows(db: ReadDb, ids: readonly string[], columns: readonly ChosenColumn[], today: LocalDate): Promise<PersonRow[]> {
  return inChunks(ids, (some) => rowsOf(db, some, columns, today))
}

async function rowsOf(db: ReadDb, ids: readonly string[], columns: readonly ChosenColumn[], today: LocalDate): Promise<PersonRow[]> {
  const found = await db.selectFrom('persons').selectAll().where('id', 'in', ids).execute()
  const persons = new Map(unprotected(found).map((person) => [person.id, person]))
  const read = await Promise.all(columns.filter((column) => !isCustomKey(column)).map(async (column) => [column, await valuesOf(db, [...persons.values()], column, today)] as const))
  const customIds = customFieldIdsIn(columns)
  const own = await valuesOfPersons(db, customIds, [...persons.keys()])
  return ids.flatMap((id) => {
    const person = persons.get(id)
    if (!person) return []
    const cells = Object.fromEntries(read.map(([column, values]) => [column, values.get(id) ?? null]))
    return [{ id, name: `${person.givenName} ${person.familyName}`, ...cells, ...(customIds.length > 0 && { customValues: own.get(id) ?? {} }) }]
  })
}

async function valuesOf(db: ReadDb, persons: readonly Person[], column: PersonColumn, today: LocalDate): Promise<ReadonlyMap<string, Value>> {
  const source = sources[column]
  if ('of' in source) return new Map(persons.map((person) => [person.id, source.of(person, today)]))
  return persons.length === 0 ? new Map() : source.load(db, persons.map((person) => person.id), today)
}

/** Whole years on a day. */
function ageOn(birthDate: LocalDate, today: LocalDate): number {
  return yearOf(today) - yearOf(birthDate) - (today.slice(5) < birthDate.slice(5) ? 1 : 0)
}

function membershipColumn(column: 'kind' | 'startsOn'): Loader {
  return async (db, ids, today) => {
    const rows = await db.selectFrom('memberships').select(['personId', `${column} as value`]).where('personId', 'in', ids).where(inForceOn('memberships', today)).execute()
    return new Map(rows.map(({ personId, value }) => [personId, value]))
  }
}

async function latestFeeYears(db: ReadDb, ids: readonly string[]) {
  const rows = await db.selectFrom('membershipFees').select('personId').select((eb) => eb.fn.max('year').as('year')).where('personId', 'in', ids).where('paidOn', 'is not', null).groupBy('personId').execute()
  return new Map(rows.map(({ personId, year }) => [personId, year]))
}

async function tagNamesOf(db: ReadDb, ids: readonly string[]) {
  const rows = await db.selectFrom('taggings').innerJoin('tags', 'tags.id', 'taggings.tagId').select(['taggings.subjectId', 'tags.name']).where('taggings.subjectId', 'in', ids).orderBy('tags.nameSort').execute()
  return rows.map(({ subjectId, name }) => [subjectId, name] as const)
}

function seatsOf(db: ReadDb, ids: readonly string[], today: LocalDate) {
  return db
    .selectFrom('assignments')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .leftJoin('organisations', 'organisations.id', 'assignments.onBehalfOfOrganisationId')
    .select(['assignments.personId', 'assignments.endsOn', 'bodies.name as bodyName', 'organisations.name as organisationName'])
    .where('assignments.personId', 'in', ids)
    .where(inForceOn('assignments', today))
    .orderBy('bodies.nameSort')
    .execute()
}

async function lastAttendances(db: ReadDb, ids: readonly string[], today: LocalDate) {
  const rows = await db
    .selectFrom('attendances')
    .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
    .select('attendances.personId')
    .select((eb) => eb.fn.max('meetings.heldOn').as('heldOn'))
    .where('attendances.personId', 'in', ids)
    .where('attendances.status', '=', 'present')
    .where('meetings.cancelledAt', 'is', null)
    .where('meetings.heldOn', '<=', today)
    .groupBy('attendances.personId')
    .execute()
  return new Map(rows.map(({ personId, heldOn }) => [personId, heldOn]))
}

/** All of a person's values, each once, in one text. */
function joined(pairs: readonly (readonly [string, string | null])[]): Map<string, string> {
  const groups = Map.groupBy(pairs.filter(([, value]) => value !== null), ([personId]) => personId)
  return new Map([...groups].map(([personId, values]) => [personId, [...new Set(values.map(([, value]) => value))].join(', ')]))
}

function earliest(pairs: readonly (readonly [string, LocalDate | null])[]): Map<string, LocalDate> {
  const first = new Map<string, LocalDate>()
  for (const [personId, date] of pairs) if (date !== null && date < (first.get(personId) ?? '9999-12-31')) first.set(personId, date)
  return first
}
