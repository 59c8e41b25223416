import { z } from 'zod'
import { languages } from '#shared/i18n/index.ts'
import { id, localDate, optionalText, ore, procedure, text, version } from './base.ts'

export const supportKinds = ['money', 'help', 'training', 'material'] as const

const supportFields = {
  kind: z.enum(supportKinds),
  description: text(500),
  amountOre: ore.min(0, 'common.notAnAmount').nullable().default(null),
  /** Whole hours of the association's own time. */
  hours: z.int().min(0).max(10_000).nullable().default(null),
  givenOn: localDate,
  grantId: id.nullable().default(null),
  /** When it is to be asked what came of it. */
  followUpDueOn: localDate.nullable().default(null),
}

const outcomeFields = {
  followedUpOn: localDate,
  outcome: optionalText(2000),
  /** How many new representatives came of it. */
  newRepresentativesCount: z.int().min(0).max(1000).nullable().default(null),
}

const named = z.object({ id, name: z.string() })

const supportItem = z.object({
  id, version, organisation: named, kind: z.enum(supportKinds), description: z.string(), amountOre: ore.nullable(), hours: z.int().nullable(), givenOn: localDate, grant: named.nullable(),
  followUpDueOn: localDate.nullable(), followedUpOn: localDate.nullable(), outcome: z.string().nullable(), newRepresentativesCount: z.int().nullable(),
  /** Whether it is time to ask what came of it. */
  isDue: z.boolean(),
})
export type Support = z.output<typeof supportItem>

const sums = { count: z.int(), amountOre: ore, hours: z.int(), newRepresentativesCount: z.int() }

export const support = {
  list: procedure({ permission: 'organisations.read', summary: 'Support given to member associations, the latest first, with sums per year and association' })
    .input(z.strictObject({ organisationId: id.optional(), year: z.int().min(1990).max(2100).optional() }))
    .output(
      z.object({
        rows: z.array(supportItem),
        sums: z.array(z.object({ year: z.int(), organisation: named, ...sums })),
        total: z.object(sums),
        /** The years that there is support of, the latest first. */
        years: z.array(z.int()),
      }),
    ),
  due: procedure({ permission: 'organisations.read', summary: 'Support whose follow-up is due' }).input(z.strictObject({})).output(z.array(supportItem)),
  add: procedure({ permission: 'organisations.write', summary: 'Record support given to a member association' })
    .input(z.strictObject({ organisationId: id, ...supportFields }))
    .output(z.object({ id })),
  update: procedure({ permission: 'organisations.write', summary: 'Change support that was recorded' }).input(z.strictObject({ id, version, ...supportFields })).output(z.object({})),
  followUp: procedure({ permission: 'organisations.write', summary: 'Record what came of support' }).input(z.strictObject({ id, version, ...outcomeFields })).output(z.object({})),
  remove: procedure({ permission: 'organisations.write', summary: 'Remove support that was recorded by mistake' }).input(z.strictObject({ id, version })).output(z.object({})),
  exportList: procedure({ permission: 'reports.make', summary: 'Make the list of support in Excel; the reason is journalled' })
    .input(z.strictObject({ organisationId: id.optional(), year: z.int().min(1990).max(2100).optional(), language: z.enum(languages).default('sv'), reason: text(300) }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
}
