import { os } from '#core/call.ts'
import { makeAttendanceForm } from './attendance-form.ts'
import { listTrainings, readRound, readTraining, trainingsOfPerson } from './queries.ts'
import {
  addParticipant, addSession, completeParticipants, createRound, createTraining, endParticipation, issueCertificate, makeCertificateDocument, recordAttendance, removeSession,
  reopenParticipation, updateRound, updateSession, updateTraining,
} from './service.ts'

export const trainingsRouter = os.trainings.router({
  list: os.trainings.list.handler(({ context: { call }, input }) => listTrainings(call, input)),
  read: os.trainings.read.handler(({ context: { call }, input }) => readTraining(call, input.id)),
  create: os.trainings.create.handler(({ context: { call }, input }) => createTraining(call, input)),
  update: os.trainings.update.handler(({ context: { call }, input }) => updateTraining(call, input)),
  createRound: os.trainings.createRound.handler(({ context: { call }, input }) => createRound(call, input)),
  readRound: os.trainings.readRound.handler(({ context: { call }, input }) => readRound(call, input.id)),
  updateRound: os.trainings.updateRound.handler(({ context: { call }, input }) => updateRound(call, input)),
  addSession: os.trainings.addSession.handler(({ context: { call }, input }) => addSession(call, input)),
  updateSession: os.trainings.updateSession.handler(({ context: { call }, input }) => updateSession(call, input)),
  removeSession: os.trainings.removeSession.handler(({ context: { call }, input }) => removeSession(call, input)),
  attendanceForm: os.trainings.attendanceForm.handler(({ context: { call }, input }) => makeAttendanceForm(call, input)),
  addParticipant: os.trainings.addParticipant.handler(({ context: { call }, input }) => addParticipant(call, input)),
  endParticipation: os.trainings.endParticipation.handler(({ context: { call }, input }) => endParticipation(call, input)),
  recordAttendance: os.trainings.recordAttendance.handler(({ context: { call }, input }) => recordAttendance(call, input)),
  complete: os.trainings.complete.handler(({ context: { call }, input }) => completeParticipants(call, input)),
  reopen: os.trainings.reopen.handler(({ context: { call }, input }) => reopenParticipation(call, input)),
  issueCertificate: os.trainings.issueCertificate.handler(({ context: { call }, input }) => issueCertificate(call, input)),
  certificateDocument: os.trainings.certificateDocument.handler(({ context: { call }, input }) => makeCertificateDocument(call, input)),
  ofPerson: os.trainings.ofPerson.handler(({ context: { call }, input }) => trainingsOfPerson(call, input.personId)),
})
