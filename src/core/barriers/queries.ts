import type { InputOf } from '#contract/base.ts'
import type { Barrier, BarrierRow, barriers } from '#contract/barriers.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { longSince, stateOn } from './rules.ts'

type ListInput = InputOf<typeof barriers.list>

/** With the body, and the host: the body's, or the one that was named by itself. */
function barrierSource(db: ReadDb) {
  return db
    .selectFrom('barriers')
    .leftJoin('bodies', 'bodies.id', 'barriers.bodyId')
    .leftJoin('organisations as hosts', (join) => join.on((eb) => eb('hosts.id', '=', eb.fn.coalesce('bodies.hostOrganisationId', 'barriers.hostOrganisationId'))))
}

/** A window of the barriers. */
export async function listBarriers(db: ReadDb, input: ListInput, today: LocalDate): Promise<{ total: number; rows: BarrierRow[] }> {
  let query = barrierSource(db)
  const { state, kind, bodyId, hostOrganisationId, meetingId } = input
  for (const word of sortKey(input.text).split(' ').filter(Boolean)) {
    query = query.where((eb) => eb.or([eb('barriers.nameSort', 'like', `%${word}%`), eb('bodies.nameSort', 'like', `%${word}%`), eb('hosts.nameSort', 'like', `%${word}%`)]))
  }
  if (kind) query = query.where('barriers.kind', '=', kind)
  if (bodyId) query = query.where('barriers.bodyId', '=', bodyId)
  if (hostOrganisationId) query = query.where('hosts.id', '=', hostOrganisationId)
  if (meetingId) query = query.where('barriers.meetingId', '=', meetingId)
  if (state === 'removed') query = query.where('barriers.removedOn', '<=', today)
  else if (state) query = query.where((eb) => eb.or([eb('barriers.removedOn', 'is', null), eb('barriers.removedOn', '>', today)]))
  if (state === 'long') query = query.where((eb) => eb.or([eb('barriers.noticedOn', '<=', longSince(today)), eb('barriers.actionDueOn', '<', today)]))
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .selectAll('barriers')
    .select(['bodies.name as bodyName', 'hosts.id as hostId', 'hosts.name as hostName'])
    .orderBy(input.sort === 'title' ? 'barriers.nameSort' : `barriers.${input.sort}`, (order) => (direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('barriers.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => shownRow(row, today)) }
}

type Read = Row<'barriers'> & { readonly bodyName: string | null; readonly hostId: string | null; readonly hostName: string | null }

function shownRow(row: Read, today: LocalDate): BarrierRow {
  return {
    id: row.id, title: row.title, kind: row.kind as BarrierRow['kind'], noticedOn: row.noticedOn, actionDueOn: row.actionDueOn, removedOn: row.removedOn, state: stateOn(row, today),
    body: row.bodyId !== null && row.bodyName !== null ? { id: row.bodyId, name: row.bodyName } : null,
    host: row.hostId !== null && row.hostName !== null ? { id: row.hostId, name: row.hostName } : null,
  }
}

/** One barrier. @throws NotFound */
export async function readBarrier(db: ReadDb, id: string, today: LocalDate): Promise<Barrier> {
  const row = await barrierSource(db)
    .leftJoin('meetings', 'meetings.id', 'barriers.meetingId')
    .selectAll('barriers')
    .select(['bodies.name as bodyName', 'hosts.id as hostId', 'hosts.name as hostName', 'meetings.heldOn'])
    .where('barriers.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { version, description, action, result, meetingId, heldOn } = row
  return { ...shownRow(row, today), version, description, action, result, meeting: meetingId !== null && heldOn !== null ? { id: meetingId, heldOn } : null }
}
