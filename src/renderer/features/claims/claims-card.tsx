import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, LinkButton, useFormat, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: how many claims one may approve, and how many of one's own wait for somebody else. Nothing while none does. */
export function ClaimsCard() {
  const t = useTranslations('claims')
  const format = useFormat()
  const { data: others } = useQuery(api.claims.list.queryOptions({ input: { state: 'submitted', isOwn: false, limit: 1 } }))
  const { data: own } = useQuery(api.claims.list.queryOptions({ input: { state: 'submitted', isOwn: true, withSum: false, limit: 1 } }))
  if (!others || !own || others.total + own.total === 0) return null
  if (others.total === 0) return <Card title={t('ownToBeApproved', { count: own.total })}><p>{t('ownForOthers')}</p></Card>
  return (
    <Card title={t('toBeApproved', { count: others.total })}>
      <p>{t('sumOfShown', { sum: format.money(others.sumOre ?? 0) })}</p>
      {own.total > 0 && <p>{t('ownBeside', { count: own.total })}</p>}
      <LinkButton href="/claims?state=submitted">{t('approve')}</LinkButton>
    </Card>
  )
}
