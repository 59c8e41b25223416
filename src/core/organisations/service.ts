import type { InputOf } from '#contract/base.ts'
import type { organisations } from '#contract/organisations.ts'
import { formatOrganisationNumber, readOrganisationNumber } from '#shared/organisation-number.ts'
import { RuleViolation, ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import { mayBelongTo } from './rules.ts'

type Input<Name extends keyof typeof organisations> = InputOf<(typeof organisations)[Name]>

/** Registers an organisation. */
export async function createOrganisation(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const row = normalised(fields)
  const id = await call.store.transact(call.act(), (writer) => writer.insert('organisations', { ...row, createdAt: writer.now }))
  return { id }
}

/** @throws RuleViolation when the tree would bite its own tail */
export async function updateOrganisation(call: Call, { id, version, ...fields }: Input<'update'>) {
  const row = normalised(fields)
  await call.store.transact(call.act(), async (writer) => {
    const all = await writer.db.selectFrom('organisations').select(['id', 'parentId']).execute()
    const refusal = mayBelongTo(id, row.parentId, new Map(all.map((other) => [other.id, other.parentId])))
    if (refusal) throw new RuleViolation(refusal.rule)
    await writer.update('organisations', id, row, version)
  })
  return {}
}

function normalised(fields: Input<'create'>): Input<'create'> & { nameSort: string } {
  const row = { ...fields, nameSort: sortKey(fields.name) }
  if (!fields.organisationNumber) return row
  const reading = readOrganisationNumber(fields.organisationNumber)
  if ('finding' in reading) throw new ValidationFailure([{ path: 'organisationNumber', ...reading.finding }])
  return { ...row, organisationNumber: formatOrganisationNumber(reading.value.number) }
}
