import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { previewReport, previewYouth, runAppendices, runReport, runYouth } from './service.ts'

export const reportsRouter = os.reports.router({
  preview: os.reports.preview.handler(({ context: { call }, input, signal }) => previewReport(call, input, signal)),
  run: os.reports.run.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await runReport(call, input, signal), call.procedure, arrival.reportFault, signal)),
  previewYouth: os.reports.previewYouth.handler(({ context: { call }, input, signal }) => previewYouth(call, input, signal)),
  youth: os.reports.youth.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await runYouth(call, input, signal), call.procedure, arrival.reportFault, signal)),
  appendices: os.reports.appendices.handler(async ({ context: { arrival, call }, input, signal }) =>
    sayWhatFails(await runAppendices(call, input, signal), call.procedure, arrival.reportFault, signal),
  ),
})
