import { sql, type RawBuilder } from 'kysely'
import type { FilterOperator } from '#contract/person-filters.ts'
import type { LocalDate } from '#shared/dates.ts'

/** What a condition asks of its field. */
export interface Asked {
  readonly operator: FilterOperator
  readonly values: readonly (string | number)[]
  readonly today: LocalDate
}

export type Bound = readonly [side: 'least' | 'most', value: number]

/** The bounds that a comparison of numbers means. */
export function boundsOf({ operator, values }: Pick<Asked, 'operator' | 'values'>): readonly Bound[] {
  const [first = 0, second = 0] = values.map(Number)
  if (operator === 'atLeast') return [['least', first]]
  if (operator === 'atMost') return [['most', first]]
  return [['least', first], ['most', second]]
}

/** The capitals that SQLite leaves as they are. */
const capitals = 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ'.split('')

/** A column's text without capitals, in both engines. */
export function lowered(column: string): RawBuilder<string> {
  const text = capitals.reduce((inner, capital) => sql<string>`replace(${inner}, ${sql.lit(capital)}, ${sql.lit(capital.toLowerCase())})`, sql<string>`${sql.ref(column)}`)
  return sql<string>`lower(${text})`
}

/** Text in a pattern for `like`, where its signs stand for themselves. */
export function escaped(text: string): string {
  return text.replace(/[\\%_]/gu, '\\$&')
}
