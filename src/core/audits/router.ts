import { os } from '#core/call.ts'
import { listAudits, readAudit } from './queries.ts'
import { addTeamMember, createAudit, endTeamMember, updateAudit } from './service.ts'

export const auditsRouter = os.audits.router({
  list: os.audits.list.handler(({ context: { call }, input }) => listAudits(call.store.db, input, call.clock.today())),
  read: os.audits.read.handler(({ context: { call }, input }) => readAudit(call.store.db, input.id, call.clock.today())),
  create: os.audits.create.handler(({ context: { call }, input }) => createAudit(call, input)),
  update: os.audits.update.handler(({ context: { call }, input }) => updateAudit(call, input)),
  addTeamMember: os.audits.addTeamMember.handler(({ context: { call }, input }) => addTeamMember(call, input)),
  endTeamMember: os.audits.endTeamMember.handler(({ context: { call }, input }) => endTeamMember(call, input)),
})
