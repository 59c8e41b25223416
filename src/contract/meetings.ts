import { z } from 'zod'
import { languages } from '#shared/i18n/index.ts'
import { assignmentRoles, seatKinds } from './bodies.ts'
import { finding, id, instant, localDate, localTime, optionalText, ore, page, procedure, text, version } from './base.ts'
import { seriesRule } from './meeting-series.ts'
import { personRef } from './people.ts'
import { proposalOutcomes } from './proposals.ts'
import { channels } from './person-choices.ts'
import { need, order } from './sensitive.ts'

export const attendanceStatuses = ['present', 'absent', 'excused'] as const
export type AttendanceStatus = (typeof attendanceStatuses)[number]
/** What one is at a meeting. A companion helps somebody who has a seat; she has none herself. */
const attendanceRoles = ['ordinary', 'servingDeputy', 'attendingDeputy', 'companion'] as const
export type AttendanceRole = (typeof attendanceRoles)[number]
/** What one who was asked about a meeting said. */
export const meetingAnswers = ['yes', 'no', 'noAnswer'] as const
export type MeetingAnswer = (typeof meetingAnswers)[number]
/** `toRecord`: held, and somebody invited lacks a note; `toApprove`: everybody has one. */
export const meetingStates = ['planned', 'toRecord', 'toApprove', 'approved', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

const meetingFields = {
  title: optionalText(160),
  heldOn: localDate,
  startTime: localTime,
  endTime: localTime,
  place: optionalText(200),
  isDigital: z.boolean().default(false),
  topic: optionalText(2000),
  /** Breaks in all, and where one joins a digital meeting. */
  breakMinutes: z.int('common.notANumber').min(0).max(600).nullable().default(null),
  link: optionalText(500),
  /** When the papers were sent, and how many copies on paper there are. */
  papersSentOn: localDate.nullable().default(null),
  paperCopies: z.int('common.notANumber').min(0).max(999).nullable().default(null),
}

const named = z.object({ id, name: z.string() })

const meetingRow = z.object({
  id, body: named, hostName: z.string(), title: z.string().nullable(), heldOn: localDate, startTime: localTime, endTime: localTime, place: z.string().nullable(),
  isDigital: z.boolean(), state: z.enum(meetingStates), invitedCount: z.int(), presentCount: z.int(),
})
export type MeetingRow = z.output<typeof meetingRow>

const minutes = z.int('common.notANumber').min(0).max(1440)
const kilometres = z.int('common.notANumber').min(0).max(3000)

const recorded = z.object({ status: z.enum(attendanceStatuses), role: z.enum(attendanceRoles), travelMinutes: z.int(), drivenKilometres: z.int(), note: z.string().nullable() })

const invitation = z.object({
  person: personRef,
  /** `null` for one who came without a seat. */
  kind: z.enum(seatKinds).nullable(),
  /** The seats held on the day. Somebody can be deputy for more than one. */
  seats: z.array(z.object({ kind: z.enum(seatKinds), position: z.int(), deputyForPosition: z.int().nullable(), rank: z.int().nullable() })),
  /** The persons a deputy stands in for. */
  standsInFor: z.array(id),
  onBehalfOf: named.nullable(),
  assignmentRole: z.enum(assignmentRoles).nullable(),
  attendance: recorded.nullable(),
  /** Travel at the latest meeting of the body that the person was at, so that it need not be asked again. */
  latestTravel: z.object({ travelMinutes: z.int(), drivenKilometres: z.int() }).nullable(),
  /** What the person needs to take part, never why. Only for those who may read it; nothing beside a protected person. */
  needs: z.array(need),
  /** What is missing for one who is under age on the day. */
  childFindings: z.array(finding),
})
export type Invitation = z.output<typeof invitation>

const givenAnswer = z.object({
  id, version, person: personRef,
  /** The ordinary seat that a deputy was asked to serve in; null where the answer is about oneself. */
  seat: z.object({ id, position: z.int() }).nullable(),
  answer: z.enum(meetingAnswers), answeredOn: localDate, channel: z.enum(channels), note: z.string().nullable(), recordedBy: z.string(),
})
export type GivenAnswer = z.output<typeof givenAnswer>

const callableDeputy = z.object({
  person: personRef,
  /** Null in the pool. */
  rank: z.int().nullable(),
  /** Where to ring. Only for those who may read it, and never a protected person’s. */
  phone: z.string().nullable(),
  /** Whether she has been rung without an answer. */
  isUnanswered: z.boolean(),
})
const seatToFill = z.object({
  seatId: id, position: z.int(),
  /** Who holds the seat and cannot come; null where nobody holds it. */
  absent: personRef.nullable(),
  /** The deputy who has said that she comes instead. */
  serving: personRef.nullable(),
  /** Those who can be asked, the next one first. */
  deputies: z.array(callableDeputy),
})
export type SeatToFill = z.output<typeof seatToFill>

const outcome = z.enum(proposalOutcomes).nullable()
const reportBack = z.object({
  id, version,
  /** Who told; null where it is the one who wrote it down. */
  person: personRef.nullable(),
  reportedOn: localDate, channel: z.enum(channels), summary: z.string().nullable(), recordedBy: z.string(),
  points: z.array(z.object({ id, version, raised: z.string(), outcome, answer: z.string().nullable(), decision: z.string().nullable(), proposalId: id.nullable() })),
})
export type ReportBack = z.output<typeof reportBack>

const meeting = z.object({
  id, version, body: named, hostName: z.string(), title: z.string().nullable(), heldOn: localDate, startTime: localTime, endTime: localTime, minutes: z.int(),
  place: z.string().nullable(), isDigital: z.boolean(), topic: z.string().nullable(), state: z.enum(meetingStates), attendanceApprovedAt: instant.nullable(),
  approvedByName: z.string().nullable(), cancelledAt: instant.nullable(), cancelReason: z.string().nullable(),
  /** The day it was first to be held on, where it has been moved. */
  movedFromOn: localDate.nullable(),
  breakMinutes: z.int().nullable(), link: z.string().nullable(), papersSentOn: localDate.nullable(), paperCopies: z.int().nullable(),
  /** What stands in the way for somebody to take part in a meeting to come. */
  accessFindings: z.array(finding),
  /** How many later meetings of the same series can be cancelled with it. */
  laterInSeries: z.int(),
  /** Everybody with a seat on the day, deputies always included, and whoever else was noted. */
  invitations: z.array(invitation),
  /** What was answered before the meeting, the latest first. */
  answers: z.array(givenAnswer),
  /** What representatives have told of the meeting, and why nothing can be told yet. */
  reports: z.array(reportBack), reportRefusal: finding.nullable(),
  /** The ordinary seats whose holder has sent an excuse, or that nobody holds, with the deputies to call. */
  seatsToFill: z.array(seatToFill),
  /** What to ask the host for, counted over those who have not sent an excuse and without names. Null where the reader may not see it. */
  order: z.array(order).nullable(),
  /** Why attendance cannot be recorded or approved now; null where it can. */
  recordRefusal: finding.nullable(), approveRefusal: finding.nullable(),
})
export type Meeting = z.output<typeof meeting>

const attendanceRows = z
  .array(
    z.strictObject({
      personId: id,
      /** Null takes the note away. */
      status: z.enum(attendanceStatuses).nullable(),
      /** Left out, it follows from the seat: a deputy serves when nobody she stands in for is present. */
      role: z.enum(attendanceRoles).nullable().default(null),
      /** Minutes of travel there and back, and kilometres driven in one’s own car. Only for those present. */
      travelMinutes: minutes.default(0),
      drivenKilometres: kilometres.default(0),
      note: optionalText(300),
    }),
  )
  .min(1, 'common.required')
  .max(200)

const sheetRow = z.object({
  /** The row as the sheet's owner counts them. */
  line: z.int(), name: z.string(),
  /** Whom the name means; null where there is a problem with it. */
  personId: id.nullable(), problem: z.enum(['unknown', 'several', 'twice']).nullable(),
  status: z.enum(attendanceStatuses).nullable(),
  /** What stands for the attendance, where it says nothing that is known. */
  unread: z.string().nullable(),
  travelMinutes: z.int().nullable(), drivenKilometres: z.int().nullable(),
})
export type SheetRow = z.output<typeof sheetRow>

const previewLine = z.object({ kind: z.enum(['stipend', 'mileage']), amountOre: ore })
const claimPreview = z.object({
  /** What is missing, such as a figure of the year; then nobody gets anything until it is there. */
  blocker: finding.nullable(),
  totalOre: ore,
  rows: z.array(
    z.object({
      person: personRef, role: z.enum(attendanceRoles), lines: z.array(previewLine), totalOre: ore, isStipendDeclined: z.boolean(),
      /** Why there is no stipend. */
      notes: z.array(finding),
    }),
  ),
})
export type ClaimPreview = z.output<typeof claimPreview>

const upcomingRow = z.object({ id, bodyId: id, bodyName: z.string(), heldOn: localDate, startTime: localTime })
const attentionList = z.object({ total: z.int(), rows: z.array(upcomingRow) })

export const meetings = {
  list: procedure({ permission: 'meetings.read', summary: 'Meetings, filtered and sorted' })
    .input(
      z.strictObject({
        /** Beginnings of words of the body’s or its host’s name, of the title, topic or place, or of the day. */
        text: z.string().max(200).default(''),
        bodyId: id.optional(),
        when: z.enum(['upcoming', 'past']).optional(),
        state: z.enum(meetingStates).optional(),
        /** Only those to come at which an ordinary seat is empty, or its holder does not come, and no deputy has said yes. */
        hasOpenSeats: z.literal(true).optional(),
        heldFrom: localDate.optional(),
        heldTo: localDate.optional(),
        sort: z.enum(['heldOn', 'body']).default('heldOn'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(meetingRow) })),
  read: procedure({ permission: 'meetings.read', summary: 'One meeting with its invitation list and attendance' }).input(z.strictObject({ id })).output(meeting),
  ofPerson: procedure({ permission: 'meetings.read', summary: 'The meetings at which something is noted about a person, the latest first' })
    .input(z.strictObject({ personId: id, ...page }))
    .output(
      z.object({
        total: z.int(), presentCount: z.int(),
        rows: z.array(z.object({ id, body: named, heldOn: localDate, status: z.enum(attendanceStatuses), role: z.enum(attendanceRoles) })),
      }),
    ),
  exportOrder: procedure({ permission: 'people.readSensitive', summary: 'Make the list of what to order for a meeting, counts without names; the reason is journalled' })
    .input(z.strictObject({ id, reason: text(300), language: z.enum(languages).default('sv') }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
  attendanceForm: procedure({ permission: 'attendance.record', summary: 'Make the list to sign at a meeting: everybody invited, and empty rows. Protected identities are left out' })
    .input(z.strictObject({ id, language: z.enum(languages).default('sv') }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
  plan: procedure({ permission: 'meetings.write', summary: 'Plan a meeting of a body, or a series of them' })
    .input(
      z.strictObject({
        bodyId: id,
        ...meetingFields,
        /** Left out, one meeting is planned. */
        series: seriesRule.nullable().default(null),
      }),
    )
    /** The first of them, and how many there are. */
    .output(z.object({ id, count: z.int() })),
  update: procedure({ permission: 'meetings.write', summary: 'Change a meeting whose attendance is not approved' })
    .input(z.strictObject({ id, version, ...meetingFields }))
    .output(z.object({})),
  cancel: procedure({ permission: 'meetings.write', summary: 'Cancel a meeting that nobody has been noted at, alone or with the later ones of its series' })
    .input(z.strictObject({ id, version, reason: optionalText(300), withLater: z.boolean().default(false) }))
    .output(z.object({ count: z.int() })),
  calendarFile: procedure({ permission: 'meetings.read', summary: 'Make a calendar file (iCal) of a body’s or a person’s meetings' })
    .input(
      z.strictObject({
        of: z.enum(['body', 'person']), id,
        /** Whether the body and the title are named; otherwise each is only called a meeting. */
        withNames: z.boolean().default(false),
        language: z.enum(languages).default('sv'),
      }),
    )
    .output(z.object({ documentId: z.string(), name: z.string() })),
  recordAttendance: procedure({ permission: 'attendance.record', summary: 'Record who was at a meeting; persons left out stay as they are' })
    .input(
      z.strictObject({
        meetingId: id,
        rows: attendanceRows,
        /** When and how the excuses came that are new here; each is then among the answers. Left out, nothing is said about it. */
        excuses: z.strictObject({ answeredOn: localDate, channel: z.enum(channels) }).nullable().default(null),
      }),
    )
    .output(z.object({})),
  previewAttendanceSheet: procedure({ permission: 'attendance.record', summary: 'Read a host’s attendance sheet (Excel or text) and find those invited in it; nothing is recorded' })
    .input(z.strictObject({ meetingId: id, file: z.file() }))
    .output(z.object({ rows: z.array(sheetRow) })),
  correctAttendance: procedure({ permission: 'attendance.approve', summary: 'Correct attendance after it was approved, with a reason; claims not yet in a payout are made anew' })
    .input(z.strictObject({ meetingId: id, reason: text(300), rows: attendanceRows }))
    .output(z.object({ corrected: z.int(), created: z.int(), recalculated: z.int(), withdrawn: z.int(), paidOtherwise: z.array(z.object({ person: personRef, paidOre: ore, rightOre: ore })) })),
  recordAnswer: procedure({ permission: 'attendance.record', summary: 'Record what somebody who was asked about a meeting said; a no is noted as an excuse' })
    .input(
      z.strictObject({
        meetingId: id,
        personId: id,
        /** The ordinary seat that a deputy is asked to serve in. */
        seatId: id.nullable().default(null),
        answer: z.enum(meetingAnswers),
        answeredOn: localDate,
        channel: z.enum(channels),
        note: optionalText(300),
      }),
    )
    .output(z.object({ id })),
  removeAnswer: procedure({ permission: 'attendance.record', summary: 'Take away an answer that was recorded by mistake, and the excuse that came of it' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  reportBack: procedure({ permission: 'attendance.record', summary: 'Write down what a representative tells of a meeting; points to follow become proposals' })
    .input(
      z.strictObject({
        meetingId: id,
        /** Who tells; null where it is the one who writes. */
        personId: id.nullable().default(null),
        reportedOn: localDate,
        channel: z.enum(channels),
        summary: optionalText(4000),
        points: z
          .array(z.strictObject({ raised: text(200), outcome: outcome.default(null), answer: optionalText(2000), decision: optionalText(500), isFollowed: z.boolean().default(false) }))
          .max(50)
          .default([]),
      }),
    )
    .output(z.object({ id })),
  removeReport: procedure({ permission: 'attendance.record', summary: 'Take away a report back that was written down by mistake; proposals that came of it stay' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  followPoint: procedure({ permission: 'proposals.write', summary: 'Make a proposal of a point in a report back' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ id })),
  claimPreview: procedure({ permission: 'claims.read', summary: 'What each one present would get when the attendance is approved, and why not' })
    .input(z.strictObject({ meetingId: id }))
    .output(claimPreview),
  approveAttendance: procedure({ permission: 'attendance.approve', summary: 'Approve a meeting’s attendance once; claims come out of it and it is locked' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ claimCount: z.int(), thankedCount: z.int(), notes: z.array(finding) })),
  attention: procedure({ permission: 'meetings.read', summary: 'Meetings within six weeks without a deputy or with a deputy to call, attendance to record or approve, and reports back that are missing' })
    .input(z.strictObject({}).optional())
    .output(z.object({ withoutDeputy: attentionList, toCall: attentionList, toRecord: attentionList, toApprove: attentionList, toReport: attentionList })),
}

/**
 * What one is at a meeting by the seat one has: a deputy serves when nobody she stands in for is present, and otherwise attends.
 * @param standsInForPresent whether somebody the deputy stands in for is present
 */
export function roleBySeat(kind: (typeof seatKinds)[number] | null, standsInForPresent: boolean): AttendanceRole {
  if (kind === null) return 'companion'
  if (kind === 'ordinary') return 'ordinary'
  return standsInForPresent ? 'attendingDeputy' : 'servingDeputy'
}
