import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { instantToMilliseconds } from '#shared/dates.ts'
import { systemClock } from '#shared/clock.ts'
import { newId } from '#shared/ids.ts'
import { RuleViolation } from '#shared/result.ts'

const beatMilliseconds = 20_000
const staleMilliseconds = 90_000

/** The locks that this very process holds. */
const held = new Set<string>()

/** An association's folder as this process holds it. */
export interface FolderLock {
  /** @throws RuleViolation `association.takenOver`, `association.outOfReach` where nothing may be written in the folder any more, or for the moment */
  ensureHeld(): void
  /** Whether the folder is still ours to change. */
  isHeld(): boolean
  /** Lets go of the folder, unless it is somebody else's by now. */
  release(): void
}

/**
 * Holds an association's folder for this process, also against another computer on a network share.
 * The holder touches the lock while it lives; one that has not been touched for a minute and a half is taken over.
 * A computer that has slept so long finds another's lock in place of its own when it wakes, and must leave the folder alone.
 * @param onLost called once, when it is found that another has taken the folder over
 * @throws RuleViolation `association.openElsewhere` with the name of the computer that holds it
 */
export function lockFolder(folder: string, onLost: () => void = () => undefined): FolderLock {
  const file = join(folder, 'open.lock')
  const mine = JSON.stringify({ host: hostname(), process: process.pid, hold: newId() })
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = readHolder(file)
    if (holder && isAlive(file, holder)) throw new RuleViolation('association.openElsewhere', { host: holder.host })
    writeFileSync(file, mine, { mode: 0o600 })
  }
  held.add(file)
  let isLost = false

  function state(): 'held' | 'lost' | 'outOfReach' {
    if (isLost) return 'lost'
    const content = readLock(file)
    if (content === mine) return 'held'
    // No lock in a folder that is there: somebody took it over, and has let go of it again.
    const isGone = !existsSync(file) && existsSync(join(folder, 'keyring.json'))
    if (content === undefined && !isGone) return 'outOfReach'
    isLost = true
    stop()
    onLost()
    return 'lost'
  }

  function stop(): void {
    clearInterval(beat)
    held.delete(file)
  }

  const beat = setInterval(() => state() === 'held' && touch(file), beatMilliseconds)
  beat.unref()
  return {
    ensureHeld() {
      const now = state()
      if (now !== 'held') throw new RuleViolation(now === 'lost' ? 'association.takenOver' : 'association.outOfReach')
    },
    isHeld: () => state() === 'held',
    release() {
      const isOurs = !isLost && readLock(file) === mine
      stop()
      if (isOurs) rmSync(file, { force: true })
    },
  }
}

interface Holder {
  readonly host: string
  readonly process: number
}

/** What stands in the lock; nothing where it is gone or out of reach. */
function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readLock(file) ?? '') as Holder
  } catch {
    return undefined
  }
}

function isAlive(file: string, holder: Holder): boolean {
  const untouchedMilliseconds = instantToMilliseconds(systemClock.now()) - statSync(file).mtimeMs
  if (holder.host !== hostname()) return untouchedMilliseconds < staleMilliseconds
  // Process numbers are given out again, above all after the computer has started anew.
  if (holder.process === process.pid) return held.has(file)
  if (untouchedMilliseconds > uptime() * 1000) return false
  try {
    process.kill(holder.process, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function touch(file: string): void {
  const seconds = instantToMilliseconds(systemClock.now()) / 1000
  try {
    utimesSync(file, seconds, seconds)
  } catch {
    // The folder is out of reach for the moment; the next beat tries again.
  }
}
