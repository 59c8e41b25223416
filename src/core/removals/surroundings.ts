import { referring } from '#core/db/references.ts'
import type { ReadDb, WritableTable } from '#core/db/writer.ts'
import { goesAlong } from './rules.ts'

interface Place {
  readonly table: WritableTable
  readonly id: string
}

/** What refers to a row, directly or through its details. */
export interface Surroundings {
  /** The row and its details, in the order they must be removed; the row itself is last. */
  readonly going: readonly Place[]
  /** For each table, how many of its rows are built upon what would go. */
  readonly builtUpon: ReadonlyMap<WritableTable, number>
}

/** Walks every reference to a row. A new table that refers to it is built upon it until it is said to be a detail. */
export async function surroundingsOf(db: ReadDb, start: Place): Promise<Surroundings> {
  const seen = new Set([start.id])
  const going: Place[] = []
  const others = new Map<WritableTable, Set<string>>()
  async function walk({ table, id }: Place): Promise<void> {
    for (const place of referring.get(table) ?? []) {
      const rows = await db.selectFrom(place.table as 'persons').select('id').where(place.column as 'id', '=', id).execute()
      for (const row of rows) {
        if (!goesAlong(table, place)) others.set(place.table, (others.get(place.table) ?? new Set()).add(row.id))
        else if (!seen.has(row.id)) {
          seen.add(row.id)
          await walk({ table: place.table, id: row.id })
        }
      }
    }
    going.push({ table, id })
  }
  await walk(start)
  const counts = [...others].map(([table, ids]) => [table, [...ids].filter((id) => !seen.has(id)).length] as const)
  return { going, builtUpon: new Map(counts.filter(([, count]) => count > 0)) }
}
