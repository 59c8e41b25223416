import type { AttendanceRole, AttendanceStatus, MeetingState } from '#contract/meetings.ts'
import { roleBySeat } from '#contract/meetings.ts'
import type { PersonRef } from '#contract/people.ts'
import type { Instant, LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { RosterEntry } from '#core/bodies/index.ts'

/** How many days ahead a meeting without a deputy is pointed out: six weeks. */
export const warningDays = 42

/** What decides where a meeting stands. */
export interface MeetingMoments {
  readonly heldOn: LocalDate
  readonly cancelledAt: Instant | null
  readonly attendanceApprovedAt: Instant | null
}

/** Where a meeting stands on a day. Never stored. */
export function meetingState(meeting: MeetingMoments, isEverybodyNoted: boolean, today: LocalDate): MeetingState {
  if (meeting.cancelledAt !== null) return 'cancelled'
  if (meeting.attendanceApprovedAt !== null) return 'approved'
  if (meeting.heldOn > today) return 'planned'
  return isEverybodyNoted ? 'toApprove' : 'toRecord'
}

/** One who is invited: everybody with a seat on the day. */
export interface Invited {
  readonly person: PersonRef
  readonly kind: 'ordinary' | 'deputy'
  /** The seats held, in the roster's order. */
  readonly seats: readonly RosterEntry[]
  readonly standsInFor: readonly string[]
}

/**
 * The invitation list of a roster: everybody once, deputies always included, each with the persons she stands in for.
 * A deputy of the pool stands in for every ordinary member.
 */
export function invitationsOf(roster: readonly RosterEntry[]): Invited[] {
  const ordinary = roster.filter((entry) => entry.seatKind === 'ordinary')
  return [...Map.groupBy(roster, (entry) => entry.person.id).values()].map((seats) => {
    const first = seats[0] as RosterEntry
    const deputySeats = seats.filter((seat) => seat.seatKind === 'deputy')
    const standsInFor = ordinary.filter((entry) => deputySeats.some((seat) => seat.deputyForSeatId === null || seat.deputyForSeatId === entry.seatId)).map((entry) => entry.person.id)
    return { person: first.person, kind: deputySeats.length === seats.length ? 'deputy' : 'ordinary', seats, standsInFor }
  })
}

/** What is noted about a person at a meeting. */
export interface Note {
  readonly personId: string
  readonly status: AttendanceStatus
}

/**
 * What a person is at a meeting when nobody has said.
 * @param notes all that is noted, this person's note included
 */
export function roleAt(invited: Invited | undefined, notes: readonly Note[]): AttendanceRole {
  const present = new Set(notes.filter((note) => note.status === 'present').map((note) => note.personId))
  return roleBySeat(invited?.kind ?? null, invited?.standsInFor.some((personId) => present.has(personId)) ?? false)
}

/** Refuses a role that does not go with the seat: a companion has none, a deputy is never ordinary. */
export function roleFinding(role: AttendanceRole, invited: Invited | undefined): RuleFinding | undefined {
  const fits = {
    ordinary: invited?.kind === 'ordinary',
    servingDeputy: invited?.kind === 'deputy',
    attendingDeputy: invited?.kind === 'deputy',
    companion: invited === undefined,
  }[role]
  return fits ? undefined : { rule: 'meetings.roleDoesNotFit' }
}

/** Refuses what cannot be changed in a meeting that is cancelled or whose attendance is approved. */
export function changeFinding(meeting: MeetingMoments): RuleFinding | undefined {
  if (meeting.cancelledAt !== null) return { rule: 'meetings.isCancelled' }
  return meeting.attendanceApprovedAt === null ? undefined : { rule: 'meetings.isLocked' }
}

/** Refuses noting somebody as present or absent before the day. An excuse can be noted as soon as it comes. */
export function statusFinding(status: AttendanceStatus, heldOn: LocalDate, today: LocalDate): RuleFinding | undefined {
  return status !== 'excused' && heldOn > today ? { rule: 'meetings.notHeldYet', params: { heldOn } } : undefined
}

/** Refuses an approval before the day, twice, or while somebody who was invited lacks a note. */
export function approveFinding(meeting: MeetingMoments, invited: readonly Invited[], notes: readonly Note[], today: LocalDate): RuleFinding | undefined {
  const refusal = changeFinding(meeting)
  if (refusal) return refusal
  if (meeting.heldOn > today) return { rule: 'meetings.notHeldYet', params: { heldOn: meeting.heldOn } }
  const missing = withoutNote(invited, notes).length
  if (missing > 0) return { rule: 'meetings.attendanceMissing', params: { count: missing } }
  return notes.length === 0 ? { rule: 'meetings.nobodyNoted' } : undefined
}

/** Those invited about whom nothing is noted. */
export function withoutNote(invited: readonly Invited[], notes: readonly Note[]): Invited[] {
  const noted = new Set(notes.map((note) => note.personId))
  return invited.filter(({ person }) => !noted.has(person.id))
}
