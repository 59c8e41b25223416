import { os } from '#core/call.ts'
import { listConsultations, readConsultation } from './queries.ts'
import { addViewpoint, ask, createConsultation, removeInvitee, removeViewpoint, updateConsultation, updateViewpoint } from './service.ts'

export const consultationsRouter = os.consultations.router({
  list: os.consultations.list.handler(({ context: { call }, input }) => listConsultations(call.store.db, input, call.clock.today())),
  read: os.consultations.read.handler(({ context: { call }, input }) =>
    readConsultation(call.store.db, input.id, { today: call.clock.today(), mayReadPanels: call.user.permissions.has('competences.read') })),
  create: os.consultations.create.handler(({ context: { call }, input }) => createConsultation(call, input)),
  update: os.consultations.update.handler(({ context: { call }, input }) => updateConsultation(call, input)),
  ask: os.consultations.ask.handler(({ context: { call }, input }) => ask(call, input)),
  removeInvitee: os.consultations.removeInvitee.handler(({ context: { call }, input }) => removeInvitee(call, input)),
  addViewpoint: os.consultations.addViewpoint.handler(({ context: { call }, input }) => addViewpoint(call, input)),
  updateViewpoint: os.consultations.updateViewpoint.handler(({ context: { call }, input }) => updateViewpoint(call, input)),
  removeViewpoint: os.consultations.removeViewpoint.handler(({ context: { call }, input }) => removeViewpoint(call, input)),
})
