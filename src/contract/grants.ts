import { z } from 'zod'
import { id, localDate, optionalText, ore, page, procedure, text, version } from './base.ts'

const grantFields = {
  funderOrganisationId: id,
  name: text(160),
  /** The funder's own reference, such as a registration number. */
  reference: optionalText(60),
  /** Cost centre or project in the books. */
  costCentre: optionalText(30),
  amountOre: ore.min(0, 'common.notAnAmount').nullable().default(null),
  startsOn: localDate,
  endsOn: localDate,
  reportDueOn: localDate.nullable().default(null),
  note: optionalText(2000),
}

const grantRow = z.object({
  id, name: z.string(), funderOrganisationId: id, funderName: z.string(), reference: z.string().nullable(), costCentre: z.string().nullable(), amountOre: ore.nullable(),
  startsOn: localDate, endsOn: localDate, reportDueOn: localDate.nullable(), status: z.enum(['future', 'current', 'ended']),
  /** Days until the report is due; negative when the day has passed; null where none is due. */
  daysToReport: z.int().nullable(),
})
export type GrantRow = z.output<typeof grantRow>

const named = z.object({ id, name: z.string() })

export const grant = grantRow.extend({
  version,
  note: z.string().nullable(),
  /** What the grant pays for. */
  bodies: z.array(named),
  courseRounds: z.array(named.extend({ trainingName: z.string() })),
  audits: z.array(named),
})
export type Grant = z.output<typeof grant>

export const grants = {
  list: procedure({ permission: 'grants.read', summary: 'Grants, filtered and sorted' })
    .input(
      z.strictObject({
        text: z.string().max(200).default(''),
        status: z.enum(['future', 'current', 'ended']).optional(),
        sort: z.enum(['name', 'funder', 'startsOn', 'endsOn', 'reportDueOn', 'amountOre']).default('startsOn'),
        descending: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(grantRow) })),
  read: procedure({ permission: 'grants.read', summary: 'One grant and what it pays for' }).input(z.strictObject({ id })).output(grant),
  create: procedure({ permission: 'grants.write', summary: 'Register a grant' }).input(z.strictObject(grantFields)).output(z.object({ id })),
  update: procedure({ permission: 'grants.write', summary: 'Change a grant' })
    .input(z.strictObject({ id, version, ...grantFields }))
    .output(z.object({})),
}
