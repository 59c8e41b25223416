import { makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** `subjectId` names a row of one of several tables, so it refers to none by itself; see `looseReferences` in the schema. */
const made: NewTables = {
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
const unique: NewIndexes = [
  ['tags', ['nameSort']],
  ['taggings', ['tagId', 'subjectId']],
  ['customValues', ['fieldId', 'subjectId']],
]

const indexed: NewIndexes = [
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
    await makeTables(database, kind, made)
    await makeIndexes(database, { unique, indexed })
  },
}
