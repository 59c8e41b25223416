import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string; gypfile?: boolean; resolved?: string; hasInstallScript?: boolean }> }
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>> & { allowScripts: Record<string, boolean> }

describe('Installing on a fresh machine', () => {
  it('takes exact versions only', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) expect(version, name).toMatch(/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/u)
  })

  it('compiles nothing: the database addon’s own prebuilt file is used', () => {
    // npm writes the lock without this line, and then looks for a compiler: put it back after each `npm install`.
    expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
  })

  it('runs the install script of Node alone', () => {
    const withScripts = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript).map(([path]) => path.replace(/^.*node_modules\//u, ''))
    expect(withScripts.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([])
    expect(Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([['node', true]])
  })

  it('names no registry, so that any of them will do', () => {
    for (const [path, entry] of Object.entries(lock.packages)) expect(entry.resolved, path).toBeUndefined()
  })
})
