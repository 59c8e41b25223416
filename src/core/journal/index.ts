/** What other slices may use of the journal: taking back what one entry did, as a whole. */
export { undoer } from './queries.ts'
export { maySee, mayUndo } from './rules.ts'
export { undoEntry, undoObstacles } from './undo.ts'
