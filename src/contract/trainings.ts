import { z } from 'zod'
import { finding, id, localDate, localTime, optionalText, page, procedure, text, version } from './base.ts'
import { languages } from '#shared/i18n/index.ts'
import { personRef } from './people.ts'

export const trainingKinds = ['representation', 'studyCircle', 'peerSupport', 'audit', 'lecture', 'other'] as const
export const sessionAttendanceStatuses = ['present', 'excused', 'absent'] as const
export type SessionAttendanceStatus = (typeof sessionAttendanceStatuses)[number]

const requiredSessions = z.int('common.notANumber').min(0, 'common.notANumber').max(100, 'common.notANumber')
const status = z.enum(['future', 'current', 'ended'])

const trainingFields = {
  name: text(160),
  kind: z.enum(trainingKinds),
  description: optionalText(2000),
  /** How many sessions a participant must attend to complete a round, unless the round says otherwise. */
  requiredSessions,
}

const courseRoundFields = {
  name: text(120),
  startsOn: localDate,
  endsOn: localDate,
  place: optionalText(),
  grantId: id.nullable().default(null),
  requiredSessions,
}

const sessionFields = {
  heldOn: localDate,
  startTime: localTime,
  endTime: localTime,
  topic: text(160),
  place: optionalText(),
}

const roundRow = z.object({
  id, name: z.string(), startsOn: localDate, endsOn: localDate, place: z.string().nullable(), status, sessionCount: z.int(), participantCount: z.int(), completedCount: z.int(),
})
export type CourseRoundRow = z.output<typeof roundRow>

const training = z.object({
  id, version, name: z.string(), kind: z.enum(trainingKinds), description: z.string().nullable(), requiredSessions: z.int(), rounds: z.array(roundRow),
})
export type Training = z.output<typeof training>

const session = z.object({
  id, version, heldOn: localDate, startTime: localTime, endTime: localTime, topic: z.string(), place: z.string().nullable(), presentCount: z.int(),
})
export type TrainingSession = z.output<typeof session>

const certificateRef = z.object({ id, number: z.string(), issuedOn: localDate })

const participant = z.object({
  id, version, person: personRef, admittedOn: localDate, leftOn: localDate.nullable(), completedOn: localDate.nullable(), attendedCount: z.int(),
  /** By the session's id; a session that is not named has no attendance recorded. */
  attendance: z.record(z.string(), z.enum(sessionAttendanceStatuses)),
  /** Newest first; the first one is in force. */
  certificates: z.array(certificateRef),
  /** Why it cannot be done now, or null where it can. */
  completeRefusal: finding.nullable(),
  issueRefusal: finding.nullable(),
})
export type Participant = z.output<typeof participant>

const courseRound = z.object({
  id, version, name: z.string(), startsOn: localDate, endsOn: localDate, place: z.string().nullable(), status, requiredSessions: z.int(),
  training: z.object({ id, name: z.string(), kind: z.enum(trainingKinds) }),
  grant: z.object({ id, name: z.string() }).nullable(),
  sessions: z.array(session),
  participants: z.array(participant),
})
export type CourseRound = z.output<typeof courseRound>

const language = z.enum(languages).default('sv')

export const trainings = {
  list: procedure({ permission: 'trainings.read', summary: 'Trainings, filtered and sorted' })
    .input(
      z.strictObject({
        text: z.string().max(200).default(''),
        kind: z.enum(trainingKinds).optional(),
        sort: z.enum(['name', 'kind', 'latestStartsOn']).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(
      z.object({
        total: z.int(),
        rows: z.array(
          z.object({ id, name: z.string(), kind: z.enum(trainingKinds), roundCount: z.int(), participantCount: z.int(), completedCount: z.int(), latestStartsOn: localDate.nullable() }),
        ),
      }),
    ),
  read: procedure({ permission: 'trainings.read', summary: 'One training with its rounds' }).input(z.strictObject({ id })).output(training),
  create: procedure({ permission: 'trainings.write', summary: 'Register a training' }).input(z.strictObject(trainingFields)).output(z.object({ id })),
  update: procedure({ permission: 'trainings.write', summary: 'Change a training' })
    .input(z.strictObject({ id, version, ...trainingFields }))
    .output(z.object({})),
  createRound: procedure({ permission: 'trainings.write', summary: 'Begin a round of a training' })
    .input(z.strictObject({ trainingId: id, ...courseRoundFields }))
    .output(z.object({ id })),
  readRound: procedure({ permission: 'trainings.read', summary: 'One round with its sessions, participants and attendance' }).input(z.strictObject({ id })).output(courseRound),
  updateRound: procedure({ permission: 'trainings.write', summary: 'Change a round' })
    .input(z.strictObject({ id, version, ...courseRoundFields }))
    .output(z.object({})),
  addSession: procedure({ permission: 'trainings.write', summary: 'Add a session to a round' })
    .input(z.strictObject({ courseRoundId: id, ...sessionFields }))
    .output(z.object({ id })),
  updateSession: procedure({ permission: 'trainings.write', summary: 'Change a session' })
    .input(z.strictObject({ id, version, ...sessionFields }))
    .output(z.object({})),
  removeSession: procedure({ permission: 'trainings.write', summary: 'Remove a session nobody has attendance at' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  attendanceForm: procedure({ permission: 'trainings.write', summary: 'Make the list to sign at a session: who takes part, and empty rows. Protected identities are left out' })
    .input(z.strictObject({ sessionId: id, language }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
  addParticipant: procedure({ permission: 'trainings.write', summary: 'Admit a person to a round' })
    .input(z.strictObject({ courseRoundId: id, personId: id, admittedOn: localDate }))
    .output(z.object({ id })),
  endParticipation: procedure({ permission: 'trainings.write', summary: 'Record that a participant has left, or with null that she has not' })
    .input(z.strictObject({ id, version, leftOn: localDate.nullable() }))
    .output(z.object({})),
  recordAttendance: procedure({ permission: 'trainings.write', summary: 'Record who came to which session; null takes a record away' })
    .input(
      z.strictObject({
        courseRoundId: id,
        entries: z
          .array(z.strictObject({ courseParticipantId: id, trainingSessionId: id, status: z.enum(sessionAttendanceStatuses).nullable() }))
          .min(1, 'common.required')
          .max(2000),
      }),
    )
    .output(z.object({})),
  complete: procedure({ permission: 'trainings.write', summary: 'Record that participants have completed a round; those who have not are named and left as they are' })
    .input(z.strictObject({ courseRoundId: id, courseParticipantIds: z.array(id).min(1, 'common.required').max(500), completedOn: localDate }))
    .output(z.object({ completedCount: z.int(), refused: z.array(z.object({ courseParticipantId: id, person: personRef, finding })) })),
  reopen: procedure({ permission: 'trainings.write', summary: 'Take a completion back, as long as no certificate has been issued' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  issueCertificate: procedure({ permission: 'trainings.write', summary: 'Issue a certificate of completion; it is never changed afterwards' })
    .input(
      z.strictObject({
        courseParticipantId: id,
        issuedOn: localDate,
        place: optionalText(100),
        signerName: text(120),
        signerTitle: text(120),
        /** Needed for a second certificate, which replaces the first, and for a person with protected identity. */
        reason: optionalText(300),
      }),
    )
    .output(z.object({ id, number: z.string() })),
  certificateDocument: procedure({ permission: 'trainings.read', summary: 'Make a certificate’s PDF, the same every time' })
    .input(z.strictObject({ id, language, /** Needed for a person with protected identity. */ reason: optionalText(300) }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
  ofPerson: procedure({ permission: 'trainings.read', summary: 'The rounds a person has taken part in, and her certificates' })
    .input(z.strictObject({ personId: id }))
    .output(
      z.array(
        z.object({
          courseRoundId: id, roundName: z.string(), trainingName: z.string(), startsOn: localDate, endsOn: localDate, leftOn: localDate.nullable(), completedOn: localDate.nullable(),
          certificates: z.array(certificateRef),
        }),
      ),
    ),
}
