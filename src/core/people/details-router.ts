import { os } from '#core/call.ts'
import { listDueMoves, municipalityOfPostcode, readMunicipalityOn, townOfPostcode } from './addresses.ts'
import { addContact, carryOutMoves, makePreferred, move, removeAddress, removeContact, updateContact } from './contacts-service.ts'
import { addGuardian, endGuardian, updateGuardian } from './guardians.ts'
import { addArea, addFact, eraseEnded, listAreas, removeArea, renameArea, renewConsent, withdrawConsent } from './sensitive-service.ts'

export const contactsRouter = os.contacts.router({
  add: os.contacts.add.handler(({ context: { call }, input }) => addContact(call, input)),
  update: os.contacts.update.handler(({ context: { call }, input }) => updateContact(call, input)),
  remove: os.contacts.remove.handler(({ context: { call }, input }) => removeContact(call, input)),
  makePreferred: os.contacts.makePreferred.handler(({ context: { call }, input }) => makePreferred(call, input)),
  move: os.contacts.move.handler(({ context: { call }, input }) => move(call, input)),
  removeAddress: os.contacts.removeAddress.handler(({ context: { call }, input }) => removeAddress(call, input)),
  dueMoves: os.contacts.dueMoves.handler(({ context: { call } }) => listDueMoves(call.store.db, call.clock.today())),
  carryOutMoves: os.contacts.carryOutMoves.handler(({ context: { call } }) => carryOutMoves(call)),
  municipalityOf: os.contacts.municipalityOf.handler(async ({ context: { call }, input }) => ({
    town: await townOfPostcode(call.store.db, input.postcode.replaceAll(' ', '')),
    municipalityCode: await municipalityOfPostcode(call.store.db, input.postcode.replaceAll(' ', '')),
  })),
  municipalityOn: os.contacts.municipalityOn.handler(({ context: { call }, input }) => readMunicipalityOn(call.store.db, input)),
})

export const sensitiveRouter = os.sensitive.router({
  add: os.sensitive.add.handler(({ context: { call }, input }) => addFact(call, input)),
  renew: os.sensitive.renew.handler(({ context: { call }, input }) => renewConsent(call, input)),
  withdraw: os.sensitive.withdraw.handler(({ context: { call }, input }) => withdrawConsent(call, input)),
  eraseEnded: os.sensitive.eraseEnded.handler(({ context: { call } }) => eraseEnded(call)),
  listAreas: os.sensitive.listAreas.handler(({ context: { call } }) => listAreas(call.store.db)),
  addArea: os.sensitive.addArea.handler(({ context: { call }, input }) => addArea(call, input)),
  renameArea: os.sensitive.renameArea.handler(({ context: { call }, input }) => renameArea(call, input)),
  removeArea: os.sensitive.removeArea.handler(({ context: { call }, input }) => removeArea(call, input)),
})

export const guardiansRouter = os.guardians.router({
  add: os.guardians.add.handler(({ context: { call }, input }) => addGuardian(call, input)),
  update: os.guardians.update.handler(({ context: { call }, input }) => updateGuardian(call, input)),
  end: os.guardians.end.handler(({ context: { call }, input }) => endGuardian(call, input)),
})
