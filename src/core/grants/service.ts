import type { InputOf } from '#contract/base.ts'
import type { grants } from '#contract/grants.ts'
import { ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { choiceFindings } from '#core/organisations/index.ts'
import { grantFindings } from './rules.ts'

type Input<Name extends keyof typeof grants> = InputOf<(typeof grants)[Name]>

/** Registers a grant from a funder. */
export async function createGrant(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    refuseFields([...grantFindings(fields), ...(await funderFindings(call, writer.db, fields))])
    return writer.insert('grants', fields)
  })
  return { id }
}

/** Changes what is known of a grant. @throws NotFound, Conflict */
export async function updateGrant(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    const before = await writer.db.selectFrom('grants').select('funderOrganisationId').where('id', '=', id).executeTakeFirst()
    refuseFields([...grantFindings(fields), ...(before?.funderOrganisationId === fields.funderOrganisationId ? [] : await funderFindings(call, writer.db, fields))])
    await writer.update('grants', id, fields, version)
  })
  return {}
}

function funderFindings({ clock }: Call, db: ReadDb, { funderOrganisationId }: Input<'create'>): Promise<FieldFinding[]> {
  return choiceFindings(db, { path: 'funderOrganisationId', id: funderOrganisationId, today: clock.today() })
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
