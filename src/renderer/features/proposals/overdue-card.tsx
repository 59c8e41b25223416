import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: what hosts have promised to do by a day that has passed. */
export function OverdueProposalsCard() {
  const t = useTranslations('proposals')
  const format = useFormat()
  const { data } = useQuery(api.proposals.list.queryOptions({ input: { isOverdue: true, sort: 'measureDueOn', descending: false, limit: shownLines } }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('overdueCount', { count: data.total })}
      {...data}
      line={(row) => ({ key: row.id, href: `/proposals/${row.id}`, name: row.title, detail: format.date(row.measureDueOn) })}
      allHref="/proposals?show=overdue"
    />
  )
}
