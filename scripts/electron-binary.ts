import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const packageFolder = join(import.meta.dirname, '..', 'node_modules', 'electron')

/** How long the place to download from may take to answer at all, in milliseconds. */
const answersWithin = 5_000
/** How long the download may take once it has answered, in milliseconds: it is some 110 megabytes. */
const downloadsWithin = 600_000

/** Where Electron's program lies within its distribution. */
export function programPath(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Electron's program where it is on this computer already: in the place that `ELECTRON_OVERRIDE_DIST_PATH` names, or as its package keeps it. */
export function installedElectron(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, folder = packageFolder): string | undefined {
  const program = join(environment['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist'), programPath(platform))
  return existsSync(program) ? program : undefined
}

/**
 * Electron's program, fetched where it is not on this computer yet; undefined where it cannot be had.
 * @param onFetching is told when a download begins
 */
export async function electronBinary(onFetching: () => void): Promise<string | undefined> {
  const find = () => installedElectron(process.env, process.platform)
  const mayFetch = !process.env['ELECTRON_OVERRIDE_DIST_PATH'] && !process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] && existsSync(packageFolder)
  if (find() === undefined && mayFetch && (await canBeReached())) {
    onFetching()
    await fetchElectron()
  }
  return find()
}

/** Whether the place to download from answers. Asked first, so that nobody waits long for what cannot come. */
async function canBeReached(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/download/'
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  try {
    const response = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(answersWithin) })
    return response.ok
  } catch {
    return false
  }
}

function fetchElectron(): Promise<void> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: downloadsWithin })
    installer.once('error', () => resolve()).once('close', () => resolve())
  })
}
