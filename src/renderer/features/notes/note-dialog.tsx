import { useQuery } from '@tanstack/react-query'
import { notes, type Note, type NoteSubject } from '#contract/notes.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, Fields, FormDialog, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

const schema = inputSchema(notes.add).pick({ text: true, followUpOn: true, assignedToUserId: true })

const nobody = 'nobody'

/** What notes are written on. */
export interface NotesSubject {
  readonly subjectTable: NoteSubject
  readonly subjectId: string
}

/** Writes a note, or changes one. */
export function NoteDialog({ subject, note, onClose }: { subject: NotesSubject; note?: Note; onClose: () => void }) {
  const t = useTranslations('notes')
  const { notifyUndoable } = useUndo()
  const { data: users = [] } = useQuery(api.notes.assignees.queryOptions({ input: { subjectTable: subject.subjectTable } }))
  const form = useForm({
    schema,
    draft: note ? `notes/${note.id}` : `notes/${subject.subjectTable}/${subject.subjectId}`,
    defaultValues: { text: note?.text ?? '', followUpOn: note?.followUpOn ?? null, assignedToUserId: note?.assignedTo?.id ?? null },
    async save(values) {
      if (note) await client.notes.update({ id: note.id, version: note.version, ...values })
      else await client.notes.add({ ...subject, ...values })
      await notifyUndoable(t(note ? 'changed' : 'added'))
      onClose()
    },
  })
  const assignee = form.field('assignedToUserId')
  return (
    <FormDialog title={t(note ? 'editNote' : 'write')} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('fields.text')} multiline {...form.text('text')} />
        <DateField label={t('fields.followUpOn')} {...form.field('followUpOn')} />
        <Select
          label={t('fields.assignedTo')}
          {...assignee}
          value={assignee.value ?? nobody}
          onChange={(id) => assignee.onChange(id === nobody ? null : id)}
          choices={[{ id: nobody, label: t('nobodySpecial') }, ...users.map(({ id, displayName }) => ({ id, label: displayName }))]}
        />
      </Fields>
    </FormDialog>
  )
}
