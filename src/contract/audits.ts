import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { personRef } from './people.ts'

/** The steps of a user audit (facts.md 6.2), in order. Each has a date. */
export const auditSteps = ['ordered', 'agreed', 'reported', 'fedBack', 'followedUp'] as const
export type AuditStep = (typeof auditSteps)[number]
export const auditRoles = ['auditor', 'support'] as const

/** Of the interviewed only a count is kept, never who they were. */
const auditFields = {
  name: text(160),
  orderedByOrganisationId: id,
  auditedOrganisationId: id,
  orderedOn: localDate,
  agreedOn: localDate.nullable().default(null),
  interviewCount: z.int('common.notANumber').min(0).max(10_000).default(0),
  reportedOn: localDate.nullable().default(null),
  fedBackOn: localDate.nullable().default(null),
  followedUpOn: localDate.nullable().default(null),
  grantId: id.nullable().default(null),
  note: optionalText(2000),
}

const named = z.object({ id, name: z.string() })
const auditRow = z.object({ id, name: z.string(), orderedBy: named, audited: named, orderedOn: localDate, step: z.enum(auditSteps), interviewCount: z.int() })
export type AuditRow = z.output<typeof auditRow>

const teamMember = z.object({ id, version, person: personRef, role: z.enum(auditRoles), startsOn: localDate, endsOn: localDate.nullable(), status: z.enum(['future', 'current', 'ended']) })
const audit = auditRow.extend({
  version, agreedOn: localDate.nullable(), reportedOn: localDate.nullable(), fedBackOn: localDate.nullable(), followedUpOn: localDate.nullable(),
  grant: named.nullable(), note: z.string().nullable(), team: z.array(teamMember),
})
export type Audit = z.output<typeof audit>

export const audits = {
  list: procedure({ permission: 'audits.read', summary: 'User audits, newest first' })
    .input(z.strictObject({ organisationId: id.optional(), isOpen: z.boolean().optional(), sort: z.enum(['orderedOn', 'name']).default('orderedOn'), descending: z.boolean().default(true), ...page }))
    .output(z.object({ total: z.int(), rows: z.array(auditRow) })),
  read: procedure({ permission: 'audits.read', summary: 'One user audit with its steps and team' }).input(z.strictObject({ id })).output(audit),
  create: procedure({ permission: 'audits.write', summary: 'Register a user audit' }).input(z.strictObject(auditFields)).output(z.object({ id })),
  update: procedure({ permission: 'audits.write', summary: 'Change a user audit, such as the date of a step' })
    .input(z.strictObject({ id, version, ...auditFields }))
    .output(z.object({})),
  addTeamMember: procedure({ permission: 'audits.write', summary: 'Add an auditor or a support person to the team' })
    .input(z.strictObject({ auditId: id, personId: id, role: z.enum(auditRoles).default('auditor'), startsOn: localDate, endsOn: localDate.nullable().default(null) }))
    .output(z.object({ id })),
  endTeamMember: procedure({ permission: 'audits.write', summary: 'End somebody’s part in the team' })
    .input(z.strictObject({ id, version, endsOn: localDate }))
    .output(z.object({})),
}
