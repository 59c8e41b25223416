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

/** Text in a pattern for `like`, where its signs stand for themselves. */
export function escaped(text: string): string {
  return text.replace(/[\\%_]/gu, '\\$&')
}
