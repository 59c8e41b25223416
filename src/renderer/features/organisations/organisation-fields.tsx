import { organisationKinds } from '#contract/organisations.ts'
import { PlaceRow } from '#renderer/app/place-row.tsx'
import { FieldRow, Fields, partOf, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
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
  countryCode?: string | null | undefined
  targetGroup?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  note?: string | null | undefined
}

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
      <TextField label={t('fields.street')} width="medium" {...form.text('street')} />
      <PlaceRow form={partOf(form)} />
      <FieldRow>
        <TextField label={t('fields.email')} type="email" width="medium" {...form.text('email')} />
        <TextField label={t('fields.phone')} type="tel" width="medium" {...form.text('phone')} />
      </FieldRow>
      <TextField label={t('fields.targetGroup')} {...form.text('targetGroup')} />
      <TextField label={t('fields.note')} multiline {...form.text('note')} />
    </Fields>
  )
}
