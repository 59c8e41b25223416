import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { customKeyOf, type CustomType, type CustomValue } from '#contract/custom-fields.ts'
import { customFilterKinds, filterOperators, personFilterFields, type FilterOperator, type PersonCondition, type PersonFilterField } from '#contract/person-filters.ts'
import { personRoles, type PersonRole } from '#contract/person-choices.ts'
import { rolePermissions } from '#contract/permissions.ts'
import type { Row, TableName } from '#core/db/schema.ts'
import { activeOn, addYears, yearOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { makeDemoWorld, type DemoWorld } from '#test/support/demo.ts'
import { engines, refusalOf } from '#test/support/world.ts'

const today = '2026-11-21' as LocalDate

/** All that a filter can look at, as it lies. */
interface Facts {
  readonly persons: readonly Row<'persons'>[]
  of<Name extends TableName>(table: Name): readonly Row<Name>[]
}

async function factsOf(world: DemoWorld): Promise<Facts> {
  const read = new Map<string, readonly unknown[]>()
  for (const table of ['persons', 'memberships', 'membershipFees', 'assignments', 'bodies', 'seats', 'attendances', 'meetings', 'courseParticipants', 'courseRounds', 'stipendDeclinations', 'paymentAccounts', 'taggings', 'tags', 'competences', 'availabilities', 'subjectAreas', 'trainings', 'auditTeamMembers', 'organisationContacts', 'guardians', 'organisations', 'personOrganisationLinks', 'membershipConfirmations', 'membershipFeeExemptions', 'newsletterConsents', 'plannedAbsences', 'travelLimits', 'membershipFeeWithdrawals'] as const) {
    read.set(table, await world.rows(table))
  }
  const of = <Name extends TableName>(table: Name) => read.get(table) as readonly Row<Name>[]
  return { persons: of('persons').filter((person) => person.isProtected === 0), of }
}

type Value = string | number

/** What each field says of a person, one by one and in the plainest way. */
const plainly: Record<PersonFilterField, (person: Row<'persons'>, operator: FilterOperator, values: readonly Value[], facts: Facts) => boolean> = {
  name: (person, operator, [value]) => {
    const words = sortKey(`${person.familyName} ${person.givenName}`).split(' ')
    return String(value).split(' ').every((typed) => words.some((word) => (operator === 'contains' ? word.includes(sortKey(typed)) : word.startsWith(sortKey(typed)))))
  },
  memberNumber: ({ memberNumber }, operator, values) => {
    if (operator === 'isEmpty') return memberNumber === null
    if (operator === 'isFilled') return memberNumber !== null
    return operator === 'is' ? values.includes(memberNumber ?? '-') : memberNumber?.startsWith(String(values[0])) === true
  },
  membership: (person, operator, values, facts) => {
    const own = facts.of('memberships').filter(({ personId }) => personId === person.id)
    const isCurrent = own.some((membership) => activeOn(membership, today))
    const statuses: Value[] = [
      ...(isCurrent ? ['current'] : []),
      ...(!isCurrent && own.some(({ endsOn }) => endsOn !== null && endsOn < today) ? ['ended'] : []),
      ...(own.length === 0 ? ['none'] : []),
    ]
    return turned(operator, statuses.some((status) => values.includes(status)))
  },
  membershipKind: (person, operator, values, facts) => turned(operator, current(facts, 'memberships', person).some(({ kind }) => values.includes(kind))),
  memberSince: (person, operator, [date], facts) => current(facts, 'memberships', person).some(({ startsOn }) => (operator === 'before' ? startsOn < String(date) : startsOn >= String(date))),
  role: (person, operator, values, facts) => turned(operator, values.some((role) => rolesPlainly[role as PersonRole](person, facts))),
  membershipEnds: (person, operator, [date], facts) => {
    const endsOn = lastMembership(facts, person)?.endsOn ?? null
    return endsOn !== null && (operator === 'before' ? endsOn < String(date) : endsOn >= String(date))
  },
  endReason: (person, operator, values, facts) => {
    const last = lastMembership(facts, person)
    return turned(operator, Boolean(last && last.endsOn !== null && last.endReasonKind !== null && values.includes(last.endReasonKind)))
  },
  confirmation: ({ id }, operator, [year], facts) => facts.of('membershipConfirmations').some((row) => row.personId === id && row.year === year) === (operator === 'confirmed'),
  pronoun: ({ pronoun }, operator, values) => written(pronoun, operator, values),
  language: ({ language }, operator, values) => written(language, operator, values),
  interpreterLanguage: ({ interpreterLanguage }, operator, values) => written(interpreterLanguage, operator, values),
  guardianMissing: ({ id, birthDate }, operator, _values, facts) =>
    turned(operator, birthDate !== null && yearsOld(birthDate) < 18 && !facts.of('guardians').some((row) => row.childPersonId === id && activeOn(row, today))),
  contactInstead: ({ contactPersonId, contactPersonNote, contactName }, operator) => turned(operator, contactPersonId !== null || contactPersonNote !== null || contactName !== null),
  newsletter: ({ id }, operator, _values, facts) => turned(operator, facts.of('newsletterConsents').some(({ personId, withdrawnOn }) => personId === id && withdrawnOn === null)),
  organisationLink: ({ id }, operator, values, facts) =>
    turned(operator, facts.of('personOrganisationLinks').some((row) => row.personId === id && activeOn(row, today) && isAsked(row.organisationId, operator, values, facts))),
  organisationContact: ({ id }, operator, values, facts) =>
    turned(operator, facts.of('organisationContacts').some((row) => row.personId === id && activeOn(row, today) && isAsked(row.organisationId, operator, values, facts))),
  travelMeans: ({ id }, operator, values, facts) =>
    turned(operator, facts.of('travelLimits').some(({ personId, travelMeansJson }) => personId === id && (JSON.parse(travelMeansJson) as string[]).some((means) => values.includes(means)))),
  absence: ({ id }, operator, [date], facts) => facts.of('plannedAbsences').some((row) => row.personId === id && activeOn(row, String(date) as LocalDate)) === (operator === 'on'),
  load: (person, operator, values, facts) => {
    const courses = facts.of('courseParticipants').filter(({ personId, completedOn, leftOn, courseRoundId }) =>
      personId === person.id && completedOn === null && leftOn === null && facts.of('courseRounds').find(({ id }) => id === courseRoundId)!.endsOn >= today)
    const audits = facts.of('auditTeamMembers').filter((row) => row.personId === person.id && activeOn(row, today))
    return within(current(facts, 'assignments', person).length + courses.length + audits.length, operator, values)
  },
  feePaid: (person, operator, [year], facts) => {
    const isExempt = facts.of('membershipFeeExemptions').some((row) => row.personId === person.id && row.year === year)
    if (operator === 'exempt') return isExempt
    const isWithdrawn = (feeId: string) => facts.of('membershipFeeWithdrawals').some((row) => row.feeId === feeId)
    if (operator === 'overdue') {
      return !isExempt && facts.of('membershipFees').some((fee) => fee.personId === person.id && fee.year === year && fee.paidOn === null && fee.dueOn !== null && fee.dueOn < today && !isWithdrawn(fee.id))
    }
    return facts.of('membershipFees').some((fee) => fee.personId === person.id && fee.year === year && fee.paidOn !== null) === (operator === 'paid')
  },
  town: ({ town }, operator, values) => written(town, operator, values),
  municipality: ({ municipalityCode }, operator, values) => chosen(municipalityCode, operator, values),
  country: ({ countryCode }, operator, values) => values.includes(countryCode ?? 'SE') === (operator === 'is'),
  county: ({ municipalityCode }, operator, values) => chosen(municipalityCode && municipalityCode.slice(0, 2), operator, values),
  age: ({ birthDate }, operator, values) => birthDate !== null && within(yearsOld(birthDate), operator, values),
  birthYear: ({ birthDate }, operator, values) => birthDate !== null && within(yearOf(birthDate), operator, values),
  gender: ({ gender }, operator, values) => chosen(gender, operator, values),
  email: ({ email }, operator) => (email !== null) === (operator === 'yes'),
  phone: ({ phone, otherPhone }, operator) => (phone !== null || otherPhone !== null) === (operator === 'yes'),
  address: ({ street, postcode, town, countryCode }, operator) => (street !== null && (postcode !== null || countryCode !== null) && town !== null) === (operator === 'yes'),
  preferredChannel: ({ preferredChannel }, operator, values) => chosen(preferredChannel, operator, values),
  seat: (person, operator, _values, facts) => turned(operator, current(facts, 'assignments', person).length > 0),
  body: (person, operator, values, facts) => turned(operator, current(facts, 'assignments', person).some(({ bodyId }) => values.includes(bodyId))),
  host: (person, operator, values, facts) => turned(operator, bodiesOf(facts, person).some(({ hostOrganisationId }) => isAsked(hostOrganisationId, operator, values, facts))),
  level: (person, operator, values, facts) => turned(operator, bodiesOf(facts, person).some(({ level }) => values.includes(level))),
  method: (person, operator, values, facts) => turned(operator, bodiesOf(facts, person).some(({ method }) => values.includes(method))),
  seatKind: (person, operator, values, facts) =>
    turned(operator, current(facts, 'assignments', person).some(({ seatId }) => facts.of('seats').some(({ id, kind }) => id === seatId && values.includes(kind)))),
  onBehalfOf: (person, operator, values, facts) => turned(operator, current(facts, 'assignments', person).some(({ onBehalfOfOrganisationId: id }) => id !== null && isAsked(id, operator, values, facts))),
  mandateEnds: (person, operator, [date], facts) =>
    current(facts, 'assignments', person).some(({ endsOn }) => endsOn !== null && (operator === 'before' ? endsOn < String(date) : endsOn >= String(date))),
  attended: (person, operator, [date], facts) => {
    const since = facts.of('meetings').filter(({ heldOn, cancelledAt }) => cancelledAt === null && heldOn >= String(date) && heldOn <= today)
    return facts.of('attendances').some(({ personId, status, meetingId }) => personId === person.id && status === 'present' && since.some(({ id }) => id === meetingId)) === (operator === 'since')
  },
  trainingTaken: (person, operator, values, facts) => turned(operator, coursesOf(facts, person, values).length > 0),
  trainingCompleted: (person, operator, values, facts) => turned(operator, coursesOf(facts, person, values).some(({ completedOn }) => completedOn !== null)),
  wantsMethod: (person, operator, values, facts) => turned(operator, current(facts, 'competences', person).some(({ kind, level, code }) => kind === 'method' && level === 'wants' && values.includes(code ?? ''))),
  canMethod: (person, operator, values, facts) => turned(operator, current(facts, 'competences', person).some(({ kind, level, code }) => kind === 'method' && level === 'can' && values.includes(code ?? ''))),
  tag: (person, operator, values, facts) => turned(operator, facts.of('taggings').some(({ subjectId, tagId }) => subjectId === person.id && values.includes(tagId))),
  subjectArea: (person, operator, values, facts) => turned(operator, current(facts, 'competences', person).some(({ subjectAreaId }) => values.includes(subjectAreaId ?? ''))),
  spokenLanguage: (person, operator, values, facts) => turned(operator, current(facts, 'competences', person).some(({ kind, code }) => kind === 'language' && values.includes(code ?? ''))),
  timeOfDay: (person, operator, values, facts) =>
    turned(operator, facts.of('availabilities').some(({ personId, partOfDay }) => personId === person.id && values.includes(partOfDay === 'evening' ? 'evening' : 'daytime'))),
  deceased: (person, operator) => turned(operator, person.deceasedOn !== null),
  stipendDeclined: (person, operator, _values, facts) => turned(operator, current(facts, 'stipendDeclinations', person).length > 0),
  paymentAccount: (person, operator, _values, facts) => turned(operator, current(facts, 'paymentAccounts', person).length > 0),
}

const rolesPlainly: Record<PersonRole, (person: Row<'persons'>, facts: Facts) => boolean> = {
  member: (person, facts) => current(facts, 'memberships', person).some(({ kind }) => kind === 'main'),
  familyMember: (person, facts) => current(facts, 'memberships', person).some(({ kind }) => kind === 'family'),
  supportingMember: (person, facts) => current(facts, 'memberships', person).some(({ kind }) => kind === 'supporting'),
  honoraryMember: (person, facts) => current(facts, 'memberships', person).some(({ kind }) => kind === 'honorary'),
  representative: (person, facts) => seatsOf(facts, person).some(({ kind, method }) => kind !== 'deputy' && !lectures(method)),
  deputy: (person, facts) => seatsOf(facts, person).some(({ kind, method }) => kind === 'deputy' && !lectures(method)),
  lecturer: (person, facts) =>
    seatsOf(facts, person).some(({ method }) => lectures(method)) || current(facts, 'competences', person).some(({ kind, level, code }) => kind === 'method' && level === 'can' && lectures(code ?? '')),
  courseParticipant: ({ id }, facts) =>
    facts.of('courseParticipants').some(({ personId, courseRoundId, admittedOn, completedOn, leftOn }) =>
      personId === id && activeOn({ startsOn: admittedOn, endsOn: completedOn ?? leftOn ?? facts.of('courseRounds').find((round) => round.id === courseRoundId)!.endsOn }, today)),
  peerSupporter: (person, facts) => coursesOf(facts, person, facts.of('trainings').filter(({ kind }) => kind === 'peerSupport').map(({ id }) => id)).some(({ completedOn }) => completedOn !== null && completedOn <= today),
  auditor: ({ id }, facts) => facts.of('auditTeamMembers').some((row) => row.personId === id && activeOn(row, today)),
  contactPerson: ({ id }, facts) =>
    facts.of('organisationContacts').some((row) => row.personId === id && activeOn(row, today)) || facts.persons.some(({ contactPersonId }) => contactPersonId === id),
  guardian: ({ id }, facts) =>
    facts.of('guardians').some((row) => {
      const child = facts.persons.find((person) => person.id === row.childPersonId)
      return row.guardianPersonId === id && child !== undefined && activeOn(row, today) && (child.birthDate === null || yearsOld(child.birthDate) < 18)
    }),
}

function written(text: string | null, operator: FilterOperator, values: readonly Value[]): boolean {
  if (operator === 'isEmpty' || operator === 'isFilled') return (text === null) === (operator === 'isEmpty')
  const typed = values.map((value) => String(value).toLowerCase())
  return text !== null && (operator === 'is' ? typed.includes(text.toLowerCase()) : text.toLowerCase().startsWith(String(typed[0])))
}

/** Whether an organisation is one that is asked for, or lies below one where that is asked. */
function isAsked(organisationId: string, operator: FilterOperator, values: readonly Value[], facts: Facts): boolean {
  for (let id: string | null = organisationId; id !== null; id = facts.of('organisations').find((one) => one.id === id)!.parentId) {
    if (values.includes(id)) return true
    if (operator !== 'within') return false
  }
  return false
}

function lastMembership(facts: Facts, { id }: Row<'persons'>): Row<'memberships'> | undefined {
  return facts.of('memberships').filter(({ personId }) => personId === id).toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0]
}

function seatsOf(facts: Facts, person: Row<'persons'>) {
  return current(facts, 'assignments', person).map((assignment) => {
    const body = facts.of('bodies').find(({ id }) => id === assignment.bodyId)!
    return { ...assignment, kind: facts.of('seats').find(({ id }) => id === assignment.seatId)!.kind, method: body.method, hostId: body.hostOrganisationId }
  })
}

function lectures(method: string): boolean {
  return method === 'lecture' || method === 'hjarnkoll'
}

function turned(operator: FilterOperator, is: boolean): boolean {
  return operator === 'isNot' || operator === 'no' ? !is : is
}

function chosen(value: string | null, operator: FilterOperator, values: readonly Value[]): boolean {
  return operator === 'isEmpty' ? value === null : turned(operator, value !== null && values.includes(value))
}

function within(value: number, operator: FilterOperator, values: readonly Value[]): boolean {
  if (operator === 'is') return values.includes(value)
  const [first, second] = values
  return (operator === 'atMost' || value >= Number(first)) && (operator === 'atLeast' || value <= Number(second ?? first))
}

function yearsOld(birthDate: LocalDate): number {
  let years = 0
  while (addYears(today, -years - 1) >= birthDate) years += 1
  return years
}

function current<Name extends 'memberships' | 'assignments' | 'stipendDeclinations' | 'paymentAccounts' | 'competences'>(facts: Facts, table: Name, { id }: Row<'persons'>): readonly Row<Name>[] {
  return facts.of(table).filter((row) => row.personId === id && activeOn(row, today))
}

function bodiesOf(facts: Facts, person: Row<'persons'>) {
  const held = current(facts, 'assignments', person)
  return facts.of('bodies').filter(({ id }) => held.some(({ bodyId }) => bodyId === id))
}

function coursesOf(facts: Facts, person: Row<'persons'>, trainingIds: readonly Value[]) {
  const rounds = facts.of('courseRounds').filter(({ trainingId }) => trainingIds.includes(trainingId))
  return facts.of('courseParticipants').filter(({ personId, courseRoundId }) => personId === person.id && rounds.some(({ id }) => id === courseRoundId))
}

/** Values worth asking a field for: some that the practice association has, and some that nobody has. */
function valuesFor(field: PersonFilterField, operator: FilterOperator, facts: Facts): readonly (readonly Value[])[] {
  const [fewest, most] = filterOperators[operator]
  if (most === 0) return [[]]
  const description = personFilterFields[field]
  const single: readonly Value[] = {
    text: field === 'pronoun' ? ['hon', 'HEN', 'h'] : field === 'language' || field === 'interpreterLanguage' ? ['arabiska', 'ARA', 'svenska'] : field === 'town' ? ['Uppsala', 'KNIV', 'ös', 'östhammar', '%', 'u_'] : field === 'name' ? ['a', 'Ö', 'an b', '%', 'ås'] : ['1', '2', '_', facts.persons[3]?.memberNumber ?? '9'],
    date: ['2024-01-01', '2026-06-01', '2027-01-01', ...(field === 'absence' ? facts.of('plannedAbsences').map(({ endsOn }) => endsOn).slice(0, 2) : [])],
    number: field === 'feePaid' || field === 'confirmation' ? [2025, 2026, 1999] : field === 'load' ? [0, 1, 2, 9] : field === 'age' ? [0, 17, 40, 65, 9000] : [1950, 1980, 2030],
    choice: 'choices' in description ? (field === 'country' ? ['NO', 'SE', 'FI'] : description.choices.length > 40 ? ['0380', '0319', '2584'] : description.choices.slice(0, 12)) : [],
    reference: referred(field, facts).slice(0, 4),
    yesNo: [],
  }[description.kind]
  if (fewest === 2) return single.flatMap((first) => single.map((second) => [first, second]))
  return [...single.map((value) => [value]), ...(most > 1 ? [single.slice(0, 2)] : [])]
}

function referred(field: PersonFilterField, facts: Facts): readonly string[] {
  if (field === 'body') return facts.of('bodies').map(({ id }) => id)
  if (field === 'host') return [...new Set(facts.of('bodies').map(({ hostOrganisationId }) => hostOrganisationId))]
  const withParents = (ids: readonly string[]) => [...new Set(ids.flatMap((id) => [id, facts.of('organisations').find((one) => one.id === id)?.parentId ?? []].flat()))]
  if (field === 'organisationLink') return withParents(facts.of('personOrganisationLinks').map(({ organisationId }) => organisationId))
  if (field === 'organisationContact') return withParents(facts.of('organisationContacts').map(({ organisationId }) => organisationId))
  if (field === 'onBehalfOf') return [...new Set(facts.of('assignments').flatMap(({ onBehalfOfOrganisationId: id }) => id ?? []))]
  if (field === 'tag') return facts.of('tags').map(({ id }) => id)
  if (field === 'subjectArea') return facts.of('subjectAreas').map(({ id }) => id)
  return [...new Set(facts.of('courseRounds').map(({ trainingId }) => trainingId))]
}

/** What a condition says of a value of a custom field. */
function customFits(value: CustomValue | undefined, operator: FilterOperator, values: readonly Value[]): boolean {
  if (operator === 'isEmpty' || operator === 'isFilled') return (value === undefined) === (operator === 'isEmpty')
  if (operator === 'isNot') return !customFits(value, 'is', values)
  if (value === undefined || value === null) return false
  if (typeof value === 'boolean') return value === (operator === 'yes')
  if (typeof value === 'number') return within(value, operator, values)
  if (Array.isArray(value)) return value.some((choice) => values.includes(choice))
  const typed = String(values[0]).toLowerCase()
  if (operator === 'contains') return value.toLowerCase().includes(typed)
  if (operator === 'beginsWith') return value.toLowerCase().startsWith(typed)
  if (operator === 'before' || operator === 'onOrAfter') return value < typed === (operator === 'before')
  return values.includes(value)
}

const choices = ['S', 's', 'M, L', '"Q"', '100 %', 'Blå\\röd']

/** For each type: values that persons have, in turn, and values to ask for. */
const customExamples: Record<CustomType, { readonly held: readonly Exclude<CustomValue, null>[]; readonly asked: readonly Value[] }> = {
  text: { held: ['Åre', 'på ÅRE', '100 %', '10_0', 'a\\b', 'Élan'], asked: ['å', 'ÅRE', '%', '_', '\\', 'él', 'saknas'] },
  longText: { held: ['Rad ett\nRad Två', 'två'], asked: ['TVÅ', 'ett\nrad', '%'] },
  number: { held: [-5, 0, 38, 2_147_483_647], asked: [-5, 0, 37, 3_000_000_000] },
  money: { held: [0, 12_550, 5_000_000_000], asked: [0, 12_550, 5_000_000_001] },
  date: { held: ['2026-02-28', '1999-12-31'], asked: ['2026-02-28', '2000-01-01'] },
  yesNo: { held: [true, false], asked: [] },
  choice: { held: choices, asked: choices },
  multipleChoice: { held: [['S'], ['s', 'M, L'], ['"Q"', '100 %'], ['Blå\\röd']], asked: choices },
}

describe.each(engines)('The filters of the register (%s)', (engine) => {
  const names = Object.keys(personFilterFields) as PersonFilterField[]
  let world: DemoWorld
  let facts: Facts
  let coordinator: CoreClient
  beforeAll(async () => {
    world = await makeDemoWorld(engine, today)
    facts = await factsOf(world)
    coordinator = await world.signIn('coordinator')
  }, 120_000)
  afterAll(() => world.close())

  const fitting = async (conditions: readonly PersonCondition[]) => (await coordinator.people.listIds({ filter: conditions.map((condition) => ({ ...condition, values: [...condition.values] })) })).toSorted()

  it('agree with looking at each person, for each field and each way of comparing', async () => {
    for (const field of names) {
      const seen = new Set<number>()
      for (const operator of personFilterFields[field].operators) {
        for (const values of valuesFor(field, operator, facts)) {
          const found = await fitting([{ field, operator, values: [...values] }])
          const expected = facts.persons.filter((person) => plainly[field](person, operator, values, facts)).map(({ id }) => id)
          expect(found, `${field} ${operator} ${values.join()}`).toEqual(expected.toSorted())
          seen.add(found.length)
        }
      }
      expect(Math.max(...seen), `${field} is told apart by the world of this test`).toBeGreaterThan(0)
    }
  }, 120_000)

  it('agree with looking at each person for custom fields of every type, and for those who have no value', async () => {
    const administrator = await world.signIn('administrator')
    const office = await world.signIn('officeWorker')
    const some = facts.persons.slice(0, 40)
    for (const [index, type] of (Object.keys(customExamples) as CustomType[]).entries()) {
      const { held, asked } = customExamples[type]
      const { id: fieldId } = await administrator.customFields.create({ subject: 'person', name: `Prov ${type}`, type, choices: type.toLowerCase().endsWith('choice') ? [...choices] : [], visibleToRoles: ['officeWorker', 'coordinator'] })
      const valueOf = new Map<string, CustomValue>()
      for (const [place, { id }] of some.slice(index * 2, index * 2 + 12).entries()) {
        const value = held[place % held.length] as Exclude<CustomValue, null>
        const { version } = await office.people.read({ id })
        await office.people.update({ id, version, changes: { customValues: { [fieldId]: value } } })
        valueOf.set(id, value)
      }
      for (const operator of customFilterKinds[type].operators) {
        const [fewest, most] = filterOperators[operator]
        const lists: readonly (readonly Value[])[] = most === 0 ? [[]] : fewest === 2 ? asked.flatMap((from) => asked.map((to) => [from, to])) : [...asked.map((value) => [value]), ...(most > 1 ? [asked.slice(0, 2)] : [])]
        for (const values of lists) {
          const found = await fitting([{ field: customKeyOf(fieldId), operator, values: [...values] }])
          const expected = facts.persons.filter(({ id }) => customFits(valueOf.get(id), operator, values)).map(({ id }) => id)
          expect(found, `${type} ${operator} ${values.join()}`).toEqual(expected.toSorted())
        }
      }
    }
  }, 120_000)

  it('are joined by and, in pairs of what the bits know and what SQL decides', async () => {
    const asked: (PersonCondition & { field: PersonFilterField })[] = [
      { field: 'membership', operator: 'is', values: ['current'] }, { field: 'membershipKind', operator: 'is', values: ['main', 'family'] }, { field: 'membership', operator: 'is', values: ['ended'] },
      { field: 'municipality', operator: 'is', values: ['0380'] }, { field: 'municipality', operator: 'is', values: ['0319'] }, { field: 'municipality', operator: 'isNot', values: ['0380'] },
      { field: 'email', operator: 'yes', values: [] }, { field: 'email', operator: 'no', values: [] }, { field: 'seat', operator: 'yes', values: [] }, { field: 'age', operator: 'atLeast', values: [40] },
    ]
    for (const one of asked) {
      for (const other of asked) {
        const expected = facts.persons.filter((person) => [one, other].every(({ field, operator, values }) => plainly[field](person, operator, values, facts)))
        expect(await fitting([one, other])).toEqual(expected.map(({ id }) => id).toSorted())
      }
    }
  })

  it('ask together about one and the same seat, as one reads them', async () => {
    const seated = facts.persons.map((person) => ({ person, seats: seatsOf(facts, person) }))
    const hosts = referred('host', facts)
    let told = 0
    for (const hostId of hosts) {
      for (const kind of ['ordinary', 'deputy']) {
        const [from, before] = ['2027-01-01', '2028-01-01'] as const
        const found = await fitting([
          { field: 'host', operator: 'is', values: [hostId] }, { field: 'seatKind', operator: 'is', values: [kind] },
          { field: 'mandateEnds', operator: 'onOrAfter', values: [from] }, { field: 'mandateEnds', operator: 'before', values: [before] },
        ])
        const one = seated.filter(({ seats }) => seats.some((seat) => seat.hostId === hostId && seat.kind === kind && seat.endsOn !== null && seat.endsOn >= from && seat.endsOn < before))
        expect(found).toEqual(one.map(({ person }) => person.id).toSorted())
        const apart = seated.filter(({ seats }) => seats.some((seat) => seat.hostId === hostId) && seats.some((seat) => seat.kind === kind))
        told += apart.length - one.length
      }
      // What somebody is not to have is asked of all her seats.
      const without = await fitting([{ field: 'host', operator: 'is', values: [hostId] }, { field: 'seatKind', operator: 'isNot', values: ['deputy'] }])
      expect(without).toEqual(seated.filter(({ seats }) => seats.some((seat) => seat.hostId === hostId) && seats.every(({ kind }) => kind !== 'deputy')).map(({ person }) => person.id).toSorted())
    }
    expect(told, 'some have the two in different seats').toBeGreaterThan(0)
  }, 60_000)

  it('reach below an organisation in the tree where that is asked, also together about one seat', async () => {
    const parents = [...new Set(facts.of('organisations').flatMap(({ parentId }) => parentId ?? []))]
    let more = 0
    for (const parentId of parents) {
      const below = await fitting([{ field: 'host', operator: 'within', values: [parentId] }])
      expect(below).toEqual(facts.persons.filter((person) => plainly.host(person, 'within', [parentId], facts)).map(({ id }) => id).toSorted())
      more += below.length - (await fitting([{ field: 'host', operator: 'is', values: [parentId] }])).length
      const deputies = await fitting([{ field: 'host', operator: 'within', values: [parentId] }, { field: 'seatKind', operator: 'is', values: ['deputy'] }])
      expect(deputies).toEqual(facts.persons.filter((person) => seatsOf(facts, person).some((seat) => seat.kind === 'deputy' && isAsked(seat.hostId, 'within', [parentId], facts))).map(({ id }) => id).toSorted())
    }
    expect(more, 'some sit below and not in it').toBeGreaterThan(0)
  })

  it('find whom the page says has the role, for each role', async () => {
    const office = await world.signIn('officeWorker')
    const { id: courseRoundId } = await office.trainings.createRound({ trainingId: facts.of('trainings')[0]!.id, name: 'Pågående', startsOn: today, endsOn: addYears(today, 1), requiredSessions: 1 })
    await office.trainings.addParticipant({ courseRoundId, personId: facts.persons[0]!.id, admittedOn: today })
    const [audit] = await world.rows('audits')
    await coordinator.audits.addTeamMember({ auditId: audit!.id, personId: facts.persons[0]!.id, startsOn: today })
    for (const role of personRoles) {
      const found = new Set(await fitting([{ field: 'role', operator: 'is', values: [role] }]))
      expect(found.size, `${role} is somebody in the practice association`).toBeGreaterThan(0)
      for (const { id } of facts.persons.filter((_, index) => index % 25 === 0)) {
        const { roles } = await office.people.read({ id })
        expect(found.has(id), `${role} ${id}`).toBe(roles.some((one) => one.role === role && one.status === 'current'))
      }
    }
  }, 120_000)

  it('never find a protected person, whatever is asked', async () => {
    const hidden = new Set((await world.rows('persons')).filter((person) => person.isProtected === 1).map(({ id }) => id))
    expect(hidden.size).toBeGreaterThan(0)
    for (const field of names) {
      for (const operator of personFilterFields[field].operators) {
        const [values = []] = valuesFor(field, operator, facts)
        expect((await fitting([{ field, operator, values: [...values] }])).some((id) => hidden.has(id)), `${field} ${operator}`).toBe(false)
      }
    }
  })

  it('see a change of what they ask about at once', async () => {
    const office = await world.signIn('officeWorker')
    const lacksPhone: PersonCondition[] = [{ field: 'phone', operator: 'no', values: [] }]
    const before = await fitting(lacksPhone)
    const { id } = await office.people.create({ givenName: 'Utan', familyName: 'Telefon' })
    expect(await fitting(lacksPhone)).toEqual([...before, id].toSorted())
  })

  it('refuse what the user may not read, and comparisons that the field does not know', async () => {
    expect(rolePermissions.officeWorker).not.toContain('claims.read')
    const office = await world.signIn('officeWorker')
    expect(await refusalOf(office.people.listIds({ filter: [{ field: 'stipendDeclined', operator: 'yes' }] }))).toEqual({ code: 'RULE_VIOLATION', data: { rule: 'people.mayNotFilter' } })
    const board = await world.signIn('boardMember')
    expect(await board.people.listIds({ filter: [{ field: 'role', operator: 'is', values: ['representative'] }] })).not.toEqual([])
    expect(await refusalOf(board.people.listIds({ filter: [{ field: 'role', operator: 'isNot', values: ['member', 'lecturer'] }] }))).toEqual({ code: 'RULE_VIOLATION', data: { rule: 'people.mayNotFilter' } })
    for (const filter of [
      { field: 'email', operator: 'is', values: ['x'] }, { field: 'gender', operator: 'is', values: ['x'] }, { field: 'age', operator: 'between', values: [1] },
      { field: 'attended', operator: 'since', values: ['i går'] }, { field: 'body', operator: 'is', values: ['x'] },
    ] as const) {
      expect(await refusalOf(office.people.list({ filter: [{ ...filter, values: [...filter.values] }] }))).toMatchObject({ code: 'VALIDATION' })
    }
  })
})

describe('The table of filter fields', () => {
  it('knows at least one comparison for each', () => {
    for (const { operators } of Object.values(personFilterFields)) expect(operators.length).toBeGreaterThan(0)
  })
})
