import { z } from 'zod'
import { consultations } from '#contract/consultations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { ConsultationFieldset } from './consultation-fields.tsx'

/** Where one comes from: a body, or the organisation that asks. */
const addressSchema = z.object({ body: z.string().optional().catch(undefined), organisation: z.string().optional().catch(undefined) })

/** Registers what somebody asks before deciding. */
export function NewConsultationPage() {
  const t = useTranslations('consultations')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const [{ body, organisation }] = useAddressState(addressSchema)
  const form = useForm({
    schema: inputSchema(consultations.create),
    draft: 'consultations/new',
    defaultValues: {
      title: '', kind: 'referral', question: null, ...(organisation !== undefined && { askedByOrganisationId: organisation }), bodyId: body ?? null, receivedOn: systemClock.today(), answerDueOn: null,
      responsibleUserId: null, isAnonymous: true, answeredOn: null, answer: null, decidedOn: null, decision: null, toldBackOn: null, toldBackHow: null,
    },
    async save(values) {
      const { id } = await client.consultations.create(values)
      await notifyUndoable(t('created'))
      go(`/consultations/${id}`)
    },
  })
  return (
    <Page title={t('newConsultation')} windowTitle={t('newConsultation')} breadcrumbs={[{ label: t('title'), href: '/consultations' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/consultations')}>
        <ConsultationFieldset form={form} />
      </Form>
    </Page>
  )
}
