import { os } from '#core/call.ts'
import { findLastUndoable, listEntries, verifyChain } from './queries.ts'
import { undoEntry } from './undo.ts'

export const journalRouter = os.journal.router({
  list: os.journal.list.handler(({ context: { call }, input }) => listEntries(call, input)),
  lastUndoable: os.journal.lastUndoable.handler(({ context: { call } }) => findLastUndoable(call)),
  undo: os.journal.undo.handler(({ context: { call }, input }) => undoEntry(call, input.entryId)),
  verify: os.journal.verify.handler(({ context: { call } }) => verifyChain(call)),
})
