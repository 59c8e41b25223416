import type { Kysely } from 'kysely'
import { familyNameToSort, sortKey } from '#shared/swedish-text.ts'
import type { Database } from '../schema.ts'
import { addColumns, makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const added: NewTables = {
  persons: { pronoun: 'text?', formerName: 'text?', language: 'text?', interpreterLanguage: 'text?', contactPersonNote: 'text?', contactPersonId: 'ref:persons?' },
}

/** More ways to a person, former addresses, facts that are kept apart, and guardians. */
const made: NewTables = {
  contactDetails: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', value: 'text', label: 'text?', position: 'integer',
  },
  personAddresses: {
    id: 'id', version: 'integer', personId: 'ref:persons', careOf: 'text?', street: 'text?', postcode: 'text?', town: 'text?', municipalityCode: 'text?',
    startsOn: 'date?', endsOn: 'date?',
  },
  experienceAreas: {
    id: 'id', version: 'integer', name: 'text', nameSort: 'text',
  },
  sensitiveFacts: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', value: 'text?', detail: 'text?', experienceAreaId: 'ref:experienceAreas?', purpose: 'text', legalBasis: 'text',
    consentedOn: 'date', endsOn: 'date', consentWithdrawnOn: 'date?',
  },
  guardians: {
    id: 'id', version: 'integer', childPersonId: 'ref:persons', guardianPersonId: 'ref:persons?', name: 'text?', contact: 'text?', startsOn: 'date', endsOn: 'date?',
    participationConsentOn: 'date?', photoConsentOn: 'date?', contactConsentOn: 'date?',
  },
}

const indexed: NewIndexes = [
  ['contactDetails', ['personId']],
  ['personAddresses', ['personId']],
  ['sensitiveFacts', ['personId']],
  ['sensitiveFacts', ['experienceAreaId']],
  ['guardians', ['childPersonId']],
  ['guardians', ['guardianPersonId']],
]

export const personDetails: Migration = {
  number: 60,
  name: 'person details',
  async up(database, kind) {
    await addColumns(database, kind, added)
    await makeTables(database, kind, made)
    await makeIndexes(database, { indexed })
    // Few are reached through somebody else.
    await database.schema.createIndex('persons_contactPersonId').on('persons').column('contactPersonId').where('contactPersonId', 'is not', null).execute()
    await sortPastParticles(database)
  },
}

/** "von Essen" has until now stood under V. */
async function sortPastParticles(database: Kysely<Database>): Promise<void> {
  const persons = await database.selectFrom('persons').select(['id', 'givenName', 'familyName']).execute()
  for (const { id, givenName, familyName } of persons) {
    const sorted = familyNameToSort(familyName)
    if (sorted === familyName) continue
    await database.updateTable('persons').set({ nameSort: sortKey(`${sorted} ${givenName}`) }).where('id', '=', id).execute()
  }
}
