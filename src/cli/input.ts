import { basename } from 'node:path'
import type { CommandLine } from './arguments.ts'
import { CliFailure } from './failure.ts'
import { readNamedFile, readStream } from './named-file.ts'

/** A plain object of JSON. */
export type JsonObject = Record<string, unknown>

/** The input of a call: what `--input` says, with the files that `--file` names in their fields and the reason that `--reason` gives. */
export async function readInput(line: CommandLine, standardInput: AsyncIterable<Uint8Array | string>): Promise<JsonObject> {
  const input = line.input === undefined ? {} : parse(await textOf(line.input, standardInput))
  if (line.reason !== undefined) input['reason'] = line.reason
  for (const argument of line.files) putFile(input, argument)
  return input
}

async function textOf(argument: string, standardInput: AsyncIterable<Uint8Array | string>): Promise<string> {
  if (argument === '-') return (await readStream('--input -', standardInput)).toString('utf8')
  return argument.startsWith('@') ? readNamedFile(argument.slice(1)).toString('utf8') : argument
}

function parse(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  } catch {
    // Said below, together with JSON that is no object.
  }
  throw new CliFailure('inputNotJson')
}

/** Puts the file of `field=path` or `one.field=path` into its field. */
function putFile(input: JsonObject, argument: string): void {
  const [, field, path] = /^([\w.]+)=(.+)$/u.exec(argument) ?? []
  if (field === undefined || path === undefined) throw new CliFailure('fileArgumentShape')
  const steps = field.split('.')
  const last = steps.pop() ?? field
  let holder = input
  for (const step of steps) {
    const next = Object.hasOwn(holder, step) ? holder[step] : undefined
    holder[step] = typeof next === 'object' && next !== null ? next : {}
    holder = holder[step] as JsonObject
  }
  holder[last] = new File([readNamedFile(path)], basename(path))
}
