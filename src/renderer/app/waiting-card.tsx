import type { ReactNode } from 'react'
import { ButtonGroup, Card, LinkButton, TextLink, useTranslations, wholeDates } from '#renderer/ui/index.ts'
import styles from './card-lines.module.css'

/** How many lines a card shows; the rest are counted. */
export const shownLines = 5

export interface WaitingCardProps<Row> {
  title: string
  /** What waits, the most urgent first; more than {@link shownLines} need not be fetched. */
  rows: readonly Row[]
  /** How many wait in all. */
  total: number
  line: (row: Row) => { readonly key: string; readonly href: string; readonly name: string; readonly chip?: ReactNode; readonly detail?: string }
  /** Where all of them are, where there is such a list. */
  allHref?: string | false
}

/** A card of the start page that names what waits. Nothing while nothing does. */
export function WaitingCard<Row>({ title, rows, total, line, allHref = false }: WaitingCardProps<Row>) {
  const t = useTranslations('ui.start')
  if (total === 0) return null
  return (
    <Card title={title}>
      <ul role="list" className={styles.lines}>
        {rows.slice(0, shownLines).map((row) => {
          const { key, href, name, chip, detail } = line(row)
          return (
            <li key={key}>
              <TextLink href={href}>{name}</TextLink> {chip}
              {detail !== undefined && <span className={styles.detail}>{wholeDates(detail)}</span>}
            </li>
          )
        })}
      </ul>
      {total > shownLines && <p>{t('more', { count: total - shownLines })}</p>}
      {allHref !== false && (
        <ButtonGroup>
          <LinkButton href={allHref}>{t('showAll')}</LinkButton>
        </ButtonGroup>
      )}
    </Card>
  )
}
