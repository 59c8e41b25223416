import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { trainings, type CourseRound } from '#contract/trainings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DescriptionList, ErrorState, Form, Loading, Page, partOf, Section, Stack, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { AttendancePart } from './attendance-grid.tsx'
import { ParticipantsPart } from './participants-part.tsx'
import { RoundStatus } from './round-status.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { RoundFieldset } from './training-fields.tsx'

/** One round of a training: attendance, participants, sessions, certificates. */
export function RoundPage() {
  const id = useRouteParam('roundId')
  const t = useTranslations('trainings')
  const sayError = useErrorSentence()
  const { data: round, error, refetch } = useQuery(api.trainings.readRound.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('fields.roundName')} windowTitle={t('fields.roundName')} breadcrumbs={[{ label: t('title'), href: '/trainings' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return round ? <Opened key={id} round={round} /> : <Loading />
}

function Opened({ round }: { round: CourseRound }) {
  const t = useTranslations('trainings')
  const journal = useTranslations('journal')
  const format = useFormat()
  const canWrite = useCan('trainings.write')
  const canReadHistory = useCan('journal.read')
  const [isEditing, setEditing] = useState(false)
  const name = `${round.training.name}, ${round.name}`
  return (
    <Page
      title={name}
      windowTitle={name}
      lead={<RoundStatus status={round.status} />}
      breadcrumbs={[
        { label: t('title'), href: '/trainings' },
        { label: round.training.name, href: `/trainings/${round.training.id}` },
      ]}
      actions={
        canWrite &&
        !isEditing && (
          <Button icon={Pencil} onPress={() => setEditing(true)}>
            {t('editRound')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <EditRound round={round} onDone={() => setEditing(false)} />
      ) : (
        <Stack>
          <DescriptionList
            items={[
              { label: t('fields.period'), value: `${format.date(round.startsOn)} – ${format.date(round.endsOn)}` },
              { label: t('fields.place'), value: round.place },
              { label: t('fields.grant'), value: round.grant ? <TextLink href={`/grants/${round.grant.id}`}>{round.grant.name}</TextLink> : t('noGrant') },
              { label: t('fields.requiredSessions'), value: t('requires', { required: round.requiredSessions }) },
            ]}
          />
          {canWrite && <AttendancePart round={round} />}
          <ParticipantsPart round={round} />
          <SessionsPart round={round} />
          <NotesPart subject={{ subjectTable: 'courseRounds', subjectId: round.id }} />
          {canReadHistory && (
            <Section title={journal('title')}>
              <HistoryList subjectId={round.id} />
            </Section>
          )}
        </Stack>
      )}
    </Page>
  )
}

function EditRound({ round, onDone }: { round: CourseRound; onDone(): void }) {
  const t = useTranslations('trainings')
  const { notifyUndoable } = useUndo()
  const { id, version, name, startsOn, endsOn, place, requiredSessions } = round
  const form = useForm({
    schema: inputSchema(trainings.updateRound),
    defaultValues: { id, version, name, startsOn, endsOn, place, requiredSessions, grantId: round.grant?.id ?? null },
    async save(values) {
      await client.trainings.updateRound(values)
      await notifyUndoable(t('roundUpdated'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <RoundFieldset form={partOf(form)} />
    </Form>
  )
}
