import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { instantToMilliseconds } from '#shared/dates.ts'
import { systemClock } from '#shared/clock.ts'
import { RuleViolation } from '#shared/result.ts'

const beatMilliseconds = 20_000
const staleMilliseconds = 90_000

/** The locks that this very process holds. */
const held = new Set<string>()

/**
 * Holds an association's folder for this process, also against another computer on a network share.
 * The holder touches the lock while it lives; one that has not been touched for a minute and a half is taken over.
 * @returns how to let go
 * @throws RuleViolation `association.openElsewhere` with the name of the computer that holds it
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'open.lock')
  const mine = JSON.stringify({ host: hostname(), process: process.pid })
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = readHolder(file)
    if (holder && isAlive(file, holder)) throw new RuleViolation('association.openElsewhere', { host: holder.host })
    writeFileSync(file, mine, { mode: 0o600 })
  }
  held.add(file)
  const beat = setInterval(() => touch(file), beatMilliseconds)
  beat.unref()
  return () => {
    clearInterval(beat)
    held.delete(file)
    rmSync(file, { force: true })
  }
}

interface Holder {
  readonly host: string
  readonly process: number
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
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
