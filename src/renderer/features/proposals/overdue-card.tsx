import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import styles from '#renderer/app/card-lines.module.css'
import { ButtonGroup, Card, LinkButton, TextLink, useFormat, useTranslations } from '#renderer/ui/index.ts'

const shownLines = 5

/** On the start page: what hosts have promised to do by a day that has passed. */
export function OverdueProposalsCard() {
  const t = useTranslations('proposals')
  const format = useFormat()
  const { data } = useQuery(api.proposals.list.queryOptions({ input: { isOverdue: true, sort: 'measureDueOn', descending: false, limit: shownLines } }))
  if (!data || data.total === 0) return null
  return (
    <Card title={t('overdueCount', { count: data.total })}>
      <ul role="list" className={styles.lines}>
        {data.rows.map((row) => (
          <li key={row.id}>
            <TextLink href={`/proposals/${row.id}`}>{row.title}</TextLink>
            <span className={styles.detail}>{format.date(row.measureDueOn)}</span>
          </li>
        ))}
      </ul>
      {data.total > data.rows.length && (
        <ButtonGroup>
          <LinkButton href="/proposals?show=overdue">{t('showAll')}</LinkButton>
        </ButtonGroup>
      )}
    </Card>
  )
}
