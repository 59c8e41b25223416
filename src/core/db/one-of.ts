import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Engine } from './engine.ts'

/** Whether a column holds one of these ids: as one parameter, however many they are, since a statement takes only so many. */
export function isOneOf(engine: Engine, column: Expression<string | null>, ids: readonly string[]): RawBuilder<SqlBool> {
  const listed = JSON.stringify(ids)
  if (engine.kind === 'sqlite') return sql<SqlBool>`${column} in (select "value" from json_each(${listed}))`
  return sql<SqlBool>`${column} in (select json_array_elements_text(cast(${listed} as json)))`
}
