/**
 * What makes two mentions the same person. Strong keys decide, weak ones only ask.
 */
import { customFieldIdOf, isCustomKey, type CustomKey, type CustomValues } from '#contract/custom-fields.ts'
import { personKeys, type ImportKey } from '#contract/imports.ts'
import { foldLoosely } from '#shared/swedish-text.ts'

export const weakKeys = ['nameAndPostcode', 'name', 'email'] as const
const matchKeys = [...personKeys, ...weakKeys] as const
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
  readonly customValues?: CustomValues
}

/** Whether a key is a number that only one can have, and no name with something beside it. */
export function isNumberKey(key: ImportKey): boolean {
  return key === 'memberNumber' || key === 'identityNumber' || isCustomKey(key)
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
export type Keys = { readonly [Kind in MatchKey]: string | undefined } & {
  /** By custom fields that hold another system's number or the like; nothing where there are none such. */
  readonly custom?: ReadonlyMap<CustomKey, string>
}

/** Makes all keys of a mention at once: its name is folded only once. `customKeys` are the custom fields that count. */
export function keysOf(source: KeySource, customKeys: readonly CustomKey[] = []): Keys {
  const name = nameKey(source)
  const email = source.email?.toLowerCase()
  const memberNumber = source.memberNumber ? memberNumberKey(source.memberNumber) : ''
  const keys = {
    memberNumber: key('number', memberNumber),
    identityNumber: key('identity', source.identityNumber),
    emailAndName: key('email', email, name),
    nameAndBirthDate: key('birth', source.birthDate, name),
    nameAndPostcode: key('postcode', source.postcode, name),
    name: key('name', name),
    email,
  }
  return customKeys.length === 0 ? keys : { ...keys, custom: customKeysOf(source.customValues ?? {}, customKeys) }
}

function customKeysOf(values: CustomValues, customKeys: readonly CustomKey[]): ReadonlyMap<CustomKey, string> {
  return new Map(customKeys.flatMap((custom) => {
    const value = values[customFieldIdOf(custom) ?? '']
    const number = value === null || value === undefined ? '' : memberNumberKey(String(value))
    return number === '' ? [] : [[custom, `${custom} ${number}`]]
  }))
}

/** The numbers of a mention that only one can have. */
export function numbersOf({ memberNumber, identityNumber, custom }: Keys): string[] {
  return [memberNumber, identityNumber, ...(custom?.values() ?? [])].filter((number) => number !== undefined)
}

/** A key as it is looked up. */
function keyAt(keys: Keys, kind: MatchKey | CustomKey): string | undefined {
  return isCustomKey(kind) ? keys.custom?.get(kind) : keys[kind]
}

function key(kind: string, one: string | null | undefined, other = 'whole'): string | undefined {
  return one && other !== '' ? `${kind} ${one} ${other}` : undefined
}

/** Finds things by any of their keys. */
export interface KeyIndex<Item> {
  add(item: Item, keys: Keys): void
  find(kind: MatchKey | CustomKey, keys: Keys): readonly Item[]
  /** Whether nothing has been added. */
  isEmpty(): boolean
}

/** An empty index of what is found by its keys, those of the kinds that are asked for. */
export function keyIndex<Item>(kinds: readonly MatchKey[] = matchKeys): KeyIndex<Item> {
  const items = new Map<string, Item[]>()
  const nothing: readonly Item[] = []
  function put(item: Item, found: string | undefined) {
    const before = found === undefined ? undefined : items.get(found)
    if (before) before.push(item)
    else if (found !== undefined) items.set(found, [item])
  }
  return {
    add(item, keys) {
      for (const kind of kinds) put(item, keys[kind])
      for (const found of keys.custom?.values() ?? []) put(item, found)
    },
    find(kind, keys) {
      const found = keyAt(keys, kind)
      return found === undefined || items.size === 0 ? nothing : (items.get(found) ?? nothing)
    },
    isEmpty: () => items.size === 0,
  }
}

/** Whether both are known and say different things. */
export function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return Boolean(one) && Boolean(other) && one !== other
}

/** Whether the first of their given names is the same. Those of one household who share an e-mail have different ones. */
export function sharesGivenName(one: KeySource, other: KeySource): boolean {
  const [name, otherName] = [one, other].map(({ givenName }) => nameKey({ givenName: givenName ?? null }).split(' ', 1)[0])
  return name !== '' && name === otherName
}

/** Whether no number and no date tells two with the same name apart. */
export function mayBeSame(one: KeySource, other: KeySource): boolean {
  return !differ(one.birthDate, other.birthDate) && !differ(one.identityNumber, other.identityNumber) && !differ(memberNumberKey(one.memberNumber), memberNumberKey(other.memberNumber))
}
