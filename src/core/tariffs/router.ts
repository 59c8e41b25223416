import { os } from '#core/call.ts'
import { listFigures, listTariffs } from './queries.ts'
import { addTerms, confirmFigures, createFigure, createTariff, previewStipend, updateFigure, updateTariff, updateTerms } from './service.ts'

export const tariffsRouter = os.tariffs.router({
  list: os.tariffs.list.handler(({ context: { call } }) => listTariffs(call.store.db, call.clock.today())),
  create: os.tariffs.create.handler(({ context: { call }, input }) => createTariff(call, input)),
  update: os.tariffs.update.handler(({ context: { call }, input }) => updateTariff(call, input)),
  addTerms: os.tariffs.addTerms.handler(({ context: { call }, input }) => addTerms(call, input)),
  updateTerms: os.tariffs.updateTerms.handler(({ context: { call }, input }) => updateTerms(call, input)),
  preview: os.tariffs.preview.handler(({ context: { call }, input }) => previewStipend(call, input)),
  figures: os.tariffs.figures.handler(({ context: { call }, input }) => listFigures(call.store.db, call.clock.today(), input)),
  createFigure: os.tariffs.createFigure.handler(({ context: { call }, input }) => createFigure(call, input)),
  updateFigure: os.tariffs.updateFigure.handler(({ context: { call }, input }) => updateFigure(call, input)),
  confirmFigures: os.tariffs.confirmFigures.handler(({ context: { call }, input }) => confirmFigures(call, input)),
})
