import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addonName, builtIntoWindow, configuration, pruneAddons } from '../electron-builder.config.ts'

const root = join(import.meta.dirname, '..')

describe('the packaged app', () => {
  it('has its fuses set: no Node of its own, no inspection, only its own archive, encrypted cookies', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
    })
  })

  it('keeps the SQLite addon outside the archive, as it came', () => {
    expect(configuration).toMatchObject({ asar: true, asarUnpack: ['**/*.node'], npmRebuild: false })
  })

  it('is made for Windows, macOS and Linux', () => {
    expect(configuration.win?.target).toEqual(['nsis'])
    expect(configuration.mac).toMatchObject({ target: ['dmg'], hardenedRuntime: true })
    expect(configuration.linux?.target).toEqual(['AppImage', 'deb'])
  })

  it('holds no source maps, and is published nowhere by itself', () => {
    expect(configuration.files).toContain('!**/*.map')
    expect(configuration.publish).toBeNull()
  })

  it('leaves out only what neither the core nor the desktop host loads, nor any package that they load', () => {
    const loaded = new Set<string>()
    const load = (name: string) => {
      if (loaded.has(name)) return
      loaded.add(name)
      for (const needed of neededBy(name)) load(needed)
    }
    for (const name of packagesOf(['shared', 'contract', 'core', 'main'])) load(name)
    expect(loaded.size).toBeGreaterThan(20)
    expect([...loaded].filter((name) => builtIntoWindow.some((left) => name === left || name.startsWith(`${left}/`)))).toEqual([])
  })
})

/** The packages that the sources of some layers import. */
function packagesOf(layers: readonly string[]): string[] {
  return layers.flatMap((layer) => {
    const folder = join(root, 'src', layer)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const specifiers = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/ from '([^.#'][^']*)'/gu)].map(([, specifier = '']) => specifier))
    return specifiers.map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
  })
}

/** What a package needs to be loaded: its dependencies, and what it expects beside it. */
function neededBy(name: string): string[] {
  const file = join(root, 'node_modules', name, 'package.json')
  if (!existsSync(file) || name === 'electron') return []
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    dependencies?: Record<string, string>
    peerDependencies?: Record<string, string>
    peerDependenciesMeta?: Record<string, { optional?: boolean }>
  }
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional)]
}

describe('the SQLite addons', () => {
  let folder: string
  const all = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'linuxmusl-x64', 'win32-arm64', 'win32-x64'].map((name) => `${name}.node`)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talan-addons-'))
    for (const name of all) writeFileSync(join(folder, name), '')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['linux', 'x64', ['linux-x64.node']],
    ['win32', 'arm64', ['win32-arm64.node']],
    ['darwin', 'universal', ['darwin-arm64.node', 'darwin-x64.node']],
  ])('of %s %s are all that is shipped there', async (platform, architecture, kept) => {
    await pruneAddons(folder, platform, architecture)
    expect(readdirSync(folder).toSorted()).toEqual(kept)
  })

  it('are not shipped without the one that is needed', async () => {
    await expect(pruneAddons(folder, 'linux', 'armv7l')).rejects.toThrow('missing')
    expect(readdirSync(folder)).toHaveLength(all.length)
  })

  it('have the names that their package gives them', () => {
    const shipped = readdirSync(join(root, 'node_modules', 'better-sqlite3', 'prebuilds'))
    for (const [platform, architecture] of [['linux', 'x64'], ['win32', 'x64'], ['darwin', 'arm64'], ['darwin', 'x64']] as const) {
      expect(shipped).toContain(addonName(platform, architecture))
    }
  })
})
