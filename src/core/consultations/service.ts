import type { InputOf } from '#contract/base.ts'
import type { consultations } from '#contract/consultations.ts'
import { NotFound, refuse, ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { Row, TableName } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { askingFinding, consultationFindings, promiseFinding, viewpointFindings } from './rules.ts'

type Input<Name extends keyof typeof consultations> = InputOf<(typeof consultations)[Name]>

/** Registers a consultation. @throws ValidationFailure */
export async function createConsultation(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseFields(writer.db, fields, call)
    return writer.insert('consultations', { ...asRow(fields), createdAt: writer.now })
  })
  return { id }
}

/** Changes what is known of a consultation. @throws ValidationFailure, NotFound, Conflict */
export async function updateConsultation(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    const before = await readRow(writer.db, id)
    const { viewpointCount } = await writer.db.selectFrom('viewpoints').select((eb) => eb.fn.countAll().as('viewpointCount')).where('consultationId', '=', id).executeTakeFirstOrThrow()
    const promise = promiseFinding({ wasAnonymous: before.isAnonymous === 1, isAnonymous: fields.isAnonymous, viewpointCount: Number(viewpointCount) })
    if (promise.length > 0) throw new ValidationFailure(promise)
    await refuseFields(writer.db, fields, call)
    await writer.update('consultations', id, asRow(fields), version)
  })
  return {}
}

function asRow(fields: Input<'create'>) {
  return { ...fields, nameSort: sortKey(fields.title), isAnonymous: fields.isAnonymous ? 1 : 0 } as const
}

async function refuseFields(db: ReadDb, fields: Input<'create'>, call: Call): Promise<void> {
  const findings = consultationFindings(fields, call.clock.today())
  const { askedByOrganisationId, bodyId, responsibleUserId } = fields
  for (const [path, table, id] of [['askedByOrganisationId', 'organisations', askedByOrganisationId], ['bodyId', 'bodies', bodyId], ['responsibleUserId', 'users', responsibleUserId]] as const) {
    if (id !== null && !(await exists(db, table, id))) findings.push({ path, rule: 'common.notAChoice' })
  }
  if (findings.length > 0) throw new ValidationFailure(findings)
}

/** Notes who has been asked. @throws NotFound, RuleViolation `consultations.alreadyAsked` */
export async function ask(call: Call, input: Input<'ask'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    const { receivedOn } = await readRow(writer.db, input.consultationId)
    const others = await writer.db.selectFrom('consultationInvitees').select(['personId', 'organisationId', 'panelId']).where('consultationId', '=', input.consultationId).execute()
    refuse(askingFinding(input, others))
    const { personId, organisationId, panelId } = input
    for (const [path, table, asked] of [['personId', 'persons', personId], ['organisationId', 'organisations', organisationId], ['panelId', 'panels', panelId]] as const) {
      if (asked !== null && !(await exists(writer.db, table, asked))) throw new ValidationFailure([{ path, rule: 'common.notAChoice' }])
    }
    if (input.askedOn < receivedOn) throw new ValidationFailure([{ path: 'askedOn', rule: 'consultations.beforeQuestion' }])
    return writer.insert('consultationInvitees', input)
  })
  return { id }
}

/** Takes away one who was not asked after all. @throws NotFound, Conflict, RuleViolation `consultations.hasSpoken` */
export async function removeInvitee(call: Call, { id, version }: Input<'removeInvitee'>) {
  await call.store.transact(call.act(), async (writer) => {
    const spoken = await writer.db.selectFrom('viewpoints').select('id').where('inviteeId', '=', id).executeTakeFirst()
    refuse(spoken && { rule: 'consultations.hasSpoken' })
    await writer.delete('consultationInvitees', id, version)
  })
  return {}
}

/** Writes down what came in. @throws NotFound, ValidationFailure */
export async function addViewpoint(call: Call, input: Input<'addViewpoint'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseViewpoint(writer.db, input.consultationId, input, call)
    return writer.insert('viewpoints', { ...input, createdAt: writer.now })
  })
  return { id }
}

/** Changes a viewpoint. @throws NotFound, Conflict, ValidationFailure */
export async function updateViewpoint(call: Call, { id, version, ...fields }: Input<'updateViewpoint'>) {
  await call.store.transact(call.act(), async (writer) => {
    const viewpoint = await writer.db.selectFrom('viewpoints').select('consultationId').where('id', '=', id).executeTakeFirst()
    if (!viewpoint) throw new NotFound()
    await refuseViewpoint(writer.db, viewpoint.consultationId, fields, call)
    await writer.update('viewpoints', id, fields, version)
  })
  return {}
}

/** Removes a viewpoint. @throws NotFound, Conflict */
export async function removeViewpoint(call: Call, { id, version }: Input<'removeViewpoint'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('viewpoints', id, version))
  return {}
}

async function refuseViewpoint(db: ReadDb, consultationId: string, viewpoint: Input<'updateViewpoint'> | Omit<Input<'updateViewpoint'>, 'id' | 'version'>, call: Call): Promise<void> {
  const { receivedOn, isAnonymous } = await readRow(db, consultationId)
  const invitees = await db.selectFrom('consultationInvitees').select('id').where('consultationId', '=', consultationId).execute()
  const findings = viewpointFindings(viewpoint, { receivedOn, isAnonymous: isAnonymous === 1, inviteeIds: invitees.map(({ id }) => id) }, call.clock.today())
  if (findings.length > 0) throw new ValidationFailure(findings)
}

async function readRow(db: ReadDb, id: string): Promise<Row<'consultations'>> {
  const row = await db.selectFrom('consultations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function exists(db: ReadDb, table: Extract<TableName, 'organisations' | 'bodies' | 'users' | 'persons' | 'panels'>, id: string): Promise<boolean> {
  return (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
