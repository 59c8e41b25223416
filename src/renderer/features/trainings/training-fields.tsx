import { useQuery } from '@tanstack/react-query'
import { trainingKinds } from '#contract/trainings.ts'
import { api } from '#renderer/api/index.ts'
import { ComboBox, DateField, FieldRow, Fields, NumberField, Select, TextField, TimeField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import type { LocalDate, LocalTime } from '#shared/dates.ts'

/** What the form of a training holds, new or existing. */
interface TrainingFormValues {
  name: string
  kind: (typeof trainingKinds)[number]
  description?: string | null | undefined
  requiredSessions: number
}

export function TrainingFieldset({ form }: { form: TalanForm<TrainingFormValues> }) {
  const t = useTranslations('trainings')
  return (
    <Fields>
      <TextField label={t('fields.name')} {...form.text('name')} />
      <Select label={t('fields.kind')} choices={trainingKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
      <NumberField label={t('fields.requiredSessions')} help={t('requiredHelp')} {...form.field('requiredSessions')} />
      <TextField label={t('fields.description')} multiline {...form.text('description')} />
    </Fields>
  )
}

/** What the form of a course round holds, new or existing. */
interface RoundFormValues {
  name: string
  startsOn: LocalDate
  endsOn: LocalDate
  place?: string | null | undefined
  grantId?: string | null | undefined
  requiredSessions: number
}

export function RoundFieldset({ form }: { form: TalanForm<RoundFormValues> }) {
  const t = useTranslations('trainings')
  const { data } = useQuery(api.grants.list.queryOptions({ input: { limit: 500, sort: 'name', descending: false } }))
  return (
    <Fields>
      <TextField label={t('fields.roundName')} help={t('roundNameHelp')} {...form.text('name')} />
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('fields.place')} {...form.text('place')} />
        {data && <ComboBox label={t('fields.grant')} choices={data.rows.map((grant) => ({ id: grant.id, label: grant.name, detail: grant.funderName }))} {...form.field('grantId')} />}
      </FieldRow>
      <NumberField label={t('fields.requiredSessions')} help={t('requiredHelp')} {...form.field('requiredSessions')} />
    </Fields>
  )
}

/** What the form of a session holds, new or existing. */
interface SessionFormValues {
  heldOn: LocalDate
  startTime: LocalTime
  endTime: LocalTime
  topic: string
  place?: string | null | undefined
}

export function SessionFieldset({ form }: { form: TalanForm<SessionFormValues> }) {
  const t = useTranslations('trainings')
  return (
    <Fields>
      <FieldRow>
        <DateField label={t('fields.heldOn')} {...form.field('heldOn')} />
        <TimeField label={t('fields.startTime')} {...form.field('startTime')} />
        <TimeField label={t('fields.endTime')} {...form.field('endTime')} />
      </FieldRow>
      <TextField label={t('fields.topic')} {...form.text('topic')} />
      <TextField label={t('fields.place')} {...form.text('place')} />
    </Fields>
  )
}
