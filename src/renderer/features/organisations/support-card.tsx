import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useTranslations, wholeDates } from '#renderer/ui/index.ts'
import styles from '#renderer/app/card-lines.module.css'

/** How many lines the card shows; the rest are counted. */
const shownLines = 5

/** On the start page: support of which it is time to ask what came of it. Nothing while none is due. */
export function SupportDueCard() {
  const t = useTranslations('support')
  const { data } = useQuery(api.support.due.queryOptions({ input: {} }))
  if (!data || data.length === 0) return null
  return (
    <Card title={t('due', { count: data.length })}>
      <ul role="list" className={styles.lines}>
        {data.slice(0, shownLines).map((support) => (
          <li key={support.id}>
            <TextLink href={`/organisations/${support.organisation.id}`}>{support.organisation.name}</TextLink>
            <span className={styles.detail}>
              {support.description} · {wholeDates(support.followUpDueOn)}
            </span>
          </li>
        ))}
      </ul>
      {data.length > shownLines && <p>{t('more', { count: data.length - shownLines })}</p>}
    </Card>
  )
}
