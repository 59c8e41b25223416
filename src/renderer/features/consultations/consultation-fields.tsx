import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { consultationKinds, type consultations } from '#contract/consultations.ts'
import { api } from '#renderer/api/index.ts'
import { Checkbox, DateField, FieldRow, Fields, Section, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { BodyPicker } from '#renderer/features/bodies/body-picker.tsx'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

type ConsultationFormValues = SentTo<typeof consultations.create>

/** The fields of a consultation, from the question to how those who were asked were told. */
export function ConsultationFieldset({ form }: { form: TalanForm<ConsultationFormValues> }) {
  const t = useTranslations('consultations')
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.title')} help={t('fields.titleHelp')} {...form.text('title')} />
          <Select label={t('fields.kind')} choices={consultationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
          <OrganisationPicker label={t('fields.askedBy')} help={t('fields.askedByHelp')} newKind="region" {...form.field('askedByOrganisationId')} />
          <TextField label={t('fields.question')} multiline {...form.text('question')} />
          <BodyPicker label={t('fields.body')} {...form.field('bodyId')} />
          <FieldRow>
            <DateField label={t('fields.receivedOn')} {...form.field('receivedOn')} />
            <DateField label={t('fields.answerDueOn')} {...form.field('answerDueOn')} />
          </FieldRow>
          <ResponsibleSelect form={form} />
          <Checkbox help={t('fields.isAnonymousHelp')} {...form.flag('isAnonymous')}>
            {t('fields.isAnonymous')}
          </Checkbox>
        </Fields>
      </Section>
      <Section title={t('sections.answer')}>
        <Fields>
          <DateField label={t('fields.answeredOn')} {...form.field('answeredOn')} />
          <TextField label={t('fields.answer')} multiline {...form.text('answer')} />
        </Fields>
      </Section>
      <Section title={t('sections.decision')}>
        <Fields>
          <DateField label={t('fields.decidedOn')} {...form.field('decidedOn')} />
          <TextField label={t('fields.decision')} multiline {...form.text('decision')} />
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

const nobody = 'nobody'

/** One of the program's users who may work with consultations. */
function ResponsibleSelect({ form }: { form: TalanForm<ConsultationFormValues> }) {
  const t = useTranslations('consultations')
  const { data: users = [] } = useQuery(api.notes.assignees.queryOptions({ input: { subjectTable: 'consultations' } }))
  const responsible = form.field('responsibleUserId')
  return (
    <Select
      label={t('fields.responsible')}
      choices={[{ id: nobody, label: t('fields.nobody') }, ...users.map(({ id, displayName }) => ({ id, label: displayName }))]}
      {...responsible}
      value={responsible.value ?? nobody}
      onChange={(id) => responsible.onChange(id === nobody ? null : id)}
    />
  )
}
