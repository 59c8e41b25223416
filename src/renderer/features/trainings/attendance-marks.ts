import { sessionAttendanceStatuses, type CourseRound, type SessionAttendanceStatus } from '#contract/trainings.ts'

/** A change of the attendance grid that has not been saved. */
export interface AttendanceEntry {
  courseParticipantId: string
  trainingSessionId: string
  status: SessionAttendanceStatus | null
}

export type Mark = SessionAttendanceStatus | null

/** What stands in a cell: what has been changed, or else what is saved. */
export function markAt(round: CourseRound, entries: readonly AttendanceEntry[], courseParticipantId: string, trainingSessionId: string): Mark {
  const changed = entries.find((entry) => entry.courseParticipantId === courseParticipantId && entry.trainingSessionId === trainingSessionId)
  return changed ? changed.status : savedMark(round, courseParticipantId, trainingSessionId)
}

/** The changes with one more; a change back to what is saved is no change. */
export function withMark(round: CourseRound, entries: readonly AttendanceEntry[], courseParticipantId: string, trainingSessionId: string, status: Mark): AttendanceEntry[] {
  const others = entries.filter((entry) => entry.courseParticipantId !== courseParticipantId || entry.trainingSessionId !== trainingSessionId)
  return savedMark(round, courseParticipantId, trainingSessionId) === status ? others : [...others, { courseParticipantId, trainingSessionId, status }]
}

/** The changes that differ from what is saved. */
export function unsavedMarks(round: CourseRound, entries: readonly AttendanceEntry[]): AttendanceEntry[] {
  return entries.filter((entry) => savedMark(round, entry.courseParticipantId, entry.trainingSessionId) !== entry.status)
}

/** The next mark when one goes round: nothing, present, excused, absent. */
export function nextMark(mark: Mark): Mark {
  const order: readonly Mark[] = [null, ...sessionAttendanceStatuses]
  return order[(order.indexOf(mark) + 1) % order.length] ?? null
}

function savedMark(round: CourseRound, courseParticipantId: string, trainingSessionId: string): Mark {
  return round.participants.find((participant) => participant.id === courseParticipantId)?.attendance[trainingSessionId] ?? null
}
