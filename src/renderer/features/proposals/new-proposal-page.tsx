import { z } from 'zod'
import { localDate } from '#contract/base.ts'
import { proposals } from '#contract/proposals.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { ProposalFieldset } from './proposal-fields.tsx'

/** Where one comes from: a meeting of a body, on its day, or a consultation. */
const addressSchema = z.object({ body: z.string().optional().catch(undefined), meeting: z.string().optional().catch(undefined), consultation: z.string().optional().catch(undefined), on: localDate.optional().catch(undefined) })

/** Registers what has been raised with a host. */
export function NewProposalPage() {
  const t = useTranslations('proposals')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const [{ body, meeting, consultation, on }] = useAddressState(addressSchema)
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(proposals.create),
    draft: 'proposals/new',
    defaultValues: {
      title: '', ...(body !== undefined && { bodyId: body }), meetingId: meeting ?? null, consultationId: consultation ?? null,
      // What is written down before the meeting was raised already.
      raisedOn: on !== undefined && on < today ? on : today, hopedFor: null, whyItMatters: null, answeredOn: null, outcome: null,
      answer: null, measure: null, measureDueOn: null, changedOn: null, change: null, evidence: null, toldBackOn: null, toldBackHow: null,
    },
    async save(values) {
      const { id } = await client.proposals.create(values)
      await notifyUndoable(t('created'))
      go(`/proposals/${id}`)
    },
  })
  return (
    <Page title={t('newProposal')} windowTitle={t('newProposal')} breadcrumbs={[{ label: t('title'), href: '/proposals' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/proposals')}>
        <ProposalFieldset form={form} />
      </Form>
    </Page>
  )
}
