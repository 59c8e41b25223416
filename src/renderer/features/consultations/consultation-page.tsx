import { useQuery } from '@tanstack/react-query'
import { consultations, type Consultation } from '#contract/consultations.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { ProposalsPart } from '#renderer/features/proposals/proposals-part.tsx'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { ConsultationFieldset } from './consultation-fields.tsx'
import { ConsultationChip } from './consultation-state.tsx'
import { InviteesPart } from './invitees-part.tsx'
import { ViewpointsPart } from './viewpoints-part.tsx'

/** One consultation: what was asked, who was asked about it, what came in, our answer, and what was decided. */
export function ConsultationPage() {
  const id = useRouteParam('consultationId')
  const t = useTranslations('consultations')
  return (
    <RecordPage
      read={useQuery(api.consultations.read.queryOptions({ input: { id } }))}
      table="consultations"
      kind={t('consultation')}
      list={{ label: t('title'), href: '/consultations' }}
      head={(consultation) => ({
        title: consultation.title,
        windowTitle: t('consultation'),
        lead: (
          <>
            {t(`kind.${consultation.kind}`)} <ConsultationChip consultation={consultation} />
          </>
        ),
      })}
      Parts={Parts}
      edit={{ permission: 'influence.write', label: t('edit'), Form: EditConsultation }}
    />
  )
}

function Parts({ row: consultation }: { row: Consultation }) {
  const canReadProposals = useCan('proposals.read')
  return (
    <>
      <Facts consultation={consultation} />
      <InviteesPart consultation={consultation} />
      <ViewpointsPart consultation={consultation} />
      <Outcome consultation={consultation} />
      {canReadProposals && <ProposalsPart bodyId={consultation.body?.id} consultationId={consultation.id} />}
    </>
  )
}

function Facts({ consultation }: { consultation: Consultation }) {
  const t = useTranslations('consultations')
  const format = useFormat()
  const { body, askedBy, responsible, question } = consultation
  return (
    <DescriptionList
      items={[
        { label: t('fields.askedBy'), value: <TextLink href={`/organisations/${askedBy.id}`}>{askedBy.name}</TextLink> },
        question !== null && { label: t('fields.question'), value: question },
        body !== null && { label: t('fields.body'), value: <TextLink href={`/bodies/${body.id}`}>{body.name}</TextLink> },
        { label: t('fields.receivedOn'), value: format.date(consultation.receivedOn) },
        consultation.answerDueOn !== null && { label: t('fields.answerDueOn'), value: format.date(consultation.answerDueOn) },
        { label: t('fields.responsible'), value: responsible?.displayName ?? t('fields.nobody') },
        { label: t('fields.names'), value: consultation.isAnonymous ? t('fields.isAnonymous') : t('fields.namesKept') },
      ]}
    />
  )
}

/** The answer, the decision and that it was told back. */
function Outcome({ consultation }: { consultation: Consultation }) {
  const t = useTranslations('consultations')
  const format = useFormat()
  const { answer, decision, toldBackHow } = consultation
  const day = (date: Consultation['answeredOn']) => format.date(date) || t('notYet')
  return (
    <>
      <Section title={t('sections.answer')}>
        <DescriptionList items={[{ label: t('fields.answeredOn'), value: day(consultation.answeredOn) }, answer !== null && { label: t('fields.answer'), value: answer }]} />
      </Section>
      <Section title={t('sections.decision')}>
        <DescriptionList items={[{ label: t('fields.decidedOn'), value: day(consultation.decidedOn) }, decision !== null && { label: t('fields.decision'), value: decision }]} />
      </Section>
      <Section title={t('sections.toldBack')}>
        <DescriptionList items={[{ label: t('fields.toldBackOn'), value: day(consultation.toldBackOn) }, toldBackHow !== null && { label: t('fields.toldBackHow'), value: toldBackHow }]} />
      </Section>
    </>
  )
}

function EditConsultation({ row: consultation, onDone }: { row: Consultation; onDone(): void }) {
  const t = useTranslations('consultations')
  const { notifyUndoable } = useUndo()
  const { id, version, title, kind, question, receivedOn, answerDueOn, isAnonymous, answeredOn, answer, decidedOn, decision, toldBackOn, toldBackHow } = consultation
  const form = useForm({
    schema: inputSchema(consultations.update),
    draft: `consultations/${id}`,
    defaultValues: {
      id, version, title, kind, question, receivedOn, answerDueOn, isAnonymous, answeredOn, answer, decidedOn, decision, toldBackOn, toldBackHow,
      askedByOrganisationId: consultation.askedBy.id, bodyId: consultation.body?.id ?? null, responsibleUserId: consultation.responsible?.id ?? null,
    },
    async save(values) {
      await client.consultations.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <ConsultationFieldset form={partOf(form)} />
    </Form>
  )
}
