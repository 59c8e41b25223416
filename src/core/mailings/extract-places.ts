import { parseSpec } from '#core/db/columns.ts'
import { tables, type TableName } from '#core/db/schema.ts'

interface Place {
  readonly table: TableName
  readonly column: string
}

const places: readonly (Place & { readonly references: string })[] = Object.entries(tables).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([column, spec]) => {
    const { references } = parseSpec(spec)
    return references === undefined ? [] : [{ table: table as TableName, column, references }]
  }),
)

/** Tables of what a user of the program has done or begun to write; she is in them as a user, not as a person of the register. */
const ofTheProgram: ReadonlySet<string> = new Set(['journalEntries', 'journalChanges', 'formDrafts'])

/** Every column that names a person. */
export const personColumns: readonly Place[] = places.filter(({ table, references }) => references === 'persons' && !ofTheProgram.has(table))

/** Rows that name a person and yet are not hers: what lies under them is everybody's. */
const shared: ReadonlySet<string> = new Set(['users', 'organisations'])

const naming: ReadonlySet<string> = new Set(personColumns.map(({ table }) => table))

/** Where the parts of a person's rows lie: tables that name no person themselves, but one of her rows, such as the lines of a claim. What she has made as a user is no part of her. */
export const partsOf: readonly (Place & { readonly of: TableName })[] = places.flatMap(({ table, column, references }) =>
  naming.has(references) && !naming.has(table) && references !== 'persons' && !shared.has(references) && !ofTheProgram.has(table) ? [{ table, column, of: references as TableName }] : [],
)

/** What to show of a table, in the schema's order, without keys. */
export function extractedColumns(table: TableName): { column: string; kind: string; references: string | undefined }[] {
  // Where in the list somebody stands says nothing of her.
  const isPlace = (column: string) => table === 'mailingRecipients' && column === 'position'
  return Object.entries(tables[table]).flatMap(([column, spec]) => {
    const { kind, references } = parseSpec(spec)
    return column === 'id' || column === 'version' || column === 'nameSort' || kind === 'json' || isPlace(column) ? [] : [{ column, kind, references }]
  })
}
