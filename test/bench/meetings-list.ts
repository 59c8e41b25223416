import { meetingStates } from '#contract/meetings.ts'
import { quantile, timeOf, typicalTimeOf, value, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

type Filter = Partial<Parameters<BenchWorld['client']['meetings']['list']>[0]>

const filters: readonly Filter[] = [
  {}, { when: 'past' }, { when: 'upcoming' }, { heldFrom: '2025-01-01', heldTo: '2025-12-31' }, ...meetingStates.map((state) => ({ state })),
  // By few, a fifth and a quarter of the bodies, by topic, place and month, by none.
  ...['lindström', 'brukarråd', 'b', 'brukarråd budget', 'storgatan 17', '2025-03', 'xyzzy'].map((text) => ({ text })), { text: 'b', when: 'past', state: 'approved' },
]

/** A page of the meetings with any sort and filter, at the beginning and in the middle of them. */
export async function meetingsListBench({ client }: BenchWorld, runs: number): Promise<Result[]> {
  const first = await timeOf(() => client.meetings.list({}))
  const firstNoted = await timeOf(() => client.meetings.list({ state: 'toRecord' }))
  const times: number[] = []
  for (const filter of filters) {
    const { total } = await client.meetings.list(filter)
    for (const sort of ['heldOn', 'body'] as const) {
      for (const descending of [false, true]) {
        for (const offset of [0, Math.floor(total / 2)]) times.push(await typicalTimeOf(runs, () => client.meetings.list({ ...filter, sort, descending, offset })))
      }
    }
  }
  return [
    { what: 'A page of the meetings, p95', ours: quantile(times, 0.95), goals: [value(10)], note: `${times.length} sorts and filters, first and middle page` },
    { what: 'A page of the meetings, slowest', ours: quantile(times, 1), goals: [value(10)], note: 'the slowest sort and filter' },
    { what: 'The very first meetings', ours: first, goals: [], note: 'the meetings are read into memory' },
    { what: 'The first that wait for attendance', ours: firstNoted, goals: [], note: 'after a change of attendance it is asked anew' },
  ]
}
