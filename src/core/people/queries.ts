import type { ExpressionBuilder } from 'kysely'
import type { z } from 'zod'
import type { people, Person, personSorts } from '#contract/people.ts'
import { bankOfClearing } from '#shared/bank-account.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import { find } from '#core/search/index.ts'
import type { Call } from '#core/call.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected } from './protected.ts'

type ListInput = z.output<NonNullable<(typeof people.list)['~orpc']['inputSchema']>>

const sortColumns = {
  name: 'persons.nameSort', memberNumber: 'persons.memberNumber', birthDate: 'persons.birthDate', town: 'persons.town',
  municipalityCode: 'persons.municipalityCode', email: 'persons.email',
} as const satisfies Record<(typeof personSorts)[number], string>

/** At most this many search hits are filtered and sorted further; a longer answer would help nobody. */
const mostHits = 200

/** A window of the register. Protected identities are left out. */
export async function listPeople({ store, clock, user }: Call, input: ListInput) {
  const today = clock.today()
  let query = store.db.selectFrom('persons').where(...notProtected)
  if (input.text.trim() !== '') {
    const hits = await find(store, input.text, ['person'], mostHits, user.permissions)
    query = query.where('persons.id', 'in', hits.length > 0 ? hits.map((hit) => hit.entityId) : [''])
  }
  if (input.municipalityCode) query = query.where('persons.municipalityCode', '=', input.municipalityCode)
  if (input.hasEmail !== undefined) query = query.where('persons.email', input.hasEmail ? 'is not' : 'is', null)
  const { membership, membershipKind } = input
  if (membership === 'none') query = query.where((eb) => eb.not(eb.exists(membershipsOf(eb))))
  else if (membership === 'ended') query = query.where((eb) => eb.and([eb.exists(membershipsOf(eb)), eb.not(eb.exists(currentMembershipsOf(eb, today)))]))
  else if (membership === 'current' || membershipKind) {
    query = query.where((eb) => {
      const current = currentMembershipsOf(eb, today)
      return eb.exists(membershipKind ? current.where('memberships.kind', '=', membershipKind) : current)
    })
  }
  const direction = input.descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['persons.id', 'givenName', 'familyName', 'memberNumber', 'birthDate', 'town', 'municipalityCode', 'email', 'phone'])
    .select((eb) => currentMembershipsOf(eb, today).clearSelect().select('memberships.kind').limit(1).as('membershipKind'))
    .orderBy(sortColumns[input.sort], direction)
    .orderBy('persons.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return {
    total: Number(total),
    rows: rows.map(({ givenName, familyName, membershipKind: kind, ...row }) => ({ ...row, name: `${givenName} ${familyName}`, membershipKind: kind as Person['memberships'][number]['kind'] | null })),
  }
}

function membershipsOf(eb: ExpressionBuilder<Database, 'persons'>) {
  return eb.selectFrom('memberships').select('memberships.id').whereRef('memberships.personId', '=', 'persons.id')
}

function currentMembershipsOf(eb: ExpressionBuilder<Database, 'persons'>, today: LocalDate) {
  return membershipsOf(eb)
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
    memberships: memberships.map(({ personId: _, ...membership }) => ({ ...membership, kind: membership.kind as Person['memberships'][number]['kind'], status: periodStatus(membership, today) })),
    fees: fees.map(({ personId: _, ...fee }) => fee),
    stipendDeclinations: declinations.map(({ personId: _, ...declination }) => declination),
    paymentAccounts: accounts.map(({ personId: _, accountNumber, ...account }) => ({
      ...account, bank: bankOfClearing(account.clearingNumber) ?? null, maskedAccountNumber: `••••${accountNumber.slice(-4)}`,
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
