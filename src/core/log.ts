/**
 * The log of every host: one line of JSON an event, on this computer only. It can hold no personal data: only the
 * fields below are written, and each only in the shape below. The text of an error is never written, since it may quote what it met.
 */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { machineNow } from '#shared/dates.ts'

/** What may be said of an event. */
export interface LogFields {
  /** The reference that the person was shown. */
  readonly reference?: string
  /** A procedure of the contract, `people.create`. */
  readonly procedure?: string
  /** The kind of an error, `TypeError`, and its code, `SQLITE_FULL`. */
  readonly error?: string
  readonly code?: string
  /** Where in our own files, `relay.ts:41 < index.ts:12`. */
  readonly at?: string
  readonly process?: string
  readonly state?: string
  readonly reason?: string
  readonly version?: string
  readonly platform?: string
  readonly exitCode?: number
  readonly milliseconds?: number
  readonly count?: number
}

/** Writes an event to the log. Never throws: a full disk must not stop the work. */
export type Log = (event: string, fields?: LogFields) => void

const word = /^[a-z][\w-]{0,39}$/u
const number = /^-?\d{1,10}$/u

const shapes: Readonly<Record<keyof LogFields, RegExp>> = {
  reference: /^[0-9A-F]{8}$/u,
  procedure: /^[a-z][A-Za-z]{0,40}\.[a-z][A-Za-z]{0,40}$/u,
  error: /^[A-Z][A-Za-z]{0,40}$/u,
  code: /^[A-Z][A-Z_]{1,60}$/u,
  at: /^(?:[\w.-]{1,60}\.[cm]?[jt]sx?:\d{1,6}(?: < |$)){1,8}$/u,
  process: word,
  state: word,
  reason: word,
  version: /^\d{1,4}(?:\.\d{1,4}){1,3}$/u,
  platform: word,
  exitCode: number,
  milliseconds: number,
  count: number,
}

/** The fields that may be written; one of another name or shape is written as `removed`. */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => name in shapes && value !== undefined)
      .map(([name, value]) => [name, shapes[name as keyof LogFields].test(String(value)) ? value : 'removed']),
  )
}

/** What may be said of an error: its kind, its code, and where in our own files it came from. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'Unknown' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = [...(error.stack ?? '').matchAll(/^\s+at .*?([\w.-]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/gmu)].slice(0, 8)
  const at = frames.map(([, file, line]) => `${file}:${line}`).join(' < ')
  return { error: error.name, ...(code && { code }), ...(at && { at }) }
}

const largestBytes = 2_000_000
const keptFiles = 5

/** Opens the log in a folder: `talan.log` and four older ones of at most two megabytes each, readable by their owner only. */
export function openLog(folder: string): Log {
  const file = join(folder, 'talan.log')
  return (event, fields = {}) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      rotate(file)
      const line = { time: machineNow(), event: word.test(event) ? event : 'removed', ...safeFields({ ...fields }) }
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    } catch {
      // There is nobody to tell: the log is where one would.
    }
  }
}

function rotate(file: string): void {
  if (!existsSync(file) || statSync(file).size < largestBytes) return
  for (let age = keptFiles - 2; age >= 1; age -= 1) {
    if (existsSync(`${file}.${age}`)) renameSync(`${file}.${age}`, `${file}.${age + 1}`)
  }
  renameSync(file, `${file}.1`)
}
