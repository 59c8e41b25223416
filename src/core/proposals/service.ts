import type { InputOf } from '#contract/base.ts'
import type { proposals } from '#contract/proposals.ts'
import type { LocalDate } from '#shared/dates.ts'
import { ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { proposalFindings } from './rules.ts'

type Input<Name extends keyof typeof proposals> = InputOf<(typeof proposals)[Name]>

/** Registers what was raised with a host. @throws ValidationFailure */
export async function createProposal(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), (writer) => insertProposal(writer, fields, call.clock.today()))
  return { id }
}

/** The same, in a transaction that writes more. @throws ValidationFailure */
export async function insertProposal(writer: Writer, fields: Input<'create'>, today: LocalDate): Promise<string> {
  await refuseFields(writer.db, fields, today)
  return writer.insert('proposals', { ...fields, nameSort: sortKey(fields.title), createdAt: writer.now })
}

/** Changes what is known of a proposal. @throws ValidationFailure, NotFound, Conflict */
export async function updateProposal(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call.clock.today())
    await writer.update('proposals', id, { ...fields, nameSort: sortKey(fields.title) }, version)
  })
  return {}
}

async function refuseFields(db: ReadDb, fields: Input<'create'>, today: LocalDate): Promise<void> {
  const findings = proposalFindings(fields, today)
  const { bodyId, meetingId, consultationId } = fields
  const body = await db.selectFrom('bodies').select('id').where('id', '=', bodyId).executeTakeFirst()
  if (!body) findings.push({ path: 'bodyId', rule: 'common.notAChoice' })
  const meeting = meetingId === null ? undefined : await db.selectFrom('meetings').select('bodyId').where('id', '=', meetingId).executeTakeFirst()
  if (meetingId !== null && meeting?.bodyId !== bodyId) findings.push({ path: 'meetingId', rule: 'proposals.meetingOfAnotherBody' })
  const consultation = consultationId === null ? undefined : await db.selectFrom('consultations').select('id').where('id', '=', consultationId).executeTakeFirst()
  if (consultationId !== null && !consultation) findings.push({ path: 'consultationId', rule: 'common.notAChoice' })
  if (findings.length > 0) throw new ValidationFailure(findings)
}
