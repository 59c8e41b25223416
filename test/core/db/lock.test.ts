import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, uptime } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '#core/db/lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talan-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A lock that somebody has left, touched so many seconds ago. */
function leaveLock(holder: { host: string; process: number }, secondsAgo = 0): void {
  const file = join(folder, 'open.lock')
  writeFileSync(file, JSON.stringify(holder))
  const touched = Date.now() / 1000 - secondsAgo
  utimesSync(file, touched, touched)
}

const isRefused = () => {
  try {
    lockFolder(folder)()
    return false
  } catch {
    return true
  }
}

describe('The lock of an association’s folder', () => {
  it('is held until it is let go of, also against the same program', () => {
    const letGo = lockFolder(folder)
    expect(isRefused()).toBe(true)
    letGo()
    expect(existsSync(join(folder, 'open.lock'))).toBe(false)
    expect(isRefused()).toBe(false)
  })

  it('of another computer is taken over when it has not been touched for a minute and a half', () => {
    leaveLock({ host: 'kansliets-dator', process: 1 }, 60)
    expect(isRefused()).toBe(true)
    leaveLock({ host: 'kansliets-dator', process: 1 }, 120)
    expect(isRefused()).toBe(false)
  })

  it('of a program on this computer holds as long as the program runs', () => {
    leaveLock({ host: hostname(), process: process.ppid }, 120)
    expect(isRefused()).toBe(true)
  })

  it('left by a program that is gone is taken over, also when another program has got its number', () => {
    leaveLock({ host: hostname(), process: 2 ** 30 })
    expect(isRefused()).toBe(false)
    leaveLock({ host: hostname(), process: process.pid })
    expect(isRefused(), 'its number is ours').toBe(false)
    leaveLock({ host: hostname(), process: process.ppid }, uptime() + 60)
    expect(isRefused(), 'the computer has started anew since').toBe(false)
  })
})
