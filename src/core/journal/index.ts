/** What other slices may use of the journal: undoing an entry of their own as a whole. */
export { undoer } from './queries.ts'
export { mayUndo } from './rules.ts'
export { undoEntry } from './undo.ts'
