import { monthOf, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { shareOf, sumOre, type BasisPoints, type Ore } from '#shared/money.ts'
import { contributionFigureOn, figureMissing, isFinding, preliminaryFinding, type StatutoryFigure } from '#core/tariffs/index.ts'

/** Something that counts towards contributions: pay or a taxable benefit, on the day it was given. */
export interface ContributionBase {
  readonly on: LocalDate
  readonly baseOre: Ore
}

interface Rates {
  readonly ordinary: StatutoryFigure
  readonly youth: StatutoryFigure | undefined
}

/** The contribution rate of one payment in hundredths of a percent: the youth rate where there is one. */
export function contributionRate(figures: readonly StatutoryFigure[], paidOn: LocalDate, birthYear: number): BasisPoints | RuleFinding {
  const rates = ratesOn(figures, paidOn, birthYear)
  return isFinding(rates) ? rates : ((rates.youth ?? rates.ordinary).rateBasisPoints ?? 0)
}

/** Refuses to pay by a contribution rate that is missing or only preliminary. */
export function contributionFigureFinding(figures: readonly StatutoryFigure[], paidOn: LocalDate, birthYear: number): RuleFinding | undefined {
  const rates = ratesOn(figures, paidOn, birthYear)
  if (isFinding(rates)) return rates
  return preliminaryFinding(rates.ordinary) ?? (rates.youth && preliminaryFinding(rates.youth))
}

/**
 * Employer contributions in öre on all that one person was given in a calendar year, each part at the rate of its own day.
 * The youth rate holds up to its cap per calendar month. Each rate's bases are added before rounding,
 * so that the total does not depend on the order or number of payments.
 */
export function contributionsOn(bases: readonly ContributionBase[], birthYear: number, figures: readonly StatutoryFigure[]): Ore | RuleFinding {
  const basePerRate = new Map<BasisPoints, Ore>()
  for (const group of byRateAndMonth(bases, birthYear, figures)) {
    if (isFinding(group)) return group
    for (const [rate, base] of splitAtCap(group)) basePerRate.set(rate, (basePerRate.get(rate) ?? 0) + base)
  }
  return sumOre([...basePerRate].map(([rate, base]) => shareOf(base, rate)))
}

interface RateGroup {
  readonly rates: Rates
  readonly baseOre: Ore
}

function byRateAndMonth(bases: readonly ContributionBase[], birthYear: number, figures: readonly StatutoryFigure[]): (RateGroup | RuleFinding)[] {
  const groups = new Map<string, RateGroup>()
  for (const { on, baseOre } of bases) {
    const rates = ratesOn(figures, on, birthYear)
    if (isFinding(rates)) return [rates]
    const key = `${monthOf(on)} ${rates.youth?.startsOn ?? ''}`
    groups.set(key, { rates, baseOre: (groups.get(key)?.baseOre ?? 0) + baseOre })
  }
  return [...groups.values()]
}

function splitAtCap({ rates, baseOre }: RateGroup): (readonly [BasisPoints, Ore])[] {
  const ordinaryRate = rates.ordinary.rateBasisPoints ?? 0
  if (!rates.youth) return [[ordinaryRate, baseOre]]
  const youthOre = Math.min(baseOre, rates.youth.monthlyCapOre ?? baseOre)
  return [[rates.youth.rateBasisPoints ?? 0, youthOre], [ordinaryRate, baseOre - youthOre]]
}

function ratesOn(figures: readonly StatutoryFigure[], paidOn: LocalDate, birthYear: number): Rates | RuleFinding {
  const ordinary = contributionFigureOn(figures, 'employerContribution', paidOn, birthYear)
  if (!ordinary) return figureMissing('employerContribution', paidOn)
  return { ordinary, youth: contributionFigureOn(figures, 'youthContribution', paidOn, birthYear) }
}
