import type BetterSqlite3 from 'better-sqlite3'
import { signedWords } from '#core/search/dated.ts'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import { quantile, ratio, typicalTimeOf, value, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

const sought = ['anna bergström', 'åsa lindqvist', 'örjan sjöman', 'mehmet hav', '100123', 'uppsala', 'brukarråd lindås', 'skutskär', 'asa oberg', 'anna.bergs', 'fatima', '0701', 'finns inte']
/** Every text that is in the box while these are typed. */
const typed = [...new Set(sought.flatMap((text) => [...text].map((_, index) => text.slice(0, index + 1).trim())))]

/** Search while typing, against the same statements prepared once and run with nothing in between. */
export async function searchBench({ client, openRaw }: BenchWorld, runs: number): Promise<Result[]> {
  const raw = openRaw()
  const findPlainly = plainSearch(raw)
  const times = { ours: [] as number[], plain: [] as number[] }
  for (let run = 0; run < runs; run += 1) {
    for (const text of typed) {
      await client.search.find({ text })
      findPlainly(text)
    }
  }
  for (const text of typed) {
    times.plain.push(await typicalTimeOf(runs, () => findPlainly(text)))
    times.ours.push(await typicalTimeOf(runs, () => client.search.find({ text })))
  }
  raw.close()
  return [
    { what: 'Search while typing, p95', ours: quantile(times.ours, 0.95), plain: quantile(times.plain, 0.95), goals: [ratio(2), value(10)], note: `${typed.length} texts; plainly: the prepared statements` },
    { what: 'Search while typing, middle', ours: quantile(times.ours, 0.5), plain: quantile(times.plain, 0.5), goals: [] },
  ]
}

const kinds = ['person', 'organisation', 'body', 'training']
const datedKinds = ['meeting', 'claim', 'courseRound']
const limit = 20

function plainSearch(raw: BetterSqlite3.Database): (text: string) => unknown[] {
  const hit = 'e."entityId", e."kind", e."title", e."detail"'
  const ofKinds = `e."kind" in (${kinds.map(() => '?').join(', ')})`
  const byBeginning = raw.prepare(`select ${hit} from "searchEntries" e where ${ofKinds} and e."folded" >= ? and e."folded" < ? order by e."folded" limit ${limit}`)
  const byWords = raw.prepare(
    `select ${hit} from (select e.* from "searchFts" join "searchEntries" e on e."rowId" = "searchFts".rowid where "searchFts" match ? and ${ofKinds} limit 200) e order by e."titleSort" limit ${limit}`,
  )
  const byDatedWords = raw.prepare(
    `select ${hit} from (select e.* from "searchFts" join "searchEntries" e on e."rowId" = "searchFts".rowid where "searchFts" match ? and e."kind" in (${datedKinds.map(() => '?').join(', ')}) order by "searchFts".rowid desc limit 200) e order by e."titleSort" limit ${limit}`,
  )
  const match = (column: string, text: string) => `${column} : (${text.split(' ').filter(Boolean).map((word) => `"${word}"*`).join(' AND ')})`
  return (text) => {
    const folded = foldForSearch(text)
    const hits = new Map<string, unknown>()
    const add = (found: unknown[]) => (found as { entityId: string }[]).forEach((hit) => hits.set(hit.entityId, hit))
    add(byBeginning.all(...kinds, folded, `${folded}\uffff`))
    if (hits.size < limit) add(byWords.all(match('folded', folded), ...kinds))
    if (hits.size < 5) add(byWords.all(match('{folded loose}', foldLoosely(text)), ...kinds))
    if (hits.size < limit && folded.length >= 3) add(byDatedWords.all(match('{folded loose}', signedWords(foldLoosely(text)).join(' ')), ...datedKinds))
    return [...hits.values()]
  }
}
