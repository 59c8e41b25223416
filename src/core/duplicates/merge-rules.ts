/**
 * What becomes of two registrations when they are made one: which value of each field stays, how periods are joined,
 * and which rows may not stand twice for one person.
 */
import type { MergeChoice } from '#contract/duplicates.ts'
import { readPhone } from '#shared/contact.ts'
import { addDays, dateOfInstant, periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import type { RuleCode } from '#shared/i18n/index.ts'
import type { Ore } from '#shared/money.ts'
import { addressLines, municipalityByCode } from '#shared/postal.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import type { Row } from '#core/db/schema.ts'
import type { FeePart } from '#core/memberships/index.ts'

type PersonRow = Row<'persons'>
type AnyRow = Readonly<Record<string, unknown>> & { readonly id: string }

/** An address is one thing, though it has many columns: half of the one and half of the other is nobody's. */
export const addressColumns = ['careOf', 'street', 'postcode', 'town', 'municipalityCode', 'countryCode'] as const
/** Whom to contact instead who is not in the register, and how she is reached. */
const outsiderColumns = ['contactName', 'contactRelation', 'contactPhone', 'contactEmail'] as const
/** Set by the merge itself and never chosen. */
const notChosen = ['id', 'version', 'nameSort', 'isProtected', 'createdAt'] as const

/** The fields to choose between: all columns of a person, the address as one, and so an outsider to contact. */
export function mergedFields(columns: readonly string[]): string[] {
  const without: readonly string[] = [...notChosen, ...addressColumns, ...outsiderColumns]
  return [...columns.filter((column) => !without.includes(column)), 'address', 'contactName']
}

/** The columns that a field stands for. */
export function columnsOf(field: string): readonly string[] {
  if (field === 'contactName') return outsiderColumns
  return field === 'address' ? addressColumns : [field]
}

/** A field's value as it is compared and shown; an identity number is masked. */
export function shownValue(person: PersonRow, field: string): string | null {
  if (field === 'address') return shownAddress(person)
  const values = columnsOf(field).flatMap((column) => {
    const value = (person as unknown as Record<string, string | number | null>)[column]
    return value === null || value === undefined || value === '' ? [] : [String(value)]
  })
  if (values.length === 0) return null
  return field === 'identityNumber' ? maskIdentityNumber(values.join('')) : values.join(', ')
}

/** "c/o Ek, Storgatan 1, 753 20 Uppsala (Uppsala)": the municipality last, by its name, or a country as on a letter. */
function shownAddress({ municipalityCode, ...address }: PersonRow): string | null {
  const municipality = municipalityCode && `(${municipalityByCode(municipalityCode)?.name ?? municipalityCode})`
  return [addressLines(address).join(', '), municipality].filter(Boolean).join(' ') || null
}

/** What is proposed where nobody chooses: what is filled in, of two the newer registration's, of notes both. */
export function proposedChoice(kept: PersonRow, other: PersonRow, field: string): MergeChoice {
  const [own, others] = [shownValue(kept, field), shownValue(other, field)]
  if (others === null || own === others) return 'kept'
  if (own === null) return 'other'
  if (field === 'note') return 'both'
  return other.createdAt > kept.createdAt ? 'other' : 'kept'
}

/** What can be chosen for a field. */
export function choicesFor(field: string): MergeChoice[] {
  return field === 'note' ? ['kept', 'other', 'both'] : ['kept', 'other']
}

/** The columns of the one who stays, after the choices. Protection stays wherever it was. */
export function mergedPerson(kept: PersonRow, other: PersonRow, choices: Readonly<Record<string, MergeChoice>>, fields: readonly string[]): Record<string, unknown> {
  const patch: Record<string, unknown> = { isProtected: kept.isProtected === 1 || other.isProtected === 1 ? 1 : 0 }
  for (const field of fields) {
    const choice = choices[field] ?? proposedChoice(kept, other, field)
    const source = (choice === 'other' ? other : kept) as unknown as Record<string, unknown>
    for (const column of columnsOf(field)) patch[column] = source[column] ?? null
  }
  if ((choices['note'] ?? proposedChoice(kept, other, 'note')) === 'both') patch['note'] = [kept.note, other.note].filter(Boolean).join('\n\n') || null
  // Nobody is her own contact, and nobody has two.
  if (patch['contactPersonId'] === kept.id || patch['contactPersonId'] === other.id) patch['contactPersonId'] = null
  if (patch['contactPersonId']) for (const column of outsiderColumns) patch[column] = null
  return patch
}

/** What is not chosen stays with the person: further ways to reach her, and an address of before. */
export interface Aside {
  readonly contacts: readonly { readonly kind: 'email' | 'phone' | 'mobile' | 'other'; readonly value: string }[]
  readonly address: Readonly<Record<(typeof addressColumns)[number], string | null>> & Period | undefined
  /** The member number that is no longer hers, and by which she is still found. */
  readonly memberNumber: string | null
}

/** What of two registrations does not stand in the one that they become. An address held from the day it was registered until the day before. */
export function asideOf({ kept, other }: Readonly<Record<'kept' | 'other', PersonRow>>, merged: Readonly<Record<string, unknown>>, today: LocalDate): Aside {
  const both = [kept, other]
  const emails = both.flatMap(({ email }) => email ?? []).filter((email) => email !== merged['email'])
  const phones = both.flatMap(({ phone, otherPhone }) => [phone, otherPhone]).flatMap((phone) => phone ?? []).filter((phone) => phone !== merged['phone'] && phone !== merged['otherPhone'])
  const lost = both.find((person) => isFilled(person.street) && addressColumns.some((column) => (person[column] ?? null) !== (merged[column] ?? null)))
  const outsiders = both.filter((person) => outsiderColumns.some((column) => person[column] !== (merged[column] ?? null))).flatMap((person) => shownValue(person, 'contactName') ?? [])
  const until = addDays(today, -1)
  const from = lost && dateOfInstant(lost.createdAt)
  return {
    contacts: [
      ...[...new Set(emails)].map((value) => ({ kind: 'email', value }) as const),
      ...[...new Set(phones)].map((value) => ({ kind: readPhone(value).value?.isMobile ? 'mobile' : 'phone', value }) as const),
      ...[...new Set(outsiders)].map((value) => ({ kind: 'other', value }) as const),
    ],
    address: lost && from && {
      ...(Object.fromEntries(addressColumns.map((column) => [column, lost[column]])) as Record<(typeof addressColumns)[number], string | null>), startsOn: from < until ? from : until, endsOn: until,
    },
    memberNumber: both.map(({ memberNumber }) => memberNumber).find((number) => number !== null && number !== merged['memberNumber']) ?? null,
  }
}

/** How rows that may stand once for each person are made one. */
export interface UniteRule {
  /** With these and the person the same, two rows are of the same thing. */
  readonly by: readonly string[]
  /** These may not say different things; what only one of the rows says is kept. Nothing here means that two are never made one. */
  readonly agreeing: readonly string[] | 'never'
  /** Why they cannot be made one, and what to do. */
  readonly obstacle: RuleCode
  /** What must be empty for a row to count; one that does not count gives way to the other. */
  readonly countsUnless?: string
}

/** Every table in which something about one person, or of a row that is hers, may stand only once. */
export const uniteRules: Readonly<Record<string, UniteRule>> = {
  membershipFees: { by: ['year'], agreeing: ['amountOre'], obstacle: 'duplicates.feesDiffer' },
  membershipFeeExemptions: { by: ['year'], agreeing: ['category'], obstacle: 'duplicates.feesDiffer' },
  membershipFeeWithdrawals: { by: ['feeId'], agreeing: ['category'], obstacle: 'duplicates.feesDiffer' },
  membershipFeeReminders: { by: ['feeId', 'number'], agreeing: [], obstacle: 'duplicates.feesDiffer' },
  membershipConfirmations: { by: ['year'], agreeing: [], obstacle: 'duplicates.feesDiffer' },
  attendances: { by: ['meetingId'], agreeing: ['role', 'status', 'travelMinutes', 'drivenKilometres', 'note'], obstacle: 'duplicates.attendancesDiffer' },
  claims: { by: ['meetingId', 'kind'], agreeing: 'never', obstacle: 'duplicates.bothClaim', countsUnless: 'rejectedAt' },
  recognitions: { by: ['meetingId'], agreeing: ['kind', 'note', 'valueOre'], obstacle: 'duplicates.recognitionsDiffer' },
  payoutItems: { by: ['payoutId'], agreeing: 'never', obstacle: 'duplicates.bothPaid' },
  courseParticipants: { by: ['courseRoundId'], agreeing: ['completedOn'], obstacle: 'duplicates.participationsDiffer' },
  sessionAttendances: { by: ['trainingSessionId', 'courseParticipantId'], agreeing: ['status'], obstacle: 'duplicates.participationsDiffer' },
  taggings: { by: ['tagId'], agreeing: [], obstacle: 'duplicates.customValuesDiffer' },
  customValues: { by: ['fieldId'], agreeing: ['valueText', 'valueNumber', 'valueOre', 'valueOn', 'isYes', 'valueChoicesJson'], obstacle: 'duplicates.customValuesDiffer' },
}

/** Whether two rows are of the same thing; what is empty is the same as nothing. */
export function isSameThing(rule: UniteRule, one: AnyRow, other: AnyRow): boolean {
  return rule.by.every((column) => one[column] !== null && one[column] !== undefined && one[column] === other[column])
}

/** What becomes of two rows of the same thing: which goes and what the other is filled in with, or nothing where they cannot be one. */
export function united(rule: UniteRule, kept: AnyRow, other: AnyRow): { readonly stays: AnyRow; readonly goes: AnyRow; readonly filling: Readonly<Record<string, unknown>> } | undefined {
  const column = rule.countsUnless
  if (column !== undefined && (kept[column] ?? null) !== null && (other[column] ?? null) === null) return { stays: other, goes: kept, filling: {} }
  if (column !== undefined && (other[column] ?? null) !== null) return { stays: kept, goes: other, filling: {} }
  if (rule.agreeing === 'never' || rule.agreeing.some((agreeing) => isFilled(kept[agreeing]) && isFilled(other[agreeing]) && kept[agreeing] !== other[agreeing])) return undefined
  const filled = (row: AnyRow) => Object.values(row).filter(isFilled).length
  const [stays, goes] = filled(other) > filled(kept) ? [other, kept] : [kept, other]
  return { stays, goes, filling: fillingOf(stays, goes) }
}

/** What a row that stays gets from one that goes: what it does not say itself. */
export function fillingOf(stays: AnyRow, goes: AnyRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(goes).filter(([name, value]) => isFilled(value) && !isFilled(stays[name]) && name in stays))
}

/** One of two fees of a year between which somebody chooses. */
export interface FeeSide {
  readonly amountOre: Ore
  readonly payments: readonly FeePart[]
  readonly isWithdrawn: boolean
}

/** A year's fees of which one is kept, and which is proposed. */
export interface FeeChoice extends Readonly<Record<'kept' | 'other', FeeSide>> {
  readonly year: number
  readonly chosen: 'kept' | 'other'
}

/** By which name the choice of a year's fee is made. */
export function feeField(year: number): string {
  return `membershipFee${year}`
}

/** The fee that is paid, wholly or in part; where none is, the one that has not been withdrawn. */
export function proposedFee(kept: FeeSide, other: FeeSide): 'kept' | 'other' {
  const isPaid = ({ payments }: FeeSide) => payments.length > 0
  if (isPaid(kept) !== isPaid(other)) return isPaid(kept) ? 'kept' : 'other'
  return kept.isWithdrawn && !other.isWithdrawn ? 'other' : 'kept'
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}

/** Periods of which a person has one at a time; those that overlap become one, from the first day to the last. */
export const joinedTables: Readonly<Record<string, readonly string[]>> = { memberships: [], stipendDeclinations: [], auditTeamMembers: ['auditId', 'role'] }

/** Periods that become one: the row that stays, with its new values, and those that go. */
export interface Joined<P> {
  readonly stays: P
  readonly patch: Readonly<Record<string, unknown>>
  readonly goes: readonly P[]
}

/** Joins the periods that share a day with another. Why it began is what the first says; what else they say is taken from the one that lasts longest, of two the one begun last. */
export function joinPeriods<P extends Period & AnyRow>(periods: readonly P[]): Joined<P>[] {
  const groups: P[][] = []
  for (const period of periods.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))) {
    const group = groups.at(-1)
    if (group?.some((earlier) => periodsOverlap(earlier, period))) group.push(period)
    else groups.push([period])
  }
  return groups.filter((group) => group.length > 1).map((group) => {
    const [first, ...rest] = group as [P, ...P[]]
    const lasting = rest.reduce((longest, period) => (endOf(period) >= endOf(longest) ? period : longest), first)
    const { id: _id, version: _version, personId: _personId, startsOn: _startsOn, startReasonKind: _startReasonKind, startReason: _startReason, ...said } = lasting as P & Record<string, unknown>
    return { stays: first, patch: said, goes: rest }
  })
}

function endOf({ endsOn }: Period): string {
  return endsOn ?? '9999-12-31'
}

/** The parts of a period that lie in none of some others, in order. */
export function daysOutside(period: Period, others: readonly Period[]): Period[] {
  let parts: Period[] = [{ startsOn: period.startsOn, endsOn: period.endsOn }]
  for (const other of others) {
    parts = parts.flatMap((part) => {
      if (!periodsOverlap(part, other)) return [part]
      const left: Period[] = []
      if (part.startsOn < other.startsOn) left.push({ startsOn: part.startsOn, endsOn: addDays(other.startsOn, -1) })
      if (other.endsOn !== null && (part.endsOn === null || part.endsOn > other.endsOn)) left.push({ startsOn: addDays(other.endsOn, 1), endsOn: part.endsOn })
      return left
    })
  }
  return parts
}

/** Whether two periods both have the same day after a date. */
export function overlapAfter(one: Period, other: Period, date: LocalDate): boolean {
  const lasts = ({ endsOn }: Period) => endsOn === null || endsOn > date
  return periodsOverlap(one, other) && lasts(one) && lasts(other)
}
