import { trainings, type CourseRound, type Participant } from '#contract/trainings.ts'
import { client, useSignedInUser } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { CheckboxGroup, DateField, FieldRow, Fields, FormDialog, notify, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { FindingList, useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

/** Admits a person to the round. */
export function AddParticipantDialog({ round, onClose }: { round: CourseRound; onClose(): void }) {
  const t = useTranslations('trainings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(trainings.addParticipant),
    defaultValues: { courseRoundId: round.id, admittedOn: systemClock.today() },
    async save(values) {
      await client.trainings.addParticipant(values)
      await notifyUndoable(t('participantAdded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addParticipant')} onClose={onClose} form={form} saveLabel={t('addParticipant')}>
      <Fields>
        <PersonIdPicker label={t('fields.participant')} {...form.field('personId')} onChange={(id) => form.set('personId', id ?? '')} value={form.values.personId || null} />
        <DateField label={t('fields.admittedOn')} {...form.field('admittedOn')} />
      </Fields>
    </FormDialog>
  )
}

/** Records who has completed; those with the attendance required are ticked from the start. */
export function CompleteDialog({ round, onClose }: { round: CourseRound; onClose(): void }) {
  const t = useTranslations('trainings')
  const nameOf = usePersonName()
  const say = useFindingSentence()
  const { notifyUndoable } = useUndo()
  const ready = round.participants.filter((participant) => participant.completeRefusal === null)
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(trainings.complete),
    defaultValues: { courseRoundId: round.id, courseParticipantIds: ready.map((participant) => participant.id), completedOn: round.endsOn < today ? round.endsOn : today },
    async save(values) {
      const { completedCount, refused } = await client.trainings.complete(values)
      await notifyUndoable(t('completedResult', { count: completedCount }))
      if (refused.length > 0) notify({ text: refused.map(({ person, finding }) => `${nameOf(person)}: ${say(finding)}`).join(' '), tone: 'need' })
      onClose()
    },
  })
  const { courseParticipantIds } = form.values
  return (
    <FormDialog title={t('completeTitle')} onClose={onClose} form={form} saveLabel={t('completeCount', { count: courseParticipantIds.length })}>
      <Fields>
        <CheckboxGroup
          label={t('participants')}
          help={t('completeHelp')}
          choices={ready.map((participant) => ({ id: participant.id, label: nameOf(participant.person), detail: t('attendedOf', { attended: String(participant.attendedCount), held: String(round.sessions.length) }) }))}
          {...form.field('courseParticipantIds')}
        />
        <DateField label={t('fields.completedOn')} {...form.field('completedOn')} />
      </Fields>
    </FormDialog>
  )
}

/** Records that a participant has left. */
export function LeftDialog({ participant, onClose }: { participant: Participant; onClose(): void }) {
  const t = useTranslations('trainings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(trainings.endParticipation),
    defaultValues: { id: participant.id, version: participant.version, leftOn: systemClock.today() },
    async save(values) {
      await client.trainings.endParticipation(values)
      await notifyUndoable(t('leftRecorded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordLeft')} onClose={onClose} form={form}>
      <DateField label={t('fields.leftOn')} {...form.field('leftOn')} />
    </FormDialog>
  )
}

/** Issues a certificate. It is never changed, so what it says is checked here first. */
export function IssueDialog({ participant, onClose }: { participant: Participant; onClose(): void }) {
  const t = useTranslations('trainings')
  const nameOf = usePersonName()
  const { displayName } = useSignedInUser()
  const needsReason = participant.certificates.length > 0 || participant.person.isProtected
  const form = useForm({
    schema: inputSchema(trainings.issueCertificate),
    defaultValues: { courseParticipantId: participant.id, issuedOn: systemClock.today(), place: '', signerName: displayName, signerTitle: '', reason: '' },
    async save(values) {
      const { number } = await client.trainings.issueCertificate(values)
      notify({ text: t('issued', { number }) })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('issueTitle', { name: nameOf(participant.person) })}
      onClose={onClose}
      form={form}
      saveLabel={t('issue')}
      intro={
        <>
          <p>{t('issueHelp')}</p>
          {participant.issueRefusal && <FindingList findings={[participant.issueRefusal]} />}
        </>
      }
    >
      <Fields>
        <FieldRow>
          <DateField label={t('issueFields.issuedOn')} {...form.field('issuedOn')} />
          <TextField label={t('issueFields.place')} width="medium" {...form.text('place')} />
        </FieldRow>
        <TextField label={t('issueFields.signerName')} {...form.text('signerName')} />
        <TextField label={t('issueFields.signerTitle')} {...form.text('signerTitle')} />
        {needsReason && <TextField label={t('issueFields.reason')} help={t('reasonHelp')} {...form.text('reason')} />}
      </Fields>
    </FormDialog>
  )
}

/** Fetches the certificate of a person with protected identity, with a reason. */
export function ProtectedCertificateDialog({ certificate, onClose }: { certificate: Participant['certificates'][number]; onClose(): void }) {
  const t = useTranslations('trainings')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(trainings.certificateDocument),
    defaultValues: { id: certificate.id, language, reason: '' },
    async save(values) {
      await saveDocument(await client.trainings.certificateDocument(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('download', { number: certificate.number })} onClose={onClose} form={form} saveLabel={t('download', { number: certificate.number })}>
      <TextField label={t('issueFields.reason')} help={t('reasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}
