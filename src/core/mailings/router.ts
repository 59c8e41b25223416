import type { MailingSendEvent } from '#contract/mailings.ts'
import { asExpectedError } from '#core/admission.ts'
import { os, type ReportFault } from '#core/call.ts'
import { addAttachment, attachmentDocument, removeAttachment } from './attachments.ts'
import { markBounced } from './bounces.ts'
import { makeRegisterExtract } from './extract.ts'
import { copyAddresses, exportNewsletter, makeFile } from './files.ts'
import { readServer, removeServer, sendTest, updateServer } from './mail-server.ts'
import { listCourseRounds, listMailings, listSubscribers, mailingsOfPerson, previewMailing, readMailing } from './queries.ts'
import { retryRecipient, sendMailing, tryNextChannel } from './sending.ts'
import {
  consentToNewsletter, createMailing, endTemplate, markReturned, markSent, openProtectedAudience, prepareMailing, recordAnswer, removeAnswer, removeMailing, saveTemplate, updateMailing,
  updateMailingSettings, withdrawFromNewsletter,
} from './service.ts'
import { listTemplates, readLetterWindow } from './templates.ts'

export const mailingsRouter = os.mailings.router({
  list: os.mailings.list.handler(({ context: { call }, input }) => listMailings(call, input)),
  read: os.mailings.read.handler(({ context: { call }, input }) => readMailing(call, input.id)),
  create: os.mailings.create.handler(({ context: { call }, input }) => createMailing(call, input)),
  update: os.mailings.update.handler(({ context: { call }, input }) => updateMailing(call, input)),
  remove: os.mailings.remove.handler(({ context: { call }, input }) => removeMailing(call, input)),
  preview: os.mailings.preview.handler(({ context: { call }, input }) => previewMailing(call, input.id)),
  prepare: os.mailings.prepare.handler(({ context: { call }, input }) => prepareMailing(call, input)),
  makeFile: os.mailings.makeFile.handler(({ context: { call }, input }) => makeFile(call, input)),
  addAttachment: os.mailings.addAttachment.handler(({ context: { call }, input }) => addAttachment(call, input)),
  removeAttachment: os.mailings.removeAttachment.handler(({ context: { call }, input }) => removeAttachment(call, input)),
  attachmentDocument: os.mailings.attachmentDocument.handler(({ context: { call }, input }) => attachmentDocument(call, input.id)),
  send: os.mailings.send.handler(async ({ context: { arrival, call }, input, signal }) => sayWhatFails(await sendMailing(call, input, signal), call.procedure, arrival.reportFault)),
  retry: os.mailings.retry.handler(({ context: { call }, input }) => retryRecipient(call, input)),
  tryNextChannel: os.mailings.tryNextChannel.handler(({ context: { call }, input }) => tryNextChannel(call, input)),
  copyAddresses: os.mailings.copyAddresses.handler(({ context: { call }, input }) => copyAddresses(call, input)),
  markSent: os.mailings.markSent.handler(({ context: { call }, input }) => markSent(call, input)),
  markReturned: os.mailings.markReturned.handler(({ context: { call }, input }) => markReturned(call, input)),
  markBounced: os.mailings.markBounced.handler(({ context: { call }, input }) => markBounced(call, input)),
  recordAnswer: os.mailings.recordAnswer.handler(({ context: { call }, input }) => recordAnswer(call, input)),
  removeAnswer: os.mailings.removeAnswer.handler(({ context: { call }, input }) => removeAnswer(call, input)),
  openProtected: os.mailings.openProtected.handler(({ context: { call }, input }) => openProtectedAudience(call, input)),
  ofPerson: os.mailings.ofPerson.handler(({ context: { call }, input }) => mailingsOfPerson(call, input.personId)),
  courseRounds: os.mailings.courseRounds.handler(({ context: { call } }) => listCourseRounds(call.store.db)),
  listTemplates: os.mailings.listTemplates.handler(({ context: { call } }) => listTemplates(call.store.db)),
  saveTemplate: os.mailings.saveTemplate.handler(({ context: { call }, input }) => saveTemplate(call, input)),
  endTemplate: os.mailings.endTemplate.handler(({ context: { call }, input }) => endTemplate(call, input)),
  readSettings: os.mailings.readSettings.handler(async ({ context: { call } }) => ({ window: await readLetterWindow(call.store.db) })),
  updateSettings: os.mailings.updateSettings.handler(({ context: { call }, input }) => updateMailingSettings(call, input)),
  readServer: os.mailings.readServer.handler(({ context: { call } }) => readServer(call)),
  updateServer: os.mailings.updateServer.handler(({ context: { call }, input }) => updateServer(call, input)),
  removeServer: os.mailings.removeServer.handler(({ context: { call }, input }) => removeServer(call, input)),
  sendTest: os.mailings.sendTest.handler(({ context: { call }, input }) => sendTest(call, input)),
})

/** What fails on the way comes after the door has answered, and is made one of the contract's errors here. */
async function* sayWhatFails(events: AsyncGenerator<MailingSendEvent>, procedure: string, reportFault: ReportFault): AsyncGenerator<MailingSendEvent> {
  try {
    yield* events
  } catch (error) {
    throw asExpectedError(error, procedure, reportFault)
  }
}

export const newsletterRouter = os.newsletter.router({
  list: os.newsletter.list.handler(({ context: { call }, input }) => listSubscribers(call, input)),
  consent: os.newsletter.consent.handler(({ context: { call }, input }) => consentToNewsletter(call, input)),
  withdraw: os.newsletter.withdraw.handler(({ context: { call }, input }) => withdrawFromNewsletter(call, input)),
  exportList: os.newsletter.exportList.handler(({ context: { call }, input }) => exportNewsletter(call, input)),
})

export const registerExtractsRouter = os.registerExtracts.router({
  make: os.registerExtracts.make.handler(({ context: { call }, input }) => makeRegisterExtract(call, input)),
})
