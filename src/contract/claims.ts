import { z } from 'zod'
import { finding, id, instant, localDate, optionalText, ore, page, procedure, text, version } from './base.ts'
import { personRef } from './people.ts'
import { stipendExplanation } from './tariffs.ts'

export const claimStates = ['submitted', 'approved', 'rejected', 'inPayout', 'paid'] as const
export const travelRules = ['taxFree', 'taxable', 'undecided'] as const
export const recognitionKinds = ['thanks', 'gift', 'giftCard'] as const

const mileageExplanation = z.object({
  kilometres: z.int(), perKilometreOre: ore, figureYear: z.int(), travelRule: z.enum(travelRules), isPreliminary: z.boolean(),
})

const line = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('stipend'), amountOre: ore, isTaxable: z.boolean(), explanation: stipendExplanation }),
  z.object({ id, kind: z.literal('mileage'), amountOre: ore, isTaxable: z.boolean(), explanation: mileageExplanation }),
])
export type ClaimLine = z.output<typeof line>

const claimRow = z.object({
  id, version, person: personRef, bodyId: id.nullable(), bodyName: z.string().nullable(), meetingId: id.nullable(), occurredOn: localDate, state: z.enum(claimStates),
  stipendOre: ore, travelOre: ore, totalOre: ore, isStipendDeclined: z.boolean(),
  /** Whether the claim is the signed-in user's own, who then may not decide on it. */
  isOwn: z.boolean(),
})
export type ClaimRow = z.output<typeof claimRow>

const claim = claimRow.extend({
  submittedAt: instant, approvedAt: instant.nullable(), approvedByName: z.string().nullable(), rejectedAt: instant.nullable(), rejectReason: z.string().nullable(),
  payoutId: id.nullable(), payoutNumber: z.int().nullable(), travelRule: z.enum(travelRules).nullable(), lines: z.array(line),
  /** Why the signed-in user cannot do it now, or null where it can be done. */
  approveRefusal: finding.nullable(), rejectRefusal: finding.nullable(), recalculateRefusal: finding.nullable(),
  /** What a reader should know: amounts that rest on a preliminary figure, or on one that has changed since. */
  notices: z.array(finding),
})
export type Claim = z.output<typeof claim>

export const claimSorts = ['occurredOn', 'person', 'body', 'total', 'submittedAt'] as const

const claimFilter = {
  text: z.string().max(200).default(''),
  state: z.enum(claimStates).optional(),
  personId: id.optional(),
  bodyId: id.optional(),
  payoutId: id.optional(),
  occurredFrom: localDate.optional(),
  occurredTo: localDate.optional(),
  /** Only the signed-in user's own claims, or only those of others, which may be decided on. */
  isOwn: z.boolean().optional(),
}

export const claims = {
  list: procedure({ permission: 'claims.read', summary: 'Claims, filtered and sorted, with their sum' })
    .input(z.strictObject({ ...claimFilter, sort: z.enum(claimSorts).default('occurredOn'), descending: z.boolean().default(true), withSum: z.boolean().default(true), ...page }))
    .output(z.object({ total: z.int(), sumOre: ore.nullable(), rows: z.array(claimRow) })),
  read: procedure({ permission: 'claims.read', summary: 'One claim with its lines and how each came about' }).input(z.strictObject({ id })).output(claim),
  approve: procedure({ permission: 'claims.approve', summary: 'Approve a claim that is not one’s own' }).input(z.strictObject({ id, version })).output(z.object({})),
  approveMany: procedure({ permission: 'claims.approve', summary: 'Approve several claims; those that cannot be approved are named and left as they are' })
    .input(z.strictObject({ ids: z.array(id).min(1, 'common.required').max(500) }))
    .output(z.object({ approved: z.int(), refused: z.array(z.object({ id, ...finding.shape })) })),
  reject: procedure({ permission: 'claims.approve', summary: 'Reject a claim with a reason' })
    .input(z.strictObject({ id, version, reason: text(500) }))
    .output(z.object({})),
  recalculate: procedure({ permission: 'claims.write', summary: 'Calculate a claim again by today’s terms and figures; it then waits for approval' })
    .input(z.strictObject({ id, version }))
    .output(z.object({ totalOre: ore })),
  listRecognitions: procedure({ permission: 'claims.read', summary: 'Thanks given instead of stipends, newest first' })
    .input(z.strictObject({ personId: id.optional(), ...page }))
    .output(
      z.object({
        total: z.int(),
        rows: z.array(z.object({ id, version, person: personRef, kind: z.enum(recognitionKinds), recordedOn: localDate, bodyName: z.string().nullable(), note: z.string().nullable(), valueOre: ore })),
      }),
    ),
  recordRecognition: procedure({ permission: 'claims.write', summary: 'Record thanks given to a person; a gift card’s value counts towards 1 000 kr a year' })
    .input(z.strictObject({ personId: id, kind: z.enum(recognitionKinds), recordedOn: localDate, note: optionalText(500), valueOre: ore.min(0, 'common.notAnAmount').default(0) }))
    .output(z.object({ id })),
}
