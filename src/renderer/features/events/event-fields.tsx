import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { levels, methods } from '#contract/body-choices.ts'
import { influenceReasons, type events } from '#contract/events.ts'
import { api } from '#renderer/api/index.ts'
import { CheckboxGroup, DateField, FieldRow, Fields, MoneyField, NumberField, Section, Select, TextField, TimeField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

type EventFormValues = SentTo<typeof events.create>

const noGrant = 'none'

/** The fields of an event: what it is, why, how many came, and who pays. */
export function EventFieldset({ form }: { form: TalanForm<EventFormValues> }) {
  const t = useTranslations('events')
  const bodies = useTranslations('bodies')
  const { data: grants } = useQuery(api.grants.list.queryOptions({ input: { sort: 'name', descending: false } }))
  const grant = form.field('grantId')
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.title')} {...form.text('title')} />
          <FieldRow>
            <Select label={t('fields.method')} choices={methods.map((id) => ({ id, label: bodies(`method.${id}`) }))} {...form.field('method')} />
            <Select label={t('fields.level')} choices={levels.map((id) => ({ id, label: bodies(`level.${id}`) }))} {...form.field('level')} />
          </FieldRow>
          <FieldRow>
            <DateField label={t('fields.heldOn')} {...form.field('heldOn')} />
            <TimeField label={t('fields.startTime')} {...form.field('startTime')} />
            <TimeField label={t('fields.endTime')} {...form.field('endTime')} />
          </FieldRow>
          <TextField label={t('fields.place')} {...form.text('place')} />
          <TextField label={t('fields.description')} multiline {...form.text('description')} />
          <CheckboxGroup label={t('fields.reasons')} help={t('fields.reasonsHelp')} choices={influenceReasons.map((id) => ({ id, label: t(`reason.${id}`) }))} {...form.field('reasons')} />
          <NumberField label={t('fields.participantCount')} help={t('fields.participantCountHelp')} {...form.field('participantCount')} />
        </Fields>
      </Section>
      <Section title={t('sections.money')}>
        <Fields>
          <OrganisationPicker label={t('fields.buyer')} help={t('fields.buyerHelp')} {...form.field('buyerOrganisationId')} />
          <FieldRow>
            <MoneyField label={t('fields.feeOre')} {...form.field('feeOre')} />
            <DateField label={t('fields.invoicedOn')} {...form.field('invoicedOn')} />
          </FieldRow>
          <Select
            label={t('fields.grant')}
            choices={[{ id: noGrant, label: t('fields.noGrant') }, ...(grants?.rows ?? []).map(({ id, name }) => ({ id, label: name }))]}
            {...grant}
            value={grant.value ?? noGrant}
            onChange={(id) => grant.onChange(id === noGrant ? null : id)}
          />
        </Fields>
      </Section>
    </>
  )
}
