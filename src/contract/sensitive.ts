import { z } from 'zod'
import { id, localDate, optionalText, procedure, text, version } from './base.ts'

export const sensitiveKinds = ['perspective', 'experienceArea', 'accessNeed', 'benefitLimit'] as const
export const perspectives = ['user', 'relative', 'professional'] as const
export const accessNeeds = [
  'signInterpreter', 'writingInterpreter', 'assistant', 'wheelchair', 'hearingLoop', 'easyRead', 'largePrint', 'breaks', 'quietRoom', 'diet', 'other',
] as const
/** What a meeting's host may be asked to order: the standing needs, and an interpreter between languages. */
const orderedNeeds = ['languageInterpreter', ...accessNeeds] as const
/** Dataskyddsförordningen, article 9.2 a and e. */
export const legalBases = ['explicitConsent', 'madePublic'] as const

export const sensitiveFact = z.object({
  id, version, kind: z.enum(sensitiveKinds),
  /** The perspective's or the need's code, or the words of a benefit's limit. */
  code: z.string().nullable(),
  experienceArea: z.object({ id, name: z.string() }).nullable(),
  /** What exactly is needed, such as "utan gluten". Never why. */
  detail: z.string().nullable(),
  purpose: z.string(), legalBasis: z.enum(legalBases), consentedOn: localDate, endsOn: localDate,
  /** A withdrawal to come. */
  consentWithdrawnOn: localDate.nullable(),
})
export type SensitiveFact = z.output<typeof sensitiveFact>

/** What one who comes to a meeting needs. */
export const need = z.object({ need: z.enum(orderedNeeds), detail: z.string().nullable() })
export type Need = z.output<typeof need>
/** How many of a need, without anybody's name. */
export const order = z.object({ ...need.shape, count: z.int() })
export type Order = z.output<typeof order>

const ground = { purpose: text(300), legalBasis: z.enum(legalBases), consentedOn: localDate, endsOn: localDate }

export const sensitive = {
  add: procedure({ permission: 'people.writeSensitive', summary: 'Record a sensitive fact with its purpose, legal basis, consent and end' })
    .input(
      z.strictObject({
        personId: id, kind: z.enum(sensitiveKinds), perspective: z.enum(perspectives).nullable().default(null), accessNeed: z.enum(accessNeeds).nullable().default(null),
        experienceAreaId: id.nullable().default(null), detail: optionalText(200), ...ground,
      }),
    )
    .output(z.object({ id })),
  renew: procedure({ permission: 'people.writeSensitive', summary: 'Record that the person has agreed again, until another day' })
    .input(z.strictObject({ id, version, consentedOn: localDate, endsOn: localDate }))
    .output(z.object({})),
  withdraw: procedure({ permission: 'people.writeSensitive', summary: 'Record that the person takes her consent back; the fact is no longer shown from that day' })
    .input(z.strictObject({ id, version, withdrawnOn: localDate }))
    .output(z.object({})),
  eraseEnded: procedure({ permission: 'people.writeSensitive', summary: 'Erase the sensitive facts whose time has passed or whose consent was taken back' })
    .input(z.strictObject({}).optional())
    .output(z.object({ count: z.int() })),
  listAreas: procedure({ permission: 'people.read', summary: 'The areas of experience that the association uses' })
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ id, version, name: z.string() }))),
  addArea: procedure({ permission: 'people.writeSensitive', summary: 'Add an area of experience to the list' }).input(z.strictObject({ name: text(100) })).output(z.object({ id })),
  renameArea: procedure({ permission: 'people.writeSensitive', summary: 'Give an area of experience another name' })
    .input(z.strictObject({ id, version, name: text(100) }))
    .output(z.object({})),
  removeArea: procedure({ permission: 'people.writeSensitive', summary: 'Take an area of experience that nobody has off the list' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
}
