import { useQuery } from '@tanstack/react-query'
import { events, type HeldEvent } from '#contract/events.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { BookingsPart } from './bookings-part.tsx'
import { EventFieldset } from './event-fields.tsx'
import { EventChip } from './event-state.tsx'

/** One event: what it was, why, how many came, who was booked, and who pays. */
export function EventPage() {
  const id = useRouteParam('eventId')
  const t = useTranslations('events')
  return (
    <RecordPage
      read={useQuery(api.events.read.queryOptions({ input: { id } }))}
      table="events"
      kind={t('event')}
      list={{ label: t('title'), href: '/events' }}
      head={(event) => ({ title: event.title, windowTitle: t('event'), lead: <EventChip state={event.state} /> })}
      Parts={Parts}
      edit={{ permission: 'influence.write', label: t('edit'), Form: EditEvent }}
    />
  )
}

function Parts({ row: event }: { row: HeldEvent }) {
  const t = useTranslations('events')
  const bodies = useTranslations('bodies')
  const format = useFormat()
  const { startTime, endTime, place, description, reasons, participantCount, buyer, feeOre, invoicedOn, grant } = event
  return (
    <>
      <DescriptionList
        items={[
          { label: t('fields.method'), value: bodies(`method.${event.method}`) },
          { label: t('fields.level'), value: bodies(`level.${event.level}`) },
          { label: t('fields.heldOn'), value: format.longDate(event.heldOn) },
          startTime !== null && { label: t('fields.time'), value: endTime === null ? startTime : `${startTime}–${endTime}` },
          place !== null && { label: t('fields.place'), value: place },
          description !== null && { label: t('fields.description'), value: description },
          { label: t('fields.reasons'), value: reasons.length === 0 ? t('noReasons') : reasons.map((reason) => t(`reason.${reason}`)).join(', ') },
          { label: t('fields.participantCount'), value: participantCount === null ? t('notCounted') : format.number(participantCount) },
        ]}
      />
      <BookingsPart event={event} />
      <Section title={t('sections.money')}>
        <DescriptionList
          items={[
            { label: t('fields.buyer'), value: buyer ? <TextLink href={`/organisations/${buyer.id}`}>{buyer.name}</TextLink> : t('noBuyer') },
            feeOre !== null && { label: t('fields.feeOre'), value: format.money(feeOre) },
            feeOre !== null && { label: t('fields.invoicedOn'), value: format.date(invoicedOn) || t('notYet') },
            { label: t('fields.grant'), value: grant ? <TextLink href={`/grants/${grant.id}`}>{grant.name}</TextLink> : t('fields.noGrant') },
          ]}
        />
      </Section>
    </>
  )
}

function EditEvent({ row: event, onDone }: { row: HeldEvent; onDone(): void }) {
  const t = useTranslations('events')
  const { notifyUndoable } = useUndo()
  const { buyer, grant, bookings: _bookings, state: _state, ...fields } = event
  const form = useForm({
    schema: inputSchema(events.update),
    draft: `events/${event.id}`,
    defaultValues: { ...fields, buyerOrganisationId: buyer?.id ?? null, grantId: grant?.id ?? null },
    async save(values) {
      await client.events.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <EventFieldset form={partOf(form)} />
    </Form>
  )
}
