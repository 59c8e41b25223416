import { z } from 'zod'
import { id, localDate, optionalText, procedure, version } from './base.ts'
import { personRef } from './person-ref.ts'

const period = { startsOn: localDate, endsOn: localDate.nullable() }
/** On which day a guardian agreed; nothing where she has not. */
const consents = { participationConsentOn: localDate.nullable(), photoConsentOn: localDate.nullable(), contactConsentOn: localDate.nullable() }
const givenConsents = {
  participationConsentOn: localDate.nullable().default(null), photoConsentOn: localDate.nullable().default(null), contactConsentOn: localDate.nullable().default(null),
}
/** A guardian who is not in the register. */
const outsider = { name: optionalText(200), phone: optionalText(40), email: optionalText(254) }
export const guardianConsents = ['participation', 'photo', 'contact'] as const

export const guardian = z.object({
  id, version,
  /** Null where she is not in the register; then she has a name. */
  person: personRef.nullable(),
  name: z.string().nullable(),
  contact: z.string().nullable(),
  /** Her telephone and e-mail: in the register, or as they were noted of one who is not in it. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  ...period,
  status: z.enum(['future', 'current', 'ended']),
  ...consents,
})
export type Guardian = z.output<typeof guardian>

export const guardians = {
  add: procedure({ permission: 'people.write', summary: 'Record who is the guardian of a child or young person, and what she agrees to' })
    .input(z.strictObject({ childPersonId: id, guardianPersonId: id.nullable().default(null), ...outsider, contact: optionalText(300), startsOn: localDate, ...givenConsents }))
    .output(z.object({ id })),
  update: procedure({ permission: 'people.write', summary: 'Correct since when somebody is the guardian, how she is reached and what she agrees to' })
    .input(z.strictObject({ id, version, ...outsider, contact: optionalText(300), startsOn: localDate.optional(), ...givenConsents }))
    .output(z.object({})),
  end: procedure({ permission: 'people.write', summary: 'Record that somebody is no longer the guardian' }).input(z.strictObject({ id, version, endsOn: localDate })).output(z.object({})),
}
