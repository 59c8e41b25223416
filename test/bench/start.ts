import { inOwnProcess, quantile, type Result } from './measure.ts'

/** From the start of the process until the core has answered for the first time, against a process that does nothing. As on any day but the first, Node has compiled it before. */
export async function startBench(runs: number): Promise<Result[]> {
  const [ours, plain]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    plain.push((await inOwnProcess<{ milliseconds: number }>('./start-child.ts', ['nothing'])).milliseconds)
    ours.push((await inOwnProcess<{ milliseconds: number }>('./start-child.ts', ['core'])).milliseconds)
  }
  return [{ what: 'Start until the first answer', ours: quantile(ours, 0.5), plain: quantile(plain, 0.5), goals: [], note: 'from sources; plainly: Node alone' }]
}
