import { inOwnProcess, quantile, ratio, value, type Result } from './measure.ts'

/** What `export-child.ts` prints. */
export interface Exported {
  readonly milliseconds: number
  /** The most memory the process ever had. */
  readonly megabytes: number
}

/** Writing a long list to Excel, against exceljs' stream with the same cells; each in a process of its own. */
export async function exportBench(rows: number, runs: number): Promise<Result[]> {
  const [ours, plain]: [Exported[], Exported[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    plain.push(await inOwnProcess<Exported>('./export-child.ts', ['plainly', String(rows)]))
    ours.push(await inOwnProcess<Exported>('./export-child.ts', ['talan', String(rows)]))
  }
  const middle = (list: readonly Exported[], key: keyof Exported) => quantile(list.map((exported) => exported[key]), 0.5)
  return [
    { what: `Export of ${rows} rows`, ours: middle(ours, 'milliseconds'), plain: middle(plain, 'milliseconds'), goals: [ratio(1.5)], note: 'plainly: exceljs’ stream' },
    { what: `Export of ${rows} rows, memory`, unit: 'MB', ours: middle(ours, 'megabytes'), plain: middle(plain, 'megabytes'), goals: [value(300)], note: 'the whole process at its largest' },
  ]
}
