import { useQuery } from '@tanstack/react-query'
import { CalendarX2, Pencil, Printer } from 'lucide-react'
import { useState } from 'react'
import { meetings, type Meeting } from '#contract/meetings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ButtonGroup, Checkbox, DescriptionList, ErrorState, Form, FormDialog, LinkButton, Loading, notify, Page, partOf, Section, Stack, TextField, TextLink, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { FindingList } from '#renderer/features/claims/findings.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { ProposalsPart } from '#renderer/features/proposals/proposals-part.tsx'
import { AnswersPart } from './answers-part.tsx'
import { AttendanceList } from './attendance-list.tsx'
import { AttendancePart } from './attendance-part.tsx'
import { ClaimsPart } from './claims-part.tsx'
import { ApprovedAttendance } from './correction-part.tsx'
import { MeetingFieldset } from './meeting-fields.tsx'
import { MeetingStateChip } from './meeting-state.tsx'
import { OrderPart } from './order-part.tsx'
import { ReportPart } from './report-part.tsx'

/** One meeting: when and where, who is invited, who came, and what they will get. */
export function MeetingPage() {
  const id = useRouteParam('meetingId')
  const t = useTranslations('meetings')
  const sayError = useErrorSentence()
  const { data: meeting, error, refetch } = useQuery(api.meetings.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('meeting')} windowTitle={t('meeting')} breadcrumbs={[{ label: t('title'), href: '/meetings' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return meeting ? <Opened key={id} meeting={meeting} /> : <Loading />
}

function Opened({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const [isEditing, setEditing] = useState(false)
  return (
    <Page
      title={`${meeting.body.name}, ${format.longDate(meeting.heldOn)}`}
      windowTitle={`${meeting.body.name}, ${format.date(meeting.heldOn)}`}
      breadcrumbs={[{ label: t('title'), href: '/meetings' }]}
      lead={<MeetingStateChip state={meeting.state} />}
      actions={!isEditing && <Actions meeting={meeting} onEdit={() => setEditing(true)} />}
    >
      {isEditing ? <EditMeeting meeting={meeting} onDone={() => setEditing(false)} /> : <Parts meeting={meeting} />}
    </Page>
  )
}

function Actions({ meeting, onEdit }: { meeting: Meeting; onEdit(): void }) {
  const t = useTranslations('meetings')
  const [isCancelling, setCancelling] = useState(false)
  const canWrite = useCan('meetings.write') && meeting.recordRefusal === null
  if (!canWrite) return null
  return (
    <ButtonGroup>
      <Button icon={Pencil} onPress={onEdit}>
        {t('edit')}
      </Button>
      <Button icon={CalendarX2} onPress={() => setCancelling(true)}>
        {t('cancelMeeting')}
      </Button>
      {isCancelling && <CancelDialog meeting={meeting} onClose={() => setCancelling(false)} />}
    </ButtonGroup>
  )
}

function Parts({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const [isDirty, setDirty] = useState(false)
  const canRecord = useCan('attendance.record') && meeting.recordRefusal === null && meeting.invitations.length > 0
  const canReadClaims = useCan('claims.read')
  const canReadProposals = useCan('proposals.read')
  const canReadHistory = useCan('journal.read')
  const isToApprove = meeting.state === 'toRecord' || meeting.state === 'toApprove'
  return (
    <Stack>
      {meeting.state === 'approved' && <Approved meeting={meeting} />}
      {(meeting.state === 'cancelled' || (meeting.movedFromOn !== null && meeting.state === 'planned')) && <ChangedPlan meeting={meeting} />}
      <Facts meeting={meeting} />
      {meeting.state === 'planned' && <Access meeting={meeting} />}
      {canRecord ? <AttendancePart meeting={meeting} onDirty={setDirty} /> : meeting.state === 'approved' ? <ApprovedAttendance meeting={meeting} /> : <AttendanceList meeting={meeting} />}
      {(canRecord || meeting.answers.length > 0) && <AnswersPart meeting={meeting} canRecord={canRecord} />}
      {meeting.order && meeting.state !== 'cancelled' && <OrderPart meeting={meeting} order={meeting.order} />}
      {canReadClaims && isToApprove && <ClaimsPart meeting={meeting} isDirty={isDirty} />}
      {(meeting.reportRefusal === null || meeting.reports.length > 0) && <ReportPart meeting={meeting} />}
      {canReadProposals && meeting.state !== 'cancelled' && <ProposalsPart bodyId={meeting.body.id} meeting={meeting} />}
      <NotesPart subject={{ subjectTable: 'meetings', subjectId: meeting.id }} />
      {canReadHistory && (
        <Section title={t('sections.history')}>
          <HistoryList subjectId={meeting.id} />
        </Section>
      )}
    </Stack>
  )
}

/** That a meeting is cancelled or moved, why, and the way to tell those invited. */
function ChangedPlan({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const canWrite = useCan('mailings.write')
  const text = meeting.state === 'cancelled' ? [t('isCancelled'), meeting.cancelReason].filter(Boolean).join(' ') : meeting.movedFromOn && t('isMoved', { date: format.longDate(meeting.movedFromOn) })
  return (
    <Banner tone="need" actions={canWrite && <LinkButton href={`/mailings/new?bodyId=${meeting.body.id}&meetingId=${meeting.id}`}>{t('tellInvited')}</LinkButton>}>
      {text}
    </Banner>
  )
}

function Approved({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const canReadClaims = useCan('claims.read')
  const when = meeting.attendanceApprovedAt ? format.dateTime(meeting.attendanceApprovedAt) : ''
  return (
    <Banner
      tone="done"
      actions={canReadClaims && <LinkButton href={`/claims?text=${encodeURIComponent(meeting.body.name)}&from=${meeting.heldOn}&until=${meeting.heldOn}`}>{t('showClaims')}</LinkButton>}
    >
      {meeting.approvedByName ? t('approvedBy', { when, name: meeting.approvedByName }) : t('approvedAt', { when })}
    </Banner>
  )
}

function Facts({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const deputies = meeting.invitations.filter(({ kind }) => kind === 'deputy').length
  const invited = meeting.invitations.filter(({ kind }) => kind !== null).length
  const canRecord = useCan('attendance.record')
  const length = t('length', { hours: Math.floor(meeting.minutes / 60), minutes: meeting.minutes % 60 })
  return (
    <Section title={t('sections.facts')}>
      <DescriptionList
        items={[
          { label: t('fields.body'), value: <TextLink href={`/bodies/${meeting.body.id}`}>{meeting.body.name}</TextLink> },
          { label: t('fields.host'), value: meeting.hostName },
          { label: t('fields.time'), value: `${t('timeRange', { start: meeting.startTime, end: meeting.endTime })} (${length.trim()})` },
          { label: t('fields.place'), value: meeting.isDigital ? [t('fields.isDigital'), meeting.place].filter(Boolean).join(', ') : meeting.place },
          meeting.link !== null && { label: t('fields.link'), value: meeting.link },
          meeting.breakMinutes !== null && { label: t('fields.breakMinutes'), value: String(meeting.breakMinutes) },
          meeting.papersSentOn !== null && { label: t('fields.papersSentOn'), value: format.date(meeting.papersSentOn) },
          meeting.paperCopies !== null && { label: t('fields.paperCopies'), value: String(meeting.paperCopies) },
          meeting.title !== null && { label: t('fields.title'), value: meeting.title },
          meeting.topic !== null && { label: t('fields.topic'), value: meeting.topic },
          { label: t('sections.invitations'), value: `${t('invitedCount', { count: invited })}, ${t('deputyCount', { count: deputies })}` },
        ]}
      />
      {meeting.state === 'planned' && <p>{t('invitationHelp')}</p>}
      {meeting.state !== 'cancelled' && canRecord && <FormButton id={meeting.id} />}
    </Section>
  )
}

/** What stands in the way for somebody to take part, while it can still be helped. */
function Access({ meeting: { accessFindings } }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  return (
    <Section title={t('access.heading')}>
      {accessFindings.length === 0 ? <p>{t('access.none')}</p> : <Banner tone="need" title={t('access.count', { count: accessFindings.length })}><FindingList findings={accessFindings} /></Banner>}
    </Section>
  )
}

/** The list that is signed on paper at the meeting. */
function FormButton({ id }: { id: string }) {
  const t = useTranslations('meetings')
  const language = useLanguage()
  const sayError = useErrorSentence()
  const saveDocument = useSaveDocument()
  async function make() {
    try {
      await saveDocument(await client.meetings.attendanceForm({ id, language }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <ButtonGroup>
      <Button icon={Printer} onPress={make}>
        {t('attendanceForm.make')}
      </Button>
    </ButtonGroup>
  )
}

function EditMeeting({ meeting, onDone }: { meeting: Meeting; onDone(): void }) {
  const t = useTranslations('meetings')
  const { notifyUndoable } = useUndo()
  const { id, version, title, heldOn, startTime, endTime, place, isDigital, topic, breakMinutes, link, papersSentOn, paperCopies } = meeting
  const form = useForm({
    schema: inputSchema(meetings.update),
    defaultValues: { id, version, title, heldOn, startTime, endTime, place, isDigital, topic, breakMinutes, link, papersSentOn, paperCopies },
    async save(values) {
      await client.meetings.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <MeetingFieldset form={partOf(form)} />
    </Form>
  )
}

function CancelDialog({ meeting, onClose }: { meeting: Meeting; onClose(): void }) {
  const t = useTranslations('meetings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(meetings.cancel),
    defaultValues: { id: meeting.id, version: meeting.version, reason: null, withLater: false },
    async save(values) {
      const { count } = await client.meetings.cancel(values)
      await notifyUndoable(t('cancelledCount', { count }))
      onClose()
    },
  })
  return (
    <FormDialog title={t('cancelMeeting')} onClose={onClose} form={form} saveLabel={t('cancelMeeting')} intro={<p>{t('cancelHelp')}</p>}>
      <TextField label={t('fields.reason')} {...form.text('reason')} />
      {meeting.laterInSeries > 0 && <Checkbox {...form.flag('withLater')}>{t('withLater', { count: meeting.laterInSeries })}</Checkbox>}
    </FormDialog>
  )
}
