/**
 * Compares the rows of a list with the register: who is new, who is changed and how, and what a person must decide.
 * Nothing of a person with protected identity is touched or told.
 */
import { isCustomKey, type CustomKey } from '#contract/custom-fields.ts'
import { personKeys, type ImportKey } from '#contract/imports.ts'
import type { RuleCode, RuleFinding } from '#shared/i18n/index.ts'
import { meetAddress, saysAddress } from './import-address.ts'
import { clashesOf, differencesOf, homeColumns, importedColumns, sameValue, type Comparing, type Difference, type DifferenceField, type KnownPerson } from './import-differences.ts'
import { differ, isNumberKey, keyIndex, keysOf, mayBeSame, memberNumberKey, nameKey, numbersOf, sharesGivenName, weakKeys, type KeyIndex, type Keys } from './import-keys.ts'
import { hasWholeName, stepRows, type CleanRows, type ImportFinding, type ImportRow, type ImportValues, type SkippedRow } from './import-rows.ts'

export interface FreshRow {
  readonly rowNumber: number
  readonly values: ImportValues
  /** What is told without asking: a second e-mail address that was left out, and the like. */
  readonly notes: readonly ImportFinding[]
}

export interface ChangedRow extends FreshRow {
  readonly personId: string
  readonly differences: readonly Difference[]
}

export interface UnclearRow extends FreshRow {
  readonly reasons: readonly RuleFinding[]
  /** Persons of the register that the row may be; never one with protected identity. */
  readonly candidateIds: readonly string[]
  /** Whether the row may become a new person: not where a name is missing or its number is another's. */
  readonly mayBeNew: boolean
  /** Whether it is certain who of the register it is, and only something that the row says is in doubt. */
  readonly isKnown: boolean
  /** The earlier row of the list that may be the same person. */
  readonly otherRow?: FreshRow
}

export interface ImportPreview {
  readonly fresh: readonly FreshRow[]
  readonly changed: readonly ChangedRow[]
  readonly unclear: readonly UnclearRow[]
  /** How many rows say nothing that the register does not know. */
  readonly unchanged: number
  readonly skipped: readonly SkippedRow[]
}

/** What a person decided about an unclear row: make a new person of it, change one of those it may be, or let it fill in an earlier row of the list. */
export type ImportChoice =
  | { readonly rowNumber: number; readonly action: 'create' }
  | { readonly rowNumber: number; readonly action: 'update'; readonly personId: string }
  | { readonly rowNumber: number; readonly action: 'join'; readonly otherRow: number }

/** How a list is held against the register, and by what its rows are known again. */
export interface Matching extends Comparing {
  /** What decides alone that a row is a person already registered. Names, and a name with a postcode, only ask. */
  readonly keys: readonly ImportKey[]
}

/** Sorts every row into its group, telling every thousandth how many are done. Choices decide rows that would else be unclear. */
export function* compareWithRegister({ rows, skipped }: CleanRows, persons: readonly KnownPerson[], choices: readonly ImportChoice[], matching: Matching): Generator<number, ImportPreview> {
  const customKeys = matching.keys.filter(isCustomKey)
  const standing: Standing = {
    register: keyIndex(), list: keyIndex([...personKeys, 'name', 'email']), undated: keyIndex(['name']), fresh: [], known: new Map(), holders: new Map(), unclear: [], skipped: [...skipped], unchanged: 0, matching, customKeys,
    // Numbers go first: they do not change with a marriage or a new address.
    keys: matching.keys.toSorted((one, other) => Number(isNumberKey(other)) - Number(isNumberKey(one))),
  }
  for (let done = 0; done < persons.length; done += stepRows) {
    yield 0
    persons.slice(done, done + stepRows).forEach((person) => standing.register.add(person, keysOf(person, customKeys)))
  }
  const chosen = new Map(choices.map((choice) => [choice.rowNumber, choice]))
  for (let done = 0; done < rows.length; done += stepRows) {
    yield done
    rows.slice(done, done + stepRows).forEach((row) => place(standing, { ...row, keys: keysOf(row.values, customKeys), choice: chosen.get(row.rowNumber) }))
  }
  return outcome(standing)
}

/** A row with what it can be found by, and what was decided about it. */
type KeyedRow = ImportRow & { readonly keys: Keys; readonly choice: ImportChoice | undefined }

/** Where the rows stand while they are gone through. */
interface Standing {
  readonly register: KeyIndex<KnownPerson>
  /** The new persons, by their keys. */
  readonly list: KeyIndex<NewPerson>
  /** Those of them whose birth date was not told where they were first mentioned. */
  readonly undated: KeyIndex<NewPerson>
  readonly fresh: NewPerson[]
  /** The persons of the register that rows speak of, with what all those rows say. */
  readonly known: Map<string, { readonly person: KnownPerson; readonly row: FreshRow }>
  /** Which row took each member number and identity number of the list, so that no two get the same. */
  readonly holders: Map<string, FreshRow>
  readonly unclear: UnclearRow[]
  readonly skipped: SkippedRow[]
  unchanged: number
  readonly matching: Matching
  /** The keys in the order they are tried, and those of them that are custom fields. */
  readonly keys: readonly ImportKey[]
  readonly customKeys: readonly CustomKey[]
}

/** A new person, with what all the rows that speak of her say. */
interface NewPerson {
  row: FreshRow
}

/** Whom of the register a row means: nobody, one for certain, or some in doubt. */
interface Match {
  readonly person?: KnownPerson
  readonly doubt?: RuleCode
  readonly candidates: readonly KnownPerson[]
  readonly mayBeNew: boolean
}

const nobody: Match = { candidates: [], mayBeNew: true }

function outcome({ fresh, known, unclear, skipped, unchanged, matching }: Standing): ImportPreview {
  const compared = [...known.values()].map(({ person, row }) => ({ ...row, personId: person.id, differences: differencesOf(row.values, person, matching) }))
  const changed = compared.filter((row) => row.differences.length > 0)
  return {
    fresh: fresh.map(({ row }) => row),
    changed,
    unclear,
    unchanged: unchanged + compared.length - changed.length,
    skipped: skipped.toSorted((a, b) => a.rowNumber - b.rowNumber),
  }
}

function place(standing: Standing, row: KeyedRow): void {
  const match = matchOf(standing, row)
  if (match.candidates.some((person) => person.isProtected === 1)) return skip(standing, row, 'imports.protectedUntouched')
  if (row.choice && follow(standing, row, match, row.choice)) return
  if (match.doubt) return doubt(standing, row, match)
  if (row.choice?.action !== 'join' && isToBeDecided(standing, row, match)) return doubtUnlessKnown(standing, row, match)
  if (match.person) return update(standing, row, match.person)
  create(standing, row)
}

/** Whether something in the row could not be read, or clashes with what the register has of the person. */
function isToBeDecided({ matching }: Standing, { findings, values }: ImportRow, { person }: Match): boolean {
  return findings.some((finding) => finding.needsDecision) || (person !== undefined && clashesOf(values, person, matching).length > 0)
}

/** Whether the register has all that the row says. */
function saysNothingNew(comparing: Comparing, values: ImportValues, person: KnownPerson): boolean {
  return differencesOf(values, person, comparing).length === 0 && clashesOf(values, person, comparing).length === 0
}

/** What may be other in the register and the person still the same, where it is only filled in. An address that is left alone may be another's. */
const tellsNobody: ReadonlySet<DifferenceField> = new Set(['note', 'memberUntil'])

/** Does as was chosen, where the choice is one that was offered. */
function follow(standing: Standing, row: KeyedRow, match: Match, choice: ImportChoice): boolean {
  if (choice.action === 'update') {
    const person = match.candidates.find((candidate) => candidate.id === choice.personId)
    if (person) update(standing, withoutNumbersOfOthers(standing, row, person), person)
    return person !== undefined
  }
  if (choice.action === 'join') return false
  const mayBeNew = match.mayBeNew && hasWholeName(row.values) && !holderOfNumbers(standing, row)
  if (mayBeNew) add(standing, row)
  return mayBeNew
}

/** Somebody chosen among several does not get the numbers that belong to one of the others. */
function withoutNumbersOfOthers({ register, customKeys }: Standing, row: KeyedRow, person: KnownPerson): KeyedRow {
  const values = { ...row.values }
  for (const number of ['memberNumber', 'identityNumber'] as const) if (register.find(number, row.keys).some((holder) => holder.id !== person.id)) delete values[number]
  return { ...row, values, keys: keysOf(values, customKeys) }
}

/** The earlier row that has one of these numbers already. */
function holderOfNumbers({ holders }: Standing, { keys }: KeyedRow): FreshRow | undefined {
  const holder = holders.get(keys.memberNumber ?? '') ?? holders.get(keys.identityNumber ?? '')
  if (holder || !keys.custom) return holder
  return [...keys.custom.values()].map((number) => holders.get(number)).find((held) => held !== undefined)
}

function hold({ holders }: Standing, row: FreshRow, keys: Keys): void {
  for (const number of numbersOf(keys)) holders.set(number, row)
}

function matchOf(standing: Standing, { keys, values }: KeyedRow): Match {
  const { register } = standing
  // The first list of an association.
  if (register.isEmpty()) return nobody
  const byNumbers = new Set([...register.find('memberNumber', keys), ...register.find('identityNumber', keys)])
  if (byNumbers.size > 1) return { doubt: 'imports.severalMatch', candidates: [...byNumbers], mayBeNew: false }
  for (const key of standing.keys) {
    const candidates = register.find(key, keys)
    const [person, another] = candidates
    if (!person) continue
    if (another) return { doubt: 'imports.severalMatch', candidates, mayBeNew: !isNumberKey(key) }
    const [holder = person] = byNumbers
    if (holder !== person) return { doubt: 'imports.severalMatch', candidates: [person, holder], mayBeNew: false }
    const contradiction = contradictionOf(key, values, person)
    return contradiction ? { doubt: contradiction, candidates, mayBeNew: !isNumberKey(key) } : { person, candidates, mayBeNew: false }
  }
  // A number that is not to decide still has its owner, and no two can have it.
  if (byNumbers.size > 0) return { doubt: 'imports.numberTaken', candidates: [...byNumbers], mayBeNew: false }
  return weakMatchOf(standing, keys, values)
}

const weakDoubts: Readonly<Record<(typeof weakKeys)[number], RuleCode>> = {
  nameAndPostcode: 'imports.sameNameAndPostcode', name: 'imports.sameName', email: 'imports.sameEmailAndGivenName',
}

/** A namesake of the register is asked about, save where the register has all that the row says, as when the same list is read again. */
function weakMatchOf(standing: Standing, keys: Keys, values: ImportValues): Match {
  const { register, customKeys, matching } = standing
  for (const key of weakKeys) {
    const candidates = register.find(key, keys).filter((person) => mayBeSame(values, person) && (key !== 'email' || sharesGivenName(values, person)) && !hasOtherCustomKey(keys, person, customKeys))
    const [person, another] = candidates
    if (!person) continue
    if (another) return { doubt: 'imports.severalMatch', candidates, mayBeNew: true }
    if (saysNothingNew({ ...matching, filledIn: new Set([...matching.filledIn].filter((field) => tellsNobody.has(field))) }, values, person)) return { person, candidates, mayBeNew: true }
    return { doubt: weakDoubts[key], candidates, mayBeNew: true }
  }
  return nobody
}

/** Whether another system's number, where both have one, tells two with the same name apart. */
function hasOtherCustomKey(keys: Keys, person: KnownPerson, customKeys: readonly CustomKey[]): boolean {
  if (customKeys.length === 0) return false
  const held = keysOf(person, customKeys).custom
  return customKeys.some((key) => differ(keys.custom?.get(key), held?.get(key)))
}

/** Why a strong key may deceive: a number given to somebody else since, or a parent and child who share name and e-mail. */
function contradictionOf(key: ImportKey, values: ImportValues, person: KnownPerson): RuleCode | undefined {
  const hasOtherIdentity = differ(values.identityNumber, person.identityNumber)
  if (key === 'memberNumber' || isCustomKey(key)) {
    if (hasOtherIdentity) return key === 'memberNumber' ? 'imports.memberNumberOtherIdentity' : 'imports.customKeyOtherIdentity'
    if (sharesName(values, person) || (values.identityNumber !== undefined && values.identityNumber === person.identityNumber)) return undefined
    return key === 'memberNumber' ? 'imports.memberNumberOtherName' : 'imports.customKeyOtherName'
  }
  const hasOtherNumber = differ(memberNumberKey(values.memberNumber), memberNumberKey(person.memberNumber))
  if (hasOtherNumber) return 'imports.otherMemberNumber'
  return hasOtherIdentity || differ(values.birthDate, person.birthDate) ? 'imports.otherBirthDate' : undefined
}

/** Whether given or family name is the same: people marry, and use another of their names. */
function sharesName(values: ImportValues, person: KnownPerson): boolean {
  return nameKey({ givenName: values.givenName ?? null }) === nameKey({ givenName: person.givenName })
    || nameKey({ familyName: values.familyName ?? null }) === nameKey({ familyName: person.familyName })
}

function update(standing: Standing, row: KeyedRow, person: KnownPerson): void {
  const before = standing.known.get(person.id)
  const holder = holderOfNumbers(standing, row)
  if (holder && holder.rowNumber !== before?.row.rowNumber) return doubtDouble(standing, row, 'imports.doubleDiffers', holder, false)
  if (!before) {
    hold(standing, freshRow(row), row.keys)
    return void standing.known.set(person.id, { person, row: freshRow(row) })
  }
  mergeDouble(standing, row, before.row, false, (values) => standing.known.set(person.id, { person, row: { ...before.row, values } }))
}

function create(standing: Standing, row: KeyedRow): void {
  for (const key of standing.keys) {
    const [earlier] = standing.list.find(key, row.keys)
    if (!earlier) continue
    return mergeDouble(standing, row, earlier.row, !isNumberKey(key), (values) => void (earlier.row = { ...earlier.row, values }))
  }
  const holder = holderOfNumbers(standing, row)
  if (holder) return doubtDouble(standing, row, 'imports.doubleDiffers', holder, false)
  // Of two with different birth dates neither is the other; in a long list most namesakes have one.
  const namesakes = (row.values.birthDate === undefined ? standing.list : standing.undated).find('name', row.keys)
  const namesake = namesakes.find((earlier) => mayBeNamesake(row.values, earlier.row.values))
  if (namesake) return doubtDouble(standing, row, 'imports.mayBeDoubleOfRow', namesake.row, true)
  // A family name with a slip, or another since a marriage.
  const alike = standing.list.find('email', row.keys).find((earlier) => mayBeSame(row.values, earlier.row.values) && sharesGivenName(row.values, earlier.row.values))
  if (alike) return doubtDouble(standing, row, 'imports.mayBeSlipOfRow', alike.row, true)
  add(standing, row)
}

/** Two of the same name in one list are taken for two when they live or are reached in different places. */
function mayBeNamesake(values: ImportValues, earlier: ImportValues): boolean {
  return mayBeSame(values, earlier) && !differ(values.postcode, earlier.postcode) && !differ(values.email, earlier.email)
}

function add(standing: Standing, row: KeyedRow): void {
  const person: NewPerson = { row: freshRow(row) }
  standing.fresh.push(person)
  hold(standing, person.row, row.keys)
  standing.list.add(person, row.keys)
  if (row.values.birthDate === undefined) standing.undated.add(person, row.keys)
}

/** The same person twice in the list: what the second adds is taken, unless the two say different things. */
function mergeDouble(standing: Standing, row: KeyedRow, earlier: FreshRow, mayBeNew: boolean, take: (values: ImportValues) => void): void {
  if (saysOtherwise(row.values, earlier.values)) return doubtDouble(standing, row, 'imports.doubleDiffers', earlier, mayBeNew)
  const holder = holderOfNumbers(standing, row)
  if (holder && holder.rowNumber !== earlier.rowNumber) return doubtDouble(standing, row, 'imports.doubleDiffers', holder, false)
  const values = merge(earlier.values, row.values)
  hold(standing, { ...earlier, values }, row.keys)
  take(values)
  skip(standing, row, 'imports.doubleOfRow', earlier.rowNumber)
}

function doubtDouble(standing: Standing, row: KeyedRow, rule: RuleCode, earlier: FreshRow, mayBeNew: boolean): void {
  if (row.choice?.action === 'join' && row.choice.otherRow === earlier.rowNumber && joinTo(standing, row, earlier)) return
  standing.unclear.push({
    ...freshRow(row), candidateIds: [], mayBeNew, isKnown: false, otherRow: earlier, reasons: [{ rule, params: { row: row.rowNumber, other: earlier.rowNumber } }, ...decisionsOf(row)],
  })
}

/** Lets a row fill in the earlier one that it was said to be, unless it would bring another's number. */
function joinTo(standing: Standing, row: KeyedRow, earlier: FreshRow): boolean {
  const holder = holderOfNumbers(standing, row)
  if (holder && holder.rowNumber !== earlier.rowNumber) return false
  const values = merge(earlier.values, row.values)
  const fresh = standing.fresh.find((person) => person.row.rowNumber === earlier.rowNumber)
  const known = [...standing.known.values()].find((person) => person.row.rowNumber === earlier.rowNumber)
  if (fresh) fresh.row = { ...fresh.row, values }
  else if (known) standing.known.set(known.person.id, { ...known, row: { ...known.row, values } })
  hold(standing, { ...earlier, values }, row.keys)
  skip(standing, row, 'imports.doubleOfRow', earlier.rowNumber)
  return true
}

function doubt(standing: Standing, row: ImportRow, match: Match): void {
  const [person, another] = match.candidates
  const doubts: RuleFinding[] = [...(match.doubt ? [{ rule: match.doubt }] : []), ...(person && !another ? clashesOf(row.values, person, standing.matching) : [])]
  standing.unclear.push({
    ...freshRow(row),
    reasons: [...doubts.map(({ rule, params }) => ({ rule, params: { row: row.rowNumber, ...params } })), ...decisionsOf(row)],
    isKnown: match.person !== undefined,
    candidateIds: match.candidates.map((person) => person.id),
    mayBeNew: match.mayBeNew && hasWholeName(row.values),
  })
}

/** A fault in a row needs no decision where the rest of the row is known already: the list was imported without it. */
function doubtUnlessKnown(standing: Standing, row: ImportRow, match: Match): void {
  if (match.person && saysNothingNew(standing.matching, row.values, match.person)) standing.unchanged++
  else doubt(standing, row, match)
}

function skip(standing: Standing, row: ImportRow, rule: RuleCode, other?: number): void {
  standing.skipped.push({ rowNumber: row.rowNumber, reason: { rule, params: { row: row.rowNumber, ...(other === undefined ? {} : { other }) } } })
}

function freshRow(row: ImportRow): FreshRow {
  return { rowNumber: row.rowNumber, values: row.values, notes: row.findings.filter((finding) => !finding.needsDecision) }
}

function decisionsOf(row: ImportRow): RuleFinding[] {
  return row.findings.filter((finding) => finding.needsDecision)
}

/** Whether two rows give different values for the same thing, or addresses or days that do not belong together. */
function saysOtherwise(values: ImportValues, earlier: ImportValues): boolean {
  const columns = importedColumns.filter((column) => column !== 'note')
  const periods = ['membershipKind', 'memberSince', 'memberUntil'] as const
  return (
    columns.some((column) => values[column] !== undefined && earlier[column] !== undefined && !sameValue(column, earlier[column], values[column])) ||
    Object.entries(values.customValues ?? {}).some(([id, value]) => earlier.customValues?.[id] !== undefined && JSON.stringify(earlier.customValues[id]) !== JSON.stringify(value)) ||
    periods.some((column) => differ(values[column], earlier[column])) ||
    isBackwards({ ...values, ...earlier }) ||
    saysOtherAddress(values, earlier)
  )
}

function isBackwards({ memberSince, memberUntil }: ImportValues): boolean {
  return memberSince !== undefined && memberUntil !== undefined && memberUntil < memberSince
}

function saysOtherAddress(values: ImportValues, { careOf, street, postcode, town, countryCode }: ImportValues): boolean {
  const held = { careOf: careOf ?? null, street: street ?? null, postcode: postcode ?? null, town: town ?? null, countryCode: countryCode ?? null }
  return saysAddress(values) && meetAddress(held, values).kind !== 'same'
}

/** The earlier row with what it lacks from the later one. An address is not put together of two, nor days that are backwards. */
function merge(earlier: ImportValues, later: ImportValues): ImportValues {
  const fees = new Map([...(later.fees ?? []), ...(earlier.fees ?? [])].map((fee) => [fee.year, fee]))
  const added = { ...later }
  if (saysOtherAddress(later, earlier)) for (const column of homeColumns) delete added[column]
  if (isBackwards({ ...later, ...earlier })) for (const column of ['memberSince', 'memberUntil'] as const) delete added[column]
  return {
    ...added, ...earlier,
    ...(later.customValues || earlier.customValues ? { customValues: { ...later.customValues, ...earlier.customValues } } : {}),
    ...(fees.size > 0 ? { fees: [...fees.values()].toSorted((a, b) => a.year - b.year) } : {}),
  }
}
