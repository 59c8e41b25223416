import { os } from '#core/call.ts'
import { listImports, previewImport, runImport, undoImport } from './import-service.ts'

export const importsRouter = os.imports.router({
  preview: os.imports.preview.handler(({ context: { call }, input }) => previewImport(call, input)),
  run: os.imports.run.handler(({ context: { call }, input }) => runImport(call, input)),
  list: os.imports.list.handler(({ context: { call } }) => listImports(call)),
  undo: os.imports.undo.handler(({ context: { call }, input }) => undoImport(call, input)),
})
