import type { ReportEvent } from '#contract/reports.ts'
import { asExpectedError } from '#core/admission.ts'
import { os, type ReportFault } from '#core/call.ts'
import { previewReport, runAppendices, runReport } from './service.ts'

export const reportsRouter = os.reports.router({
  preview: os.reports.preview.handler(({ context: { call }, input, signal }) => previewReport(call, input, signal)),
  run: os.reports.run.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await runReport(call, input, signal), call.procedure, arrival.reportFault, signal)),
  appendices: os.reports.appendices.handler(async ({ context: { arrival, call }, input, signal }) =>
    sayWhatFails(await runAppendices(call, input, signal), call.procedure, arrival.reportFault, signal),
  ),
})

/** What fails on the way comes after the door has answered, and is made one of the contract's errors here. A cancelled report just ends. */
async function* sayWhatFails(events: AsyncGenerator<ReportEvent>, procedure: string, reportFault: ReportFault, signal: AbortSignal | undefined): AsyncGenerator<ReportEvent> {
  try {
    yield* events
  } catch (error) {
    if (signal?.aborted) return
    throw asExpectedError(error, procedure, reportFault)
  }
}
