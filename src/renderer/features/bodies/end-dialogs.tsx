import { bodies, type Assignment, type Body } from '#contract/bodies.ts'
import { channels } from '#contract/person-choices.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, FieldRow, Fields, FormDialog, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

const noResignation = 'none'

/** Ends an assignment on a day, with its reason. */
export function EndAssignmentDialog({ assignment, onClose }: { assignment: Assignment; onClose(): void }) {
  const t = useTranslations('bodies')
  const mailings = useTranslations('mailings')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.endAssignment),
    defaultValues: { id: assignment.id, version: assignment.version, endsOn: systemClock.today(), reason: '', resignedOn: null, resignationChannel: null },
    async save(values) {
      await client.bodies.endAssignment(values)
      await notifyUndoable(t('assignmentEnded'))
      onClose()
    },
  })
  const channel = form.field('resignationChannel')
  return (
    <FormDialog title={t('endAssignmentOf', { name: nameOf(assignment.person) })} onClose={onClose} form={form} saveLabel={t('endAssignment')}>
      <Fields>
        <DateField label={t('fields.lastDay')} {...form.field('endsOn')} />
        <TextField label={t('fields.endReason')} {...form.text('reason')} />
        <FieldRow>
          <DateField label={t('resignation.on')} help={t('resignation.onHelp')} {...form.field('resignedOn')} />
          <Select
            label={t('resignation.channel')}
            choices={[{ id: noResignation, label: t('resignation.none') }, ...channels.map((id) => ({ id, label: mailings(`channel.${id}`) }))]}
            {...channel}
            value={channel.value ?? noResignation}
            onChange={(id) => channel.onChange(id === noResignation ? null : id)}
          />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}

/** Ends a body with its seats and assignments. */
export function EndBodyDialog({ body, onClose }: { body: Body; onClose(): void }) {
  const t = useTranslations('bodies')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.end),
    defaultValues: { id: body.id, version: body.version, endsOn: systemClock.today(), reason: '' },
    async save(values) {
      const { endedAssignments } = await client.bodies.end(values)
      await notifyUndoable(t('bodyEnded', { count: endedAssignments }))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endBody')} onClose={onClose} form={form} saveLabel={t('endBody')} intro={<p>{t('endBodyHelp')}</p>}>
      <Fields>
        <DateField label={t('fields.lastDay')} {...form.field('endsOn')} />
        <TextField label={t('fields.reason')} {...form.text('reason')} />
      </Fields>
    </FormDialog>
  )
}
