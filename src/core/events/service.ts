import type { InputOf } from '#contract/base.ts'
import type { events } from '#contract/events.ts'
import { NotFound, refuse, ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { TableName } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { bookingFinding, eventFindings } from './rules.ts'

type Input<Name extends keyof typeof events> = InputOf<(typeof events)[Name]>

/** Registers an event. @throws ValidationFailure */
export async function createEvent(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call)
    return writer.insert('events', { ...asRow(fields), createdAt: writer.now })
  })
  return { id }
}

/** Changes what is known of an event. @throws ValidationFailure, NotFound, Conflict */
export async function updateEvent(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call)
    await writer.update('events', id, asRow(fields), version)
  })
  return {}
}

function asRow({ reasons, ...fields }: Input<'create'>) {
  return { ...fields, nameSort: sortKey(`${fields.title} ${fields.place ?? ''}`), reasonsJson: JSON.stringify(reasons) }
}

async function refuseFields(db: ReadDb, fields: Input<'create'>, call: Call): Promise<void> {
  const findings = eventFindings(fields, call.clock.today())
  const { buyerOrganisationId, grantId } = fields
  for (const [path, table, id] of [['buyerOrganisationId', 'organisations', buyerOrganisationId], ['grantId', 'grants', grantId]] as const) {
    if (id !== null && !(await exists(db, table, id))) findings.push({ path, rule: 'common.notAChoice' })
  }
  if (findings.length > 0) throw new ValidationFailure(findings)
}

/** Books somebody for an event. @throws NotFound, ValidationFailure, RuleViolation `events.alreadyBooked` */
export async function book(call: Call, input: Input<'book'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    if (!(await exists(writer.db, 'events', input.eventId))) throw new NotFound()
    if (!(await exists(writer.db, 'persons', input.personId))) throw new ValidationFailure([{ path: 'personId', rule: 'common.notAChoice' }])
    const booked = await writer.db.selectFrom('eventBookings').select('personId').where('eventId', '=', input.eventId).execute()
    refuse(bookingFinding(input.personId, booked.map(({ personId }) => personId)))
    return writer.insert('eventBookings', input)
  })
  return { id }
}

/** Takes back a booking. @throws NotFound, Conflict */
export async function removeBooking(call: Call, { id, version }: Input<'removeBooking'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('eventBookings', id, version))
  return {}
}

async function exists(db: ReadDb, table: Extract<TableName, 'organisations' | 'grants' | 'persons' | 'events'>, id: string): Promise<boolean> {
  return (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
