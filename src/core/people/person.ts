import type { Person } from '#contract/people.ts'
import { bankOfClearing, maskAccountNumber } from '#shared/bank-account.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { lastChangeOf } from '#core/db/last-change.ts'
import { customValuesOf } from '#core/custom-fields/index.ts'
import { tagsOf } from '#core/tags/index.ts'
import { addressesOf } from './addresses.ts'
import { guardiansOf } from './guardians.ts'
import { personRef, personRefColumns } from './protected.ts'
import { rolesOf } from './roles.ts'
import { childFindings } from './rules.ts'
import { declinationsOf, sensitiveFactsOf } from './sensitive.ts'

/**
 * One person with all her dated rows.
 * @param opened whether protected details may be shown in this answer
 * @throws NotFound
 */
export async function readPerson({ store: { db }, clock, user }: Call, id: string, opened: boolean): Promise<Person> {
  const today = clock.today()
  const row = await db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const of = { id: row.id }
  const [memberships, accounts] = await Promise.all([
    db.selectFrom('memberships').selectAll().where('personId', '=', of.id).orderBy('startsOn', 'desc').execute(),
    db.selectFrom('paymentAccounts').selectAll().where('personId', '=', of.id).orderBy('startsOn', 'desc').execute(),
  ])
  const mayBeShown = row.isProtected === 0 || opened
  return {
    ...shownPerson(row, opened),
    ...(mayBeShown ? await readDetails(db, row, today) : maskedDetails),
    lastChange: mayBeShown ? null : await lastChangeOf(db, row.id),
    tags: mayBeShown ? await tagsOf(db, row.id) : [],
    customValues: mayBeShown ? await customValuesOf(db, { subject: 'person', subjectId: row.id, roles: user.roles }) : {},
    sensitiveFacts: mayBeShown && user.permissions.has('people.readSensitive') ? await sensitiveFactsOf(db, row.id, today) : null,
    roles: await rolesOf(db, { personId: row.id, deceasedOn: row.deceasedOn, mayBeShown, today, permissions: user.permissions }),
    memberships: memberships.map(({ personId: _personId, ...membership }) => ({ ...membership, startReason: mayBeShown ? membership.startReason : null, endReason: mayBeShown ? membership.endReason : null, kind: membership.kind as Person['memberships'][number]['kind'], status: periodStatus(membership, today) })),
    // One who pays stipends must know whom not to pay, also of a protected person, as she knows the account.
    stipendDeclinations: user.permissions.has('claims.write') || (mayBeShown && user.permissions.has('people.readSensitive')) ? (await declinationsOf(db, row.id, today)).map((declination) => (mayBeShown ? declination : { ...declination, ...datesAlone })) : null,
    paymentAccounts: accounts.map(({ personId: _personId, accountNumber, ...account }) => ({
      ...account, bank: bankOfClearing(account.clearingNumber) ?? null, maskedAccountNumber: maskAccountNumber({ clearingNumber: account.clearingNumber, accountNumber }),
    })),
  }
}

const datesAlone = { purpose: null, legalBasis: null, consentedOn: null }

const maskedDetails = { contactPerson: null, contactDetails: [], addresses: [], guardians: [], childFindings: [] }

async function readDetails(db: ReadDb, row: Row<'persons'>, today: LocalDate) {
  const [details, addresses, guardians, contactPerson] = await Promise.all([
    db.selectFrom('contactDetails').selectAll().where('personId', '=', row.id).orderBy('position').orderBy('id').execute(),
    addressesOf(db, row.id, today),
    guardiansOf(db, row, today),
    row.contactPersonId === null ? undefined : db.selectFrom('persons').select(personRefColumns).select(['persons.phone', 'persons.otherPhone']).where('id', '=', row.contactPersonId).executeTakeFirst(),
  ])
  return {
    contactPerson: contactPerson ? { ...personRef(contactPerson), phone: contactPerson.isProtected === 1 ? null : (contactPerson.phone ?? contactPerson.otherPhone) } : null,
    contactDetails: details.map(({ id, version, kind, value, label }) => ({ id, version, kind: kind as Person['contactDetails'][number]['kind'], value, label })),
    addresses,
    // What is noted of how a protected person is reached stands with her alone.
    ...(contactPerson?.isProtected === 1 && { contactPersonNote: null }),
    guardians,
    childFindings: childFindings(row.birthDate, guardians, today),
  }
}

function shownPerson(row: Row<'persons'>, opened: boolean) {
  const { nameSort: _nameSort, createdAt: _createdAt, contactPersonId: _contactPersonId, identityNumber, ...person } = row
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
    municipalityCode: null, countryCode: null, email: null, phone: null, otherPhone: null, note: null,
    pronoun: null, formerName: null, language: null, interpreterLanguage: null, contactPersonNote: null, contactName: null, contactRelation: null, contactPhone: null, contactEmail: null, deceasedOn: null,
  }
}
