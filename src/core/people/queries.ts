import type { ExpressionBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import type { people, Person } from '#contract/people.ts'
import { bankOfClearing, maskAccountNumber } from '#shared/bank-account.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import { searchedIds } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { unprotected } from './protected.ts'
import { registerPage } from './register.ts'

type ListInput = InputOf<typeof people.list>

/** A window of the register. Protected identities are left out. */
export async function listPeople(call: Call, { text, sort, descending, offset, limit, ...filter }: ListInput) {
  const today = call.clock.today()
  const among = await searchedIds(call, text, ['person'])
  const { total, ids } = await registerPage(call.store, today, { ...filter, among }, { sort, descending, offset, limit })
  const rows = await listRows(call.store.db, ids, today)
  return { total, rows: ids.flatMap((id) => rows.get(id) ?? []) }
}

async function listRows(db: ReadDb, ids: readonly string[], today: LocalDate) {
  if (ids.length === 0) return new Map<string, never>()
  const persons = await db
    .selectFrom('persons')
    .select(['persons.id', 'givenName', 'familyName', 'memberNumber', 'birthDate', 'town', 'municipalityCode', 'email', 'phone', 'isProtected'])
    .select((eb) => currentMembershipsOf(eb, today).select('memberships.kind').limit(1).as('membershipKind'))
    .where('persons.id', 'in', ids)
    .execute()
  return new Map(
    unprotected(persons).map(({ givenName, familyName, membershipKind, isProtected: _isProtected, ...person }) => [
      person.id,
      { ...person, name: `${givenName} ${familyName}`, membershipKind: membershipKind as Person['memberships'][number]['kind'] | null },
    ]),
  )
}

function currentMembershipsOf(eb: ExpressionBuilder<Database, 'persons'>, today: LocalDate) {
  return eb
    .selectFrom('memberships')
    .whereRef('memberships.personId', '=', 'persons.id')
    .where('memberships.startsOn', '<=', today)
    .where((or) => or.or([or('memberships.endsOn', 'is', null), or('memberships.endsOn', '>=', today)]))
}

/**
 * One person with all her dated rows.
 * @param opened whether protected details may be shown in this answer
 * @throws NotFound
 */
export async function readPerson(db: ReadDb, id: string, today: LocalDate, opened: boolean): Promise<Person> {
  const row = await db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const of = { id: row.id }
  const [memberships, fees, declinations, accounts] = await Promise.all([
    db.selectFrom('memberships').selectAll().where('personId', '=', of.id).orderBy('startsOn', 'desc').execute(),
    db.selectFrom('membershipFees').selectAll().where('personId', '=', of.id).orderBy('year', 'desc').execute(),
    db.selectFrom('stipendDeclinations').selectAll().where('personId', '=', of.id).orderBy('startsOn', 'desc').execute(),
    db.selectFrom('paymentAccounts').selectAll().where('personId', '=', of.id).orderBy('startsOn', 'desc').execute(),
  ])
  return {
    ...shownPerson(row, opened),
    memberships: memberships.map(({ personId: _personId, ...membership }) => ({ ...membership, kind: membership.kind as Person['memberships'][number]['kind'], status: periodStatus(membership, today) })),
    fees: fees.map(({ personId: _personId, ...fee }) => fee),
    stipendDeclinations: declinations.map(({ personId: _personId, ...declination }) => declination),
    paymentAccounts: accounts.map(({ personId: _personId, accountNumber, ...account }) => ({
      ...account, bank: bankOfClearing(account.clearingNumber) ?? null, maskedAccountNumber: maskAccountNumber({ clearingNumber: account.clearingNumber, accountNumber }),
    })),
  }
}

function shownPerson(row: Row<'persons'>, opened: boolean) {
  const { nameSort: _nameSort, createdAt: _createdAt, identityNumber, ...person } = row
  const isProtected = row.isProtected === 1
  const shown = {
    ...person,
    gender: person.gender as Person['gender'],
    preferredChannel: person.preferredChannel as Person['preferredChannel'],
    maskedIdentityNumber: identityNumber && maskIdentityNumber(identityNumber),
    isProtected,
    isOpened: isProtected && opened,
  }
  if (!isProtected || opened) return shown
  return {
    ...shown,
    givenName: null, familyName: null, birthDate: null, maskedIdentityNumber: null, gender: null, careOf: null, street: null, postcode: null, town: null,
    municipalityCode: null, email: null, phone: null, otherPhone: null, note: null,
  }
}
