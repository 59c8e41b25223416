/**
 * Imports of member lists: what a file would change, the change itself in one transaction, and taking it back as one.
 */
import { customFieldIdOf, isCustomKey, type CustomField } from '#contract/custom-fields.ts'
import type { InputOf } from '#contract/base.ts'
import type { ImportPreviewShown, ImportProgress, ImportRan, imports } from '#contract/imports.ts'
import type { Instant, LocalDate } from '#shared/dates.ts'
import { Conflict, NotFound, RuleViolation, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { valuesOfFields, writeManyCustomValues } from '#core/custom-fields/index.ts'
import type { Store } from '#core/db/store.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { NewRow, Patch, ReadDb, Writer } from '#core/db/writer.ts'
import { mayUndo, undoEntry, undoer, undoObstacles } from '#core/journal/index.ts'
import { municipalitiesOfPostcodes } from './addresses.ts'
import { beginsAnew, importedColumns, membershipOf, newMembership, type KnownPerson } from './import-differences.ts'
import { matchingOf, problemsOf, readList, type List, type ReadList } from './import-list.ts'
import { compareWithRegister, type ChangedRow, type ImportPreview, type Matching } from './import-match.ts'
import { countsOf, shownLeftOut, shownPreview, shownProblems } from './import-preview.ts'
import { cleanRows, type CleanRows, type ImportFee, type ImportValues } from './import-rows.ts'
import { told, type Tell } from './import-telling.ts'
import { unprotected } from './protected.ts'
import { personSortKey, unknownDetails } from './rules.ts'

type Input<Name extends keyof typeof imports> = InputOf<(typeof imports)[Name]>

type PreviewEvent = ImportProgress | ({ readonly kind: 'finished' } & ImportPreviewShown)
type RunEvent = ImportProgress | ({ readonly kind: 'finished' } & ImportRan)

/** What a list would change, told step by step. Nothing is written. Throws RuleViolation where the file cannot be used. */
export async function* previewImport({ store, clock, user }: Call, input: Input<'preview'>, signal?: AbortSignal): AsyncGenerator<PreviewEvent> {
  const today = clock.today()
  yield* told<ImportProgress, PreviewEvent>(signal, async (tell) => {
    const list = await readList(store.db, user.roles, input, tell)
    const problems = problemsOf(list)
    if (problems.length > 0) return { kind: 'finished', ...shownProblems(list, problems) }
    const rows = await cleaned(list, today, tell)
    const persons = await readRegister(store.db, list.fields)
    const matching = matchingOf(list, today, await municipalitiesOfPostcodes(store.db))
    const outcome = await compared(rows, persons, input.choices, matching, tell)
    return { kind: 'finished', ...shownPreview(list, outcome, new Map(persons.map((person) => [person.id, person])), matching) }
  })
}

/**
 * Imports a list in one transaction, told step by step; stopped on the way it leaves nothing.
 * Throws Conflict when it would do otherwise than the preview said.
 */
export async function* runImport(call: Call, { expected, ...input }: Input<'run'>, signal?: AbortSignal): AsyncGenerator<RunEvent> {
  const today = call.clock.today()
  yield* told<ImportProgress, RunEvent>(signal, (tell) => underWay(call.store, async () => {
    const list = await readList(call.store.db, call.user.roles, input, tell)
    const [problem] = problemsOf(list)
    refuse(problem)
    const rows = await cleaned(list, today, tell)
    return call.store.transact(call.act(), async (writer): Promise<RunEvent> => {
      const persons = await readRegister(writer.db, list.fields)
      const municipalities = await municipalitiesOfPostcodes(writer.db)
      const matching = matchingOf(list, today, municipalities)
      const outcome = await compared(rows, persons, input.choices, matching, tell)
      const counts = countsOf(outcome)
      if (expected) refuseUnlessAsShown(expected, input.choices.length === 0 ? outcome : await compared(rows, persons, [], matching, tell))
      if (counts.fresh + counts.changed === 0) return { kind: 'finished', ...counts, leftOut: shownLeftOut(outcome), batchId: null, entryId: null }
      await write(writer, outcome, { persons: new Map(persons.map((person) => [person.id, person])), fields: list.fields, municipalities, today }, tell)
      const batchId = await writer.insert('importBatches', {
        importedAt: writer.now, entryId: writer.entryId,
        freshCount: counts.fresh, changedCount: counts.changed, unclearCount: counts.unclear, skippedCount: counts.skipped,
      })
      await tell({ kind: 'progress', stage: 'saving', done: 0, total: 0 })
      return { kind: 'finished', ...counts, leftOut: shownLeftOut(outcome), batchId, entryId: writer.entryId }
    })
  }))
}

/** The imports that are being made now, by where they are written. */
const imported = new WeakMap<Store, Set<Promise<unknown>>>()

async function underWay<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
  const others = imported.get(store) ?? new Set()
  imported.set(store, others)
  const own = work()
  others.add(own)
  return own.finally(() => others.delete(own))
}

/** Somebody may have changed the register since the preview was made. */
function refuseUnlessAsShown(shown: { fresh: number; changed: number }, outcome: ImportPreview): void {
  if (shown.fresh !== outcome.fresh.length || shown.changed !== outcome.changed.length) throw new Conflict()
}

/**
 * The imports that are in force, newest first; an undone one is only in the journal. Waits for those under way:
 * whoever has stopped one must hear whether it came too late.
 */
export async function listImports({ store, user }: Call) {
  await Promise.allSettled(imported.get(store) ?? new Set<Promise<unknown>>())
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

/** How many persons are named where an import cannot be taken back. */
const mostNamed = 5

/** Takes an import back as a whole. @throws RuleViolation where something has been built upon it, naming whom */
export async function undoImport(call: Call, { id }: Input<'undo'>): Promise<{ entryId: string }> {
  const batch = await call.store.db.selectFrom('importBatches').select('entryId').where('id', '=', id).executeTakeFirst()
  if (!batch) throw new NotFound()
  try {
    return await undoEntry(call, batch.entryId)
  } catch (error) {
    throw error instanceof RuleViolation ? ((await namedObstacle(call.store.db, batch.entryId, error)) ?? error) : error
  }
}

/** The refusal with the persons in whom it lies. Those with protected identity are only counted. */
async function namedObstacle(db: ReadDb, entryId: string, { finding: { rule } }: RuleViolation): Promise<RuleViolation | undefined> {
  if (rule !== 'journal.builtUpon' && rule !== 'journal.changedSince') return undefined
  const obstacles = await undoObstacles(db, entryId)
  const changes = rule === 'journal.builtUpon' ? obstacles.builtUpon : obstacles.changedSince
  const ids = [...new Set(changes.map(({ tableName, rowId, subjectId }) => (tableName === 'persons' ? rowId : subjectId)).filter((personId) => personId !== null))]
  if (ids.length === 0) return undefined
  const persons = await inChunks(ids, (some) => db.selectFrom('persons').select(['id', 'givenName', 'familyName', 'isProtected']).where('id', 'in', some).orderBy('nameSort').execute())
  const named = unprotected(persons).slice(0, mostNamed)
  const rest = ids.length - named.length
  const [shown, hidden] = rule === 'journal.builtUpon' ? (['imports.undoBuiltUpon', 'imports.undoBuiltUponHidden'] as const) : (['imports.undoChangedSince', 'imports.undoChangedSinceHidden'] as const)
  return named.length === 0 ? new RuleViolation(hidden, { rest }) : new RuleViolation(shown, { names: named.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(', '), rest })
}

async function cleaned({ table, fields }: ReadList, today: LocalDate, tell: Tell<ImportProgress>): Promise<CleanRows> {
  return stepwise(cleanRows(table, today, fields), 'reading', table.rows.length, tell)
}

async function compared(rows: CleanRows, persons: readonly KnownPerson[], choices: List['choices'], matching: Matching, tell: Tell<ImportProgress>): Promise<ImportPreview> {
  return stepwise(compareWithRegister(rows, persons, choices, matching), 'comparing', rows.rows.length, tell)
}

/** Does long work a piece at a time. */
async function stepwise<Result>(steps: Generator<number, Result>, stage: ImportProgress['stage'], total: number, tell: Tell<ImportProgress>): Promise<Result> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await tell({ kind: 'progress', stage, done: step.value, total })
  }
}

/** Everybody, with what a list can change. Read whole: names are compared in ways that no index knows. */
async function readRegister(db: ReadDb, fields: readonly CustomField[]): Promise<KnownPerson[]> {
  const persons = await db.selectFrom('persons').select(['id', 'isProtected', 'deceasedOn', ...importedColumns]).execute()
  const memberships = Map.groupBy(await db.selectFrom('memberships').select(['id', 'personId', 'kind', 'startsOn', 'endsOn']).execute(), (row) => row.personId)
  const fees = Map.groupBy(await db.selectFrom('membershipFees').select(['id', 'personId', 'year', 'amountOre', 'paidOn']).execute(), (row) => row.personId)
  const values = await valuesOfFields(db, fields)
  return persons.map((person) => ({
    ...person, memberships: memberships.get(person.id) ?? [], fees: fees.get(person.id) ?? [], ...(fields.length > 0 && { customValues: values.get(person.id) ?? {} }),
  }))
}

/** What the writing of a list needs to know. */
interface Writing {
  readonly persons: ReadonlyMap<string, KnownPerson>
  readonly fields: readonly CustomField[]
  readonly municipalities: Municipalities
  readonly today: LocalDate
}

/** How many new persons are written between two steps, and how many changed ones. */
const stepSizes = { fresh: 2000, changed: 500 } as const

async function write(writer: Writer, { fresh, changed }: ImportPreview, writing: Writing, tell: Tell<ImportProgress>): Promise<void> {
  const total = fresh.length + changed.length
  const step = (done: number) => tell({ kind: 'progress', stage: 'writing', done, total })
  const persons = fresh.map(({ values }) => ({ values, person: newPerson(values, writing.municipalities, writer.now) })).toSorted(byName)
  for (let start = 0; start < persons.length; start += stepSizes.fresh) {
    await step(start)
    await insertFresh(writer, persons.slice(start, start + stepSizes.fresh), writing)
  }
  for (let start = 0; start < changed.length; start += stepSizes.changed) {
    await step(fresh.length + start)
    await applyChanges(writer, changed.slice(start, start + stepSizes.changed), writing)
  }
}

/** A list does not say how a fee was asked for or paid. */
const listedFee = { dueOn: null, reference: null, paidOre: null, paymentMethod: null } as const

/** By postcode: fills in where a list says none, as when one person is saved. */
type Municipalities = Matching['municipalities']

async function insertFresh(writer: Writer, persons: readonly { readonly values: ImportValues; readonly person: NewRow<'persons'> }[], { fields, today }: Writing): Promise<void> {
  const ids = await writer.insertMany('persons', persons.map(({ person }) => person))
  const rows = persons.map(({ values }, index) => ({ values, id: ids[index] as string }))
  await writer.insertMany('memberships', rows.map(({ id, values }) => ({ personId: id, ...newMembership(values, today), startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })))
  await writer.insertMany('membershipFees', rows.flatMap(({ id, values }) => (values.fees ?? []).map((fee) => ({ ...listedFee, personId: id, ...fee }))))
  if (fields.length > 0) await writeManyCustomValues(writer, fields, rows.map(({ id, values }) => ({ subjectId: id, isNew: true, values: values.customValues ?? {} })))
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
    municipalityCode: values.countryCode ? null : (values.municipalityCode ?? municipalities.get(values.postcode ?? '') ?? null),
    countryCode: values.countryCode ?? null,
    email: values.email ?? null,
    phone: values.phone ?? null,
    otherPhone: values.otherPhone ?? null,
    preferredChannel: values.email === undefined ? 'letter' : 'email',
    note: values.note ?? null,
    isProtected: values.isProtected ? 1 : 0,
    createdAt,
  }
}

async function applyChanges(writer: Writer, changed: readonly ChangedRow[], { persons, fields, today }: Writing): Promise<void> {
  for (const row of changed) {
    const person = persons.get(row.personId)
    if (!person) throw new NotFound()
    await changePerson(writer, person, row)
    await changeMembership(writer, person, row, today)
    await changeFees(writer, person, row)
  }
  if (fields.length > 0) await writeManyCustomValues(writer, fields, changed.map((row) => ({ subjectId: row.personId, isNew: false, values: customChanges(row) })))
}

function customChanges({ differences }: ChangedRow) {
  return Object.fromEntries(differences.flatMap(({ field, after }) => (isCustomKey(field) ? [[customFieldIdOf(field) ?? '', after] as const] : [])))
}

async function changePerson(writer: Writer, person: KnownPerson, { differences }: ChangedRow): Promise<void> {
  const fields = differences.filter(({ field }) => field === 'isProtected' || importedColumns.some((column) => column === field))
  if (fields.length === 0) return
  const patch = Object.fromEntries(fields.map(({ field, after }) => [field, after])) as Patch<'persons'>
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
