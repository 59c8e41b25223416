import type BetterSqlite3 from 'better-sqlite3'
import { personSorts } from '#contract/people.ts'
import { quantile, timeOf, typicalTimeOf, value, type Result } from './measure.ts'
import { benchDay, type BenchWorld } from './world.ts'

interface Question {
  readonly sort: (typeof personSorts)[number]
  readonly descending: boolean
  readonly membership: 'current' | 'ended' | 'none' | undefined
  readonly membershipKind: 'family' | undefined
  readonly municipalityCode: string | undefined
  readonly hasEmail: boolean | undefined
}

/** Every sort both ways with every filter. */
const questions: readonly Question[] = personSorts.flatMap((sort) =>
  [false, true].flatMap((descending) =>
    ([undefined, 'current', 'ended', 'none'] as const).flatMap((membership) =>
      ([undefined, 'family'] as const).flatMap((membershipKind) =>
        [undefined, '0380'].flatMap((municipalityCode) => [undefined, true, false].map((hasEmail): Question => ({ sort, descending, membership, membershipKind, municipalityCode, hasEmail }))),
      ),
    ),
  ),
)

type Asked = NonNullable<Parameters<BenchWorld['client']['people']['list']>[0]>

/** The question in the words of the list. Nobody who is not a member now has a kind. */
function asked({ sort, descending, membership, membershipKind, municipalityCode, hasEmail }: Question): Asked {
  const filter: Asked['filter'] = []
  if (membership) filter.push({ field: 'membership', operator: 'is', values: [membership] })
  if (membershipKind && membership !== 'ended' && membership !== 'none') filter.push({ field: 'membershipKind', operator: 'is', values: [membershipKind] })
  if (municipalityCode) filter.push({ field: 'municipality', operator: 'is', values: [municipalityCode] })
  if (hasEmail !== undefined) filter.push({ field: 'email', operator: hasEmail ? 'yes' : 'no' })
  return { sort, descending, filter }
}

/** A page of the register, through the door and as counting, skipping and reading in SQL. */
export async function peopleListBench({ client, openRaw }: BenchWorld, runs: number): Promise<Result[]> {
  const first = await timeOf(() => client.people.list({}))
  const firstOfSorts: number[] = []
  for (const sort of personSorts) firstOfSorts.push(await timeOf(() => client.people.list({ sort })))
  const { ours, worst } = await throughTheDoor(client, runs)
  const raw = openRaw()
  const plain: number[] = []
  for (const question of questions.filter((_, index) => index % 24 === 5)) plain.push(await typicalTimeOf(Math.min(runs, 3), () => plainly(raw, question)))
  raw.close()
  const [anyone] = (await client.people.list({})).rows
  return [
    { what: 'A page of the register, p95', ours: quantile(ours, 0.95), plain: quantile(plain, 0.95), goals: [value(10)], note: `${questions.length} sorts and filters, first, middle and last page; plainly: SQL, ${plain.length} of them` },
    { what: 'A page of the register, slowest', ours: worst, plain: quantile(plain, 1), goals: [value(10)], note: 'the slowest sort and filter' },
    { what: 'The very first page', ours: first, goals: [], note: 'the register is read into memory' },
    { what: 'The first page of a new sort', ours: quantile(firstOfSorts.slice(1), 0.5), goals: [] },
    { what: 'A page after a change', ours: anyone ? await afterChange(client, anyone.id, runs) : Number.NaN, goals: [], note: 'a commit empties the reading connection’s cache' },
  ]
}

async function throughTheDoor(client: BenchWorld['client'], runs: number) {
  const ours: number[] = []
  for (const question of questions) {
    const { total } = await client.people.list(asked(question))
    for (const offset of [0, Math.floor(total / 2), Math.max(0, total - 100)]) ours.push(await typicalTimeOf(runs, () => client.people.list({ ...asked(question), offset })))
  }
  return { ours, worst: quantile(ours, 1) }
}

async function afterChange(client: BenchWorld['client'], id: string, runs: number): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const { version } = await client.people.read({ id })
    await client.people.update({ id, version, changes: { town: `Gimo ${run}` } })
    times.push(await timeOf(() => client.people.list({ sort: 'town' })))
  }
  return quantile(times, 0.5)
}

const columns = { name: 'nameSort', memberNumber: 'memberNumber', birthDate: 'birthDate', town: 'town', municipalityCode: 'municipalityCode', email: 'email' } as const

function plainly(raw: BetterSqlite3.Database, { sort, descending, membership, membershipKind, municipalityCode, hasEmail }: Question): unknown {
  const memberships = 'select 1 from "memberships" m where m."personId" = p."id"'
  const current = `${memberships} and m."startsOn" <= '${benchDay}' and (m."endsOn" is null or m."endsOn" >= '${benchDay}')`
  const conditions = [
    'p."isProtected" = 0',
    municipalityCode ? `p."municipalityCode" = '${municipalityCode}'` : '',
    hasEmail === undefined ? '' : `p."email" is ${hasEmail ? 'not ' : ''}null`,
    membership === 'none' ? `not exists (${memberships})` : '',
    membership === 'ended' ? `exists (${memberships}) and not exists (${current})` : '',
    membership !== 'none' && membership !== 'ended' && (membership === 'current' || membershipKind) ? `exists (${current}${membershipKind ? ` and m."kind" = '${membershipKind}'` : ''})` : '',
  ]
  const source = `from "persons" p where ${conditions.filter(Boolean).join(' and ')}`
  const { total } = raw.prepare(`select count(*) as total ${source}`).get() as { total: number }
  return raw
    .prepare(
      `select p."id", "givenName", "familyName", "memberNumber", "birthDate", "town", "municipalityCode", "email", "phone", (${current.replace('select 1', 'select m."kind"')} limit 1) as kind ${source}
       order by "${columns[sort]}" ${descending ? 'desc' : 'asc'}, p."id" limit 100 offset ${Math.floor(total / 2)}`,
    )
    .all()
}
