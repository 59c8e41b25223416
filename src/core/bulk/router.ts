import { os } from '#core/call.ts'
import { previewBulk, runBulk } from './service.ts'

export const bulkRouter = os.bulk.router({
  preview: os.bulk.preview.handler(({ context: { call }, input }) => previewBulk(call, input)),
  run: os.bulk.run.handler(({ context: { call }, input }) => runBulk(call, input)),
})
