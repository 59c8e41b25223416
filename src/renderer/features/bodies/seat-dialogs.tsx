import { bodies, seatKinds, type Body, type Seat } from '#contract/bodies.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, Dialog, FieldRow, Fields, Form, NumberField, RadioGroup, Select, useForm, useTranslations } from '#renderer/ui/index.ts'
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
    <Dialog title={t('addSeat')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('addSeat')} onCancel={onClose} guardsLeaving={false}>
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
      </Form>
    </Dialog>
  )
}

/** Changes a deputy's rank, and for which organisation a seat is reserved. */
export function ChangeSeatDialog({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const t = useTranslations('bodies')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.updateSeat),
    defaultValues: { id: seat.id, version: seat.version, rank: seat.rank, reservedForOrganisationId: seat.reservedFor?.id ?? null },
    async save(values) {
      await client.bodies.updateSeat(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('changeSeat')} isOpen onClose={onClose}>
      <Form form={form} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <OrganisationPicker label={t('fields.reservedFor')} {...form.field('reservedForOrganisationId')} />
          {seat.kind === 'deputy' && <NumberField label={t('fields.rank')} {...form.field('rank')} />}
        </Fields>
      </Form>
    </Dialog>
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
    <Dialog title={t('endSeat')} isOpen onClose={onClose}>
      <p>{t('endSeatHelp')}</p>
      <Form form={form} saveLabel={t('endSeat')} onCancel={onClose} guardsLeaving={false}>
        <DateField label={t('fields.lastDay')} autoFocus {...form.field('endsOn')} />
      </Form>
    </Dialog>
  )
}
