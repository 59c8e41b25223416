import { assignmentRoles, bodies, type Seat } from '#contract/bodies.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, Dialog, FieldRow, Fields, Form, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { systemClock } from '#shared/clock.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { usePlaceName } from './places.ts'

/** Appoints a person to a seat for a term, with the decision and the organisation she speaks for. */
export function AppointDialog({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const t = useTranslations('bodies')
  const place = usePlaceName()(seat)
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.appoint),
    defaultValues: {
      seatId: seat.id, onBehalfOfOrganisationId: seat.reservedFor?.id ?? null, role: 'member', startsOn: firstFreeDay(seat), endsOn: null, decidedOn: systemClock.today(), decisionReference: null,
    },
    async save(values) {
      await client.bodies.appoint(values)
      await notifyUndoable(t('appointed'))
      onClose()
    },
  })
  return (
    <Dialog title={t('appointTo', { place })} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('appoint')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <PersonIdPicker label={t('fields.person')} autoFocus {...form.field('personId')} />
          <OrganisationPicker label={t('fields.onBehalfOf')} help={t('fields.onBehalfOfHelp')} {...form.field('onBehalfOfOrganisationId')} />
          <Select label={t('fields.role')} choices={assignmentRoles.map((id) => ({ id, label: t(`role.${id}`) }))} {...form.field('role')} />
          <FieldRow>
            <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
            <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
          </FieldRow>
          <FieldRow>
            <DateField label={t('fields.decidedOn')} {...form.field('decidedOn')} />
            <TextField label={t('fields.decisionReference')} help={t('fields.decisionReferenceHelp')} width="medium" {...form.text('decisionReference')} />
          </FieldRow>
        </Fields>
      </Form>
    </Dialog>
  )
}

/** The day after everybody appointed so far has left the seat; today when it is empty. */
function firstFreeDay(seat: Seat): LocalDate {
  const today = systemClock.today()
  const ends = seat.assignments.flatMap(({ endsOn }) => (endsOn !== null && endsOn >= today ? [endsOn] : []))
  const latest = ends.toSorted().at(-1)
  if (latest) return addDays(latest, 1)
  return seat.startsOn > today ? seat.startsOn : today
}
