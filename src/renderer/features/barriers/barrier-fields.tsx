import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { barrierKinds, type barriers } from '#contract/barriers.ts'
import { api } from '#renderer/api/index.ts'
import { DateField, Fields, Section, Select, TextField, useFormat, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { BodyPicker } from '#renderer/features/bodies/body-picker.tsx'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

type BarrierFormValues = SentTo<typeof barriers.create>

/** The fields of a barrier, from what stands in the way to how it went. */
export function BarrierFieldset({ form }: { form: TalanForm<BarrierFormValues> }) {
  const t = useTranslations('barriers')
  const { bodyId } = form.values
  const body = form.field('bodyId')
  // What is not shown any longer goes: the host beside a body, and the meeting of another body or none.
  const chooseBody = (id: unknown) => {
    if (id === bodyId) return
    body.onChange(id)
    form.set('hostOrganisationId', null)
    form.set('meetingId', null)
  }
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.title')} help={t('fields.titleHelp')} {...form.text('title')} />
          <Select label={t('fields.kind')} choices={barrierKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
          <BodyPicker label={t('fields.body')} {...body} onChange={chooseBody} />
          {bodyId ? <MeetingSelect bodyId={bodyId} form={form} /> : <OrganisationPicker label={t('fields.host')} help={t('fields.hostHelp')} newKind="unit" {...form.field('hostOrganisationId')} />}
          <DateField label={t('fields.noticedOn')} {...form.field('noticedOn')} />
          <TextField label={t('fields.description')} multiline {...form.text('description')} />
        </Fields>
      </Section>
      <Section title={t('sections.action')}>
        <Fields>
          <TextField label={t('fields.action')} help={t('fields.actionHelp')} multiline {...form.text('action')} />
          <DateField label={t('fields.actionDueOn')} {...form.field('actionDueOn')} />
        </Fields>
      </Section>
      <Section title={t('sections.result')}>
        <Fields>
          <DateField label={t('fields.removedOn')} {...form.field('removedOn')} />
          <TextField label={t('fields.result')} multiline {...form.text('result')} />
        </Fields>
      </Section>
    </>
  )
}

const nothing = 'none'

/** The body's meetings, the latest first. */
function MeetingSelect({ bodyId, form }: { bodyId: string; form: TalanForm<BarrierFormValues> }) {
  const t = useTranslations('barriers')
  const format = useFormat()
  const { data } = useQuery(api.meetings.list.queryOptions({ input: { bodyId, descending: true } }))
  const meeting = form.field('meetingId')
  return (
    <Select
      label={t('fields.meeting')}
      choices={[{ id: nothing, label: t('fields.noMeeting') }, ...(data?.rows ?? []).map(({ id, heldOn }) => ({ id, label: format.longDate(heldOn) }))]}
      {...meeting}
      value={meeting.value ?? nothing}
      onChange={(id) => meeting.onChange(id === nothing ? null : id)}
    />
  )
}
