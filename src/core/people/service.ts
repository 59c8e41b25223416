import type { InputOf } from '#contract/base.ts'
import type { people, Person } from '#contract/people.ts'
import { consentFindings } from '#contract/sensitive.ts'
import { addDays, periodsOverlap, type LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { Patch, ReadDb, Writer } from '#core/db/writer.ts'
import { writeCustomValues } from '#core/custom-fields/index.ts'
import { onlyProtected, protectedIdsAmong } from './protected.ts'
import { municipalityOfPostcode } from './addresses.ts'
import { giveMemberNumber } from './member-number.ts'
import { readPerson } from './person.ts'
import { usableFactIds } from './sensitive.ts'
import { contactFinding, normaliseAccount, normalisePerson, oneContact, personSortKey, untoldReason } from './rules.ts'

type Input<Name extends keyof typeof people> = InputOf<(typeof people)[Name]>

/** Registers a person, with a membership when one is given. */
export async function createPerson(call: Call, { membership, customValues, ...fields }: Input<'create'>): Promise<{ id: string }> {
  const { patch, findings } = normalisePerson(fields, call.clock.today())
  const untold = membership && untoldReason(membership)
  if (untold) findings.push({ ...untold, path: `membership.${untold.path}` })
  Object.assign(patch, oneContact(patch))
  const nameless = contactFinding(patch)
  if (nameless) findings.push(nameless)
  if (findings.length > 0) throw new ValidationFailure(findings)
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseTakenNumbers(writer.db, patch, undefined)
    await fillMunicipality(writer.db, patch)
    const personId = await writer.insert('persons', {
      ...(patch as Omit<Row<'persons'>, 'id' | 'version' | 'nameSort' | 'createdAt' | 'deceasedOn'>),
      deceasedOn: null,
      nameSort: personSortKey(fields.givenName, fields.familyName),
      createdAt: writer.now,
    })
    await writeCustomValues(writer, call, { subject: 'person', subjectId: personId, isNew: true }, customValues)
    if (membership) {
      const { reasonKind, reason, ...begun } = membership
      await writer.insert('memberships', { personId, ...begun, endsOn: null, startReasonKind: reasonKind, startReason: reason, endReason: null, endReasonKind: null })
      await giveMemberNumber(writer, personId)
    }
    return personId
  })
  return { id }
}

/**
 * Changes the fields that are given. A protected person's masked fields are never sent, so they cannot be blanked by mistake; what is noted of a protected contact is masked too, and stays.
 * @throws RuleViolation `people.mayNotEndProtection` for one who may not open protected details either
 */
export async function updatePerson(call: Call, { id, version, changes: { customValues = {}, ...changes } }: Input<'update'>): Promise<{ version: number }> {
  return call.store.transact(call.act(), async (writer) => {
    const before = await writer.db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
    if (!before) throw new NotFound()
    // Of another country the postcode is read again.
    const asked = changes.countryCode !== undefined && changes.postcode === undefined ? { ...changes, postcode: before.postcode } : changes
    const { patch, findings } = normalisePerson(asked, call.clock.today(), before.countryCode)
    Object.assign(patch, oneContact(patch))
    if (patch.contactPersonNote === null && (await isNoteMasked(writer.db, { ...before, ...patch }, before))) delete patch.contactPersonNote
    const nameless = contactFinding({ ...before, ...patch })
    if (nameless) findings.push(nameless)
    if (findings.length > 0) throw new ValidationFailure(findings)
    if (before.isProtected === 1 && patch.isProtected === 0 && !call.user.permissions.has('people.openProtected')) throw new RuleViolation('people.mayNotEndProtection')
    await refuseTakenNumbers(writer.db, patch, id)
    if (patch.contactPersonId === id) throw new ValidationFailure([{ path: 'contactPersonId', rule: 'people.ownContactPerson' }])
    if (before.municipalityCode === null || patch.municipalityCode === null) await fillMunicipality(writer.db, patch, before.countryCode)
    const nameSort = personSortKey(patch.givenName ?? before.givenName, patch.familyName ?? before.familyName)
    await writer.update('persons', id, { ...patch, nameSort }, version)
    await writeCustomValues(writer, call, { subject: 'person', subjectId: id, isNew: false }, customValues)
    const after = await writer.db.selectFrom('persons').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    return { version: after.version }
  })
}

/** Whether whom to contact instead is the same as before, and protected, so that nobody was shown what is noted of her. */
async function isNoteMasked(db: ReadDb, { contactPersonId }: Pick<Row<'persons'>, 'contactPersonId'>, before: Pick<Row<'persons'>, 'contactPersonId'>): Promise<boolean> {
  return contactPersonId !== null && contactPersonId === before.contactPersonId && (await protectedIdsAmong(db, [contactPersonId])).has(contactPersonId)
}

/** Fills in the municipality from a Swedish postcode where the register knows it and nobody has said another. */
async function fillMunicipality(db: ReadDb, patch: Patch<'persons'>, heldCountry: string | null = null): Promise<void> {
  const { countryCode = heldCountry } = patch
  if (countryCode === null && patch.postcode && !patch.municipalityCode) patch.municipalityCode = await municipalityOfPostcode(db, patch.postcode)
}

async function refuseTakenNumbers(db: ReadDb, patch: Partial<Row<'persons'>>, ownId: string | undefined): Promise<void> {
  for (const column of ['memberNumber', 'identityNumber'] as const) {
    const value = patch[column]
    if (!value) continue
    const holder = await db.selectFrom('persons').select('id').where(column, '=', value).executeTakeFirst()
    if (holder && holder.id !== ownId) throw new ValidationFailure([{ path: column, rule: column === 'memberNumber' ? 'people.memberNumberTaken' : 'people.identityNumberTaken' }])
  }
}

/** Opens a protected person's details; who did it and why is journalled in the same transaction. */
export async function openProtected(call: Call, { id, reason }: Input<'openProtected'>): Promise<Person> {
  await call.store.transact(call.act(reason), async (writer) => writer.note('persons', id))
  return readPerson(call, id, true)
}

/** The protected persons by name. Who asked and why is journalled on each of them. */
export async function listProtected(call: Call, { reason }: Input<'listProtected'>) {
  return call.store.transact(call.act(reason), async (writer) => {
    const rows = await writer.db.selectFrom('persons').selectAll().where(...onlyProtected).orderBy('nameSort').execute()
    for (const row of rows) writer.note('persons', row.id)
    return rows.map((row) => ({ id: row.id, name: `${row.givenName} ${row.familyName}`, memberNumber: row.memberNumber }))
  })
}

/** A person's identity number in full; journalled. */
export async function readIdentityNumberOf(call: Call, { id, reason }: Input<'readIdentityNumber'>) {
  return call.store.transact(call.act(reason), async (writer) => {
    const row = await writer.db.selectFrom('persons').select('identityNumber').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    writer.note('persons', id)
    return row
  })
}

/** Records the account a person is paid to. The one before ends the day before, so that the past stays as it was. */
export async function setPaymentAccount(call: Call, { personId, startsOn, ...typed }: Input<'setPaymentAccount'>): Promise<{ id: string }> {
  const account = normaliseAccount(typed)
  if ('findings' in account) throw new ValidationFailure(account.findings)
  const id = await call.store.transact(call.act(), async (writer) => {
    await endRunning(writer, 'paymentAccounts', personId, startsOn)
    return writer.insert('paymentAccounts', { personId, ...account, startsOn, endsOn: null })
  })
  return { id }
}

/** Records that a person takes no stipend for a period, for what and on what ground. @throws RuleViolation when the periods overlap, ValidationFailure where the consent has no time */
export async function declineStipend(call: Call, input: Input<'declineStipend'>): Promise<{ id: string }> {
  refuseGround(call, input)
  const id = await call.store.transact(call.act(), async (writer) => {
    const existing = await writer.db.selectFrom('stipendDeclinations').selectAll().where('personId', '=', input.personId).execute()
    if (existing.some((period) => periodsOverlap(period, input))) throw new RuleViolation('people.declinationOverlaps')
    return writer.insert('stipendDeclinations', input)
  })
  return { id }
}

/** Records that a person agrees anew to take no stipend. @throws NotFound where it has ended, Conflict, RuleViolation when it would run into the next */
export async function renewStipendDeclination(call: Call, { id, version, ...ground }: Input<'renewStipendDeclination'>) {
  const today = call.clock.today()
  await call.store.transact(call.act(), async (writer) => {
    if (!(await usableFactIds(writer.db, [id], today)).has(id)) throw new NotFound()
    const { personId, startsOn } = await writer.db.selectFrom('stipendDeclinations').select(['personId', 'startsOn']).where('id', '=', id).executeTakeFirstOrThrow()
    refuseGround(call, { startsOn, ...ground })
    const others = await writer.db.selectFrom('stipendDeclinations').selectAll().where('personId', '=', personId).where('id', '<>', id).execute()
    if (others.some((period) => periodsOverlap(period, { startsOn, endsOn: ground.endsOn }))) throw new RuleViolation('people.declinationOverlaps')
    await writer.update('stipendDeclinations', id, ground, version)
  })
  return {}
}

/** Lets a person take stipends again after the day. @throws NotFound, Conflict */
export async function endStipendDeclination(call: Call, { id, version, endsOn }: Input<'endStipendDeclination'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('stipendDeclinations').select(['startsOn', 'endsOn']).where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    refuseBackwards({ startsOn: row.startsOn, endsOn })
    // For longer the person is asked again.
    if (row.endsOn !== null && endsOn > row.endsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'people.renewInstead' }])
    await writer.update('stipendDeclinations', id, { endsOn }, version)
  })
  return {}
}

async function endRunning(writer: Writer, table: 'paymentAccounts', personId: string, startsOn: LocalDate): Promise<void> {
  const running = await writer.db.selectFrom(table).selectAll().where('personId', '=', personId).where('endsOn', 'is', null).execute()
  for (const row of running) {
    if (row.startsOn >= startsOn) throw new ValidationFailure([{ path: 'startsOn', rule: 'people.laterAccountExists' }])
    await writer.update(table, row.id, { endsOn: addDays(startsOn, -1) })
  }
}

function refuseGround(call: Call, ground: { startsOn: LocalDate; endsOn: LocalDate; consentedOn: LocalDate }): void {
  refuseBackwards(ground)
  const findings = consentFindings(ground, call.clock.today())
  if (findings.length > 0) throw new ValidationFailure(findings)
}

function refuseBackwards({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate | null }): void {
  if (endsOn !== null && endsOn < startsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
}
