import { useQuery } from '@tanstack/react-query'
import type { SentTo } from '#contract/base.ts'
import { type bodies, bodyKinds, levels, methods, payers } from '#contract/bodies.ts'
import { travelRules } from '#contract/claims.ts'
import { api } from '#renderer/api/index.ts'
import { ComboBox, DateField, FieldRow, Fields, NumberField, RadioGroup, Section, Select, TextField, useTranslations, type Choice, type TalanForm } from '#renderer/ui/index.ts'
import type { BoundField } from '#renderer/ui/use-form.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

/** What the form of a body holds, new or existing. */
type BodyFormValues = Omit<SentTo<typeof bodies.update>, 'id' | 'version'>

/** The fields of a body: what it is, and what has been agreed about stipend and travel. */
export function BodyFieldset({ form }: { form: TalanForm<BodyFormValues> }) {
  const t = useTranslations('bodies')
  const { payer, travelRule } = form.values
  const isPaidHere = payer === 'association' || payer === 'associationInvoicesHost'
  return (
    <>
      <Section title={t('sections.facts')}>
        <Fields>
          <TextField label={t('fields.name')} {...form.text('name')} />
          <OrganisationPicker label={t('fields.host')} help={t('fields.hostHelp')} {...form.field('hostOrganisationId')} />
          <Select label={t('fields.kind')} choices={bodyKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
          <ComboBox label={t('fields.method')} help={t('fields.methodHelp')} choices={methods.map((id) => ({ id, label: t(`method.${id}`) }))} {...form.field('method')} />
          <RadioGroup label={t('fields.level')} choices={levels.map((id) => ({ id, label: t(`level.${id}`), detail: t(`levelHelp.${id}`) }))} {...form.field('level')} />
          <TextField label={t('fields.targetGroup')} {...form.text('targetGroup')} />
          <TextField label={t('fields.mandate')} multiline {...form.text('mandate')} />
          <FieldRow>
            <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
            <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
          </FieldRow>
          <FieldRow>
            <NumberField label={t('terms.length')} help={t('terms.lengthHelp')} {...form.field('termMonths')} />
            <NumberField label={t('terms.mostInARow')} {...form.field('maxTerms')} />
          </FieldRow>
        </Fields>
      </Section>
      <Section title={t('sections.terms')}>
        <Fields>
          <RadioGroup label={t('fields.payer')} choices={payers.map((id) => ({ id, label: t(`payer.${id}`) }))} {...form.field('payer')} />
          {isPaidHere && <TariffSelect field={form.field('tariffId')} />}
          <RadioGroup label={t('fields.travelRule')} choices={travelRules.map((id) => ({ id, label: t(`travelRule.${id}`) }))} {...form.field('travelRule')} isRequired />
          {travelRule === 'taxFree' && <TextField label={t('fields.travelRuleReason')} help={t('fields.travelRuleReasonHelp')} {...form.text('travelRuleReason')} isRequired />}
          <GrantSelect field={form.field('grantId')} />
        </Fields>
      </Section>
    </>
  )
}

function TariffSelect({ field }: { field: BoundField<string> }) {
  const t = useTranslations('bodies')
  const { data } = useQuery(api.tariffs.list.queryOptions({ input: {} }))
  return <OptionalSelect label={t('fields.tariff')} help={t('fields.tariffHelp')} none={t('fields.noTariff')} choices={(data ?? []).map(({ id, name }) => ({ id, label: name }))} field={field} />
}

function GrantSelect({ field }: { field: BoundField<string> }) {
  const t = useTranslations('bodies')
  const { data } = useQuery(api.grants.list.queryOptions({ input: { sort: 'name', descending: false } }))
  return <OptionalSelect label={t('fields.grant')} none={t('fields.noGrant')} choices={(data?.rows ?? []).map(({ id, name, funderName }) => ({ id, label: name, detail: funderName }))} field={field} />
}

const nothing = 'none'

/** One of a few alternatives, or none of them. */
function OptionalSelect({ label, help, none, choices, field }: { label: string; help?: string; none: string; choices: readonly Choice[]; field: BoundField<string> }) {
  return (
    <Select
      label={label}
      {...(help !== undefined && { help })}
      {...field}
      choices={[{ id: nothing, label: none }, ...choices]}
      value={field.value ?? nothing}
      onChange={(id) => field.onChange(id === nothing ? null : id)}
    />
  )
}
