import { z } from 'zod'
import { id } from '#contract/base.ts'
import { client } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { FormDialog, useForm, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'

const schema = z.object({ personId: id })

/** Notes somebody without a seat who came to help one of those invited. */
export function AddCompanionDialog({ meetingId, onClose }: { meetingId: string; onClose(): void }) {
  const t = useTranslations('meetings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema,
    defaultValues: {},
    async save({ personId }) {
      await client.meetings.recordAttendance({ meetingId, rows: [{ personId, status: 'present' }] })
      await notifyUndoable(t('attendanceSaved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addCompanion')} onClose={onClose} form={form} saveLabel={t('addCompanion')}>
      <PersonIdPicker label={t('fields.person')} help={t('companionHelp')} {...form.field('personId')} />
    </FormDialog>
  )
}
