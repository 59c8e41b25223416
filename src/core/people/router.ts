import { os } from '#core/call.ts'
import { recordDeath, takeBackDeath } from './deaths.ts'
import { readPerson } from './person.ts'
import { listPeople, selectedIds } from './queries.ts'
import {
  createPerson, declineStipend, endStipendDeclination, listProtected, openProtected, readIdentityNumberOf, renewStipendDeclination, setPaymentAccount, updatePerson,
} from './service.ts'

export const peopleRouter = os.people.router({
  list: os.people.list.handler(({ context: { call }, input }) => listPeople(call, input)),
  listIds: os.people.listIds.handler(async ({ context: { call }, input }) => [...(await selectedIds(call, input))]),
  read: os.people.read.handler(({ context: { call }, input }) => readPerson(call, input.id, false)),
  openProtected: os.people.openProtected.handler(({ context: { call }, input }) => openProtected(call, input)),
  listProtected: os.people.listProtected.handler(({ context: { call }, input }) => listProtected(call, input)),
  readIdentityNumber: os.people.readIdentityNumber.handler(({ context: { call }, input }) => readIdentityNumberOf(call, input)),
  create: os.people.create.handler(({ context: { call }, input }) => createPerson(call, input)),
  update: os.people.update.handler(({ context: { call }, input }) => updatePerson(call, input)),
  recordDeath: os.people.recordDeath.handler(({ context: { call }, input }) => recordDeath(call, input)),
  takeBackDeath: os.people.takeBackDeath.handler(({ context: { call }, input }) => takeBackDeath(call, input)),
  setPaymentAccount: os.people.setPaymentAccount.handler(({ context: { call }, input }) => setPaymentAccount(call, input)),
  declineStipend: os.people.declineStipend.handler(({ context: { call }, input }) => declineStipend(call, input)),
  renewStipendDeclination: os.people.renewStipendDeclination.handler(({ context: { call }, input }) => renewStipendDeclination(call, input)),
  endStipendDeclination: os.people.endStipendDeclination.handler(({ context: { call }, input }) => endStipendDeclination(call, input)),
})
