import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { PersonFilterField } from '#contract/person-filters.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { Asked } from './conditions.ts'

type Builder = ExpressionBuilder<Database, 'persons'>
type Predicate = (eb: Builder, asked: Asked) => Expression<SqlBool>

/** What the links of a person say of her: to organisations, to those who answer for her, and to what she has said and been promised. */
export const linkConditions = {
  organisationLink: (eb, { operator, values, today }) =>
    among(eb, operator, eb.selectFrom('personOrganisationLinks').select('personOrganisationLinks.personId').where(inForceOn('personOrganisationLinks', today)).where('organisationId', 'in', organisationsAsked(operator, values))),
  organisationContact: (eb, { operator, values, today }) =>
    among(
      eb, operator,
      eb
        .selectFrom('organisationContacts')
        .select('organisationContacts.personId')
        .where('organisationContacts.personId', 'is not', null)
        .where(inForceOn('organisationContacts', today))
        .where('organisationId', 'in', organisationsAsked(operator, values)) as never,
    ),
  membershipEnds: (eb, { operator, values }) => eb('persons.id', 'in', lastMemberships(eb).where('memberships.endsOn', operator === 'before' ? '<' : '>=', values[0] as LocalDate)),
  endReason: (eb, { operator, values }) => among(eb, operator, lastMemberships(eb).where('memberships.endsOn', 'is not', null).where('memberships.endReasonKind', 'in', values as string[])),
  confirmation: (eb, { operator, values }) =>
    eb('persons.id', operator === 'confirmed' ? 'in' : 'not in', eb.selectFrom('membershipConfirmations').select('membershipConfirmations.personId').where('year', '=', Number(values[0]))),
  newsletter: (eb, { operator }) => among(eb, operator, eb.selectFrom('newsletterConsents').select('newsletterConsents.personId').where('withdrawnOn', 'is', null)),
  contactInstead: (eb, { operator }) => {
    const has = eb.or([eb('contactPersonId', 'is not', null), eb('contactPersonNote', 'is not', null), eb('contactName', 'is not', null)])
    return operator === 'no' ? eb.not(has) : has
  },
  guardianMissing: (eb, { operator, today }) => {
    // Nobody is under age whose birth date is not known.
    const isYoung = eb.and([eb('birthDate', 'is not', null), eb('birthDate', '>', addYears(today, -18))])
    const dead = eb.selectFrom('persons as dead').select('dead.id').where('dead.deceasedOn', '<', today)
    const having = eb.selectFrom('guardians').select('childPersonId').where(inForceOn('guardians', today)).where((of) => of.or([of('guardianPersonId', 'is', null), of('guardianPersonId', 'not in', dead)]))
    const missing = eb.and([isYoung, eb('persons.id', 'not in', having)])
    return operator === 'no' ? eb.not(missing) : missing
  },
  absence: (eb, { operator, values }) =>
    eb('persons.id', operator === 'on' ? 'in' : 'not in', eb.selectFrom('plannedAbsences').select('plannedAbsences.personId').where(inForceOn('plannedAbsences', values[0] as LocalDate))),
  load: (_eb, { operator, values, today }) => {
    const [first = 0, second = 0] = values.map(Number)
    const load = commitmentsOn(today)
    if (operator === 'atLeast') return sql<SqlBool>`${load} >= ${first}`
    return operator === 'atMost' ? sql<SqlBool>`${load} <= ${first}` : sql<SqlBool>`${load} between ${first} and ${second}`
  },
  travelMeans: (eb, { operator, values }) =>
    among(eb, operator, eb.selectFrom('travelLimits').select('travelLimits.personId').where((limits) => limits.or(values.map((means) => limits('travelMeansJson', 'like', `%"${String(means)}"%`))))),
} as const satisfies Partial<Record<PersonFilterField, Predicate>>

/** The organisations that are asked for, with all that lies below them in the tree where that is asked. */
export function organisationsAsked(operator: Asked['operator'], values: Asked['values']): never {
  if (operator !== 'within') return values as never
  // What belongs together in the tree is gathered once, however it loops.
  return sql`(with recursive "below" as (
    select "id" from "organisations" where "id" in (${sql.join(values)})
    union select "organisations"."id" from "organisations" inner join "below" on "organisations"."parentId" = "below"."id"
  ) select "id" from "below")` as never
}

/** In, or for `isNot` and `no` not in, the persons whose identifiers the other table's rows hold. */
function among(eb: Builder, operator: Asked['operator'], personIds: Expression<{ personId: string }>): Expression<SqlBool> {
  return eb('persons.id', operator === 'isNot' || operator === 'no' ? 'not in' : 'in', personIds as never)
}

/** The membership that each person began last, so that when it ended and why are asked of one and the same. */
function lastMemberships(eb: Builder) {
  return eb
    .selectFrom('memberships')
    .select('memberships.personId')
    .where((own) =>
      own.not(
        own.exists(
          own
            .selectFrom('memberships as later')
            .select('later.id')
            .whereRef('later.personId', '=', 'memberships.personId')
            .whereRef('later.startsOn', '>', 'memberships.startsOn'),
        ),
      ),
    )
}

/** Seats, courses under way and audits, as the competence bank counts a person's load. */
function commitmentsOn(today: LocalDate) {
  const inForce = (table: string) => sql`"${sql.raw(table)}"."personId" = "persons"."id" and "startsOn" <= ${today} and ("endsOn" is null or "endsOn" >= ${today})`
  return sql<number>`(
    (select count(*) from "assignments" where ${inForce('assignments')})
    + (select count(*) from "courseParticipants" inner join "courseRounds" on "courseRounds"."id" = "courseParticipants"."courseRoundId"
      where "courseParticipants"."personId" = "persons"."id" and "completedOn" is null and "leftOn" is null and "courseRounds"."endsOn" >= ${today})
    + (select count(*) from "auditTeamMembers" where ${inForce('auditTeamMembers')})
  )`
}
