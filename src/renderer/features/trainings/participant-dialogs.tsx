import { trainings, type CourseRound, type Participant } from '#contract/trainings.ts'
import { client, useSignedInUser } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { CheckboxGroup, DateField, Dialog, FieldRow, Fields, Form, notify, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
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
    <Dialog title={t('addParticipant')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('addParticipant')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <PersonIdPicker label={t('fields.participant')} autoFocus {...form.field('personId')} onChange={(id) => form.set('personId', id ?? '')} value={form.values.personId || null} />
          <DateField label={t('fields.admittedOn')} {...form.field('admittedOn')} />
        </Fields>
      </Form>
    </Dialog>
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
    <Dialog title={t('completeTitle')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('completeCount', { count: courseParticipantIds.length })} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <CheckboxGroup
            label={t('participants')}
            help={t('completeHelp')}
            choices={ready.map((participant) => ({ id: participant.id, label: nameOf(participant.person), detail: t('attendedOf', { attended: String(participant.attendedCount), held: String(round.sessions.length) }) }))}
            {...form.field('courseParticipantIds')}
          />
          <DateField label={t('fields.completedOn')} {...form.field('completedOn')} />
        </Fields>
      </Form>
    </Dialog>
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
    <Dialog title={t('recordLeft')} isOpen onClose={onClose}>
      <Form form={form} onCancel={onClose} guardsLeaving={false}>
        <DateField label={t('fields.leftOn')} autoFocus {...form.field('leftOn')} />
      </Form>
    </Dialog>
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
    <Dialog title={t('issueTitle', { name: nameOf(participant.person) })} isOpen onClose={onClose}>
      <p>{t('issueHelp')}</p>
      {participant.issueRefusal && <FindingList findings={[participant.issueRefusal]} />}
      <Form form={form} saveLabel={t('issue')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <FieldRow>
            <DateField label={t('issueFields.issuedOn')} {...form.field('issuedOn')} />
            <TextField label={t('issueFields.place')} width="medium" {...form.text('place')} />
          </FieldRow>
          <TextField label={t('issueFields.signerName')} {...form.text('signerName')} />
          <TextField label={t('issueFields.signerTitle')} {...form.text('signerTitle')} />
          {needsReason && <TextField label={t('issueFields.reason')} help={t('reasonHelp')} {...form.text('reason')} />}
        </Fields>
      </Form>
    </Dialog>
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
    <Dialog title={t('download', { number: certificate.number })} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('download', { number: certificate.number })} onCancel={onClose} guardsLeaving={false}>
        <TextField label={t('issueFields.reason')} help={t('reasonHelp')} autoFocus {...form.text('reason')} />
      </Form>
    </Dialog>
  )
}
