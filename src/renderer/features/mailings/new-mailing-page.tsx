import { useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { mailings } from '#contract/mailings.ts'
import { personSelection } from '#contract/person-filters.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { isId } from '#shared/ids.ts'
import { allMembers, MailingFieldset } from './mailing-form.tsx'

const ownId = z.string().refine(isId).optional().catch(undefined)

/** Other pages link here with whom they mean: a body, a course round, a meeting, a person, or the register's filter. */
const addressSchema = z.object({
  bodyId: ownId, courseRoundId: ownId, meetingId: ownId, personId: ownId,
  text: personSelection.text.catch(''),
  filter: personSelection.filter.catch([]),
})

/** Begins a mailing. */
export function NewMailingPage() {
  const t = useTranslations('mailings')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const { bodyId, courseRoundId, meetingId, personId, text, filter } = addressSchema.parse(search)
  // A register without a filter is also a selection, so an empty one is told from none by the address itself.
  const isGiven = search['filter'] !== undefined || text !== ''
  const form = useForm({
    schema: inputSchema(mailings.create),
    draft: 'mailings/new',
    defaultValues: {
      kind: 'message', audience: bodyId ? 'body' : courseRoundId ? 'courseRound' : personId ? 'persons' : 'register', selection: isGiven ? { text, filter } : allMembers, bodyId: bodyId ?? null,
      courseRoundId: courseRoundId ?? null, meetingId: meetingId ?? null, personIds: personId ? [personId] : [], year: null, subject: '', body: '', easyBody: '',
    },
    async save(values) {
      const { id } = await client.mailings.create(values)
      await notifyUndoable(t('created'))
      go(`/mailings/${id}`)
    },
  })
  return (
    <Page title={t('newMailing')} windowTitle={t('newMailing')} breadcrumbs={[{ label: t('title'), href: '/mailings' }]}>
      <Form form={form} saveLabel={t('begin')} onCancel={() => go('/mailings')}>
        <MailingFieldset form={form} givenFilter={isGiven ? t('currentFilter') : undefined} />
      </Form>
    </Page>
  )
}
