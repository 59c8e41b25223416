import { events } from '#contract/events.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { EventFieldset } from './event-fields.tsx'

/** Registers an event. */
export function NewEventPage() {
  const t = useTranslations('events')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(events.create),
    draft: 'events/new',
    defaultValues: {
      title: '', startTime: null, endTime: null, place: null, description: null, reasons: [], participantCount: null, buyerOrganisationId: null, feeOre: null, invoicedOn: null, grantId: null,
    },
    async save(values) {
      const { id } = await client.events.create(values)
      await notifyUndoable(t('created'))
      go(`/events/${id}`)
    },
  })
  return (
    <Page title={t('newEvent')} windowTitle={t('newEvent')} breadcrumbs={[{ label: t('title'), href: '/events' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/events')}>
        <EventFieldset form={form} />
      </Form>
    </Page>
  )
}
