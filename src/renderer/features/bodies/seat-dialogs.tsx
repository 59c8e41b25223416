import { bodies, seatKinds, type Body, type Seat } from '#contract/bodies.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, FieldRow, Fields, FormDialog, NumberField, RadioGroup, Select, useForm, useTranslations } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { systemClock } from '#shared/clock.ts'
import { usePlaceName } from './places.ts'

const pool = 'pool'

/** Adds an ordinary seat, or a deputy seat beside one or for all. */
export function AddSeatDialog({ body, onClose }: { body: Body; onClose(): void }) {
  const t = useTranslations('bodies')
  const placeName = usePlaceName()
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(bodies.addSeat),
    defaultValues: { bodyId: body.id, kind: 'ordinary', deputyForSeatId: null, rank: null, reservedForOrganisationId: null, startsOn: body.startsOn > today ? body.startsOn : today, endsOn: body.endsOn },
    async save(values) {
      await client.bodies.addSeat(values)
      await notifyUndoable(t('seatAdded'))
      onClose()
    },
  })
  const deputyFor = form.field('deputyForSeatId')
  const ordinary = body.seats.filter((seat) => seat.kind === 'ordinary' && seat.status !== 'ended')
  return (
    <FormDialog title={t('addSeat')} onClose={onClose} form={form} saveLabel={t('addSeat')}>
      <Fields>
        <RadioGroup label={t('fields.kind')} choices={seatKinds.map((id) => ({ id, label: t(`seatKind.${id}`) }))} {...form.field('kind')} />
        {form.values.kind === 'deputy' && (
          <Select
            label={t('fields.deputyFor')}
            choices={[...ordinary.map((seat) => ({ id: seat.id, label: placeName(seat) })), { id: pool, label: t('pool') }]}
            {...deputyFor}
            value={deputyFor.value ?? pool}
            onChange={(id) => deputyFor.onChange(id === pool ? null : id)}
          />
        )}
        <OrganisationPicker label={t('fields.reservedFor')} {...form.field('reservedForOrganisationId')} />
        <FieldRow>
          <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
          <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}

/** Changes a deputy's rank, for which organisation a seat is reserved, and the seat's first day. */
export function ChangeSeatDialog({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const t = useTranslations('bodies')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.updateSeat),
    defaultValues: { id: seat.id, version: seat.version, rank: seat.rank, reservedForOrganisationId: seat.reservedFor?.id ?? null, startsOn: seat.startsOn },
    async save(values) {
      await client.bodies.updateSeat(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('changeSeat')} onClose={onClose} form={form}>
      <Fields>
        <OrganisationPicker label={t('fields.reservedFor')} {...form.field('reservedForOrganisationId')} />
        {seat.kind === 'deputy' && <NumberField label={t('fields.rank')} {...form.field('rank')} />}
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} isRequired />
      </Fields>
    </FormDialog>
  )
}

/** Ends a seat and the deputy seats tied to it. */
export function EndSeatDialog({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const t = useTranslations('bodies')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.endSeat),
    defaultValues: { id: seat.id, version: seat.version, endsOn: systemClock.today() },
    async save(values) {
      await client.bodies.endSeat(values)
      await notifyUndoable(t('seatEnded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endSeat')} onClose={onClose} form={form} saveLabel={t('endSeat')} intro={<p>{t('endSeatHelp')}</p>}>
      <DateField label={t('fields.lastDay')} {...form.field('endsOn')} />
    </FormDialog>
  )
}
