import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const sources = ['src', 'package.json', 'electron.vite.config.ts']

/** When a file, or the newest file of a folder, was last changed, in milliseconds since 1970. */
function changedAt(path: string): number {
  const status = statSync(path)
  if (!status.isDirectory()) return status.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** Whether there is nothing built, or something in the sources has changed since. */
export function buildIsStale(folder = root): boolean {
  const outputs = built.map((path) => join(folder, path))
  if (!outputs.every((path) => existsSync(path))) return true
  const builtAt = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return sources.some((path) => changedAt(join(folder, path)) > builtAt)
}

/** Builds the window and the Electron processes, unless what is built is newer than the sources. Rejects when the build fails. */
export async function buildIfStale(): Promise<void> {
  if (!buildIsStale()) return
  const output: Buffer[] = []
  const build = spawn(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  build.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  build.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => build.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output).toString()}`)
}
