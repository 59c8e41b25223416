import { expressionBuilder, type Expression, type SqlBool } from 'kysely'
import type { LocalDate } from '#shared/dates.ts'
import type { Database } from './schema.ts'

type DatedTable = { [Name in keyof Database]: Database[Name] extends { startsOn: LocalDate; endsOn: LocalDate | null } ? Name : never }[keyof Database]

/** What `activeOn` says, in SQL: the table's rows that are in force on a date, given or found in another column. */
export function inForceOn(table: DatedTable, date: LocalDate | Expression<LocalDate>): Expression<SqlBool> {
  return inForceDuring(table, { from: date, to: date })
}

/** The table's rows that are in force on some day of a period. */
export function inForceDuring(table: DatedTable, { from, to }: { from: LocalDate | Expression<LocalDate>; to: LocalDate | Expression<LocalDate> }): Expression<SqlBool> {
  const eb = expressionBuilder<Database, DatedTable>()
  const [startsOn, endsOn] = [`${table}.startsOn`, `${table}.endsOn`] as const
  return eb.and([eb(startsOn, '<=', to), eb.or([eb(endsOn, 'is', null), eb(endsOn, '>=', from)])])
}
