/**
 * Makes persons of the rows of a list: every cell cleaned, and everything that could not be read said in a sentence.
 */
import { customFieldIdOf, customKeyOf, isCustomKey, type CustomField, type CustomValue } from '#contract/custom-fields.ts'
import type { ImportTarget } from '#contract/imports.ts'
import type { Cell } from '#core/documents/spreadsheet.ts'
import type { genders, membershipKinds } from '#contract/people.ts'
import { readCountry } from '#shared/countries.ts'
import { readEmail, readPhone, splitEmails, splitPhones } from '#shared/contact.ts'
import { importFields, type ImportField } from '#shared/data/import-headings.ts'
import { addYears, localDate, yearOf, type LocalDate } from '#shared/dates.ts'
import type { RuleCode, RuleFinding } from '#shared/i18n/index.ts'
import { parseKronor, type Ore } from '#shared/money.ts'
import { readIdentityNumber } from '#shared/personal-id.ts'
import { findMunicipality, readCareOf, readPostcode } from '#shared/postal.ts'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import {
  asName, cellText, readDateCell, readGender, readMembershipKind, readYesNo, saysEnded, saysNothing, splitFullName,
} from './import-cells.ts'
import { isBlankCustom, readCustomCell } from './import-custom.ts'
import type { Column, Table } from './import-mapping.ts'

/** What a row says of a person. A field that is not there was blank or could not be read; a blank never overwrites. */
export interface ImportValues {
  memberNumber?: string
  givenName?: string
  familyName?: string
  /** Twelve digits. */
  identityNumber?: string
  birthDate?: LocalDate
  gender?: (typeof genders)[number]
  careOf?: string
  street?: string
  /** Five digits; abroad as it is written there. */
  postcode?: string
  town?: string
  /** Null where the row says Sweden. */
  countryCode?: string | null
  municipalityCode?: string
  email?: string
  phone?: string
  otherPhone?: string
  membershipKind?: (typeof membershipKinds)[number]
  memberSince?: LocalDate
  memberUntil?: LocalDate
  /** Only yes: a list never lifts a protection. */
  isProtected?: true
  note?: string
  /** The years whose fee the row says is paid. */
  fees?: readonly ImportFee[]
  /** Those of them for which the list names no day, so that one is supposed. */
  undatedFeeYears?: readonly number[]
  /** By the custom fields' identifiers. */
  customValues?: Record<string, CustomValue>
}

export interface ImportFee {
  readonly year: number
  readonly amountOre: Ore | null
  /** Where the list says paid without a day: the last day of the year, or today if that is earlier. */
  readonly paidOn: LocalDate | null
}

export interface ImportFinding extends RuleFinding {
  readonly field: ImportTarget
  /** Whether a person must decide before the row is imported; otherwise it is only told. */
  readonly needsDecision: boolean
}

export interface ImportRow {
  readonly rowNumber: number
  readonly values: ImportValues
  readonly findings: readonly ImportFinding[]
}

export interface SkippedRow {
  readonly rowNumber: number
  readonly reason: RuleFinding
}

export interface CleanRows {
  readonly rows: readonly ImportRow[]
  /** Rows that are no persons: totals, repeated headings, notes. Empty rows are not listed. */
  readonly skipped: readonly SkippedRow[]
}

/**
 * Reads every row below the headings, telling every thousandth how many are read. `today` decides centuries and which dates lie ahead;
 * `fields` are the custom fields that columns may hold.
 */
export function* cleanRows(table: Table, today: LocalDate, fields: readonly CustomField[] = []): Generator<number, CleanRows> {
  const rows: ImportRow[] = []
  const skipped: SkippedRow[] = []
  const columns = table.columns.filter(({ target }) => target !== null).toSorted((a, b) => orderOf(a) - orderOf(b)).map((column) => readable(column, fields))
  const horizon = addYears(today, 10)
  const take = ({ rowNumber, cells }: Table['rows'][number]) => {
    const texts = cells.map((cell) => cellText(cell))
    if (texts.every((text) => text === '')) return
    const row = reasonToSkip(texts, table.columns) ?? readRow({ rowNumber, cells, texts }, columns, today, horizon)
    if (typeof row === 'string') skipped.push({ rowNumber, reason: { rule: row, params: { row: rowNumber } } })
    else rows.push(row)
  }
  for (let done = 0; done < table.rows.length; done += stepRows) {
    yield done
    table.rows.slice(done, done + stepRows).forEach(take)
  }
  return { rows, skipped }
}

/** After how many rows it is told how far it has got. */
export const stepRows = 1000

/** A column with what reads its cells. */
interface ReadColumn extends Column {
  readonly isBlank: (text: string) => boolean
  readonly read: CellReader
}

function readable(column: Column, fields: readonly CustomField[]): ReadColumn {
  const field = column.target?.field
  if (field === undefined) return { ...column, isBlank: () => true, read: () => undefined }
  if (!isCustomKey(field)) return { ...column, isBlank: saysNothing, read: readers[field] }
  const custom = fields.find(({ id }) => id === customFieldIdOf(field))
  if (!custom) return { ...column, isBlank: () => true, read: () => undefined }
  return { ...column, isBlank: (text) => isBlankCustom(custom, text), read: (draft, cell, text) => takeCustom(draft, custom, cell, text) }
}

/** The fields that a name says nothing without. */
export function hasWholeName(values: ImportValues): values is ImportValues & { givenName: string; familyName: string } {
  return values.givenName !== undefined && values.familyName !== undefined
}

/** Names are read before what depends on them, and payments before the amount that belongs to one. */
function orderOf({ target }: Column): number {
  return target ? importFields.indexOf(target.field as ImportField) : 0
}

function reasonToSkip(texts: readonly string[], columns: readonly Column[]): RuleCode | undefined {
  let filled = 0
  for (const text of texts) {
    if (text === '') continue
    if (filled < 2 && total.test(text)) return 'imports.totalRow'
    filled += 1
  }
  const repeated = columns.filter(({ heading, index }) => heading !== '' && texts[index]?.length === heading.length && texts[index].toLowerCase() === heading.toLowerCase()).length
  return repeated >= 2 && repeated >= filled / 2 ? 'imports.headingRepeated' : undefined
}

const total = /^(?:summa|delsumma|totalt?|totalsumma|antal(?: medlemmar| personer)?|sum|total)(?:\b|:)/iu

/** What is gathered while the cells of one row are read. */
interface Draft {
  readonly rowNumber: number
  readonly today: LocalDate
  /** How far ahead a membership may be dated. */
  readonly horizon: LocalDate
  readonly values: ImportValues
  readonly findings: ImportFinding[]
  readonly fees: Map<number, ImportFee>
  isOrganisation: boolean
}

type CellReader = (draft: Draft, cell: Cell, text: string, column: Column) => void

function readRow({ rowNumber, cells, texts }: { rowNumber: number; cells: readonly Cell[]; texts: readonly string[] }, columns: readonly ReadColumn[], today: LocalDate, horizon: LocalDate): ImportRow | RuleCode {
  const draft: Draft = { rowNumber, today, horizon, values: {}, findings: [], fees: new Map(), isOrganisation: false }
  for (const column of columns) {
    const text = texts[column.index] ?? ''
    if (!column.isBlank(text)) column.read(draft, cells[column.index] ?? null, text, column)
  }
  if (draft.isOrganisation) return 'imports.organisationRow'
  if (!draft.values.givenName && !draft.values.familyName) return 'imports.nameMissing'
  finish(draft)
  return { rowNumber, values: draft.values, findings: draft.findings }
}

const readers: Readonly<Record<ImportField, CellReader>> = {
  memberNumber: ({ values }, _, text) => void (values.memberNumber = text.replace(/^(\d+)[.,]0$/u, '$1').slice(0, 30)),
  givenName: readGivenName,
  familyName: ({ values }, _, text) => void (values.familyName = asName(text).slice(0, 100)),
  fullName: readFullName,
  identityNumber: readIdentity,
  birthDate: readBirthDate,
  gender: (draft, _, text) => take(draft, 'gender', readGender(text), 'imports.genderUnreadable', false),
  careOf: ({ values }, _, text) => void (values.careOf = (readCareOf(text) ?? text).slice(0, 200)),
  street: readStreet,
  streetMore: ({ values }, _, text) => void (values.street = join(values.street, text)),
  country: readCountryCell,
  postcode: readPostcodeCell,
  town: readTown,
  municipality: (draft, cell, text) => take(draft, 'municipalityCode', findMunicipality(typeof cell === 'number' ? cell : text)?.code, 'imports.municipalityUnreadable', false, 'municipality'),
  email: readEmails,
  phone: readPhones,
  otherPhone: readPhones,
  membershipKind: (draft, _, text) => take(draft, 'membershipKind', readMembershipKind(text), 'imports.membershipKindUnreadable', false),
  memberSince: (draft, cell) => takeDate(draft, 'memberSince', cell, '01-01'),
  memberUntil: (draft, cell) => takeDate(draft, 'memberUntil', cell, '12-31'),
  feePaid: readFeePaid,
  feeAmount: readFeeAmount,
  isProtected: readProtection,
  status: readStatus,
  organisation: (draft) => void (draft.isOrganisation ||= !draft.values.givenName && !draft.values.familyName),
  note: ({ values }, _, text) => void (values.note = text.slice(0, 2000)),
}

function say(draft: Draft, field: ImportField, rule: RuleCode, needsDecision = true): void {
  draft.findings.push({ field, rule, params: { row: draft.rowNumber, ...(rule === 'imports.dateUnreadable' && { field }) }, needsDecision })
}

function take<Field extends 'gender' | 'municipalityCode' | 'membershipKind'>(
  draft: Draft, field: Field, value: ImportValues[Field], rule: RuleCode, needsDecision: boolean, column: ImportField = field as ImportField,
): void {
  if (value === undefined) say(draft, column, rule, needsDecision)
  else draft.values[field] = value
}

/** A value that is not one of the field's is asked about, with the field's name. */
function takeCustom(draft: Draft, field: CustomField, cell: Cell, text: string): void {
  const value = readCustomCell(field, cell, text, draft.horizon)
  if (value === undefined) draft.findings.push({ field: customKeyOf(field.id), rule: 'imports.customUnreadable', params: { row: draft.rowNumber, field: field.name }, needsDecision: true })
  else (draft.values.customValues ??= {})[field.id] = value
}

function join(first: string | undefined, second: string | undefined): string {
  return [first, second].filter((part) => part !== undefined && part !== '').join(', ').slice(0, 200)
}

/** A column with given names may hold `Efternamn, Förnamn` where the other is blank. */
function readGivenName({ values }: Draft, _: Cell, text: string): void {
  if (text.includes(',') && values.familyName === undefined) Object.assign(values, namesOf(text, false))
  else values.givenName = asName(text).slice(0, 100)
}

function readFullName(draft: Draft, _: Cell, text: string, column: Column): void {
  const names = namesOf(text, foldLoosely(column.heading).startsWith('efternamn'))
  draft.values.givenName ??= names.givenName
  draft.values.familyName ??= names.familyName
}

function namesOf(text: string, isFamilyFirst: boolean): { givenName?: string; familyName?: string } {
  const { givenName, familyName } = splitFullName(text, isFamilyFirst)
  return {
    ...(givenName === '' ? {} : { givenName: asName(givenName).slice(0, 100) }),
    ...(familyName === '' ? {} : { familyName: asName(familyName).slice(0, 100) }),
  }
}

function readIdentity(draft: Draft, cell: Cell, text: string): void {
  if (typeof cell === 'object') return readBirthDate(draft, cell)
  const reading = readIdentityNumber(typeof cell === 'number' ? cell : text, draft.today)
  if (reading.value) {
    draft.values.identityNumber = reading.value.number
    takeBirthDate(draft, reading.value.birthDate)
    return
  }
  if (reading.birthDate) return takeBirthDate(draft, reading.birthDate)
  if (reading.finding.rule === 'numbers.identityIsOrganisation') return void (draft.isOrganisation = true)
  say(draft, 'identityNumber', identityRules[reading.finding.rule] ?? 'imports.identityUnreadable')
}

const identityRules: { readonly [Rule in RuleCode]?: RuleCode } = {
  'numbers.identityCheckDigit': 'imports.identityCheckDigit',
  'numbers.identityNoSuchDate': 'imports.identityDate',
  'numbers.identityInFuture': 'imports.identityDate',
  'numbers.identityRounded': 'imports.identityRounded',
}

function takeBirthDate(draft: Draft, birthDate: LocalDate | null): void {
  if (birthDate === null) return
  if (draft.values.birthDate !== undefined && draft.values.birthDate !== birthDate) say(draft, 'birthDate', 'imports.birthDatesDiffer')
  draft.values.birthDate = birthDate
}

function readBirthDate(draft: Draft, cell: Cell): void {
  const read = readDateCell(cell, draft.today)
  if (!read) return say(draft, 'birthDate', 'imports.dateUnreadable')
  if ('year' in read) return say(draft, 'birthDate', 'imports.birthYearOnly', false)
  if (read.date > draft.today || yearOf(read.date) < yearOf(draft.today) - 125) return say(draft, 'birthDate', 'imports.birthDateImpossible')
  if (draft.values.identityNumber === undefined) takeBirthDate(draft, read.date)
  else if (draft.values.birthDate !== undefined && draft.values.birthDate !== read.date) say(draft, 'birthDate', 'imports.birthDatesDiffer')
  else draft.values.birthDate = read.date
}

/** An address may begin with the person it is sent in care of. */
function readStreet({ values }: Draft, _: Cell, text: string): void {
  const [, first = '', rest = ''] = /^([^,]+),\s*(.+)$/u.exec(text) ?? []
  const careOf = readCareOf(first)
  const hasCareOf = careOf !== null && careOf !== first.trim()
  if (hasCareOf) values.careOf ??= careOf
  values.street = join(asName(hasCareOf ? rest : text), values.street)
}

function readCountryCell(draft: Draft, _: Cell, text: string): void {
  const reading = readCountry(text)
  if ('finding' in reading) say(draft, 'country', 'imports.countryUnreadable')
  else draft.values.countryCode = reading.value
}

function readPostcodeCell(draft: Draft, cell: Cell, text: string): void {
  const { value } = readPostcode(typeof cell === 'number' ? cell : text, draft.values.countryCode)
  if (!value) return say(draft, 'postcode', 'imports.postcodeUnreadable')
  draft.values.postcode = value.postcode
  if (value.town !== undefined) draft.values.town ??= asName(value.town)
}

/** A town in Sweden may be written with its postcode before it. */
function readTown(draft: Draft, _: Cell, text: string): void {
  const joined = draft.values.countryCode ? undefined : readPostcode(text).value
  if (joined?.town !== undefined) readPostcodeCell(draft, text, text)
  else draft.values.town = asName(text).slice(0, 100)
}

function readEmails(draft: Draft, _: Cell, text: string): void {
  const [first = text, second] = splitEmails(text)
  const { value } = readEmail(first)
  if (value === undefined) return say(draft, 'email', 'imports.emailUnreadable')
  draft.values.email = value
  if (second !== undefined) say(draft, 'email', 'imports.secondEmail', false)
}

/** Mobile numbers go to the first field, others to the second; what finds no place is told. */
function readPhones(draft: Draft, cell: Cell, text: string, column: Column): void {
  const field = column.target?.field === 'phone' ? 'phone' : 'otherPhone'
  const parts = typeof cell === 'number' ? [text] : splitPhones(text)
  const phones = parts.flatMap((part) => readPhone(part).value ?? [])
  if (phones.length < parts.length || phones.length === 0) say(draft, field, 'imports.phoneUnreadable')
  for (const phone of phones) placePhone(draft, field, phone.written, phone.isMobile)
}

function placePhone(draft: Draft, field: 'phone' | 'otherPhone', written: string, isMobile: boolean): void {
  const { values } = draft
  if (values.phone === written || values.otherPhone === written) return
  const wanted = isMobile && values.phone === undefined ? 'phone' : field
  const free = values[wanted] === undefined ? wanted : values.phone === undefined ? 'phone' : 'otherPhone'
  if (values[free] === undefined) values[free] = written
  else say(draft, field, 'imports.thirdPhone', false)
}

function takeDate(draft: Draft, field: 'memberSince' | 'memberUntil', cell: Cell, dayOfYear: '01-01' | '12-31'): void {
  const read = readDateCell(cell, draft.horizon)
  const date = read && ('date' in read ? read.date : localDate(read.year, Number(dayOfYear.slice(0, 2)), Number(dayOfYear.slice(3))))
  if (!date || date < '1900-01-01') return say(draft, field, 'imports.dateUnreadable')
  draft.values[field] = date
}

/** A payment is said by a yes, a date or an amount; the year by the heading, the date, or else it is the present one. */
function readFeePaid(draft: Draft, cell: Cell, text: string, column: Column): void {
  const headingYear = column.target?.year
  const year = headingYear ?? yearOf(draft.today)
  const word = readYesNo(text)
  if (word !== undefined) return word ? addFee(draft, { year, amountOre: null, paidOn: null }) : undefined
  const read = typeof cell === 'number' && cell < 10_000 && !isYear(cell) ? undefined : readDateCell(cell, draft.horizon)
  if (read && 'date' in read) return addFee(draft, { year: headingYear ?? yearOf(read.date), amountOre: null, paidOn: read.date })
  if (read) return addFee(draft, { year: read.year, amountOre: null, paidOn: null })
  const amountOre = parseKronor(text)
  if (amountOre === undefined) return say(draft, 'feePaid', 'imports.feeUnreadable')
  if (amountOre > 0) addFee(draft, { year, amountOre, paidOn: null })
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1990 && value <= 2100
}

/** An amount counts as paid where its heading names the year; beside a column that says whether it is paid, it only adds the amount. */
function readFeeAmount(draft: Draft, _: Cell, text: string, column: Column): void {
  const amountOre = parseKronor(text)
  if (amountOre === undefined) return say(draft, 'feeAmount', 'imports.feeUnreadable', false)
  const headingYear = column.target?.year
  if (headingYear !== undefined && amountOre > 0) return addFee(draft, { year: headingYear, amountOre, paidOn: null })
  const [only] = draft.fees.values()
  if (only && draft.fees.size === 1 && amountOre > 0) addFee(draft, { ...only, amountOre })
}

function addFee(draft: Draft, fee: ImportFee): void {
  const before = draft.fees.get(fee.year)
  draft.fees.set(fee.year, { year: fee.year, amountOre: fee.amountOre ?? before?.amountOre ?? null, paidOn: fee.paidOn ?? before?.paidOn ?? null })
}

/** A fee said to be paid without a day was paid at the latest today, and for a year gone by counts as paid within it. */
function latestPaymentDay(year: number, today: LocalDate): LocalDate {
  const lastOfYear = localDate(year, 12, 31)
  return lastOfYear !== undefined && lastOfYear < today ? lastOfYear : today
}

/** Any word but a no protects: better once too often. */
function readProtection(draft: Draft, _: Cell, text: string): void {
  if (readYesNo(text) !== false) draft.values.isProtected = true
}

function readStatus(draft: Draft, _: Cell, text: string, column: Column): void {
  const isColumnOfDeaths = foldForSearch(column.heading) === 'avliden'
  if (isColumnOfDeaths ? readYesNo(text) !== false : saysEnded(text)) say(draft, 'status', 'imports.statusEnded')
}

function finish(draft: Draft): void {
  const { values } = draft
  if (!hasWholeName(values)) say(draft, 'fullName', 'imports.nameIncomplete')
  if (values.identityNumber !== undefined && values.birthDate === undefined) say(draft, 'identityNumber', 'imports.birthDateLeftOpen', false)
  if (values.memberSince !== undefined && values.memberUntil !== undefined && values.memberUntil < values.memberSince) {
    say(draft, 'memberUntil', 'imports.endsBeforeStart')
    delete values.memberUntil
  }
  // Only Sweden has municipalities.
  if (values.countryCode) delete values.municipalityCode
  const undated = [...draft.fees.values()].filter(({ paidOn }) => paidOn === null)
  if (undated.length > 0) values.undatedFeeYears = undated.map(({ year }) => year)
  if (draft.fees.size > 0) values.fees = [...draft.fees.values()].map((fee) => ({ ...fee, paidOn: fee.paidOn ?? latestPaymentDay(fee.year, draft.today) })).toSorted((a, b) => a.year - b.year)
}
