import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: events that have been held, and of which nobody has said how many came. */
export function EventsToCountCard() {
  const t = useTranslations('events')
  const format = useFormat()
  const { data } = useQuery(api.events.list.queryOptions({ input: { state: 'toCount', sort: 'heldOn', descending: false, limit: shownLines } }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('toCountCount', { count: data.total })}
      {...data}
      line={({ id, title, heldOn }) => ({ key: id, href: `/events/${id}`, name: title, detail: format.date(heldOn) })}
      allHref="/events?show=toCount"
    />
  )
}
