import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { defaultLimits } from '#core/documents/spreadsheet-reader.ts'
import { CliFailure } from './failure.ts'

/**
 * The content of a file that the command line names. It is looked at before it is read: a device or a pipe may never end.
 * @throws CliFailure `fileUnreadable`, `fileNotOrdinary`, `fileTooLarge` where it is larger than any list that can be imported
 */
export function readNamedFile(file: string): Buffer<ArrayBuffer> {
  const found = unlessUnreadable(file, () => statSync(file))
  if (!found.isFile()) throw new CliFailure('fileNotOrdinary', { file }, 1)
  if (found.size > defaultLimits.bytes) throw fileTooLarge(file)
  return unlessUnreadable(file, () => readFileSync(file))
}

/** The content of a stream of the command line's, no more of it than of a file. */
export async function readStream(name: string, stream: AsyncIterable<Uint8Array | string>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    const read = Buffer.from(chunk)
    bytes += read.byteLength
    if (bytes > defaultLimits.bytes) throw fileTooLarge(name)
    chunks.push(read)
  }
  return Buffer.concat(chunks)
}

/** The password in a file or a pipe: `<(…)` lets a password manager give it without a file on disk. */
export function readPassword(file: string): string {
  const isPipe = unlessUnreadable(file, () => statSync(file)).isFIFO()
  const content = isPipe ? unlessUnreadable(file, () => startOf(file)) : readNamedFile(file)
  return content.toString('utf8').replace(/\r?\n$/u, '')
}

/** No password is longer than this, and a pipe may never end. */
const longestPassword = 4096

function startOf(pipe: string): Buffer {
  const content = Buffer.alloc(longestPassword)
  const descriptor = openSync(pipe, 'r')
  try {
    let length = 0
    for (let read = -1; read !== 0 && length < content.byteLength; length += read) read = readSync(descriptor, content, length, content.byteLength - length, null)
    return content.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

function fileTooLarge(file: string): CliFailure {
  return new CliFailure('fileTooLarge', { file, max: Math.floor(defaultLimits.bytes / 1_000_000) }, 1)
}

function unlessUnreadable<Result>(file: string, read: () => Result): Result {
  try {
    return read()
  } catch {
    throw new CliFailure('fileUnreadable', { file }, 1)
  }
}
