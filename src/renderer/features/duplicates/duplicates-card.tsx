import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: how many pairs of persons the last search found that still stand. Nothing while there are none. */
export function DuplicatesCard() {
  const t = useTranslations('duplicates')
  const { data } = useQuery(api.duplicates.list.queryOptions({ input: {} }))
  if (!data || data.total === 0) return null
  return (
    <Card title={t('title')}>
      <TextLink href="/people/duplicates">{t('likely', { count: data.total })}</TextLink>
    </Card>
  )
}
