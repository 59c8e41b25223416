import type { InputOf } from '#contract/base.ts'
import type { grants } from '#contract/grants.ts'
import { ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Writer } from '#core/db/writer.ts'
import { grantFindings } from './rules.ts'

type Input<Name extends keyof typeof grants> = InputOf<(typeof grants)[Name]>

/** Registers a grant from a funder. */
export async function createGrant(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseUnfit(writer, fields)
    return writer.insert('grants', fields)
  })
  return { id }
}

/** Changes what is known of a grant. @throws NotFound, Conflict */
export async function updateGrant(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseUnfit(writer, fields)
    await writer.update('grants', id, fields, version)
  })
  return {}
}

async function refuseUnfit(writer: Writer, fields: Input<'create'>): Promise<void> {
  const funder = await writer.db.selectFrom('organisations').select('id').where('id', '=', fields.funderOrganisationId).executeTakeFirst()
  const findings = [...grantFindings(fields), ...(funder ? [] : [{ path: 'funderOrganisationId', rule: 'common.notAChoice' } as const])]
  if (findings.length > 0) throw new ValidationFailure(findings)
}
