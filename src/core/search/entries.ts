import type { Kysely } from 'kysely'
import { foldForSearch, loosened, sortKey } from '#shared/swedish-text.ts'
import type { AfterWrite, WritableTable, WrittenRow, WrittenRows } from '#core/db/writer.ts'
import type { Engine } from '#core/db/engine.ts'
import type { Database, Row, SearchEntryRow } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { insertEntries, replaceEntries } from '#core/db/search-index.ts'
import { addressWords, personsToRefresh, waysTo } from './person-words.ts'
import { datedEntries, datedNaming, datedSources } from './dated.ts'

interface Found {
  readonly title: string
  readonly detail: string
  /** Further words that lead here. */
  readonly words: readonly (string | null)[]
  /** Those of an address, folded and signed. */
  readonly addressWords?: readonly string[]
}

/** A protected person has no entry: nothing that is searched can then give her away. */
function personEntry(person: Row<'persons'>, further: readonly string[]): Found | undefined {
  if (person.isProtected) return undefined
  return {
    title: `${person.givenName} ${person.familyName}`,
    detail: [person.memberNumber, person.town].filter(Boolean).join(' · '),
    words: [person.memberNumber, ...further, person.formerName, person.town, person.email, digitsOf(person.birthDate), digitsOf(person.phone), digitsOf(person.otherPhone)],
    addressWords: addressWords(person),
  }
}

function digitsOf(written: string | null): string | null {
  return written?.replace(/\D/gu, '') ?? null
}

interface Indexed {
  readonly kind: string
  entry(row: never, further: readonly string[]): Found | undefined
}

const persons: Indexed = { kind: 'person', entry: personEntry }

const indexed = {
  persons,
  organisations: { kind: 'organisation', entry: (row: Row<'organisations'>) => ({ title: row.name, detail: '', words: [row.organisationNumber, row.targetGroup] }) },
  bodies: { kind: 'body', entry: (row: Row<'bodies'>) => ({ title: row.name, detail: '', words: [row.targetGroup] }) },
  trainings: { kind: 'training', entry: (row: Row<'trainings'>) => ({ title: row.name, detail: '', words: [] }) },
  // By what it is called and its day alone: what else is written there may name a person.
  proposals: { kind: 'proposal', entry: (row: Row<'proposals'>) => ({ title: row.title, detail: row.raisedOn, words: [row.raisedOn] }) },
} as const satisfies { readonly [Table in WritableTable]?: Indexed }

/** Keeps the search index in step with what a transaction wrote, in the same transaction. */
export const refreshSearchEntries: AfterWrite = async (transaction, engine, written) => {
  for (const [table, rows] of written) {
    // Also those of new rows: what they name may have been written before them, and have given them an entry.
    if (isDated(table)) await replaceEntries(transaction, engine, [...rows.keys()], await datedEntries(transaction, table, [...rows.keys()]))
    for (const [dated, ids] of await datedNaming(transaction, table, rows)) await replaceEntries(transaction, engine, ids, await datedEntries(transaction, dated, ids))
  }
  for (const [table, rows] of written) {
    const source: Indexed | undefined = (indexed as Partial<Record<WritableTable, Indexed>>)[table]
    if (!source) continue
    const stale = [...rows].flatMap(([id, { isNew }]) => (isNew ? [] : [id]))
    const further = table === 'persons' ? await furtherWordsOf(transaction, mayHaveFurtherWords(rows, written)) : noWords
    await replaceEntries(transaction, engine, stale, [...rows].flatMap(([id, { row }]) => entryOf(row, { id, source, further: further(id) })))
  }
  const reached = await personsToRefresh(transaction, written)
  const further = await furtherWordsOf(transaction, reached.map(({ id }) => id))
  await replaceEntries(transaction, engine, reached.map(({ id }) => id), reached.flatMap((row) => entryOf(row, { id: row.id, source: persons, further: further(row.id) })))
}

/** Gives the proposals that were there before they could be found an entry each. */
export async function fillProposalEntries(db: Kysely<Database>, kind: Engine['kind']): Promise<void> {
  const rows = await db.selectFrom('proposals').selectAll().execute()
  await insertEntries(db, kind, rows.flatMap((row) => entryOf(row, { id: row.id, source: indexed.proposals, further: [] })))
}

function isDated(table: WritableTable): table is keyof typeof datedSources {
  return table in datedSources
}

type FurtherWords = (personId: string) => readonly string[]

const noWords: FurtherWords = () => []

/** Those who were there before, and new ones only where this transaction wrote what leads to them: ten thousand imported persons need not be asked for. */
function mayHaveFurtherWords(persons: ReadonlyMap<string, WrittenRow>, written: WrittenRows): string[] {
  const alsoNew = written.has('contactDetails') || written.has('personMerges')
  return [...persons].flatMap(([id, { isNew }]) => (isNew && !alsoNew ? [] : [id]))
}

/** What leads to persons beside their own rows: their former member numbers, and their further ways to be reached. */
async function furtherWordsOf(db: Parameters<AfterWrite>[0], personIds: readonly string[]): Promise<FurtherWords> {
  const [numbers, ways] = [await formerNumbersOf(db, personIds), await waysTo(db, personIds)]
  return (id) => [...(numbers.get(id) ?? []), ...(ways.get(id) ?? [])]
}

/** The member numbers that persons had in registrations which were merged into theirs. */
async function formerNumbersOf(db: Parameters<AfterWrite>[0], personIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await inChunks(personIds, (ids) => db.selectFrom('personMerges').select(['keptPersonId', 'memberNumber']).where('keptPersonId', 'in', ids).where('memberNumber', 'is not', null).execute())
  const groups = Map.groupBy(rows, ({ keptPersonId }) => keptPersonId)
  return new Map([...groups].map(([id, own]) => [id, own.flatMap(({ memberNumber }) => memberNumber ?? [])]))
}

function entryOf(row: WrittenRow['row'], { id, source: { kind, entry }, further }: { id: string; source: Indexed; further: readonly string[] }): SearchEntryRow[] {
  const found = row ? entry(row as never, further) : undefined
  return found ? [toRow(id, kind, found)] : []
}

function toRow(entityId: string, kind: string, { title, detail, words, addressWords = [] }: Found): SearchEntryRow {
  // The sign of an address is no plain letter: folded with the rest it would take all of it the slow way.
  const folded = [foldForSearch([title, ...words].filter(Boolean).join(' ')), ...addressWords].join(' ')
  return { entityId, kind, title, detail, titleSort: sortKey(title), folded, loose: looseWords(folded) }
}

/** The words that can also be written without å, ä and ö, written so; the others are in the folded text already. */
function looseWords(folded: string): string {
  if (!/[åäö]/u.test(folded)) return ''
  return folded.split(' ').filter((word) => /[åäö]/u.test(word)).map(loosened).join(' ')
}
