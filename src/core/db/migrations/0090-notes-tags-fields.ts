import { sql } from 'kysely'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Migration } from './migration.ts'

/** `subjectId` names a row of one of several tables, so it refers to none by itself; see `looseReferences` in the schema. */
const made: Record<string, Record<string, string>> = {
  notes: {
    id: 'id', version: 'integer', subjectTable: 'text', subjectId: 'text', writtenOn: 'date', writtenByUserId: 'ref:users', text: 'text', followUpOn: 'date?',
    assignedToUserId: 'ref:users?', doneAt: 'instant?', doneByUserId: 'ref:users?',
  },
  tags: { id: 'id', version: 'integer', name: 'text', nameSort: 'text', archivedAt: 'instant?' },
  taggings: { id: 'id', version: 'integer', tagId: 'ref:tags', subjectTable: 'text', subjectId: 'text' },
  customFields: {
    id: 'id', version: 'integer', subject: 'text', name: 'text', valueType: 'text', choicesJson: 'json', isRequired: 'flag', visibleToRolesJson: 'json', position: 'integer', archivedAt: 'instant?',
  },
  customValues: {
    id: 'id', version: 'integer', fieldId: 'ref:customFields', subjectId: 'text', valueText: 'text?', valueNumber: 'integer?', valueOre: 'ore?', valueOn: 'date?',
    isYes: 'flag?', valueChoicesJson: 'json?',
  },
}

/** Columns that no two rows may share. */
const unique: readonly (readonly [string, readonly string[]])[] = [
  ['tags', ['nameSort']],
  ['taggings', ['tagId', 'subjectId']],
  ['customValues', ['fieldId', 'subjectId']],
]

const indexed: readonly (readonly [string, readonly string[]])[] = [
  ['notes', ['subjectId']],
  ['notes', ['followUpOn']],
  ['notes', ['assignedToUserId', 'followUpOn']],
  ['notes', ['writtenByUserId']],
  ['notes', ['doneByUserId']],
  ['taggings', ['subjectId']],
  ['customFields', ['subject', 'position']],
  ['customValues', ['subjectId']],
]

/** Notes with follow-ups, tags, and fields of the association's own. */
export const notesTagsFields: Migration = {
  number: 90,
  name: 'notes, tags and custom fields',
  async up(database, kind) {
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
    for (const [table, columns] of unique) await database.schema.createIndex(`${table}_${columns.join('_')}_unique`).on(table).columns([...columns]).unique().execute()
    for (const [table, columns] of indexed) await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
  },
}

/** Text sorts by its bytes in both engines. */
function columnType(kind: Engine['kind'], columnKind: string) {
  if (columnKind === 'ore') return kind === 'sqlite' ? 'integer' : 'bigint'
  if (columnKind === 'integer' || columnKind === 'flag') return 'integer'
  return kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
}
