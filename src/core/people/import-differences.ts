/**
 * What a row of a list would change of a person. Blank never overwrites, a list never ends a protection,
 * and a membership that has ended is not revived by an old list.
 */
import { customKeyOf, type CustomKey, type CustomValue, type CustomValues } from '#contract/custom-fields.ts'
import type { membershipKinds } from '#contract/people.ts'
import { activeOn, type LocalDate, type Period } from '#shared/dates.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import { memberNumberKey } from './import-keys.ts'
import type { ImportFee, ImportValues } from './import-rows.ts'

/** The columns of a person that a list can fill. */
export const importedColumns = [
  'memberNumber', 'givenName', 'familyName', 'identityNumber', 'birthDate', 'gender', 'careOf', 'street', 'postcode', 'town', 'countryCode', 'municipalityCode', 'email', 'phone', 'otherPhone',
  'note',
] as const
export type ImportedColumn = (typeof importedColumns)[number]

/** A person of the register as far as an import needs to know. */
export interface KnownPerson extends Pick<Row<'persons'>, 'id' | 'isProtected' | ImportedColumn> {
  readonly memberships: readonly (Period & { readonly id: string; readonly kind: string })[]
  readonly fees: readonly (ImportFee & { readonly id: string })[]
  /** Only where the list has columns for custom fields. */
  readonly customValues?: CustomValues
}

/** What can differ: a column, the protection, something of the membership, or a custom field. */
export type DifferenceField = ImportedColumn | 'isProtected' | 'membershipKind' | 'memberSince' | 'memberUntil' | 'fee' | CustomKey

export interface Difference {
  readonly field: DifferenceField
  /** Which year's, for a fee. */
  readonly year?: number
  readonly before: CustomValue
  readonly after: CustomValue
}

/** How a list is held against the register. */
export interface Comparing {
  readonly today: LocalDate
  /** What is only filled in where the register has nothing; all else takes the place of what is there. */
  readonly filledIn: ReadonlySet<DifferenceField>
}

/** Everything that the row says and would change. */
export function differencesOf(values: ImportValues, person: KnownPerson, comparing: Comparing): Difference[] {
  const columns = importedColumns.flatMap((field): Difference[] => {
    const [before, after] = [person[field], values[field]]
    if (after === undefined || sameValue(field, before, after) || (comparing.filledIn.has(field) && Boolean(before))) return []
    return [{ field, before, after }]
  })
  const protection: Difference[] = values.isProtected && person.isProtected === 0 ? [{ field: 'isProtected', before: 0, after: 1 }] : []
  return [...columns, ...protection, ...membershipDifferences(values, person, comparing), ...feeDifferences(values, person), ...customDifferences(values, person, comparing)]
}

function customDifferences({ customValues }: ImportValues, person: KnownPerson, { filledIn }: Comparing): Difference[] {
  if (customValues === undefined) return []
  return Object.entries(customValues).flatMap(([fieldId, after]): Difference[] => {
    const [field, before] = [customKeyOf(fieldId), person.customValues?.[fieldId] ?? null]
    if (JSON.stringify(before) === JSON.stringify(after) || (before !== null && filledIn.has(field))) return []
    return [{ field, before, after }]
  })
}

/** Whether two values of a column mean the same: differences of case, accents, spaces and signs are none, so that a list in capitals rewrites nothing. */
export function sameValue(column: ImportedColumn, before: string | null, after: string | null): boolean {
  if (before === null || after === null) return before === after
  if (column === 'memberNumber') return memberNumberKey(before) === memberNumberKey(after)
  if (column === 'phone' || column === 'otherPhone') return before.replace(/\D/gu, '') === after.replace(/\D/gu, '')
  return before === after || foldForSearch(before) === foldForSearch(after)
}

/** The membership that a list speaks of: the current one, else the latest. */
export function membershipOf(person: KnownPerson, today: LocalDate): KnownPerson['memberships'][number] | undefined {
  return person.memberships.find((membership) => activeOn(membership, today)) ?? person.memberships.toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0]
}

/** A membership that a list begins: from the day it says, else with the first year paid, else today. */
export function newMembership(values: ImportValues, today: LocalDate): { kind: (typeof membershipKinds)[number]; startsOn: LocalDate; endsOn: LocalDate | null } {
  const firstYear = values.fees?.[0]?.year
  const guess = firstYear === undefined ? today : earlier(`${firstYear}-01-01` as LocalDate, today)
  const startsOn = values.memberSince ?? (values.memberUntil === undefined ? guess : earlier(guess, values.memberUntil))
  return { kind: values.membershipKind ?? 'main', startsOn, endsOn: values.memberUntil ?? null }
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other
}

function membershipDifferences(values: ImportValues, person: KnownPerson, { today, filledIn }: Comparing): Difference[] {
  const membership = membershipOf(person, today)
  const { membershipKind, memberSince, memberUntil } = values
  if (!membership || beginsAnew(values, membership)) return freshMembershipDifferences(values, today)
  const differences: Difference[] = []
  if (membershipKind !== undefined && membershipKind !== membership.kind && !filledIn.has('membershipKind')) differences.push({ field: 'membershipKind', before: membership.kind, after: membershipKind })
  if (memberSince !== undefined && memberSince !== membership.startsOn && person.memberships.length === 1 && !filledIn.has('memberSince')) differences.push({ field: 'memberSince', before: membership.startsOn, after: memberSince })
  const startsOn = differences.some(({ field }) => field === 'memberSince') ? memberSince : membership.startsOn
  if (memberUntil !== undefined && mayEnd(membership, today, filledIn) && memberUntil !== membership.endsOn && memberUntil >= (startsOn ?? membership.startsOn)) {
    differences.push({ field: 'memberUntil', before: membership.endsOn, after: memberUntil })
  }
  return differences
}

/** Whether a list may say when a membership ends: where nothing is said, or, if so chosen, where the end has not come. */
function mayEnd({ endsOn }: Period, today: LocalDate, filledIn: Comparing['filledIn']): boolean {
  return endsOn === null || (endsOn >= today && !filledIn.has('memberUntil'))
}

/** Whether the row speaks of a later membership than one that has ended. */
export function beginsAnew(values: ImportValues, membership: Period): boolean {
  return membership.endsOn !== null && values.memberSince !== undefined && values.memberSince > membership.endsOn
}

function freshMembershipDifferences(values: ImportValues, today: LocalDate): Difference[] {
  const { kind, startsOn, endsOn } = newMembership(values, today)
  return [
    { field: 'membershipKind', before: null, after: kind },
    { field: 'memberSince', before: null, after: startsOn },
    ...(endsOn === null ? [] : [{ field: 'memberUntil' as const, before: null, after: endsOn }]),
  ]
}

function feeDifferences(values: ImportValues, person: KnownPerson): Difference[] {
  return (values.fees ?? []).flatMap((fee): Difference[] => {
    const known = person.fees.find((one) => one.year === fee.year)
    if (!known) return [{ field: 'fee', year: fee.year, before: null, after: fee.paidOn ?? fee.amountOre }]
    const says = { paidOn: known.paidOn === null && fee.paidOn !== null, amountOre: known.amountOre === null && fee.amountOre !== null }
    if (!says.paidOn && !says.amountOre) return []
    return [{ field: 'fee', year: fee.year, before: known.paidOn ?? known.amountOre, after: says.paidOn ? fee.paidOn : fee.amountOre }]
  })
}
