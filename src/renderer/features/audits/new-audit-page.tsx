import { audits } from '#contract/audits.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { AuditFieldset } from './audit-fields.tsx'

/** Registers a user audit when it has been ordered. */
export function NewAuditPage() {
  const t = useTranslations('audits')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(audits.create),
    draft: 'audits/new',
    defaultValues: { name: '', orderedOn: systemClock.today(), agreedOn: null, reportedOn: null, fedBackOn: null, followedUpOn: null, interviewCount: 0, grantId: null, note: null },
    async save(values) {
      const { id } = await client.audits.create(values)
      await notifyUndoable(t('created'))
      go(`/audits/${id}`)
    },
  })
  return (
    <Page title={t('newAudit')} windowTitle={t('newAudit')} breadcrumbs={[{ label: t('title'), href: '/audits' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/audits')}>
        <AuditFieldset form={form} />
      </Form>
    </Page>
  )
}
