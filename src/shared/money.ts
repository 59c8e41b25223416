/**
 * Money is whole öre in integers. This file holds all arithmetic that could leave whole öre.
 */

/** An amount in whole öre (1 krona = 100 öre). May be negative only in correcting lines. */
export type Ore = number

/** A rate in hundredths of a percent: 31.42 % is 3142. */
export type BasisPoints = number

/** Throws a RangeError unless the amount is a whole, safe number of öre. */
function assertOre(amount: number): asserts amount is Ore {
  if (!Number.isSafeInteger(amount)) throw new RangeError('An amount must be a whole number of öre')
}

/** Turns whole kronor into öre. */
export function kronor(amount: number): Ore {
  const ore = amount * 100
  const whole = Math.round(ore)
  if (Math.abs(ore - whole) > 1e-6) throw new RangeError('Kronor may have at most two decimals')
  assertOre(whole)
  return whole
}

/** Adds amounts in öre. */
export function sumOre(amounts: Iterable<Ore>): Ore {
  let total = 0
  for (const amount of amounts) total += amount
  assertOre(total)
  return total
}

/**
 * A share of an amount, rounded half up to whole öre.
 * Integer arithmetic throughout, so that 3.6 % of 59 200 kr is exactly 2 131.20 kr.
 */
export function shareOf(amount: Ore, rate: BasisPoints): Ore {
  assertOre(amount)
  assertOre(rate)
  const product = BigInt(amount) * BigInt(rate)
  const half = product < 0n ? -5000n : 5000n
  return Number((product + half) / 10_000n)
}

/** Multiplies an amount by the fraction `numerator / denominator`, rounded half up to whole öre. */
export function timesFraction(amount: Ore, numerator: number, denominator: number): Ore {
  assertOre(amount)
  assertOre(numerator)
  assertOre(denominator)
  if (denominator <= 0) throw new RangeError('The denominator must be positive')
  const product = BigInt(amount) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const half = product < 0n ? -(divisor / 2n) : divisor / 2n
  return Number((product + half) / divisor)
}

/** A share of an amount in whole kronor, what is left over dropped: 30 % of 533.00 kr is 159.00 kr. */
export function shareInKronor(amount: Ore, rate: BasisPoints): Ore {
  assertOre(amount)
  assertOre(rate)
  return Number((BigInt(amount) * BigInt(rate)) / 1_000_000n) * 100
}

/** Rounds to the nearest multiple of `step` öre, halves upwards. */
export function roundTo(amount: Ore, step: Ore): Ore {
  return Math.floor((amount + step / 2) / step) * step
}

/** Writes an amount with a decimal point and two decimals, as bank files and vouchers want it: 213120 is "2131.20". */
export function oreToDecimalText(amount: Ore): string {
  assertOre(amount)
  const sign = amount < 0 ? '-' : ''
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * Reads an amount in kronor as people type it: "1 234,50", "1234.5 kr", "1 234:-".
 * Returns undefined when it is not an amount with at most two decimals.
 */
export function parseKronor(text: string): Ore | undefined {
  const cleaned = text
    .normalize('NFC')
    .replaceAll('\u2212', '-')
    .replace(/[\s\u00a0\u202f]/gu, '')
    .replace(/(kr|sek)\.?$/iu, '')
    .replace(/:-$/u, '')
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,2}))?$/u.exec(cleaned)
  if (!match) return undefined
  const [, sign, whole, decimals = ''] = match
  const ore = Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  return sign === '-' ? -ore : ore
}
