import { z } from 'zod'
import { id, localDate, optionalText, procedure, version } from './base.ts'
import { personRef } from './person-ref.ts'

const period = { startsOn: localDate, endsOn: localDate.nullable() }
/** On which day a guardian agreed; nothing where she has not. */
const consents = { participationConsentOn: localDate.nullable(), photoConsentOn: localDate.nullable(), contactConsentOn: localDate.nullable() }
const givenConsents = {
  participationConsentOn: localDate.nullable().default(null), photoConsentOn: localDate.nullable().default(null), contactConsentOn: localDate.nullable().default(null),
}
export const guardianConsents = ['participation', 'photo', 'contact'] as const

export const guardian = z.object({
  id, version,
  /** Null where she is not in the register; then she has a name. */
  person: personRef.nullable(),
  name: z.string().nullable(),
  contact: z.string().nullable(),
  /** Her telephone in the register. */
  phone: z.string().nullable(),
  ...period,
  status: z.enum(['future', 'current', 'ended']),
  ...consents,
})
export type Guardian = z.output<typeof guardian>

export const guardians = {
  add: procedure({ permission: 'people.write', summary: 'Record who is the guardian of a child or young person, and what she agrees to' })
    .input(z.strictObject({ childPersonId: id, guardianPersonId: id.nullable().default(null), name: optionalText(200), contact: optionalText(300), startsOn: localDate, ...givenConsents }))
    .output(z.object({ id })),
  update: procedure({ permission: 'people.write', summary: 'Correct since when somebody is the guardian, how she is reached and what she agrees to' })
    .input(z.strictObject({ id, version, name: optionalText(200), contact: optionalText(300), startsOn: localDate.optional(), ...givenConsents }))
    .output(z.object({})),
  end: procedure({ permission: 'people.write', summary: 'Record that somebody is no longer the guardian' }).input(z.strictObject({ id, version, endsOn: localDate })).output(z.object({})),
}
