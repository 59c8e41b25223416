import type { InputOf } from '#contract/base.ts'
import type { barriers } from '#contract/barriers.ts'
import { ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { barrierFindings } from './rules.ts'

type Input<Name extends keyof typeof barriers> = InputOf<(typeof barriers)[Name]>

/** Writes down what stands in the way. @throws ValidationFailure */
export async function createBarrier(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call)
    return writer.insert('barriers', { ...fields, nameSort: sortKey(fields.title), createdAt: writer.now })
  })
  return { id }
}

/** Changes what is known of a barrier. @throws ValidationFailure, NotFound, Conflict */
export async function updateBarrier(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call)
    await writer.update('barriers', id, { ...fields, nameSort: sortKey(fields.title) }, version)
  })
  return {}
}

async function refuseFields(db: ReadDb, fields: Input<'create'>, call: Call): Promise<void> {
  const findings = barrierFindings(fields, call.clock.today())
  const { bodyId, hostOrganisationId, meetingId } = fields
  const body = bodyId === null ? undefined : await db.selectFrom('bodies').select('id').where('id', '=', bodyId).executeTakeFirst()
  if (bodyId !== null && !body) findings.push({ path: 'bodyId', rule: 'common.notAChoice' })
  if (bodyId !== null && hostOrganisationId !== null) findings.push({ path: 'hostOrganisationId', rule: 'barriers.bodyHasItsHost' })
  const host = hostOrganisationId === null ? undefined : await db.selectFrom('organisations').select('id').where('id', '=', hostOrganisationId).executeTakeFirst()
  if (hostOrganisationId !== null && !host) findings.push({ path: 'hostOrganisationId', rule: 'common.notAChoice' })
  const meeting = meetingId === null ? undefined : await db.selectFrom('meetings').select('bodyId').where('id', '=', meetingId).executeTakeFirst()
  if (meetingId !== null && (!meeting || meeting.bodyId !== bodyId)) findings.push({ path: 'meetingId', rule: 'barriers.meetingOfAnotherBody' })
  if (findings.length > 0) throw new ValidationFailure(findings)
}
