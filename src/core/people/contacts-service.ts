import type { InputOf } from '#contract/base.ts'
import type { contacts } from '#contract/contacts.ts'
import { readPhone } from '#shared/contact.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { municipalityOfPostcode } from './addresses.ts'
import { normaliseContact, normalisePerson } from './rules.ts'

type Input<Name extends keyof typeof contacts> = InputOf<(typeof contacts)[Name]>

/** Adds a further way to reach a person, after those there are. */
export async function addContact(call: Call, { personId, label, ...typed }: Input<'add'>): Promise<{ id: string }> {
  const detail = readable(typed)
  const id = await call.store.transact(call.act(), async (writer) => {
    await requirePerson(writer.db, personId)
    return writer.insert('contactDetails', { personId, ...detail, label, position: await nextPosition(writer.db, personId) })
  })
  return { id }
}

/** @throws NotFound, Conflict, ValidationFailure */
export async function updateContact(call: Call, { id, version, label, ...typed }: Input<'update'>) {
  const detail = readable(typed)
  await call.store.transact(call.act(), (writer) => writer.update('contactDetails', id, { ...detail, label }, version))
  return {}
}

/** @throws NotFound, Conflict */
export async function removeContact(call: Call, { id, version }: Input<'remove'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('contactDetails', id, version))
  return {}
}

/**
 * Swaps a further e-mail or telephone number with the person's own, which is the one used everywhere.
 * @throws RuleViolation `contacts.cannotBePreferred` for other ways
 */
export async function makePreferred(call: Call, { id, version }: Input<'makePreferred'>) {
  await call.store.transact(call.act(), async (writer) => {
    const detail = await writer.db.selectFrom('contactDetails').selectAll().where('id', '=', id).executeTakeFirst()
    if (!detail) throw new NotFound()
    if (detail.kind === 'other') throw new RuleViolation('contacts.cannotBePreferred')
    const column = detail.kind === 'email' ? 'email' : 'phone'
    const person = await requirePerson(writer.db, detail.personId)
    const before = person[column]
    if (before === null) await writer.delete('contactDetails', id, version)
    else await writer.update('contactDetails', id, { kind: kindOf(column, before), value: before, label: null }, version)
    await writer.update('persons', person.id, { [column]: detail.value })
  })
  return {}
}

function kindOf(column: 'email' | 'phone', value: string) {
  if (column === 'email') return 'email'
  return readPhone(value).value?.isMobile ? 'mobile' : 'phone'
}

/**
 * Records a move. From its day the new address is the person's own, and the one before is kept with its last day;
 * a move to come waits as a planned address.
 * @throws RuleViolation `contacts.moveAlreadyPlanned`
 */
export async function move(call: Call, { personId, version, movesOn, ...typed }: Input<'move'>) {
  const today = call.clock.today()
  const { patch, findings } = normalisePerson(typed, today)
  if (findings.length > 0) throw new ValidationFailure(findings)
  await call.store.transact(call.act(), async (writer) => {
    const address = await withMunicipality(writer.db, addressIn(patch as Address))
    if (await writer.db.selectFrom('personAddresses').select('id').where('personId', '=', personId).where('endsOn', 'is', null).executeTakeFirst()) {
      throw new RuleViolation('contacts.moveAlreadyPlanned')
    }
    if (movesOn > today) {
      await requirePerson(writer.db, personId)
      await writer.insert('personAddresses', { personId, ...address, startsOn: movesOn, endsOn: null })
    } else await moveIn(writer, personId, address, movesOn, version)
  })
  return {}
}

/** Lets every planned address whose day has come become the person's own. */
export async function carryOutMoves(call: Call): Promise<{ count: number }> {
  return call.store.transact(call.act(), async (writer) => {
    const due = await writer.db.selectFrom('personAddresses').selectAll().where('endsOn', 'is', null).where('startsOn', '<=', call.clock.today()).orderBy('startsOn').execute()
    for (const planned of due) {
      await writer.delete('personAddresses', planned.id)
      await moveIn(writer, planned.personId, addressIn(planned), planned.startsOn as LocalDate)
    }
    return { count: due.length }
  })
}

/** @throws NotFound, Conflict */
export async function removeAddress(call: Call, { id, version }: Input<'removeAddress'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('personAddresses', id, version))
  return {}
}

type Address = Pick<Row<'persons'>, 'careOf' | 'street' | 'postcode' | 'town' | 'municipalityCode' | 'countryCode'>

function addressIn({ careOf, street, postcode, town, municipalityCode, countryCode }: Address): Address {
  return { careOf, street, postcode, town, municipalityCode, countryCode }
}

async function withMunicipality(db: ReadDb, address: Address): Promise<Address> {
  if (address.municipalityCode !== null || address.postcode === null || address.countryCode !== null) return address
  return { ...address, municipalityCode: await municipalityOfPostcode(db, address.postcode) }
}

async function moveIn(writer: Writer, personId: string, address: Address, movedOn: LocalDate, version?: number): Promise<void> {
  const person = await requirePerson(writer.db, personId)
  const { lastDay } = await writer.db.selectFrom('personAddresses').select((eb) => eb.fn.max('endsOn').as('lastDay')).where('personId', '=', personId).executeTakeFirstOrThrow()
  if (lastDay !== null && movedOn <= addDays(lastDay, 1)) throw new ValidationFailure([{ path: 'movesOn', rule: 'contacts.movedBefore' }])
  if (person.street ?? person.postcode ?? person.town ?? person.municipalityCode ?? person.countryCode) {
    await writer.insert('personAddresses', { personId, ...addressIn(person), startsOn: lastDay && addDays(lastDay, 1), endsOn: addDays(movedOn, -1) })
  }
  await writer.update('persons', personId, address, version)
}

function readable(typed: Pick<Input<'add'>, 'kind' | 'value'>) {
  const detail = normaliseContact(typed)
  if ('findings' in detail) throw new ValidationFailure(detail.findings)
  return detail
}

async function requirePerson(db: ReadDb, id: string): Promise<Row<'persons'>> {
  const person = await db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound()
  return person
}

async function nextPosition(db: ReadDb, personId: string): Promise<number> {
  const { last } = await db.selectFrom('contactDetails').select((eb) => eb.fn.max('position').as('last')).where('personId', '=', personId).executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}
