import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { isAboutSeat, type PersonCondition, type SeatFilterField } from '#contract/person-filters.ts'
import type { LocalDate } from '#shared/dates.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { Asked } from './conditions.ts'
import { organisationsAsked } from './link-conditions.ts'

type Builder = ExpressionBuilder<Database, 'persons'>
type Seats = ExpressionBuilder<Database, 'assignments' | 'bodies' | 'seats'>

/** What a condition says of a seat that a person has. */
const comparisons: Record<SeatFilterField, (eb: Seats, asked: Asked) => Expression<SqlBool>> = {
  body: (eb, { values }) => eb('assignments.bodyId', 'in', values as string[]),
  host: (eb, { operator, values }) => eb('bodies.hostOrganisationId', 'in', organisationsAsked(operator, values)),
  level: (eb, { values }) => eb('bodies.level', 'in', values as string[]),
  method: (eb, { values }) => eb('bodies.method', 'in', values as string[]),
  seatKind: (eb, { values }) => eb('seats.kind', 'in', values as string[]),
  onBehalfOf: (eb, { operator, values }) => eb('assignments.onBehalfOfOrganisationId', 'in', organisationsAsked(operator, values)),
  mandateEnds: (eb, { operator, values }) => eb('assignments.endsOn', operator === 'before' ? '<' : '>=', values[0] as LocalDate),
}

/** The persons who have a seat today of which all that is asked is true: one and the same seat, as one reads the filters together. */
export function seatsFitting(eb: Builder, asked: readonly PersonCondition[], today: LocalDate) {
  return eb
    .selectFrom('assignments')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .select('assignments.personId')
    .where(inForceOn('assignments', today))
    .where((seats) => seats.and(asked.filter(isAboutSeat).map(({ field, operator, values }) => comparisons[field](seats, { operator, values, today }))))
}
