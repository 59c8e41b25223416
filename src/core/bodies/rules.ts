import type { DeputyRules, seatKinds } from '#contract/bodies.ts'
import { activeOn, addDays, addMonths, periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

export type SeatKind = (typeof seatKinds)[number]

/** How many days before its end a mandate is pointed out: six weeks. */
export const warningDays = 42

/** A seat as the rules see it. A deputy seat without `deputyForSeatId` belongs to the body's pool. */
export interface SeatPlace extends Period {
  readonly id: string
  readonly kind: SeatKind
  readonly deputyForSeatId: string | null
}

/** Somebody's term in a seat. */
export interface Term extends Period {
  readonly seatId: string
  readonly personId: string
}

/** A body's seats and all terms in them, past and future. */
export interface Seating {
  readonly seats: readonly SeatPlace[]
  readonly terms: readonly Term[]
}

/**
 * Whether a term fits among those there are: inside the seat's own period, in a seat that nobody holds at the time,
 * and not so that a person is her own deputy or has two ordinary seats in one body.
 */
export function appointFinding({ seats, terms }: Seating, fresh: Term): RuleFinding | undefined {
  const seat = seats.find((candidate) => candidate.id === fresh.seatId)
  if (!seat) return { rule: 'bodies.seatNotFound' }
  if (!isWithin(fresh, seat)) return { rule: 'bodies.outsideSeat' }
  const simultaneous = terms.filter((term) => periodsOverlap(term, fresh))
  const inSeat = simultaneous.filter((term) => term.seatId === seat.id)
  if (inSeat.some((term) => term.personId === fresh.personId)) return { rule: 'bodies.alreadyInSeat' }
  if (inSeat.length > 0) return { rule: 'bodies.seatTaken' }
  const ownSeats = simultaneous.filter((term) => term.personId === fresh.personId).map((term) => seats.find((other) => other.id === term.seatId))
  if (ownSeats.some((other) => other && isDeputyFor(other, seat))) return { rule: 'bodies.ownDeputy' }
  if (seat.kind === 'ordinary' && ownSeats.some((other) => other?.kind === 'ordinary')) return { rule: 'bodies.alreadyOrdinary' }
  return undefined
}

/** The first rule that the terms of a body break among themselves, or that those of interest break with the others. */
export function seatingFinding<T extends Term>({ seats, terms }: Pick<Seating, 'seats'> & { readonly terms: readonly T[] }, isTouched: (term: T) => boolean = () => true): RuleFinding | undefined {
  for (const [index, term] of terms.entries()) {
    const earlier = terms.slice(0, index)
    const finding = appointFinding({ seats, terms: isTouched(term) ? earlier : earlier.filter(isTouched) }, term)
    if (finding) return finding
  }
  return undefined
}

/** Whether one of two seats is the deputy seat of the other. A pool deputy is deputy of every ordinary seat. */
export function isDeputyFor(a: SeatPlace, b: SeatPlace): boolean {
  const stands = (deputy: SeatPlace, ordinary: SeatPlace) =>
    deputy.kind === 'deputy' && ordinary.kind === 'ordinary' && (deputy.deputyForSeatId === null || deputy.deputyForSeatId === ordinary.id)
  return stands(a, b) || stands(b, a)
}

/** Whether every day of the first period is a day of the second. */
export function isWithin(inner: Period, outer: Period): boolean {
  if (inner.startsOn < outer.startsOn) return false
  return outer.endsOn === null || (inner.endsOn !== null && inner.endsOn <= outer.endsOn)
}

/** How long a body's terms are, and how many one may have in a row; null where it has no such rule. */
export interface TermRules {
  readonly termMonths: number | null
  readonly maxTerms: number | null
}

/** So many days between two terms are not a break from the body. */
const pauseDays = 31

/** Whether a term is longer than those of the body, or one more in a row than one may have. A reason can pass it over. */
export function termFinding({ termMonths, maxTerms }: TermRules, terms: readonly Term[], fresh: Term): RuleFinding | undefined {
  if (termMonths !== null && (fresh.endsOn === null || fresh.endsOn >= addMonths(fresh.startsOn, termMonths))) return { rule: 'bodies.termTooLong', params: { months: termMonths } }
  if (maxTerms === null) return undefined
  const count = termsInARow(terms, fresh)
  return count > maxTerms ? { rule: 'bodies.tooManyTerms', params: { count, most: maxTerms } } : undefined
}

/** How many terms a person would have without a break, the fresh one counted. Terms at the same time, as deputy and as ordinary, are one. */
export function termsInARow(terms: readonly Term[], fresh: Term): number {
  const blocks: { startsOn: LocalDate; endsOn: LocalDate | null }[][] = []
  for (const term of [...terms.filter(({ personId }) => personId === fresh.personId), fresh].toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))) {
    const row = blocks.at(-1)
    const last = row?.at(-1)
    if (row && last && periodsOverlap(last, term)) last.endsOn = last.endsOn === null || term.endsOn === null ? null : last.endsOn > term.endsOn ? last.endsOn : term.endsOn
    else if (row && last?.endsOn && term.startsOn <= addDays(last.endsOn, pauseDays)) row.push({ startsOn: term.startsOn, endsOn: term.endsOn })
    else blocks.push([{ startsOn: term.startsOn, endsOn: term.endsOn }])
  }
  return blocks.find((row) => row.some((term) => periodsOverlap(term, fresh)))?.length ?? 0
}

/** Refuses a nomination for a seat that has ended, or of one who is already nominated for it and waits. */
export function nominationFinding(seat: Period, others: readonly { readonly personId: string; readonly result: string | null }[], fresh: { readonly personId: string; readonly nominatedOn: LocalDate }): RuleFinding | undefined {
  if (seat.endsOn !== null && seat.endsOn < fresh.nominatedOn) return { rule: 'bodies.seatHasEnded' }
  return others.some(({ personId, result }) => personId === fresh.personId && result === null) ? { rule: 'bodies.alreadyNominated' } : undefined
}

/** Whether a seat's first day may be another: within the body and the ordinary seat it is tied to, and nobody may have held it or a seat tied to it before. */
export function seatStartFinding({ seats, terms }: Seating, body: Period, seat: SeatPlace, startsOn: LocalDate): RuleFinding | undefined {
  const moved = { startsOn, endsOn: seat.endsOn }
  if (seat.endsOn !== null && seat.endsOn < startsOn) return { rule: 'common.endsBeforeStart' }
  if (!isWithin(moved, body)) return { rule: 'bodies.outsideBody' }
  const ordinary = seats.find(({ id }) => id === seat.deputyForSeatId)
  if (ordinary && !isWithin(moved, ordinary)) return { rule: 'bodies.outsideSeat' }
  if (seats.some((other) => other.deputyForSeatId === seat.id && other.startsOn < startsOn)) return { rule: 'bodies.deputySeatEarlier' }
  return terms.some((term) => term.seatId === seat.id && term.startsOn < startsOn) ? { rule: 'bodies.seatHeldEarlier' } : undefined
}

/** Whether a period may end on a day. What has an end can end earlier, never later: that takes a new decision. */
export function endFinding(period: Period, endsOn: LocalDate): RuleFinding | undefined {
  if (endsOn < period.startsOn) return { rule: 'bodies.endsBeforeItBegan', params: { startsOn: period.startsOn } }
  if (period.endsOn !== null && endsOn > period.endsOn) return { rule: 'bodies.endsEarlierAlready', params: { endsOn: period.endsOn } }
  return undefined
}

/** Whether a seat may end: nobody may hold it, or a deputy seat tied to it, after that day. */
export function endSeatFinding({ seats, terms }: Seating, seatId: string, endsOn: LocalDate): RuleFinding | undefined {
  const ending = new Set(seatsEndingWith(seats, seatId).map((seat) => seat.id))
  return terms.some((term) => ending.has(term.seatId) && lastsBeyond(term, endsOn)) ? { rule: 'bodies.seatHeldLater' } : undefined
}

/** A seat and the deputy seats that are tied to it. */
export function seatsEndingWith<Seat extends SeatPlace>(seats: readonly Seat[], seatId: string): Seat[] {
  return seats.filter((seat) => seat.id === seatId || seat.deputyForSeatId === seatId)
}

/** Whether a period has days after a date. */
export function lastsBeyond(period: Period, date: LocalDate): boolean {
  return period.endsOn === null || period.endsOn > date
}

/** The terms in force on a date that end within so many days and have no later term in the same seat. */
export function mandatesEndingWithin<T extends Term>(terms: readonly T[], date: LocalDate, days: number): T[] {
  const horizon = addDays(date, days)
  return terms.filter((term) => {
    const { endsOn } = term
    if (endsOn === null || endsOn > horizon || !activeOn(term, date)) return false
    return !terms.some((later) => later.seatId === term.seatId && later.startsOn > endsOn)
  })
}

/** Whether one who holds a seat is on the invitation list: deputies always, or where the body says so only when they have been called. */
export function isInvited(seatKind: SeatKind, { deputiesInvited }: Pick<DeputyRules, 'deputiesInvited'>, isCalled: boolean): boolean {
  return seatKind === 'ordinary' || deputiesInvited === 'always' || isCalled
}

/** Refuses deputy rules that would begin outside the body's time, before those that follow upon them, or before a meeting whose attendance is approved. */
export function deputyRulesFinding(
  { body, rules, settledOn }: { readonly body: Period; readonly rules: readonly Period[]; readonly settledOn: LocalDate | null }, startsOn: LocalDate,
): RuleFinding | undefined {
  if (!activeOn(body, startsOn)) return { rule: 'bodies.outsideBody' }
  const latest = rules.map((rule) => rule.startsOn).toSorted().at(-1)
  if (latest !== undefined && startsOn < latest) return { rule: 'bodies.deputyRulesFollow', params: { startsOn: latest } }
  return settledOn !== null && startsOn <= settledOn ? { rule: 'bodies.pastIsSettled', params: { heldOn: settledOn } } : undefined
}

/** Where a seat stands, for putting seats in order. */
interface Placed {
  readonly kind: string
  readonly position: number
  /** The position of the ordinary seat a deputy seat is tied to; null in the pool. */
  readonly deputyForPosition: number | null
  readonly rank: number | null
}

/** Ordinary seats by position, each with its deputies by rank after it; the pool comes last. */
export function inSeatOrder<Seat extends Placed>(seats: readonly Seat[]): Seat[] {
  return seats.toSorted((a, b) => compare(orderOf(a), orderOf(b)))
}

function orderOf(seat: Placed): readonly number[] {
  if (seat.kind === 'ordinary') return [seat.position, 0, 0]
  return [seat.deputyForPosition ?? Number.MAX_SAFE_INTEGER, seat.rank ?? Number.MAX_SAFE_INTEGER, seat.position]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place])
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}
