import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { exportPersons } from './export.ts'
import { listViews } from './queries.ts'
import { createView, removeView, updateView } from './service.ts'

export const viewsRouter = os.views.router({
  list: os.views.list.handler(({ context: { call } }) => listViews(call)),
  create: os.views.create.handler(({ context: { call }, input }) => createView(call, input)),
  update: os.views.update.handler(({ context: { call }, input }) => updateView(call, input)),
  remove: os.views.remove.handler(({ context: { call }, input }) => removeView(call, input)),
  export: os.views.export.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await exportPersons(call, input, signal), call.procedure, arrival.reportFault, signal)),
})
