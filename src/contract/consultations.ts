import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { personRef } from './person-ref.ts'

/** A referral for an opinion, a collection of viewpoints before a decision, or a dialogue. */
export const consultationKinds = ['referral', 'viewpoints', 'dialogue'] as const
/** How far a consultation has come: the question came in, our answer was sent, the one who asked has decided, and those who were asked have been told. */
export const consultationSteps = ['received', 'answered', 'decided', 'toldBack'] as const
export type ConsultationStep = (typeof consultationSteps)[number]
/** Of those still to be answered, `due` are those whose day is near or past. */
export const consultationStates = ['unanswered', 'due', 'overdue', 'answered'] as const

const consultationFields = {
  title: text(200),
  kind: z.enum(consultationKinds).default('referral'),
  question: optionalText(4000),
  /** Who asks, and is to decide. */
  askedByOrganisationId: id,
  /** The body where it is dealt with, if there is one. */
  bodyId: id.nullable().default(null),
  receivedOn: localDate,
  answerDueOn: localDate.nullable().default(null),
  /** The user who sees to it that there is an answer. */
  responsibleUserId: id.nullable().default(null),
  /** Whether those who are asked have been promised that no name is kept with what they say. */
  isAnonymous: z.boolean().default(true),
  answeredOn: localDate.nullable().default(null),
  answer: optionalText(4000),
  decidedOn: localDate.nullable().default(null),
  /** What the one who asked did with it. */
  decision: optionalText(2000),
  toldBackOn: localDate.nullable().default(null),
  toldBackHow: optionalText(500),
}

const named = z.object({ id, name: z.string() })
const consultationRow = z.object({
  id, title: z.string(), kind: z.enum(consultationKinds), askedBy: named, receivedOn: localDate, answerDueOn: localDate.nullable(), responsible: z.object({ id, displayName: z.string() }).nullable(),
  step: z.enum(consultationSteps), viewpointCount: z.int(),
  /** Whether an answer should have been sent, and how soon it should; null once it has been, or where no day is said. */
  urgency: z.enum(['later', 'soon', 'overdue']).nullable(),
})
export type ConsultationRow = z.output<typeof consultationRow>

const invitee = z.object({
  id, version, askedOn: localDate, person: personRef.nullable(), organisation: named.nullable(),
  /** The name is null for those who may not read of panels. */
  panel: z.object({ id, name: z.string().nullable() }).nullable(),
})
export type Invitee = z.output<typeof invitee>

const viewpoint = z.object({ id, version, receivedOn: localDate, text: z.string(), voiceCount: z.int(), inviteeId: id.nullable() })
export type Viewpoint = z.output<typeof viewpoint>

const consultation = consultationRow.extend({
  version, question: z.string().nullable(), body: named.nullable(), isAnonymous: z.boolean(), answeredOn: localDate.nullable(), answer: z.string().nullable(), decidedOn: localDate.nullable(),
  decision: z.string().nullable(), toldBackOn: localDate.nullable(), toldBackHow: z.string().nullable(), invitees: z.array(invitee), viewpoints: z.array(viewpoint),
})
export type Consultation = z.output<typeof consultation>

const viewpointFields = {
  receivedOn: localDate,
  text: text(4000),
  /** How many stand behind it. */
  voiceCount: z.int('common.notANumber').min(1, 'common.notANumber').max(100_000, 'common.notANumber').default(1),
  /** Whose it is, one of those who were asked; never where no names are kept. */
  inviteeId: id.nullable().default(null),
}

export const consultations = {
  list: procedure({ permission: 'influence.read', summary: 'Consultations and what came of them, filtered and sorted' })
    .input(
      z.strictObject({
        /** A part of the title or of the name of the one who asks. */
        text: z.string().max(200).default(''),
        state: z.enum(consultationStates).optional(),
        kind: z.enum(consultationKinds).optional(),
        bodyId: id.optional(),
        organisationId: id.optional(),
        sort: z.enum(['answerDueOn', 'receivedOn', 'title']).default('receivedOn'),
        descending: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(consultationRow) })),
  read: procedure({ permission: 'influence.read', summary: 'One consultation: who was asked, what came in, our answer and the decision' }).input(z.strictObject({ id })).output(consultation),
  create: procedure({ permission: 'influence.write', summary: 'Register a consultation that came in' }).input(z.strictObject(consultationFields)).output(z.object({ id })),
  update: procedure({ permission: 'influence.write', summary: 'Change a consultation, such as the answer that was sent or what was decided' })
    .input(z.strictObject({ id, version, ...consultationFields }))
    .output(z.object({})),
  ask: procedure({ permission: 'influence.write', summary: 'Note that a person, an organisation or a panel has been asked' })
    .input(z.strictObject({ consultationId: id, askedOn: localDate, personId: id.nullable().default(null), organisationId: id.nullable().default(null), panelId: id.nullable().default(null) }))
    .output(z.object({ id })),
  removeInvitee: procedure({ permission: 'influence.write', summary: 'Take away one who was not asked after all' }).input(z.strictObject({ id, version })).output(z.object({})),
  addViewpoint: procedure({ permission: 'influence.write', summary: 'Write down a viewpoint that came in' })
    .input(z.strictObject({ consultationId: id, ...viewpointFields }))
    .output(z.object({ id })),
  updateViewpoint: procedure({ permission: 'influence.write', summary: 'Change a viewpoint' }).input(z.strictObject({ id, version, ...viewpointFields })).output(z.object({})),
  removeViewpoint: procedure({ permission: 'influence.write', summary: 'Remove a viewpoint' }).input(z.strictObject({ id, version })).output(z.object({})),
}
