import { foldForSearch, foldLoosely, sortKey } from '#shared/swedish-text.ts'
import type { AfterWrite, WritableTable, WrittenRow } from '#core/db/writer.ts'
import type { Row, SearchEntryRow } from '#core/db/schema.ts'
import { replaceEntries } from '#core/db/search-index.ts'
import { datedEntries, datedNaming, datedSources } from './dated.ts'

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
    words: [person.memberNumber, person.formerName, person.town, person.email, digitsOf(person.birthDate), digitsOf(person.phone), digitsOf(person.otherPhone)],
  }
}

function digitsOf(written: string | null): string | null {
  return written?.replace(/\D/gu, '') ?? null
}

interface Indexed {
  readonly kind: string
  entry(row: never): Found | undefined
}

const indexed: { readonly [Table in WritableTable]?: Indexed } = {
  persons: { kind: 'person', entry: personEntry },
  organisations: { kind: 'organisation', entry: (row: Row<'organisations'>) => ({ title: row.name, detail: '', words: [row.organisationNumber, row.targetGroup] }) },
  bodies: { kind: 'body', entry: (row: Row<'bodies'>) => ({ title: row.name, detail: '', words: [row.targetGroup] }) },
  trainings: { kind: 'training', entry: (row: Row<'trainings'>) => ({ title: row.name, detail: '', words: [] }) },
}

/** Keeps the search index in step with what a transaction wrote, in the same transaction. */
export const refreshSearchEntries: AfterWrite = async (transaction, engine, written) => {
  for (const [table, rows] of written) {
    const changed = [...rows].flatMap(([id, { isNew }]) => (isNew ? [] : [id]))
    // Also those of new rows: what they name may have been written before them, and have given them an entry.
    if (isDated(table)) await replaceEntries(transaction, engine, [...rows.keys()], await datedEntries(transaction, table, [...rows.keys()]))
    for (const [dated, ids] of await datedNaming(transaction, table, changed)) await replaceEntries(transaction, engine, ids, await datedEntries(transaction, dated, ids))
  }
  for (const [table, rows] of written) {
    const source = indexed[table]
    if (!source) continue
    const stale = [...rows].flatMap(([id, { isNew }]) => (isNew ? [] : [id]))
    await replaceEntries(transaction, engine, stale, [...rows].flatMap(([id, { row }]) => entryOf(id, source, row)))
  }
}

function isDated(table: WritableTable): table is keyof typeof datedSources {
  return table in datedSources
}

function entryOf(id: string, { kind, entry }: Indexed, row: WrittenRow['row']): SearchEntryRow[] {
  const found = row ? entry(row as never) : undefined
  return found ? [toRow(id, kind, found)] : []
}

function toRow(entityId: string, kind: string, { title, detail, words }: Found): SearchEntryRow {
  const folded = foldForSearch([title, ...words].filter(Boolean).join(' '))
  return { entityId, kind, title, detail, titleSort: sortKey(title), folded, loose: looseWords(folded) }
}

/** The words that can also be written without å, ä and ö, written so; the others are in the folded text already. */
function looseWords(folded: string): string {
  return folded.split(' ').filter((word) => /[åäö]/u.test(word)).map(foldLoosely).join(' ')
}
