import { organisationKinds } from '#contract/organisations.ts'
import { ComboBox, FieldRow, Fields, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { OrganisationPicker } from './organisation-picker.tsx'

/** What the form of an organisation holds, new or existing. */
interface OrganisationFormValues {
  kind: (typeof organisationKinds)[number]
  name: string
  organisationNumber?: string | null | undefined
  parentId?: string | null | undefined
  street?: string | null | undefined
  postcode?: string | null | undefined
  town?: string | null | undefined
  municipalityCode?: string | null | undefined
  targetGroup?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  note?: string | null | undefined
}

const municipalityChoices = municipalities.map(({ code, name }) => ({ id: code, label: name }))

/** The fields of an organisation. What is registered already is moved in the tree by itself, so that where it lay is kept. */
export function OrganisationFieldset({ form, isNew = false }: { form: TalanForm<OrganisationFormValues>; isNew?: boolean }) {
  const t = useTranslations('organisations')
  return (
    <Fields>
      <FieldRow>
        <TextField label={t('fields.name')} {...form.text('name')} />
        <Select label={t('fields.kind')} choices={organisationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
      </FieldRow>
      <FieldRow>
        <OrganisationPicker label={t('fields.parentId')} {...(!isNew && { help: t('parentHelp') })} {...form.field('parentId')} />
        <TextField label={t('fields.organisationNumber')} width="medium" figures {...form.text('organisationNumber')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('fields.street')} width="medium" {...form.text('street')} />
        <TextField label={t('fields.postcode')} width="narrow" inputMode="numeric" {...form.text('postcode')} />
        <TextField label={t('fields.town')} width="medium" {...form.text('town')} />
        <ComboBox label={t('fields.municipalityCode')} choices={municipalityChoices} {...form.field('municipalityCode')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('fields.email')} type="email" width="medium" {...form.text('email')} />
        <TextField label={t('fields.phone')} type="tel" width="medium" {...form.text('phone')} />
      </FieldRow>
      <TextField label={t('fields.targetGroup')} {...form.text('targetGroup')} />
      <TextField label={t('fields.note')} multiline {...form.text('note')} />
    </Fields>
  )
}
