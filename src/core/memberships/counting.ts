/**
 * Who counts as a member on a date. Funders ask in different ways (facts.md 4.1), so each way is a named rule, and a rule is data:
 * the report, the page with numbers of members and the tests all read the same one.
 */
import type { MemberCountRule } from '#contract/memberships.ts'
import type { membershipKinds } from '#contract/people.ts'
import { activeOn, addYears, yearOf, type LocalDate, type Period } from '#shared/dates.ts'
import { kronor, sumOre, type Ore } from '#shared/money.ts'

type Kind = (typeof membershipKinds)[number]

/** Supporting members pay but have no vote, and are not counted as members. */
export const countedMembershipKinds = ['main', 'family', 'honorary'] as const satisfies readonly Kind[]

/** What a rule asks for. Read as a sentence: whoever has a membership [on the date | at the year's end before] and … */
export interface CountingRule {
  /** The day on which the membership must be in force. */
  readonly memberOn: 'date' | 'yearEndBefore'
  /** Whether the fee of the date's year must be paid by the date, and how much of it at least. */
  readonly fee: 'none' | 'paid' | 'floor'
  /** Whether the membership must be confirmed for the date's year by the date. */
  readonly isConfirmed: boolean
  /** Whether the member must live in the association's own county. Protected persons count wherever they live: a count must not tell. */
  readonly isInCounty: boolean
}

const any: CountingRule = { memberOn: 'date', fee: 'none', isConfirmed: false, isInCounty: false }

export const countingRules: Readonly<Record<MemberCountRule, CountingRule>> = {
  membership: any,
  paidForYear: { ...any, fee: 'paid' },
  paidAtLeast: { ...any, fee: 'floor' },
  confirmed: { ...any, isConfirmed: true },
  yearEndInCounty: { ...any, memberOn: 'yearEndBefore', isInCounty: true },
}

/** What a member must have paid for the year to count for state grants: 100 kr, or 50 kr for a relative. Source: proposal to Socialstyrelsen 2002 (facts.md S70). */
export const feeFloors: Readonly<Record<(typeof countedMembershipKinds)[number], Ore>> = { main: kronor(100), family: kronor(50), honorary: kronor(100) }

/** What a count needs to know besides the members. */
export interface CountScope {
  readonly on: LocalDate
  readonly rule: MemberCountRule
  /** The first two digits of the association's municipality; null where it is not stated, and then nobody is known to live in it. */
  readonly countyCode: string | null
  /** Whether a paid fee confirms the membership too. */
  readonly isFeeConfirmation: boolean
}

/** The day on which a membership must be in force to be counted. */
export function membershipDayOf({ on, rule }: Pick<CountScope, 'on' | 'rule'>): LocalDate {
  return countingRules[rule].memberOn === 'date' ? on : (`${yearOf(on) - 1}-12-31` as LocalDate)
}

/** One person as a rule sees her. */
export interface CountCandidate {
  readonly isProtected: boolean
  readonly municipalityCode: string | null
  readonly memberships: readonly (Period & { readonly kind: string })[]
  readonly fees: readonly { readonly year: number; readonly paidOn: LocalDate | null; readonly amountOre: Ore | null; readonly paidOre: Ore | null; readonly payments: readonly { readonly amountOre: Ore; readonly paidOn: LocalDate }[] }[]
  readonly confirmations: readonly { readonly year: number; readonly confirmedOn: LocalDate }[]
}

/** Whether a person counts, and as what kind of member: the rule said plainly, for one person at a time. */
export function countedKind(person: CountCandidate, scope: CountScope): string | undefined {
  const rule = countingRules[scope.rule]
  const { on } = scope
  const year = yearOf(on)
  const day = membershipDayOf(scope)
  const paid = person.fees.find((fee) => fee.year === year && fee.paidOn !== null && fee.paidOn <= on)
  const inParts = sumOre(person.fees.filter((fee) => fee.year === year).flatMap(({ payments }) => payments.filter(({ paidOn }) => paidOn <= on).map(({ amountOre }) => amountOre)))
  const isConfirmed = person.confirmations.some((one) => one.year === year && one.confirmedOn <= on) || (scope.isFeeConfirmation && paid !== undefined)
  const isInCounty = scope.countyCode !== null && person.municipalityCode?.slice(0, 2) === scope.countyCode
  if (rule.isConfirmed && !isConfirmed) return undefined
  if (rule.isInCounty && !isInCounty && !person.isProtected) return undefined
  if (rule.fee === 'paid' && !paid) return undefined
  return person.memberships.find(({ kind, ...period }) => {
    const counted = countedMembershipKinds.find((one) => one === kind)
    return counted !== undefined && activeOn(period, day) && (rule.fee !== 'floor' || Math.max(inParts, paid === undefined ? 0 : (paid.paidOre ?? paid.amountOre ?? 0)) >= feeFloors[counted])
  })?.kind
}

/** The lowest age in each band, in years. The last band has no upper end. */
export const ageBands = [0, 18, 30, 45, 65, 80] as const

/** The birth dates of an age band on a date: born after `after`, and not after `until`. `after` is missing in the oldest band. */
export function birthDatesOfBand(band: number, on: LocalDate): { readonly after?: LocalDate; readonly until: LocalDate } {
  const above = ageBands[band + 1]
  return { until: addYears(on, -(ageBands[band] ?? 0)), ...(above === undefined ? {} : { after: addYears(on, -above) }) }
}
