import { addColumns, makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** New columns may be empty: nobody knows of an old organisation that it has ended, or whom it is for. */
const added: NewTables = {
  organisations: { targetGroup: 'text?', endsOn: 'date?', mergedIntoId: 'ref:organisations?' },
}

/** Where organisations lay before, who is reached there, who belongs there, and what associations have been given. */
const made: NewTables = {
  organisationPlacements: { id: 'id', version: 'integer', organisationId: 'ref:organisations', parentId: 'ref:organisations?', endsOn: 'date' },
  organisationContacts: {
    id: 'id', version: 'integer', organisationId: 'ref:organisations', personId: 'ref:persons?', name: 'text?', phone: 'text?', email: 'text?', role: 'text?', startsOn: 'date',
    endsOn: 'date?',
  },
  personOrganisationLinks: {
    id: 'id', version: 'integer', personId: 'ref:persons', organisationId: 'ref:organisations', type: 'text', startsOn: 'date', endsOn: 'date?', isDefault: 'flag',
  },
  associationSupport: {
    id: 'id', version: 'integer', organisationId: 'ref:organisations', kind: 'text', description: 'text', amountOre: 'ore?', hours: 'integer?', givenOn: 'date', grantId: 'ref:grants?',
    followUpDueOn: 'date?', followedUpOn: 'date?', outcome: 'text?', newRepresentativesCount: 'integer?',
  },
}

const indexed: NewIndexes = [
  ['organisations', ['mergedIntoId']],
  ['organisations', ['municipalityCode']],
  ['organisationPlacements', ['organisationId']],
  ['organisationPlacements', ['parentId']],
  ['organisationContacts', ['organisationId']],
  ['organisationContacts', ['personId']],
  ['personOrganisationLinks', ['organisationId']],
  ['personOrganisationLinks', ['personId']],
  ['associationSupport', ['organisationId']],
  ['associationSupport', ['grantId']],
  ['associationSupport', ['givenOn']],
]

export const affiliations: Migration = {
  number: 70,
  name: 'affiliations',
  async up(database, kind) {
    await addColumns(database, kind, added)
    await makeTables(database, kind, made)
    await makeIndexes(database, { indexed })
  },
}
