import { organisationKinds, organisations } from '#contract/organisations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { type Choice, Fields, FormDialog, notify, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

/** Registers an organisation without leaving the form in which it is to be chosen. */
export function NewOrganisationDialog({ name, kind, onRegistered, onClose }: { name: string; kind: (typeof organisationKinds)[number]; onRegistered(registered: Choice): void; onClose(): void }) {
  const t = useTranslations('organisations')
  const form = useForm({
    schema: inputSchema(organisations.create),
    defaultValues: { name, kind },
    async save(values) {
      const { id } = await client.organisations.create(values)
      notify({ text: t('created') })
      onRegistered({ id, label: values.name })
      onClose()
    },
  })
  return (
    <FormDialog title={t('newOrganisation')} onClose={onClose} form={form} saveLabel={t('register')}>
      <Fields>
        <TextField label={t('fields.name')} {...form.text('name')} />
        <Select label={t('fields.kind')} choices={organisationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
        <TextField label={t('fields.organisationNumber')} width="medium" figures {...form.text('organisationNumber')} />
      </Fields>
    </FormDialog>
  )
}
