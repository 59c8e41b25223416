import { zipSync } from 'fflate'
import type { InputOf } from '#contract/base.ts'
import type { registerExtracts } from '#contract/mailings.ts'
import { countryName } from '#shared/countries.ts'
import { dateOfInstant, type Instant } from '#shared/dates.ts'
import { oreToDecimalText } from '#shared/money.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { codeWord } from '#shared/i18n/code-words.ts'
import { messages, translator, type Language } from '#shared/i18n/index.ts'
import { columnLabel } from '#shared/i18n/journal-words.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { looseReferences, type TableName } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { factsPdf } from '#core/documents/pdf-facts.ts'
import { longDate, titlesOf } from './merge-values.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { extractedColumns, partsOf, personColumns } from './extract-places.ts'

type AnyRow = Readonly<Record<string, string | number | null>> & { readonly id: string }

/** What is known about a person, table by table. */
export type Extract = ReadonlyMap<TableName, readonly AnyRow[]>

/**
 * Writes down everything that is known about one person: a paper to read and the same as JSON. Which tables and columns
 * there are is asked of the schema, so that nothing new is forgotten. On which ground it is kept is said too.
 * Source: dataskyddsförordningen, articles 6.1 b, c and f, 9.2 a and e, and 15.
 * @throws NotFound, RuleViolation where she is protected and the user may not open that
 */
export async function makeRegisterExtract(call: Call, { personId, language, reason }: InputOf<typeof registerExtracts.make>): Promise<{ documentId: string; name: string }> {
  const { db } = call.store
  const person = await db.selectFrom('persons').select(['givenName', 'familyName', 'isProtected']).where('id', '=', personId).executeTakeFirst()
  if (!person) throw new NotFound()
  if (person.isProtected === 1 && !call.user.permissions.has('people.openProtected')) throw new RuleViolation('common.notAllowed')
  const extract = await readExtract(db, personId)
  const shown = await shownExtract(db, extract, personId, language)
  const t = translator(language)
  const association = await db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const name = `${person.givenName} ${person.familyName}`
  const pdf = await factsPdf({
    title: t('mailings.extract.title'), author: association.name, language, createdAt: call.clock.now(), heading: t('mailings.extract.title'),
    lead: [
      t('mailings.extract.about', { name, association: association.name, date: longDate(call.clock.today()) }), t('mailings.extract.purpose'), t('mailings.extract.grounds'), t('mailings.extract.retention'),
      t('mailings.extract.receivers'), t('mailings.extract.rights'),
    ],
    sections: shown,
  })
  const json = JSON.stringify({ association: association.name, madeAt: call.clock.now(), person: name, tables: Object.fromEntries([...extract].map(([table, rows]) => [table, rows])) }, null, 2)
  await call.store.transact(call.act(reason), async (writer) => writer.note('persons', personId))
  const base = t('mailings.fileNames.extract', { date: call.clock.today() })
  const bytes = zipSync({ [`${base}.pdf`]: pdf, [`${base}.json`]: new TextEncoder().encode(json) })
  return { name: `${base}.zip`, documentId: call.documents.put({ name: `${base}.zip`, mediaType: 'application/zip', bytes }) }
}

/** Every row that names the person, the rows that are parts of those, and what the history has kept of her. */
async function readExtract(db: ReadDb, personId: string): Promise<Extract> {
  const found = new Map<TableName, AnyRow[]>()
  const add = (table: TableName, rows: readonly AnyRow[]) => {
    const known = found.get(table) ?? []
    const fresh = rows.filter((row) => !known.some(({ id }) => id === row.id))
    if (fresh.length > 0) found.set(table, [...known, ...fresh])
  }
  const read = async (table: TableName, column: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : ((await db.selectFrom(table as 'persons').selectAll().where(column as 'id', 'in', [...ids]).orderBy('id').execute()) as unknown as AnyRow[])
  add('persons', await read('persons', 'id', [personId]))
  for (const { table, column } of personColumns) if (table !== 'persons') add(table, await read(table, column, [personId]))
  for (const { table, column, to } of looseReferences) if (to.includes('persons')) add(table, await read(table, column, [personId]))
  for (const { table, column, of } of partsOf) add(table, await read(table, column, (found.get(of) ?? []).map(({ id }) => id)))
  return new Map([...found].map(([table, rows]) => [table, rows.map((row) => withoutOthers(table, row, personId))]))
}

/** Where it stands how those are reached who are not in the register. */
const outsiderColumns: { readonly [Table in TableName]?: readonly string[] } = { persons: ['contactPhone', 'contactEmail'], guardians: ['phone', 'email'], mailingRecipients: ['viaName'] }

/** What is another person's is not given out with it: who she is, and how she is reached. Article 15.4. */
function withoutOthers(table: TableName, row: AnyRow, personId: string): AnyRow {
  const others = personColumns.filter((place) => place.table === table && row[place.column] !== personId && row[place.column] !== null).map(({ column }) => column)
  const isOthersAddress = table === 'mailingRecipients' && row['personId'] !== personId
  const isByWayOfOther = table === 'mailingRecipients' && ((row['viaPersonId'] !== null && row['viaPersonId'] !== personId) || row['viaName'] !== null)
  const ofOutsiders = outsiderColumns[table] ?? []
  return { ...row, ...Object.fromEntries([...others, ...ofOutsiders].map((column) => [column, null])), ...((isOthersAddress || isByWayOfOther) && { address: null }) }
}

async function shownExtract(db: ReadDb, extract: Extract, personId: string, language: Language) {
  const tableWords: Record<string, string> = messages[language].journal.tables
  const own = messages[language].mailings.extract.columns as Record<string, string>
  const t = translator(language)
  const names = await namesOf(db, extract)
  return [...extract].map(([table, rows]) => ({
    heading: `${capital(tableWords[table] ?? table)} (${rows.length})`,
    groups: rows.map((row) =>
      extractedColumns(table).flatMap(({ column, kind, references }) => {
        const value = row[column]
        if (value === null || value === undefined || value === personId) return []
        const text = references === undefined ? valueText(value, { table, column, kind, language }, t) : names.get(String(value))
        // What a row points to and has no name of its own, such as a seat, says nothing to people; it is in the JSON.
        return text === undefined ? [] : [{ label: own[column] ?? columnLabel(language, table, column), value: text }]
      }),
    ),
  }))
}

interface About {
  readonly table: TableName
  readonly column: string
  readonly kind: string
  readonly language: Language
}

function valueText(value: string | number, { table, column, kind, language }: About, t: ReturnType<typeof translator>): string {
  if (kind === 'flag') return t(value === 1 ? 'mailings.extract.yes' : 'mailings.extract.no')
  if (kind === 'ore') return `${oreToDecimalText(Number(value)).replace('.', ',')} kr`
  if (kind === 'instant') return longDate(dateOfInstant(value as Instant))
  if (column.endsWith('BasisPoints')) return `${String(Number(value) / 100).replace('.', ',')} %`
  if (column === 'countryCode') return countryName(String(value), language)
  if (column === 'municipalityCode') return municipalityByCode(String(value))?.name ?? String(value)
  return codeWord(language, table, column, String(value)) ?? String(value)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const namedTables = ['bodies', 'organisations', 'meetings', 'trainings', 'courseRounds', 'grants', 'audits', 'tags', 'experienceAreas', 'customFields', 'consultations', 'events'] as const

/** The names of what her rows refer to. */
async function namesOf(db: ReadDb, extract: Extract): Promise<ReadonlyMap<string, string>> {
  const asked = new Map<string, Set<string>>()
  for (const [table, rows] of extract) {
    for (const { column, references } of extractedColumns(table)) {
      if (references === undefined) continue
      const ids = asked.get(references) ?? new Set()
      for (const row of rows) if (typeof row[column] === 'string') ids.add(row[column])
      asked.set(references, ids)
    }
  }
  const names = new Map<string, string>()
  for (const table of namedTables) {
    const ids = [...(asked.get(table) ?? [])]
    if (ids.length === 0) continue
    const column = ({ meetings: 'heldOn', consultations: 'title', events: 'title' } as Record<string, string>)[table] ?? 'name'
    const rows = (await db.selectFrom(table as 'bodies').select(['id', column as 'name']).where('id', 'in', ids).execute()) as unknown as Record<string, string>[]
    for (const row of rows) names.set(row['id'] as string, row[column] as string)
  }
  const mailings = await inChunks([...(asked.get('mailings') ?? [])], (ids) => db.selectFrom('mailings').selectAll().where('id', 'in', ids).execute())
  const titles = await titlesOf(db, mailings)
  for (const [index, { id }] of mailings.entries()) names.set(id, titles[index] as string)
  return names
}
