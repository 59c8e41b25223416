import type { Engine } from '#core/db/engine.ts'
import { tables } from '#core/db/schema.ts'
import { newId } from '#shared/ids.ts'
import { timeOf, value, type Result } from './measure.ts'
import type { BenchWorld } from './world.ts'

/** How the copies differ from those they are copies of: not at all, by a short name, a slip, or names in each other's place. */
const slips: readonly ((person: Record<string, unknown>) => Record<string, unknown>)[] = [
  (person) => person,
  (person) => ({ ...person, givenName: person['givenName'] === 'Karl' ? 'Kalle' : person['givenName'] }),
  (person) => ({ ...person, familyName: `${String(person['familyName']).slice(0, -2)}${String(person['familyName']).slice(-1)}${String(person['familyName']).slice(-2, -1)}` }),
  (person) => ({ ...person, givenName: person['familyName'], familyName: person['givenName'] }),
]

/** A search of the whole register, in which some have been registered a second time; plainly: SQL that joins the register to itself. */
export async function duplicatesBench({ client, engine, openRaw }: BenchWorld, fresh: number): Promise<Result[]> {
  const persons = await registerAgain(engine, fresh)
  let pairs = 0
  const ours = await timeOf(async () => {
    for await (const event of await client.duplicates.search({})) if (event.kind === 'finished') pairs = event.pairs
  })
  const raw = openRaw()
  const plain = await timeOf(() =>
    raw.prepare('select a."id", b."id" from "persons" a join "persons" b on b."nameSort" = a."nameSort" and b."birthDate" = a."birthDate" and a."id" < b."id" where a."isProtected" = 0 and b."isProtected" = 0').all(),
  )
  raw.close()
  const typed = await timeOf(() => client.duplicates.similar({ givenName: 'Kalle', familyName: 'Bergström', birthDate: '1960-01-02', email: 'kalle@example.se' }))
  return [
    { what: `Duplicates of ${fresh} among ${persons} persons`, ours, plain, goals: [value(60_000)], note: `${pairs} pairs; plainly: SQL joins on name and date of birth` },
    { what: 'Persons like the one being registered', ours: typed, goals: [value(100)], note: 'asked while one types' },
  ]
}

async function registerAgain(engine: Engine, fresh: number): Promise<number> {
  const columns = Object.keys(tables.persons)
  await engine.writing.transaction().execute(async (transaction) => {
    const rows = (await transaction.selectFrom('persons').selectAll().orderBy('id').limit(fresh).execute()) as unknown as Record<string, unknown>[]
    const copies = rows.map((row, index) => slips[index % slips.length]?.({ ...row, id: newId(), memberNumber: null, identityNumber: null }) ?? row)
    await engine.insertRows(transaction, 'persons', columns, copies.flatMap((copy) => columns.map((column) => copy[column])))
  })
  const { count } = await engine.reading.selectFrom('persons').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  return Number(count) - fresh
}
