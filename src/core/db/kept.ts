import type { LocalDate } from '#shared/dates.ts'
import type { Row, TableName } from './schema.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './writer.ts'

/** A row that a commit changed. */
export type ChangedRow = Pick<Row<'journalChanges'>, 'tableName' | 'rowId' | 'subjectId'>

/** What is read from tables once and then kept in memory, because asking SQL each time would read every row. */
export interface Keeping<T> {
  /** Commits that touch none of these leave it as it is. */
  readonly tables: readonly TableName[]
  load(store: Store, today: LocalDate): Promise<T>
  /** Brings it in step with the changed rows; false where it must be read anew. */
  mend(kept: T, db: ReadDb, changes: readonly ChangedRow[]): Promise<boolean>
}

/** Above this many changed rows it is quicker to read everything anew. */
const mendable = 100

interface Kept<T> {
  /** Commits that it does not know of yet. */
  readonly unseen: number[]
  /** One at a time makes or mends it. */
  current: Promise<{ readonly today: LocalDate; readonly value: T } | undefined>
}

/** Gives what is kept of a store, in step with its last commit and with the day: made when first asked for, and anew on another day. */
export function keptInStep<T>(keeping: Keeping<T>): (store: Store, today: LocalDate) => Promise<T> {
  const keptOf = new WeakMap<Store, Kept<T>>()
  function keep(store: Store): Kept<T> {
    const kept: Kept<T> = { unseen: [], current: Promise.resolve(undefined) }
    store.onCommit(({ entrySequence, tables }) => {
      if (keeping.tables.some((table) => tables.has(table))) kept.unseen.push(entrySequence)
    })
    keptOf.set(store, kept)
    return kept
  }
  return async (store, today) => {
    const kept = keptOf.get(store) ?? keep(store)
    const next = kept.current.catch(() => undefined).then(async (current) => {
      const entrySequences = kept.unseen.splice(0)
      if (current?.today === today && (await isMended(keeping, current.value, store.db, entrySequences))) return current
      return { today, value: await keeping.load(store, today) }
    })
    kept.current = next
    return (await next).value
  }
}

async function isMended<T>({ tables, mend }: Keeping<T>, value: T, db: ReadDb, entrySequences: readonly number[]): Promise<boolean> {
  if (entrySequences.length === 0) return true
  if (entrySequences.length > mendable) return false
  const changes = await db
    .selectFrom('journalChanges')
    .select(['tableName', 'rowId', 'subjectId'])
    .where('entrySequence', 'in', entrySequences)
    .where('tableName', 'in', tables)
    .limit(mendable + 1)
    .execute()
  return changes.length <= mendable && mend(value, db, changes)
}
