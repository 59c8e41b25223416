import type { InputOf } from '#contract/base.ts'
import type { audits } from '#contract/audits.ts'
import { periodsOverlap } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { TableName } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { orderFindings } from './rules.ts'

type Input<Name extends keyof typeof audits> = InputOf<(typeof audits)[Name]>

/** Registers an audit that users lead. @throws ValidationFailure */
export async function createAudit(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields)
    return writer.insert('audits', fields)
  })
  return { id }
}

/** Changes what is known of an audit. @throws NotFound, Conflict */
export async function updateAudit(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields)
    await writer.update('audits', id, fields, version)
  })
  return {}
}

async function refuseFields(db: ReadDb, fields: Input<'create'>): Promise<void> {
  const findings = orderFindings(fields)
  for (const path of ['orderedByOrganisationId', 'auditedOrganisationId'] as const) {
    if (!(await exists(db, 'organisations', fields[path]))) findings.push({ path, rule: 'common.notAChoice' })
  }
  if (fields.grantId !== null && !(await exists(db, 'grants', fields.grantId))) findings.push({ path: 'grantId', rule: 'common.notAChoice' })
  if (findings.length > 0) throw new ValidationFailure(findings)
}

/** Adds somebody to the team. @throws RuleViolation `audits.alreadyInTeam` when she is in it at the same time */
export async function addTeamMember(call: Call, input: Input<'addTeamMember'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    if (!(await exists(writer.db, 'audits', input.auditId))) throw new NotFound()
    const findings: FieldFinding[] = input.endsOn !== null && input.endsOn < input.startsOn ? [{ path: 'endsOn', rule: 'common.endsBeforeStart' }] : []
    if (!(await exists(writer.db, 'persons', input.personId))) findings.push({ path: 'personId', rule: 'common.notAChoice' })
    if (findings.length > 0) throw new ValidationFailure(findings)
    const existing = await writer.db.selectFrom('auditTeamMembers').selectAll().where('auditId', '=', input.auditId).where('personId', '=', input.personId).execute()
    if (existing.some((member) => periodsOverlap(member, input))) throw new RuleViolation('audits.alreadyInTeam')
    return writer.insert('auditTeamMembers', input)
  })
  return { id }
}

/** Ends somebody’s time in an audit’s team; the day is her last. @throws NotFound, Conflict */
export async function endTeamMember(call: Call, { id, version, endsOn }: Input<'endTeamMember'>) {
  await call.store.transact(call.act(), async (writer) => {
    const member = await writer.db.selectFrom('auditTeamMembers').select('startsOn').where('id', '=', id).executeTakeFirst()
    if (!member) throw new NotFound()
    if (endsOn < member.startsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
    await writer.update('auditTeamMembers', id, { endsOn }, version)
  })
  return {}
}

async function exists(db: ReadDb, table: Extract<TableName, 'organisations' | 'grants' | 'persons' | 'audits'>, id: string): Promise<boolean> {
  return (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
