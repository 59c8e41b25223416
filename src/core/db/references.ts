import { parseSpec } from './columns.ts'
import { looseReferences, tables } from './schema.ts'
import type { WritableTable } from './writer.ts'

/** A column of a table that refers to another. */
export interface ReferringColumn {
  readonly table: WritableTable
  readonly column: string
}

/** For each table, the columns of all tables that refer to it. A new table is found without being named here. */
export const referring: ReadonlyMap<string, readonly ReferringColumn[]> = findReferring()

function findReferring(): Map<string, ReferringColumn[]> {
  const found = new Map<string, ReferringColumn[]>()
  const add = (referenced: string, place: ReferringColumn) => found.set(referenced, [...(found.get(referenced) ?? []), place])
  for (const [table, columns] of Object.entries(tables)) {
    for (const [column, spec] of Object.entries(columns)) {
      const { references } = parseSpec(spec)
      if (references) add(references, { table: table as WritableTable, column })
    }
  }
  for (const { table, column, to } of looseReferences) for (const referenced of to) add(referenced, { table, column })
  return found
}
