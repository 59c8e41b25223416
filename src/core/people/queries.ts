import type { InputOf } from '#contract/base.ts'
import type { people, Person } from '#contract/people.ts'
import { bankOfClearing, maskAccountNumber } from '#shared/bank-account.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import { searchedIds } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRows, refuseForbiddenColumns } from './columns.ts'
import { refuseForbiddenFilters } from './filters.ts'
import { registerPage, type RegisterFilter } from './register.ts'

type ListInput = InputOf<typeof people.list>
type Selection = InputOf<typeof people.listIds>

/** A window of the register. Protected identities are left out. @throws RuleViolation where the filter or a column says what the user may not read */
export async function listPeople(call: Call, { columns, sort, descending, offset, limit, ...selection }: ListInput) {
  const today = call.clock.today()
  refuseForbiddenColumns(columns, call.user.permissions)
  const { total, ids } = await registerPage(call.store, today, await registerFilter(call, selection), { sort, descending, offset, limit })
  return { total, rows: await personRows(call.store.db, ids, columns, today) }
}

type Order = Pick<ListInput, 'sort' | 'descending'>
const byName: Order = { sort: 'name', descending: false }

/** The identifiers of all who are selected, in order. @throws RuleViolation where the filter asks for what the user may not read */
export async function selectedIds(call: Call, selection: Selection, order = byName): Promise<readonly string[]> {
  return idsInOrder(call, await registerFilter(call, selection), order)
}

/** The same persons, in order, without those who are protected or gone. */
export function knownIds(call: Call, ids: readonly string[], order: Order): Promise<readonly string[]> {
  return idsInOrder(call, { conditions: [], among: ids }, order)
}

async function idsInOrder(call: Call, filter: RegisterFilter, order: Order): Promise<readonly string[]> {
  const { ids } = await registerPage(call.store, call.clock.today(), filter, { ...order, offset: 0, limit: Number.POSITIVE_INFINITY })
  return ids
}

async function registerFilter(call: Call, { text, filter }: Selection): Promise<RegisterFilter> {
  refuseForbiddenFilters(filter, call.user.permissions)
  return { conditions: filter, among: await searchedIds(call, text, ['person']) }
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
