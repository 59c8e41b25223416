import { z } from 'zod'
import { addYears, type LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'
import { id, localDate, optionalText, procedure, text, version, type SentTo } from './base.ts'

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

/** Why a sensitive fact may be kept, and until when. */
export const ground = { purpose: text(300), legalBasis: z.enum(legalBases), consentedOn: localDate, endsOn: localDate }

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

/** How long a consent lasts at most before the person is asked again. */
const longestConsentYears = 5

/** A consent is given no later than today, ends later than it was given and in force now, and does not last for ever. */
export function consentFindings({ consentedOn, endsOn }: { consentedOn: LocalDate; endsOn: LocalDate }, today: LocalDate): FieldFinding[] {
  const findings: FieldFinding[] = []
  if (consentedOn > today) findings.push({ path: 'consentedOn', rule: 'sensitive.consentInFuture' })
  if (endsOn < today) findings.push({ path: 'endsOn', rule: 'sensitive.endHasPassed' })
  else if (endsOn > addYears(consentedOn, longestConsentYears)) findings.push({ path: 'endsOn', rule: 'sensitive.consentTooLong', params: { years: longestConsentYears } })
  return findings
}

type Fact = Pick<SentTo<(typeof sensitive)['add']>, 'kind' | 'perspective' | 'accessNeed' | 'experienceAreaId' | 'detail'>

/** What a fact lacks for its kind. */
export function factFindings(fact: Fact): FieldFinding[] {
  const wanted = fieldWanted(fact)
  return wanted && !fact[wanted]?.trim() ? [{ path: wanted, rule: 'common.required' }] : []
}

/** The field that a kind of fact cannot do without. */
export function fieldWanted({ kind, accessNeed }: Pick<Fact, 'kind' | 'accessNeed'>): 'perspective' | 'experienceAreaId' | 'accessNeed' | 'detail' | undefined {
  switch (kind) {
    case 'perspective':
      return 'perspective'
    case 'experienceArea':
      return 'experienceAreaId'
    case 'accessNeed':
      if (!accessNeed) return 'accessNeed'
      return accessNeed === 'other' || accessNeed === 'diet' ? 'detail' : undefined
    default:
      return 'detail'
  }
}
