import { trainings } from '#contract/trainings.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, Page, useForm, useTranslations } from '#renderer/ui/index.ts'
import { TrainingFieldset } from './training-fields.tsx'

/** Registers a training. */
export function NewTrainingPage() {
  const t = useTranslations('trainings')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(trainings.create),
    draft: 'trainings/new',
    defaultValues: { name: '', kind: 'representation' },
    async save(values) {
      const { id } = await client.trainings.create(values)
      await notifyUndoable(t('created'))
      go(`/trainings/${id}`)
    },
  })
  return (
    <Page title={t('newTraining')} windowTitle={t('newTraining')} breadcrumbs={[{ label: t('title'), href: '/trainings' }]}>
      <Form form={form} saveLabel={t('register')} onCancel={() => go('/trainings')}>
        <TrainingFieldset form={form} />
      </Form>
    </Page>
  )
}
