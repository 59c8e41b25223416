import { grants } from '#contract/grants.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { GrantFieldset } from './grant-fields.tsx'

/** Registers a grant. */
export function NewGrantPage() {
  const t = useTranslations('grants')
  const reports = useTranslations('reports')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(grants.create),
    draft: 'grants/new',
    defaultValues: { name: '' },
    async save(values) {
      const { id } = await client.grants.create(values)
      await notifyUndoable(t('created'))
      go(`/grants/${id}`)
    },
  })
  return (
    <Page title={t('newGrant')} windowTitle={t('newGrant')} breadcrumbs={[{ label: reports('title'), href: '/reports' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/reports')}>
        <GrantFieldset form={form} />
      </Form>
    </Page>
  )
}
