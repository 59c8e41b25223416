import { roleBySeat, type AttendanceRole, type AttendanceStatus } from '#contract/meetings.ts'
import { isBankDay, nextBankDay } from '#shared/bank-days.ts'
import { activeOn, addDays, daysBetween, instantOf, minutesBetween, weekday, type LocalDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import { createClaimsForMeeting, type Attended } from '#core/claims/index.ts'
import type { Writer } from '#core/db/writer.ts'
import type { DemoBody, DemoTerm } from './bodies.ts'
import { generator, type Generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { towns, type Town } from './names.ts'
import type { DemoPerson } from './people.ts'


interface Planned {
  readonly body: DemoBody
  readonly heldOn: LocalDate
  readonly isDigital: boolean
}

/** How far ahead meetings are planned. */
const daysAhead = 70
/** The newest meeting held, which nobody has recorded, and before it those recorded but not approved. */
const unrecordedCount = 1
const unapprovedCount = 2
const everyCancelled = 45
/** Of how late meetings somebody has told, and which of them nobody has told of. */
const reportedDays = 90
const everyUntold = 9
const toldPoints = [
  { raised: 'Väntetiden i telefonen', outcome: 'partly', answer: 'Fler svarar på förmiddagen', decision: 'Ny mätning till nästa möte' },
  { raised: 'Skyltar som går att läsa', outcome: 'agreed', answer: 'Nya skyltar är beställda', decision: 'Rådet provläser dem' },
  { raised: 'Anhörigas plats på vårdplaneringen', outcome: null, answer: null, decision: null },
] as const

/** Some two hundred meetings: the past approved, the newest waiting to be recorded or approved, and those to come. */
export function addMeetings(ledger: Ledger, bodies: readonly DemoBody[], persons: readonly DemoPerson[], approverId: string, today: LocalDate): void {
  const generate = generator('meetings')
  const planned = bodies.flatMap((body) => datesOf(generate, body, today).map((heldOn): Planned => ({ body, heldOn, isDigital: generate.chance(body.digitalPercent) }))).toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1))
  const heldCount = planned.filter((meeting) => meeting.heldOn < today).length
  const companions = persons.filter((person) => person.account === null && !person.isProtected)
  const withoutDeputy = planned.findIndex((meeting) => meeting.heldOn > addDays(today, 3) && meeting.body.payer === 'association')
  const toCall = planned.findIndex((meeting, index) => index > withoutDeputy && meeting.heldOn > addDays(today, 3) && seatedOn(meeting.body, meeting.heldOn).filter(({ seat }) => seat.kind === 'deputy').length > 1)
  for (const [index, meeting] of planned.entries()) {
    const isSettled = index < heldCount - unrecordedCount - unapprovedCount
    const isCancelled = isSettled && index % everyCancelled === everyCancelled - 1
    const id = addMeeting(ledger, generate, meeting, today)
    if (isCancelled) cancel(ledger, id, meeting)
    if (index === withoutDeputy) excuseDeputies(ledger, generate, id, meeting, today)
    if (index === toCall) excuseOrdinary(ledger, generate, id, meeting, today, approverId)
    if (isCancelled || index >= heldCount - unrecordedCount) continue
    const recordedOn = earlier(addDays(meeting.heldOn, 1 + generate.below(6)), addDays(today, -1))
    const present = addAttendances(ledger, generate, id, meeting, recordedOn, generate.chance(6) ? generate.pick(companions.filter((person) => person.joinedOn < meeting.heldOn)) : undefined)
    if (isSettled && heldDaysAgo(meeting, today) < reportedDays && index % everyUntold !== 0) tellOf(ledger, generate, id, meeting, today, { approverId, present })
    if (isSettled) ledger.act(recordedOn, (writer) => approve(writer, { id, meeting, approvedOn: recordedOn, approverId, present }))
  }
}

function heldDaysAgo({ heldOn }: Planned, today: LocalDate): number {
  return daysBetween(heldOn, today)
}

/** What one who was there told on the telephone the day after. */
function tellOf(ledger: Ledger, generate: Generator, meetingId: string, { body, heldOn }: Planned, today: LocalDate, { approverId, present }: Pick<Approval, 'approverId' | 'present'>): void {
  const [teller] = present
  if (!teller) return
  const on = earlier(addDays(heldOn, 1), addDays(today, -1))
  const reportId = generate.id(on)
  const told = generate.pick(toldPoints)
  ledger.add('meetingReports', on, { id: reportId, meetingId, personId: teller.personId, reportedOn: on, channel: 'phone', summary: generate.pick(body.topics), recordedByUserId: approverId, createdAt: instantOf(on, '10:40') })
  ledger.add('meetingReportPoints', on, { id: generate.id(on), reportId, position: 0, ...told, proposalId: null })
}

function cancel(ledger: Ledger, id: string, { heldOn }: Planned): void {
  const on = addDays(heldOn, -4)
  ledger.change('meetings', on, id, { cancelledAt: instantOf(on, '11:00') })
}

interface Approval {
  readonly id: string
  readonly meeting: Planned
  readonly approvedOn: LocalDate
  readonly approverId: string
  readonly present: readonly Attended[]
}

/** Approves attendance, and makes the claims; a meeting that lacks a figure for its year waits. */
async function approve(writer: Writer, { id, meeting: { body, heldOn }, approvedOn, approverId, present }: Approval): Promise<void> {
  const at = instantOf(approvedOn, '16:00')
  try {
    await createClaimsForMeeting({ ...writer, now: at }, { id, bodyId: body.id, heldOn, minutes: minutesBetween(body.startTime, body.endTime) }, present)
  } catch (error) {
    if (error instanceof RuleViolation) return
    throw error
  }
  await writer.update('meetings', id, { attendanceApprovedAt: at, attendanceApprovedByUserId: approverId })
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}

/** Steps back from a day to come, so that there are always meetings about now; none in the summer and over New Year in the past. */
function datesOf(generate: Generator, body: DemoBody, today: LocalDate): LocalDate[] {
  const dates: LocalDate[] = []
  let day = addDays(today, daysAhead - generate.below(body.everyDays))
  for (; day > addDays(body.startsOn, 14); day = addDays(day, -body.everyDays)) {
    const onWeekday = addDays(day, -((weekday(day) - body.weekday + 7) % 7))
    const open = isBankDay(onWeekday) ? onWeekday : nextBankDay(onWeekday)
    const isRecent = daysBetween(open, today) < 60
    if (activeOn(body, open) && (isRecent || !isHoliday(open))) dates.push(open)
  }
  return dates
}

function isHoliday(date: LocalDate): boolean {
  const day = date.slice(5)
  return (day >= '06-25' && day <= '08-10') || day >= '12-20' || day <= '01-06'
}

function addMeeting(ledger: Ledger, generate: Generator, { body, heldOn, isDigital }: Planned, today: LocalDate): string {
  const plannedOn = earlier(addDays(heldOn, -30 - generate.below(10)), addDays(today, -1))
  const madeOn = plannedOn < body.startsOn ? body.startsOn : plannedOn
  const id = generate.id(madeOn)
  ledger.add('meetings', madeOn, {
    id, bodyId: body.id, title: null, heldOn, startTime: body.startTime, endTime: body.endTime, place: isDigital ? 'Videomöte' : body.place, isDigital: isDigital ? 1 : 0,
    topic: generate.pick(body.topics), attendanceApprovedAt: null, attendanceApprovedByUserId: null, cancelledAt: null, seriesId: null, movedFromOn: null, cancelReason: null, breakMinutes: null, link: null, papersSentOn: null, paperCopies: null, createdAt: instantOf(madeOn, '10:15'),
  })
  return id
}

function seatedOn({ terms }: DemoBody, date: LocalDate): DemoTerm[] {
  return terms.filter((term) => activeOn(term, date))
}

/** A meeting to come that no deputy can come to, which the start page points out. */
function excuseDeputies(ledger: Ledger, generate: Generator, meetingId: string, { body, heldOn }: Planned, today: LocalDate): void {
  const on = addDays(today, -1)
  for (const term of seatedOn(body, heldOn).filter(({ seat }) => seat.kind === 'deputy')) {
    ledger.add('attendances', on, {
      id: generate.id(on), meetingId, personId: term.person.id, assignmentId: term.id, role: 'servingDeputy', status: 'excused', travelMinutes: 0, drivenKilometres: 0, note: 'Har ringt och meddelat',
    })
  }
}

/** A meeting to come to which an ordinary member cannot come; her first deputy has been rung without an answer. */
function excuseOrdinary(ledger: Ledger, generate: Generator, meetingId: string, { body, heldOn }: Planned, today: LocalDate, recordedByUserId: string): void {
  const on = addDays(today, -1)
  const terms = seatedOn(body, heldOn)
  const deputy = terms.findLast(({ seat }) => seat.deputyForSeatId !== null)
  const absent = terms.find(({ seat }) => seat.id === deputy?.seat.deputyForSeatId)
  if (!deputy || !absent) return
  ledger.add('attendances', on, {
    id: generate.id(on), meetingId, personId: absent.person.id, assignmentId: absent.id, role: 'ordinary', status: 'excused', travelMinutes: 0, drivenKilometres: 0, note: null,
  })
  const said = { meetingId, answeredOn: on, channel: 'phone', recordedByUserId, createdAt: instantOf(on, '14:20') } as const
  ledger.add('meetingAnswers', on, { id: generate.id(on), ...said, personId: absent.person.id, seatId: null, answer: 'no', note: 'Bortrest' })
  ledger.add('meetingAnswers', on, { id: generate.id(on), ...said, personId: deputy.person.id, seatId: absent.seat.id, answer: 'noAnswer', note: null })
}

/** Everybody with a seat is noted; a deputy whose ordinary member stays away nearly always comes. */
function addAttendances(ledger: Ledger, generate: Generator, meetingId: string, { body, heldOn, isDigital }: Planned, on: LocalDate, companion: DemoPerson | undefined): Attended[] {
  const seated = seatedOn(body, heldOn)
  const ordinary = seated.filter(({ seat }) => seat.kind === 'ordinary').map((term) => ({ term, status: statusOf(generate, 80) }))
  const deputies = seated
    .filter(({ seat }) => seat.kind === 'deputy')
    .map((term) => {
      const standsInForPresent = ordinary.some((other) => other.term.seat.id === term.seat.deputyForSeatId && other.status === 'present')
      return { term, status: statusOf(generate, standsInForPresent ? 62 : 88), role: roleBySeat('deputy', standsInForPresent) }
    })
  const present = [...ordinary.map((attended) => ({ ...attended, role: roleBySeat('ordinary', false) })), ...deputies].flatMap(({ term, status, role }): Attended[] => {
    const travel = status === 'present' && !isDigital ? travelOf(term.person, body) : nowhere
    addAttendance(ledger, generate, { meetingId, on, person: term.person, assignmentId: term.id, role, status, travel })
    return status === 'present' ? [{ personId: term.person.id, role, ...travel }] : []
  })
  if (companion) addAttendance(ledger, generate, { meetingId, on, person: companion, assignmentId: null, role: roleBySeat(null, false), status: 'present', travel: nowhere })
  return present
}

function statusOf(generate: Generator, presentPercent: number): AttendanceStatus {
  if (generate.chance(presentPercent)) return 'present'
  return generate.chance(75) ? 'excused' : 'absent'
}

type Travel = Pick<Attended, 'travelMinutes' | 'drivenKilometres'>
const nowhere: Travel = { travelMinutes: 0, drivenKilometres: 0 }

/** The way there and back. Where the association does not pay, nobody notes what was driven. */
function travelOf(person: DemoPerson, body: DemoBody): Travel {
  const place = towns.find((town) => town.town === body.town) as Town
  if (place.town === person.home.town) return { travelMinutes: 30, drivenKilometres: 0 }
  const kilometres = place.kilometres === 0 ? person.home.kilometres : Math.round((place.kilometres + person.home.kilometres) * 0.8)
  const isPaid = body.payer === 'association' || body.payer === 'associationInvoicesHost'
  return { travelMinutes: Math.max(place.travelMinutes, person.home.travelMinutes), drivenKilometres: person.drives && isPaid ? kilometres : 0 }
}

interface Attendance {
  readonly meetingId: string
  readonly on: LocalDate
  readonly person: DemoPerson
  readonly assignmentId: string | null
  readonly role: AttendanceRole
  readonly status: AttendanceStatus
  readonly travel: Travel
}

function addAttendance(ledger: Ledger, generate: Generator, { meetingId, on, person, assignmentId, role, status, travel }: Attendance): void {
  ledger.add('attendances', on, { id: generate.id(on), meetingId, personId: person.id, assignmentId, role, status, ...travel, note: null })
}
