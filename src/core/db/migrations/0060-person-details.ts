import { sql, type Kysely } from 'kysely'
import { familyNameToSort, sortKey } from '#shared/swedish-text.ts'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'
import type { Migration } from './migration.ts'

/** More ways to a person, former addresses, facts that are kept apart, and guardians. */
const tables: Record<string, Record<string, string>> = {
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

export const personDetails: Migration = {
  number: 60,
  name: 'person details',
  async up(database, kind) {
    const text = kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
    for (const column of ['pronoun', 'formerName', 'language', 'interpreterLanguage', 'contactPersonNote']) {
      await database.schema.alterTable('persons').addColumn(column, text).execute()
    }
    await database.schema.alterTable('persons').addColumn('contactPersonId', text, (column) => column.references('persons.id')).execute()
    await database.schema.createIndex('persons_contactPersonId').on('persons').column('contactPersonId').execute()
    await makeTables(database, kind)
    await database.schema.createIndex('persons_postcode').on('persons').columns(['postcode', 'municipalityCode']).execute()
    await sortPastParticles(database)
  },
}

async function makeTables(database: Kysely<Database>, kind: Engine['kind']): Promise<void> {
  const text = kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
  for (const [table, columns] of Object.entries(tables)) {
    let builder = database.schema.createTable(table)
    const references: string[] = []
    for (const [name, spec] of Object.entries(columns)) {
      const column = parseSpec(spec)
      if (column.references) references.push(name)
      builder = builder.addColumn(name, column.kind === 'integer' ? 'integer' : text, (definition) => {
        let built = name === 'id' ? definition.primaryKey() : definition
        if (!column.nullable) built = built.notNull()
        return column.references ? built.references(`${column.references}.id`) : built
      })
    }
    await builder.execute()
    for (const name of references) await database.schema.createIndex(`${table}_${name}`).on(table).column(name).execute()
  }
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
