import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, List } from 'lucide-react'
import { z } from 'zod'
import type { MeetingRow } from '#contract/meetings.ts'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { Banner, Button, ButtonGroup, DateField, ErrorState, FilterBar, LinkButton, Loading, Page, Select, TextLink, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { addDays, addMonths, isLocalDate, weekday, weekNumber, type LocalDate } from '#shared/dates.ts'
import styles from './calendar.module.css'

const spans = ['month', 'week'] as const
const addressSchema = z.object({ span: z.enum(spans).catch('month'), on: z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value)).optional().catch(undefined) })

/** The most meetings that are asked for at once. */
const most = 500

/** The meetings of a month or a week, day by day. The list of meetings says the same for those who would rather have that. */
export function CalendarPage() {
  const t = useTranslations('meetings')
  const format = useFormat()
  const sayError = useErrorSentence()
  const [{ span, on = systemClock.today() }, setAddress] = useAddressState(addressSchema)
  const weeks = weeksOf(span, on)
  const [heldFrom, heldTo] = [weeks[0]?.[0] as LocalDate, weeks.at(-1)?.at(-1) as LocalDate]
  const { data, error, refetch } = useQuery(api.meetings.list.queryOptions({ input: { heldFrom, heldTo, limit: most } }))
  const heading = span === 'month' ? format.month(on) : t('calendar.weekOf', { number: String(weekNumber(on)), from: format.longDate(heldFrom), to: format.longDate(heldTo) })
  const step = (direction: number) => setAddress({ on: span === 'month' ? addMonths(`${on.slice(0, 7)}-01` as LocalDate, direction) : addDays(on, 7 * direction) })
  return (
    <Page
      title={t('calendar.title')}
      windowTitle={`${t('calendar.title')}, ${heading}`}
      breadcrumbs={[{ label: t('title'), href: '/meetings' }]}
      actions={
        <LinkButton href="/meetings" icon={List}>
          {t('calendar.list')}
        </LinkButton>
      }
    >
      <FilterBar>
        <Select label={t('calendar.span')} width="narrow" value={span} onChange={(chosen) => setAddress({ span: chosen })} choices={spans.map((id) => ({ id, label: t(`calendar.spans.${id}`) }))} />
        <DateField label={t('calendar.on')} help="" value={on} onChange={(value) => { if (value !== null && isLocalDate(value)) setAddress({ on: value }) }} />
        <ButtonGroup>
          <Button icon={ChevronLeft} onPress={() => step(-1)}>{t(`calendar.before.${span}`)}</Button>
          <Button onPress={() => setAddress({ on: undefined })}>{t('calendar.today')}</Button>
          <Button icon={ChevronRight} onPress={() => step(1)}>{t(`calendar.after.${span}`)}</Button>
        </ButtonGroup>
      </FilterBar>
      <h2 className={styles.heading} role="status">{heading}</h2>
      {error ? <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState> : data ? <Weeks label={heading} weeks={weeks} rows={data.rows} on={on} span={span} /> : <Loading />}
      {data && data.total > most && <Banner tone="need">{t('calendar.more', { count: most })}</Banner>}
    </Page>
  )
}

/** The weeks, from Monday, that a month touches or that a day is in. */
function weeksOf(span: (typeof spans)[number], on: LocalDate): LocalDate[][] {
  const first = span === 'month' ? (`${on.slice(0, 7)}-01` as LocalDate) : on
  const last = span === 'month' ? addDays(addMonths(first, 1), -1) : on
  const weeks: LocalDate[][] = []
  for (let monday = addDays(first, 1 - weekday(first)); monday <= last; monday = addDays(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, day) => addDays(monday, day)))
  return weeks
}

function Weeks({ label, weeks, rows, on, span }: { label: string; weeks: readonly LocalDate[][]; rows: readonly MeetingRow[]; on: LocalDate; span: (typeof spans)[number] }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const byDay = Map.groupBy(rows, ({ heldOn }) => heldOn)
  return (
    <div className={styles.scope}>
      {rows.length === 0 && <p>{t('calendar.none')}</p>}
      {/* The roles are said outright, since a narrow window shows the days under one another. */}
      <table className={styles.table} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{t('calendar.week')}</th>
            {(weeks[0] ?? []).map((date) => (
              <th key={date} scope="col" role="columnheader">{format.weekday(date)}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {weeks.map((days) => (
            <tr key={days[0]} role="row" data-empty={days.some((date) => byDay.has(date)) ? undefined : true}>
              <th scope="row" role="rowheader">{weekNumber(days[0] as LocalDate)}</th>
              {days.map((date) => (
                <td key={date} role="cell" data-outside={span === 'month' && date.slice(0, 7) !== on.slice(0, 7) ? true : undefined} data-empty={byDay.has(date) ? undefined : true}>
                  <Day date={date} meetings={byDay.get(date) ?? []} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Day({ date, meetings }: { date: LocalDate; meetings: readonly MeetingRow[] }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const isToday = date === systemClock.today()
  return (
    <>
      <span className={styles.day} data-today={isToday ? true : undefined}>
        <span className={styles.number}>{Number(date.slice(8))}</span>
        <span className={styles.whole}>{`${format.weekday(date)} ${format.longDate(date)}`}</span>
        {isToday && <span> {t('calendar.isToday')}</span>}
      </span>
      {meetings.length > 0 && (
        <ul role="list" className={styles.meetings}>
          {meetings.map(({ id, body, startTime, state }) => (
            <li key={id}>
              <TextLink href={`/meetings/${id}`}>{`${startTime} ${body.name}`}</TextLink>
              {state === 'cancelled' && ` (${t('state.cancelled').toLocaleLowerCase()})`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
