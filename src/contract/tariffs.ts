import { z } from 'zod'
import { id, localDate, optionalText, ore, procedure, text, version } from './base.ts'

export const tariffModels = ['percentage', 'percentagePerHour', 'fixed', 'hourly', 'none'] as const
export const tariffClasses = ['short', 'half', 'full', 'hours'] as const
/** What terms say the worth of: a meeting by its length, or an hour. */
export const tariffLevels = ['short', 'half', 'full', 'hourly'] as const
export const figureKinds = [
  'priceBaseAmount', 'mileageOwnCar', 'employerContribution', 'youthContribution', 'sideIncomeTax', 'smallPaymentLimit', 'reportLimit', 'yearlyLimit',
] as const
/** Kinds that are a rate; the others are an amount. */
export const rateKinds: readonly (typeof figureKinds)[number][] = ['employerContribution', 'youthContribution', 'sideIncomeTax']

const basisPoints = z.int('common.notANumber').min(0, 'common.notANumber').max(10_000, 'common.notANumber')
const amount = ore.min(0, 'common.notAnAmount')
const minutes = z.int('common.notANumber').min(1, 'common.notANumber').max(1440, 'common.notANumber')

/** The terms of a tariff from a day. Amounts are öre, shares hundredths of a percent of the price base amount, limits minutes. */
const termsFields = {
  startsOn: localDate,
  endsOn: localDate.nullable().default(null),
  shortBasisPoints: basisPoints.nullable().default(null),
  halfBasisPoints: basisPoints.nullable().default(null),
  fullBasisPoints: basisPoints.nullable().default(null),
  hourlyBasisPoints: basisPoints.nullable().default(null),
  shortOre: amount.nullable().default(null),
  halfOre: amount.nullable().default(null),
  fullOre: amount.nullable().default(null),
  hourlyOre: amount.nullable().default(null),
  shortUpToMinutes: minutes.default(120),
  halfUpToMinutes: minutes.default(240),
  isLimitInLowerClass: z.boolean().default(true),
  isTravelTimeCounted: z.boolean().default(true),
  roundingOre: z.union([z.literal(1), z.literal(50), z.literal(100)]).default(1),
  source: optionalText(300),
}

const terms = z.object({
  id, version, startsOn: localDate, endsOn: localDate.nullable(), status: z.enum(['future', 'current', 'ended']),
  shortBasisPoints: z.int().nullable(), halfBasisPoints: z.int().nullable(), fullBasisPoints: z.int().nullable(), hourlyBasisPoints: z.int().nullable(),
  shortOre: ore.nullable(), halfOre: ore.nullable(), fullOre: ore.nullable(), hourlyOre: ore.nullable(),
  shortUpToMinutes: z.int(), halfUpToMinutes: z.int(), isLimitInLowerClass: z.boolean(), isTravelTimeCounted: z.boolean(), roundingOre: ore, source: z.string().nullable(),
})
export type Terms = z.output<typeof terms>

const tariff = z.object({ id, version, name: z.string(), model: z.enum(tariffModels), note: z.string().nullable(), bodyCount: z.int(), terms: z.array(terms) })
export type Tariff = z.output<typeof tariff>

/** Why a stipend became what it is. */
export const stipendExplanation = z.object({
  model: z.enum(tariffModels), tariffName: z.string(), tariffClass: z.enum(tariffClasses), meetingMinutes: z.int(), travelMinutes: z.int(),
  isTravelTimeCounted: z.boolean(), basisPoints: z.int().nullable(), priceBaseAmountOre: ore.nullable(), figureYear: z.int().nullable(), isPreliminary: z.boolean(),
})

const figureFields = {
  kind: z.enum(figureKinds),
  startsOn: localDate,
  endsOn: localDate.nullable().default(null),
  /** Öre; for mileage öre per kilometre. */
  valueOre: amount.nullable().default(null),
  rateBasisPoints: basisPoints.nullable().default(null),
  bornFromYear: z.int('common.notANumber').min(1850).max(2200).nullable().default(null),
  bornToYear: z.int('common.notANumber').min(1850).max(2200).nullable().default(null),
  monthlyCapOre: amount.nullable().default(null),
  isPreliminary: z.boolean().default(false),
  source: text(300),
  /** The day somebody compared the figure with its source. */
  checkedOn: localDate.nullable().default(null),
}

const figure = z.object({
  id, version, kind: z.enum(figureKinds), startsOn: localDate, endsOn: localDate.nullable(), status: z.enum(['future', 'current', 'ended']), valueOre: ore.nullable(),
  rateBasisPoints: z.int().nullable(), bornFromYear: z.int().nullable(), bornToYear: z.int().nullable(), monthlyCapOre: ore.nullable(), isPreliminary: z.boolean(),
  source: z.string(), checkedOn: localDate.nullable(),
})
export type Figure = z.output<typeof figure>

export const tariffs = {
  list: procedure({ permission: 'tariffs.read', summary: 'All tariffs with their terms, newest first' })
    .input(z.strictObject({}).optional())
    .output(z.array(tariff)),
  create: procedure({ permission: 'tariffs.write', summary: 'Make a tariff with its first terms' })
    .input(z.strictObject({ name: text(120), model: z.enum(tariffModels), note: optionalText(1000), terms: z.strictObject(termsFields) }))
    .output(z.object({ id })),
  update: procedure({ permission: 'tariffs.write', summary: 'Change a tariff’s name or note' })
    .input(z.strictObject({ id, version, name: text(120), note: optionalText(1000) }))
    .output(z.object({})),
  addTerms: procedure({ permission: 'tariffs.write', summary: 'Add terms from a day; open terms before them end the day before' })
    .input(z.strictObject({ tariffId: id, ...termsFields }))
    .output(z.object({ id })),
  updateTerms: procedure({ permission: 'tariffs.write', summary: 'Change terms; claims already made keep their amounts' })
    .input(z.strictObject({ id, version, ...termsFields }))
    .output(z.object({})),
  preview: procedure({ permission: 'tariffs.read', summary: 'What one meeting would give by a tariff, and why' })
    .input(z.strictObject({ tariffId: id, meetingDate: localDate, minutes, travelMinutes: z.int('common.notANumber').min(0, 'common.notANumber').max(1440).default(0) }))
    .output(z.object({ amountOre: ore, explanation: stipendExplanation })),
  figures: procedure({ permission: 'tariffs.read', summary: 'Figures that laws and authorities decide, with source and the day they were checked' })
    .input(z.strictObject({ kind: z.enum(figureKinds).optional(), year: z.int().min(1990).max(2200).optional() }))
    .output(z.array(figure)),
  createFigure: procedure({ permission: 'tariffs.write', summary: 'Add a statutory figure for a period' }).input(z.strictObject(figureFields)).output(z.object({ id })),
  updateFigure: procedure({ permission: 'tariffs.write', summary: 'Correct a statutory figure; the reason is journalled' })
    .input(z.strictObject({ id, version, ...figureFields, reason: text(300) }))
    .output(z.object({})),
  confirmFigures: procedure({ permission: 'tariffs.write', summary: 'Confirm that preliminary figures were compared with their source' })
    .input(z.strictObject({ ids: z.array(id).min(1, 'common.required').max(100), source: text(300), checkedOn: localDate }))
    .output(z.object({ confirmed: z.int() })),
}
