import type { Shape } from '../shape.ts'
import type { tariffs as sv } from '../sv/tariffs.ts'

const figure =
  '{figure, select, priceBaseAmount {the price base amount} mileageOwnCar {the mileage rate} employerContribution {the employer contribution} youthContribution {the youth contribution} sideIncomeTax {the tax on side income} smallPaymentLimit {the 100 kr limit} reportLimit {the reporting limit} yearlyLimit {the 1,000 kr limit} other {the figure}}'

export const tariffs = {
  rules: {
    figureMissing: `A figure is missing for {year}: ${figure}. Add it under Stipends and figures.`,
    figurePreliminary: `The figure for {year} is preliminary: ${figure}. Check and confirm it before you pay.`,
    figureOverlaps: `There is already a row in force at the same time: ${figure}, from {startsOn}. Change the dates or the birth years.`,
    figureNeedsAmount: 'Fill in an amount in kronor for this figure.',
    figureNeedsRate: 'Fill in a percentage for this figure.',
    versionMissing: 'The tariff {tariff} is not in force on {date}. Add terms for that date.',
    versionsOverlap: 'There are already terms in force from {startsOn}. Change the dates so that they do not clash.',
    amountMissing: 'The tariff {tariff} lacks {tariffClass, select, short {an amount for a short meeting} half {an amount for a half day} full {an amount for a full day} other {an amount per hour}} on {date}. Fill it in.',
    limitsOutOfOrder: 'The limit of a half day must be longer than the limit of a short meeting.',
    checkedInFuture: 'The day you checked the figure cannot be in the future.',
    meetingWithoutLength: 'The meeting has no length. Fill in when it began and ended.',
  },
} as const satisfies Shape<typeof sv>
