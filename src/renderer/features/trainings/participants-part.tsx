import { Award, CircleCheck, Ellipsis, FileDown, Plus } from 'lucide-react'
import { useState } from 'react'
import type { CourseRound, Participant } from '#contract/trainings.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, EmptyState, IconButton, Menu, notify, Section, SimpleTable, StatusChip, useFormat, useLanguage, useTranslations, type MenuAction } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { AddParticipantDialog, CompleteDialog, IssueDialog, LeftDialog, ProtectedCertificateDialog } from './participant-dialogs.tsx'

type Certificate = Participant['certificates'][number]
type Opened =
  | { readonly kind: 'add' | 'complete' }
  | { readonly kind: 'left' | 'issue'; readonly participant: Participant }
  | { readonly kind: 'protected'; readonly certificate: Certificate }

/** The participants of a round: where each stands, and what can be done. */
export function ParticipantsPart({ round }: { round: CourseRound }) {
  const t = useTranslations('trainings')
  const canWrite = useCan('trainings.write')
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  const canComplete = round.participants.some((participant) => participant.completeRefusal === null)
  const addButton = canWrite && (
    <Button icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
      {t('addParticipant')}
    </Button>
  )
  return (
    <Section
      title={t('participants')}
      actions={
        <ButtonGroup>
          {addButton}
          {canWrite && canComplete && (
            <Button icon={CircleCheck} onPress={() => setOpened({ kind: 'complete' })}>
              {t('complete')}
            </Button>
          )}
          <TakeOutList list="participants" query={{ id: round.id }} />
        </ButtonGroup>
      }
    >
      <ParticipantsTable round={round} addButton={addButton} onOpen={setOpened} />
      {opened?.kind === 'add' && <AddParticipantDialog round={round} onClose={close} />}
      {opened?.kind === 'complete' && <CompleteDialog round={round} onClose={close} />}
      {opened?.kind === 'left' && <LeftDialog participant={opened.participant} onClose={close} />}
      {opened?.kind === 'issue' && <IssueDialog participant={opened.participant} onClose={close} />}
      {opened?.kind === 'protected' && <ProtectedCertificateDialog certificate={opened.certificate} onClose={close} />}
    </Section>
  )
}

interface TableProps {
  round: CourseRound
  addButton: React.ReactNode
  onOpen: (opened: Opened) => void
}

function ParticipantsTable({ round, addButton, onOpen }: TableProps) {
  const t = useTranslations('trainings')
  const canWrite = useCan('trainings.write')
  return (
    <SimpleTable
      label={t('participants')}
      rows={round.participants}
      rowId={(participant) => participant.id}
      columns={[
        { id: 'person', header: t('fields.participant'), cell: (participant) => <PersonLink person={participant.person} />, isRowHeader: true },
        { id: 'attended', header: t('fields.attended'), cell: (participant) => t('attendedOf', { attended: String(participant.attendedCount), held: String(round.sessions.length) }) },
        { id: 'completedOn', header: t('fields.completed'), cell: (participant) => <Standing participant={participant} /> },
        { id: 'certificates', header: t('certificates'), cell: (participant) => <Certificates participant={participant} onOpen={onOpen} /> },
        ...(canWrite ? [{ id: 'actions', header: t('actions'), cell: (participant: Participant) => <Actions participant={participant} onOpen={onOpen} /> }] : []),
      ]}
      empty={
        <EmptyState title={t('noParticipants')} actions={addButton}>
          {t('noParticipantsHelp')}
        </EmptyState>
      }
    />
  )
}

/** Whether a participant has completed, has left, or what is missing. */
function Standing({ participant: { completedOn, leftOn, completeRefusal } }: { participant: Participant }) {
  const t = useTranslations('trainings')
  const format = useFormat()
  const say = useFindingSentence()
  if (completedOn !== null) return <StatusChip tone="good">{`${t('fields.completedOn')} ${format.date(completedOn)}`}</StatusChip>
  if (leftOn !== null) return <StatusChip tone="muted">{`${t('fields.leftOn')} ${format.date(leftOn)}`}</StatusChip>
  return completeRefusal && say(completeRefusal)
}

function Certificates({ participant, onOpen }: { participant: Participant; onOpen: TableProps['onOpen'] }) {
  const t = useTranslations('trainings')
  const language = useLanguage()
  const canOpenProtected = useCan('people.openProtected')
  const saveDocument = useSaveDocument()
  const sayError = useErrorSentence()
  if (participant.certificates.length === 0) return t('noCertificate')
  if (participant.person.isProtected && !canOpenProtected) return participant.certificates.map((certificate) => certificate.number).join(', ')

  async function fetchCertificate(certificate: Certificate) {
    if (participant.person.isProtected) return onOpen({ kind: 'protected', certificate })
    try {
      await saveDocument(await client.trainings.certificateDocument({ id: certificate.id, language }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return participant.certificates.map((certificate) => (
    <Button key={certificate.id} size="small" icon={FileDown} onPress={() => fetchCertificate(certificate)}>
      {t('download', { number: certificate.number })}
    </Button>
  ))
}

function Actions({ participant, onOpen }: { participant: Participant; onOpen: TableProps['onOpen'] }) {
  const t = useTranslations('trainings')
  const nameOf = usePersonName()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const canOpenProtected = useCan('people.openProtected')
  const { id, version, completedOn, leftOn, certificates, issueRefusal } = participant
  const canIssue = issueRefusal === null && (!participant.person.isProtected || canOpenProtected)

  async function change(done: string, write: () => Promise<unknown>) {
    try {
      await write()
      await notifyUndoable(done)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  const possible: (MenuAction | false)[] = [
    canIssue && { id: 'issue', label: certificates.length > 0 ? t('issueAgain') : t('issue'), icon: Award, onAction: () => onOpen({ kind: 'issue', participant }) },
    completedOn !== null &&
      certificates.length === 0 && { id: 'reopen', label: t('reopen'), onAction: () => void change(t('reopened'), () => client.trainings.reopen({ id, version })) },
    completedOn === null && leftOn === null && { id: 'left', label: t('recordLeft'), onAction: () => onOpen({ kind: 'left', participant }) },
    leftOn !== null && { id: 'takeBackLeft', label: t('takeBackLeft'), onAction: () => void change(t('leftRecorded'), () => client.trainings.endParticipation({ id, version, leftOn: null })) },
  ]
  const actions = possible.filter((action) => action !== false)
  if (actions.length === 0) return null
  const label = t('participantActions', { name: nameOf(participant.person) })
  return <Menu label={label} trigger={<IconButton icon={Ellipsis} label={label} />} actions={actions} />
}
