import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Body, RosterSeat } from '#contract/bodies.ts'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { DateField, ErrorState, Loading, Section, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonLink } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { useDeputySentence } from './deputy-rules.tsx'
import { seatLines, usePeriodText } from './places.ts'
import { SeatTable } from './seat-table.tsx'
import styles from './seat-table.module.css'

/** Who sat in a body on a date that one chooses. */
export function RosterPart({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  const common = useTranslations('common.rules')
  const [typed, setTyped] = useState<string | null>(systemClock.today())
  const date = typed !== null && isLocalDate(typed) ? typed : undefined
  return (
    <Section title={t('rosterTitle')}>
      <DateField label={t('rosterDate')} value={typed} onChange={setTyped} {...(date === undefined && { error: common('notADate') })} />
      {date && <RosterOn body={body} date={date} />}
    </Section>
  )
}

function RosterOn({ body, date }: { body: Body; date: LocalDate }) {
  const bodyId = body.id
  const sentence = useDeputySentence()
  const t = useTranslations('bodies')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.bodies.rosterOn.queryOptions({ input: { bodyId, date } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  if (data.length === 0) return <p role="status">{t('noSeatsThen')}</p>
  const label = t('rosterOn', { date: format.longDate(date) })
  return (
    <>
      <p role="status">{label}</p>
      <p>{sentence(body, date)}</p>
      <TakeOutList list="roster" query={{ bodyId, date }} />
      <SeatTable label={label} lines={seatLines(data, (seat) => seat.seatId)} seatId={(seat) => seat.seatId} position={(seat) => seat.position}>
        {(seat) => <HolderThen seat={seat} />}
      </SeatTable>
    </>
  )
}

function HolderThen({ seat: { holder } }: { seat: RosterSeat }) {
  const t = useTranslations('bodies')
  const periodText = usePeriodText()
  if (!holder) return <StatusChip tone="muted">{t('emptySeat')}</StatusChip>
  return (
    <div className={styles.holder}>
      <span className={styles.name}>
        <PersonLink person={holder.person} />
      </span>
      {holder.onBehalfOf && <span>{t('speaksFor', { organisation: holder.onBehalfOf.name })}</span>}
      <span className={styles.quiet}>{periodText(holder)}</span>
      {holder.role !== 'member' && <StatusChip>{t(`role.${holder.role}`)}</StatusChip>}
    </div>
  )
}
