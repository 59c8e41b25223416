import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { trainings, type CourseRoundRow, type Training } from '#contract/trainings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo, useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DescriptionList, EmptyState, ErrorState, Form, FormDialog, Loading, Page, partOf, Section, SimpleTable, Stack, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { RoundStatus } from './round-status.tsx'
import { RoundFieldset, TrainingFieldset } from './training-fields.tsx'

/** One training: what it is, and its rounds. */
export function TrainingPage() {
  const id = useRouteParam('trainingId')
  const t = useTranslations('trainings')
  const sayError = useErrorSentence()
  const { data: training, error, refetch } = useQuery(api.trainings.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')} breadcrumbs={[{ label: t('title'), href: '/trainings' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return training ? <Opened key={id} training={training} /> : <Loading />
}

function Opened({ training }: { training: Training }) {
  const t = useTranslations('trainings')
  const journal = useTranslations('journal')
  const canWrite = useCan('trainings.write')
  const canReadHistory = useCan('journal.read')
  const [isEditing, setEditing] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const addButton = canWrite && (
    <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
      {t('newRound')}
    </Button>
  )
  return (
    <Page
      title={training.name}
      windowTitle={training.name}
      lead={t(`kind.${training.kind}`)}
      breadcrumbs={[{ label: t('title'), href: '/trainings' }]}
      actions={
        canWrite &&
        !isEditing && (
          <ButtonGroup>
            {addButton}
            <Button icon={Pencil} onPress={() => setEditing(true)}>
              {t('edit')}
            </Button>
          </ButtonGroup>
        )
      }
    >
      {isEditing ? (
        <EditTraining training={training} onDone={() => setEditing(false)} />
      ) : (
        <Stack>
          <DescriptionList
            items={[
              { label: t('fields.requiredSessions'), value: t('requires', { required: training.requiredSessions }) },
              training.description !== null && { label: t('fields.description'), value: training.description },
            ]}
          />
          <Section title={t('rounds')} actions={<TakeOutList list="courseRounds" query={{ id: training.id }} />}>
            <Rounds rounds={training.rounds} addButton={addButton} />
          </Section>
          <NotesPart subject={{ subjectTable: 'trainings', subjectId: training.id }} />
          {canReadHistory && (
            <Section title={journal('title')}>
              <HistoryList subjectId={training.id} />
            </Section>
          )}
        </Stack>
      )}
      {isAdding && <NewRoundDialog training={training} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function Rounds({ rounds, addButton }: { rounds: readonly CourseRoundRow[]; addButton: React.ReactNode }) {
  const t = useTranslations('trainings')
  const format = useFormat()
  return (
    <SimpleTable
      label={t('rounds')}
      rows={rounds}
      rowId={(round) => round.id}
      href={(round) => `/trainings/rounds/${round.id}`}
      columns={[
        { id: 'name', header: t('fields.roundName'), cell: (round) => round.name, isRowHeader: true },
        { id: 'period', header: t('fields.period'), cell: (round) => `${format.date(round.startsOn)} – ${format.date(round.endsOn)}` },
        { id: 'status', header: t('fields.status'), cell: (round) => <RoundStatus status={round.status} />, isExtra: true },
        { id: 'place', header: t('fields.place'), cell: (round) => round.place, isExtra: true },
        { id: 'sessions', header: t('fields.sessions'), cell: (round) => format.number(round.sessionCount), align: 'end' },
        { id: 'participants', header: t('fields.participants'), cell: (round) => format.number(round.participantCount), align: 'end' },
        { id: 'completed', header: t('fields.completed'), cell: (round) => format.number(round.completedCount), align: 'end' },
      ]}
      empty={
        <EmptyState title={t('noRounds')} actions={addButton}>
          {t('noRoundsHelp')}
        </EmptyState>
      }
    />
  )
}

function EditTraining({ training, onDone }: { training: Training; onDone(): void }) {
  const t = useTranslations('trainings')
  const { notifyUndoable } = useUndo()
  const { rounds: _rounds, ...fields } = training
  const form = useForm({
    schema: inputSchema(trainings.update),
    defaultValues: fields,
    async save(values) {
      await client.trainings.update(values)
      await notifyUndoable(t('updated'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <TrainingFieldset form={partOf(form)} />
    </Form>
  )
}

function NewRoundDialog({ training, onClose }: { training: Training; onClose(): void }) {
  const t = useTranslations('trainings')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(trainings.createRound),
    defaultValues: { trainingId: training.id, name: '', requiredSessions: training.requiredSessions },
    async save(values) {
      const { id } = await client.trainings.createRound(values)
      await notifyUndoable(t('roundCreated'))
      go(`/trainings/rounds/${id}`)
    },
  })
  return (
    <FormDialog title={t('newRound')} onClose={onClose} isWide form={form} saveLabel={t('registerRound')}>
      <RoundFieldset form={partOf(form)} />
    </FormDialog>
  )
}
