import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useTranslations } from '#renderer/ui/index.ts'
import { ConsultationChip } from './consultation-state.tsx'

/** On the start page: what is to be answered within two weeks, or should have been. */
export function DueConsultationsCard() {
  const t = useTranslations('consultations')
  const { data } = useQuery(api.consultations.list.queryOptions({ input: { state: 'due', sort: 'answerDueOn', descending: false, limit: shownLines } }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('dueCount', { count: data.total })}
      {...data}
      line={(row) => ({ key: row.id, href: `/consultations/${row.id}`, name: row.title, chip: <ConsultationChip consultation={row} /> })}
      allHref="/consultations?show=due"
    />
  )
}
