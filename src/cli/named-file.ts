import { readFileSync, statSync } from 'node:fs'
import { defaultLimits } from '#core/documents/spreadsheet-reader.ts'
import { CliFailure } from './failure.ts'

/**
 * The content of a file that the command line names. It is looked at before it is read: a device or a pipe may never end.
 * @throws CliFailure `fileUnreadable`, `fileNotOrdinary`, `fileTooLarge` where it is larger than any list that can be imported
 */
export function readNamedFile(file: string): Buffer<ArrayBuffer> {
  const found = unlessUnreadable(file, () => statSync(file))
  if (!found.isFile()) throw new CliFailure('fileNotOrdinary', { file }, 1)
  if (found.size > defaultLimits.bytes) throw new CliFailure('fileTooLarge', { file, max: Math.floor(defaultLimits.bytes / 1_000_000) }, 1)
  return unlessUnreadable(file, () => readFileSync(file))
}

function unlessUnreadable<Result>(file: string, read: () => Result): Result {
  try {
    return read()
  } catch {
    throw new CliFailure('fileUnreadable', { file }, 1)
  }
}
