import { fixedClock } from '#shared/clock.ts'
import { instantOf, type LocalDate, type LocalTime } from '#shared/dates.ts'
import type { Call, CallUser } from '#core/call.ts'
import { openStore, type Store } from '#core/db/store.ts'
import type { NewRow, WritableTable, Writer } from '#core/db/writer.ts'
import { makeDocumentStore } from '#core/documents/store.ts'
import { refreshSearchEntries } from '#core/search/index.ts'
import { generator, type Generator } from './generator.ts'

/** Writes into the past: what is done is journalled on the day it is said to have been done, and gets identifiers that are the same every time. */
export interface History {
  /** Writes rows that the demo itself makes. */
  write(on: LocalDate, work: (writer: Writer) => Promise<void>): Promise<void>
  /** A call by one of the demo's users, for the services that the window calls too. */
  callBy(user: CallUser, procedure: string, on: LocalDate, time: LocalTime): Call
}

/** Opens the past of a store. */
export function openHistory({ engine }: Store): History {
  const generate = generator('history')
  const documents = makeDocumentStore()

  function storeOn(on: LocalDate, time: LocalTime): Store {
    const past = openStore(engine, fixedClock(instantOf(on, time)), refreshSearchEntries)
    // Spreading would read the store's guarded `db` at once.
    return Object.assign(Object.create(past) as Store, {
      transact: ((act, work) => past.transact(act, (writer) => work(withIds(writer, generate, on)))) satisfies Store['transact'],
    })
  }

  return {
    write: (on, work) => storeOn(on, '18:00').transact({ userId: null, procedure: 'association.createDemo' }, work),
    callBy(user, procedure, on, time) {
      return {
        store: storeOn(on, time), user, procedure, documents, token: null, clock: fixedClock(instantOf(on, time)),
        act: (reason) => ({ userId: user.id, procedure, ...(reason === undefined ? {} : { reason }) }),
        get associations(): never {
          throw new Error('The demo does not open or close associations')
        },
        get file(): never {
          throw new Error('The demo does not change the file it is written to')
        },
      }
    },
  }
}

/** Gives rows that come without an identifier one that is the same every time. */
function withIds(writer: Writer, generate: Generator, on: LocalDate): Writer {
  const named = <Name extends WritableTable>(row: NewRow<Name>): NewRow<Name> => ({ ...row, id: row.id ?? generate.id(on) })
  return {
    ...writer,
    insert: (table, row) => writer.insert(table, named(row)),
    insertMany: (table, rows) => writer.insertMany(table, rows.map(named)),
  }
}
