import { seatSorts, seatStates } from '#contract/bodies.ts'
import type { LocalDate } from '#shared/dates.ts'
import { quantile, timeOf, typicalTimeOf, value, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

type Filter = Partial<Parameters<BenchWorld['client']['bodies']['seatsOn']>[0]>

const dates: readonly LocalDate[] = ['2018-06-30', '2023-01-01', '2026-11-21', '2027-12-31']
const filters: readonly Filter[] = [
  {}, { seatKind: 'deputy' }, { kind: 'council', level: 'unit' }, ...seatStates.map((state) => ({ state })),
  // Many, few and none, by body, host and holder.
  ...['brukarråd', 'lind', 'b', 'anna lindström', 'region', 'xyzzy'].map((text) => ({ text })), { text: 'b', state: 'held', seatKind: 'ordinary' },
]

/** Who sits in all bodies on any day, and who sits in one. */
export async function seatsListBench({ client, openRaw }: BenchWorld, runs: number): Promise<Result[]> {
  const first = await timeOf(() => client.bodies.seatsOn({}))
  const times: number[] = []
  for (const date of dates) {
    for (const filter of filters) {
      const { total } = await client.bodies.seatsOn({ ...filter, date })
      for (const sort of seatSorts) {
        for (const descending of [false, true]) {
          for (const offset of [0, Math.floor(total / 2)]) times.push(await typicalTimeOf(runs, () => client.bodies.seatsOn({ ...filter, date, sort, descending, offset })))
        }
      }
    }
  }
  const one = await rosterOfOne({ client, openRaw }, runs)
  return [
    { what: 'Who sits in all bodies on a day, p95', ours: quantile(times, 0.95), goals: [value(20)], note: `${times.length} days, sorts and filters, first and middle page` },
    { what: 'Who sits in all bodies, slowest', ours: quantile(times, 1), goals: [value(20)], note: 'the slowest of them' },
    { what: 'The very first seats', ours: first, goals: [], note: 'the seats are read into memory' },
    { what: 'Who sits in one body on a day, p95', ...one, goals: [value(20)], note: 'beside the holders alone, read by a prepared statement' },
  ]
}

async function rosterOfOne({ client, openRaw }: Pick<BenchWorld, 'client' | 'openRaw'>, runs: number): Promise<{ ours: number; plain: number }> {
  const { rows } = await client.bodies.list({ limit: 50 })
  const raw = openRaw()
  const statement = raw.prepare('select a.*, p."givenName", p."familyName" from assignments a join persons p on p.id = a."personId" where a."bodyId" = ? and a."startsOn" <= ? and (a."endsOn" is null or a."endsOn" >= ?)')
  const [ours, plain]: [number[], number[]] = [[], []]
  for (const { id } of rows) {
    for (const date of dates) {
      ours.push(await typicalTimeOf(runs, () => client.bodies.rosterOn({ bodyId: id, date })))
      plain.push(await typicalTimeOf(runs, () => statement.all(id, date, date)))
    }
  }
  raw.close()
  return { ours: quantile(ours, 0.95), plain: quantile(plain, 0.95) }
}
