import { Plus } from 'lucide-react'
import { useState } from 'react'
import { trainings, type CourseRound, type TrainingSession } from '#contract/trainings.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import {
  Button, ButtonGroup, EmptyState, FormDialog, notify, partOf, Section, SimpleTable, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { SessionFieldset } from './training-fields.tsx'

/** The sessions of a round in order of time. */
export function SessionsPart({ round }: { round: CourseRound }) {
  const t = useTranslations('trainings')
  const format = useFormat()
  const canWrite = useCan('trainings.write')
  const [opened, setOpened] = useState<'new' | TrainingSession>()
  const close = () => setOpened(undefined)
  const language = useLanguage()
  const sayError = useErrorSentence()
  const saveDocument = useSaveDocument()
  async function makeForm(sessionId: string) {
    try {
      await saveDocument(await client.trainings.attendanceForm({ sessionId, language }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  const addButton = canWrite && (
    <Button icon={Plus} onPress={() => setOpened('new')}>
      {t('addSession')}
    </Button>
  )
  return (
    <Section
      title={t('sessions')}
      actions={
        <ButtonGroup>
          {addButton}
          {round.sessions.length > 0 && <TakeOutList list="courseSessions" query={{ id: round.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('sessions')}
        rows={round.sessions}
        rowId={(session) => session.id}
        columns={[
          { id: 'heldOn', header: t('fields.heldOn'), cell: (session) => format.date(session.heldOn), isRowHeader: true },
          { id: 'time', header: t('fields.period'), cell: (session) => `${session.startTime}–${session.endTime}` },
          { id: 'topic', header: t('fields.topic'), cell: (session) => session.topic },
          ...(round.sessions.some((session) => session.place !== null) ? [{ id: 'place', header: t('fields.place'), cell: (session: TrainingSession) => session.place, isExtra: true }] : []),
          { id: 'present', header: t('fields.attended'), cell: (session) => t('presentCount', { count: session.presentCount }) },
          ...(canWrite
            ? [
                {
                  id: 'edit', header: t('actions'),
                  cell: (session: TrainingSession) => (
                    <ButtonGroup>
                      <Button size="small" aria-label={t('editSessionOf', { date: format.date(session.heldOn) })} onPress={() => setOpened(session)}>
                        {t('change')}
                      </Button>
                      <Button size="small" aria-label={t('attendanceForm.makeFor', { date: format.date(session.heldOn) })} onPress={() => makeForm(session.id)}>
                        {t('attendanceForm.make')}
                      </Button>
                    </ButtonGroup>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState title={t('noSessions')} actions={addButton}>
            {t('noSessionsHelp')}
          </EmptyState>
        }
      />
      {opened === 'new' && <AddSessionDialog round={round} onClose={close} />}
      {opened && opened !== 'new' && <EditSessionDialog session={opened} onClose={close} />}
    </Section>
  )
}

/** Adds a session; the times of the latest one are proposed, since courses keep their hours. */
function AddSessionDialog({ round, onClose }: { round: CourseRound; onClose(): void }) {
  const t = useTranslations('trainings')
  const { notifyUndoable } = useUndo()
  const latest = round.sessions.at(-1)
  const form = useForm({
    schema: inputSchema(trainings.addSession),
    defaultValues: { courseRoundId: round.id, topic: '', ...(latest && { startTime: latest.startTime, endTime: latest.endTime }) },
    async save(values) {
      await client.trainings.addSession(values)
      await notifyUndoable(t('sessionAdded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addSession')} onClose={onClose} form={form} saveLabel={t('addSession')}>
      <SessionFieldset form={partOf(form)} />
    </FormDialog>
  )
}

function EditSessionDialog({ session, onClose }: { session: TrainingSession; onClose(): void }) {
  const t = useTranslations('trainings')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { presentCount: _presentCount, ...fields } = session
  const form = useForm({
    schema: inputSchema(trainings.updateSession),
    defaultValues: fields,
    async save(values) {
      await client.trainings.updateSession(values)
      await notifyUndoable(t('sessionUpdated'))
      onClose()
    },
  })

  async function remove() {
    try {
      await client.trainings.removeSession({ id: session.id, version: session.version })
      await notifyUndoable(t('sessionRemoved'))
      onClose()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <FormDialog
      title={t('editSession')}
      onClose={onClose}
      form={form}
      actions={
          <ButtonGroup>
            <Button onPress={remove}>{t('removeSession')}</Button>
          </ButtonGroup>
        }
    >
      <SessionFieldset form={partOf(form)} />
    </FormDialog>
  )
}
