import type { AttendanceRole, AttendanceStatus, MeetingAnswer, MeetingState } from '#contract/meetings.ts'
import { roleBySeat } from '#contract/meetings.ts'
import type { DeputyRules } from '#contract/bodies.ts'
import type { PersonRef } from '#contract/people.ts'
import { dateOfInstant, instantOf, type Instant, type LocalDate, type LocalTime } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { isInvited, type RosterEntry } from '#core/bodies/index.ts'

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

/** Those of them who are on the list, by the body's rule for its deputies: a deputy who is called only when needed stands there once she has been. */
export function onTheList(invited: readonly Invited[], rules: Pick<DeputyRules, 'deputiesInvited'>, called: ReadonlySet<string>): Invited[] {
  return invited.filter(({ kind, person }) => isInvited(kind, rules, called.has(person.id)))
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

/** How many days after a meeting a report back is missed, and how long it is asked for. */
export const reportDays = { after: 3, until: 90 } as const

/** Refuses a report back from a meeting that has not been held. */
export function reportFinding({ heldOn, cancelledAt }: Pick<MeetingMoments, 'heldOn' | 'cancelledAt'>, today: LocalDate): RuleFinding | undefined {
  if (cancelledAt !== null) return { rule: 'meetings.isCancelled' }
  return heldOn > today ? { rule: 'meetings.reportTooEarly', params: { heldOn } } : undefined
}

/** Refuses noting somebody as present or absent before the day. An excuse can be noted as soon as it comes. */
export function statusFinding(status: AttendanceStatus, heldOn: LocalDate, today: LocalDate): RuleFinding | undefined {
  return status !== 'excused' && heldOn > today ? { rule: 'meetings.notHeldYet', params: { heldOn } } : undefined
}

/** Refuses an approval before the meeting has ended, twice, or while somebody who was invited lacks a note. */
export function approveFinding(
  meeting: MeetingMoments & { readonly endTime: LocalTime }, invited: readonly Invited[], notes: readonly Note[], now: Instant,
): RuleFinding | undefined {
  const refusal = changeFinding(meeting)
  if (refusal) return refusal
  if (meeting.heldOn > dateOfInstant(now)) return { rule: 'meetings.notHeldYet', params: { heldOn: meeting.heldOn } }
  if (instantOf(meeting.heldOn, meeting.endTime) > now) return { rule: 'meetings.notEndedYet', params: { endTime: meeting.endTime } }
  const missing = withoutNote(invited, notes).length
  if (missing > 0) return { rule: 'meetings.attendanceMissing', params: { count: missing } }
  return notes.length === 0 ? { rule: 'meetings.nobodyNoted' } : undefined
}

/** Those invited about whom nothing is noted. */
export function withoutNote(invited: readonly Invited[], notes: readonly Note[]): Invited[] {
  const noted = new Set(notes.map((note) => note.personId))
  return invited.filter(({ person }) => !noted.has(person.id))
}

/** An ordinary seat on a meeting's day and who holds it. */
export interface OrdinarySeat {
  readonly seatId: string
  readonly position: number
  readonly holder: PersonRef | null
}

/** What one who was asked said, about herself or about serving in an ordinary seat. */
export interface Answer {
  readonly personId: string
  readonly seatId: string | null
  readonly answer: MeetingAnswer
}

/** An ordinary seat that somebody should be called for. */
export interface SeatToFill {
  readonly seatId: string
  readonly position: number
  readonly absent: PersonRef | null
  readonly serving: PersonRef | null
  /** Those who can be asked, the next one first. */
  readonly deputies: readonly { readonly person: PersonRef; readonly rank: number | null; readonly isUnanswered: boolean }[]
}

/**
 * The ordinary seats that are empty or whose holder does not come, each with the deputies to call: the seat's own by rank, then the pool.
 * Those who have sent an excuse or serve in another seat are not asked; those who did not answer are asked again after the others.
 * @param answers in the order they were given; the latest of a person's about a seat counts
 */
export function seatsToFill(seats: readonly OrdinarySeat[], invited: readonly Invited[], notes: readonly Note[], answers: readonly Answer[]): SeatToFill[] {
  const away = new Set(notes.filter(({ status }) => status !== 'present').map(({ personId }) => personId))
  const servingBySeat = servingDeputies(answers, away)
  const serving = new Set(servingBySeat.values())
  const deputies = invited.filter(({ kind, person }) => kind === 'deputy' && !away.has(person.id))
  return seats
    .filter(({ holder }) => holder === null || away.has(holder.id))
    .map(({ seatId, position, holder }) => {
      const unanswered = new Set(answers.filter((answer) => answer.seatId === seatId && answer.answer === 'noAnswer').map(({ personId }) => personId))
      const callable = deputies
        .filter(({ person }) => !serving.has(person.id))
        .flatMap(({ person, seats: held }) => {
          const own = held.find((seat) => seat.deputyForSeatId === seatId)
          if (own) return [{ person, rank: own.rank, isUnanswered: unanswered.has(person.id) }]
          return held.some((seat) => seat.seatKind === 'deputy' && seat.deputyForSeatId === null) ? [{ person, rank: null, isUnanswered: unanswered.has(person.id) }] : []
        })
      return {
        seatId, position, absent: holder, serving: deputies.find(({ person }) => person.id === servingBySeat.get(seatId))?.person ?? null,
        deputies: callable.toSorted((a, b) => Number(a.isUnanswered) - Number(b.isUnanswered) || (a.rank ?? afterRanks) - (b.rank ?? afterRanks)),
      }
    })
}

/** The pool is asked after those with a rank. */
const afterRanks = Number.MAX_SAFE_INTEGER

/** By ordinary seat, the deputy whose latest answer is that she comes; somebody serves in one seat, the one she said yes to last. */
function servingDeputies(answers: readonly Answer[], away: ReadonlySet<string>): ReadonlyMap<string, string> {
  const seatOf = new Map<string, string>()
  for (const { personId, seatId, answer } of answers) {
    if (seatId === null) continue
    if (answer === 'yes') seatOf.set(personId, seatId)
    else if (seatOf.get(personId) === seatId) seatOf.delete(personId)
  }
  return new Map([...seatOf].filter(([personId]) => !away.has(personId)).map(([personId, seatId]) => [seatId, personId]))
}

/** The invited, where one who serves in a seat stands in for its holder alone. */
export function withServing(invited: readonly Invited[], seats: readonly SeatToFill[]): Invited[] {
  return invited.map((one) => {
    const served = seats.find(({ serving }) => serving?.id === one.person.id)
    return served ? { ...one, standsInFor: served.absent ? [served.absent.id] : [] } : one
  })
}

/** Refuses to ask about a seat whose holder comes, one who is not its deputy, and a second yes for it. */
export function answerFinding({ personId, seatId, answer }: Answer, seats: readonly SeatToFill[]): RuleFinding | undefined {
  if (seatId === null) return undefined
  const seat = seats.find((each) => each.seatId === seatId)
  if (!seat) return { rule: 'meetings.seatIsNotEmpty' }
  if (seat.serving !== null && seat.serving.id !== personId && answer === 'yes') return { rule: 'meetings.seatIsServed' }
  return seat.serving?.id === personId || seat.deputies.some(({ person }) => person.id === personId) ? undefined : { rule: 'meetings.notToBeCalled' }
}
