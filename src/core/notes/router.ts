import { os } from '#core/call.ts'
import { listAssignees, listFollowUps, listNotes, openProtectedNotes } from './queries.ts'
import { addNote, finishNote, removeNote, updateNote } from './service.ts'

export const notesRouter = os.notes.router({
  list: os.notes.list.handler(({ context: { call }, input }) => listNotes(call, input)),
  openProtected: os.notes.openProtected.handler(({ context: { call }, input }) => openProtectedNotes(call, input)),
  followUps: os.notes.followUps.handler(({ context: { call }, input }) => listFollowUps(call, input)),
  assignees: os.notes.assignees.handler(({ context: { call }, input }) => listAssignees(call, input)),
  add: os.notes.add.handler(({ context: { call }, input }) => addNote(call, input)),
  update: os.notes.update.handler(({ context: { call }, input }) => updateNote(call, input)),
  remove: os.notes.remove.handler(({ context: { call }, input }) => removeNote(call, input)),
  finish: os.notes.finish.handler(({ context: { call }, input }) => finishNote(call, input)),
})
