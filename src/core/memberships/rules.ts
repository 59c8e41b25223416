import type { FeeState, PaymentObstacle } from '#contract/memberships.ts'
import type { membershipKinds } from '#contract/people.ts'
import { activeOn, newOverlap, periodsOverlap, yearOf, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { passesModulus10 } from '#shared/check-digits.ts'
import { sumOre, type Ore } from '#shared/money.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import { isOcrReference, ocrReference } from './ocr.ts'
import type { ReadPayment } from './payment-file.ts'

export type Kind = (typeof membershipKinds)[number]

/** A membership as the rules for its days see it. */
export interface MembershipPeriod extends Period {
  readonly kind: string
}

/**
 * A person has one membership at a time. One that already shared days with another before it was changed may still do so, or such
 * a fault of an old list could not be mended step by step.
 */
export function overlapFinding(after: Period, others: readonly Period[], before?: Period): RuleFinding | undefined {
  const clash = newOverlap(after, others, before)
  if (!clash) return undefined
  const { startsOn, endsOn } = clash
  return endsOn === null ? { rule: 'memberships.overlapsOpen', params: { startsOn } } : { rule: 'memberships.overlaps', params: { startsOn, endsOn } }
}

/** Which of these years a person was some kind of member before a change, and is no longer after it. */
export function yearsOfLostKind(years: readonly number[], before: readonly MembershipPeriod[], after: readonly MembershipPeriod[]): number[] {
  const kindsIn = (year: number, memberships: readonly MembershipPeriod[]) => new Set(memberships.filter((one) => periodsOverlap(one, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` })).map(({ kind }) => kind))
  return years.filter((year) => {
    const kept = kindsIn(year, after)
    return [...kindsIn(year, before)].some((kind) => !kept.has(kind))
  })
}

/** A bankgiro number of seven or eight digits with its check digit, written with or without hyphen. */
export function readBankgiro(written: string): string | undefined {
  const digits = written.replace(/[\s-]/gu, '')
  return /^\d{7,8}$/u.test(digits) && passesModulus10(digits) ? digits : undefined
}

/** A payment of a fee. Its amount is not known where somebody only said that the fee is paid. */
export interface FeePart {
  readonly amountOre: Ore | null
  readonly paidOn: LocalDate
  readonly paymentMethod: string | null
}

/** What payments make of a fee: when the whole of it had been paid and how, and how much there is where that differs from what was asked. */
export function standingOf(askedOre: Ore | null, payments: readonly FeePart[]): { paidOn: LocalDate | null; paidOre: Ore | null; paymentMethod: string | null } {
  let [sum, paidOn, paymentMethod]: [Ore, LocalDate | null, string | null] = [0, null, null]
  for (const payment of payments.toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0))) {
    sum += payment.amountOre ?? 0
    if (paidOn !== null || (askedOre !== null && payment.amountOre !== null && sum < askedOre)) continue
    paidOn = payment.paidOn
    paymentMethod = payment.paymentMethod
  }
  const isKnown = payments.length > 0 && payments.every(({ amountOre }) => amountOre !== null)
  return { paidOn, paymentMethod, paidOre: isKnown && sum !== askedOre ? sum : null }
}

/** What is left to pay of a fee, below zero where more has been paid; undefined where no amount was asked for. */
export function remainingOf({ amountOre, paidOn, paidOre }: Pick<PayableFee, 'amountOre' | 'paidOn' | 'paidOre'>): Ore | undefined {
  if (amountOre === null) return undefined
  return amountOre - (paidOre ?? (paidOn === null ? 0 : amountOre))
}

interface FeeStanding {
  readonly paidOn: LocalDate | null
  readonly dueOn: LocalDate | null
  readonly isExempt: boolean
  readonly isWithdrawn: boolean
}

/** Where a fee stands on a day. What has been paid is paid, whatever was said of it later. Without a day to pay by it is not overdue. */
export function feeStateOf(fee: FeeStanding, today: LocalDate): FeeState {
  if (fee.paidOn !== null) return 'paid'
  if (fee.isWithdrawn) return 'withdrawn'
  if (fee.isExempt) return 'exempt'
  return fee.dueOn !== null && fee.dueOn < today ? 'overdue' : 'unpaid'
}

interface Rate {
  readonly kind: string
  readonly amountOre: Ore
  readonly fromYear: number
  readonly toYear: number | null
}

/** The fee of a kind of membership in a year; undefined where none has been decided. */
function rateFor(rates: readonly Rate[], kind: string, year: number): Ore | undefined {
  return rates.find((rate) => rate.kind === kind && rate.fromYear <= year && (rate.toYear === null || year <= rate.toYear))?.amountOre
}

/** A year has one fee for a kind of membership. */
export function mayHaveRate(others: readonly Rate[], fresh: Rate): RuleFinding | undefined {
  if (fresh.toYear !== null && fresh.toYear < fresh.fromYear) return { rule: 'memberships.yearsBackwards' }
  const overlaps = others.some((rate) => rate.kind === fresh.kind && (rate.toYear === null || fresh.fromYear <= rate.toYear) && (fresh.toYear === null || rate.fromYear <= fresh.toYear))
  return overlaps ? { rule: 'memberships.ratesOverlap' } : undefined
}

/** The day on which one must be a member to be asked for a year's fee: today, or the year's nearest day to it. */
export function chargeDay(year: number, today: LocalDate): LocalDate {
  if (yearOf(today) === year) return today
  return yearOf(today) < year ? `${year}-01-01` : `${year}-12-31`
}

/** A person as charging sees her. */
export interface ChargeCandidate {
  readonly personId: string
  readonly memberNumber: string | null
  readonly memberships: readonly (Period & { readonly kind: string })[]
  readonly isExempt: boolean
  /** The year's fee where there is one. */
  readonly fee: { readonly id: string; readonly amountOre: Ore | null; readonly paidOn: LocalDate | null; readonly reference: string | null; readonly isWithdrawn: boolean } | undefined
}

export interface NewCharge {
  readonly personId: string
  readonly memberNumber: string | null
  readonly kind: Kind
  readonly amountOre: Ore
  /** A fee that is known from a list and has not been asked for yet. */
  readonly feeId: string | null
}

export interface ChargePlan {
  readonly charges: readonly NewCharge[]
  readonly exempt: number
  readonly charged: number
  readonly withoutRate: ReadonlySet<Kind>
}

/** Who is asked for a year's fee: members whose kind has a fee, who are not exempt and have not been asked or paid. What has been withdrawn is not asked for again. */
export function planCharge(candidates: readonly ChargeCandidate[], rates: readonly Rate[], year: number, day: LocalDate): ChargePlan {
  const charges: NewCharge[] = []
  const withoutRate = new Set<Kind>()
  let [exempt, charged] = [0, 0]
  for (const { personId, memberNumber, memberships, isExempt, fee } of candidates) {
    const membership = memberships.find((one) => activeOn(one, day))
    if (!membership) continue
    const kind = membership.kind as Kind
    const amountOre = fee?.amountOre ?? rateFor(rates, kind, year)
    if (fee && (fee.paidOn !== null || fee.reference !== null || fee.isWithdrawn)) charged += 1
    else if (isExempt) exempt += 1
    else if (amountOre === undefined) {
      // Honorary members pay only where a fee has been decided for them.
      if (kind !== 'honorary') withoutRate.add(kind)
    } else if (amountOre > 0) charges.push({ personId, memberNumber, kind, amountOre, feeId: fee?.id ?? null })
  }
  return { charges, exempt, charged, withoutRate }
}

const longestNumber = 12

/** References that have ever been given for a year, each with those whom it was given to, also where the fee has been taken back. */
export type GivenReferences = ReadonlyMap<string, ReadonlySet<string>>

/**
 * References for new fees. Who was asked for the year before gets the same again; else it is the year and the member number,
 * and who has no number in digits gets the next one that is free. A reference that somebody else was once given is never free:
 * she may still pay by it.
 */
export function referencesFor(charges: readonly Pick<NewCharge, 'personId' | 'memberNumber'>[], year: number, given: GivenReferences): string[] {
  const ownReferences = new Map([...given].flatMap(([reference, persons]) => [...persons].map((personId) => [personId, reference] as const)))
  const used = new Set<string>()
  const isFree = (reference: string | undefined, personId: string) => reference !== undefined && !used.has(reference) && [...(given.get(reference) ?? [])].every((holder) => holder === personId)
  let next = 0
  return charges.map(({ personId, memberNumber }) => {
    const byNumber = memberNumber !== null && /^\d+$/u.test(memberNumber) && memberNumber.length <= longestNumber ? ocrReference(`${year}${memberNumber}`) : undefined
    let reference = [ownReferences.get(personId), byNumber].find((one) => isFree(one, personId))
    while (reference === undefined || !isFree(reference, personId)) reference = ocrReference(`${year}0${String((next += 1)).padStart(6, '0')}`)
    used.add(reference)
    return reference
  })
}

/** A fee that a payment may be for. */
export interface PayableFee {
  readonly feeId: string
  readonly reference: string | null
  /** The references of fees that were made one with it. */
  readonly otherReferences?: readonly string[]
  readonly amountOre: Ore | null
  readonly paidOn: LocalDate | null
  /** What has been paid, where that is another amount. */
  readonly paidOre: Ore | null
  /** Whether it has been withdrawn, or is of a year that the person is free from. */
  readonly isReleased: boolean
}

/** What a payment settles, or why it settles nothing. */
export type Match = { readonly fee: PayableFee; readonly obstacle?: undefined } | { readonly obstacle: PaymentObstacle; readonly fee?: PayableFee | undefined }

/** Finds each payment's fee by its reference. What settles by itself is exactly what is left to pay; no fee is settled twice, neither before nor within the file. */
export function matchPayments(payments: readonly ReadPayment[], fees: readonly PayableFee[]): Match[] {
  const named = fees.flatMap((fee) => referencesTo(fee).map((reference) => ({ reference, fee })))
  const byReference = Map.groupBy(named, ({ reference }) => reference)
  const settled = new Set<string>()
  return payments.map((payment): Match => {
    const found = [...new Set(payment.references.flatMap((reference) => (byReference.get(reference) ?? []).map(({ fee }) => fee)))]
    const [fee] = found
    if (payment.isDeduction) return { obstacle: 'deduction', fee }
    if (found.length > 1) return { obstacle: 'manyFees' }
    if (!fee) return { obstacle: payment.references.length === 0 ? 'noReference' : payment.references.some(isOcrReference) ? 'unknownReference' : 'badReference' }
    if (settled.has(fee.feeId)) return { obstacle: 'paidTwice', fee }
    if (fee.paidOn !== null) return { obstacle: 'alreadyPaid', fee }
    if (payment.currency !== 'SEK') return { obstacle: 'otherCurrency', fee }
    if (fee.isReleased) return { obstacle: 'notOwed', fee }
    const remaining = remainingOf(fee)
    if (remaining !== payment.amountOre) return { obstacle: remaining !== undefined && payment.amountOre < remaining ? 'partPayment' : 'wrongAmount', fee }
    settled.add(fee.feeId)
    return { fee }
  })
}

function referencesTo({ reference, otherReferences = [] }: PayableFee): readonly string[] {
  return reference === null ? otherReferences : [reference, ...otherReferences]
}

/**
 * What is left of a payment when its parts have gone to fees, or why it cannot be split so. Every öre of it goes somewhere:
 * to a fee, or aside.
 */
export function restOfSplit(amountOre: Ore, parts: readonly { readonly feeId: string; readonly amountOre: Ore }[], hasRest: boolean): Ore | RuleFinding {
  if (new Set(parts.map(({ feeId }) => feeId)).size < parts.length) return { rule: 'memberships.sameFeeTwice' }
  const rest = amountOre - sumOre(parts.map((part) => part.amountOre))
  if (rest < 0) return { rule: 'memberships.splitTooMuch' }
  return rest > 0 && !hasRest ? { rule: 'memberships.splitLeavesRest' } : rest
}

/** An unpaid fee with what a payer may be known by. */
export interface SuggestibleFee extends PayableFee {
  readonly givenName: string
  readonly familyName: string
}

const mostSuggestions = 5

/** Finds unpaid fees that a payment may be for: the fee its reference names, those whose holder's name the payer has or writes, best first. */
export function feeFinder<Fee extends SuggestibleFee>(unpaid: readonly Fee[]): (payment: Pick<ReadPayment, 'references' | 'payerName' | 'payerText' | 'amountOre'>) => Fee[] {
  const known = unpaid.map((fee) => ({ fee, given: wordsOf(fee.givenName), family: wordsOf(fee.familyName) }))
  return (payment) => {
    const words = new Set(wordsOf(`${payment.payerName ?? ''} ${payment.payerText ?? ''}`))
    const scored = known.flatMap(({ fee, given, family }) => {
      const hasFamily = family.length > 0 && family.every((word) => words.has(word))
      const hasGiven = given.some((word) => words.has(word))
      const isNamed = referencesTo(fee).some((reference) => payment.references.includes(reference))
      const score = (isNamed ? 8 : 0) + (hasFamily && hasGiven ? 4 : hasFamily ? 1 : 0)
      return score === 0 ? [] : [{ fee, score: score + (remainingOf(fee) === payment.amountOre ? 1 : 0) }]
    })
    return scored.toSorted((a, b) => b.score - a.score).slice(0, mostSuggestions).map(({ fee }) => fee)
  }
}

function wordsOf(text: string): string[] {
  return foldLoosely(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)
}

/** Whether a payment tells who a person is: all her names stand in the payer's name or text. */
export function tellsOf(payment: Pick<ReadPayment, 'payerName' | 'payerText'>, person: { readonly givenName: string; readonly familyName: string }): boolean {
  const words = new Set(wordsOf(`${payment.payerName ?? ''} ${payment.payerText ?? ''}`))
  const family = wordsOf(person.familyName)
  return family.length > 0 && family.every((word) => words.has(word)) && wordsOf(person.givenName).some((word) => words.has(word))
}
