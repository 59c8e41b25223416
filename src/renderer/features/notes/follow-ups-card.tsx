import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { ButtonGroup, Card, LinkButton, TextLink, useTranslations } from '#renderer/ui/index.ts'
import styles from '#renderer/app/card-lines.module.css'
import { FollowUpChip } from './follow-up-chip.tsx'
import { addressOf, useSubjectName } from './places.ts'

const shownLines = 5

/** On the start page: one's own follow-ups that are due, the most overdue first. Nothing while none is. */
export function FollowUpsCard() {
  const t = useTranslations('notes')
  const nameOf = useSubjectName()
  const { data } = useQuery(api.notes.followUps.queryOptions({ input: { whose: 'mine', show: 'due', limit: shownLines } }))
  if (!data || data.total === 0) return null
  return (
    <Card title={t('card')}>
      <ul role="list" className={styles.lines}>
        {data.rows.map((row) => (
          <li key={row.id}>
            <TextLink href={addressOf(row)}>{nameOf(row)}</TextLink> <FollowUpChip note={{ ...row, assignedTo: null }} />
            <span className={styles.detail}>{row.text}</span>
          </li>
        ))}
      </ul>
      {data.total > shownLines && <p>{t('more', { count: data.total - shownLines })}</p>}
      <ButtonGroup>
        <LinkButton href="/follow-ups?whose=mine">{t('showAll')}</LinkButton>
      </ButtonGroup>
    </Card>
  )
}
