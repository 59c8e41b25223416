import type { Assignment } from '#contract/bodies.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import type { LocalDate } from '#shared/dates.ts'

/** Where a seat stands in its body. */
export interface SeatPlace {
  readonly kind: 'ordinary' | 'deputy'
  readonly position: number
  readonly deputyForPosition: number | null
  readonly rank?: number | null
}

/** Gives the function that names a seat: "Plats 1", "Ersättare för plats 1". */
export function usePlaceName(): (place: SeatPlace) => string {
  const t = useTranslations('bodies.place')
  return ({ kind, position, deputyForPosition, rank }) => {
    if (kind === 'ordinary') return t('ordinary', { position: String(position) })
    if (deputyForPosition === null) return t('pool', { position: String(rank ?? position) })
    return rank && rank > 1 ? t('deputyRanked', { rank: String(rank), deputyFor: String(deputyForPosition) }) : t('deputy', { deputyFor: String(deputyForPosition) })
  }
}

/** Gives the function that says a period: "2025-01-01 – 2026-12-31", or "2025-01-01 – tills vidare". */
export function usePeriodText(): (period: { readonly startsOn: LocalDate; readonly endsOn: LocalDate | null }) => string {
  const t = useTranslations('bodies')
  const format = useFormat()
  return ({ startsOn, endsOn }) => (endsOn === null ? t('openPeriod', { startsOn: format.date(startsOn) }) : t('period', { startsOn: format.date(startsOn), endsOn: format.date(endsOn) }))
}

/** A line of the table of seats: an ordinary seat with its deputies, or the pool, which has no ordinary seat. */
export interface SeatLine<Seat> {
  readonly id: string
  readonly ordinary: Seat | null
  readonly deputies: readonly Seat[]
}

/** Puts seats in lines; each deputy beside the ordinary seat she is tied to. */
export function seatLines<Seat extends SeatPlace & { readonly deputyForSeatId: string | null }>(seats: readonly Seat[], idOf: (seat: Seat) => string): SeatLine<Seat>[] {
  const ordinary = seats.filter((seat) => seat.kind === 'ordinary')
  const lines = ordinary.map((seat): SeatLine<Seat> => ({ id: idOf(seat), ordinary: seat, deputies: seats.filter((deputy) => deputy.deputyForSeatId === idOf(seat)) }))
  const pool = seats.filter((seat) => seat.kind === 'deputy' && !ordinary.some((one) => idOf(one) === seat.deputyForSeatId))
  return pool.length > 0 ? [...lines, { id: 'pool', ordinary: null, deputies: pool }] : lines
}

/** Gives the function that says how a resignation came in, and who took it. */
export function useResignationText(): (resignation: NonNullable<Assignment['resignation']>) => string {
  const t = useTranslations('bodies.resignation')
  const mailings = useTranslations('mailings.channel')
  const format = useFormat()
  return ({ receivedOn, channel, receivedBy }) => t('said', { date: format.date(receivedOn), channel: mailings(channel), name: receivedBy })
}
