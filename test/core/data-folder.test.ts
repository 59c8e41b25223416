import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder, dataFolder, makeDataFolder } from '#core/data-folder.ts'

const on = (platform: NodeJS.Platform, environment: Record<string, string> = {}, asked?: string) =>
  dataFolder(asked, { platform, environment, home: '/home/kansli' })

describe('the data folder', () => {
  it('is where each system keeps a program’s data for one user', () => {
    expect(on('linux')).toBe('/home/kansli/.local/share/talan')
    expect(on('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/talan')
    expect(on('darwin')).toBe('/home/kansli/Library/Application Support/Talan/Data')
    expect(on('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Talan/Data')
  })

  it('is another where someone says so, on the command line before the environment', () => {
    expect(on('linux', { TALAN_DATA: '/srv/talan' })).toBe('/srv/talan')
    expect(on('linux', { TALAN_DATA: '/srv/talan' }, '/mnt/other')).toBe('/mnt/other')
  })

  it('is open to its owner only, also where it was there before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'talan-data-'))
    try {
      chmodSync(folder, 0o755)
      for (const path of [folder, join(folder, 'new', 'folder')]) expect(statSync(makeDataFolder(path)).mode & 0o777).toBe(0o700)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the cache folder', () => {
  it('is where each system keeps what can be made again, apart from the data', () => {
    const caches = (platform: NodeJS.Platform, environment: Record<string, string> = {}) => cacheFolder({ platform, environment, home: '/home/kansli' })
    expect(caches('linux')).toBe('/home/kansli/.cache/talan')
    expect(caches('linux', { XDG_CACHE_HOME: '/cache' })).toBe('/cache/talan')
    expect(caches('darwin')).toBe('/home/kansli/Library/Caches/Talan')
    expect(caches('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Talan/Cache')
  })
})
