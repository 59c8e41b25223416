import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { previewReport, runAppendices, runReport } from './service.ts'

export const reportsRouter = os.reports.router({
  preview: os.reports.preview.handler(({ context: { call }, input, signal }) => previewReport(call, input, signal)),
  run: os.reports.run.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await runReport(call, input, signal), call.procedure, arrival.reportFault, signal)),
  appendices: os.reports.appendices.handler(async ({ context: { arrival, call }, input, signal }) =>
    sayWhatFails(await runAppendices(call, input, signal), call.procedure, arrival.reportFault, signal),
  ),
})
