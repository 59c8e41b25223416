import { MessageSquarePlus, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consultations, type Consultation, type Viewpoint } from '#contract/consultations.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAtOnce, useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, DateField, FieldRow, Fields, FormDialog, NumberField, Section, Select, SimpleTable, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { systemClock } from '#shared/clock.ts'
import { useInviteeName } from './invitees-part.tsx'

/** What came in on a consultation, with whose it is only where names may be kept. */
export function ViewpointsPart({ consultation }: { consultation: Consultation }) {
  const t = useTranslations('consultations')
  const format = useFormat()
  const inviteeName = useInviteeName()
  const canWrite = useCan('influence.write')
  const [open, setOpen] = useState<'new' | Viewpoint>()
  const atOnce = useAtOnce()
  const { viewpoints, invitees, isAnonymous } = consultation
  const numberOf = (viewpoint: Viewpoint) => String(viewpoints.indexOf(viewpoint) + 1)
  return (
    <Section
      title={t('sections.viewpoints')}
      keepsFocus
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={MessageSquarePlus} onPress={() => setOpen('new')}>
              {t('addViewpoint')}
            </Button>
          )}
          {viewpoints.length > 0 && <TakeOutList list="viewpoints" query={{ id: consultation.id }} />}
        </ButtonGroup>
      }
    >
      {isAnonymous && <p>{t('promised')}</p>}
      <SimpleTable
        label={t('sections.viewpoints')}
        rows={viewpoints}
        rowId={(viewpoint) => viewpoint.id}
        empty={<p>{t('noViewpoints')}</p>}
        columns={[
          { id: 'text', header: t('fields.viewpoint'), cell: (viewpoint) => viewpoint.text, isRowHeader: true },
          { id: 'receivedOn', header: t('fields.viewpointOn'), cell: (viewpoint) => format.date(viewpoint.receivedOn) },
          { id: 'voiceCount', header: t('fields.voiceCount'), cell: (viewpoint) => t('voices', { count: viewpoint.voiceCount }) },
          ...(isAnonymous
            ? []
            : [{ id: 'whose', header: t('fields.whose'), cell: ({ inviteeId }: Viewpoint) => invitees.filter(({ id }) => id === inviteeId).map(inviteeName).join('') }]),
          ...(canWrite
            ? [
                {
                  id: 'change', header: t('fields.choose'),
                  cell: (viewpoint: Viewpoint) => (
                    <ButtonGroup>
                      <Button size="small" variant="quiet" icon={Pencil} aria-label={t('editNumbered', { number: numberOf(viewpoint) })} onPress={() => setOpen(viewpoint)}>
                        {t('change')}
                      </Button>
                      <Button size="small" variant="quiet" icon={Trash2} aria-label={t('removeNumbered', { number: numberOf(viewpoint) })} onPress={() => void atOnce(() => client.consultations.removeViewpoint({ id: viewpoint.id, version: viewpoint.version }), t('viewpointRemoved'))}>
                        {t('remove')}
                      </Button>
                    </ButtonGroup>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open && <ViewpointDialog consultation={consultation} viewpoint={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

const nobody = 'nobody'
const schema = inputSchema(consultations.addViewpoint).omit({ consultationId: true })

function ViewpointDialog({ consultation, viewpoint, onClose }: { consultation: Consultation; viewpoint: Viewpoint | undefined; onClose(): void }) {
  const t = useTranslations('consultations')
  const inviteeName = useInviteeName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema,
    draft: `consultations/${consultation.id}/${viewpoint?.id ?? 'viewpoint'}`,
    defaultValues: { text: viewpoint?.text ?? '', receivedOn: viewpoint?.receivedOn ?? systemClock.today(), voiceCount: viewpoint?.voiceCount ?? 1, inviteeId: viewpoint?.inviteeId ?? null },
    async save(values) {
      if (viewpoint) await client.consultations.updateViewpoint({ id: viewpoint.id, version: viewpoint.version, ...values })
      else await client.consultations.addViewpoint({ consultationId: consultation.id, ...values })
      await notifyUndoable(t(viewpoint ? 'viewpointChanged' : 'viewpointAdded'))
      onClose()
    },
  })
  const whose = form.field('inviteeId')
  return (
    <FormDialog title={t(viewpoint ? 'editViewpoint' : 'addViewpoint')} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('fields.viewpoint')} help={consultation.isAnonymous ? t('promised') : undefined} multiline {...form.text('text')} />
        {!consultation.isAnonymous && (
          <Select
            label={t('fields.whose')}
            {...whose}
            value={whose.value ?? nobody}
            onChange={(id) => whose.onChange(id === nobody ? null : id)}
            choices={[{ id: nobody, label: t('fields.nobodySpecial') }, ...consultation.invitees.map((invitee) => ({ id: invitee.id, label: inviteeName(invitee) }))]}
          />
        )}
        <FieldRow>
          <DateField label={t('fields.viewpointOn')} {...form.field('receivedOn')} />
          <NumberField label={t('fields.voiceCount')} help={t('fields.voiceCountHelp')} {...form.field('voiceCount')} />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}
