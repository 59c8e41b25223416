import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { usePlaceName } from './places.ts'

function useAttention() {
  return useQuery(api.bodies.attention.queryOptions({ input: {} })).data
}

/** On the start page: seats that nobody holds. Nothing while every seat is held. */
export function EmptySeatsCard() {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const placeName = usePlaceName()
  const attention = useAttention()
  if (!attention) return null
  return (
    <WaitingCard
      title={t('attention.emptySeatsCount', { count: attention.emptySeats.total })}
      {...attention.emptySeats}
      allHref={attention.emptySeats.total > shownLines && '/bodies/seats?state=empty'}
      line={(row) => {
        const death = row.diedIn && t('attention.afterDeath', { name: nameOf(row.diedIn.person), diedOn: format.date(row.diedIn.diedOn) })
        return { key: row.seatId, href: `/bodies/${row.bodyId}`, name: row.bodyName, detail: [placeName(row), ...(death ? [death] : [])].join(' · ') }
      }}
    />
  )
}

/** On the start page: mandates that end within six weeks with nobody after them. */
export function EndingMandatesCard() {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const attention = useAttention()
  if (!attention) return null
  return (
    <WaitingCard
      title={t('attention.endingMandatesCount', { count: attention.endingMandates.total })}
      {...attention.endingMandates}
      allHref={attention.endingMandates.total > shownLines && '/bodies/seats?state=ending'}
      line={(row) => ({
        key: row.assignmentId,
        href: `/bodies/${row.bodyId}`,
        name: row.bodyName,
        detail: `${nameOf(row.person)} · ${format.date(row.endsOn)} · ${t('attention.daysLeft', { days: row.daysLeft })}`,
      })}
    />
  )
}
