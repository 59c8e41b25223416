import { os } from '#core/call.ts'
import { listDefinitions, visibleFields } from './queries.ts'
import { createField, moveField, setArchived, updateField } from './service.ts'

export const customFieldsRouter = os.customFields.router({
  list: os.customFields.list.handler(({ context: { call }, input }) => visibleFields(call.store.db, input.subject, call.user.roles)),
  definitions: os.customFields.definitions.handler(({ context: { call } }) => listDefinitions(call)),
  create: os.customFields.create.handler(({ context: { call }, input }) => createField(call, input)),
  update: os.customFields.update.handler(({ context: { call }, input }) => updateField(call, input)),
  move: os.customFields.move.handler(({ context: { call }, input }) => moveField(call, input)),
  archive: os.customFields.archive.handler(({ context: { call }, input }) => setArchived(call, input, true)),
  restore: os.customFields.restore.handler(({ context: { call }, input }) => setArchived(call, input, false)),
})
