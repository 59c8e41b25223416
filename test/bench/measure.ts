import { spawn } from 'node:child_process'

/** A line of the table that the benchmarks print. */
export interface Result {
  readonly what: string
  /** What Talan takes, and what the plainest way of doing the same takes, in milliseconds unless said otherwise. */
  readonly ours: number
  readonly plain?: number
  readonly unit?: 'ms' | 'MB'
  readonly goals: readonly Goal[]
  readonly note?: string
}

export interface Goal {
  readonly kind: 'ratio' | 'value'
  readonly atMost: number
}

export const ratio = (atMost: number): Goal => ({ kind: 'ratio', atMost })
export const value = (atMost: number): Goal => ({ kind: 'value', atMost })

/** How many milliseconds some work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The middle one of several runs, so that a neighbour on the same machine does not count. */
export async function typicalTimeOf(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await timeOf(work))
  return quantile(times, 0.5)
}

/** The value that so great a part of the values lies below. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

/** Runs a file of this folder in a process of its own and gives what it prints as JSON. */
export function inOwnProcess<T>(file: string, parameters: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(printed) as T) : reject(new Error(`${file} ended with ${code}`))))
  })
}

/** The results as a table, each goal with whether it was met. */
export function tableOf(results: readonly Result[]): string {
  const heads = ['', 'Talan', 'plainly', 'ratio', 'goal', '']
  const rows = results.map((result) => [result.what, amount(result.ours, result.unit), result.plain === undefined ? '' : amount(result.plain, result.unit), ratioOf(result), goalsOf(result), result.note ?? ''])
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => (column === 0 || column >= 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()
  return [line(heads), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

function amount(number: number, unit: Result['unit'] = 'ms'): string {
  return `${number >= 100 ? Math.round(number) : Math.round(number * 100) / 100} ${unit}`
}

function ratioOf({ ours, plain }: Result): string {
  return plain === undefined ? '' : `${Math.round((ours / plain) * 100) / 100}×`
}

function goalsOf({ ours, plain, unit = 'ms', goals }: Result): string {
  return goals
    .map((goal) => {
      const measured = goal.kind === 'ratio' ? ours / (plain ?? Number.NaN) : ours
      return `${measured <= goal.atMost ? 'met' : 'MISSED'} ≤ ${goal.atMost}${goal.kind === 'ratio' ? '×' : ` ${unit}`}`
    })
    .join(', ')
}
