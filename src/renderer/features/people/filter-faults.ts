import { filterOperators, type FilterField, type FilterOperator } from '#contract/person-filters.ts'
import { isLocalDate } from '#shared/dates.ts'
import type { RuleCode } from '#shared/i18n/index.ts'

/** A value as it has been given so far: what cannot be read stays as it was typed. */
export type TypedValue = string | number | null

/** What is wrong with each value that a condition needs, in the order of their fields; nothing where it can be used. */
export function valueFaults({ kind, isMoney = false }: Pick<FilterField, 'kind'> & { readonly isMoney?: boolean }, operator: FilterOperator, values: readonly TypedValue[]): (RuleCode | undefined)[] {
  const [fewest] = filterOperators[operator]
  return Array.from({ length: fewest }, (_, place) => {
    const value = values[place] ?? null
    const isMissing = value === null || (typeof value === 'string' && value.trim() === '')
    if (kind === 'choice' || kind === 'reference') return isMissing ? 'common.notAChoice' : undefined
    if (isMissing) return 'common.required'
    if (kind === 'number' && typeof value === 'string') return isMoney ? 'common.notAnAmount' : 'common.notANumber'
    return kind === 'date' && !isLocalDate(String(value)) ? 'common.notADate' : undefined
  })
}
