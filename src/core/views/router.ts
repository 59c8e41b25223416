import type { ExportEvent } from '#contract/views.ts'
import { asExpectedError } from '#core/admission.ts'
import { os, type ReportFault } from '#core/call.ts'
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

/** What fails on the way comes after the door has answered, and is made one of the contract's errors here. A cancelled export just ends. */
async function* sayWhatFails(events: AsyncGenerator<ExportEvent>, procedure: string, reportFault: ReportFault, signal: AbortSignal | undefined): AsyncGenerator<ExportEvent> {
  try {
    yield* events
  } catch (error) {
    if (signal?.aborted) return
    throw asExpectedError(error, procedure, reportFault)
  }
}
