import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { ButtonGroup, Card, LinkButton, TextLink, useFormat, useTranslations, wholeDates } from '#renderer/ui/index.ts'
import styles from '#renderer/app/card-lines.module.css'

/** How many lines a card shows; the rest are counted. */
const shownLines = 5

type List = 'withoutDeputy' | 'toCall' | 'toRecord' | 'toApprove'

/** On the start page: meetings within six weeks that no deputy can come to. */
export function WithoutDeputyCard() {
  return <MeetingsCard list="withoutDeputy" />
}

/** On the start page: meetings within six weeks where somebody has sent an excuse and no deputy has said yes yet. */
export function ToCallCard() {
  return <MeetingsCard list="toCall" />
}

/** On the start page: meetings that have been held and whose attendance is missing. */
export function ToRecordCard() {
  return <MeetingsCard list="toRecord" />
}

/** On the start page: attendance that waits for approval. */
export function ToApproveCard() {
  return <MeetingsCard list="toApprove" />
}

function MeetingsCard({ list }: { list: List }) {
  const t = useTranslations('meetings')
  const bodies = useTranslations('bodies')
  const format = useFormat()
  const { data } = useQuery(api.meetings.attention.queryOptions({ input: {} }))
  if (!data || data[list].total === 0) return null
  const { total, rows } = data[list]
  return (
    <Card title={t(`attention.${list}Count`, { count: total })}>
      <ul role="list" className={styles.lines}>
        {rows.slice(0, shownLines).map((row) => (
          <li key={row.id}>
            <TextLink href={`/meetings/${row.id}`}>{row.bodyName}</TextLink>
            <span className={styles.detail}>{wholeDates(`${format.date(row.heldOn)} ${row.startTime}`)}</span>
          </li>
        ))}
      </ul>
      {total > shownLines && <p>{bodies('attention.more', { count: total - shownLines })}</p>}
      {(list === 'toRecord' || list === 'toApprove') && (
        <ButtonGroup>
          <LinkButton href={`/meetings?show=all&state=${list}`}>{t('showAll')}</LinkButton>
        </ButtonGroup>
      )}
    </Card>
  )
}
