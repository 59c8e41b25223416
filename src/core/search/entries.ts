import type { Kysely } from 'kysely'
import { foldForSearch, foldLoosely, sortKey } from '#shared/swedish-text.ts'
import type { AfterWrite, WritableTable } from '#core/db/writer.ts'
import type { Database, Row, SearchEntryRow } from '#core/db/schema.ts'
import { replaceEntries } from '#core/db/search-index.ts'

interface Found {
  readonly title: string
  readonly detail: string
  /** Further words that lead here. */
  readonly words: readonly (string | null)[]
}

/** A protected person has no entry: nothing that is searched can then give her away. */
function personEntry(person: Row<'persons'>): Found | undefined {
  if (person.isProtected) return undefined
  return {
    title: `${person.givenName} ${person.familyName}`,
    detail: [person.memberNumber, person.town].filter(Boolean).join(' · '),
    words: [person.memberNumber, person.town, person.email, digitsOf(person.phone), digitsOf(person.otherPhone)],
  }
}

function digitsOf(phone: string | null): string | null {
  return phone?.replace(/\D/gu, '') ?? null
}

interface Indexed {
  readonly kind: string
  entry(row: never): Found | undefined
}

const indexed: { readonly [Table in WritableTable]?: Indexed } = {
  persons: { kind: 'person', entry: personEntry },
  organisations: { kind: 'organisation', entry: (row: Row<'organisations'>) => ({ title: row.name, detail: '', words: [row.organisationNumber] }) },
  bodies: { kind: 'body', entry: (row: Row<'bodies'>) => ({ title: row.name, detail: '', words: [row.targetGroup] }) },
  trainings: { kind: 'training', entry: (row: Row<'trainings'>) => ({ title: row.name, detail: '', words: [] }) },
}

/** Keeps the search index in step with what a transaction wrote, in the same transaction. */
export const refreshSearchEntries: AfterWrite = async (transaction, engine, changed, inserted) => {
  for (const [table, ids] of changed) {
    const source = indexed[table]
    if (source) await replaceEntries(transaction, engine, [...ids], inserted, await entriesOf(transaction, table, source, [...ids]))
  }
}

async function entriesOf(transaction: Kysely<Database>, table: WritableTable, source: Indexed, ids: readonly string[]): Promise<SearchEntryRow[]> {
  const entries: SearchEntryRow[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await transaction.selectFrom(table).selectAll().where('id', 'in', ids.slice(start, start + 500)).execute()
    for (const row of rows) {
      const found = source.entry(row as never)
      if (found) entries.push(toRow(row.id, source.kind, found))
    }
  }
  return entries
}

function toRow(entityId: string, kind: string, { title, detail, words }: Found): SearchEntryRow {
  const all = [title, ...words].filter(Boolean).join(' ')
  return { entityId, kind, title, detail, titleSort: sortKey(title), folded: foldForSearch(all), loose: foldLoosely(all) }
}
