import { meetingStates } from '#contract/meetings.ts'
import { addDays } from '#shared/dates.ts'
import { quantile, timeOf, typicalTimeOf, value, type Result } from './measure.ts'
import { benchDay, type BenchWorld } from './world.ts'

type Filter = Partial<Parameters<BenchWorld['client']['meetings']['list']>[0]>

const filters: readonly Filter[] = [
  {}, { when: 'past' }, { when: 'upcoming' }, { heldFrom: '2025-01-01', heldTo: '2025-12-31' }, ...meetingStates.map((state) => ({ state })),
  // By few, a fifth and a quarter of the bodies, by topic, place and month, by none.
  ...['lindström', 'brukarråd', 'b', 'brukarråd budget', 'storgatan 17', '2025-03', 'xyzzy'].map((text) => ({ text })), { text: 'b', when: 'past', state: 'approved' },
]

/** A page of the meetings with any sort and filter, at the beginning and in the middle of them. */
export async function meetingsListBench({ client }: BenchWorld, runs: number): Promise<Result[]> {
  const soon = { hasOpenSeats: true, heldTo: addDays(benchDay, 30) } as const
  const first = await timeOf(() => client.meetings.list({}))
  const firstNoted = await timeOf(() => client.meetings.list({ state: 'toRecord' }))
  const firstOpen = await timeOf(() => client.meetings.list(soon))
  const open = await typicalTimeOf(runs * 3, () => client.meetings.list(soon))
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
    { what: 'Meetings with open seats, 30 days', ours: open, goals: [value(20)], note: 'an ordinary seat empty, or its holder absent and no deputy who said yes' },
    { what: 'The first with open seats', ours: firstOpen, goals: [], note: 'after a change of seats, answers or attendance it is asked anew' },
    { what: 'The very first meetings', ours: first, goals: [], note: 'the meetings are read into memory' },
    { what: 'The first that wait for attendance', ours: firstNoted, goals: [], note: 'after a change of attendance it is asked anew' },
  ]
}
