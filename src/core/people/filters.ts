import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { customFieldIdOf, isCustomKey } from '#contract/custom-fields.ts'
import { conditionFits, customFilterField, isAboutSeat, personFilterFields, type FilterField, type FilterOperator, type PersonCondition, type PersonFilterField, type SeatFilterField } from '#contract/person-filters.ts'
import type { PersonRole } from '#contract/person-choices.ts'
import { homeCountry } from '#shared/countries.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import { isVisibleTo, personFieldsOf, type PersonField } from '#core/custom-fields/index.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { boundsOf, escaped, lowered, type Asked, type Bound } from './conditions.ts'
import { customConditionIs } from './custom-conditions.ts'
import { linkConditions } from './link-conditions.ts'
import { notProtected } from './protected.ts'
import { isOwedFee } from './owed-fees.ts'
import { roleHolders } from './role-conditions.ts'
import { seatsFitting } from './seat-conditions.ts'

type Builder = ExpressionBuilder<Database, 'persons'>

/** What a condition says of a person, in SQL. */
type Predicate = (eb: Builder, asked: Asked) => Expression<SqlBool>

/** Each field's predicate. What the register's bits know as well is decided there; these say the same. */
const predicates: Record<PersonFilterField, Predicate> = {
  name: (eb, { operator, values }) => eb.and(wordsOf(values[0]).map((word) => eb.or(operator === 'contains' ? [holds('%', word)] : [holds('', word), holds('% ', word)]))),
  memberNumber: (eb, asked) => textIs(eb, 'memberNumber', asked),
  membership: (eb, { operator, values, today }) => negatedBy(eb, operator, eb.or(values.map((status) => membershipIs(eb, String(status), today)))),
  membershipKind: (eb, { operator, values, today }) => amongPersons(eb, operator, membershipsOn(eb, today).where('memberships.kind', 'in', values as string[])),
  memberSince: (eb, { operator, values, today }) => eb('persons.id', 'in', membershipsOn(eb, today).where('memberships.startsOn', operator === 'before' ? '<' : '>=', values[0] as LocalDate)),
  // The dead have no roles, also where a role has no day of its own to end.
  role: (eb, { operator, values, today }) => negatedBy(eb, operator, eb.and([eb('deceasedOn', 'is', null), eb.or(roleHolders(eb, values as PersonRole[], today).map((holders) => eb('persons.id', 'in', holders as never)))])),
  deceased: (eb, { operator }) => eb('deceasedOn', operator === 'yes' ? 'is not' : 'is', null),
  feePaid: feeIs,
  town: (eb, asked) => wordsAre(eb, 'town', asked),
  municipality: (eb, asked) => choiceIs(eb, 'municipalityCode', asked),
  county: (eb, { operator, values }) => negatedBy(eb, operator, known(eb, 'municipalityCode', eb.or(values.map((county) => eb('municipalityCode', 'like', `${county}%`))))),
  country: (eb, { operator, values }) => eb(eb.fn.coalesce('countryCode', eb.val(homeCountry)), operator === 'isNot' ? 'not in' : 'in', values as string[]),
  age: (eb, asked) => eb.and(boundsOf(asked).map(([side, years]) => bornBy(eb, asked.today, side, years))),
  birthYear: (eb, asked) => (asked.operator === 'is' ? eb.or(asked.values.map((year) => bornWithin(eb, [['least', Number(year)], ['most', Number(year)]]))) : bornWithin(eb, boundsOf(asked))),
  gender: (eb, asked) => choiceIs(eb, 'gender', asked),
  pronoun: (eb, asked) => wordsAre(eb, 'pronoun', asked),
  language: (eb, asked) => wordsAre(eb, 'language', asked),
  interpreterLanguage: (eb, asked) => wordsAre(eb, 'interpreterLanguage', asked),
  email: (eb, { operator }) => eb('email', operator === 'yes' ? 'is not' : 'is', null),
  phone: (eb, { operator }) => negatedBy(eb, operator, eb.or([eb('phone', 'is not', null), eb('otherPhone', 'is not', null)])),
  address: (eb, { operator }) => negatedBy(eb, operator, eb.and([eb('street', 'is not', null), eb('town', 'is not', null), eb.or([eb('postcode', 'is not', null), eb('countryCode', 'is not', null)])])),
  preferredChannel: (eb, asked) => choiceIs(eb, 'preferredChannel', asked),
  seat: (eb, { operator, today }) => amongPersons(eb, operator, seatsFitting(eb, [], today)),
  body: (eb, asked) => seatIs(eb, 'body', asked),
  host: (eb, asked) => seatIs(eb, 'host', asked),
  level: (eb, asked) => seatIs(eb, 'level', asked),
  method: (eb, asked) => seatIs(eb, 'method', asked),
  seatKind: (eb, asked) => seatIs(eb, 'seatKind', asked),
  onBehalfOf: (eb, asked) => seatIs(eb, 'onBehalfOf', asked),
  mandateEnds: (eb, asked) => seatIs(eb, 'mandateEnds', asked),
  attended: (eb, { operator, values, today }) => eb('persons.id', operator === 'since' ? 'in' : 'not in', attendancesSince(eb, values[0] as LocalDate, today)),
  trainingTaken: (eb, { operator, values }) => amongPersons(eb, operator, coursesOf(eb, values as string[])),
  trainingCompleted: (eb, { operator, values }) => amongPersons(eb, operator, coursesOf(eb, values as string[]).where('courseParticipants.completedOn', 'is not', null)),
  wantsMethod: (eb, { operator, values, today }) => amongPersons(eb, operator, competencesOn(eb, today).where('kind', '=', 'method').where('level', '=', 'wants').where('code', 'in', values as string[])),
  canMethod: (eb, { operator, values, today }) => amongPersons(eb, operator, competencesOn(eb, today).where('kind', '=', 'method').where('level', '=', 'can').where('code', 'in', values as string[])),
  subjectArea: (eb, { operator, values, today }) => amongPersons(eb, operator, competencesOn(eb, today).where('subjectAreaId', 'in', values as string[])),
  spokenLanguage: (eb, { operator, values, today }) => amongPersons(eb, operator, competencesOn(eb, today).where('kind', '=', 'language').where('code', 'in', values as string[])),
  timeOfDay: (eb, { operator, values }) => amongPersons(eb, operator, eb.selectFrom('availabilities').select('availabilities.personId').where('partOfDay', 'in', values.flatMap((time) => (time === 'evening' ? ['evening'] : ['morning', 'afternoon'])))),
  tag: (eb, { operator, values }) => amongPersons(eb, operator, eb.selectFrom('taggings').select('taggings.subjectId as personId').where('taggings.tagId', 'in', values as string[])),
  stipendDeclined: (eb, { operator, today }) => amongPersons(eb, operator, eb.selectFrom('stipendDeclinations').select('stipendDeclinations.personId').where(inForceOn('stipendDeclinations', today))),
  ...linkConditions,
  paymentAccount: (eb, { operator, today }) => amongPersons(eb, operator, eb.selectFrom('paymentAccounts').select('paymentAccounts.personId').where(inForceOn('paymentAccounts', today))),
}

/** The persons who fit every condition, in no order; what is asked of seats is met by one and the same seat. Protected identities are left out. */
async function personsFitting(db: ReadDb, conditions: readonly PersonCondition[], today: LocalDate): Promise<string[]> {
  const own = await customFieldsIn(db, conditions)
  const rows = await db
    .selectFrom('persons')
    .select('persons.id')
    .where(...notProtected)
    .where((eb) => {
      const asked = conditions.filter((condition) => !isAboutSeat(condition)).map(({ field, operator, values }) => predicateOf(field, own)(eb, { operator, values, today }))
      const ofSeat = conditions.filter(isAboutSeat)
      return eb.and(ofSeat.length === 0 ? asked : [...asked, eb('persons.id', 'in', seatsFitting(eb, ofSeat, today))])
    })
    .execute()
  return rows.map((row) => row.id)
}

function customFieldsIn(db: ReadDb, conditions: readonly PersonCondition[]): Promise<ReadonlyMap<string, PersonField>> {
  return personFieldsOf(db, conditions.flatMap(({ field }) => customFieldIdOf(field) ?? []))
}

/** Nobody fits what is asked of a field that is not there. */
function predicateOf(field: PersonCondition['field'], own: ReadonlyMap<string, PersonField>): Predicate {
  if (!isCustomKey(field)) return predicates[field]
  const custom = own.get(customFieldIdOf(field) ?? '')
  return custom ? (eb, asked) => customConditionIs(eb, custom, asked) : (eb) => eb.lit(false)
}

/**
 * A filter that cannot be used as it stands is refused and not passed over: without it, more persons would be found than were asked for.
 * @throws RuleViolation `people.mayNotFilter` where a condition asks for what the user may not read, `people.archivedFilter` for an archived field,
 * `people.filterNoLongerFits` where the field has been changed since
 */
export async function refuseForbiddenFilters({ store, user }: Pick<Call, 'store' | 'user'>, conditions: readonly PersonCondition[]): Promise<void> {
  const own = await customFieldsIn(store.db, conditions)
  for (const condition of conditions) {
    if (isCustomKey(condition.field)) refuseForbiddenCustom(own.get(customFieldIdOf(condition.field) ?? ''), condition, user)
    else refuseForbiddenBuiltIn(personFilterFields[condition.field], condition, user)
  }
}

function refuseForbiddenBuiltIn(field: FilterField, { values }: PersonCondition, { permissions }: Call['user']): void {
  const needed = [field.permission, ...values.flatMap((value) => field.choicePermissions?.[value] ?? [])]
  if (!needed.every((permission) => permissions.has(permission))) throw new RuleViolation('people.mayNotFilter')
}

function refuseForbiddenCustom(field: PersonField | undefined, condition: PersonCondition, { roles }: Call['user']): void {
  if (!field || !isVisibleTo(field.visibleToRoles, roles)) throw new RuleViolation('people.mayNotFilter')
  if (field.archivedAt !== null) throw new RuleViolation('people.archivedFilter', { field: field.name })
  if (!conditionFits(customFilterField(field), condition)) throw new RuleViolation('people.filterNoLongerFits', { field: field.name })
}

/** How many answers are remembered: a list asks for page after page of the same. */
const rememberedAnswers = 8
const remembered = new WeakMap<Store, Map<string, Promise<string[]>>>()

/** As `personsFitting`, remembered until something is written. */
export function rememberedFitting(store: Store, conditions: readonly PersonCondition[], today: LocalDate): Promise<string[]> {
  let answers = remembered.get(store)
  if (!answers) {
    const fresh = (answers = new Map<string, Promise<string[]>>())
    store.onCommit(() => fresh.clear())
    remembered.set(store, answers)
  }
  const key = JSON.stringify([today, conditions])
  let answer = answers.get(key)
  if (!answer) {
    answer = personsFitting(store.db, conditions, today)
    answers.set(key, answer)
    answer.catch(() => answers.delete(key))
    if (answers.size > rememberedAnswers) answers.delete(answers.keys().next().value as string)
  }
  return answer
}

/** In, or for `isNot` and `no` not in, the persons whose identifiers the other table's rows hold. */
function amongPersons(eb: Builder, operator: FilterOperator, personIds: Expression<{ personId: string }>): Expression<SqlBool> {
  return eb('persons.id', isNegative(operator) ? 'not in' : 'in', personIds as never)
}

function isNegative(operator: FilterOperator): boolean {
  return operator === 'isNot' || operator === 'no'
}

function negatedBy(eb: Builder, operator: FilterOperator, expression: Expression<SqlBool>): Expression<SqlBool> {
  return isNegative(operator) ? eb.not(expression) : expression
}

type PersonColumn = 'memberNumber' | 'municipalityCode' | 'gender' | 'preferredChannel' | 'birthDate'

/** Makes a comparison that is false, not unknown, where the column is empty, so that its opposite is true. */
function known(eb: Builder, column: PersonColumn, expression: Expression<SqlBool>): Expression<SqlBool> {
  return eb.and([eb(column, 'is not', null), expression])
}

function choiceIs(eb: Builder, column: 'municipalityCode' | 'gender' | 'preferredChannel', { operator, values }: Asked): Expression<SqlBool> {
  if (operator === 'isEmpty') return eb(column, 'is', null)
  return negatedBy(eb, operator, known(eb, column, eb(column, 'in', values as string[])))
}

function textIs(eb: Builder, column: 'memberNumber', { operator, values }: Asked): Expression<SqlBool> {
  if (operator === 'isEmpty' || operator === 'isFilled') return eb(column, operator === 'isEmpty' ? 'is' : 'is not', null)
  const wanted = values.map((value) => String(value).trim())
  return operator === 'is' ? eb(column, 'in', wanted) : sql<SqlBool>`lower(${sql.ref(`persons.${column}`)}) like ${`${escaped((wanted[0] ?? '').toLowerCase())}%`} escape '\\'`
}

/** What people write in words, such as a town, whatever its capitals. */
function wordsAre(eb: Builder, column: 'town' | 'pronoun' | 'language' | 'interpreterLanguage', { operator, values }: Asked): Expression<SqlBool> {
  if (operator === 'isEmpty' || operator === 'isFilled') return eb(column, operator === 'isEmpty' ? 'is' : 'is not', null)
  const written = lowered(`persons.${column}`)
  const wanted = values.map((value) => String(value).trim().toLowerCase())
  return operator === 'is' ? sql<SqlBool>`${written} in (${sql.join(wanted)})` : sql<SqlBool>`${written} like ${`${escaped(wanted[0] ?? '')}%`} escape '\\'`
}

/** A seat of which it is true, or no such seat. */
function seatIs(eb: Builder, field: SeatFilterField, { operator, values, today }: Asked): Expression<SqlBool> {
  return amongPersons(eb, operator, seatsFitting(eb, [{ field, operator: operator === 'isNot' ? 'is' : operator, values: [...values] }], today))
}

/** Names are compared by their sort keys, which know no case and no accents. */
function holds(before: string, word: string): Expression<SqlBool> {
  return sql<SqlBool>`persons."nameSort" like ${`${before}${escaped(word)}%`} escape '\\'`
}

function wordsOf(value: string | number | undefined): string[] {
  return String(value).split(/\s+/u).filter(Boolean).map(sortKey)
}

/** Nobody is older, and dates further back have no year to be written with. */
const oldest = 150

/** Born so that the person has filled at least, or at most, so many years. */
function bornBy(eb: Builder, today: LocalDate, side: Bound[0], years: number): Expression<SqlBool> {
  const limited = Math.max(-1, Math.min(years, oldest))
  return side === 'least' ? eb('birthDate', '<=', addYears(today, -limited)) : eb('birthDate', '>', addYears(today, -limited - 1))
}

function bornWithin(eb: Builder, bounds: readonly Bound[]): Expression<SqlBool> {
  return eb.and(bounds.map(([side, year]) => eb('birthDate', side === 'least' ? '>=' : '<=', yearEdge(year, side))))
}

function yearEdge(year: number, side: Bound[0]): LocalDate {
  const written = String(Math.max(0, Math.min(year, 9999))).padStart(4, '0')
  return (side === 'least' ? `${written}-01-01` : `${written}-12-31`) as LocalDate
}

function membershipsOn(eb: Builder, today: LocalDate) {
  return eb.selectFrom('memberships').select('memberships.personId').where(inForceOn('memberships', today))
}

function membershipIs(eb: Builder, status: string, today: LocalDate): Expression<SqlBool> {
  const any = eb.selectFrom('memberships').select('memberships.personId')
  if (status === 'none') return eb('persons.id', 'not in', any)
  if (status === 'current') return eb('persons.id', 'in', membershipsOn(eb, today))
  return eb.and([eb('persons.id', 'in', any.where('memberships.endsOn', '<', today)), eb('persons.id', 'not in', membershipsOn(eb, today))])
}

/** Paid or not, of a year; one who is free from it or was never asked has not paid. Overdue is what is owed after its last day. */
function feeIs(eb: Builder, { operator, values, today }: Asked): Expression<SqlBool> {
  const year = Number(values[0])
  if (operator === 'exempt') return eb('persons.id', 'in', eb.selectFrom('membershipFeeExemptions').select('membershipFeeExemptions.personId').where('year', '=', year))
  const fees = eb.selectFrom('membershipFees').select('membershipFees.personId').where('year', '=', year)
  if (operator === 'overdue') return eb('persons.id', 'in', fees.where('dueOn', '<', today).where(isOwedFee()))
  return eb('persons.id', operator === 'paid' ? 'in' : 'not in', fees.where('paidOn', 'is not', null))
}

function attendancesSince(eb: Builder, since: LocalDate, today: LocalDate) {
  return eb
    .selectFrom('attendances')
    .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
    .select('attendances.personId')
    .where('attendances.status', '=', 'present')
    .where('meetings.cancelledAt', 'is', null)
    .where('meetings.heldOn', '>=', since)
    .where('meetings.heldOn', '<=', today)
}

/** What persons have said that they can and want to do, in force on a day. */
function competencesOn(eb: Builder, today: LocalDate) {
  return eb.selectFrom('competences').select('competences.personId').where(inForceOn('competences', today))
}

function coursesOf(eb: Builder, trainingIds: readonly string[]) {
  return eb
    .selectFrom('courseParticipants')
    .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
    .select('courseParticipants.personId')
    .where('courseRounds.trainingId', 'in', trainingIds)
}
