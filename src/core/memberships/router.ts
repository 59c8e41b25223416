import { os } from '#core/call.ts'
import { countMembers, listCounted } from './count-queries.ts'
import { removePayment } from './fee-payments.ts'
import {
  listPaymentFiles, listSetAside, listUnsettled, postPayments, previewPayments, recordRepayment, resumePayment, setPaymentAside, settlePayment, undoPayments,
} from './payments.ts'
import { beginMembership, changeKind, endMembership, removeMembership, updateMembership } from './periods.ts'
import { listFees, listRates, membershipOfPerson } from './queries.ts'
import { chargeYear, confirmMembership, createRate, exempt, previewCharge, recordFee, remind, removeConfirmation, removeExemption, restoreFee, updateRate, withdrawFee } from './service.ts'
import { loadSettings, updateSettings } from './settings.ts'

export const membershipsRouter = os.memberships.router({
  begin: os.memberships.begin.handler(({ context: { call }, input }) => beginMembership(call, input)),
  end: os.memberships.end.handler(({ context: { call }, input }) => endMembership(call, input)),
  update: os.memberships.update.handler(({ context: { call }, input }) => updateMembership(call, input)),
  changeKind: os.memberships.changeKind.handler(({ context: { call }, input }) => changeKind(call, input)),
  remove: os.memberships.remove.handler(({ context: { call }, input }) => removeMembership(call, input)),
  ofPerson: os.memberships.ofPerson.handler(({ context: { call }, input }) => membershipOfPerson(call, input.personId)),
  recordFee: os.memberships.recordFee.handler(({ context: { call }, input }) => recordFee(call, input)),
  removePayment: os.memberships.removePayment.handler(({ context: { call }, input }) => removePayment(call, input)),
  exempt: os.memberships.exempt.handler(({ context: { call }, input }) => exempt(call, input)),
  removeExemption: os.memberships.removeExemption.handler(({ context: { call }, input }) => removeExemption(call, input)),
  withdrawFee: os.memberships.withdrawFee.handler(({ context: { call }, input }) => withdrawFee(call, input)),
  restoreFee: os.memberships.restoreFee.handler(({ context: { call }, input }) => restoreFee(call, input)),
  confirm: os.memberships.confirm.handler(({ context: { call }, input }) => confirmMembership(call, input)),
  removeConfirmation: os.memberships.removeConfirmation.handler(({ context: { call }, input }) => removeConfirmation(call, input)),
  listRates: os.memberships.listRates.handler(({ context: { call } }) => listRates(call.store.db)),
  createRate: os.memberships.createRate.handler(({ context: { call }, input }) => createRate(call, input)),
  updateRate: os.memberships.updateRate.handler(({ context: { call }, input }) => updateRate(call, input)),
  listFees: os.memberships.listFees.handler(({ context: { call }, input }) => listFees(call, input)),
  previewCharge: os.memberships.previewCharge.handler(({ context: { call }, input }) => previewCharge(call, input)),
  charge: os.memberships.charge.handler(({ context: { call }, input }) => chargeYear(call, input)),
  remind: os.memberships.remind.handler(({ context: { call }, input }) => remind(call, input)),
  previewPayments: os.memberships.previewPayments.handler(({ context: { call }, input }) => previewPayments(call, input)),
  postPayments: os.memberships.postPayments.handler(({ context: { call }, input }) => postPayments(call, input)),
  listPaymentFiles: os.memberships.listPaymentFiles.handler(({ context: { call } }) => listPaymentFiles(call)),
  undoPayments: os.memberships.undoPayments.handler(({ context: { call }, input }) => undoPayments(call, input)),
  listUnsettled: os.memberships.listUnsettled.handler(({ context: { call } }) => listUnsettled(call)),
  settlePayment: os.memberships.settlePayment.handler(({ context: { call }, input }) => settlePayment(call, input)),
  setPaymentAside: os.memberships.setPaymentAside.handler(({ context: { call }, input }) => setPaymentAside(call, input)),
  listSetAside: os.memberships.listSetAside.handler(({ context: { call } }) => listSetAside(call)),
  resumePayment: os.memberships.resumePayment.handler(({ context: { call }, input }) => resumePayment(call, input)),
  recordRepayment: os.memberships.recordRepayment.handler(({ context: { call }, input }) => recordRepayment(call, input)),
  readSettings: os.memberships.readSettings.handler(({ context: { call } }) => loadSettings(call.store.db)),
  updateSettings: os.memberships.updateSettings.handler(({ context: { call }, input }) => updateSettings(call, input)),
  count: os.memberships.count.handler(({ context: { call }, input }) => countMembers(call, input)),
  listCounted: os.memberships.listCounted.handler(({ context: { call }, input }) => listCounted(call, input)),
})
