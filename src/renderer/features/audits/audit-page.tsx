import { useQuery } from '@tanstack/react-query'
import { audits, auditSteps, type Audit } from '#contract/audits.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { AuditFieldset } from './audit-fields.tsx'
import { AuditStepChip } from './audit-step.tsx'
import { TeamPart } from './team-part.tsx'

/** One user audit: its steps, its team and its history. */
export function AuditPage() {
  const id = useRouteParam('auditId')
  const t = useTranslations('audits')
  return (
    <RecordPage
      read={useQuery(api.audits.read.queryOptions({ input: { id } }))}
      table="audits"
      kind={t('title')}
      list={{ label: t('title'), href: '/audits' }}
      head={({ name, step }) => ({ title: name, windowTitle: name, lead: <AuditStepChip step={step} /> })}
      Parts={Parts}
      edit={{ permission: 'audits.write', label: t('edit'), Form: EditAudit }}
    />
  )
}

function Parts({ row: audit }: { row: Audit }) {
  const t = useTranslations('audits')
  const format = useFormat()
  return (
    <>
      <DescriptionList
        items={[
          { label: t('fields.orderedBy'), value: <TextLink href={`/organisations/${audit.orderedBy.id}`}>{audit.orderedBy.name}</TextLink> },
          { label: t('fields.audited'), value: <TextLink href={`/organisations/${audit.audited.id}`}>{audit.audited.name}</TextLink> },
          { label: t('fields.grant'), value: audit.grant?.name ?? t('fields.noGrant') },
          { label: t('fields.interviewCount'), value: format.number(audit.interviewCount) },
          audit.note !== null && { label: t('fields.note'), value: audit.note },
        ]}
      />
      <Section title={t('sections.steps')}>
        <DescriptionList items={auditSteps.map((step) => ({ label: t(`fields.${step}On`), value: format.date(audit[`${step}On`]) || t('notYet') }))} />
      </Section>
      <TeamPart audit={audit} />
    </>
  )
}

function EditAudit({ row: audit, onDone }: { row: Audit; onDone(): void }) {
  const t = useTranslations('audits')
  const { notifyUndoable } = useUndo()
  const { id, version, name, orderedOn, agreedOn, interviewCount, reportedOn, fedBackOn, followedUpOn, note } = audit
  const form = useForm({
    schema: inputSchema(audits.update),
    draft: `audits/${id}`,
    defaultValues: {
      id, version, name, orderedOn, agreedOn, interviewCount, reportedOn, fedBackOn, followedUpOn, note, orderedByOrganisationId: audit.orderedBy.id,
      auditedOrganisationId: audit.audited.id, grantId: audit.grant?.id ?? null,
    },
    async save(values) {
      await client.audits.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <AuditFieldset form={partOf(form)} />
    </Form>
  )
}
