import { os } from '#core/call.ts'
import { makeAttendanceForm } from './attendance-form.ts'
import { makeCalendarFile } from './calendar-file.ts'
import { exportOrder } from './order.ts'
import { listMeetings, meetingsNeedingAttention, meetingsOfPerson, previewClaims, readMeeting } from './queries.ts'
import { followPoint, removeReport, reportBack } from './report-back.ts'
import { approveAttendance, cancelMeeting, correctAttendance, planMeeting, recordAnswer, recordAttendance, removeAnswer, updateMeeting } from './service.ts'
import { previewAttendanceSheet } from './sheet.ts'

export const meetingsRouter = os.meetings.router({
  list: os.meetings.list.handler(({ context: { call }, input }) => listMeetings(call, input)),
  read: os.meetings.read.handler(({ context: { call }, input }) => readMeeting(call, input.id)),
  ofPerson: os.meetings.ofPerson.handler(({ context: { call }, input }) => meetingsOfPerson(call.store.db, input)),
  exportOrder: os.meetings.exportOrder.handler(({ context: { call }, input }) => exportOrder(call, input)),
  attendanceForm: os.meetings.attendanceForm.handler(({ context: { call }, input }) => makeAttendanceForm(call, input)),
  calendarFile: os.meetings.calendarFile.handler(({ context: { call }, input }) => makeCalendarFile(call, input)),
  plan: os.meetings.plan.handler(({ context: { call }, input }) => planMeeting(call, input)),
  update: os.meetings.update.handler(({ context: { call }, input }) => updateMeeting(call, input)),
  cancel: os.meetings.cancel.handler(({ context: { call }, input }) => cancelMeeting(call, input)),
  recordAttendance: os.meetings.recordAttendance.handler(({ context: { call }, input }) => recordAttendance(call, input)),
  previewAttendanceSheet: os.meetings.previewAttendanceSheet.handler(({ context: { call }, input }) => previewAttendanceSheet(call, input)),
  correctAttendance: os.meetings.correctAttendance.handler(({ context: { call }, input }) => correctAttendance(call, input)),
  recordAnswer: os.meetings.recordAnswer.handler(({ context: { call }, input }) => recordAnswer(call, input)),
  removeAnswer: os.meetings.removeAnswer.handler(({ context: { call }, input }) => removeAnswer(call, input)),
  claimPreview: os.meetings.claimPreview.handler(({ context: { call }, input }) => previewClaims(call.store.db, input.meetingId)),
  approveAttendance: os.meetings.approveAttendance.handler(({ context: { call }, input }) => approveAttendance(call, input)),
  reportBack: os.meetings.reportBack.handler(({ context: { call }, input }) => reportBack(call, input)),
  removeReport: os.meetings.removeReport.handler(({ context: { call }, input }) => removeReport(call, input)),
  followPoint: os.meetings.followPoint.handler(({ context: { call }, input }) => followPoint(call, input)),
  attention: os.meetings.attention.handler(({ context: { call } }) => meetingsNeedingAttention(call.store.db, call.clock.today())),
})
