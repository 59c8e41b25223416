import type { InputOf } from '#contract/base.ts'
import type { affiliations } from '#contract/affiliations.ts'
import { addDays, periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { mergeWithin } from '#core/organisations/index.ts'
import { contactFindings, periodFindings } from './rules.ts'

type Input<Name extends keyof typeof affiliations> = InputOf<(typeof affiliations)[Name]>

/** Adds a contact person of an organisation. @throws ValidationFailure when nobody is named */
export async function addContact(call: Call, input: Input<'addContact'>): Promise<{ id: string }> {
  refuseFields(contactFindings(input))
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseUnknown(writer.db, 'organisations', 'organisationId', input.organisationId)
    if (input.personId !== null) await refuseUnknown(writer.db, 'persons', 'personId', input.personId)
    return writer.insert('organisationContacts', { ...input, ...outsiderOf(input) })
  })
  return { id }
}

/** Changes or ends a contact person. @throws NotFound, Conflict, ValidationFailure when nobody is named any more */
export async function updateContact(call: Call, { id, version, ...changes }: Input<'updateContact'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('organisationContacts').select('personId').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    refuseFields(contactFindings({ ...changes, personId: row.personId }))
    await writer.update('organisationContacts', id, { ...changes, ...outsiderOf({ ...changes, personId: row.personId }) }, version)
  })
  return {}
}

/** One of the register is named and reached as she is there; only of an outsider it is kept here. */
function outsiderOf({ personId, name, phone, email }: Pick<Row<'organisationContacts'>, 'personId' | 'name' | 'phone' | 'email'>) {
  return personId === null ? { name, phone, email } : { name: null, phone: null, email: null }
}

/** Removes a contact person who was recorded by mistake. @throws NotFound, Conflict */
export async function removeContact(call: Call, { id, version }: Input<'removeContact'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('organisationContacts', id, version))
  return {}
}

/** Records that a person belongs to an organisation. @throws RuleViolation when the same is recorded for the same time */
export async function addLink(call: Call, { isDefault, ...input }: Input<'addLink'>): Promise<{ id: string }> {
  refuseFields(periodFindings(input))
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseUnknown(writer.db, 'persons', 'personId', input.personId)
    await refuseUnknown(writer.db, 'organisations', 'organisationId', input.organisationId)
    const others = await linksOf(writer.db, input.personId)
    refuseSame(others, input)
    if (isDefault) await unmark(writer, others)
    return writer.insert('personOrganisationLinks', { ...input, isDefault: isDefault ? 1 : 0 })
  })
  return { id }
}

/** Changes or ends what a person has to do with an organisation. @throws NotFound, Conflict, RuleViolation */
export async function updateLink(call: Call, { id, version, isDefault, ...changes }: Input<'updateLink'>) {
  refuseFields(periodFindings(changes))
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('personOrganisationLinks').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    const others = (await linksOf(writer.db, row.personId)).filter((other) => other.id !== id)
    refuseSame(others, { ...row, ...changes })
    if (isDefault) await unmark(writer, others)
    await writer.update('personOrganisationLinks', id, { ...changes, isDefault: isDefault ? 1 : 0 }, version)
  })
  return {}
}

/** Removes what was recorded by mistake. @throws NotFound, Conflict */
export async function removeLink(call: Call, { id, version }: Input<'removeLink'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('personOrganisationLinks', id, version))
  return {}
}

/**
 * Lets an organisation go on in another from the day after `endsOn`: its contacts and links end there and begin anew, and what lies under it moves.
 * Grants and audits stay with the one they were with, so that what was counted stays as it was; so do bodies, save those that
 * go on where they are to get the other as their host.
 * @throws ValidationFailure `organisations.mayNotMoveBodies` for one who may not change bodies
 */
export async function mergeOrganisation(call: Call, input: Input<'mergeOrganisation'>) {
  if (input.endsOn > call.clock.today()) throw new ValidationFailure([{ path: 'endsOn', rule: 'organisations.mergedInFuture' }])
  if (input.moveBodies && !call.user.permissions.has('bodies.write')) throw new ValidationFailure([{ path: 'moveBodies', rule: 'organisations.mayNotMoveBodies' }])
  await call.store.transact(call.act(), async (writer) => {
    await mergeWithin(writer, input)
    await moveContacts(writer, input)
    await moveLinks(writer, input)
    if (input.moveBodies) await moveBodies(writer, input)
  })
  return {}
}

interface Merge {
  readonly id: string
  readonly intoId: string
  readonly endsOn: LocalDate
}

async function moveContacts(writer: Writer, { id, intoId, endsOn }: Merge): Promise<void> {
  const rows = await writer.db.selectFrom('organisationContacts').selectAll().where('organisationId', '=', id).orderBy('id').execute()
  for (const row of rows.filter((contact) => lastsBeyond(contact, endsOn))) {
    if (row.startsOn > endsOn) {
      await writer.update('organisationContacts', row.id, { organisationId: intoId })
      continue
    }
    await writer.update('organisationContacts', row.id, { endsOn })
    await writer.insert('organisationContacts', { ...fresh(row), organisationId: intoId, startsOn: addDays(endsOn, 1) })
  }
}

async function moveLinks(writer: Writer, { id, intoId, endsOn }: Merge): Promise<void> {
  const rows = await writer.db.selectFrom('personOrganisationLinks').selectAll().where('organisationId', '=', id).orderBy('id').execute()
  for (const row of rows.filter((link) => lastsBeyond(link, endsOn))) {
    const going: NewRow<'personOrganisationLinks'> = { ...fresh(row), organisationId: intoId, startsOn: row.startsOn > endsOn ? row.startsOn : addDays(endsOn, 1) }
    const isThere = (await linksOf(writer.db, row.personId)).some((other) => isSame(other, going))
    if (row.startsOn > endsOn && !isThere) await writer.update('personOrganisationLinks', row.id, { organisationId: intoId })
    if (row.startsOn > endsOn) continue
    await writer.update('personOrganisationLinks', row.id, { endsOn })
    if (!isThere) await writer.insert('personOrganisationLinks', going)
  }
}

async function moveBodies(writer: Writer, { id, intoId, endsOn }: Merge): Promise<void> {
  const bodies = await writer.db.selectFrom('bodies').select(['id', 'endsOn']).where('hostOrganisationId', '=', id).orderBy('id').execute()
  for (const body of bodies.filter((one) => lastsBeyond(one, endsOn))) await writer.update('bodies', body.id, { hostOrganisationId: intoId })
}

function fresh<Stored extends { id: string; version: number }>({ id: _id, version: _version, ...row }: Stored) {
  return row
}

function lastsBeyond({ endsOn }: Pick<Period, 'endsOn'>, day: LocalDate): boolean {
  return endsOn === null || endsOn > day
}

type Link = Period & Pick<Row<'personOrganisationLinks'>, 'organisationId' | 'type'>

function isSame(one: Link, other: Link): boolean {
  return one.organisationId === other.organisationId && one.type === other.type && periodsOverlap(one, other)
}

function refuseSame(others: readonly Link[], link: Link): void {
  if (others.some((other) => isSame(other, link))) throw new RuleViolation('affiliations.alreadyLinked')
}

async function linksOf(db: ReadDb, personId: string): Promise<Row<'personOrganisationLinks'>[]> {
  return db.selectFrom('personOrganisationLinks').selectAll().where('personId', '=', personId).execute()
}

/** One organisation at most is the one a person speaks for by default. */
async function unmark(writer: Writer, links: readonly Row<'personOrganisationLinks'>[]): Promise<void> {
  for (const link of links) if (link.isDefault === 1) await writer.update('personOrganisationLinks', link.id, { isDefault: 0 })
}

async function refuseUnknown(db: ReadDb, table: 'organisations' | 'persons', path: string, id: string): Promise<void> {
  const row = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new ValidationFailure([{ path, rule: 'common.notAChoice' }])
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
