import { quantile, typicalTimeOf, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

/** A page of the meetings, in the middle of them. */
export async function meetingsListBench({ client }: BenchWorld, runs: number): Promise<Result[]> {
  const { total } = await client.meetings.list({})
  const times: number[] = []
  for (const descending of [false, true]) {
    for (const offset of [0, Math.floor(total / 2)]) times.push(await typicalTimeOf(runs, () => client.meetings.list({ descending, offset })))
  }
  return [{ what: 'A page of the meetings, slowest', ours: quantile(times, 1), goals: [], note: 'both ways, first and middle page' }]
}
