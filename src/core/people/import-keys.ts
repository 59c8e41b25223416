/**
 * What makes two mentions the same person. Strong keys decide, weak ones only ask.
 */
import { foldLoosely } from '#shared/swedish-text.ts'

export const strongKeys = ['memberNumber', 'identityNumber', 'emailAndName', 'nameAndBirthDate'] as const
export type StrongKey = (typeof strongKeys)[number]
export const weakKeys = ['nameAndPostcode', 'name'] as const
export type MatchKey = StrongKey | (typeof weakKeys)[number]

/** What keys are made of; a row of the list and a person of the register alike. */
export interface KeySource {
  readonly memberNumber?: string | null
  readonly identityNumber?: string | null
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly birthDate?: string | null
  readonly email?: string | null
  readonly postcode?: string | null
}

/** A member number without spaces, hyphens and leading zeros. */
export function memberNumberKey(number: string | null | undefined): string {
  return foldLoosely(number ?? '').replace(/[\s-]/gu, '').replace(/^0+(?=.)/u, '')
}

/** A name with no difference between `Karl-Erik` and `Karl Erik`, `Åsa` and `Asa`. */
export function nameKey({ givenName, familyName }: Pick<KeySource, 'givenName' | 'familyName'>): string {
  return foldLoosely(`${givenName ?? ''} ${familyName ?? ''}`).replace(/[^\p{L}\d]+/gu, ' ').trim()
}

/** Finds things by any of their keys. */
export interface KeyIndex<Item> {
  add(item: Item, source: KeySource): void
  find(key: MatchKey, source: KeySource): readonly Item[]
}

export function keyIndex<Item>(): KeyIndex<Item> {
  const items = new Map<string, Item[]>()
  return {
    add(item, source) {
      for (const kind of [...strongKeys, ...weakKeys]) {
        const key = keyOf(kind, source)
        const before = key === undefined ? undefined : items.get(key)
        if (before) before.push(item)
        else if (key !== undefined) items.set(key, [item])
      }
    },
    find(kind, source) {
      const key = keyOf(kind, source)
      return key === undefined ? [] : (items.get(key) ?? [])
    },
  }
}

/** Whether both are known and say different things. */
export function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return Boolean(one) && Boolean(other) && one !== other
}

/** Whether no number and no date tells two with the same name apart. */
export function mayBeSame(one: KeySource, other: KeySource): boolean {
  return !differ(one.birthDate, other.birthDate) && !differ(one.identityNumber, other.identityNumber) && !differ(memberNumberKey(one.memberNumber), memberNumberKey(other.memberNumber))
}

function keyOf(kind: MatchKey, source: KeySource): string | undefined {
  const parts = partsOf[kind](source)
  return parts.every(Boolean) ? `${kind} ${parts.join(' ')}` : undefined
}

const partsOf: Readonly<Record<MatchKey, (source: KeySource) => readonly (string | null | undefined)[]>> = {
  memberNumber: (source) => [memberNumberKey(source.memberNumber)],
  identityNumber: (source) => [source.identityNumber],
  emailAndName: (source) => [source.email?.toLowerCase(), nameKey(source)],
  nameAndBirthDate: (source) => [nameKey(source), source.birthDate],
  nameAndPostcode: (source) => [nameKey(source), source.postcode],
  name: (source) => [nameKey(source)],
}
