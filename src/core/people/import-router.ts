import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { listMappings, removeMapping, renameMapping, saveMapping } from './import-mappings.ts'
import { listImports, previewImport, runImport, undoImport } from './import-service.ts'

export const importsRouter = os.imports.router({
  preview: os.imports.preview.handler(({ context: { arrival, call }, input, signal }) => sayWhatFails(previewImport(call, input, signal), call.procedure, arrival.reportFault, signal)),
  run: os.imports.run.handler(({ context: { arrival, call }, input, signal }) => sayWhatFails(runImport(call, input, signal), call.procedure, arrival.reportFault, signal)),
  list: os.imports.list.handler(({ context: { call } }) => listImports(call)),
  undo: os.imports.undo.handler(({ context: { call }, input }) => undoImport(call, input)),
  mappings: os.imports.mappings.handler(({ context: { call } }) => listMappings(call)),
  saveMapping: os.imports.saveMapping.handler(({ context: { call }, input }) => saveMapping(call, input)),
  renameMapping: os.imports.renameMapping.handler(({ context: { call }, input }) => renameMapping(call, input)),
  removeMapping: os.imports.removeMapping.handler(({ context: { call }, input }) => removeMapping(call, input)),
})
