import { accessSync, closeSync, constants, createWriteStream, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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
 * @throws CliFailure `fileUnwritable`
 */
export function prepareFile(file: string): PreparedFile {
  const unfinished = `${file}.unfinished`
  try {
    if (existsSync(file)) {
      if (!statSync(file).isFile()) throw new CliFailure('fileUnwritable', { file }, 1)
      accessSync(file, constants.W_OK)
    }
    closeSync(openSync(unfinished, 'w', 0o600))
  } catch {
    throw new CliFailure('fileUnwritable', { file }, 1)
  }
  return {
    async write(content) {
      try {
        await pipeline(content, createWriteStream(unfinished, { mode: 0o600 }))
        renameSync(unfinished, file)
      } catch {
        throw new CliFailure('fileUnwritable', { file }, 1)
      }
    },
    discard: () => rmSync(unfinished, { force: true }),
  }
}
