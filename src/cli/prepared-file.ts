import { accessSync, closeSync, constants, createWriteStream, existsSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isAssociationFolder } from '#core/association-file.ts'
import { isDataFolder } from '#core/security/associations.ts'
import { CliFailure } from './failure.ts'

/** A file that is known to be writable before there is anything to write. */
export interface PreparedFile {
  /** Writes the file whole: until it has all been written, what was there before stays. @throws CliFailure `fileUnwritable` */
  write(content: Readable): Promise<void>
  /** Lets go of what was begun and not finished. */
  discard(): void
}

/**
 * Makes sure that a file can be written, before anything is done that leaves a trace: an export is noted under Changes when it is made.
 * @param dataFolders where Talan keeps its own files: a document among them would stand in the place of a keyring or a backup
 * @throws CliFailure `fileUnwritable`, `fileAmongData`, `unfinishedInTheWay`
 */
export function prepareFile(file: string, dataFolders: readonly string[]): PreparedFile {
  const unwritable = () => new CliFailure('fileUnwritable', { file }, 1)
  const folder = realFolder(dirname(resolve(file)))
  if (folder === undefined) throw unwritable()
  if (isAmongData(folder, dataFolders)) throw new CliFailure('fileAmongData', { file }, 1)
  // What has been checked is what is written to, whatever links lead there.
  const target = join(folder, basename(resolve(file)))
  const unfinished = `${target}.unfinished`
  try {
    if (existsSync(target)) {
      if (!statSync(target).isFile()) throw unwritable()
      accessSync(target, constants.W_OK)
    }
    closeSync(openSync(unfinished, 'wx', 0o600))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new CliFailure('unfinishedInTheWay', { file: `${file}.unfinished` }, 1)
    throw unwritable()
  }
  let isBegun = true
  return {
    async write(content) {
      try {
        await pipeline(content, createWriteStream(unfinished, { mode: 0o600 }))
        renameSync(unfinished, target)
        isBegun = false
      } catch {
        throw unwritable()
      }
    },
    discard() {
      if (isBegun) rmSync(unfinished, { force: true })
    },
  }
}

/** A folder without the links that lead to it, or undefined where it is none. */
function realFolder(folder: string): string | undefined {
  try {
    return realpathSync.native(folder)
  } catch {
    return undefined
  }
}

/** Whether a folder is, or lies within, a data folder or the folder of an association, of this installation or another. */
function isAmongData(folder: string, dataFolders: readonly string[]): boolean {
  const own = dataFolders.map(realFolder)
  for (let at = folder; ; at = dirname(at)) {
    if (own.includes(at) || isDataFolder(at) || isAssociationFolder(at)) return true
    if (dirname(at) === at) return false
  }
}
