import type { InputOf } from '#contract/base.ts'
import type { organisations } from '#contract/organisations.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { formatOrganisationNumber, readOrganisationNumber } from '#shared/organisation-number.ts'
import { readCountry } from '#shared/countries.ts'
import { readPostcode } from '#shared/postal.ts'
import type { Reading } from '#shared/reading.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse, type FieldFinding } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { writeCustomValues } from '#core/custom-fields/index.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { isEndedOn, mayBelongTo, mergeFinding } from './rules.ts'
import { parentsOf } from './tree.ts'

type Input<Name extends keyof typeof organisations> = InputOf<(typeof organisations)[Name]>

/** Registers an organisation. */
export async function createOrganisation(call: Call, { customValues, ...fields }: Input<'create'>): Promise<{ id: string }> {
  const row = normalised(fields)
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseParent(writer.db, call, row.parentId)
    const organisationId = await writer.insert('organisations', { ...row, endsOn: null, mergedIntoId: null, createdAt: writer.now })
    await writeCustomValues(writer, call, { subject: 'organisation', subjectId: organisationId, isNew: true }, customValues)
    return organisationId
  })
  return { id }
}

/** Changes or corrects what is known of an organisation. @throws RuleViolation when the tree would bite its own tail */
export async function updateOrganisation(call: Call, { id, version, customValues, ...fields }: Input<'update'>) {
  const row = normalised(fields)
  await call.store.transact(call.act(), async (writer) => {
    await refuseParent(writer.db, call, row.parentId, await organisationOf(writer.db, id))
    refuse(mayBelongTo(id, row.parentId, await parentsOf(writer.db)))
    await writer.update('organisations', id, row, version)
    await writeCustomValues(writer, call, { subject: 'organisation', subjectId: id, isNew: false }, customValues)
  })
  return {}
}

/** Moves an organisation in the tree and keeps where it lay until the day before. @throws RuleViolation when the tree would bite its own tail */
export async function moveOrganisation(call: Call, { id, version, parentId, movedOn }: Input<'move'>) {
  if (movedOn > call.clock.today()) throw new ValidationFailure([{ path: 'movedOn', rule: 'organisations.movedInFuture' }])
  await call.store.transact(call.act(), async (writer) => {
    const organisation = await organisationOf(writer.db, id)
    await refuseParent(writer.db, call, parentId, organisation)
    if (organisation.parentId === parentId) throw new RuleViolation('organisations.alreadyThere')
    refuse(mayBelongTo(id, parentId, await parentsOf(writer.db)))
    const last = await writer.db.selectFrom('organisationPlacements').select('endsOn').where('organisationId', '=', id).orderBy('endsOn', 'desc').executeTakeFirst()
    if (last && movedOn <= last.endsOn) throw new ValidationFailure([{ path: 'movedOn', rule: 'organisations.movedBeforeLast', params: { endsOn: last.endsOn } }])
    await place(writer, organisation, parentId, addDays(movedOn, -1), version)
  })
  return {}
}

/** @param until the last day under its present parent */
async function place(writer: Writer, { id, parentId: before }: Row<'organisations'>, parentId: string | null, until: LocalDate, version?: number): Promise<void> {
  await writer.insert('organisationPlacements', { organisationId: id, parentId: before, endsOn: until })
  await writer.update('organisations', id, { parentId }, version)
}

/** Ends an organisation. What refers to it goes on doing so. @throws RuleViolation when it has ended already */
export async function endOrganisation(call: Call, { id, version, endsOn, reason }: Input<'end'>) {
  await call.store.transact(call.act(reason ?? undefined), async (writer) => {
    const organisation = await organisationOf(writer.db, id)
    if (organisation.endsOn !== null) throw new RuleViolation('organisations.alreadyEnded', { endsOn: organisation.endsOn })
    await writer.update('organisations', id, { endsOn }, version)
  })
  return {}
}

/** Takes back that an organisation has ended, or gone into another. @throws NotFound, Conflict */
export async function reopenOrganisation(call: Call, { id, version }: Input<'reopen'>) {
  await call.store.transact(call.act(), (writer) => writer.update('organisations', id, { endsOn: null, mergedIntoId: null }, version))
  return {}
}

/** Lets an organisation go on in another: it ends, and what lies directly under it moves there. @throws NotFound, Conflict, RuleViolation */
export async function mergeWithin(writer: Writer, { id, version, intoId, endsOn }: { id: string; version: number; intoId: string; endsOn: LocalDate }): Promise<void> {
  const [merged, into] = [await organisationOf(writer.db, id), await organisationOf(writer.db, intoId)]
  refuse(mergeFinding(merged, into, endsOn, await parentsOf(writer.db)))
  await writer.update('organisations', id, { endsOn, mergedIntoId: intoId }, version)
  const children = await writer.db.selectFrom('organisations').selectAll().where('parentId', '=', id).orderBy('nameSort').execute()
  for (const child of children.filter((one) => one.endsOn === null)) await place(writer, child, intoId, endsOn)
}

async function organisationOf(db: ReadDb, id: string): Promise<Row<'organisations'>> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function refuseParent(db: ReadDb, call: Call, parentId: string | null, organisation?: Row<'organisations'>): Promise<void> {
  if (parentId === null || parentId === organisation?.parentId) return
  const findings = await choiceFindings(db, { path: 'parentId', id: parentId, today: call.clock.today() })
  if (findings.length > 0) throw new ValidationFailure(findings)
}

/** Why an organisation may not be chosen for something new: it is unknown, or its time is over. What has chosen it before may keep it. */
export async function choiceFindings(db: ReadDb, { path, id, today }: { path: string; id: string; today: LocalDate }): Promise<FieldFinding[]> {
  const row = await db.selectFrom('organisations').select('endsOn').where('id', '=', id).executeTakeFirst()
  if (!row) return [{ path, rule: 'common.notAChoice' }]
  return row.endsOn !== null && isEndedOn(row.endsOn, today) ? [{ path, rule: 'organisations.choiceEnded', params: { endsOn: row.endsOn } }] : []
}

function normalised(fields: Omit<Input<'create'>, 'customValues'>): Omit<Input<'create'>, 'customValues'> & { nameSort: string } {
  const findings: FieldFinding[] = []

  function read<T>(path: string, reading: Reading<T>): T | undefined {
    if ('finding' in reading) findings.push({ path, ...reading.finding })
    return reading.value
  }

  const number = fields.organisationNumber && read('organisationNumber', readOrganisationNumber(fields.organisationNumber))
  const countryCode = (fields.countryCode && read('countryCode', readCountry(fields.countryCode))) || null
  const place = fields.postcode && read('postcode', readPostcode(fields.postcode, countryCode))
  if (findings.length > 0) throw new ValidationFailure(findings)
  return {
    ...fields, nameSort: sortKey(fields.name),
    ...(number && { organisationNumber: formatOrganisationNumber(number.number) }),
    ...(place && { postcode: place.postcode }), countryCode, ...(countryCode !== null && { municipalityCode: null }),
  }
}
