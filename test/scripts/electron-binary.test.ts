import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { installedElectron, programPath } from '../../scripts/electron-binary.ts'

const folder = mkdtempSync(join(tmpdir(), 'talan-electron-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const place = (path: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  return path
}

describe('Electron’s program', () => {
  it('has the name that each system gives it', () => {
    expect(programPath('linux')).toBe('electron')
    expect(programPath('win32')).toBe('electron.exe')
    expect(programPath('darwin')).toBe('Electron.app/Contents/MacOS/Electron')
  })

  it('is missing until it has been fetched', () => {
    expect(installedElectron({}, 'linux', folder)).toBeUndefined()
    const program = place(join(folder, 'dist', 'electron'))
    expect(installedElectron({}, 'linux', folder)).toBe(program)
  })

  it('is taken from the place that the environment names', () => {
    const elsewhere = join(folder, 'elsewhere')
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }, 'linux', folder)).toBeUndefined()
    const program = place(join(elsewhere, 'electron'))
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }, 'linux', folder)).toBe(program)
  })
})
