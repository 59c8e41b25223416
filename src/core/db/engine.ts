import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** One of the two database engines, opened. Everything above it speaks Kysely. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  /** The connection that writes. Use it only through `transact`. */
  readonly writing: Kysely<Database>
  /** A connection that only reads and sees what is committed. The same as `writing` where there is only one. */
  readonly reading: Kysely<Database>
  /**
   * Inserts rows of equal shape as fast as the engine can. Must be called inside a transaction of `writing`.
   * @param values those of the first row in the order of the columns, then those of the next: ten thousand small arrays would cost more than the inserting
   */
  insertRows(transaction: Kysely<Database>, table: string, columns: readonly string[], values: readonly unknown[]): Promise<void>
  /** Runs work whose many commits need not wait for the disk one by one; it waits once at the end. A crash in between loses the newest of them, never half of one. Only the file engine has it. */
  waitingOnce?<T>(work: () => Promise<T>): Promise<T>
  /** Writes a consistent copy of the whole database to a new file, encrypted with the same key. Only the file engine has it. */
  copyTo?(file: string): Promise<void>
  close(): Promise<void>
  /** Lets go of a file that is another computer's by now, without moving what is in the write-ahead log into it. Only the file engine has it. */
  abandon?(): Promise<void>
}
