import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useTranslations } from '#renderer/ui/index.ts'

/** On the start page: support of which it is time to ask what came of it. Nothing while none is due. */
export function SupportDueCard() {
  const t = useTranslations('support')
  const { data } = useQuery(api.support.due.queryOptions({ input: {} }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('due', { count: data.length })}
      rows={data}
      total={data.length}
      line={({ id, organisation, description, followUpDueOn }) => ({
        key: id, href: `/organisations/${organisation.id}`, name: organisation.name, detail: `${description} · ${followUpDueOn}`,
      })}
    />
  )
}
