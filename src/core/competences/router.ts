import { os } from '#core/call.ts'
import { listPanels, readPanel } from './panel-queries.ts'
import { drawPanel, drawReplacement, exportPanel, recordAnswer } from './panel-service.ts'
import { listAreas, listCourses, readProfile, searchBank } from './queries.ts'
import { addAbsence, addArea, addCourse, removeAbsence, removeArea, removeCourse, renameArea, saveProfile } from './service.ts'

export const competencesRouter = os.competences.router({
  read: os.competences.read.handler(({ context: { call }, input }) => readProfile(call.store.db, input.personId, call.clock.today())),
  save: os.competences.save.handler(({ context: { call }, input }) => saveProfile(call, input)),
  addCourse: os.competences.addCourse.handler(({ context: { call }, input }) => addCourse(call, input)),
  removeCourse: os.competences.removeCourse.handler(({ context: { call }, input }) => removeCourse(call, input)),
  addAbsence: os.competences.addAbsence.handler(({ context: { call }, input }) => addAbsence(call, input)),
  removeAbsence: os.competences.removeAbsence.handler(({ context: { call }, input }) => removeAbsence(call, input)),
  listAreas: os.competences.listAreas.handler(({ context: { call } }) => listAreas(call.store.db)),
  addArea: os.competences.addArea.handler(({ context: { call }, input }) => addArea(call, input)),
  renameArea: os.competences.renameArea.handler(({ context: { call }, input }) => renameArea(call, input)),
  removeArea: os.competences.removeArea.handler(({ context: { call }, input }) => removeArea(call, input)),
  listCourses: os.competences.listCourses.handler(({ context: { call } }) => listCourses(call.store.db)),
  search: os.competences.search.handler(({ context: { call }, input }) => searchBank(call.store.db, input, call.clock.today())),
})

export const panelsRouter = os.panels.router({
  list: os.panels.list.handler(({ context: { call }, input }) => listPanels(call.store.db, input)),
  read: os.panels.read.handler(({ context: { call }, input }) => readPanel(call.store.db, input.id)),
  draw: os.panels.draw.handler(({ context: { call }, input }) => drawPanel(call, input)),
  drawReplacement: os.panels.drawReplacement.handler(({ context: { call }, input }) => drawReplacement(call, input)),
  recordAnswer: os.panels.recordAnswer.handler(({ context: { call }, input }) => recordAnswer(call, input)),
  export: os.panels.export.handler(({ context: { call }, input }) => exportPanel(call, input)),
})
