import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { assignmentRoles, bodies, type Assignment, type Body, type Seat } from '#contract/bodies.ts'
import type { PersonRef } from '#contract/people.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, FieldRow, Fields, FormDialog, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { systemClock } from '#shared/clock.ts'
import { addDays, addMonths, type LocalDate } from '#shared/dates.ts'
import { usePlaceName } from './places.ts'

/** Whom the dialog begins with: one who was nominated, or one who is elected again. */
export interface Proposed {
  readonly person: PersonRef
  readonly onBehalfOfOrganisationId: string | null
  readonly role?: Assignment['role']
  readonly nominationId?: string
}

interface AppointDialogProps {
  seat: Seat
  body: Pick<Body, 'termMonths' | 'maxTerms'>
  proposed?: Proposed | undefined
  onClose(): void
}

/** Appoints a person to a seat for a term, with the decision and the organisation she speaks for. */
export function AppointDialog({ seat, body: { termMonths, maxTerms }, proposed, onClose }: AppointDialogProps) {
  const t = useTranslations('bodies')
  const affiliations = useTranslations('affiliations')
  const place = usePlaceName()(seat)
  const { notifyUndoable } = useUndo()
  const nameOf = usePersonName()
  const startsOn = firstFreeDay(seat)
  const { person, ...start } = proposed ?? {}
  const form = useForm({
    schema: inputSchema(bodies.appoint),
    defaultValues: {
      seatId: seat.id, onBehalfOfOrganisationId: seat.reservedFor?.id ?? null, role: 'member', startsOn, endsOn: termMonths === null ? null : addDays(addMonths(startsOn, termMonths), -1),
      decidedOn: systemClock.today(), decisionReference: null, overrideReason: null, ...(person && { personId: person.id }), ...start,
    },
    async save(values) {
      await client.bodies.appoint(values)
      await notifyUndoable(t('appointed'))
      onClose()
    },
  })
  const personId = form.values.personId as string | undefined
  const { data: affiliated } = useQuery({ ...api.affiliations.ofPerson.queryOptions({ input: { personId: personId ?? '' } }), enabled: Boolean(personId) })
  const speaksFor = seat.reservedFor === null ? affiliated?.speaksFor : null
  const suggestedId = speaksFor?.id ?? null

  // The organisation a person speaks for first is put in as soon as she is chosen; what is typed afterwards stays.
  useEffect(() => {
    if (suggestedId !== null && personId !== person?.id) form.set('onBehalfOfOrganisationId', suggestedId)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when another person is chosen
  }, [personId, suggestedId])

  // One who is proposed is chosen already; then nothing is to be picked first.
  const role = <Select label={t('fields.role')} choices={assignmentRoles.map((id) => ({ id, label: t(`role.${id}`) }))} {...form.field('role')} />
  return (
    <FormDialog title={person ? t('appointProposed', { name: nameOf(person), place }) : t('appointTo', { place })} onClose={onClose} form={form} saveLabel={t('appoint')}>
      <Fields>
        {!person && <PersonIdPicker label={t('fields.person')} {...form.field('personId')} />}
        {person && role}
        <OrganisationPicker label={t('fields.onBehalfOf')} help={speaksFor ? affiliations('speaksForSuggestion', { name: speaksFor.name }) : t('fields.onBehalfOfHelp')} newKind="association" {...form.field('onBehalfOfOrganisationId')} />
        {!person && role}
        <FieldRow>
          <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
          <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        </FieldRow>
        <FieldRow>
          <DateField label={t('fields.decidedOn')} {...form.field('decidedOn')} />
          <TextField label={t('fields.decisionReference')} help={t('fields.decisionReferenceHelp')} width="medium" {...form.text('decisionReference')} />
        </FieldRow>
        {(termMonths !== null || maxTerms !== null) && <TextField label={t('terms.override')} help={t('terms.overrideHelp')} {...form.text('overrideReason')} />}
      </Fields>
    </FormDialog>
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
