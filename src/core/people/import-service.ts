/**
 * Imports of member lists: what a file would change, the change itself in one transaction, and taking it back as one.
 */
import type { InputOf } from '#contract/base.ts'
import type { imports, ImportPreviewShown } from '#contract/imports.ts'
import type { Instant, LocalDate } from '#shared/dates.ts'
import { Conflict, NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, Patch, ReadDb, Writer } from '#core/db/writer.ts'
import { readSpreadsheet } from '#core/documents/spreadsheet-reader.ts'
import { mayUndo, undoEntry, undoer } from '#core/journal/index.ts'
import { municipalitiesOfPostcodes } from './addresses.ts'
import { beginsAnew, importedColumns, membershipOf, newMembership, type KnownPerson } from './import-differences.ts'
import { findTable, mappingFindings, type Table } from './import-mapping.ts'
import { compareWithRegister, type ChangedRow, type FreshRow, type ImportPreview } from './import-match.ts'
import { countsOf, shownPreview, shownProblems } from './import-preview.ts'
import { cleanRows, type ImportFee, type ImportValues } from './import-rows.ts'
import { personSortKey, unknownDetails } from './rules.ts'

type Input<Name extends keyof typeof imports> = InputOf<(typeof imports)[Name]>
type List = Pick<Input<'preview'>, 'file' | 'columns' | 'choices'>

/** What a list would change. Nothing is written. @throws RuleViolation where the file cannot be used */
export async function previewImport({ store, clock }: Call, input: Input<'preview'>): Promise<ImportPreviewShown> {
  const table = await readTable(input)
  const problems = problemsOf(table)
  if (problems.length > 0) return shownProblems(table, problems)
  const persons = await readRegister(store.db)
  return shownPreview(table, compare(table, input, persons, clock.today()), new Map(persons.map((person) => [person.id, person])), clock.today())
}

/** Imports a list in one transaction. @throws Conflict when it would do otherwise than the preview said */
export async function runImport(call: Call, { expected, ...list }: Input<'run'>) {
  const table = await readTable(list)
  const [problem] = problemsOf(table)
  if (problem) throw new RuleViolation(problem.rule, problem.params)
  const today = call.clock.today()
  return call.store.transact(call.act(), async (writer) => {
    const persons = await readRegister(writer.db)
    const outcome = compare(table, list, persons, today)
    const counts = countsOf(outcome)
    if (expected) refuseUnlessAsShown(expected, list.choices.length === 0 ? outcome : compare(table, { ...list, choices: [] }, persons, today))
    if (counts.fresh + counts.changed === 0) return { ...counts, batchId: null, entryId: null }
    const municipalities = await municipalitiesOfPostcodes(writer.db)
    await insertFresh(writer, outcome.fresh, municipalities, today)
    await applyChanges(writer, outcome.changed, new Map(persons.map((person) => [person.id, person])), municipalities, today)
    const batchId = await writer.insert('importBatches', {
      importedAt: writer.now, entryId: writer.entryId,
      freshCount: counts.fresh, changedCount: counts.changed, unclearCount: counts.unclear, skippedCount: counts.skipped,
    })
    return { ...counts, batchId, entryId: writer.entryId }
  })
}

/** Somebody may have changed the register since the preview was made. */
function refuseUnlessAsShown(shown: { fresh: number; changed: number }, outcome: ImportPreview): void {
  if (shown.fresh !== outcome.fresh.length || shown.changed !== outcome.changed.length) throw new Conflict()
}

/** The imports that are in force, newest first; an undone one is only in the journal. */
export async function listImports({ store, user }: Call) {
  const rows = await store.db
    .selectFrom('importBatches')
    .innerJoin('journalEntries', 'journalEntries.id', 'importBatches.entryId')
    .leftJoin('users', 'users.id', 'journalEntries.userId')
    .select(['importBatches.id', 'importedAt', 'freshCount', 'changedCount', 'unclearCount', 'skippedCount', 'displayName', 'procedure', 'userId', 'undoneByEntryId'])
    .orderBy('importedAt', 'desc')
    .orderBy('importBatches.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id, importedAt: row.importedAt, userName: row.displayName, fresh: row.freshCount, changed: row.changedCount, unclear: row.unclearCount, skipped: row.skippedCount,
    isUndoable: mayUndo(row, undoer(user)) === undefined,
  }))
}

/** Takes an import back as a whole. @throws RuleViolation where something has been built upon it */
export async function undoImport(call: Call, { id }: Input<'undo'>): Promise<{ entryId: string }> {
  const batch = await call.store.db.selectFrom('importBatches').select('entryId').where('id', '=', id).executeTakeFirst()
  if (!batch) throw new NotFound()
  return undoEntry(call, batch.entryId)
}

/** The table in the file, with the columns as they were chosen. */
async function readTable({ file, columns }: List): Promise<Table> {
  const table = findTable(readSpreadsheet(new Uint8Array(await file.arrayBuffer()), file.name))
  if (!table) throw new RuleViolation('imports.noHeadings')
  if (table.rows.length === 0) throw new RuleViolation('imports.noRows')
  if (!columns) return table
  const chosen = new Map(columns.map(({ index, field, year }) => [index, field && { field, ...(year === null ? {} : { year }) }]))
  return { ...table, columns: table.columns.map((column) => ({ ...column, target: chosen.get(column.index) ?? null })) }
}

function problemsOf(table: Table) {
  return mappingFindings(table.columns.map((column) => column.target))
}

function compare(table: Table, { choices }: List, persons: readonly KnownPerson[], today: LocalDate): ImportPreview {
  return compareWithRegister(cleanRows(table, today), persons, choices, today)
}

/** Everybody, with what a list can change. Read whole: names are compared in ways that no index knows. */
async function readRegister(db: ReadDb): Promise<KnownPerson[]> {
  const persons = await db.selectFrom('persons').select(['id', 'isProtected', ...importedColumns]).execute()
  const memberships = Map.groupBy(await db.selectFrom('memberships').select(['id', 'personId', 'kind', 'startsOn', 'endsOn']).execute(), (row) => row.personId)
  const fees = Map.groupBy(await db.selectFrom('membershipFees').select(['id', 'personId', 'year', 'amountOre', 'paidOn']).execute(), (row) => row.personId)
  return persons.map((person) => ({ ...person, memberships: memberships.get(person.id) ?? [], fees: fees.get(person.id) ?? [] }))
}

/** A list does not say how a fee was asked for or paid. */
const listedFee = { dueOn: null, reference: null, paidOre: null, paymentMethod: null } as const

/** By postcode: fills in where a list says none, as when one person is saved. */
type Municipalities = ReadonlyMap<string, string>

async function insertFresh(writer: Writer, fresh: readonly FreshRow[], municipalities: Municipalities, today: LocalDate): Promise<void> {
  const persons = fresh.map(({ values }) => ({ values, person: newPerson(values, municipalities, writer.now) })).toSorted(byName)
  const ids = await writer.insertMany('persons', persons.map(({ person }) => person))
  const rows = persons.map(({ values }, index) => ({ values, id: ids[index] as string }))
  await writer.insertMany('memberships', rows.map(({ id, values }) => ({ personId: id, ...newMembership(values, today), startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })))
  await writer.insertMany('membershipFees', rows.flatMap(({ id, values }) => (values.fees ?? []).map((fee) => ({ ...listedFee, personId: id, ...fee }))))
}

/** Rows that come in the order they are kept in are written in half the time. */
function byName(a: { person: { nameSort: string } }, b: { person: { nameSort: string } }): number {
  if (a.person.nameSort === b.person.nameSort) return 0
  return a.person.nameSort < b.person.nameSort ? -1 : 1
}

function newPerson(values: ImportValues, municipalities: Municipalities, createdAt: Instant): NewRow<'persons'> {
  const { givenName = '', familyName = '' } = values
  return {
    ...unknownDetails,
    memberNumber: values.memberNumber ?? null,
    givenName,
    familyName,
    nameSort: personSortKey(givenName, familyName),
    birthDate: values.birthDate ?? null,
    identityNumber: values.identityNumber ?? null,
    gender: values.gender ?? null,
    careOf: values.careOf ?? null,
    street: values.street ?? null,
    postcode: values.postcode ?? null,
    town: values.town ?? null,
    municipalityCode: values.municipalityCode ?? municipalities.get(values.postcode ?? '') ?? null,
    email: values.email ?? null,
    phone: values.phone ?? null,
    otherPhone: values.otherPhone ?? null,
    preferredChannel: values.email === undefined ? 'letter' : 'email',
    note: values.note ?? null,
    isProtected: values.isProtected ? 1 : 0,
    createdAt,
  }
}

async function applyChanges(writer: Writer, changed: readonly ChangedRow[], persons: ReadonlyMap<string, KnownPerson>, municipalities: Municipalities, today: LocalDate): Promise<void> {
  for (const row of changed) {
    const person = persons.get(row.personId)
    if (!person) throw new NotFound()
    await changePerson(writer, person, row, municipalities)
    await changeMembership(writer, person, row, today)
    await changeFees(writer, person, row)
  }
}

async function changePerson(writer: Writer, person: KnownPerson, { differences }: ChangedRow, municipalities: Municipalities): Promise<void> {
  const fields = differences.filter(({ field }) => field === 'isProtected' || importedColumns.some((column) => column === field))
  if (fields.length === 0) return
  const patch = Object.fromEntries(fields.map(({ field, after }) => [field, after])) as Patch<'persons'>
  if (patch.postcode && !patch.municipalityCode && person.municipalityCode === null) patch.municipalityCode = municipalities.get(patch.postcode) ?? null
  const nameSort = personSortKey(patch.givenName ?? person.givenName, patch.familyName ?? person.familyName)
  await writer.update('persons', person.id, { ...patch, nameSort })
}

async function changeMembership(writer: Writer, person: KnownPerson, { differences, values }: ChangedRow, today: LocalDate): Promise<void> {
  const membership = membershipOf(person, today)
  const after = new Map(differences.map((difference) => [difference.field, difference.after]))
  if (!after.has('membershipKind') && !after.has('memberSince') && !after.has('memberUntil')) return
  if (!membership || beginsAnew(values, membership)) {
    await writer.insert('memberships', { personId: person.id, ...newMembership(values, today), startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })
    return
  }
  await writer.update('memberships', membership.id, {
    ...(after.has('membershipKind') ? { kind: String(after.get('membershipKind')) } : {}),
    ...(after.has('memberSince') ? { startsOn: after.get('memberSince') as LocalDate } : {}),
    ...(after.has('memberUntil') ? { endsOn: after.get('memberUntil') as LocalDate } : {}),
  })
}

async function changeFees(writer: Writer, person: KnownPerson, { differences, values }: ChangedRow): Promise<void> {
  const years = new Set(differences.filter(({ field }) => field === 'fee').map(({ year }) => year))
  for (const fee of (values.fees ?? []).filter(({ year }) => years.has(year))) {
    const known = person.fees.find(({ year }) => year === fee.year)
    if (known) await writer.update('membershipFees', known.id, together(known, fee))
    else await writer.insert('membershipFees', { ...listedFee, personId: person.id, ...fee })
  }
}

/** What is known of a fee, with blanks filled in. */
function together(known: ImportFee, fee: ImportFee): Pick<ImportFee, 'amountOre' | 'paidOn'> {
  return { amountOre: known.amountOre ?? fee.amountOre, paidOn: known.paidOn ?? fee.paidOn }
}
