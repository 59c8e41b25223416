import type { LocalDate } from '#shared/dates.ts'
import { timeOf, type Result } from './measure.ts'
import { benchDay, type BenchWorld } from './world.ts'

/** A funder's report of a year of the whole association. */
export async function reportBench({ client }: BenchWorld): Promise<Result[]> {
  const [funder] = (await client.organisations.list({ limit: 1 })).rows
  if (!funder) throw new Error('The world has no organisation')
  const period = { from: '2025-11-22', to: benchDay } as const satisfies Record<string, LocalDate>
  const { id: grantId } = await client.grants.create({ funderOrganisationId: funder.id, name: 'Mätningen', startsOn: period.from, endsOn: period.to })
  let byteCount = 0
  const ours = await timeOf(async () => {
    for await (const event of await client.reports.run({ grantId, ...period, asOf: period.to, reason: 'Mätning' })) if (event.kind === 'finished') byteCount = event.byteCount
  })
  if (byteCount === 0) throw new Error('The report was not finished')
  return [{ what: 'The funder’s report to Excel', ours, goals: [], note: 'a year of everything, with its sheets' }]
}
