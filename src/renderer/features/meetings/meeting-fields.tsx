import { Checkbox, DateField, FieldRow, Fields, NumberField, TextField, TimeField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import type { LocalDate, LocalTime } from '#shared/dates.ts'

/** What the form of a meeting holds, new or existing. */
export interface MeetingFormValues {
  title?: string | null | undefined
  heldOn: LocalDate
  startTime: LocalTime
  endTime: LocalTime
  place?: string | null | undefined
  isDigital?: boolean | undefined
  topic?: string | null | undefined
  breakMinutes?: number | null | undefined
  link?: string | null | undefined
  papersSentOn?: LocalDate | null | undefined
  paperCopies?: number | null | undefined
}

/** When, where and about what. */
export function MeetingFieldset({ form }: { form: TalanForm<MeetingFormValues> }) {
  const t = useTranslations('meetings')
  return (
    <Fields>
      <FieldRow>
        <DateField label={t('fields.heldOn')} {...form.field('heldOn')} />
        <TimeField label={t('fields.startTime')} {...form.field('startTime')} />
        <TimeField label={t('fields.endTime')} {...form.field('endTime')} />
      </FieldRow>
      <TextField label={t('fields.place')} {...form.text('place')} />
      <Checkbox {...form.flag('isDigital')}>{t('fields.isDigital')}</Checkbox>
      {form.values.isDigital && <TextField label={t('fields.link')} {...form.text('link')} />}
      <FieldRow>
        <NumberField label={t('fields.breakMinutes')} help={t('fields.breakHelp')} {...form.field('breakMinutes')} />
        <DateField label={t('fields.papersSentOn')} {...form.field('papersSentOn')} />
        <NumberField label={t('fields.paperCopies')} {...form.field('paperCopies')} />
      </FieldRow>
      <TextField label={t('fields.title')} {...form.text('title')} />
      <TextField label={t('fields.topic')} multiline {...form.text('topic')} />
    </Fields>
  )
}
