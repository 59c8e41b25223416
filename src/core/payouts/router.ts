import { os } from '#core/call.ts'
import { exportFile, exportList } from './files.ts'
import { listPayouts, readPayout, yearTotals } from './queries.ts'
import { addApproved, confirmPaid, createPayout, discardPayout, freezePayout, removePerson, reopenPayout, setPaymentDate } from './service.ts'
import { loadSettings, updateSettings } from './settings.ts'

export const payoutsRouter = os.payouts.router({
  list: os.payouts.list.handler(({ context: { call }, input }) => listPayouts(call.store.db, input)),
  read: os.payouts.read.handler(({ context: { call }, input }) => readPayout(call, input.id)),
  create: os.payouts.create.handler(({ context: { call }, input }) => createPayout(call, input)),
  setDate: os.payouts.setDate.handler(({ context: { call }, input }) => setPaymentDate(call, input)),
  removePerson: os.payouts.removePerson.handler(({ context: { call }, input }) => removePerson(call, input)),
  addApproved: os.payouts.addApproved.handler(({ context: { call }, input }) => addApproved(call, input)),
  discard: os.payouts.discard.handler(({ context: { call }, input }) => discardPayout(call, input)),
  freeze: os.payouts.freeze.handler(({ context: { call }, input }) => freezePayout(call, input)),
  reopen: os.payouts.reopen.handler(({ context: { call }, input }) => reopenPayout(call, input)),
  exportFile: os.payouts.exportFile.handler(({ context: { call }, input }) => exportFile(call, input)),
  exportList: os.payouts.exportList.handler(({ context: { call }, input }) => exportList(call, input)),
  confirmPaid: os.payouts.confirmPaid.handler(({ context: { call }, input }) => confirmPaid(call, input)),
  yearTotals: os.payouts.yearTotals.handler(({ context: { call }, input }) => yearTotals(call.store.db, input)),
  readSettings: os.payouts.readSettings.handler(({ context: { call } }) => loadSettings(call.store.db)),
  updateSettings: os.payouts.updateSettings.handler(({ context: { call }, input }) => updateSettings(call, input)),
})
