import type { Kysely } from 'kysely'
import { foldForSearch, foldLoosely, sortKey } from '#shared/swedish-text.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { Engine } from '#core/db/engine.ts'
import type { Database, Row, SearchEntryRow } from '#core/db/schema.ts'
import { insertEntries } from '#core/db/search-index.ts'
import type { WritableTable, WrittenRow } from '#core/db/writer.ts'
import { wordsOfMeeting } from './found-by.ts'

/**
 * What is found by its day as well as by a name: meetings, claims and course rounds. There are many of them to each body, person or
 * training, and they stand after those: the newest first.
 */

/**
 * Stands before each of their words, so that a search for names need not wade through thousands of meetings.
 * A private character, which both engines take for a letter and nobody types.
 */
const sign = '\ue000'

/** Text as the words of dated entries are kept and sought: a day, or the beginning of one, in one word, each word with its sign. */
export function signedWords(folded: string): string[] {
  return folded
    .replace(/(\d{4})-(\d{1,2})(?:-(\d{1,2}))?/gu, '$1$2$3')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => sign + word)
}

interface Dated {
  readonly id: string
  readonly title: string
  readonly detail: string | null
  readonly date: string
  /** What it is found by, beside its day. */
  readonly words: string
}

interface Source {
  readonly kind: string
  /** Reads what the entries of rows say. A row that is not to be found is left out. */
  read(db: Kysely<Database>, ids: readonly string[]): Promise<readonly Dated[]>
  /** The tables whose names the entries hold, and which rows name one of theirs. */
  readonly named: { readonly [Table in WritableTable]?: Named<Table> }
}

interface Named<Table extends WritableTable> {
  /** What of theirs the entries depend on. A telephone number gives a thousand meetings no new entries. */
  readonly by: readonly (keyof Row<Table> & string)[]
  rows(db: Kysely<Database>, ids: readonly string[]): Promise<readonly { id: string }[]>
}

/** The claims of a protected person have no entries: her name leads to nothing. */
export const datedSources = {
  meetings: {
    kind: 'meeting',
    async read(db, ids) {
      const rows = await db
        .selectFrom('meetings')
        .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
        .innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId')
        .select(['meetings.id', 'meetings.title', 'meetings.topic', 'meetings.place', 'meetings.heldOn', 'bodies.name as bodyName', 'organisations.name as hostName'])
        .where('meetings.id', 'in', ids)
        .execute()
      return rows.map((row) => ({ id: row.id, title: row.bodyName, detail: [row.title, row.topic].filter(Boolean).join(' · '), date: row.heldOn, words: wordsOfMeeting(row) }))
    },
    named: {
      bodies: { by: ['name', 'hostOrganisationId'], rows: (db, ids) => db.selectFrom('meetings').select('id').where('bodyId', 'in', ids).execute() },
      organisations: {
        by: ['name'],
        rows: (db, ids) => db.selectFrom('meetings').innerJoin('bodies', 'bodies.id', 'meetings.bodyId').select('meetings.id').where('bodies.hostOrganisationId', 'in', ids).execute(),
      },
    },
  },
  claims: {
    kind: 'claim',
    async read(db, ids) {
      const rows = await db
        .selectFrom('claims')
        .innerJoin('persons', 'persons.id', 'claims.personId')
        .leftJoin('bodies', 'bodies.id', 'claims.bodyId')
        .select(['claims.id', 'persons.givenName', 'persons.familyName', 'persons.isProtected', 'bodies.name as detail', 'claims.occurredOn as date'])
        .where('claims.id', 'in', ids)
        .execute()
      return rows.filter((row) => row.isProtected === 0).map(({ id, givenName, familyName, detail, date }) => ({ id, title: `${givenName} ${familyName}`, detail, date, words: `${givenName} ${familyName} ${detail ?? ''}` }))
    },
    named: {
      persons: { by: ['givenName', 'familyName', 'isProtected'], rows: (db, ids) => db.selectFrom('claims').select('id').where('personId', 'in', ids).execute() },
      bodies: { by: ['name'], rows: (db, ids) => db.selectFrom('claims').select('id').where('bodyId', 'in', ids).execute() },
    },
  },
  courseRounds: {
    kind: 'courseRound',
    async read(db, ids) {
      const rows = await db
        .selectFrom('courseRounds')
        .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
        .select(['courseRounds.id', 'trainings.name as title', 'courseRounds.name as detail', 'courseRounds.startsOn as date'])
        .where('courseRounds.id', 'in', ids)
        .execute()
      return rows.map((row) => ({ ...row, words: `${row.title} ${row.detail}` }))
    },
    named: { trainings: { by: ['name'], rows: (db, ids) => db.selectFrom('courseRounds').select('id').where('trainingId', 'in', ids).execute() } },
  },
} as const satisfies { readonly [Table in WritableTable]?: Source }


/** The entries of rows of a dated table. */
export async function datedEntries(db: Kysely<Database>, table: keyof typeof datedSources, ids: readonly string[]): Promise<SearchEntryRow[]> {
  const { kind, read }: Source = datedSources[table]
  return (await inChunks(ids, (part) => read(db, part))).map((found) => toRow(kind, found))
}

/** The dated rows that name one of these rows of another table by something that has changed. */
export async function datedNaming(db: Kysely<Database>, table: WritableTable, rows: ReadonlyMap<string, WrittenRow>): Promise<readonly (readonly [keyof typeof datedSources, readonly string[]])[]> {
  const sources = Object.entries(datedSources) as [keyof typeof datedSources, Source][]
  const naming = await Promise.all(sources.map(async ([dated, { named }]) => {
    const own: Named<never> | undefined = named[table]
    if (!own) return [dated, []] as const
    const changed = [...rows].filter(([, { row, before }]) => before !== null && own.by.some((column) => before[column] !== row?.[column])).map(([id]) => id)
    return [dated, (await inChunks(changed, (part) => own.rows(db, part))).map(({ id }) => id)] as const
  }))
  return naming.filter(([, found]) => found.length > 0)
}

/** Gives entries to the rows that were there before they could be found so, in place of those they may have. */
export async function fillDatedEntries(db: Kysely<Database>, kind: Engine['kind'], only = Object.keys(datedSources) as (keyof typeof datedSources)[]): Promise<void> {
  for (const table of only) {
    await db.deleteFrom('searchEntries').where('kind', '=', datedSources[table].kind).execute()
    const ids = (await db.selectFrom(table).select('id').execute()).map((row) => row.id)
    await insertEntries(db, kind, await datedEntries(db, table, ids))
  }
}

/** How much of a topic is shown. */
const longestDetail = 200

function toRow(kind: string, { id, title, detail, date, words }: Dated): SearchEntryRow {
  const about = detail?.replace(/\s+/gu, ' ').slice(0, longestDetail) ?? ''
  const folded = foldForSearch(`${date} ${words}`)
  return {
    entityId: id, kind, title: `${title} ${date}`, detail: about, titleSort: `${newestFirst(date)} ${sortKey(title)}`, folded: signedWords(folded).join(' '),
    loose: signedWords(folded.split(/\s+/u).filter((word) => /[åäö]/u.test(word)).map(foldLoosely).join(' ')).join(' '),
  }
}

/** Sorts later days before earlier ones. */
function newestFirst(date: string): string {
  return date.replace(/\d/gu, (digit) => String(9 - Number(digit)))
}
