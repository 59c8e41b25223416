import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, LinkButton, useFormat, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: how many claims wait for approval. Nothing while none does. */
export function ClaimsCard() {
  const t = useTranslations('claims')
  const format = useFormat()
  const { data } = useQuery(api.claims.list.queryOptions({ input: { state: 'submitted', limit: 1 } }))
  if (!data || data.total === 0) return null
  return (
    <Card title={t('toBeApproved', { count: data.total })}>
      <p>{t('sumOfShown', { sum: format.money(data.sumOre ?? 0) })}</p>
      <LinkButton href="/claims?state=submitted">{t('approve')}</LinkButton>
    </Card>
  )
}
