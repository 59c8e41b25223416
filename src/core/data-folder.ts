import { chmodSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the choice of folders depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/**
 * Where this installation keeps its associations: the folder asked for, else `TALAN_DATA`, else where the system keeps
 * a program's data for one user.
 */
export function dataFolder(asked?: string, surroundings: Surroundings = here()): string {
  const { platform, environment, home } = surroundings
  const chosen = asked || environment['TALAN_DATA']
  if (chosen) return resolve(chosen)
  switch (platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Talan', 'Data')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Talan', 'Data')
    default:
      return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'talan')
  }
}

/** Where the system keeps what a program can make again, for one user: never among the data, and never where others can put something. */
export function cacheFolder({ platform, environment, home }: Surroundings = here()): string {
  switch (platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Talan', 'Cache')
    case 'darwin':
      return join(home, 'Library', 'Caches', 'Talan')
    default:
      return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'talan')
  }
}

function here(): Surroundings {
  return { platform: process.platform, environment: process.env, home: homedir() }
}

/**
 * Makes the data folder where it is missing, for its owner only.
 * @throws the file system's error where it cannot be made
 */
export function makeDataFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return folder
}
