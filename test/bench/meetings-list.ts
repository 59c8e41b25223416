import { quantile, typicalTimeOf, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

/** A page of the meetings, in the middle of them. */
export async function meetingsListBench({ client }: BenchWorld, runs: number): Promise<Result[]> {
  const { total } = await client.meetings.list({})
  const times: number[] = []
  for (const descending of [false, true]) {
    for (const offset of [0, Math.floor(total / 2)]) times.push(await typicalTimeOf(runs, () => client.meetings.list({ descending, offset })))
  }
  return [
    { what: 'A page of the meetings, slowest', ours: quantile(times, 1), goals: [], note: 'both ways, first and middle page' },
    { what: 'A page of the meetings sought for, slowest', ours: await soughtFor(client, runs), goals: [], note: 'by few, a fifth and a quarter of the bodies; both orders, both ways, first and middle page' },
  ]
}

async function soughtFor(client: BenchWorld['client'], runs: number): Promise<number> {
  const times: number[] = []
  for (const text of ['lindström', 'brukarråd', 'b']) {
    const { total } = await client.meetings.list({ text })
    for (const sort of ['heldOn', 'body'] as const) {
      for (const descending of [false, true]) {
        for (const offset of [0, Math.floor(total / 2)]) times.push(await typicalTimeOf(runs, () => client.meetings.list({ text, sort, descending, offset })))
      }
    }
  }
  return quantile(times, 1)
}
