import type { figureKinds } from '#contract/tariffs.ts'
import { activeOn, periodsOverlap, yearOf, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { kronor, type BasisPoints, type Ore } from '#shared/money.ts'

/** What a law or an authority decides, year by year. */
export type FigureKind = (typeof figureKinds)[number]

/**
 * A statutory figure in force during a period. Amounts are öre (mileage: öre per kilometre), rates hundredths of a percent.
 * Contribution rates hold for birth years from `bornFromYear` to `bornToYear`, and up to `monthlyCapOre` per person and calendar month.
 */
export interface StatutoryFigure extends Period {
  readonly kind: FigureKind
  readonly valueOre: Ore | null
  readonly rateBasisPoints: BasisPoints | null
  readonly bornFromYear: number | null
  readonly bornToYear: number | null
  readonly monthlyCapOre: Ore | null
  /** Not yet decided or not yet confirmed: may be calculated with, but nothing may be paid by it. */
  readonly isPreliminary: boolean
  readonly source: string
  /** The day somebody compared the figure with its source; null when nobody has. */
  readonly checkedOn: LocalDate | null
}

const checked: LocalDate = '2026-11-21'

interface Provenance {
  readonly source: string
  readonly checkedOn: LocalDate | null
}

const generalKnowledge: Provenance = { source: 'Allmänt känd uppgift, jämför med Skatteverket eller SCB', checkedOn: null }
const from = (source: string): Provenance => ({ source, checkedOn: checked })

const blank = { endsOn: null, valueOre: null, rateBasisPoints: null, bornFromYear: null, bornToYear: null, monthlyCapOre: null, isPreliminary: false }

/** A row for one calendar year. Everything for 2027 and later is preliminary until somebody confirms it. */
function forYear(year: number, kind: FigureKind, values: Partial<StatutoryFigure>, provenance: Provenance): StatutoryFigure {
  return { ...blank, kind, startsOn: `${year}-01-01` as LocalDate, endsOn: `${year}-12-31` as LocalDate, isPreliminary: year >= 2027, ...provenance, ...values }
}

const years = [2021, 2022, 2023, 2024, 2025, 2026, 2027] as const

const priceBaseAmounts: readonly (readonly [year: number, amount: number, provenance: Provenance])[] = [
  [2021, 47_600, generalKnowledge],
  [2022, 48_300, generalKnowledge],
  [2023, 52_500, from('Prisbasbelopp 2023, redeko.net')],
  [2024, 57_300, from('Björn Lundén, "Traktamente 2024"')],
  [2025, 58_800, generalKnowledge],
  [2026, 59_200, from('Fortnox, "Belopp och procentsatser", 2026-01-07')],
  [2027, 59_600, { source: 'SCB:s beräkning 2026-07-15. Regeringens beslut är inte läst', checkedOn: null }],
]

function mileage(year: number): StatutoryFigure {
  if (year <= 2022) return forYear(year, 'mileageOwnCar', { valueOre: 185 }, from('Skattenytt via wesenlund.se, 18,50 kr per mil till och med 2022'))
  if (year <= 2026) return forYear(year, 'mileageOwnCar', { valueOre: 250 }, from('Skatteverket SKV 354 och prop. 2022/23:18, 25 kr per mil från 2023'))
  return forYear(year, 'mileageOwnCar', { valueOre: 250 }, { source: 'Oförändrad från 2026. Beslut för 2027 är inte läst', checkedOn: null })
}

/** The last birth year that had reached the age of reduced contributions when the year began. */
const lastReducedBirthYear: Record<(typeof years)[number], number> = { 2021: 1955, 2022: 1956, 2023: 1956, 2024: 1957, 2025: 1958, 2026: 1958, 2027: 1959 }

const contributionSources: Record<(typeof years)[number], Provenance> = {
  2021: generalKnowledge,
  2022: from('SKR, "Särregler för olika ålderskategorier", 2022-05-03'),
  2023: from('Björn Lundén, "Arbetsgivaravgifter"'),
  2024: from('Björn Lundén, "Arbetsgivaravgifter"'),
  2025: from('Björn Lundén, "Arbetsgivaravgifter"'),
  2026: from('Fortnox, "Belopp och procentsatser", 2026-01-07, och Björn Lundén, "Arbetsgivaravgifter"'),
  2027: { source: 'Beräknad. Budgeten för 2027 är inte läst', checkedOn: null },
}

function contributions(year: (typeof years)[number]): StatutoryFigure[] {
  const last = lastReducedBirthYear[year]
  const row = (values: Partial<StatutoryFigure>) => forYear(year, 'employerContribution', values, contributionSources[year])
  return [
    row({ rateBasisPoints: 0, bornToYear: 1937 }),
    row({ rateBasisPoints: 1021, bornFromYear: 1938, bornToYear: last }),
    row({ rateBasisPoints: 3142, bornFromYear: last + 1 }),
  ]
}

/** Youth rates: those who had turned 18 but not 23 when the year began. */
function youth(startsOn: LocalDate, endsOn: LocalDate, rateBasisPoints: BasisPoints, provenance: Provenance): StatutoryFigure {
  const year = yearOf(startsOn)
  const values = { startsOn, endsOn, rateBasisPoints, bornFromYear: year - 23, bornToYear: year - 19, monthlyCapOre: kronor(25_000) }
  return forYear(year, 'youthContribution', values, provenance)
}

const firstYouthReduction = from('SKR, "Särregler för olika ålderskategorier", 2022-05-03')
const secondYouthReduction = from('SFS 2026:100 och prop. 2025/26:66')

/** The figures Talan ships with. The treasurer corrects, confirms and adds rows in the app. */
export const shippedFigures: readonly StatutoryFigure[] = [
  ...priceBaseAmounts.map(([year, amount, provenance]) => forYear(year, 'priceBaseAmount', { valueOre: kronor(amount) }, provenance)),
  ...years.map(mileage),
  ...years.flatMap(contributions),
  youth('2021-01-01', '2021-12-31', 1973, firstYouthReduction),
  youth('2022-01-01', '2022-12-31', 1973, firstYouthReduction),
  youth('2023-01-01', '2023-03-31', 1973, firstYouthReduction),
  youth('2026-04-01', '2026-12-31', 2081, secondYouthReduction),
  youth('2027-01-01', '2027-09-30', 2081, secondYouthReduction),
  ...years.flatMap((year) => [
    forYear(year, 'sideIncomeTax', { rateBasisPoints: 3000 }, from('Skatteverkets rättsliga vägledning 325038, sidoinkomst 30 procent')),
    forYear(year, 'smallPaymentLimit', { valueOre: kronor(100) }, from('SFL 10 kap. 4 § 1, Skatteverkets rättsliga vägledning 325031')),
    forYear(year, 'reportLimit', { valueOre: kronor(100) }, from('Skatteverket, "Ideella föreningar som arbetsgivare"')),
    forYear(year, 'yearlyLimit', { valueOre: kronor(1_000) }, from('SFL 10 kap. 4 § 2 och SAL 2 kap. 14 §, Skatteverkets rättsliga vägledning 325032 och 1327')),
  ]),
]

/** A figure found, or what to say when it is missing. */
export type FigureLookup = StatutoryFigure | RuleFinding

/** Whether a lookup or calculation ended in a finding instead of a value. */
export function isFinding(result: object): result is RuleFinding {
  return 'rule' in result
}

/** What to say when a figure is missing on a date: names the figure and the year. */
export function figureMissing(kind: FigureKind, date: LocalDate): RuleFinding {
  return { rule: 'tariffs.figureMissing', params: { figure: kind, year: String(yearOf(date)) } }
}

/** The figure of a kind in force on a date. */
export function figureOn(figures: readonly StatutoryFigure[], kind: FigureKind, date: LocalDate): FigureLookup {
  return figures.find((figure) => figure.kind === kind && activeOn(figure, date)) ?? figureMissing(kind, date)
}

/** The contribution figure of a kind in force on a payment date for a birth year. */
export function contributionFigureOn(
  figures: readonly StatutoryFigure[],
  kind: 'employerContribution' | 'youthContribution',
  paidOn: LocalDate,
  birthYear: number,
): StatutoryFigure | undefined {
  return figures.find((figure) => figure.kind === kind && activeOn(figure, paidOn) && coversBirthYear(figure, birthYear))
}

function coversBirthYear(figure: StatutoryFigure, birthYear: number): boolean {
  return (figure.bornFromYear === null || figure.bornFromYear <= birthYear) && (figure.bornToYear === null || birthYear <= figure.bornToYear)
}

/** Refuses a figure that is only preliminary: nothing is paid by it before somebody has confirmed it. */
export function preliminaryFinding(figure: StatutoryFigure): RuleFinding | undefined {
  if (!figure.isPreliminary) return undefined
  return { rule: 'tariffs.figurePreliminary', params: { figure: figure.kind, year: String(yearOf(figure.startsOn)) } }
}

/** Refuses a row that would overlap another of its kind for the same birth years, so that a lookup never has two answers. */
export function overlapFinding(figure: StatutoryFigure, others: readonly StatutoryFigure[]): RuleFinding | undefined {
  const clash = others.find((other) => other.kind === figure.kind && periodsOverlap(figure, other) && overlapInBirthYears(figure, other))
  return clash && { rule: 'tariffs.figureOverlaps', params: { figure: figure.kind, startsOn: clash.startsOn } }
}

function overlapInBirthYears(a: StatutoryFigure, b: StatutoryFigure): boolean {
  return (a.bornFromYear ?? 0) <= (b.bornToYear ?? 9999) && (b.bornFromYear ?? 0) <= (a.bornToYear ?? 9999)
}
