import { Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { bookingRoles, events, type EventBooking, type HeldEvent } from '#contract/events.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAtOnce, useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, DateField, Fields, FormDialog, RadioGroup, Section, SimpleTable, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

/** The lecturers, ambassadors and leaders of an event. */
export function BookingsPart({ event }: { event: HeldEvent }) {
  const t = useTranslations('events')
  const format = useFormat()
  const nameOf = usePersonName()
  const canWrite = useCan('influence.write')
  const [isBooking, setBooking] = useState(false)
  const atOnce = useAtOnce()
  return (
    <Section
      title={t('sections.bookings')}
      keepsFocus
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={UserPlus} onPress={() => setBooking(true)}>
              {t('book')}
            </Button>
          )}
          {event.bookings.length > 0 && <TakeOutList list="eventBookings" query={{ id: event.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('sections.bookings')}
        rows={event.bookings}
        rowId={(booking) => booking.id}
        empty={<p>{t('noBookings')}</p>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (booking) => <PersonLink person={booking.person} />, isRowHeader: true },
          { id: 'role', header: t('fields.role'), cell: (booking) => t(`role.${booking.role}`) },
          { id: 'bookedOn', header: t('fields.bookedOn'), cell: (booking) => format.date(booking.bookedOn) },
          ...(canWrite
            ? [
                {
                  id: 'remove', header: t('remove'),
                  cell: ({ id, version, person }: EventBooking) => (
                    <Button
                      size="small"
                      variant="quiet"
                      icon={Trash2}
                      aria-label={t('removeNamed', { name: nameOf(person) })}
                      onPress={() => void atOnce(() => client.events.removeBooking({ id, version }), t('bookingRemoved'))}
                    >
                      {t('remove')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isBooking && <BookDialog eventId={event.id} onClose={() => setBooking(false)} />}
    </Section>
  )
}

function BookDialog({ eventId, onClose }: { eventId: string; onClose(): void }) {
  const t = useTranslations('events')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(events.book),
    defaultValues: { eventId, role: 'lecturer', bookedOn: systemClock.today() },
    async save(values) {
      await client.events.book(values)
      await notifyUndoable(t('booked'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('book')} onClose={onClose} form={form} saveLabel={t('book')}>
      <Fields>
        <PersonIdPicker label={t('fields.person')} {...form.field('personId')} />
        <RadioGroup label={t('fields.role')} choices={bookingRoles.map((id) => ({ id, label: t(`role.${id}`) }))} {...form.field('role')} />
        <DateField label={t('fields.bookedOn')} {...form.field('bookedOn')} />
      </Fields>
    </FormDialog>
  )
}
