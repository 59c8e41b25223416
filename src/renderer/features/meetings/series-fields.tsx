import { seriesSteps, datesOfSeries, type seriesRule } from '#contract/meeting-series.ts'
import type { z } from 'zod'
import { Checkbox, CheckboxGroup, DateField, FieldRow, Fields, NumberField, Select, useFormat, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { isBankDay } from '#shared/bank-days.ts'
import { addMonths, isLocalDate, type LocalDate } from '#shared/dates.ts'

export interface SeriesFormValues {
  heldOn: LocalDate
  series?: z.input<typeof seriesRule> | null | undefined
}

/** Whether the body meets again and again, by which rule, and on which of the days it does not. */
export function SeriesFieldset({ form }: { form: TalanForm<SeriesFormValues> }) {
  const t = useTranslations('meetings')
  const { heldOn, series } = form.values
  const hasFirst = typeof heldOn === 'string' && isLocalDate(heldOn)
  return (
    <Fields>
      <Checkbox
        value={Boolean(series)}
        help={t('series.help')}
        onChange={(isSeries) => form.set('series', isSeries ? { every: 'month', interval: 1, until: hasFirst ? addMonths(heldOn, 6) : (null as unknown as LocalDate), skipped: [] } : null)}
      >
        {t('series.isSeries')}
      </Checkbox>
      {series && (
        <>
          <FieldRow>
            <NumberField label={t('series.interval')} {...form.field('series.interval')} />
            <Select label={t('series.unit')} choices={seriesSteps.map((id) => ({ id, label: t(`series.every.${id}`) }))} {...form.field('series.every')} />
            <DateField label={t('series.until')} {...form.field('series.until')} />
          </FieldRow>
          {hasFirst && <SeriesDays form={form} first={heldOn} series={series} />}
        </>
      )}
    </Fields>
  )
}

/** The days that come out of the rule, where those can be taken away on which the body does not meet. */
function SeriesDays({ form, first, series }: { form: TalanForm<SeriesFormValues>; first: LocalDate; series: NonNullable<SeriesFormValues['series']> }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const { interval, until, skipped = [] } = series
  const isReadable = Number.isInteger(interval) && interval >= 1 && interval <= 12 && typeof until === 'string' && isLocalDate(until)
  const dates = isReadable ? datesOfSeries(first, series) : []
  if (dates.length === 0) return null
  return (
    <>
      <p role="status">{t('series.count', { count: dates.filter((date) => !skipped.includes(date)).length })}</p>
      <CheckboxGroup
        label={t('series.days')}
        choices={dates.map((date) => ({ id: date, label: isBankDay(date) ? format.longDate(date) : t('series.dayOff', { date: format.longDate(date) }) }))}
        {...form.field('series.skipped')}
        value={dates.filter((date) => !skipped.includes(date))}
        onChange={(chosen) => form.set('series.skipped', dates.filter((date) => !chosen.includes(date)))}
      />
    </>
  )
}
