import { sql } from 'kysely'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Migration } from './migration.ts'

/** New columns may be empty: nobody knows of an old organisation that it has ended, or whom it is for. */
const added: Record<string, Record<string, string>> = {
  organisations: { targetGroup: 'text?', endsOn: 'date?', mergedIntoId: 'ref:organisations?' },
}

/** Where organisations lay before, who is reached there, who belongs there, and what associations have been given. */
const made: Record<string, Record<string, string>> = {
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

const indexed: readonly (readonly [string, readonly string[]])[] = [
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
    for (const [table, columns] of Object.entries(added)) {
      for (const [column, spec] of Object.entries(columns)) {
        const { kind: columnKind, references } = parseSpec(spec)
        await database.schema
          .alterTable(table)
          .addColumn(column, columnType(kind, columnKind), (definition) => (references ? definition.references(`${references}.id`) : definition))
          .execute()
      }
    }
    for (const [table, columns] of Object.entries(made)) {
      let builder = database.schema.createTable(table)
      for (const [column, spec] of Object.entries(columns)) {
        const { kind: columnKind, nullable, references } = parseSpec(spec)
        builder = builder.addColumn(column, columnType(kind, columnKind), (definition) => {
          let built = column === 'id' ? definition.primaryKey() : definition
          if (!nullable) built = built.notNull()
          if (columnKind === 'flag') built = built.check(sql`${sql.ref(column)} in (0, 1)`)
          return references ? built.references(`${references}.id`) : built
        })
      }
      await builder.execute()
    }
    for (const [table, columns] of indexed) await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
  },
}

/** Text sorts by its bytes in both engines. */
function columnType(kind: Engine['kind'], columnKind: string) {
  if (columnKind === 'ore') return kind === 'sqlite' ? 'integer' : 'bigint'
  if (columnKind === 'integer' || columnKind === 'flag') return 'integer'
  return kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
}
