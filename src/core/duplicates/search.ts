import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { DuplicateSearchEvent } from '#contract/duplicates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Call } from '#core/call.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected } from '#core/people/index.ts'
import { compared, keyKinds, likelyScore, likeness, type Compared, type KeyKind } from './rules.ts'

/** What the last search of an association found: pairs of persons, most likely first. */
export interface FoundPairs {
  readonly searchedAt: Instant
  readonly pairs: readonly (readonly [first: string, second: string])[]
}

/** What the last search found, kept until the next one; whoever has changed since is looked at anew when it is shown. */
export async function lastFoundPairs(db: ReadDb): Promise<FoundPairs | undefined> {
  const row = await db.selectFrom('duplicateSearches').select(['searchedAt', 'pairsJson']).limit(1).executeTakeFirst()
  return row && { searchedAt: row.searchedAt, pairs: JSON.parse(row.pairsJson) as FoundPairs['pairs'] }
}

export const comparedColumns = ['id', 'givenName', 'familyName', 'formerName', 'birthDate', 'identityNumber', 'gender', 'street', 'postcode', 'email', 'phone', 'otherPhone', 'isProtected'] as const

const readAtATime = 5_000
const milliseconds = 40
/** More pairs than anybody goes through before searching again. */
const mostKept = 2_000

interface Register {
  readonly ids: string[]
  readonly persons: Compared[]
}

/** A search that goes on by itself, whoever looks on. */
interface Running {
  readonly controller: AbortController
  latest: DuplicateSearchEvent
  /** Settles at the next event, or with what failed. */
  next: Promise<void>
}

const running = new WeakMap<Store, Running>()

/** Whether a search goes on. */
export function isSearching(store: Store): boolean {
  return running.has(store)
}

/** Stops the search that goes on, if any. */
export function stopSearch(store: Store): void {
  running.get(store)?.controller.abort()
}

/** Begins a search of the whole register, or joins the one that goes on, and tells how far it has got. It goes on when nobody looks any longer; only `stopSearch` stops it. */
export async function* followSearch(call: Call, signal?: AbortSignal): AsyncGenerator<DuplicateSearchEvent> {
  const search = running.get(call.store) ?? begin(call)
  const left = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
  for (;;) {
    const { latest, next } = search
    yield latest
    if (latest.kind === 'finished' || search.controller.signal.aborted) return
    await Promise.race([next, left])
    if (signal?.aborted) return
  }
}

function begin(call: Call): Running {
  const controller = new AbortController()
  let told = Promise.withResolvers<void>()
  const search: Running = { controller, latest: { kind: 'progress', done: 0, total: 0 }, next: told.promise }
  const tell = (event: DuplicateSearchEvent) => {
    const before = told
    told = Promise.withResolvers()
    // Who looks on hears of a failure; where nobody does, there is nobody to tell.
    told.promise.catch(() => undefined)
    search.latest = event
    search.next = told.promise
    before.resolve()
  }
  told.promise.catch(() => undefined)
  running.set(call.store, search)
  void (async () => {
    try {
      for await (const event of searchDuplicates(call, controller.signal)) {
        if (event.kind === 'finished') running.delete(call.store)
        tell(event)
      }
    } catch (error) {
      running.delete(call.store)
      if (controller.signal.aborted) told.resolve()
      else told.reject(error)
    }
  })()
  return search
}

async function keepFound(call: Call, pairs: FoundPairs['pairs']): Promise<void> {
  await call.store.transact(call.act(), async (writer) => {
    const found = { searchedAt: writer.now, pairCount: pairs.length, pairsJson: JSON.stringify(pairs) }
    const row = await writer.db.selectFrom('duplicateSearches').select('id').limit(1).executeTakeFirst()
    if (row) await writer.update('duplicateSearches', row.id, found)
    else await writer.insert('duplicateSearches', found)
  })
}

/** Searches the whole register for persons registered twice, telling how far it has got. Others get their turn all the while. */
async function* searchDuplicates(call: Call, signal: AbortSignal): AsyncGenerator<DuplicateSearchEvent> {
  const register = yield* readRegister(call.store.db, signal)
  const scores = new Map<number, number>()
  for (const [pass, kind] of keyKinds.entries()) {
    for await (const done of compareSharing(register, kind, scores, signal)) yield progressOf(register, pass + 1, done)
  }
  const found = [...scores].toSorted(([pair, score], [otherPair, otherScore]) => otherScore - score || pair - otherPair)
  const idOf = (index: number) => register.ids[index] as string
  const pairs = found.slice(0, mostKept).map(([pair]) => [idOf(Math.floor(pair / register.ids.length)), idOf(pair % register.ids.length)] as const)
  await keepFound(call, pairs)
  yield { kind: 'finished', pairs: found.length }
}

/** Reading counts as one round over all persons, and so does each kind of key. */
function progressOf({ ids }: Register, rounds: number, done: number): DuplicateSearchEvent {
  return { kind: 'progress', done: Math.floor((rounds * ids.length + done) / (keyKinds.length + 1)), total: ids.length }
}

async function* readRegister(db: ReadDb, signal: AbortSignal | undefined): AsyncGenerator<DuplicateSearchEvent, Register> {
  const register: Register = { ids: [], persons: [] }
  const { total } = await db.selectFrom('persons').select((eb) => eb.fn.countAll().as('total')).where(...notProtected).executeTakeFirstOrThrow()
  for (;;) {
    const rows = await db.selectFrom('persons').select(comparedColumns).where(...notProtected).where('id', '>', register.ids.at(-1) ?? '').orderBy('id').limit(readAtATime).execute()
    for (const { id, ...person } of rows) {
      register.ids.push(id)
      register.persons.push(compared(person))
    }
    if (rows.length < readAtATime) return register
    yield { kind: 'progress', done: Math.floor(register.ids.length / (keyKinds.length + 1)), total: Number(total) }
    await yieldToOthers()
    signal?.throwIfAborted()
  }
}

/** Compares those who share a key of one kind; yields how many persons it has gone through each time others should get their turn. */
async function* compareSharing({ persons }: Register, { keysOf, mostSharing }: KeyKind, scores: Map<number, number>, signal: AbortSignal | undefined): AsyncGenerator<number> {
  const sharing = new Map<string, number[]>()
  let turnBegan = performance.now()
  for (const [index, person] of persons.entries()) {
    for (const key of keysOf(person)) {
      const before = sharing.get(key)
      if (before) before.push(index)
      else sharing.set(key, [index])
    }
    if (performance.now() - turnBegan < milliseconds) continue
    // Halfway when all keys are made.
    yield Math.floor(index / 2)
    await yieldToOthers()
    signal?.throwIfAborted()
    turnBegan = performance.now()
  }
  let gone = 0
  for (const members of sharing.values()) {
    gone += 1
    if (members.length > 1 && members.length <= mostSharing) compareAmong(persons, members, scores)
    if (performance.now() - turnBegan < milliseconds) continue
    yield Math.floor((persons.length * (1 + gone / sharing.size)) / 2)
    await yieldToOthers()
    signal?.throwIfAborted()
    turnBegan = performance.now()
  }
}

function compareAmong(persons: readonly Compared[], members: readonly number[], scores: Map<number, number>): void {
  for (const [place, one] of members.entries()) {
    for (let next = place + 1; next < members.length; next += 1) {
      const other = members[next] as number
      const { score } = likeness(persons[one] as Compared, persons[other] as Compared)
      if (score >= likelyScore) scores.set(one * persons.length + other, score)
    }
  }
}
