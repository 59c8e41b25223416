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

/** Slows down guessing: five tries at once, then a wait that doubles with every further wrong one. */
export interface Throttle {
  /** Whole seconds to wait before the next try; 0 when it may be made now. */
  secondsToWait(): number
  failed(): void
  succeeded(): void
}

const freeTries = 5
const longestWaitSeconds = 15 * 60

/** A throttle that nobody has failed at yet. */
export function makeThrottle(clock: Clock): Throttle {
  let failures = 0
  let notBefore = 0
  const now = () => instantToMilliseconds(clock.now())
  return {
    secondsToWait: () => Math.max(0, Math.ceil((notBefore - now()) / 1000)),
    failed() {
      failures += 1
      if (failures >= freeTries) notBefore = now() + 1000 * Math.min(longestWaitSeconds, 2 ** (failures - freeTries + 1))
    },
    succeeded() {
      failures = 0
      notBefore = 0
    },
  }
}
