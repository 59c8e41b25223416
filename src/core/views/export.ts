import { setTimeout as wait } from 'node:timers/promises'
import type { InputOf } from '#contract/base.ts'
import { customFieldIdOf, isCustomKey, type CustomType, type CustomValue } from '#contract/custom-fields.ts'
import { personColumns, type ChosenColumn, type PersonColumn, type PersonRow } from '#contract/person-columns.ts'
import type { ExportEvent, ExportFormat, views } from '#contract/views.ts'
import { countryName } from '#shared/countries.ts'
import { counties } from '#shared/data/counties.ts'
import { yearOf } from '#shared/dates.ts'
import { translator } from '#shared/i18n/index.ts'
import { addressLines, countryOnLetter, isWholeAddress, municipalityByCode } from '#shared/postal.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { cardsPdf } from '#core/documents/pdf-cards.ts'
import { labelLayouts, labelSheets } from '#core/documents/pdf-labels.ts'
import { tableFile, tableMediaTypes, type TableFormat } from '#core/documents/table-file.ts'
import type { ColumnType } from '#core/documents/workbook.ts'
import { customFieldsAmong, deadAmong, knownIds, personRows, refuseForbiddenColumns, selectedIds } from '#core/people/index.ts'

type Input = InputOf<(typeof views)['export']>
type Translator = ReturnType<typeof translator>
type LeftOut = (ExportEvent & { kind: 'finished' })['leftOut']

/** A file made of persons: its bytes, how many persons are in it, and who are not. */
interface Made {
  readonly bytes: Uint8Array
  readonly personCount: number
  readonly leftOut: LeftOut
}

/** What a format needs of each person, and how it is made. */
interface Format {
  readonly mediaType: string
  readonly columns: (input: Input) => readonly ChosenColumn[]
  readonly make: (rows: readonly PersonRow[], about: About) => Promise<Made> | Made
}

interface About {
  readonly input: Input
  readonly t: Translator
  readonly call: Call
  readonly associationName: string
  /** The custom fields among the columns, by their identifiers. */
  readonly customFields: Awaited<ReturnType<typeof customFieldsAmong>>
  readonly signal: AbortSignal | undefined
  /** To be told how many persons have been written. */
  readonly onWritten: (count: number) => void
}

const addressColumns: readonly PersonColumn[] = ['careOf', 'street', 'postcode', 'town', 'countryCode']

const formats: Record<ExportFormat, Format> = {
  excel: { mediaType: tableMediaTypes.excel, columns: ({ columns }) => columns, make: (rows, about) => asTable('excel', rows, about.input.columns, about) },
  csv: { mediaType: tableMediaTypes.csv, columns: ({ columns }) => columns, make: (rows, about) => asTable('csv', rows, about.input.columns, about) },
  addresses: { mediaType: tableMediaTypes.excel, columns: () => addressColumns, make: asAddressList },
  emails: { mediaType: 'text/plain; charset=utf-8', columns: () => ['email'], make: asEmails },
  labels: { mediaType: 'application/pdf', columns: () => addressColumns, make: asLabels },
  cards: { mediaType: 'application/pdf', columns: () => ['memberNumber', 'membershipKind'], make: asCards },
}

/** How many persons are read between two reports of how far it has come. */
const perStep = 500

/**
 * Gives persons out as a file, telling how far it has got. How many, in what form and why is journalled, never who or what.
 * @throws RuleViolation `views.nobody`, `views.nobodyInFile` where the file would be empty, and where the filter or a column says what the user may not read
 */
export async function exportPersons(call: Call, input: Input, signal?: AbortSignal): Promise<AsyncGenerator<ExportEvent>> {
  const columns = formats[input.format].columns(input)
  await refuseForbiddenColumns(call, columns)
  const chosen = input.ids ? await knownIds(call, input.ids, input) : await selectedIds(call, input, input)
  if (chosen.length === 0) throw new RuleViolation('views.nobody')
  const dead = isAboutTheDead(input) ? new Set<string>() : await deadAmong(call.store.db, chosen)
  return steps(call, input, { ids: chosen.filter((id) => !dead.has(id)), dead: [...dead], columns, signal })
}

/** A table is made of the dead where it is they who are asked for. Nothing is sent to them. */
function isAboutTheDead({ format, filter }: Input): boolean {
  return (format === 'excel' || format === 'csv') && filter.some(({ field, operator }) => field === 'deceased' && operator === 'yes')
}

async function* steps(call: Call, input: Input, { ids, dead, columns, signal }: { ids: readonly string[]; dead: readonly string[]; columns: readonly ChosenColumn[]; signal: AbortSignal | undefined }): AsyncGenerator<ExportEvent> {
  const rows: PersonRow[] = []
  for (let start = 0; start < ids.length; start += perStep) {
    signal?.throwIfAborted()
    yield { kind: 'progress', stage: 'reading', done: start, total: ids.length }
    rows.push(...(await personRows(call.store.db, ids.slice(start, start + perStep), columns, call.clock.today())))
  }
  yield { kind: 'progress', stage: 'writing', done: 0, total: 1 }
  const t = translator(input.language)
  const { name: associationName } = await call.store.db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const customFields = await customFieldsAmong(call.store.db, columns)
  const made = yield* tellingHowFar((onWritten) => formats[input.format].make(rows, { input, t, call, associationName, customFields, signal, onWritten }), rows.length)
  if (made.personCount === 0) throw new RuleViolation('views.nobodyInFile', { why: made.leftOut.at(-1)?.reason ?? 'deceased' })
  await call.store.transact(call.act(input.reason), (writer) =>
    writer.insert('personExports', { format: input.format, personCount: made.personCount, columnsJson: JSON.stringify(columns), exportedAt: writer.now }),
  )
  const name = t(`views.fileNames.${input.format}`, { date: call.clock.today() })
  const { bytes, personCount } = made
  const leftOut = [...notReached(await personRows(call.store.db, dead, [], call.clock.today()), 'deceased'), ...made.leftOut]
  yield { kind: 'finished', documentId: call.documents.put({ name, mediaType: formats[input.format].mediaType, bytes }), name, byteCount: bytes.byteLength, personCount, leftOut }
}

const milliseconds = 150

/** Tells now and then how many persons are written, while a file is made. */
async function* tellingHowFar(make: (onWritten: (count: number) => void) => Promise<Made> | Made, total: number): AsyncGenerator<ExportEvent, Made> {
  let [written, told] = [0, 0]
  const made = Promise.resolve(make((count) => (written = count)))
  // Awaited below; a reader who has left hears of no failure.
  made.catch(() => undefined)
  while (!(await Promise.race([made.then(() => true), wait(milliseconds, false)]))) {
    if (written > told) yield { kind: 'progress', stage: 'writing', done: (told = written), total }
  }
  return made
}

const spreadsheetType: Record<(typeof personColumns)[PersonColumn]['type'], ColumnType> = { text: 'text', identifier: 'identifier', integer: 'integer', date: 'date', choice: 'text' }

const customSpreadsheetType: Record<CustomType, ColumnType> = { text: 'text', longText: 'text', number: 'integer', money: 'ore', date: 'date', yesNo: 'boolean', choice: 'text', multipleChoice: 'text' }

/** A column as it stands in a file. */
interface FileColumn {
  readonly header: string
  readonly type: ColumnType
  readonly cell: (row: PersonRow) => string | number | boolean | null
}

function fileColumns(columns: readonly ChosenColumn[], about: Pick<About, 't' | 'input' | 'customFields'>): FileColumn[] {
  const { t, customFields } = about
  const own = columns.flatMap((column): FileColumn[] => {
    if (!isCustomKey(column)) return [{ header: t(`views.columns.${column}`), type: spreadsheetType[personColumns[column].type], cell: (row) => cellOf(row, column, about) }]
    const field = customFields.get(customFieldIdOf(column) ?? '')
    return field ? [{ header: field.name, type: customSpreadsheetType[field.type], cell: (row) => customCell(row.customValues?.[field.id]) }] : []
  })
  return [{ header: t('people.fields.name'), type: 'text', cell: (row) => row.name }, ...own]
}

function customCell(value: CustomValue | undefined) {
  return Array.isArray(value) ? value.join(', ') : (value ?? null)
}

async function asTable(format: TableFormat, rows: readonly PersonRow[], columns: readonly ChosenColumn[], about: About, leftOut: LeftOut = []): Promise<Made> {
  const { t, input, call, associationName, signal } = about
  const written = fileColumns(columns, about)
  const bytes = await tableFile(
    format,
    {
      title: t('views.documentTitle'), creator: associationName, language: input.language, createdAt: call.clock.now(), columns: written,
      rows: rows.map((row) => written.map(({ cell }) => cell(row))),
      yesNo: { yes: t('customFields.yes'), no: t('customFields.no') },
    },
    signal,
  )
  return { bytes, personCount: rows.length, leftOut }
}

function cellOf(row: PersonRow, column: PersonColumn, about: Pick<About, 't' | 'input'>): string | number | null {
  const value = row[column] ?? null
  return typeof value === 'string' ? inWords(column, value, about) : value
}

/** A code in words; anything else as it is. */
function inWords(column: PersonColumn, value: string, { t, input }: Pick<About, 't' | 'input'>): string {
  if (column === 'gender') return t(`people.gender.${value as 'woman'}`)
  if (column === 'membershipKind') return t(`people.membershipKind.${value as 'main'}`)
  if (column === 'preferredChannel') return t(`people.channel.${value as 'email'}`)
  if (column === 'countryCode') return input.format === 'addresses' ? countryOnLetter(value) : countryName(value, input.language)
  if (column === 'municipalityCode') return municipalityByCode(value)?.name ?? value
  if (column === 'county') return counties.find(({ code }) => code === value)?.name ?? value
  return value
}

function asAddressList(rows: readonly PersonRow[], about: About): Promise<Made> {
  const { reached, leftOut } = withAddress(rows)
  return asTable('excel', reached.map(({ row }) => row), addressColumns, about, leftOut)
}

/** One address a line. Two who share an address get one line. */
function asEmails(rows: readonly PersonRow[]): Made {
  const reached = rows.filter((row) => row.email)
  const addresses = new Set(reached.map((row) => row.email as string))
  return { bytes: new TextEncoder().encode([...addresses].map((address) => `${address}\r\n`).join('')), personCount: reached.length, leftOut: notReached(rows.filter((row) => !row.email), 'noEmail') }
}

async function asLabels(rows: readonly PersonRow[], { input, t, call, associationName, signal, onWritten }: About): Promise<Made> {
  const { reached, leftOut } = withAddress(rows)
  const description = { title: t('views.labelsTitle'), author: associationName, language: input.language, createdAt: call.clock.now() }
  const layout = labelLayouts[input.labelSheet]
  const first = Math.min(input.firstLabel, layout.columns * layout.rows)
  const { bytes, tooLong } = await labelSheets(description, layout, reached.map(({ lines }) => lines), first, { signal, onDrawn: onWritten })
  const unprinted = notReached(tooLong.flatMap((index) => reached[index]?.row ?? []), 'tooLong')
  return { bytes, personCount: reached.length - unprinted.length, leftOut: [...leftOut, ...unprinted] }
}

/** Cards for those who are members today and have a number; the others are named. */
async function asCards(rows: readonly PersonRow[], { input, t, call, associationName }: About): Promise<Made> {
  const year = input.cardYear ?? yearOf(call.clock.today())
  const members = rows.flatMap(({ id, name, memberNumber, membershipKind }) => (memberNumber && membershipKind ? [{ id, name, number: memberNumber }] : []))
  const given = new Set(members.map(({ id }) => id))
  const bytes = await cardsPdf({
    title: t('views.cards.title'), author: associationName, language: input.language, createdAt: call.clock.now(), paper: input.cardPaper, association: associationName,
    heading: t('views.cards.heading'), numberLine: (number) => t('views.cards.number', { number }), validLine: t('views.cards.valid', { year: String(year) }), cards: members,
  })
  return { bytes, personCount: members.length, leftOut: notReached(rows.filter(({ id }) => !given.has(id)), 'notMember') }
}

/** Who has a whole address, in the order of the postcodes, as the post wants them, and then by country. */
function withAddress(rows: readonly PersonRow[]) {
  const found = rows.flatMap((row) => {
    const { name, careOf = null, street = null, postcode = null, town = null, countryCode = null } = row
    const address = { careOf, street, postcode, town, countryCode }
    return isWholeAddress(address) ? [{ row, lines: [name, ...addressLines(address)], place: `${countryCode ?? ''} ${postcode ?? ''}` }] : []
  })
  const reached = found.toSorted((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
  const ids = new Set(found.map(({ row }) => row.id))
  return { reached, leftOut: notReached(rows.filter(({ id }) => !ids.has(id)), 'noAddress') }
}

function notReached(rows: readonly PersonRow[], reason: LeftOut[number]['reason']): LeftOut {
  return rows.map(({ id, name }) => ({ id, name, reason }))
}
