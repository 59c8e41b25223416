import { os } from '#core/call.ts'
import { listNominations, nominate, withdrawNomination } from './nominations.ts'
import { assignmentsOfPerson, bodiesNeedingAttention, listBodies, listSeats, readBody, readRoster } from './queries.ts'
import { addSeat, appoint, createBody, endAssignment, endBody, endSeat, setDeputyRules, updateBody, updateSeat } from './service.ts'

export const bodiesRouter = os.bodies.router({
  list: os.bodies.list.handler(({ context: { call }, input }) => listBodies(call, input)),
  read: os.bodies.read.handler(({ context: { call }, input }) => readBody(call, input.id)),
  create: os.bodies.create.handler(({ context: { call }, input }) => createBody(call, input)),
  update: os.bodies.update.handler(({ context: { call }, input }) => updateBody(call, input)),
  end: os.bodies.end.handler(({ context: { call }, input }) => endBody(call, input)),
  setDeputyRules: os.bodies.setDeputyRules.handler(({ context: { call }, input }) => setDeputyRules(call, input)),
  addSeat: os.bodies.addSeat.handler(({ context: { call }, input }) => addSeat(call, input)),
  updateSeat: os.bodies.updateSeat.handler(({ context: { call }, input }) => updateSeat(call, input)),
  endSeat: os.bodies.endSeat.handler(({ context: { call }, input }) => endSeat(call, input)),
  appoint: os.bodies.appoint.handler(({ context: { call }, input }) => appoint(call, input)),
  endAssignment: os.bodies.endAssignment.handler(({ context: { call }, input }) => endAssignment(call, input)),
  nominate: os.bodies.nominate.handler(({ context: { call }, input }) => nominate(call, input)),
  withdrawNomination: os.bodies.withdrawNomination.handler(({ context: { call }, input }) => withdrawNomination(call, input)),
  nominations: os.bodies.nominations.handler(({ context: { call }, input }) => listNominations(call.store.db, input)),
  rosterOn: os.bodies.rosterOn.handler(({ context: { call }, input }) => readRoster(call.store.db, input.bodyId, input.date)),
  seatsOn: os.bodies.seatsOn.handler(({ context: { call }, input }) => listSeats(call, input)),
  assignmentsOf: os.bodies.assignmentsOf.handler(({ context: { call }, input }) => assignmentsOfPerson(call.store.db, input.personId, call.clock.today())),
  attention: os.bodies.attention.handler(({ context: { call } }) => bodiesNeedingAttention(call.store.db, call.clock.today())),
})
