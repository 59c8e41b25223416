import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { proposalOutcomes, type proposals } from '#contract/proposals.ts'
import { api } from '#renderer/api/index.ts'
import { DateField, FieldRow, Fields, Section, Select, TextField, useFormat, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { BodyPicker } from '#renderer/features/bodies/body-picker.tsx'

type ProposalFormValues = SentTo<typeof proposals.create>

const nothing = 'none'

/** The fields of a proposal, from what was hoped to how it was told back. */
export function ProposalFieldset({ form }: { form: TalanForm<ProposalFormValues> }) {
  const t = useTranslations('proposals')
  const outcome = form.field('outcome')
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.title')} help={t('fields.titleHelp')} {...form.text('title')} />
          <BodyPicker label={t('fields.body')} {...form.field('bodyId')} />
          {form.values.bodyId && <MeetingSelect bodyId={form.values.bodyId} form={form} />}
          <DateField label={t('fields.raisedOn')} {...form.field('raisedOn')} />
          <TextField label={t('fields.hopedFor')} multiline {...form.text('hopedFor')} />
          <TextField label={t('fields.whyItMatters')} multiline {...form.text('whyItMatters')} />
        </Fields>
      </Section>
      <Section title={t('sections.answer')}>
        <Fields>
          <FieldRow>
            <DateField label={t('fields.answeredOn')} {...form.field('answeredOn')} />
            <Select
              label={t('fields.outcome')}
              choices={[{ id: nothing, label: t('fields.noOutcome') }, ...proposalOutcomes.map((id) => ({ id, label: t(`outcome.${id}`) }))]}
              {...outcome}
              value={outcome.value ?? nothing}
              onChange={(id) => outcome.onChange(id === nothing ? null : id)}
            />
          </FieldRow>
          <TextField label={t('fields.answer')} multiline {...form.text('answer')} />
          <FieldRow>
            <TextField label={t('fields.measure')} {...form.text('measure')} />
            <DateField label={t('fields.measureDueOn')} {...form.field('measureDueOn')} />
          </FieldRow>
        </Fields>
      </Section>
      <Section title={t('sections.change')}>
        <Fields>
          <DateField label={t('fields.changedOn')} {...form.field('changedOn')} />
          <TextField label={t('fields.change')} multiline {...form.text('change')} />
          <TextField label={t('fields.evidence')} help={t('fields.evidenceHelp')} {...form.text('evidence')} />
        </Fields>
      </Section>
      <Section title={t('sections.toldBack')}>
        <Fields>
          <DateField label={t('fields.toldBackOn')} {...form.field('toldBackOn')} />
          <TextField label={t('fields.toldBackHow')} {...form.text('toldBackHow')} />
        </Fields>
      </Section>
    </>
  )
}

/** The body's meetings, the latest first. */
function MeetingSelect({ bodyId, form }: { bodyId: string; form: TalanForm<ProposalFormValues> }) {
  const t = useTranslations('proposals')
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
