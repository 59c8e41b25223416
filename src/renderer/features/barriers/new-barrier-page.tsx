import { z } from 'zod'
import { barriers } from '#contract/barriers.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { BarrierFieldset } from './barrier-fields.tsx'

/** Where one comes from: a body, or a host. */
const addressSchema = z.object({ body: z.string().optional().catch(undefined), host: z.string().optional().catch(undefined) })

/** Writes down what stands in the way of influence. */
export function NewBarrierPage() {
  const t = useTranslations('barriers')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const [{ body, host }] = useAddressState(addressSchema)
  const form = useForm({
    schema: inputSchema(barriers.create),
    draft: 'barriers/new',
    defaultValues: {
      title: '', bodyId: body ?? null, hostOrganisationId: host ?? null, meetingId: null, noticedOn: systemClock.today(), description: null, action: null, actionDueOn: null, removedOn: null, result: null,
    },
    async save(values) {
      const { id } = await client.barriers.create(values)
      await notifyUndoable(t('created'))
      go(`/barriers/${id}`)
    },
  })
  return (
    <Page title={t('newBarrier')} windowTitle={t('newBarrier')} breadcrumbs={[{ label: t('title'), href: '/barriers' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/barriers')}>
        <BarrierFieldset form={form} />
      </Form>
    </Page>
  )
}
