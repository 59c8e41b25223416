import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { auditSteps, type audits } from '#contract/audits.ts'
import { api } from '#renderer/api/index.ts'
import { DateField, FieldRow, Fields, NumberField, Section, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

/** What the form of an audit holds, new or existing. */
type AuditFormValues = SentTo<typeof audits.create>

const noGrant = 'none'

/** The fields of a user audit, with a date for each step. */
export function AuditFieldset({ form }: { form: TalanForm<AuditFormValues> }) {
  const t = useTranslations('audits')
  const { data: grants } = useQuery(api.grants.list.queryOptions({ input: { sort: 'name', descending: false } }))
  const grant = form.field('grantId')
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.name')} {...form.text('name')} />
          <FieldRow>
            <OrganisationPicker label={t('fields.orderedBy')} {...form.field('orderedByOrganisationId')} />
            <OrganisationPicker label={t('fields.audited')} {...form.field('auditedOrganisationId')} />
          </FieldRow>
          <Select
            label={t('fields.grant')}
            choices={[{ id: noGrant, label: t('fields.noGrant') }, ...(grants?.rows ?? []).map(({ id, name }) => ({ id, label: name }))]}
            {...grant}
            value={grant.value ?? noGrant}
            onChange={(id) => grant.onChange(id === noGrant ? null : id)}
          />
          <NumberField label={t('fields.interviewCount')} help={t('fields.interviewCountHelp')} {...form.field('interviewCount')} />
          <TextField label={t('fields.note')} multiline {...form.text('note')} />
        </Fields>
      </Section>
      <Section title={t('sections.steps')}>
        <FieldRow>
          {auditSteps.map((step) => (
            <DateField key={step} label={t(`fields.${step}On`)} {...form.field(`${step}On`)} />
          ))}
        </FieldRow>
      </Section>
    </>
  )
}
