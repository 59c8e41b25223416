import { DateField, FieldRow, Fields, MoneyField, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import type { LocalDate } from '#shared/dates.ts'
import type { Ore } from '#shared/money.ts'

/** What the form of a grant holds, new or existing. */
interface GrantFormValues {
  funderOrganisationId: string
  name: string
  reference?: string | null | undefined
  costCentre?: string | null | undefined
  amountOre?: Ore | null | undefined
  startsOn: LocalDate
  endsOn: LocalDate
  reportDueOn?: LocalDate | null | undefined
  note?: string | null | undefined
}

export function GrantFieldset({ form }: { form: TalanForm<GrantFormValues> }) {
  const t = useTranslations('grants')
  return (
    <Fields>
      <OrganisationPicker label={t('fields.funder')} help={t('funderHelp')} newKind="funder" {...form.field('funderOrganisationId')} value={form.values.funderOrganisationId || null} />
      <TextField label={t('fields.name')} {...form.text('name')} />
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        <DateField label={t('fields.reportDueOn')} {...form.field('reportDueOn')} />
      </FieldRow>
      <FieldRow>
        <MoneyField label={t('fields.amount')} {...form.field('amountOre')} />
        <TextField label={t('fields.costCentre')} width="medium" {...form.text('costCentre')} />
        <TextField label={t('fields.reference')} width="medium" {...form.text('reference')} />
      </FieldRow>
      <TextField label={t('fields.note')} multiline {...form.text('note')} />
    </Fields>
  )
}
