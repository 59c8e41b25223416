import { useQuery } from '@tanstack/react-query'
import { barriers, type Barrier } from '#contract/barriers.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { BarrierFieldset } from './barrier-fields.tsx'
import { BarrierChip } from './barrier-state.tsx'

/** One barrier: what stands in the way, what is done about it, and how it went. */
export function BarrierPage() {
  const id = useRouteParam('barrierId')
  const t = useTranslations('barriers')
  return (
    <RecordPage
      read={useQuery(api.barriers.read.queryOptions({ input: { id } }))}
      table="barriers"
      kind={t('barrier')}
      list={{ label: t('title'), href: '/barriers' }}
      head={(barrier) => ({ title: barrier.title, windowTitle: t('barrier'), lead: <BarrierChip state={barrier.state} /> })}
      Parts={Parts}
      edit={{ permission: 'influence.write', label: t('edit'), Form: EditBarrier }}
    />
  )
}

function Parts({ row: barrier }: { row: Barrier }) {
  const t = useTranslations('barriers')
  const format = useFormat()
  const { body, host, meeting, description, action, actionDueOn, result } = barrier
  return (
    <>
      <DescriptionList
        items={[
          { label: t('fields.kind'), value: t(`kind.${barrier.kind}`) },
          body !== null && { label: t('fields.body'), value: <TextLink href={`/bodies/${body.id}`}>{body.name}</TextLink> },
          host !== null && { label: t('fields.host'), value: <TextLink href={`/organisations/${host.id}`}>{host.name}</TextLink> },
          meeting !== null && { label: t('fields.meeting'), value: <TextLink href={`/meetings/${meeting.id}`}>{format.longDate(meeting.heldOn)}</TextLink> },
          { label: t('fields.noticedOn'), value: format.date(barrier.noticedOn) },
          description !== null && { label: t('fields.description'), value: description },
        ]}
      />
      <Section title={t('sections.action')}>
        <DescriptionList items={[{ label: t('fields.action'), value: action ?? t('notYet') }, actionDueOn !== null && { label: t('fields.actionDueOn'), value: format.date(actionDueOn) }]} />
      </Section>
      <Section title={t('sections.result')}>
        <DescriptionList items={[{ label: t('fields.removedOn'), value: format.date(barrier.removedOn) || t('notYet') }, result !== null && { label: t('fields.result'), value: result }]} />
      </Section>
    </>
  )
}

function EditBarrier({ row: barrier, onDone }: { row: Barrier; onDone(): void }) {
  const t = useTranslations('barriers')
  const { notifyUndoable } = useUndo()
  const { body, host, meeting, state: _state, ...fields } = barrier
  const form = useForm({
    schema: inputSchema(barriers.update),
    draft: `barriers/${barrier.id}`,
    // A body has its own host.
    defaultValues: { ...fields, bodyId: body?.id ?? null, hostOrganisationId: body ? null : (host?.id ?? null), meetingId: meeting?.id ?? null },
    async save(values) {
      await client.barriers.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <BarrierFieldset form={partOf(form)} />
    </Form>
  )
}
