import { os } from '#core/call.ts'
import { undoEntry } from '#core/journal/index.ts'
import { listRemoved, previewRemoval } from './queries.ts'
import { remove } from './service.ts'

export const removalsRouter = os.removals.router({
  preview: os.removals.preview.handler(({ context: { call }, input }) => previewRemoval(call, input)),
  removePerson: os.removals.removePerson.handler(({ context: { call }, input }) => remove(call, 'person', input)),
  removeOrganisation: os.removals.removeOrganisation.handler(({ context: { call }, input }) => remove(call, 'organisation', input)),
  removeBody: os.removals.removeBody.handler(({ context: { call }, input }) => remove(call, 'body', input)),
  restore: os.removals.restore.handler(({ context: { call }, input }) => undoEntry(call, input.entryId)),
  list: os.removals.list.handler(({ context: { call }, input }) => listRemoved(call, input)),
})
