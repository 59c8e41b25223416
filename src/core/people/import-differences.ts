/**
 * What a row of a list would change of a person. Blank never overwrites, an address is taken or left as one, a list never ends a
 * protection, a membership that has ended is not revived by an old list, and no two apply at the same time.
 */
import { customKeyOf, type CustomKey, type CustomValue, type CustomValues } from '#contract/custom-fields.ts'
import type { membershipKinds } from '#contract/people.ts'
import { activeOn, newOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import type { Row } from '#core/db/schema.ts'
import { addressColumns, filledAddress, meetAddress, saysAddress, type Address } from './import-address.ts'
import { memberNumberKey } from './import-keys.ts'
import type { ImportFee, ImportValues } from './import-rows.ts'

/** The columns of a person that a list can fill. */
export const importedColumns = [
  'memberNumber', 'givenName', 'familyName', 'identityNumber', 'birthDate', 'gender', 'careOf', 'street', 'postcode', 'town', 'countryCode', 'municipalityCode', 'email', 'phone', 'otherPhone',
  'note',
] as const
export type ImportedColumn = (typeof importedColumns)[number]

/** A person of the register as far as an import needs to know. */
export interface KnownPerson extends Pick<Row<'persons'>, 'id' | 'isProtected' | 'deceasedOn' | ImportedColumn> {
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
  /** The municipality of each postcode that the register knows. */
  readonly municipalities: ReadonlyMap<string, string>
}

/** Everything that the row says and would change. What clashes with the register is not among it. */
export function differencesOf(values: ImportValues, person: KnownPerson, comparing: Comparing): Difference[] {
  const home = homeAfter(values, person, comparing)
  const columns = importedColumns.flatMap((field): Difference[] => {
    const [before, after] = [person[field], isOfHome(field) ? home[field] : values[field]]
    if (after === undefined || sameValue(field, before, after) || (!isOfHome(field) && comparing.filledIn.has(field) && Boolean(before))) return []
    return [{ field, before, after }]
  })
  const protection: Difference[] = values.isProtected && person.isProtected === 0 ? [{ field: 'isProtected', before: 0, after: 1 }] : []
  return [...columns, ...protection, ...membershipDifferences(values, person, comparing), ...feeDifferences(values, person), ...customDifferences(values, person, comparing)]
}

/** What the row says that cannot stand beside what the register has, and is left out: part of another address, a membership beside another or after death. */
export function clashesOf(values: ImportValues, person: KnownPerson, comparing: Comparing): RuleFinding[] {
  const partial: RuleFinding[] = !isFilledIn(comparing) && saysAddress(values) && meetAddress(person, values).kind === 'partial' ? [{ rule: 'imports.addressPartial' }] : []
  const membership = membershipClash(person, plannedMembership(values, person, comparing))
  return membership ? [...partial, membership] : partial
}

/** Where somebody lives: her address with the municipality that it lies in. */
type Home = Address & { readonly municipalityCode: string | null }
export const homeColumns = [...addressColumns, 'municipalityCode'] as const

function isOfHome(field: DifferenceField): field is keyof Home {
  return homeColumns.some((column) => column === field)
}

/** An address is one thing: where one of its columns only fills in, all do. */
function isFilledIn({ filledIn }: Comparing): boolean {
  return addressColumns.some((column) => filledIn.has(column))
}

/** Where the row lets somebody live. Who lives abroad has no municipality. */
function homeAfter(values: ImportValues, person: KnownPerson, comparing: Comparing): Home {
  const { kind, after } = meetAddress(person, values)
  const isFilled = isFilledIn(comparing)
  if (kind === 'partial' || (kind === 'other' && isFilled)) return person
  const address = isFilled ? filledAddress(person, after) : after
  return { ...address, municipalityCode: address.countryCode === null ? municipalityAfter(values, person, { ...comparing, address, isOther: kind === 'other' }) : null }
}

/** The municipality follows the postcode of an address that is taken; else it stands as somebody has said. */
function municipalityAfter({ municipalityCode: said }: ImportValues, person: KnownPerson, { address, isOther, filledIn, municipalities }: Comparing & { readonly address: Address; readonly isOther: boolean }): string | null {
  const held = person.municipalityCode
  const known = address.postcode === null || address.postcode === person.postcode ? undefined : municipalities.get(address.postcode)
  if (isOther) return said ?? known ?? (staysInTown(person, address) ? held : null)
  return (filledIn.has('municipalityCode') ? (held ?? said) : (said ?? held)) ?? known ?? null
}

function staysInTown(before: Address, after: Address): boolean {
  return before.countryCode === after.countryCode && (before.postcode === after.postcode || before.town === after.town)
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

type Membership = Period & { readonly kind: string }

/** What a row would make of a membership, beside the others; there is none before where it begins a new one. */
interface PlannedMembership {
  readonly before: KnownPerson['memberships'][number] | undefined
  readonly after: Membership
}

function plannedMembership(values: ImportValues, person: KnownPerson, { today, filledIn }: Comparing): PlannedMembership {
  const before = membershipOf(person, today)
  const { membershipKind, memberSince, memberUntil } = values
  if (!before || beginsAnew(values, before)) return { before: undefined, after: newMembership(values, today) }
  const kind = filledIn.has('membershipKind') ? before.kind : (membershipKind ?? before.kind)
  const startsOn = filledIn.has('memberSince') || person.memberships.length > 1 ? before.startsOn : (memberSince ?? before.startsOn)
  // A last day before that may be of an earlier membership that the register has too.
  const isOfEarlier = memberUntil !== undefined && memberUntil < startsOn && person.memberships.some((other) => activeOn(other, memberUntil))
  const endsOn = memberUntil !== undefined && mayEnd(before, today, filledIn) && !isOfEarlier ? memberUntil : before.endsOn
  return { before, after: { kind, startsOn, endsOn } }
}

/** Why a membership cannot be as a row says: a person has one at a time, none after death, and none that ends before it begins. */
function membershipClash(person: KnownPerson, { before, after }: PlannedMembership): RuleFinding | undefined {
  if (before && before.startsOn === after.startsOn && before.endsOn === after.endsOn) return undefined
  if (after.endsOn !== null && after.endsOn < after.startsOn) return { rule: 'imports.membershipEndsEarly', params: { startsOn: after.startsOn } }
  const overlap = newOverlap(after, person.memberships.filter((other) => other !== before), before)
  if (overlap) return { rule: 'imports.membershipOverlaps', params: { startsOn: overlap.startsOn } }
  const { deceasedOn } = person
  return deceasedOn !== null && (after.endsOn === null || after.endsOn > deceasedOn) ? { rule: 'imports.membershipAfterDeath' } : undefined
}

function membershipDifferences(values: ImportValues, person: KnownPerson, comparing: Comparing): Difference[] {
  const planned = plannedMembership(values, person, comparing)
  if (membershipClash(person, planned)) return []
  const { before, after } = planned
  return [
    ...(after.kind === before?.kind ? [] : [{ field: 'membershipKind' as const, before: before?.kind ?? null, after: after.kind }]),
    ...(after.startsOn === before?.startsOn ? [] : [{ field: 'memberSince' as const, before: before?.startsOn ?? null, after: after.startsOn }]),
    ...(after.endsOn === (before?.endsOn ?? null) ? [] : [{ field: 'memberUntil' as const, before: before?.endsOn ?? null, after: after.endsOn }]),
  ]
}

/** Whether a list may say when a membership ends: where nothing is said, or, if so chosen, where the end has not come. */
function mayEnd({ endsOn }: Period, today: LocalDate, filledIn: Comparing['filledIn']): boolean {
  return endsOn === null || (endsOn >= today && !filledIn.has('memberUntil'))
}

/** Whether the row speaks of a later membership than one that has ended. */
export function beginsAnew(values: ImportValues, membership: Period): boolean {
  return membership.endsOn !== null && values.memberSince !== undefined && values.memberSince > membership.endsOn
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
