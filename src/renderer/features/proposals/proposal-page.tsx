import { useQuery } from '@tanstack/react-query'
import { proposals, type Proposal } from '#contract/proposals.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { ProposalFieldset } from './proposal-fields.tsx'
import { ProposalStepChip } from './proposal-step.tsx'

/** One proposal: what was hoped, what the host answered, what changed, and that it was told back. */
export function ProposalPage() {
  const id = useRouteParam('proposalId')
  const t = useTranslations('proposals')
  return (
    <RecordPage
      read={useQuery(api.proposals.read.queryOptions({ input: { id } }))}
      table="proposals"
      kind={t('proposal')}
      list={{ label: t('title'), href: '/proposals' }}
      head={(proposal) => ({ title: proposal.title, windowTitle: t('proposal'), lead: <ProposalStepChip proposal={proposal} /> })}
      Parts={Parts}
      edit={{ permission: 'proposals.write', label: t('edit'), Form: EditProposal }}
    />
  )
}

function Parts({ row: proposal }: { row: Proposal }) {
  const t = useTranslations('proposals')
  const format = useFormat()
  const { meeting, consultation, outcome } = proposal
  const day = (date: Proposal['answeredOn']) => format.date(date) || t('notYet')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('fields.body'), value: <TextLink href={`/bodies/${proposal.body.id}`}>{proposal.body.name}</TextLink> },
          { label: t('fields.host'), value: proposal.hostName },
          meeting !== null && { label: t('fields.meeting'), value: <TextLink href={`/meetings/${meeting.id}`}>{format.longDate(meeting.heldOn)}</TextLink> },
          consultation !== null && { label: t('fields.consultation'), value: <TextLink href={`/consultations/${consultation.id}`}>{consultation.name}</TextLink> },
          { label: t('fields.raisedOn'), value: format.date(proposal.raisedOn) },
          proposal.hopedFor !== null && { label: t('fields.hopedFor'), value: proposal.hopedFor },
          proposal.whyItMatters !== null && { label: t('fields.whyItMatters'), value: proposal.whyItMatters },
        ]}
      />
      <Section title={t('sections.answer')}>
        <DescriptionList
          items={[
            { label: t('fields.answeredOn'), value: day(proposal.answeredOn) },
            outcome !== null && { label: t('fields.outcome'), value: t(`outcome.${outcome}`) },
            proposal.answer !== null && { label: t('fields.answer'), value: proposal.answer },
            proposal.measure !== null && { label: t('fields.measure'), value: proposal.measure },
            proposal.measureDueOn !== null && { label: t('fields.measureDueOn'), value: format.date(proposal.measureDueOn) },
          ]}
        />
      </Section>
      <Section title={t('sections.change')}>
        <DescriptionList
          items={[
            { label: t('fields.changedOn'), value: day(proposal.changedOn) },
            proposal.change !== null && { label: t('fields.change'), value: proposal.change },
            proposal.evidence !== null && { label: t('fields.evidence'), value: proposal.evidence },
          ]}
        />
      </Section>
      <Section title={t('sections.toldBack')}>
        <DescriptionList
          items={[{ label: t('fields.toldBackOn'), value: day(proposal.toldBackOn) }, proposal.toldBackHow !== null && { label: t('fields.toldBackHow'), value: proposal.toldBackHow }]}
        />
      </Section>
    </>
  )
}

function EditProposal({ row: proposal, onDone }: { row: Proposal; onDone(): void }) {
  const t = useTranslations('proposals')
  const { notifyUndoable } = useUndo()
  const { body, meeting, consultation, hostName: _hostName, step: _step, isOverdue: _isOverdue, ...fields } = proposal
  const form = useForm({
    schema: inputSchema(proposals.update),
    draft: `proposals/${proposal.id}`,
    defaultValues: { ...fields, bodyId: body.id, meetingId: meeting?.id ?? null, consultationId: consultation?.id ?? null },
    async save(values) {
      await client.proposals.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <ProposalFieldset form={partOf(form)} />
    </Form>
  )
}
