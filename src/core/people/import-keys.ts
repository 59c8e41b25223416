/**
 * What makes two mentions the same person. Strong keys decide, weak ones only ask.
 */
import { foldLoosely } from '#shared/swedish-text.ts'

export const strongKeys = ['memberNumber', 'identityNumber', 'emailAndName', 'nameAndBirthDate'] as const
export type StrongKey = (typeof strongKeys)[number]
export const weakKeys = ['nameAndPostcode', 'name'] as const
const matchKeys = [...strongKeys, ...weakKeys] as const
export type MatchKey = (typeof matchKeys)[number]

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

/** The keys of one mention; nothing where what a key is made of is not known. */
export type Keys = { readonly [Kind in MatchKey]: string | undefined }

/** Makes all keys of a mention at once: its name is folded only once. */
export function keysOf(source: KeySource): Keys {
  const name = nameKey(source)
  const memberNumber = source.memberNumber ? memberNumberKey(source.memberNumber) : ''
  return {
    memberNumber: key('number', memberNumber),
    identityNumber: key('identity', source.identityNumber),
    emailAndName: key('email', source.email?.toLowerCase(), name),
    nameAndBirthDate: key('birth', source.birthDate, name),
    nameAndPostcode: key('postcode', source.postcode, name),
    name: key('name', name),
  }
}

function key(kind: string, one: string | null | undefined, other = 'whole'): string | undefined {
  return one && other !== '' ? `${kind} ${one} ${other}` : undefined
}

/** Finds things by any of their keys. */
export interface KeyIndex<Item> {
  add(item: Item, keys: Keys): void
  find(kind: MatchKey, keys: Keys): readonly Item[]
}

/** An empty index of what is found by its keys. */
export function keyIndex<Item>(): KeyIndex<Item> {
  const items = new Map<string, Item[]>()
  const nothing: readonly Item[] = []
  return {
    add(item, keys) {
      for (const kind of matchKeys) {
        const found = keys[kind]
        const before = found === undefined ? undefined : items.get(found)
        if (before) before.push(item)
        else if (found !== undefined) items.set(found, [item])
      }
    },
    find(kind, keys) {
      const found = keys[kind]
      return found === undefined || items.size === 0 ? nothing : (items.get(found) ?? nothing)
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
