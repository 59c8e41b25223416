import type { InputOf } from '#contract/base.ts'
import type { Proposal, ProposalRow, proposals } from '#contract/proposals.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { isOverdueOn, stepOn } from './rules.ts'

type ListInput = InputOf<typeof proposals.list>

function proposalSource(db: ReadDb) {
  return db.selectFrom('proposals').innerJoin('bodies', 'bodies.id', 'proposals.bodyId').innerJoin('organisations as hosts', 'hosts.id', 'bodies.hostOrganisationId')
}

/** A window of the proposals. */
export async function listProposals(db: ReadDb, input: ListInput, today: LocalDate): Promise<{ total: number; rows: ProposalRow[] }> {
  let query = proposalSource(db)
  const { bodyId, meetingId, consultationId, isOpen, isOverdue } = input
  for (const word of sortKey(input.text).split(' ').filter(Boolean)) {
    query = query.where((eb) => eb.or([eb('proposals.nameSort', 'like', `%${word}%`), eb('bodies.nameSort', 'like', `%${word}%`)]))
  }
  if (bodyId) query = query.where('proposals.bodyId', '=', bodyId)
  if (meetingId) query = query.where('proposals.meetingId', '=', meetingId)
  if (consultationId) query = query.where('proposals.consultationId', '=', consultationId)
  if (isOpen !== undefined) query = query.where('proposals.toldBackOn', isOpen ? 'is' : 'is not', null)
  if (isOverdue !== undefined) {
    query = query.where((eb) => {
      const overdue = eb.and([eb('proposals.measureDueOn', 'is not', null), eb('proposals.measureDueOn', '<', today), eb.or([eb('proposals.changedOn', 'is', null), eb('proposals.changedOn', '>', today)])])
      return isOverdue ? overdue : eb.not(overdue)
    })
  }
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .selectAll('proposals')
    .select(['bodies.name as bodyName', 'hosts.name as hostName'])
    .orderBy(input.sort === 'title' ? 'proposals.nameSort' : `proposals.${input.sort}`, (order) => (direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('proposals.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => shownRow(row, today)) }
}

function shownRow(row: Row<'proposals'> & { readonly bodyName: string; readonly hostName: string }, today: LocalDate): ProposalRow {
  return {
    id: row.id, title: row.title, body: { id: row.bodyId, name: row.bodyName }, hostName: row.hostName, raisedOn: row.raisedOn, step: stepOn(row, today), outcome: row.outcome as ProposalRow['outcome'],
    measureDueOn: row.measureDueOn, isOverdue: isOverdueOn(row, today),
  }
}

/** One proposal. @throws NotFound */
export async function readProposal(db: ReadDb, id: string, today: LocalDate): Promise<Proposal> {
  const row = await proposalSource(db)
    .leftJoin('meetings', 'meetings.id', 'proposals.meetingId')
    .leftJoin('consultations', 'consultations.id', 'proposals.consultationId')
    .selectAll('proposals')
    .select(['bodies.name as bodyName', 'hosts.name as hostName', 'meetings.heldOn', 'consultations.title as consultationTitle'])
    .where('proposals.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { version, hopedFor, whyItMatters, answeredOn, answer, measure, changedOn, change, evidence, toldBackOn, toldBackHow } = row
  return {
    ...shownRow(row, today), version, hopedFor, whyItMatters, answeredOn, answer, measure, changedOn, change, evidence, toldBackOn, toldBackHow,
    meeting: row.meetingId !== null && row.heldOn !== null ? { id: row.meetingId, heldOn: row.heldOn } : null,
    consultation: row.consultationId !== null && row.consultationTitle !== null ? { id: row.consultationId, name: row.consultationTitle } : null,
  }
}
