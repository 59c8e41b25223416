import type { InputOf } from '#contract/base.ts'
import type { bodies } from '#contract/bodies.ts'
import { addDays, type LocalDate, type Period } from '#shared/dates.ts'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import { keptInStep, type ChangedRow } from '#core/db/kept.ts'
import type { Row } from '#core/db/schema.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { beginning, fewHits, joined, marksOf, typedWords, type Joined } from '#core/search/index.ts'
import { inSeatOrder, warningDays } from './rules.ts'

/**
 * All seats of all bodies with everyone who has held them, held in memory, so that who sits where on any day is there at once in any
 * order, with its total: to find holders in SQL would read every assignment there has been.
 */

type ListInput = InputOf<typeof bodies.seatsOn>

/** A seat of the page, and the assignment of the one who holds it that day. */
export interface HeldSeat {
  readonly seatId: string
  readonly assignmentId: string | null
  /** Whether the assignment ends within the warning time with nobody appointed after it. */
  readonly isEndingSoon: boolean
}

/** A page of the seats in force on a day, and how many they are in all. */
export async function seatsPage(store: Store, input: ListInput, today: LocalDate): Promise<{ total: number; seats: HeldSeat[] }> {
  const seating = await seatingOf(store, today)
  const date = input.date ?? today
  const warnedUntil = dayNumber(addDays(date, warningDays))
  const lines = linesOn(seating, dayNumber(date), input.sort)
  const words = typedWords(input.text)
  const exact = pageOf(lines, input, filterOf(seating, { ...input, warnedUntil }, 'folded', words))
  const { total, page } = words.length === 0 || exact.total >= fewHits ? exact : pageOf(lines, input, filterOf(seating, { ...input, warnedUntil }, 'loose', words.map(foldLoosely)))
  return { total, seats: page.map(({ seat, term }) => ({ seatId: seat.id, assignmentId: term?.id ?? null, isEndingSoon: isEndingSoon(seat, term, warnedUntil) })) }
}

/** Days are numbers, so that 12 March 2026 is 20260312. */
interface Seating {
  /** Body by body in Swedish order, each body's in the order of its seats. */
  readonly seats: readonly KeptSeat[]
  readonly seatById: ReadonlyMap<string, KeptSeat>
  readonly bodies: readonly KeptBody[]
  readonly persons: Map<string, KeptPerson>
  readonly terms: Map<string, KeptTerm>
  readonly hostNames: ReadonlyMap<string, string>
  /** Made when asked for. */
  searched: Partial<Record<Spelling, { readonly bodies: Joined; readonly persons: Joined }>>
  orders: Partial<Record<TermSort, readonly KeptTerm[]>>
  /** The day that was last asked for. */
  day: Day | undefined
}

type TermSort = 'person' | 'endsOn'

/** A seat in force on a day, and the term of the one who holds it. */
interface Line {
  readonly seat: KeptSeat
  readonly term: KeptTerm | null
}

/** Lines in an order, and those that have no place in it, which come last in whichever direction. */
interface Lines {
  readonly filled: readonly Line[]
  readonly blank: readonly Line[]
}

interface Day {
  readonly day: number
  readonly byBody: Lines
  readonly lineOf: ReadonlyMap<KeptTerm, Line>
  byTerm: Partial<Record<TermSort, Lines>>
}

interface Lasting {
  readonly from: number
  readonly to: number
}

interface KeptSeat extends Lasting {
  readonly id: string
  /** Its place among the seats. */
  readonly place: number
  readonly kind: string
  readonly body: KeptBody
  terms: readonly KeptTerm[]
}

interface KeptTerm extends Lasting {
  readonly id: string
  readonly seat: KeptSeat
  readonly person: KeptPerson
}

interface KeptBody {
  /** Its place among the bodies. */
  readonly place: number
  readonly text: string
  readonly row: Pick<Row<'bodies'>, 'kind' | 'level' | 'hostOrganisationId'>
}

interface KeptPerson {
  /** Her place among the persons. */
  readonly place: number
  /** What she is found by; nothing of a protected identity but her number. */
  text: string
  /** By what she is put in order; a protected identity comes after the others. */
  nameSort: string
}

type Spelling = 'folded' | 'loose'
const folds: Readonly<Record<Spelling, (text: string) => string>> = { folded: foldForSearch, loose: foldLoosely }

function searchedIn(seating: Seating, spelling: Spelling) {
  const join = (all: Iterable<{ readonly text: string }>) => joined(Array.from(all, ({ text }) => folds[spelling](text)))
  return (seating.searched[spelling] ??= { bodies: join(seating.bodies), persons: join(seating.persons.values()) })
}

const noEnd = 99_999_999

function dayNumber(date: LocalDate): number {
  return Number(date.replaceAll('-', ''))
}

function lasting({ startsOn, endsOn }: Period): Lasting {
  return { from: dayNumber(startsOn), to: endsOn === null ? noEnd : dayNumber(endsOn) }
}

function linesOn(seating: Seating, day: number, sort: ListInput['sort']): Lines {
  if (seating.day?.day !== day) seating.day = dayIn(seating, day)
  const { byBody, byTerm } = seating.day
  return sort === 'body' ? byBody : (byTerm[sort] ??= linesBy(seating, seating.day, sort))
}

function dayIn({ seats }: Seating, day: number): Day {
  const filled: Line[] = []
  const lineOf = new Map<KeptTerm, Line>()
  for (const seat of seats) {
    if (seat.from > day || seat.to < day) continue
    const line = { seat, term: termOn(seat, day) }
    filled.push(line)
    if (line.term) lineOf.set(line.term, line)
  }
  return { day, byBody: { filled, blank: [] }, lineOf, byTerm: {} }
}

function termOn({ terms }: KeptSeat, day: number): KeptTerm | null {
  for (const term of terms) if (term.from <= day && term.to >= day) return term
  return null
}

/** All terms there are stand in order already; those of the day are taken out of them, which is quicker than sorting. */
function linesBy(seating: Seating, { byBody, lineOf }: Day, sort: TermSort): Lines {
  return { filled: termsBy(seating, sort).flatMap((term) => lineOf.get(term) ?? []), blank: byBody.filled.filter(({ term }) => term === null) }
}

function termsBy(seating: Seating, sort: TermSort): readonly KeptTerm[] {
  const inPlace = (a: KeptTerm, b: KeptTerm) => a.seat.place - b.seat.place
  const compares = { person: (a: KeptTerm, b: KeptTerm) => compare(a.person.nameSort, b.person.nameSort) || inPlace(a, b), endsOn: (a: KeptTerm, b: KeptTerm) => a.to - b.to || inPlace(a, b) }
  return (seating.orders[sort] ??= [...seating.terms.values()].toSorted(compares[sort]))
}

type Filter = Omit<ListInput, 'text' | 'sort' | 'descending' | 'offset' | 'limit'> & { readonly warnedUntil: number }

/** Whether a line is wanted: by its body, its seat, who holds it, and each of the words. */
function filterOf(seating: Seating, { seatKind, state, warnedUntil, ...ofBody }: Filter, spelling: Spelling, words: readonly string[]): (line: Line) => boolean {
  const isWanted = Uint8Array.from(seating.bodies, ({ row }) => (isBodyWanted(row, ofBody) ? 1 : 0))
  const searched = words.length === 0 ? undefined : searchedIn(seating, spelling)
  const marks = searched ? words.map(beginning).map((word) => ({ bodies: marksOf(searched.bodies, word), persons: marksOf(searched.persons, word) })) : []
  return ({ seat, term }) => {
    if (isWanted[seat.body.place] === 0 || (seatKind !== undefined && seat.kind !== seatKind)) return false
    if (state !== undefined && !isInState(seat, term, state, warnedUntil)) return false
    for (const mark of marks) if (mark.bodies[seat.body.place] === 0 && (term === null || mark.persons[term.person.place] === 0)) return false
    return true
  }
}

function isBodyWanted(row: KeptBody['row'], { kind, level, hostOrganisationId }: Pick<ListInput, 'kind' | 'level' | 'hostOrganisationId'>): boolean {
  return (kind === undefined || row.kind === kind) && (level === undefined || row.level === level) && (hostOrganisationId === undefined || row.hostOrganisationId === hostOrganisationId)
}

function isInState(seat: KeptSeat, term: KeptTerm | null, state: NonNullable<ListInput['state']>, warnedUntil: number): boolean {
  return state === 'ending' ? isEndingSoon(seat, term, warnedUntil) : (term === null) === (state === 'empty')
}

function isEndingSoon({ terms }: KeptSeat, term: KeptTerm | null, warnedUntil: number): boolean {
  return term !== null && term.to <= warnedUntil && !terms.some((later) => later.from > term.to)
}

function pageOf({ filled, blank }: Lines, { descending, offset, limit }: ListInput, fits: (line: Line) => boolean): { total: number; page: Line[] } {
  const page: Line[] = []
  let total = 0
  const take = (line: Line) => {
    if (!fits(line)) return
    if (total >= offset && page.length < limit) page.push(line)
    total += 1
  }
  for (let index = 0; index < filled.length; index += 1) take(filled[descending ? filled.length - 1 - index : index] as Line)
  for (const line of blank) take(line)
  return { total, page }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const seatingOf = keptInStep<Seating>({ tables: ['bodies', 'organisations', 'seats', 'assignments', 'persons'], load, mend })

async function load({ db }: Store): Promise<Seating> {
  const bodyRows = await db
    .selectFrom('bodies')
    .innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId')
    .select(['bodies.id', 'bodies.name', 'bodies.nameSort', 'bodies.kind', 'bodies.level', 'bodies.hostOrganisationId', 'organisations.name as hostName'])
    .execute()
  const ordered = bodyRows.toSorted((a, b) => compare(a.nameSort, b.nameSort) || compare(a.id, b.id))
  const bodies = ordered.map(({ name, hostName, kind, level, hostOrganisationId }, place): KeptBody => ({ place, text: `${name}\n${hostName}`, row: { kind, level, hostOrganisationId } }))
  const seats = await loadSeats(db, ordered.map(({ id }, place): [string, KeptBody] => [id, bodies[place] as KeptBody]))
  const seating: Seating = {
    seats, bodies, seatById: new Map(seats.map((seat) => [seat.id, seat])), persons: new Map(), terms: new Map(),
    hostNames: new Map(bodyRows.map(({ hostOrganisationId, hostName }) => [hostOrganisationId, hostName])), searched: {}, orders: {}, day: undefined,
  }
  putIn(seating, await termsIn(db).execute())
  return seating
}

async function loadSeats(db: ReadDb, bodies: readonly (readonly [string, KeptBody])[]): Promise<KeptSeat[]> {
  const rows = await db
    .selectFrom('seats')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .select(['seats.id', 'seats.bodyId', 'seats.kind', 'seats.position', 'seats.rank', 'seats.startsOn', 'seats.endsOn', 'ordinary.position as deputyForPosition'])
    .execute()
  const ofBody = Map.groupBy(rows, (row) => row.bodyId)
  const ordered = bodies.flatMap(([bodyId, body]) => inSeatOrder(ofBody.get(bodyId) ?? []).map((row) => ({ ...row, body })))
  return ordered.map(({ id, kind, body, ...period }, place) => ({ id, place, kind, body, ...lasting(period), terms: [] }))
}

function termsIn(db: ReadDb) {
  return db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .select(['assignments.id', 'assignments.seatId', 'assignments.startsOn', 'assignments.endsOn', 'persons.id as personId', ...nameColumns])
}

const nameColumns = ['persons.givenName', 'persons.familyName', 'persons.nameSort', 'persons.memberNumber', 'persons.isProtected'] as const
type NamedRow = Pick<Row<'persons'>, 'givenName' | 'familyName' | 'nameSort' | 'memberNumber' | 'isProtected'>

/** Puts terms in their seats; false where there is a seat that is not known. */
function putIn(seating: Seating, rows: Awaited<ReturnType<ReturnType<typeof termsIn>['execute']>>): boolean {
  for (const row of rows) {
    const seat = seating.seatById.get(row.seatId)
    if (!seat) return false
    const term: KeptTerm = { id: row.id, seat, ...lasting(row), person: personIn(seating, row.personId, row) }
    seat.terms = [...seat.terms, term]
    seating.terms.set(term.id, term)
  }
  forgetOrders(seating)
  return true
}

function forgetOrders(seating: Seating): void {
  seating.orders = {}
  seating.day = undefined
}

function personIn(seating: Seating, id: string, row: NamedRow): KeptPerson {
  const known = seating.persons.get(id)
  if (known) return known
  const person = { place: seating.persons.size, ...foundBy(row) }
  seating.persons.set(id, person)
  seating.searched = {}
  return person
}

const afterEveryName = '\u{10FFFF}'

function foundBy({ givenName, familyName, nameSort, memberNumber, isProtected }: NamedRow): Pick<KeptPerson, 'text' | 'nameSort'> {
  return isProtected === 1 ? { text: memberNumber ?? '', nameSort: `${afterEveryName}${memberNumber ?? ''}` } : { text: `${givenName} ${familyName}\n${memberNumber ?? ''}`, nameSort }
}

/** What bodies and seats there are changes seldom; then all is read anew. */
async function mend(seating: Seating, db: ReadDb, changes: readonly ChangedRow[]): Promise<boolean> {
  const changedIn = (table: ChangedRow['tableName']) => [...new Set(changes.flatMap(({ tableName, rowId }) => (tableName === table ? [rowId] : [])))]
  if (changedIn('bodies').length > 0 || changedIn('seats').length > 0) return false
  if (!(await areHostsNamedAlike(seating, db, changedIn('organisations')))) return false
  await renamePersons(seating, db, changedIn('persons').filter((id) => seating.persons.has(id)))
  return placeTerms(seating, db, changedIn('assignments'))
}

async function areHostsNamedAlike({ hostNames }: Seating, db: ReadDb, ids: readonly string[]): Promise<boolean> {
  const hosts = ids.filter((id) => hostNames.has(id))
  if (hosts.length === 0) return true
  const rows = await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', hosts).execute()
  return rows.every(({ id, name }) => hostNames.get(id) === name)
}

async function renamePersons(seating: Seating, db: ReadDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await db.selectFrom('persons').select(['persons.id', ...nameColumns]).where('persons.id', 'in', ids).execute()
  for (const { id, ...row } of rows) Object.assign(seating.persons.get(id) ?? {}, foundBy(row))
  seating.searched = {}
  forgetOrders(seating)
}

async function placeTerms(seating: Seating, db: ReadDb, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  for (const id of ids) {
    const seat = seating.terms.get(id)?.seat
    if (seat) seat.terms = seat.terms.filter((term) => term.id !== id)
    seating.terms.delete(id)
  }
  return putIn(seating, await termsIn(db).where('assignments.id', 'in', ids).execute())
}
