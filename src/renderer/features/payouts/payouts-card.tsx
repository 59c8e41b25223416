import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, LinkButton, useFormat, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: approved claims that wait to be paid. Nothing while none does. */
export function PayoutsCard() {
  const t = useTranslations('payouts')
  const format = useFormat()
  const { data } = useQuery(api.claims.list.queryOptions({ input: { state: 'approved', limit: 1 } }))
  if (!data || data.total === 0) return null
  return (
    <Card title={t('title')}>
      <p>{t('waiting', { count: data.total, sum: format.money(data.sumOre ?? 0) })}</p>
      <LinkButton href="/payouts/new">{t('newPayout')}</LinkButton>
    </Card>
  )
}
