import type { tariffClasses, tariffModels } from '#contract/tariffs.ts'
import { activeOn, yearOf, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { roundTo, shareOf, timesFraction, type BasisPoints, type Ore } from '#shared/money.ts'
import { figureOn, isFinding, type StatutoryFigure } from './statutory-figures.ts'

/** How a tariff comes to an amount. */
export type TariffModel = (typeof tariffModels)[number]

/** What a meeting counts as. */
export type TariffClass = (typeof tariffClasses)[number]

/**
 * The terms of a tariff during a period. Limits are minutes, amounts öre, shares hundredths of a percent of the price base amount.
 * In the percentage models an amount in kronor, as the payer published it for the year, goes before the share.
 */
export interface TariffVersion extends Period {
  readonly shortBasisPoints: BasisPoints | null
  readonly halfBasisPoints: BasisPoints | null
  readonly fullBasisPoints: BasisPoints | null
  readonly hourlyBasisPoints: BasisPoints | null
  readonly shortOre: Ore | null
  readonly halfOre: Ore | null
  readonly fullOre: Ore | null
  readonly hourlyOre: Ore | null
  readonly shortUpToMinutes: number
  readonly halfUpToMinutes: number
  /** Whether a meeting of exactly the limit belongs to the lower class. */
  readonly isLimitInLowerClass: boolean
  readonly isTravelTimeCounted: boolean
  /** The step amounts are rounded to: 1 öre, 50 öre or 100 öre. */
  readonly roundingOre: Ore
}

export interface Tariff {
  readonly name: string
  readonly model: TariffModel
  readonly versions: readonly TariffVersion[]
}

/** The terms of the national percentage model (facts.md 1.1): 0.9, 1.8 and 3.6 % of the price base amount, or 0.5 % an hour. */
export const nationalPercentageTerms: Omit<TariffVersion, 'startsOn' | 'endsOn'> = {
  shortBasisPoints: 90, halfBasisPoints: 180, fullBasisPoints: 360, hourlyBasisPoints: 50,
  shortOre: null, halfOre: null, fullOre: null, hourlyOre: null,
  shortUpToMinutes: 120, halfUpToMinutes: 240, isLimitInLowerClass: true, isTravelTimeCounted: true, roundingOre: 1,
}

/** Why a stipend became what it is, so that anyone can follow the amount. Kept with the claim. */
export interface StipendExplanation {
  readonly model: TariffModel
  readonly tariffName: string
  readonly tariffClass: TariffClass
  readonly meetingMinutes: number
  readonly travelMinutes: number
  readonly isTravelTimeCounted: boolean
  /** The share used, or null when an amount in kronor decided. */
  readonly basisPoints: BasisPoints | null
  readonly priceBaseAmountOre: Ore | null
  readonly figureYear: number | null
  readonly isPreliminary: boolean
}

export interface Stipend {
  readonly amountOre: Ore
  readonly tariffClass: TariffClass
  readonly explanation: StipendExplanation
}

export interface StipendQuestion {
  readonly tariff: Tariff
  readonly figures: readonly StatutoryFigure[]
  readonly meetingDate: LocalDate
  readonly minutes: number
  readonly travelMinutes: number
}

/**
 * What one attended meeting gives by a tariff, or why it cannot be said. The meeting's date decides the year.
 * A tariff of model `none` gives zero öre.
 */
export function stipendFor({ tariff, figures, meetingDate, minutes, travelMinutes }: StipendQuestion): Stipend | RuleFinding {
  const terms = tariff.versions.find((version) => activeOn(version, meetingDate))
  if (!terms) return { rule: 'tariffs.versionMissing', params: { tariff: tariff.name, date: meetingDate } }
  if (minutes <= 0) return { rule: 'tariffs.meetingWithoutLength' }

  const countedMinutes = minutes + (terms.isTravelTimeCounted ? travelMinutes : 0)
  const tariffClass = isHourly(tariff.model) ? 'hours' : classOf(countedMinutes, terms)
  const unit = unitAmount(tariff, terms, tariffClass, figures, meetingDate)
  if (isFinding(unit)) return unit

  const exact = tariffClass === 'hours' ? timesFraction(unit.amountOre, countedMinutes, 60) : unit.amountOre
  return {
    amountOre: roundTo(exact, terms.roundingOre),
    tariffClass,
    explanation: {
      model: tariff.model, tariffName: tariff.name, tariffClass, meetingMinutes: minutes, travelMinutes, isTravelTimeCounted: terms.isTravelTimeCounted,
      basisPoints: unit.basisPoints, priceBaseAmountOre: unit.figure?.valueOre ?? null, figureYear: unit.figure ? yearOf(meetingDate) : null,
      isPreliminary: unit.figure?.isPreliminary ?? false,
    },
  }
}

/** The class of a meeting of so many minutes: short, half day or full day. */
export function classOf(minutes: number, terms: Pick<TariffVersion, 'shortUpToMinutes' | 'halfUpToMinutes' | 'isLimitInLowerClass'>): 'short' | 'half' | 'full' {
  const isWithin = (limit: number) => (terms.isLimitInLowerClass ? minutes <= limit : minutes < limit)
  if (isWithin(terms.shortUpToMinutes)) return 'short'
  return isWithin(terms.halfUpToMinutes) ? 'half' : 'full'
}

function isHourly(model: TariffModel): boolean {
  return model === 'hourly' || model === 'percentagePerHour'
}

interface UnitAmount {
  readonly amountOre: Ore
  readonly basisPoints: BasisPoints | null
  readonly figure: StatutoryFigure | null
}

function unitAmount(tariff: Tariff, terms: TariffVersion, tariffClass: TariffClass, figures: readonly StatutoryFigure[], date: LocalDate): UnitAmount | RuleFinding {
  if (tariff.model === 'none') return { amountOre: 0, basisPoints: null, figure: null }
  const published = amountFor(terms, tariffClass)
  if (published !== null) return { amountOre: published, basisPoints: null, figure: null }
  const basisPoints = shareFor(terms, tariffClass)
  const isShare = tariff.model === 'percentage' || tariff.model === 'percentagePerHour'
  if (!isShare || basisPoints === null) return { rule: 'tariffs.amountMissing', params: { tariff: tariff.name, tariffClass, date } }
  const figure = figureOn(figures, 'priceBaseAmount', date)
  if (isFinding(figure)) return figure
  return { amountOre: shareOf(figure.valueOre ?? 0, basisPoints), basisPoints, figure }
}

function amountFor(terms: TariffVersion, tariffClass: TariffClass): Ore | null {
  return { short: terms.shortOre, half: terms.halfOre, full: terms.fullOre, hours: terms.hourlyOre }[tariffClass]
}

function shareFor(terms: TariffVersion, tariffClass: TariffClass): BasisPoints | null {
  return { short: terms.shortBasisPoints, half: terms.halfBasisPoints, full: terms.fullBasisPoints, hours: terms.hourlyBasisPoints }[tariffClass]
}
