import { useQuery } from '@tanstack/react-query'
import { Check, Lock, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { notes, type Note, type NoteList } from '#contract/notes.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useOpening } from '#renderer/app/opening.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, ConfirmDialog, ErrorState, FormDialog, Loading, Section, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { NoteDialog, type NotesSubject } from './note-dialog.tsx'
import { FollowUpChip } from './follow-up-chip.tsx'
import styles from './notes.module.css'

/** The notes on one thing, newest first, and writing more. Stands on the page of whatever notes can be written on. */
export function NotesPart({ subject }: { subject: NotesSubject }) {
  return <Notes key={subject.subjectId} subject={subject} />
}

function Notes({ subject }: { subject: NotesSubject }) {
  const t = useTranslations('notes')
  const sayError = useErrorSentence()
  const { data: read, error, refetch } = useQuery(api.notes.list.queryOptions({ input: subject }))
  const { shown: data, open } = useOpening({ read, isMasked: (list) => list.isMasked, openFor: (reason) => client.notes.openProtected({ ...subject, reason }) })
  const [asked, setAsked] = useState<'write' | 'open' | { readonly note: Note; readonly to: 'edit' | 'remove' }>()
  const { notifyUndoable } = useUndo()
  const canOpen = useCan('people.openProtected')
  const close = () => setAsked(undefined)
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Section
      title={t('notes')}
      actions={
        data.mayWrite && (
          <Button icon={Plus} onPress={() => setAsked('write')}>
            {t('write')}
          </Button>
        )
      }
    >
      {data.isMasked ? (
        <>
          <p>{t('masked')}</p>
          {canOpen && (
            <ButtonGroup>
              <Button icon={Lock} onPress={() => setAsked('open')}>
                {t('openProtected')}
              </Button>
            </ButtonGroup>
          )}
        </>
      ) : (
        <List list={data} onAsk={(note, to) => setAsked({ note, to })} />
      )}
      {asked === 'write' && <NoteDialog subject={subject} onClose={close} />}
      {asked === 'open' && <OpenDialog onReason={open} onClose={close} />}
      {typeof asked === 'object' && asked.to === 'edit' && <NoteDialog subject={subject} note={asked.note} onClose={close} />}
      <ConfirmDialog
        title={t('removeQuestion')}
        isOpen={typeof asked === 'object' && asked.to === 'remove'}
        onClose={close}
        confirmLabel={t('remove')}
        describeError={sayError}
        onConfirm={async () => {
          if (typeof asked !== 'object') return
          await client.notes.remove({ id: asked.note.id, version: asked.note.version })
          await notifyUndoable(t('removed'))
        }}
      />
    </Section>
  )
}

function List({ list, onAsk }: { list: NoteList; onAsk: (note: Note, to: 'edit' | 'remove') => void }) {
  const t = useTranslations('notes')
  if (list.notes.length === 0) return <p>{t('empty')}</p>
  return (
    <ul role="list" className={styles.notes}>
      {list.notes.map((note) => (
        <NoteItem key={note.id} note={note} mayWrite={list.mayWrite} onAsk={(to) => onAsk(note, to)} />
      ))}
    </ul>
  )
}

function NoteItem({ note, mayWrite, onAsk }: { note: Note; mayWrite: boolean; onAsk: (to: 'edit' | 'remove') => void }) {
  const t = useTranslations('notes')
  const format = useFormat()
  return (
    <li className={styles.note}>
      <p className={styles.text}>{note.text}</p>
      <p className={styles.detail}>{t('writtenBy', { name: note.writtenBy.displayName, date: format.longDate(note.writtenOn) })}</p>
      <FollowUpChip note={note} />
      <ButtonGroup>
        {note.mayFinish && <FinishButton note={note} />}
        {mayWrite && (
          <>
            <Button size="small" variant="quiet" icon={Pencil} aria-label={`${t('edit')}: ${note.text}`} onPress={() => onAsk('edit')}>
              {t('edit')}
            </Button>
            <Button size="small" variant="quiet" icon={Trash2} aria-label={`${t('remove')}: ${note.text}`} onPress={() => onAsk('remove')}>
              {t('remove')}
            </Button>
          </>
        )}
      </ButtonGroup>
    </li>
  )
}

/** Marks a follow-up as done at once; the message that says so can take it back. */
export function FinishButton({ note }: { note: Pick<Note, 'id' | 'version'> & { readonly text: string | null } }) {
  const t = useTranslations('notes')
  const { notifyUndoable } = useUndo()
  return (
    <Button
      size="small"
      icon={Check}
      aria-label={t('finishNote', { text: note.text ?? t('protectedSubject') })}
      onPress={async () => {
        await client.notes.finish({ id: note.id, version: note.version })
        await notifyUndoable(t('finished'))
      }}
    >
      {t('finish')}
    </Button>
  )
}

const reasonSchema = z.strictObject({ reason: inputSchema(notes.openProtected).shape.reason })

function OpenDialog({ onReason, onClose }: { onReason: (reason: string) => Promise<void>; onClose: () => void }) {
  const t = useTranslations('notes')
  const form = useForm({
    schema: reasonSchema,
    defaultValues: { reason: '' },
    async save({ reason }) {
      await onReason(reason)
      onClose()
    },
  })
  return (
    <FormDialog title={t('openProtected')} onClose={onClose} form={form} saveLabel={t('openProtected')} intro={<p>{t('openHelp')}</p>}>
      <TextField label={t('reason')} {...form.text('reason')} />
    </FormDialog>
  )
}
