import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'

/** How far a proposal has come (facts.md 6.4): raised, answered by the host, something has changed, and those who raised it have been told. */
export const proposalSteps = ['raised', 'answered', 'changed', 'toldBack'] as const
export type ProposalStep = (typeof proposalSteps)[number]
/** What the host answered. */
export const proposalOutcomes = ['agreed', 'partly', 'declined'] as const

const proposalFields = {
  title: text(200),
  bodyId: id,
  /** The meeting where it was raised, one of the body's. */
  meetingId: id.nullable().default(null),
  /** The consultation that it came out of. */
  consultationId: id.nullable().default(null),
  raisedOn: localDate,
  hopedFor: optionalText(2000),
  whyItMatters: optionalText(2000),
  answeredOn: localDate.nullable().default(null),
  outcome: z.enum(proposalOutcomes).nullable().default(null),
  answer: optionalText(2000),
  /** What the host has promised to do, and by which day. */
  measure: optionalText(500),
  measureDueOn: localDate.nullable().default(null),
  changedOn: localDate.nullable().default(null),
  change: optionalText(2000),
  /** What shows the change: minutes, a decision, a figure. */
  evidence: optionalText(500),
  toldBackOn: localDate.nullable().default(null),
  toldBackHow: optionalText(500),
}

const named = z.object({ id, name: z.string() })
const proposalRow = z.object({
  id, title: z.string(), body: named, hostName: z.string(), raisedOn: localDate, step: z.enum(proposalSteps), outcome: z.enum(proposalOutcomes).nullable(), measureDueOn: localDate.nullable(),
  /** Whether the host's measure should have been done, and nothing has changed yet. */
  isOverdue: z.boolean(),
})
export type ProposalRow = z.output<typeof proposalRow>

const proposal = proposalRow.extend({
  version, meeting: z.object({ id, heldOn: localDate }).nullable(), consultation: named.nullable(), hopedFor: z.string().nullable(), whyItMatters: z.string().nullable(), answeredOn: localDate.nullable(), answer: z.string().nullable(),
  measure: z.string().nullable(), changedOn: localDate.nullable(), change: z.string().nullable(), evidence: z.string().nullable(), toldBackOn: localDate.nullable(), toldBackHow: z.string().nullable(),
})
export type Proposal = z.output<typeof proposal>

export const proposals = {
  list: procedure({ permission: 'proposals.read', summary: 'Proposals and what came of them, filtered and sorted' })
    .input(
      z.strictObject({
        /** A part of the title or of the body’s name. */
        text: z.string().max(200).default(''),
        bodyId: id.optional(),
        meetingId: id.optional(),
        consultationId: id.optional(),
        /** Whether those who raised it still wait to be told. */
        isOpen: z.boolean().optional(),
        isOverdue: z.boolean().optional(),
        sort: z.enum(['raisedOn', 'title', 'measureDueOn']).default('raisedOn'),
        descending: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(proposalRow) })),
  read: procedure({ permission: 'proposals.read', summary: 'One proposal, from what was hoped to what changed' }).input(z.strictObject({ id })).output(proposal),
  create: procedure({ permission: 'proposals.write', summary: 'Register a proposal that was raised' }).input(z.strictObject(proposalFields)).output(z.object({ id })),
  update: procedure({ permission: 'proposals.write', summary: 'Change a proposal, such as the host’s answer or what changed' })
    .input(z.strictObject({ id, version, ...proposalFields }))
    .output(z.object({})),
}
