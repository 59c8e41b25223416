/**
 * Whether two registrations may be one person, and by which keys the two are found without comparing everybody with everybody.
 */
import type { DuplicateReason } from '#contract/duplicates.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import { areAlike, comparedName, isShortFor, slipsBetween, type ComparedName } from './name-likeness.ts'

/** What persons are compared by. */
export type ComparedColumns = Pick<
  Row<'persons'>,
  'givenName' | 'familyName' | 'formerName' | 'birthDate' | 'identityNumber' | 'gender' | 'street' | 'postcode' | 'email' | 'phone' | 'otherPhone' | 'isProtected'
>

/** A person made ready for comparing. */
export interface Compared {
  readonly given: ComparedName
  readonly family: ComparedName
  /** The family name that she had before, where it is known. */
  readonly formerFamily: ComparedName | undefined
  readonly birthDate: string | null
  readonly identityNumber: string | null
  readonly gender: string | null
  readonly email: string | null
  readonly phones: readonly string[]
  readonly address: string | null
  readonly isProtected: boolean
}

/** How much speaks for two being one, from 0 to 100, and what does. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
}

/** From this score a search of the register shows a pair. */
export const likelyScore = 45
/** From this score somebody being registered is said to be like one who is. Names come first when one types, and must be enough. */
export const hintScore = 30

/** What each reason counts. Names alone make a hint; with one more thing they make a pair. */
const weights: Readonly<Record<DuplicateReason, number>> = {
  sameName: 45, swappedName: 40, shortName: 40, similarName: 30, formerName: 30, sameBirthDate: 40, similarBirthDate: 12, sameEmail: 25, samePhone: 20, sameAddress: 15,
}
/** A parent and a child may have name, home, telephone and e-mail in common, but not the day of birth. */
const otherBirthDate = -75
const otherGender = -15

const nothingAlike: Likeness = { score: 0, reasons: [] }

/** Makes a person ready for comparing. */
export function compared(person: ComparedColumns): Compared {
  return {
    given: comparedName(person.givenName),
    family: comparedName(person.familyName),
    formerFamily: formerFamilyOf(person),
    birthDate: person.birthDate,
    identityNumber: person.identityNumber,
    gender: person.gender,
    email: person.email?.toLowerCase() ?? null,
    phones: [person.phone, person.otherPhone].flatMap((phone) => (phone ? [phone.replace(/\D/gu, '')] : [])),
    address: person.street && person.postcode ? `${foldLoosely(person.street).replace(/[^\p{L}\d]+/gu, ' ').trim()} ${person.postcode.replace(/\D/gu, '')}` : null,
    isProtected: person.isProtected === 1,
  }
}

/** A former name is written whole or as the family name alone. */
function formerFamilyOf({ formerName, givenName }: ComparedColumns): ComparedName | undefined {
  if (formerName === null) return undefined
  const given = new Set(comparedName(givenName).words)
  const words = comparedName(formerName).words
  const family = words.filter((word) => !given.has(word))
  return comparedName((family.length > 0 ? family : words).join(' '))
}

/** What speaks for two being one person. The same whichever comes first; a protected person is like nobody. */
export function likeness(one: Compared, other: Compared): Likeness {
  if (one.isProtected || other.isProtected) return nothingAlike
  if (one.identityNumber !== null && other.identityNumber !== null && one.identityNumber !== other.identityNumber) return nothingAlike
  const name = nameReason(one, other) ?? formerNameReason(one, other) ?? (one.given.folded !== '' && one.given.folded === other.given.folded ? 'sameGivenName' : 'differs')
  const isSameEmail = one.email !== null && one.email === other.email
  // Those who share a home share much else; without a name in common only an e-mail address says anything.
  if (name === 'differs') return isSameEmail ? { score: hintScore, reasons: ['sameEmail'] } : nothingAlike
  const reasons: DuplicateReason[] = name === 'sameGivenName' ? [] : [name]
  const birth = birthReason(one.birthDate, other.birthDate)
  if (birth !== undefined && birth !== 'differs') reasons.push(birth)
  if (isSameEmail) reasons.push('sameEmail')
  if (one.phones.some((phone) => other.phones.includes(phone))) reasons.push('samePhone')
  if (one.address !== null && one.address === other.address) reasons.push('sameAddress')
  let score = birth === 'differs' ? otherBirthDate : 0
  if (one.gender !== null && other.gender !== null && one.gender !== other.gender) score += otherGender
  for (const reason of reasons) score += weights[reason]
  return { score: Math.max(0, Math.min(100, score)), reasons }
}

type Named = Pick<Compared, 'given' | 'family'>

/** Whether the two are alike once either goes by the name that she had before. */
function formerNameReason(one: Compared, other: Compared): 'formerName' | undefined {
  const names = ({ given, family, formerFamily }: Compared): Named[] => [{ given, family }, ...(formerFamily ? [{ given, family: formerFamily }] : [])]
  return names(one).some((name) => names(other).some((otherName) => nameReason(name, otherName) !== undefined)) ? 'formerName' : undefined
}

function nameReason(one: Named, other: Named): 'sameName' | 'swappedName' | 'shortName' | 'similarName' | undefined {
  if (one.given.folded === '' || other.given.folded === '') return undefined
  const isSameFamily = one.family.folded === other.family.folded
  if (isSameFamily && one.given.folded === other.given.folded) return 'sameName'
  if (one.given.folded === other.family.folded && one.family.folded === other.given.folded) return 'swappedName'
  const isShort = isShortFor(one.given, other.given)
  if (isSameFamily && isShort && one.given.sounds[0] !== other.given.sounds[0]) return 'shortName'
  if ((isShort || areAlike(one.given, other.given)) && (isSameFamily || areAlike(one.family, other.family))) return 'similarName'
  return undefined
}

function birthReason(one: string | null, other: string | null): 'sameBirthDate' | 'similarBirthDate' | 'differs' | undefined {
  if (one === null || other === null) return undefined
  if (one === other) return 'sameBirthDate'
  const [year, otherYear] = [one.slice(0, 4), other.slice(0, 4)]
  const [month, day] = [one.slice(5, 7), one.slice(8)]
  const [rest, otherRest] = [`${month}${day}`, `${other.slice(5, 7)}${other.slice(8)}`]
  const isSimilar = year === otherYear ? otherRest === `${day}${month}` || slipsBetween(rest, otherRest) === 1 : rest === otherRest && slipsBetween(year, otherYear) === 1
  return isSimilar ? 'similarBirthDate' : 'differs'
}

/** One way of finding those who may be the same: only persons with a key in common are compared. */
export interface KeyKind {
  readonly keysOf: (person: Compared) => readonly string[]
  /** A key that more share says nothing of them: a date put in where none was known, a name that half the country has. */
  readonly mostSharing: number
}

const many = 200

/** Every pair from `likelyScore` up has a key in common of one of these kinds. */
export const keyKinds: readonly KeyKind[] = [
  { keysOf: ({ email }) => (email === null ? [] : [email]), mostSharing: many },
  { keysOf: ({ phones }) => [...new Set(phones)], mostSharing: many },
  { keysOf: ({ address }) => (address === null ? [] : [address]), mostSharing: many },
  { keysOf: ({ birthDate }) => (birthDate === null ? [] : [birthDate]), mostSharing: many },
  // Whose date of birth is a placeholder that many share is found by name as well.
  { keysOf: (person) => (person.birthDate === null ? [] : nameKeys(person).map((name) => `${name} ${person.birthDate}`)), mostSharing: many },
  // A slip in a date is in its year or in the rest.
  { keysOf: (person) => (person.birthDate === null ? [] : nameKeys(person).map((name) => `${name} ${person.birthDate?.slice(0, 4)}`)), mostSharing: many },
  { keysOf: (person) => (person.birthDate === null ? [] : nameKeys(person).map((name) => `${name} ${person.birthDate?.slice(5)}`)), mostSharing: many },
  { keysOf: ({ given, family }) => [`${given.folded} ${family.folded}`], mostSharing: 20 },
]

/** A name by its sound, in any order, by what it may be short for, and as it was before. */
function nameKeys({ given, family, formerFamily }: Compared): string[] {
  const keys = new Set<string>()
  for (const givenRoots of given.roots) {
    for (const givenRoot of givenRoots) {
      for (const familyRoots of [...family.roots, ...(formerFamily?.roots ?? [])]) for (const familyRoot of familyRoots) keys.add(givenRoot < familyRoot ? `${givenRoot} ${familyRoot}` : `${familyRoot} ${givenRoot}`)
    }
  }
  return [...keys]
}

/** The two ids of a pair, always in the same order. */
export function orderedPair(one: string, other: string): readonly [first: string, second: string] {
  return one < other ? [one, other] : [other, one]
}
