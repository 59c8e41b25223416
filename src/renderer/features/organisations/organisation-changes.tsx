import { ArrowRightLeft, CalendarX, CornerDownRight, RotateCcw, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { affiliations } from '#contract/affiliations.ts'
import { organisations, type Organisation } from '#contract/organisations.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, Checkbox, DateField, Fields, FormDialog, Menu, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { OrganisationPicker } from './organisation-picker.tsx'

/** What happens to an organisation over time: it moves, goes into another, ends, or opens again. */
export function OrganisationChanges({ organisation }: { organisation: Organisation }) {
  const t = useTranslations('organisations')
  const { notifyUndoable } = useUndo()
  const [open, setOpen] = useState<'move' | 'merge' | 'end'>()
  const close = () => setOpen(undefined)

  async function reopen() {
    await client.organisations.reopen({ id: organisation.id, version: organisation.version })
    await notifyUndoable(t('reopened'))
  }

  return (
    <>
      {organisation.endsOn === null ? (
        <Menu
          label={t('changes')}
          trigger={<Button icon={ChevronDown}>{t('changes')}</Button>}
          actions={[
            { id: 'move', label: t('move'), icon: CornerDownRight, onAction: () => setOpen('move') },
            { id: 'merge', label: t('merge'), icon: ArrowRightLeft, onAction: () => setOpen('merge') },
            { id: 'end', label: t('end'), icon: CalendarX, onAction: () => setOpen('end') },
          ]}
        />
      ) : (
        <Button icon={RotateCcw} onPress={() => void reopen()}>
          {t('reopen')}
        </Button>
      )}
      {open === 'move' && <MoveDialog organisation={organisation} onClose={close} />}
      {open === 'merge' && <MergeDialog organisation={organisation} onClose={close} />}
      {open === 'end' && <EndDialog organisation={organisation} onClose={close} />}
    </>
  )
}

interface DialogProps {
  organisation: Organisation
  onClose(): void
}

function MoveDialog({ organisation: { id, version }, onClose }: DialogProps) {
  const t = useTranslations('organisations')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(organisations.move),
    defaultValues: { id, version, parentId: null, movedOn: systemClock.today() },
    async save(values) {
      await client.organisations.move(values)
      await notifyUndoable(t('moved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('move')} onClose={onClose} form={form} saveLabel={t('move')}>
      <Fields>
        <OrganisationPicker label={t('fields.newParentId')} help={t('moveHelp')} {...form.field('parentId')} />
        <DateField label={t('fields.movedOn')} {...form.field('movedOn')} />
      </Fields>
    </FormDialog>
  )
}

function MergeDialog({ organisation: { id, version, kind, bodies }, onClose }: DialogProps) {
  const t = useTranslations('organisations')
  const { notifyUndoable } = useUndo()
  const canWriteBodies = useCan('bodies.write')
  const movable = canWriteBodies ? bodies.filter((body) => body.status !== 'ended').length : 0
  const form = useForm({
    schema: inputSchema(affiliations.mergeOrganisation),
    defaultValues: { id, version, endsOn: systemClock.today(), moveBodies: movable > 0 },
    async save(values) {
      await client.affiliations.mergeOrganisation(values)
      await notifyUndoable(t('merged'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('merge')} onClose={onClose} form={form} saveLabel={t('merge')} intro={<p>{t('mergeHelp')}</p>}>
      <Fields>
        <OrganisationPicker label={t('fields.intoId')} newKind={kind} {...form.field('intoId')} />
        <DateField label={t('fields.lastDay')} {...form.field('endsOn')} />
        {movable > 0 && (
          <Checkbox help={t('moveBodiesHelp')} {...form.flag('moveBodies')}>
            {t('moveBodies', { count: movable })}
          </Checkbox>
        )}
      </Fields>
    </FormDialog>
  )
}

function EndDialog({ organisation: { id, version }, onClose }: DialogProps) {
  const t = useTranslations('organisations')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(organisations.end),
    defaultValues: { id, version, endsOn: systemClock.today() },
    async save(values) {
      await client.organisations.end(values)
      await notifyUndoable(t('endedDone'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endTitle')} onClose={onClose} form={form} saveLabel={t('end')} intro={<p>{t('endHelp')}</p>}>
      <Fields>
        <DateField label={t('fields.lastDay')} {...form.field('endsOn')} />
        <TextField label={t('fields.reason')} {...form.text('reason')} />
      </Fields>
    </FormDialog>
  )
}
