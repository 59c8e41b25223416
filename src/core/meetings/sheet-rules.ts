import type { AttendanceStatus, SheetRow } from '#contract/meetings.ts'
import type { PersonRef } from '#contract/people.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import type { Cell, Sheet } from '#core/documents/spreadsheet.ts'

type Field = 'name' | 'givenName' | 'familyName' | 'status' | 'travelMinutes' | 'drivenKilometres'

/** What hosts call their columns, folded. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: ['namn', 'name', 'deltagare', 'ledamot', 'person', 'participant', 'fornamn och efternamn', 'for och efternamn'],
  givenName: ['fornamn', 'given name', 'first name'],
  familyName: ['efternamn', 'family name', 'last name', 'surname'],
  status: ['narvaro', 'narvarande', 'deltog', 'status', 'attendance', 'present'],
  travelMinutes: ['restid', 'restid min', 'restid minuter', 'travel time', 'travel min'],
  drivenKilometres: ['km', 'kilometer', 'egen bil', 'egen bil km', 'antal km', 'korda km', 'kilometres'],
}

const words: Readonly<Record<AttendanceStatus, readonly string[]>> = {
  present: ['ja', 'j', 'x', '1', 'true', 'sant', 'yes', 'y', 'narvarande', 'narv', 'present', 'deltog', 'v', '✓', '✔'],
  excused: ['forhinder', 'anmalt forhinder', 'anmalt', 'giltig franvaro', 'sjuk', 'excused', 'f'],
  absent: ['nej', 'n', '0', 'false', 'falskt', 'no', 'franvarande', 'franv', 'absent', '-', 'uteblev'],
}

/** The most rows above the headings, such as a title and a date. */
const headRows = 40

/** A heading or a word with its letters alone. */
function plain(cell: Cell | undefined): string {
  return foldLoosely(textOf(cell)).replace(/[^\p{L}\p{N}✓✔-]+/gu, ' ').trim()
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'object' ? cell.date : String(cell).trim()
}

/** Where in a row each field stands; none where no column holds names. */
function columnsIn(row: readonly Cell[]): ReadonlyMap<Field, number> | undefined {
  const found = new Map<Field, number>()
  for (const [index, cell] of row.entries()) {
    const heading = plain(cell)
    const field = (Object.keys(headings) as Field[]).find((each) => headings[each].includes(heading))
    if (field && !found.has(field)) found.set(field, index)
  }
  return found.has('name') || (found.has('givenName') && found.has('familyName')) ? found : undefined
}

/** Somebody whom a name of the sheet can mean. */
export interface Namesake {
  readonly person: PersonRef
}

/**
 * Reads a host's attendance sheet: the rows under the first one that has a heading for names. A sheet without a column for attendance is a list of
 * those who came. No row is lost: a name that is not known, or that fits several, is told with its row. Undefined where no row is a heading.
 * Protected persons are never found, since their names are not shown.
 */
export function readSheet(sheet: Sheet, known: readonly Namesake[]): SheetRow[] | undefined {
  for (const [place, row] of sheet.rows.slice(0, headRows).entries()) {
    const columns = columnsIn(row)
    if (columns) return told(sheet.rows.slice(place + 1).flatMap((cells, index) => rowOf(cells, columns, place + index + 2, known)))
  }
  return undefined
}

function rowOf(cells: readonly Cell[], columns: ReadonlyMap<Field, number>, line: number, known: readonly Namesake[]): SheetRow[] {
  const cellOf = (field: Field) => { const index = columns.get(field); return index === undefined ? null : (cells[index] ?? null) }
  const name = columns.has('name') ? textOf(cellOf('name')) : [textOf(cellOf('givenName')), textOf(cellOf('familyName'))].filter(Boolean).join(' ')
  if (plain(name) === '' || /^(?:summa|totalt|total|antal)\b/u.test(plain(name))) return []
  const found = known.filter(({ person }) => person.name !== null && isSameName(name, person.name))
  const said = plain(cellOf('status'))
  const status = columns.has('status') ? ((Object.keys(words) as AttendanceStatus[]).find((each) => words[each].includes(said)) ?? null) : 'present'
  return [{
    line, name, personId: found.length === 1 ? (found[0]?.person.id ?? null) : null, problem: found.length === 1 ? null : found.length > 1 ? 'several' : 'unknown',
    status, unread: status === null && said !== '' ? textOf(cellOf('status')) : null, travelMinutes: wholeNumber(cellOf('travelMinutes'), 1440), drivenKilometres: wholeNumber(cellOf('drivenKilometres'), 3000),
  }]
}

/** Who stands twice is told the second time, and only her first row counts. */
function told(rows: readonly SheetRow[]): SheetRow[] {
  return rows.map((row, index) => (row.personId !== null && rows.slice(0, index).some(({ personId }) => personId === row.personId) ? { ...row, personId: null, problem: 'twice' } : row))
}

/** The same words in any order, "Ek, Anna" and "Anna Ek"; one may leave out given names that the other has. */
function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)].toSorted((first, second) => first.length - second.length) as [string[], string[]]
  return a.length > 0 && (a.length > 1 || b.length === 1) && a.every((word) => b.includes(word))
}

function wordsOf(name: string): string[] {
  return [...new Set(plain(name).split(' ').filter(Boolean))]
}

/** "84 km" is 84; what is no whole number within reason is nothing. */
function wholeNumber(cell: Cell, most: number): number | null {
  const value = typeof cell === 'number' ? Math.round(cell) : Number(/^(\d{1,4})\s*(?:km|min)?$/u.exec(textOf(cell).toLowerCase())?.[1] ?? Number.NaN)
  return Number.isInteger(value) && value >= 0 && value <= most ? value : null
}
