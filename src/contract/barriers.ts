import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'

/** What can stand in the way of influence (the handbook: lacking interest, representativity, practical matters, resistance). */
export const barrierKinds = ['information', 'timeOfDay', 'travel', 'cost', 'accessibility', 'benefit', 'mandate', 'attitude', 'interest', 'representativity', 'other'] as const

const barrierFields = {
  title: text(200),
  kind: z.enum(barrierKinds),
  /** Where it stood: a body, or a host where no body is meant; neither where it is the association’s own. */
  bodyId: id.nullable().default(null),
  hostOrganisationId: id.nullable().default(null),
  /** The meeting where it was noticed, one of the body's. */
  meetingId: id.nullable().default(null),
  noticedOn: localDate,
  description: optionalText(2000),
  /** What is to be done about it, by whom and by which day. */
  action: optionalText(1000),
  actionDueOn: localDate.nullable().default(null),
  removedOn: localDate.nullable().default(null),
  /** How it went: whether it is gone, and what helped. */
  result: optionalText(1000),
}

const named = z.object({ id, name: z.string() })
const barrierRow = z.object({
  id, title: z.string(), kind: z.enum(barrierKinds), body: named.nullable(), host: named.nullable(), noticedOn: localDate, actionDueOn: localDate.nullable(), removedOn: localDate.nullable(),
  /** `long` where nothing has come of it for three months, or the action is overdue. */
  state: z.enum(['open', 'long', 'removed']),
})
export type BarrierRow = z.output<typeof barrierRow>

const barrier = barrierRow.extend({
  version, meeting: z.object({ id, heldOn: localDate }).nullable(), description: z.string().nullable(), action: z.string().nullable(), result: z.string().nullable(),
})
export type Barrier = z.output<typeof barrier>

export const barriers = {
  list: procedure({ permission: 'influence.read', summary: 'What stands in the way of influence, filtered and sorted' })
    .input(
      z.strictObject({
        /** A part of the title, or of the name of the body or the host. */
        text: z.string().max(200).default(''),
        /** Of those that are open, `long` are the ones that have been so for long. */
        state: z.enum(['open', 'long', 'removed']).optional(),
        kind: z.enum(barrierKinds).optional(),
        bodyId: id.optional(),
        /** Also those of the host's bodies. */
        hostOrganisationId: id.optional(),
        meetingId: id.optional(),
        sort: z.enum(['noticedOn', 'title', 'actionDueOn']).default('noticedOn'),
        descending: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(barrierRow) })),
  read: procedure({ permission: 'influence.read', summary: 'One barrier, what was done about it and how it went' }).input(z.strictObject({ id })).output(barrier),
  create: procedure({ permission: 'influence.write', summary: 'Write down what stands in the way' }).input(z.strictObject(barrierFields)).output(z.object({ id })),
  update: procedure({ permission: 'influence.write', summary: 'Change a barrier, such as what was done about it' }).input(z.strictObject({ id, version, ...barrierFields })).output(z.object({})),
}
