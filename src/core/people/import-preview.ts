/**
 * An import's outcome as it is shown: numbers masked, groups cut to what a screen can hold, persons named by their reference.
 */
import { mostShownRows, type ImportPreviewShown, type ImportRan, type PreviewField } from '#contract/imports.ts'
import { customFieldIdOf, customKeyOf, isCustomKey, type CustomValue } from '#contract/custom-fields.ts'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { maskIdentityNumber } from '#shared/personal-id.ts'
import { addressColumns, type Address } from './import-address.ts'
import { differencesOf, importedColumns, membershipOf, sameValue, type Comparing, type Difference, type ImportedColumn, type KnownPerson } from './import-differences.ts'
import type { ReadList } from './import-list.ts'
import type { FreshRow, ImportPreview } from './import-match.ts'
import { overwritesOf } from './import-overwriting.ts'
import type { ImportFee, ImportFinding, ImportValues } from './import-rows.ts'
import { personRef } from './protected.ts'

type Shown = ImportPreviewShown

/** A preview of a list that cannot be imported with these columns. */
export function shownProblems(list: ReadList, problems: readonly RuleFinding[]): Shown {
  return { ...shownList(list), problems: problems.map(plain), undatedFees: [], counts: { fresh: 0, changed: 0, unclear: 0, unchanged: 0, skipped: 0 }, fresh: [], changed: [], unclear: [], skipped: [] }
}

/** A preview of what would become of each row. */
export function shownPreview(list: ReadList, outcome: ImportPreview, persons: ReadonlyMap<string, KnownPerson>, comparing: Comparing): Shown {
  const counted = countedIn(outcome)
  return {
    ...shownList(list),
    problems: [],
    undatedFees: undatedFees(outcome),
    counts: countsOf(outcome),
    fresh: outcome.fresh.slice(0, mostShownRows).map(shownRow),
    changed: outcome.changed.slice(0, mostShownRows).map((row) => ({
      ...shownRow(row),
      person: refOf(known(persons, row.personId)),
      differences: row.differences.map(shownDifference),
      address: shownAddressChange(known(persons, row.personId), row.differences),
    })),
    unclear: outcome.unclear.slice(0, mostShownRows).map((row) => ({
      ...shownRow(row),
      reasons: row.reasons.map(plain),
      mayBeNew: row.mayBeNew,
      isKnown: row.isKnown,
      candidates: row.candidateIds.map((personId) => shownCandidate(known(persons, personId), row.values, comparing, counted)),
      otherRow: row.otherRow ? { ...shownRow(row.otherRow), isCounted: counted.rowNumbers.has(row.otherRow.rowNumber) } : null,
    })),
    skipped: outcome.skipped.slice(0, mostShownRows).map(({ rowNumber, reason }) => ({ rowNumber, reason: plain(reason) })),
  }
}

/** The rows and the persons that are counted as new or changed whatever is decided about the unclear rows. */
function countedIn({ fresh, changed }: ImportPreview): Counted {
  return { rowNumbers: new Set([...fresh, ...changed].map(({ rowNumber }) => rowNumber)), personIds: new Set(changed.map(({ personId }) => personId)) }
}

interface Counted {
  readonly rowNumbers: ReadonlySet<number>
  readonly personIds: ReadonlySet<string>
}

/** What is supposed about days of payment, by the year. Of somebody who changes only where the fee does. */
function undatedFees({ fresh, changed, unclear }: ImportPreview): Shown['undatedFees'] {
  const undated = ({ undatedFeeYears = [], fees = [] }: ImportValues) => undatedFeeYears.flatMap((year) => fees.flatMap((fee) => (fee.year === year && fee.paidOn ? [{ year, paidOn: fee.paidOn }] : [])))
  const supposed = [
    ...[...fresh, ...unclear].flatMap(({ values }) => undated(values)),
    ...changed.flatMap(({ values, differences }) => undated(values).filter(({ year }) => differences.some((difference) => difference.field === 'fee' && difference.year === year))),
  ]
  const years = Map.groupBy(supposed, ({ year }) => year)
  return [...years.values()].map((fees) => ({ ...(fees[0] as (typeof fees)[number]), count: fees.length })).toSorted((a, b) => a.year - b.year)
}

/** The rows of which nothing is imported, in the order of the list. A double is not one of them: what it adds is taken with the row it doubles. */
export function shownLeftOut({ unclear, skipped }: ImportPreview): ImportRan['leftOut'] {
  const left = skipped.filter(({ reason }) => reason.rule !== 'imports.doubleOfRow')
  const rows = [...unclear.map(({ rowNumber, reasons }) => ({ rowNumber, reasons: reasons.map(plain) })), ...left.map(({ rowNumber, reason }) => ({ rowNumber, reasons: [plain(reason)] }))]
  return rows.toSorted((a, b) => a.rowNumber - b.rowNumber).slice(0, mostShownRows)
}

/** How many rows each group has. */
export function countsOf({ fresh, changed, unclear, unchanged, skipped }: ImportPreview): Shown['counts'] {
  return { fresh: fresh.length, changed: changed.length, unclear: unclear.length, unchanged, skipped: skipped.length }
}

function shownList({ table: { sheetName, otherSheets, doubled, headingRow, columns }, source, keys, possibleKeys }: ReadList): Pick<Shown, 'sheetName' | 'otherSheets' | 'doubled' | 'headingRow' | 'columns' | 'source' | 'keys' | 'possibleKeys'> {
  const overwrites = overwritesOf(columns.map(({ target }) => target))
  return {
    sheetName,
    otherSheets: [...otherSheets],
    doubled: columns.filter(({ index, target }) => target === null && doubled.includes(index)).map(({ heading }) => heading),
    headingRow,
    source,
    keys: [...keys],
    possibleKeys: [...possibleKeys],
    columns: columns.map(({ index, heading, target, examples, isHidden }, position) => ({
      index, heading, field: target?.field ?? null, year: target?.year ?? null, overwrite: overwrites[position] ?? null, isHidden,
      examples: target?.field === 'identityNumber' ? examples.map(hideLastFour) : [...examples],
    })),
  }
}

/** An example of how numbers are written in the list, without giving one away. */
function hideLastFour(example: string): string {
  return example.replace(/\d(?=(?:\D*\d){0,3}\D*$)/gu, '*')
}

function shownRow(row: FreshRow): Shown['fresh'][number] {
  return { rowNumber: row.rowNumber, values: shownValues(row.values), notes: row.notes.map(plain), undatedFeeYears: [...(row.values.undatedFeeYears ?? [])] }
}

function shownValues(values: ImportValues): Shown['fresh'][number]['values'] {
  const plainFields = [...importedColumns, 'membershipKind', 'memberSince', 'memberUntil'] as const
  return [
    ...plainFields.flatMap((field) => (values[field] === undefined ? [] : [{ field, year: null, value: masked(field, values[field]) }])),
    ...(values.isProtected ? [{ field: 'isProtected' as const, year: null, value: 1 }] : []),
    ...(values.fees ?? []).map((fee) => ({ field: 'fee' as const, year: fee.year, value: fee.paidOn ?? fee.amountOre })),
    ...Object.entries(values.customValues ?? {}).map(([fieldId, value]) => ({ field: customKeyOf(fieldId), year: null, value })),
  ]
}

function shownCandidate(person: KnownPerson, values: ImportValues, comparing: Comparing, counted: Counted): Shown['unclear'][number]['candidates'][number] {
  return {
    person: refOf(person), birthDate: person.birthDate, town: person.town, address: addressOf(person),
    differences: differencesOf(values, person, comparing).map(shownDifference),
    isChanged: counted.personIds.has(person.id),
    held: shownValues(values).map(({ field, year }) => shownHeld(field, year, values, person, comparing)),
  }
}

function shownAddressChange(person: KnownPerson, differences: readonly Difference[]): Shown['changed'][number]['address'] {
  const changes = differences.filter(({ field }) => addressColumns.some((column) => column === field))
  const before = addressOf(person)
  return changes.length === 0 ? null : { before, after: { ...before, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) } }
}

function addressOf({ careOf, street, postcode, town, countryCode }: Address): Address {
  return { careOf, street, postcode, town, countryCode }
}

/** What the register has of one thing that a row says. */
function shownHeld(field: PreviewField, year: number | null, values: ImportValues, person: KnownPerson, { today }: Comparing): Held {
  const said = saidOf(values, field, year)
  const held = heldBy(person, field, year, today)
  const isSame = importedColumns.some((column) => column === field) ? sameValue(field as ImportedColumn, held as string | null, said as string) : JSON.stringify(held) === JSON.stringify(said)
  return { field, year, value: masked(field, held), isSame }
}

type Held = Shown['unclear'][number]['candidates'][number]['held'][number]

function saidOf(values: ImportValues, field: PreviewField, year: number | null): CustomValue {
  if (isCustomKey(field)) return values.customValues?.[customFieldIdOf(field) ?? ''] ?? null
  if (field === 'isProtected') return values.isProtected ? 1 : 0
  if (field === 'fee') return feeValue(values.fees ?? [], year)
  return values[field] ?? null
}

function heldBy(person: KnownPerson, field: PreviewField, year: number | null, today: LocalDate): CustomValue {
  if (isCustomKey(field)) return person.customValues?.[customFieldIdOf(field) ?? ''] ?? null
  if (field === 'fee') return feeValue(person.fees, year)
  const membership = membershipOf(person, today)
  if (field === 'membershipKind') return membership?.kind ?? null
  if (field === 'memberSince') return membership?.startsOn ?? null
  if (field === 'memberUntil') return membership?.endsOn ?? null
  return person[field]
}

function feeValue(fees: readonly ImportFee[], year: number | null): CustomValue {
  const fee = fees.find((one) => one.year === year)
  return fee ? (fee.paidOn ?? fee.amountOre) : null
}

function shownDifference({ field, year, before, after }: Difference): Shown['changed'][number]['differences'][number] {
  return { field, year: year ?? null, before: masked(field, before), after: masked(field, after) }
}

function masked<Value extends CustomValue>(field: PreviewField, value: Value): Value | string {
  return field === 'identityNumber' && typeof value === 'string' && !isLocalDate(value) ? maskIdentityNumber(value) : value
}

function refOf(person: KnownPerson): Shown['changed'][number]['person'] {
  return personRef({ ...person, personId: person.id })
}

function known(persons: ReadonlyMap<string, KnownPerson>, id: string): KnownPerson {
  const person = persons.get(id)
  if (!person) throw new RangeError('A row was matched with a person that is not in the register')
  return person
}

function plain({ rule, params }: RuleFinding | ImportFinding): Shown['problems'][number] {
  return params ? { rule, params: { ...params } } : { rule }
}
