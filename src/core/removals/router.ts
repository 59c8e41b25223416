import { os } from '#core/call.ts'
import { listRemoved, previewRemoval } from './queries.ts'
import { remove } from './service.ts'

export const removalsRouter = os.removals.router({
  preview: os.removals.preview.handler(({ context: { call }, input }) => previewRemoval(call, input)),
  removePerson: os.removals.removePerson.handler(({ context: { call }, input }) => remove(call, 'person', input)),
  removeOrganisation: os.removals.removeOrganisation.handler(({ context: { call }, input }) => remove(call, 'organisation', input)),
  removeBody: os.removals.removeBody.handler(({ context: { call }, input }) => remove(call, 'body', input)),
  list: os.removals.list.handler(({ context: { call }, input }) => listRemoved(call, input)),
})
