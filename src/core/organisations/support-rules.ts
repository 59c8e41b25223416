import type { Support, supportKinds } from '#contract/support.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import { sumOre, type Ore } from '#shared/money.ts'
import type { FieldFinding } from '#shared/result.ts'

interface Given {
  readonly kind: (typeof supportKinds)[number]
  readonly amountOre: Ore | null
  readonly givenOn: LocalDate
  readonly followUpDueOn: LocalDate | null
}

/** What is wrong with support: money without an amount, or days that cannot be. */
export function supportFindings({ kind, amountOre, givenOn, followUpDueOn }: Given, today: LocalDate): FieldFinding[] {
  return [
    ...(kind === 'money' && amountOre === null ? [{ path: 'amountOre', rule: 'support.moneyNeedsAmount' } as const] : []),
    ...(givenOn > today ? [{ path: 'givenOn', rule: 'support.givenInFuture' } as const] : []),
    ...(followUpDueOn !== null && followUpDueOn < givenOn ? [{ path: 'followUpDueOn', rule: 'support.dueBeforeGiven' } as const] : []),
  ]
}

/** What is wrong with the day of a follow-up. */
export function followUpFindings(followedUpOn: LocalDate, givenOn: LocalDate, today: LocalDate): FieldFinding[] {
  return [
    ...(followedUpOn < givenOn ? [{ path: 'followedUpOn', rule: 'support.followedUpBeforeGiven' } as const] : []),
    ...(followedUpOn > today ? [{ path: 'followedUpOn', rule: 'support.followedUpInFuture' } as const] : []),
  ]
}

/** Whether it is time to ask what came of support. */
export function isFollowUpDue({ followUpDueOn, followedUpOn }: Pick<Support, 'followUpDueOn' | 'followedUpOn'>, today: LocalDate): boolean {
  return followedUpOn === null && followUpDueOn !== null && followUpDueOn <= today
}

/** What some support comes to. */
export interface SupportSum {
  readonly count: number
  readonly amountOre: Ore
  readonly hours: number
  readonly newRepresentativesCount: number
}

type Summed = Pick<Support, 'organisation' | 'givenOn' | 'amountOre' | 'hours' | 'newRepresentativesCount'>

/** What all of it comes to; what is not known counts as nothing. */
export function sumOf(rows: readonly Summed[]): SupportSum {
  const total = (count: (row: Summed) => number | null) => rows.reduce((sum, row) => sum + (count(row) ?? 0), 0)
  return {
    count: rows.length,
    amountOre: sumOre(rows.map((row) => row.amountOre ?? 0)),
    hours: total((row) => row.hours),
    newRepresentativesCount: total((row) => row.newRepresentativesCount),
  }
}

/** Sums per year and association, the latest year first and the associations in the order of the rows. */
export function sumsPerYear(rows: readonly Summed[]): (SupportSum & { year: number; organisation: Summed['organisation'] })[] {
  const groups = Map.groupBy(rows, (row) => `${yearOf(row.givenOn)} ${row.organisation.id}`)
  return [...groups.values()]
    .map((group) => ({ year: yearOf((group[0] as Summed).givenOn), organisation: (group[0] as Summed).organisation, ...sumOf(group) }))
    .toSorted((a, b) => b.year - a.year)
}
