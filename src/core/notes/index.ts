/** What the history may show and undo of notes. */
export { mayReadNotes, mayWriteNotes } from './rules.ts'
export { namedSubjects } from './subjects.ts'
