/**
 * What the columns of a list may do where the register has a value already.
 */
import { isCustomKey } from '#contract/custom-fields.ts'
import { addressTargets, type ImportTarget, type OverwriteRule } from '#contract/imports.ts'
import type { ImportField } from '#shared/data/import-headings.ts'
import type { DifferenceField } from './import-differences.ts'
import type { ColumnTarget } from './import-headings.ts'

/**
 * What each field of a list decides of a person: first what it is for, then what its cells may hold besides, such as the town after a postcode.
 * Nothing to choose is left where a list can only add: payments, protections.
 */
const decided: Readonly<Record<ImportField, { readonly itself: readonly DifferenceField[]; readonly besides?: readonly DifferenceField[] }>> = {
  memberNumber: { itself: ['memberNumber'] },
  givenName: { itself: ['givenName'] },
  familyName: { itself: ['familyName'] },
  fullName: { itself: ['givenName', 'familyName'] },
  identityNumber: { itself: ['identityNumber'], besides: ['birthDate'] },
  birthDate: { itself: ['birthDate'] },
  gender: { itself: ['gender'] },
  careOf: { itself: ['careOf'] },
  street: { itself: ['street'], besides: ['careOf'] },
  streetMore: { itself: [] },
  country: { itself: ['countryCode'] },
  postcode: { itself: ['postcode'], besides: ['town'] },
  town: { itself: ['town'], besides: ['postcode'] },
  municipality: { itself: ['municipalityCode'] },
  email: { itself: ['email'] },
  phone: { itself: ['phone'], besides: ['otherPhone'] },
  otherPhone: { itself: ['otherPhone'], besides: ['phone'] },
  membershipKind: { itself: ['membershipKind'] },
  memberSince: { itself: ['memberSince'] },
  memberUntil: { itself: ['memberUntil'] },
  feePaid: { itself: [] },
  feeAmount: { itself: [] },
  isProtected: { itself: [] },
  status: { itself: [] },
  organisation: { itself: [] },
  note: { itself: ['note'] },
}

/** What people have written by hand, and when a membership ended, is kept unless one says otherwise. */
const usuallyFilledIn: readonly ImportTarget[] = ['note', 'memberUntil']

/** What each column does with what is there; nothing where there is nothing to choose. An address is one thing: where one of its columns only fills in, all do. */
export function overwritesOf(targets: readonly (ColumnTarget | null)[]): (OverwriteRule | null)[] {
  const isAddress = (target: ColumnTarget) => addressTargets.includes(target.field)
  const isFilledIn = targets.some((target) => target && isAddress(target) && target.overwrite === 'fillIn')
  return targets.map((target) => target && (isFilledIn && isAddress(target) ? 'fillIn' : overwriteOf(target)))
}

/** As was chosen, or as is usual. */
function overwriteOf({ field, overwrite }: ColumnTarget): OverwriteRule | null {
  if (!isCustomKey(field) && decided[field].itself.length === 0) return null
  return overwrite ?? (usuallyFilledIn.includes(field) ? 'fillIn' : 'replace')
}

/** What of a person is only filled in where nothing is known, by the columns of the list. */
export function filledInBy(targets: readonly (ColumnTarget | null)[]): ReadonlySet<DifferenceField> {
  const rules = new Map<DifferenceField, OverwriteRule | null>()
  const overwrites = overwritesOf(targets)
  const chosen = targets.flatMap((target, index) => (target ? [{ field: target.field, overwrite: overwrites[index] ?? null }] : []))
  const say = (fields: readonly DifferenceField[], overwrite: OverwriteRule | null) => {
    for (const field of fields) if (!rules.has(field)) rules.set(field, overwrite)
  }
  for (const { field, overwrite } of chosen) say(isCustomKey(field) ? [field] : decided[field].itself, overwrite)
  for (const { field, overwrite } of chosen) if (!isCustomKey(field)) say(decided[field].besides ?? [], overwrite)
  return new Set([...rules].flatMap(([field, rule]) => (rule === 'fillIn' ? [field] : [])))
}
