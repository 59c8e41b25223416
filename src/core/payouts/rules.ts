import type { knownToPassReadings, payoutStates, retroactiveRateReadings, smallPaymentReadings, taxRules } from '#contract/payouts.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { shareInKronor, sumOre, type BasisPoints, type Ore } from '#shared/money.ts'
import { figureOn, isFinding, preliminaryFinding, type FigureKind, type StatutoryFigure } from '#core/tariffs/index.ts'
import type { TravelRule } from '#core/claims/index.ts'
import { contributionFigureFinding, contributionRate, contributionsOn, type ContributionBase } from './contributions.ts'

/**
 * Where the law allows two readings the association chooses one; these are the choices this thread needs.
 * - `smallPayment`: is the 100-kronor rule about the whole payment or about each line?
 * - `knownToPass`: contributions for one who is expected to pass 1 000 kr, from the first krona or first at the crossing.
 * - `retroactiveRate`: the rate on what was paid before the crossing, that of each payment's own day or that of the crossing.
 */
export interface PayoutSettings {
  readonly smallPayment: (typeof smallPaymentReadings)[number]
  readonly knownToPass: (typeof knownToPassReadings)[number]
  readonly retroactiveRate: (typeof retroactiveRateReadings)[number]
}

/** The safe readings. */
export const defaultPayoutSettings: PayoutSettings = { smallPayment: 'perPayment', knownToPass: 'fromFirstKrona', retroactiveRate: 'ownDate' }

/** A line of an approved claim, as the payout needs it. Travel whose tax nobody has decided carries `undecided`. */
export interface PayableLine {
  readonly amountOre: Ore
  readonly taxation: 'taxable' | 'taxFree' | 'undecided'
}

/** How a line is taxed: pay always, travel by the body's travel rule. */
export function taxationOf(kind: string, travelRule: TravelRule): PayableLine['taxation'] {
  return kind === 'mileage' ? travelRule : 'taxable'
}

/** What the same person was paid earlier in the calendar year, by earlier payouts. */
export interface EarlierPayment {
  readonly paidOn: LocalDate
  readonly taxableOre: Ore
  readonly contributionOre: Ore
  readonly contributionBaseOre: Ore
}

export interface Payee {
  readonly birthYear: number | null
  readonly hasIdentityNumber: boolean
  readonly account: 'valid' | 'invalid' | 'missing'
  readonly lines: readonly PayableLine[]
  readonly earlier: readonly EarlierPayment[]
  /** Taxable gifts and gift cards of the year (facts.md 2.8), which count towards 1 000 kr without being cash. */
  readonly benefits: readonly { readonly on: LocalDate; readonly valueOre: Ore }[]
  /** Taxable amounts of other claims, waiting or approved, that are expected to be paid the same year. */
  readonly expectedOre: Ore
}

export type TaxRule = (typeof taxRules)[number]

/** What one person gets in one payout. All amounts are öre; tax is whole kronor. */
export interface PayoutItem {
  readonly taxableOre: Ore
  readonly taxFreeOre: Ore
  readonly grossOre: Ore
  readonly taxOre: Ore
  readonly taxRule: TaxRule
  readonly netOre: Ore
  /** Contributions that this payment brings about, also those on what was paid earlier in the year. */
  readonly contributionOre: Ore
  readonly contributionBasisPoints: BasisPoints
  /** What the contributions of this payment are counted on. */
  readonly contributionBaseOre: Ore
  /** The year's taxable sum before this payment. */
  readonly yearTotalBeforeOre: Ore
}

/** A payout of one person as it would be: with refusals nothing may be paid; notices are read before paying. */
export interface PayoutPreview {
  readonly item: PayoutItem
  readonly refusals: readonly RuleFinding[]
  readonly notices: readonly RuleFinding[]
}

interface Limits {
  readonly smallPaymentOre: Ore
  readonly yearlyOre: Ore
  readonly taxBasisPoints: BasisPoints
}

/**
 * Gross, tax, contributions and net of one person by the day of payment (facts.md 2.1–2.3).
 * Tax looks forward: only the payment that reaches 1 000 kr in the year, and later ones, are taxed.
 * Contributions look back: once the year reaches 1 000 kr they are due on everything from the first krona.
 * Returns a finding only where a figure is missing, so that nothing can be computed.
 */
export function previewPayment(payee: Payee, paidOn: LocalDate, figures: readonly StatutoryFigure[], settings: PayoutSettings): PayoutPreview | RuleFinding {
  const limits = limitsOn(figures, paidOn)
  if (isFinding(limits)) return limits
  const item = calculate(payee, paidOn, figures, settings, limits)
  if (isFinding(item)) return item
  return { item, refusals: refusalsOf(payee, paidOn, figures), notices: noticesOf(payee, item, paidOn, limits) }
}

function calculate(payee: Payee, paidOn: LocalDate, figures: readonly StatutoryFigure[], settings: PayoutSettings, limits: Limits): PayoutItem | RuleFinding {
  const taxable = payee.lines.filter((line) => line.taxation !== 'taxFree')
  const taxableOre = sumOre(taxable.map((line) => line.amountOre))
  const taxFreeOre = sumOre(payee.lines.filter((line) => line.taxation === 'taxFree').map((line) => line.amountOre))
  const yearTotalBeforeOre = sumOre([...payee.earlier.map((payment) => payment.taxableOre), ...payee.benefits.map((benefit) => benefit.valueOre)])
  const isExpectedToPass = yearTotalBeforeOre + taxableOre + payee.expectedOre >= limits.yearlyOre

  const tax = taxOn(taxable, isExpectedToPass, limits, settings)
  const contributions = contributionsOfPayment({ payee, paidOn, taxableOre, yearTotalBeforeOre, isExpectedToPass, figures, settings, limits })
  if (isFinding(contributions)) return contributions
  return {
    taxableOre, taxFreeOre, grossOre: taxableOre + taxFreeOre, ...tax, netOre: taxableOre + taxFreeOre - tax.taxOre, yearTotalBeforeOre, ...contributions,
  }
}

/** Tax on this payment alone; what was paid earlier without tax stays so (SFL 10 kap. 4 §). */
function taxOn(taxable: readonly PayableLine[], isExpectedToPass: boolean, limits: Limits, settings: PayoutSettings): { taxOre: Ore; taxRule: TaxRule } {
  if (!isExpectedToPass) return { taxOre: 0, taxRule: 'belowYearlyLimit' }
  const totalOre = sumOre(taxable.map((line) => line.amountOre))
  const largeLines = taxable.filter((line) => line.amountOre >= limits.smallPaymentOre)
  const baseOre = settings.smallPayment === 'perLine' ? sumOre(largeLines.map((line) => line.amountOre)) : totalOre
  if (baseOre < limits.smallPaymentOre) return { taxOre: 0, taxRule: 'smallPayment' }
  return { taxOre: shareInKronor(baseOre, limits.taxBasisPoints), taxRule: 'sideIncome' }
}

interface ContributionQuestion {
  readonly payee: Payee
  readonly paidOn: LocalDate
  readonly taxableOre: Ore
  readonly yearTotalBeforeOre: Ore
  readonly isExpectedToPass: boolean
  readonly figures: readonly StatutoryFigure[]
  readonly settings: PayoutSettings
  readonly limits: Limits
}

type ContributionPart = Pick<PayoutItem, 'contributionOre' | 'contributionBasisPoints' | 'contributionBaseOre'>

const noContributions: ContributionPart = { contributionOre: 0, contributionBasisPoints: 0, contributionBaseOre: 0 }

/** The year's contributions up to and with this payment, less what earlier payments have brought about (SAL 2 kap. 14 §). */
function contributionsOfPayment(question: ContributionQuestion): ContributionPart | RuleFinding {
  const { payee, paidOn, taxableOre, figures } = question
  if (payee.birthYear === null || taxableOre === 0) return noContributions
  const rate = contributionRate(figures, paidOn, payee.birthYear)
  if (typeof rate !== 'number') return rate
  const settledOre = sumOre(payee.earlier.map((payment) => payment.contributionOre))
  const settledBaseOre = sumOre(payee.earlier.map((payment) => payment.contributionBaseOre))
  if (!isContributionDue(question, settledBaseOre > 0)) return { ...noContributions, contributionBasisPoints: rate }
  const dueOre = contributionsOn(yearBases(question), payee.birthYear, figures)
  if (typeof dueOre !== 'number') return dueOre
  return {
    contributionOre: dueOre - settledOre,
    contributionBasisPoints: rate,
    contributionBaseOre: question.yearTotalBeforeOre + taxableOre - settledBaseOre,
  }
}

function isContributionDue({ yearTotalBeforeOre, taxableOre, isExpectedToPass, settings, limits }: ContributionQuestion, hasBegun: boolean): boolean {
  if (hasBegun || yearTotalBeforeOre + taxableOre >= limits.yearlyOre) return true
  return isExpectedToPass && settings.knownToPass === 'fromFirstKrona'
}

function yearBases({ payee, paidOn, taxableOre, settings, limits }: ContributionQuestion): ContributionBase[] {
  const before: ContributionBase[] = [
    ...payee.earlier.map((payment) => ({ on: payment.paidOn, baseOre: payment.taxableOre })),
    ...payee.benefits.map((benefit) => ({ on: benefit.on, baseOre: benefit.valueOre })),
  ]
  const bases = [...before.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), { on: paidOn, baseOre: taxableOre }]
  return settings.retroactiveRate === 'crossing' ? datedAtCrossing(bases, limits.yearlyOre) : bases
}

/** Moves what was given before the year reached the limit to the day it did. */
function datedAtCrossing(bases: readonly ContributionBase[], limitOre: Ore): ContributionBase[] {
  let totalOre = 0
  const crossing = bases.findIndex((base) => (totalOre += base.baseOre) >= limitOre)
  const crossedOn = bases[crossing]?.on
  return bases.map((base, index) => (crossedOn && index < crossing ? { ...base, on: crossedOn } : base))
}

function limitsOn(figures: readonly StatutoryFigure[], paidOn: LocalDate): Limits | RuleFinding {
  const small = figureOn(figures, 'smallPaymentLimit', paidOn)
  const yearly = figureOn(figures, 'yearlyLimit', paidOn)
  const tax = figureOn(figures, 'sideIncomeTax', paidOn)
  if (isFinding(small)) return small
  if (isFinding(yearly)) return yearly
  if (isFinding(tax)) return tax
  return { smallPaymentOre: small.valueOre ?? 0, yearlyOre: yearly.valueOre ?? 0, taxBasisPoints: tax.rateBasisPoints ?? 0 }
}

const figuresOfPayment: readonly FigureKind[] = ['smallPaymentLimit', 'yearlyLimit', 'sideIncomeTax']

/** Everything that stands in the way of paying this person, each naming what is missing. */
function refusalsOf(payee: Payee, paidOn: LocalDate, figures: readonly StatutoryFigure[]): RuleFinding[] {
  const findings: (RuleFinding | undefined)[] = [
    payee.account === 'missing' ? { rule: 'payouts.accountMissing' } : undefined,
    payee.account === 'invalid' ? { rule: 'payouts.accountInvalid' } : undefined,
    payee.hasIdentityNumber ? undefined : { rule: 'payouts.identityNumberMissing' },
    payee.hasIdentityNumber && payee.birthYear === null ? { rule: 'payouts.birthYearMissing' } : undefined,
    payee.lines.some((line) => line.taxation === 'undecided') ? { rule: 'payouts.travelUndecided' } : undefined,
    ...figuresOfPayment.map((kind) => preliminaryOn(figures, kind, paidOn)),
    payee.birthYear === null ? undefined : contributionFigureFinding(figures, paidOn, payee.birthYear),
  ]
  return findings.filter((finding) => finding !== undefined)
}

function preliminaryOn(figures: readonly StatutoryFigure[], kind: FigureKind, paidOn: LocalDate): RuleFinding | undefined {
  const figure = figureOn(figures, kind, paidOn)
  return isFinding(figure) ? figure : preliminaryFinding(figure)
}

/** What the treasurer should know before paying: the crossing of 1 000 kr, an expected crossing, a minor. */
function noticesOf(payee: Payee, item: PayoutItem, paidOn: LocalDate, limits: Limits): RuleFinding[] {
  const totalOre = item.yearTotalBeforeOre + item.taxableOre
  const isCrossing = item.yearTotalBeforeOre < limits.yearlyOre && totalOre >= limits.yearlyOre
  const isExpected = totalOre < limits.yearlyOre && item.taxableOre > 0 && totalOre + payee.expectedOre >= limits.yearlyOre
  const findings: (RuleFinding | undefined)[] = [
    isCrossing && payee.birthYear !== null
      ? { rule: 'payouts.crossesYearlyLimit', params: { totalOre, taxOre: item.taxOre, contributionOre: item.contributionOre, contributionBaseOre: item.contributionBaseOre } }
      : undefined,
    isExpected ? { rule: 'payouts.expectedToCross', params: { totalOre, expectedOre: payee.expectedOre } } : undefined,
    isMinor(payee.birthYear, paidOn) ? { rule: 'payouts.minorCheckContributions' } : undefined,
  ]
  return findings.filter((finding) => finding !== undefined)
}

/** Whether the person had turned 15 but not 18 when the year began: whether a reduced rate holds for them is unclear (facts.md 2.3). */
function isMinor(birthYear: number | null, paidOn: LocalDate): boolean {
  if (birthYear === null) return false
  const age = yearOf(paidOn) - 1 - birthYear
  return age >= 15 && age < 18
}

/** Where a payout stands, from its moments. */
export type PayoutState = (typeof payoutStates)[number]

/** How far a payout has come, told from its instants: draft, frozen, exported, paid. */
export function payoutState(payout: { frozenAt: string | null; fileExportedAt: string | null; confirmedPaidAt: string | null }): PayoutState {
  if (payout.confirmedPaidAt !== null) return 'paid'
  if (payout.frozenAt === null) return 'draft'
  return payout.fileExportedAt === null ? 'frozen' : 'exported'
}
