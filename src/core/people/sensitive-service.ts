import type { InputOf } from '#contract/base.ts'
import { consentFindings, factFindings, type sensitive } from '#contract/sensitive.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { endedFactIds, usableFactIds } from './sensitive.ts'
import { factColumns } from './sensitive-rules.ts'

type Input<Name extends keyof typeof sensitive> = InputOf<(typeof sensitive)[Name]>

/** Records a sensitive fact. @throws ValidationFailure where what the kind asks for is missing, or the consent has no time */
export async function addFact(call: Call, { personId, purpose, legalBasis, consentedOn, endsOn, ...fact }: Input<'add'>): Promise<{ id: string }> {
  refuse([...factFindings(fact), ...consentFindings({ consentedOn, endsOn }, call.clock.today())])
  const id = await call.store.transact(call.act(), async (writer) => {
    const person = await writer.db.selectFrom('persons').select('id').where('id', '=', personId).executeTakeFirst()
    if (!person) throw new NotFound()
    return writer.insert('sensitiveFacts', { personId, kind: fact.kind, ...factColumns(fact), purpose, legalBasis, consentedOn, endsOn, consentWithdrawnOn: null })
  })
  return { id }
}

/** Records a consent given anew. @throws NotFound where the fact may no longer be used, Conflict */
export async function renewConsent(call: Call, { id, version, consentedOn, endsOn }: Input<'renew'>) {
  const today = call.clock.today()
  refuse(consentFindings({ consentedOn, endsOn }, today))
  await call.store.transact(call.act(), async (writer) => {
    await requireUsable(writer.db, id, today)
    await writer.update('sensitiveFacts', id, { consentedOn, endsOn }, version)
  })
  return {}
}

/** Records that a consent is taken back. From that day the fact is not shown. @throws NotFound, Conflict */
export async function withdrawConsent(call: Call, { id, version, withdrawnOn }: Input<'withdraw'>) {
  await call.store.transact(call.act(), async (writer) => {
    await requireUsable(writer.db, id, call.clock.today())
    await writer.update('sensitiveFacts', id, { consentWithdrawnOn: withdrawnOn }, version)
  })
  return {}
}

/** Erases what may no longer be used. It cannot be taken back. */
export async function eraseEnded(call: Call): Promise<{ count: number }> {
  return call.store.transact(call.act(), async (writer) => {
    const ids = await endedFactIds(writer.db, call.clock.today())
    for (const id of ids) await writer.delete('sensitiveFacts', id)
    return { count: ids.length }
  })
}

/** The association's list of areas of experience, in order. */
export function listAreas(db: ReadDb) {
  return db.selectFrom('experienceAreas').select(['id', 'version', 'name']).orderBy('nameSort').orderBy('id').execute()
}

/** @throws ValidationFailure when the area is on the list already */
export async function addArea(call: Call, { name }: Input<'addArea'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseTaken(writer.db, name)
    return writer.insert('experienceAreas', { name, nameSort: sortKey(name) })
  })
  return { id }
}

/** @throws NotFound, Conflict, ValidationFailure when another area has the name */
export async function renameArea(call: Call, { id, version, name }: Input<'renameArea'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseTaken(writer.db, name, id)
    await writer.update('experienceAreas', id, { name, nameSort: sortKey(name) }, version)
  })
  return {}
}

/** @throws RuleViolation `sensitive.areaInUse`, NotFound, Conflict */
export async function removeArea(call: Call, { id, version }: Input<'removeArea'>) {
  await call.store.transact(call.act(), async (writer) => {
    if (await writer.db.selectFrom('sensitiveFacts').select('id').where('experienceAreaId', '=', id).executeTakeFirst()) throw new RuleViolation('sensitive.areaInUse')
    await writer.delete('experienceAreas', id, version)
  })
  return {}
}

async function refuseTaken(db: ReadDb, name: string, ownId?: string): Promise<void> {
  const holder = await db.selectFrom('experienceAreas').select('id').where('nameSort', '=', sortKey(name)).executeTakeFirst()
  if (holder && holder.id !== ownId) throw new ValidationFailure([{ path: 'name', rule: 'sensitive.areaExists' }])
}

async function requireUsable(db: ReadDb, id: string, today: LocalDate): Promise<void> {
  if (!(await usableFactIds(db, [id], today)).has(id)) throw new NotFound()
}

function refuse(findings: ReturnType<typeof consentFindings>): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
