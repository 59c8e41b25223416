import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useFormat, useTranslations, wholeDates } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { usePlaceName } from './places.ts'
import styles from '#renderer/app/card-lines.module.css'

/** How many lines a card shows; the rest are counted. */
const shownLines = 5

function useAttention() {
  return useQuery(api.bodies.attention.queryOptions({ input: {} })).data
}

/** On the start page: seats that nobody holds. Nothing while every seat is held. */
export function EmptySeatsCard() {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const placeName = usePlaceName()
  const attention = useAttention()
  if (!attention || attention.emptySeats.total === 0) return null
  const { total, rows } = attention.emptySeats
  return (
    <Card title={t('attention.emptySeatsCount', { count: total })}>
      <ul role="list" className={styles.lines}>
        {rows.slice(0, shownLines).map((row) => (
          <li key={row.seatId}>
            <TextLink href={`/bodies/${row.bodyId}`}>{row.bodyName}</TextLink>
            <span className={styles.detail}>
              {placeName(row)}
              {row.diedIn && wholeDates(` · ${t('attention.afterDeath', { name: nameOf(row.diedIn.person), diedOn: format.date(row.diedIn.diedOn) })}`)}
            </span>
          </li>
        ))}
      </ul>
      <More count={total - shownLines} />
    </Card>
  )
}

/** On the start page: mandates that end within six weeks with nobody after them. */
export function EndingMandatesCard() {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const attention = useAttention()
  if (!attention || attention.endingMandates.total === 0) return null
  const { total, rows } = attention.endingMandates
  return (
    <Card title={t('attention.endingMandatesCount', { count: total })}>
      <ul role="list" className={styles.lines}>
        {rows.slice(0, shownLines).map((row) => (
          <li key={row.assignmentId}>
            <TextLink href={`/bodies/${row.bodyId}`}>{row.bodyName}</TextLink>
            <span className={styles.detail}>
              {nameOf(row.person)} · {wholeDates(format.date(row.endsOn))} · {t('attention.daysLeft', { days: row.daysLeft })}
            </span>
          </li>
        ))}
      </ul>
      <More count={total - shownLines} />
    </Card>
  )
}

function More({ count }: { count: number }) {
  const t = useTranslations('bodies')
  return count > 0 ? <p>{t('attention.more', { count })}</p> : null
}
