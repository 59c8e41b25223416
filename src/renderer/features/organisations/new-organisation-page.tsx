import { organisations } from '#contract/organisations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, partOf, useForm, useTranslations } from '#renderer/ui/index.ts'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { OrganisationFieldset } from './organisation-fields.tsx'

/** Registers an organisation. */
export function NewOrganisationPage() {
  const t = useTranslations('organisations')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(organisations.create),
    draft: 'organisations/new',
    defaultValues: { name: '', kind: 'unit' },
    async save(values) {
      const { id } = await client.organisations.create(values)
      await notifyUndoable(t('created'))
      go(`/organisations/${id}`)
    },
  })
  return (
    <Page title={t('newOrganisation')} windowTitle={t('newOrganisation')} breadcrumbs={[{ label: t('title'), href: '/organisations' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/organisations')}>
        <OrganisationFieldset isNew form={partOf(form)} />
        <CustomFieldset subject="organisation" form={partOf(form)} />
      </Form>
    </Page>
  )
}
