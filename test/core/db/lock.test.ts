import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, uptime } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockFolder } from '#core/db/lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talan-lock-'))
  writeFileSync(join(folder, 'keyring.json'), '{}')
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
    lockFolder(folder).release()
    return false
  } catch {
    return true
  }
}

describe('The lock of an association’s folder', () => {
  it('is held until it is let go of, also against the same program', () => {
    const lock = lockFolder(folder)
    expect(isRefused()).toBe(true)
    lock.release()
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

  describe('that another computer has taken over while this one slept', () => {
    const file = () => join(folder, 'open.lock')
    const beat = 20_000
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
    afterEach(() => void vi.useRealTimers())

    it('is neither touched nor removed, and is told of once', () => {
      const onLost = vi.fn<() => void>()
      const lock = lockFolder(folder, onLost)
      leaveLock({ host: 'kansliets-dator', process: 1 }, 50)
      const [content, touched] = [readFileSync(file(), 'utf8'), statSync(file()).mtimeMs]
      vi.advanceTimersByTime(3 * beat)
      expect(onLost).toHaveBeenCalledOnce()
      expect(statSync(file()).mtimeMs).toBe(touched)
      expect(lock.isHeld()).toBe(false)
      lock.release()
      expect(readFileSync(file(), 'utf8')).toBe(content)
    })

    it('lets nothing be written, also when the other has closed the association again', () => {
      const lock = lockFolder(folder)
      rmSync(file())
      expect(() => lock.ensureHeld()).toThrow('association.takenOver')
      leaveLock({ host: hostname(), process: process.pid })
      expect(lock.isHeld(), 'what is lost stays lost').toBe(false)
    })

    it('is not what has happened while the share is out of reach: then one may try again', () => {
      const lock = lockFolder(folder)
      renameSync(folder, `${folder}-away`)
      vi.advanceTimersByTime(beat)
      expect(() => lock.ensureHeld()).toThrow('association.outOfReach')
      renameSync(`${folder}-away`, folder)
      expect(() => lock.ensureHeld()).not.toThrow()
      lock.release()
    })
  })
})
