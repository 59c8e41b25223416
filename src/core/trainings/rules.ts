import type { SessionAttendanceStatus } from '#contract/trainings.ts'
import { minutesBetween, type LocalDate, type LocalTime } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { FieldFinding } from '#shared/result.ts'

/** A session as far as the rules are concerned. */
export interface SessionFacts {
  readonly id: string
  readonly heldOn: LocalDate
  readonly startTime: LocalTime
  readonly endTime: LocalTime
}

/** A participant's standing in a round. */
export interface ParticipantFacts {
  readonly admittedOn: LocalDate
  readonly leftOn: LocalDate | null
  readonly completedOn: LocalDate | null
  readonly attendance: ReadonlyMap<string, SessionAttendanceStatus>
  readonly certificateCount: number
}

export interface RoundFacts {
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly requiredSessions: number
  readonly sessions: readonly SessionFacts[]
}

/** A round that ends before it starts, or that no longer covers its sessions. */
export function roundFindings(round: Pick<RoundFacts, 'startsOn' | 'endsOn'>, sessions: readonly Pick<SessionFacts, 'heldOn'>[]): FieldFinding[] {
  if (round.endsOn < round.startsOn) return [{ path: 'endsOn', rule: 'common.endsBeforeStart' }]
  const outside = sessions.find((session) => session.heldOn < round.startsOn || session.heldOn > round.endsOn)
  if (!outside) return []
  return [{ path: outside.heldOn < round.startsOn ? 'startsOn' : 'endsOn', rule: 'trainings.roundLeavesSessionOut', params: { date: outside.heldOn } }]
}

/** A session that ends before it starts, or lies outside its round. */
export function sessionFindings(session: Omit<SessionFacts, 'id'>, round: Pick<RoundFacts, 'startsOn' | 'endsOn'>): FieldFinding[] {
  return [
    ...(minutesBetween(session.startTime, session.endTime) <= 0 ? [{ path: 'endTime', rule: 'trainings.sessionEndsBeforeStart' } as const] : []),
    ...(session.heldOn < round.startsOn || session.heldOn > round.endsOn
      ? [{ path: 'heldOn', rule: 'trainings.sessionOutsideRound', params: { startsOn: round.startsOn, endsOn: round.endsOn } } as const]
      : []),
  ]
}

/** The sessions a participant came to, in order of time. */
export function attendedSessions<Session extends SessionFacts>(sessions: readonly Session[], attendance: ParticipantFacts['attendance']): Session[] {
  return sessions
    .filter((session) => attendance.get(session.id) === 'present')
    .toSorted((a, b) => (`${a.heldOn} ${a.startTime}` < `${b.heldOn} ${b.startTime}` ? -1 : 1))
}

/** The length of sessions together, in minutes. */
export function totalMinutes(sessions: readonly SessionFacts[]): number {
  return sessions.reduce((sum, session) => sum + minutesBetween(session.startTime, session.endTime), 0)
}

/**
 * Whether a participant may be recorded as having completed a round, on a date where one is given.
 * It takes as many sessions as the round requires, and the day cannot come before the last one attended.
 */
export function mayComplete(participant: ParticipantFacts, round: RoundFacts, completedOn?: LocalDate): RuleFinding | undefined {
  if (participant.completedOn !== null) return { rule: 'trainings.alreadyCompleted', params: { date: participant.completedOn } }
  if (participant.leftOn !== null) return { rule: 'trainings.hasLeft', params: { date: participant.leftOn } }
  const attended = attendedSessions(round.sessions, participant.attendance)
  if (attended.length < round.requiredSessions) return { rule: 'trainings.tooFewSessions', params: { attended: attended.length, required: round.requiredSessions } }
  const earliest = attended.at(-1)?.heldOn ?? participant.admittedOn
  if (completedOn !== undefined && completedOn < earliest) return { rule: 'trainings.completedTooEarly', params: { date: earliest } }
  return undefined
}

/** Whether a certificate may be issued: only for who has completed, and a second one only with a reason. */
export function mayIssueCertificate(participant: ParticipantFacts, { issuedOn, hasReason }: { issuedOn?: LocalDate; hasReason: boolean }): RuleFinding | undefined {
  if (participant.completedOn === null) return { rule: 'trainings.notCompleted' }
  if (issuedOn !== undefined && issuedOn < participant.completedOn) return { rule: 'trainings.issuedTooEarly', params: { date: participant.completedOn } }
  if (participant.certificateCount > 0 && !hasReason) return { rule: 'trainings.replacementNeedsReason' }
  return undefined
}

/** Attendance stands once completion has been recorded upon it. */
export function mayRecordAttendance(participant: ParticipantFacts, session: SessionFacts, status: SessionAttendanceStatus | null, today: LocalDate): RuleFinding | undefined {
  if (participant.completedOn !== null) return { rule: 'trainings.completedIsFixed' }
  if (status !== null && session.heldOn > today) return { rule: 'trainings.sessionNotYetHeld', params: { date: session.heldOn } }
  if (status === 'present' && participant.leftOn !== null && session.heldOn > participant.leftOn) return { rule: 'trainings.hasLeft', params: { date: participant.leftOn } }
  return undefined
}

/** A completion may be taken back until a certificate has been issued upon it. */
export function mayReopen(participant: ParticipantFacts): RuleFinding | undefined {
  if (participant.certificateCount > 0) return { rule: 'trainings.certificateIssued' }
  return participant.completedOn === null ? { rule: 'trainings.notCompleted' } : undefined
}

/** A certificate's number as it is written: the year it was issued and its place in the sequence, `2026-0007`. */
export function certificateNumber(number: number, issuedOn: LocalDate): string {
  return `${issuedOn.slice(0, 4)}-${String(number).padStart(4, '0')}`
}
