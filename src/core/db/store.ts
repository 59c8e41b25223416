import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '#shared/clock.ts'
import type { Engine } from './engine.ts'
import { formDraftsOf, type FormDrafts } from './form-drafts.ts'
import { readOnly, writeTransaction, type Act, type AfterWrite, type Committed, type ReadDb, type Writer } from './writer.ts'

/** The opened database as the slices see it: read, or write in one transaction with its journal entry. */
export interface Store {
  readonly engine: Engine
  /** Sees what is committed. Not to be used inside `transact`; there `writer.db` reads. */
  readonly db: ReadDb
  /** What users have typed and not saved. */
  readonly formDrafts: FormDrafts
  transact<T>(act: Act, work: (writer: Writer) => Promise<T>): Promise<T>
  /** Called after each commit that changed something; returns how to stop listening. */
  onCommit(listener: (committed: Committed) => void): () => void
  close(): Promise<void>
}

/**
 * Wraps an engine. Transactions wait for one another; `db` inside one throws at once instead of waiting for ever.
 * @param ensureWritable throws where nothing may be written any more; asked before each write and once more before it is kept
 */
export function openStore(engine: Engine, clock: Clock, afterWrite: AfterWrite, ensureWritable: () => void = () => undefined): Store {
  const inside = new AsyncLocalStorage<true>()
  const listeners = new Set<(committed: Committed) => void>()
  const reading = readOnly(engine.reading)
  const afterAndStillWritable: AfterWrite = async (...written) => {
    await afterWrite(...written)
    ensureWritable()
  }
  return {
    engine,
    get db() {
      if (inside.getStore()) throw new Error('Inside a transaction, read through the writer')
      return reading
    },
    formDrafts: formDraftsOf(engine, clock, ensureWritable),
    async transact(act, work) {
      if (inside.getStore()) throw new Error('A transaction is already open: hand the writer on instead')
      ensureWritable()
      const { result, committed } = await inside.run(true, () => writeTransaction(engine, act, clock.now(), afterAndStillWritable, work))
      if (committed) for (const listener of listeners) listener(committed)
      return result
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => engine.close(),
  }
}
