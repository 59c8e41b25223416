import type { Kysely } from 'kysely'
import { dateOfInstant } from '#shared/dates.ts'
import { newId } from '#shared/ids.ts'
import { readCareOf } from '#shared/postal.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import type { Database } from '../schema.ts'
import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/**
 * Organisations get a postal address, and whom one reaches there is said in one place: among the contact persons. A name that stood
 * with the organisation itself becomes one, from the day the organisation was registered. "c/o" goes from before the names that have it.
 */
export const organisationAddresses: Migration = {
  number: 190,
  name: 'addresses of organisations, and contact persons in one place',
  async up(database, kind) {
    await addColumns(database, kind, { organisations: { street: 'text?', postcode: 'text?', town: 'text?' } })
    await nameContacts(database as unknown as Kysely<Before>)
    await database.schema.alterTable('organisations').dropColumn('contactName').execute()
    for (const table of ['persons', 'personAddresses'] as const) await stripCareOf(database, table)
  },
}

/** The tables that the step reads and writes, as they were before it. */
interface Before {
  organisations: { id: string; contactName: string | null; createdAt: `${string}Z`; endsOn: string | null }
  organisationContacts: { id: string; version: number; organisationId: string; personId: string | null; name: string | null; phone: string | null; email: string | null; role: string | null; startsOn: string; endsOn: string | null }
  persons: { id: string; givenName: string; familyName: string }
}

async function nameContacts(database: Kysely<Before>): Promise<void> {
  const organisations = await database.selectFrom('organisations').select(['id', 'contactName', 'createdAt', 'endsOn']).where('contactName', 'is not', null).orderBy('id').execute()
  const contacts = await database
    .selectFrom('organisationContacts')
    .leftJoin('persons', 'persons.id', 'organisationContacts.personId')
    .select(['organisationId', 'name', 'givenName', 'familyName'])
    .execute()
  const named = new Set(contacts.map(({ organisationId, name, givenName, familyName }) => `${organisationId} ${foldForSearch(name ?? `${givenName} ${familyName}`)}`))
  for (const { id: organisationId, contactName, createdAt, endsOn } of organisations) {
    const name = contactName?.trim() ?? ''
    // Who stands among the contact persons already is not written there twice.
    if (name === '' || named.has(`${organisationId} ${foldForSearch(name)}`)) continue
    const registeredOn = dateOfInstant(createdAt)
    const startsOn = endsOn !== null && endsOn < registeredOn ? endsOn : registeredOn
    await database.insertInto('organisationContacts').values({ id: newId(), version: 1, organisationId, personId: null, name, phone: null, email: null, role: null, startsOn, endsOn }).execute()
  }
}

async function stripCareOf(database: Kysely<Database>, table: 'persons' | 'personAddresses'): Promise<void> {
  const rows = await database.selectFrom(table).select(['id', 'careOf']).where('careOf', 'is not', null).execute()
  for (const { id, careOf } of rows) {
    const stripped = readCareOf(careOf ?? '')
    if (stripped !== careOf) await database.updateTable(table).set({ careOf: stripped }).where('id', '=', id).execute()
  }
}
