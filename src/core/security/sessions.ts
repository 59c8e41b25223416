import { randomBytes } from 'node:crypto'
import { instantToMilliseconds } from '#shared/dates.ts'
import type { Clock } from '#shared/clock.ts'

interface Session {
  readonly userId: string
  lastUsedMilliseconds: number
}

/** Who is signed in right now. Kept in memory only; a session that has been idle too long is gone. */
export interface Sessions {
  open(userId: string): string
  /** @returns the user of a living session, and counts as use of it. */
  userOf(token: string | null): string | undefined
  /** Whether a session still lives; asking is no use of it. */
  isLiving(token: string | null): boolean
  close(token: string): void
  closeAllOf(userId: string): void
  closeAll(): void
  count(): number
}

/** @param idleMinutes after how many idle minutes a session ends */
export function makeSessions(clock: Clock, idleMinutes: number): Sessions {
  const sessions = new Map<string, Session>()
  const now = () => instantToMilliseconds(clock.now())

  function endIdle(): void {
    const oldest = now() - idleMinutes * 60_000
    for (const [token, session] of sessions) if (session.lastUsedMilliseconds < oldest) sessions.delete(token)
  }

  return {
    open(userId) {
      const token = randomBytes(32).toString('base64url')
      sessions.set(token, { userId, lastUsedMilliseconds: now() })
      return token
    },
    userOf(token) {
      endIdle()
      const session = token === null ? undefined : sessions.get(token)
      if (session) session.lastUsedMilliseconds = now()
      return session?.userId
    },
    isLiving(token) {
      endIdle()
      return token !== null && sessions.has(token)
    },
    close: (token) => void sessions.delete(token),
    closeAllOf(userId) {
      for (const [token, session] of sessions) if (session.userId === userId) sessions.delete(token)
    },
    closeAll: () => sessions.clear(),
    count() {
      endIdle()
      return sessions.size
    },
  }
}

/**
 * Slows down guessing: at one secret after five wrong tries, at all of them together after twenty. From then on each further
 * wrong try doubles the wait. Wrong tries are forgotten after an hour without another.
 */
export interface Throttle {
  /** Whole seconds to wait before the next try at a secret; 0 when it may be made now. */
  secondsToWait(secret: string): number
  failed(secret: string): void
  /** The latest try at a secret was right after all: those before it are forgotten, those at other secrets are not. */
  succeeded(secret: string): void
}

interface WrongTries {
  readonly count: number
  readonly lastMilliseconds: number
}

const none: WrongTries = { count: 0, lastMilliseconds: 0 }
const freeTries = { one: 5, all: 20 }
const longestWaitSeconds = 15 * 60
const rememberedMilliseconds = 60 * 60_000

/** A throttle that nobody has failed at yet. */
export function makeThrottle(clock: Clock): Throttle {
  const bySecret = new Map<string, WrongTries>()
  let all = none
  const now = () => instantToMilliseconds(clock.now())

  function oneMore({ count, lastMilliseconds }: WrongTries): WrongTries {
    return { count: now() - lastMilliseconds > rememberedMilliseconds ? 1 : count + 1, lastMilliseconds: now() }
  }

  function secondsLeft({ count, lastMilliseconds }: WrongTries, free: number): number {
    if (count < free) return 0
    const wait = Math.min(longestWaitSeconds, 2 ** (count - free + 1))
    return Math.max(0, Math.ceil((lastMilliseconds - now()) / 1000 + wait))
  }

  return {
    secondsToWait: (secret) => Math.max(secondsLeft(bySecret.get(secret) ?? none, freeTries.one), secondsLeft(all, freeTries.all)),
    failed(secret) {
      bySecret.set(secret, oneMore(bySecret.get(secret) ?? none))
      all = oneMore(all)
    },
    succeeded(secret) {
      bySecret.delete(secret)
      all = { ...all, count: all.count - 1 }
    },
  }
}
