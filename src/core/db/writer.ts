import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { newId } from '#shared/ids.ts'
import { Conflict, NotFound } from '#shared/result.ts'
import type { Instant } from '#shared/dates.ts'
import type { Engine } from './engine.ts'
import { isMissingReference } from './faults.ts'
import { subjectColumns, tables, type Database, type Row, type TableName } from './schema.ts'

/** A handle that can only read. */
export type ReadDb = ReadonlyKysely<Database>

/** Gives the read-only face of a connection. Kysely's own type is not assignable to it, so the cast is here and nowhere else. */
export function readOnly(database: Kysely<Database> | Transaction<Database>): ReadDb {
  return database as unknown as ReadDb
}

/** Tables that a slice may write; the journal is written by the writer alone, and unfinished forms beside it. */
export type WritableTable = Exclude<TableName, 'journalEntries' | 'journalChanges' | 'formDrafts'>
/** What is handed in for a new row: all but its version, which begins at 1. The id may be given or is made. */
export type NewRow<Name extends WritableTable> = Omit<Row<Name>, 'id' | 'version'> & { readonly id?: string }
/** The columns to change. */
export type Patch<Name extends WritableTable> = Partial<Omit<Row<Name>, 'id' | 'version'>>

/** Who does what, for the journal. */
export interface Act {
  readonly userId: string | null
  readonly procedure: string
  readonly reason?: string
  readonly undoOfEntryId?: string
}

/**
 * The only way to write. Each call changes rows and remembers old and new values;
 * the journal entry is written with them in the same transaction.
 */
export interface Writer {
  /** The entry that everything written here belongs to. */
  readonly entryId: string
  /** Reads what this transaction has written so far. */
  readonly db: ReadDb
  readonly now: Instant
  /** @throws NotFound where the row names another that is not there, as do the two below */
  insert<Name extends WritableTable>(table: Name, row: NewRow<Name>): Promise<string>
  /** Inserts many rows of equal shape fast; returns their ids in order. */
  insertMany<Name extends WritableTable>(table: Name, rows: readonly NewRow<Name>[]): Promise<string[]>
  /**
   * Changes a row. Columns that already have the value are left alone, and a change of nothing writes nothing.
   * @throws NotFound when there is no such row, Conflict when `expectedVersion` is given and differs
   */
  update<Name extends WritableTable>(table: Name, id: string, patch: Patch<Name>, expectedVersion?: number): Promise<void>
  /** @throws NotFound, Conflict as `update` */
  delete(table: WritableTable, id: string, expectedVersion?: number): Promise<void>
  /** Journals that something was done with a row that changes no value, such as opening it or giving it out. */
  note(table: WritableTable, id: string): void
  /** Marks an entry as undone by this one. Only undo uses it; the mark is not part of the entry's hash. */
  markUndone(entryId: string): Promise<void>
  /** Puts a deleted row back as it was, with its id and version. Only undo uses it. */
  restore<Name extends WritableTable>(table: Name, row: Row<Name>): Promise<void>
}

interface Change {
  readonly table: WritableTable
  readonly rowId: string
  readonly operation: 'insert' | 'update' | 'delete' | 'note'
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  /** The columns that may hold something, where they are fewer than the table's. */
  readonly filled?: readonly string[]
}

/** What a finished transaction changed. */
export interface Committed {
  /** The number of its entry in the journal. */
  readonly entrySequence: number
  readonly tables: ReadonlySet<TableName>
}

/** What became of a row in a transaction: its last values, or none where it is gone. */
export interface WrittenRow {
  readonly row: Readonly<Record<string, unknown>> | null
  /** Its values before the transaction, or none where it is new. */
  readonly before: Readonly<Record<string, unknown>> | null
  /** Whether it was not there before. */
  readonly isNew: boolean
}

/** For each table that was written, its rows by their ids. */
export type WrittenRows = ReadonlyMap<WritableTable, ReadonlyMap<string, WrittenRow>>

/** Keeps derived tables, such as the search index, in step with what was written. */
export type AfterWrite = (transaction: Kysely<Database>, engine: Engine, written: WrittenRows) => Promise<void>

/** Runs `work` in one transaction with its journal entry; nothing of it stays when anything throws. */
export async function writeTransaction<T>(
  engine: Engine,
  act: Act,
  now: Instant,
  afterWrite: AfterWrite,
  work: (writer: Writer) => Promise<T>,
): Promise<{ result: T; committed: Committed | undefined }> {
  return engine.writing.transaction().execute(async (transaction) => {
    const changes: Change[] = []
    const entryId = newId()
    const result = await work(makeWriter(engine, transaction, entryId, now, changes))
    if (changes.length === 0) return { result, committed: undefined }
    await afterWrite(transaction, engine, writtenRows(changes))
    const entrySequence = await writeEntry(engine, transaction, entryId, act, now, changes)
    return { result, committed: { entrySequence, tables: new Set(changes.map((change) => change.table)) } }
  })
}

function writtenRows(changes: readonly Change[]): WrittenRows {
  const written = new Map<WritableTable, Map<string, WrittenRow>>()
  for (const { table, rowId, operation, before, after } of changes) {
    if (operation === 'note') continue
    let rows = written.get(table)
    if (!rows) written.set(table, (rows = new Map()))
    const known = rows.get(rowId)
    rows.set(rowId, { row: after, before: known ? known.before : before, isNew: known?.isNew ?? before === null })
  }
  return written
}

function makeWriter(engine: Engine, transaction: Transaction<Database>, entryId: string, now: Instant, changes: Change[]): Writer {
  // Rows are handled by their table's name here; the typed face is the Writer interface.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const untyped = transaction as unknown as Kysely<any>

  async function current(table: WritableTable, id: string, expectedVersion: number | undefined): Promise<Record<string, unknown>> {
    const row = (await untyped.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst())
    if (!row) throw new NotFound()
    if (expectedVersion !== undefined && row['version'] !== expectedVersion) throw new Conflict()
    return row
  }

  async function insertMany<Name extends WritableTable>(table: Name, rows: readonly NewRow<Name>[]): Promise<string[]> {
    const columns = Object.keys(tables[table])
    if (rows.length === 0) return []
    // A column that no row fills is left to the database: binding nothing ten thousand times costs as much as binding something.
    const isFilled = columns.map(() => false)
    const inserted = rows.map((row) => newRow(table, columns, row, isFilled))
    const filled = columns.filter((_, index) => isFilled[index])
    await naming(() => engine.insertRows(untyped, table, filled, valuesOf(inserted, filled)))
    for (const row of inserted) changes.push({ table, rowId: row.id, operation: 'insert', before: null, after: row, filled })
    return inserted.map(({ id }) => id)
  }

  return {
    entryId,
    now,
    db: readOnly(transaction),
    insertMany,
    async insert(table, row) {
      const [id] = await insertMany(table, [row])
      return id as string
    },
    async update(table, id, patch, expectedVersion) {
      const before = await current(table, id, expectedVersion)
      const changed = Object.entries(patch).filter(([column, value]) => before[column] !== value)
      if (changed.length === 0) return
      const after = { ...before, ...Object.fromEntries(changed), version: (before['version'] as number) + 1 }
      await naming(() => untyped.updateTable(table as string).set({ ...Object.fromEntries(changed), version: after.version }).where('id', '=', id).execute())
      changes.push({ table, rowId: id, operation: 'update', before, after })
    },
    async delete(table, id, expectedVersion) {
      const before = await current(table, id, expectedVersion)
      await untyped.deleteFrom(table as string).where('id', '=', id).execute()
      changes.push({ table, rowId: id, operation: 'delete', before, after: null })
    },
    async markUndone(undoneEntryId) {
      await transaction.updateTable('journalEntries').set({ undoneByEntryId: entryId }).where('id', '=', undoneEntryId).execute()
    },
    note: (table, id) => void changes.push({ table, rowId: id, operation: 'note', before: null, after: null }),
    async restore(table, row) {
      const columns = Object.keys(tables[table])
      const values = row as unknown as Record<string, unknown>
      await engine.insertRows(untyped, table, columns, columns.map((column) => values[column]))
      changes.push({ table, rowId: values['id'] as string, operation: 'insert', before: null, after: values })
    },
  }
}

/** Writing that may name a row which is not there, or no longer. */
async function naming(writing: () => Promise<unknown>): Promise<void> {
  try {
    await writing()
  } catch (error) {
    throw isMissingReference(error) ? new NotFound() : error
  }
}

/** A row as it is kept. Marks in `isFilled` the columns that it fills. */
function newRow(table: WritableTable, columns: readonly string[], given: { readonly id?: string }, isFilled: boolean[]): { readonly id: string } & Readonly<Record<string, unknown>> {
  const row: { readonly id: string } & Record<string, unknown> = { ...given, id: given.id ?? newId(), version: 1 }
  for (let index = 0; index < columns.length; index += 1) {
    const value = row[columns[index] as string]
    if (value === undefined) throw new TypeError(`A new row of ${table} lacks ${columns[index]}`)
    if (value !== null) isFilled[index] = true
  }
  if (Object.keys(row).length > columns.length) throw new TypeError(`${table} has no column ${Object.keys(row).filter((column) => !columns.includes(column)).join(', ')}`)
  return row
}

/** The values of rows, row after row. */
function valuesOf(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): unknown[] {
  const values: unknown[] = []
  for (const row of rows) for (const column of columns) values.push(row[column])
  return values
}

function flattened(rows: readonly JournalValue[][]): JournalValue[] {
  const values: JournalValue[] = []
  for (const row of rows) values.push(...row)
  return values
}

const changeColumns = ['entrySequence', 'position', 'tableName', 'rowId', 'subjectId', 'otherSubjectId', 'operation', 'beforeJson', 'afterJson'] as const satisfies readonly (keyof Row<'journalChanges'>)[]

/** What a change is kept as. */
type JournalValue = string | number | null

/** Gives the entry's number. */
async function writeEntry(engine: Engine, transaction: Transaction<Database>, entryId: string, act: Act, now: Instant, changes: readonly Change[]): Promise<number> {
  const last = await transaction.selectFrom('journalEntries').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  const sequence = (last?.sequence ?? 0) + 1
  const rows = changes.map((change, position) => changeRow(sequence, position, change))
  const entry = {
    id: entryId,
    sequence,
    at: now,
    userId: act.userId,
    procedure: act.procedure,
    reason: act.reason ?? null,
    undoOfEntryId: act.undoOfEntryId ?? null,
  }
  await transaction
    .insertInto('journalEntries')
    .values({ ...entry, undoneByEntryId: null, hash: entryHash(last?.hash ?? '', entry, rows) })
    .execute()
  await engine.insertRows(transaction, 'journalChanges', changeColumns, flattened(rows))
  return sequence
}

function changeRow(entrySequence: number, position: number, { table, rowId, operation, before, after, filled }: Change): JournalValue[] {
  const row = (after ?? before ?? {}) as Readonly<Record<string, string | null>>
  const [subject, otherSubject] = subjectColumns[table] ?? []
  return [entrySequence, position, table, rowId, (subject && row[subject]) ?? null, (otherSubject && row[otherSubject]) ?? null, operation, before && asJson(before), after && asJson(after, filled)]
}

/** A row as the journal keeps it: what is empty is left out, and so is the id, which stands beside it. */
function asJson(row: Readonly<Record<string, unknown>>, columns: readonly string[] = Object.keys(row)): string {
  const filled: Record<string, unknown> = {}
  for (const column of columns) if (row[column] !== null && column !== 'id') filled[column] = row[column]
  return JSON.stringify(filled)
}

/** The whole row that a change of the journal tells of, as it was before or after it. */
export function journalledRow(table: WritableTable, rowId: string, json: string): Record<string, unknown> {
  const filled = JSON.parse(json) as Record<string, unknown>
  return Object.fromEntries(Object.keys(tables[table]).map((column) => [column, column === 'id' ? rowId : (filled[column] ?? null)]))
}

const rowsAPiece = 50

/**
 * The link of the journal's chain: a hash over the entry, its changes in order, and the hash before it.
 * An entry that was altered afterwards, or one that was taken out, no longer fits. Values are parted by control
 * characters, which neither ids nor JSON can hold.
 */
export function entryHash(
  previousHash: string,
  entry: { id: string; sequence: number; at: string; userId: string | null; procedure: string; reason: string | null; undoOfEntryId: string | null },
  rows: readonly (readonly JournalValue[])[],
): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([previousHash, entry.id, entry.sequence, entry.at, entry.userId, entry.procedure, entry.reason, entry.undoOfEntryId]))
  // Some rows at a time: each piece that is handed over costs as much as what is in it.
  for (let start = 0; start < rows.length; start += rowsAPiece) {
    hash.update(rows.slice(start, start + rowsAPiece).map((row) => `${row.map((value) => value ?? '\u0000').join('\u0001')}\u0002`).join(''))
  }
  return hash.digest('hex')
}
