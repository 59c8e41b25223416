import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useTranslations } from '#renderer/ui/index.ts'

/** On the start page: barriers that have stood in the way for long, or whose action is overdue. */
export function LongBarriersCard() {
  const t = useTranslations('barriers')
  const { data } = useQuery(api.barriers.list.queryOptions({ input: { state: 'long', sort: 'noticedOn', descending: false, limit: shownLines } }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('longCount', { count: data.total })}
      {...data}
      line={({ id, title, body, host }) => ({ key: id, href: `/barriers/${id}`, name: title, detail: body?.name ?? host?.name ?? '' })}
      allHref="/barriers?show=long"
    />
  )
}
