import type { InputOf } from '#contract/base.ts'
import type { EventBooking, EventRow, events, HeldEvent } from '#contract/events.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { stateOn } from './rules.ts'

type ListInput = InputOf<typeof events.list>

function eventSource(db: ReadDb) {
  return db.selectFrom('events').leftJoin('organisations as buyers', 'buyers.id', 'events.buyerOrganisationId')
}

/** A window of the events. */
export async function listEvents(db: ReadDb, input: ListInput, today: LocalDate): Promise<{ total: number; rows: EventRow[] }> {
  let query = eventSource(db)
  const { state, method, level, reason, year } = input
  for (const word of sortKey(input.text).split(' ').filter(Boolean)) {
    query = query.where((eb) => eb.or([eb('events.nameSort', 'like', `%${word}%`), eb('buyers.nameSort', 'like', `%${word}%`)]))
  }
  if (method) query = query.where('events.method', '=', method)
  if (level) query = query.where('events.level', '=', level)
  // The reasons are kept as a list of codes, each in its quotation marks.
  if (reason) query = query.where('events.reasonsJson', 'like', `%"${reason}"%`)
  if (year !== undefined) query = query.where('events.heldOn', '>=', `${year}-01-01` as LocalDate).where('events.heldOn', '<=', `${year}-12-31` as LocalDate)
  if (state) query = query.where('events.heldOn', state === 'coming' ? '>' : '<=', today)
  if (state === 'toCount') query = query.where('events.participantCount', 'is', null)
  if (state === 'counted') query = query.where('events.participantCount', 'is not', null)
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .selectAll('events')
    .select('buyers.name as buyerName')
    .orderBy(input.sort === 'title' ? 'events.nameSort' : `events.${input.sort}`, (order) => (direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('events.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => shownRow(row, today)) }
}

function shownRow(row: Row<'events'> & { readonly buyerName: string | null }, today: LocalDate): EventRow {
  const { id, title, heldOn, startTime, place, participantCount, feeOre } = row
  return {
    id, title, method: row.method as EventRow['method'], level: row.level as EventRow['level'], heldOn, startTime, place, participantCount, feeOre, reasons: JSON.parse(row.reasonsJson) as EventRow['reasons'],
    buyer: row.buyerOrganisationId !== null && row.buyerName !== null ? { id: row.buyerOrganisationId, name: row.buyerName } : null, state: stateOn(row, today),
  }
}

/** One event with its bookings. @throws NotFound */
export async function readEvent(db: ReadDb, id: string, today: LocalDate): Promise<HeldEvent> {
  const row = await eventSource(db)
    .leftJoin('grants', 'grants.id', 'events.grantId')
    .selectAll('events')
    .select(['buyers.name as buyerName', 'grants.name as grantName'])
    .where('events.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const bookings = await db
    .selectFrom('eventBookings')
    .innerJoin('persons', 'persons.id', 'eventBookings.personId')
    .select(['eventBookings.id', 'eventBookings.version', 'eventBookings.role', 'eventBookings.bookedOn'])
    .select(personRefColumns)
    .where('eventId', '=', id)
    .orderBy('eventBookings.bookedOn')
    .orderBy('eventBookings.id')
    .execute()
  const { version, endTime, description, invoicedOn } = row
  return {
    ...shownRow(row, today), version, endTime, description, invoicedOn, grant: row.grantId !== null && row.grantName !== null ? { id: row.grantId, name: row.grantName } : null,
    bookings: bookings.map((one) => ({ id: one.id, version: one.version, person: personRef(one), role: one.role as EventBooking['role'], bookedOn: one.bookedOn })),
  }
}
