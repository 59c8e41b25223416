import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { audits, auditSteps, type Audit } from '#contract/audits.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DescriptionList, ErrorState, Form, Loading, Page, partOf, Section, Stack, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { AuditFieldset } from './audit-fields.tsx'
import { AuditStepChip } from './audit-step.tsx'
import { TeamPart } from './team-part.tsx'

/** One user audit: its steps, its team and its history. */
export function AuditPage() {
  const id = useRouteParam('auditId')
  const t = useTranslations('audits')
  const sayError = useErrorSentence()
  const { data: audit, error, refetch } = useQuery(api.audits.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')} breadcrumbs={[{ label: t('title'), href: '/audits' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return audit ? <Opened key={id} audit={audit} /> : <Loading />
}

function Opened({ audit }: { audit: Audit }) {
  const t = useTranslations('audits')
  const canWrite = useCan('audits.write')
  const [isEditing, setEditing] = useState(false)
  return (
    <Page
      title={audit.name}
      windowTitle={audit.name}
      breadcrumbs={[{ label: t('title'), href: '/audits' }]}
      lead={<AuditStepChip step={audit.step} />}
      actions={
        canWrite &&
        !isEditing && (
          <Button variant="primary" icon={Pencil} onPress={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      {isEditing ? <EditAudit audit={audit} onDone={() => setEditing(false)} /> : <Parts audit={audit} />}
    </Page>
  )
}

function Parts({ audit }: { audit: Audit }) {
  const t = useTranslations('audits')
  const format = useFormat()
  const canReadHistory = useCan('journal.read')
  return (
    <Stack>
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
      <NotesPart subject={{ subjectTable: 'audits', subjectId: audit.id }} />
      {canReadHistory && (
        <Section title={t('sections.history')}>
          <HistoryList subjectId={audit.id} />
        </Section>
      )}
    </Stack>
  )
}

function EditAudit({ audit, onDone }: { audit: Audit; onDone(): void }) {
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
