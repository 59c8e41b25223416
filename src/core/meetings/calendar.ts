import type { InputOf } from '#contract/base.ts'
import type { meetings, MeetingState } from '#contract/meetings.ts'
import type { LocalDate } from '#shared/dates.ts'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import { keptInStep, type ChangedRow } from '#core/db/kept.ts'
import { isOneOf } from '#core/db/one-of.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { beginning, fewHits, joined, marksOf, meetingFoundBy, typedWords, type Joined } from '#core/search/index.ts'
import { isEverybodyNoted } from './noted.ts'
import { openSeatsOf } from './open-seats.ts'

/**
 * The order of the meetings and what they are filtered by, held in memory so that any page of any sort and filter, with its total,
 * is there at once, as the register is.
 */

type ListInput = InputOf<typeof meetings.list>
type Filter = Omit<ListInput, 'sort' | 'descending' | 'offset' | 'limit'>

/** A page of the meetings: how many fit the filter, and the identifiers of the page's, in order. */
export async function calendarPage(store: Store, input: ListInput, today: LocalDate): Promise<{ total: number; ids: string[] }> {
  const calendar = await calendarOf(store, today)
  const noted = input.state === 'toRecord' || input.state === 'toApprove' ? await notedOf(store, today) : new Set<string>()
  const fits = filterOf(calendar, input, today, noted)
  if (input.hasOpenSeats) keepOnly(calendar, fits, await openSeatsOf(store, today))
  const typed = typedWords(input.text)
  if (typed.length === 0) return pageOf(calendar, input, fits)
  const exact = pageOf(calendar, input, searchOf(calendar, 'folded', typed, fits))
  // The others are these and more.
  return exact.total >= fewHits ? exact : pageOf(calendar, input, searchOf(calendar, 'loose', typed.map(foldLoosely), fits))
}

/** The meetings, each in a slot of its own. Days are numbers, so that 12 March 2026 is 20260312. */
interface Calendar {
  readonly ids: string[]
  readonly slotOf: Map<string, number>
  readonly days: number[]
  /** Each meeting's body, by its place among the bodies. */
  readonly bodies: number[]
  readonly states: number[]
  /** What each is about and where it is held, by their numbers among the texts. */
  readonly topics: number[]
  readonly places: number[]
  /** The bodies in Swedish order. */
  readonly placeOfBody: ReadonlyMap<string, number>
  readonly bodyTexts: readonly string[]
  /** Every different text once: most meetings are about the same, and held in the same places, as others. */
  readonly texts: string[]
  readonly textNumbers: Map<string, number>
  byDay: number[]
  /** Made when asked for. */
  byBody: readonly number[] | undefined
  searched: Partial<Record<Spelling, Searched>>
}

const cancelled = 1
const approved = 2

/** What is searched in. */
interface Searched {
  readonly bodies: Joined
  readonly texts: Joined
}
type Spelling = 'folded' | 'loose'
const folds: Readonly<Record<Spelling, (text: string) => string>> = { folded: foldForSearch, loose: foldLoosely }

function searchedIn(calendar: Calendar, spelling: Spelling): Searched {
  const { bodyTexts, texts, searched } = calendar
  const join = (all: readonly string[]) => joined(all.map(folds[spelling]))
  return (searched[spelling] ??= { bodies: join(bodyTexts), texts: join(texts) })
}

/** By slot, 1 where the meeting is wanted and 0 where it is not. Filled in plain loops: a function asked for each of 100 000 meetings takes several times as long. */
type Fits = Uint8Array

function keepOnly({ ids }: Calendar, fits: Fits, wanted: ReadonlySet<string>): void {
  for (let slot = 0; slot < fits.length; slot += 1) if (fits[slot] === 1 && !wanted.has(ids[slot] as string)) fits[slot] = 0
}

function pageOf(calendar: Calendar, { sort, descending, offset, limit }: ListInput, fits: Fits): { total: number; ids: string[] } {
  const order = sort === 'body' ? orderByBody(calendar) : calendar.byDay
  const ids: string[] = []
  let total = 0
  for (let index = 0; index < order.length; index += 1) {
    const slot = order[descending ? order.length - 1 - index : index] as number
    if (fits[slot] === 0) continue
    if (total >= offset && ids.length < limit) ids.push(calendar.ids[slot] as string)
    total += 1
  }
  return { total, ids }
}

function orderByBody(calendar: Calendar): readonly number[] {
  if (calendar.byBody) return calendar.byBody
  const ofBodies = calendar.bodyTexts.map((): number[] => [])
  for (const slot of calendar.byDay) ofBodies[calendar.bodies[slot] as number]?.push(slot)
  return (calendar.byBody = ofBodies.flat())
}

function filterOf(calendar: Calendar, { bodyId, when, state, heldFrom, heldTo }: Filter, today: LocalDate, noted: ReadonlySet<string>): Fits {
  const { days, states, bodies, ids } = calendar
  const now = dayNumber(today)
  const from = Math.max(heldFrom ? dayNumber(heldFrom) : 0, when === 'upcoming' ? now : 0, state === 'planned' ? now + 1 : 0)
  const isUntilToday = state === 'toRecord' || state === 'toApprove'
  const to = Math.min(heldTo ? dayNumber(heldTo) : lastDay, when === 'past' ? now - 1 : lastDay, isUntilToday ? now : lastDay)
  const body = bodyId === undefined ? undefined : (calendar.placeOfBody.get(bodyId) ?? nowhere)
  const { mask, wanted } = state ? statesOf[state] : anyState
  const fits = new Uint8Array(ids.length)
  for (let slot = 0; slot < fits.length; slot += 1) {
    const day = days[slot] as number
    if (day < from || day > to || ((states[slot] as number) & mask) !== wanted || (body !== undefined && bodies[slot] !== body)) continue
    if (isUntilToday && noted.has(ids[slot] as string) !== (state === 'toApprove')) continue
    fits[slot] = 1
  }
  return fits
}

const lastDay = 99_999_999
/** The place of a body that there is not. */
const nowhere = -1
const anyState = { mask: 0, wanted: 0 }
const open = { mask: cancelled | approved, wanted: 0 }
const statesOf: Readonly<Record<MeetingState, typeof open>> = {
  planned: open, toRecord: open, toApprove: open, approved: { mask: cancelled | approved, wanted: approved }, cancelled: { mask: cancelled, wanted: cancelled },
}

function dayNumber(date: LocalDate): number {
  return Number(date.replaceAll('-', ''))
}

/** Of what fits: each of the words begins a word of the body's or its host's name, of what the meeting is about or of its place, or is the beginning of its day. */
function searchOf(calendar: Calendar, spelling: Spelling, typed: readonly string[], fits: Fits): Fits {
  const { days, bodies, topics, places } = calendar
  const searched = searchedIn(calendar, spelling)
  const found = Uint8Array.from(fits)
  for (const word of typed) {
    const begins = beginning(word)
    const [inBody, inText] = [marksOf(searched.bodies, begins), marksOf(searched.texts, begins)]
    const [from, to] = daysBeginning(word)
    for (let slot = 0; slot < found.length; slot += 1) {
      if (found[slot] === 0 || inBody[bodies[slot] as number] === 1 || inText[topics[slot] as number] === 1 || inText[places[slot] as number] === 1) continue
      const day = days[slot] as number
      if (day < from || day > to) found[slot] = 0
    }
  }
  return found
}

/** The first and the last day that begin with what is typed, `2026-03` or `20260312`; none where it is no day's beginning. */
function daysBeginning(word: string): readonly [number, number] {
  const digits = word.replaceAll('-', '')
  return /^\d{4,8}$/u.test(digits) ? [Number(digits.padEnd(8, '0')), Number(digits.padEnd(8, '9'))] : [1, 0]
}

const calendarOf = keptInStep<Calendar>({ tables: ['meetings', 'bodies', 'organisations'], load, mend })

async function load({ db }: Store): Promise<Calendar> {
  const rows = await bodiesIn(db).execute()
  const ordered = rows.toSorted((a, b) => compare(a.nameSort, b.nameSort) || compare(a.id, b.id))
  const calendar: Calendar = {
    ids: [], slotOf: new Map(), days: [], bodies: [], states: [], topics: [], places: [], byDay: [], byBody: undefined, searched: {}, texts: [], textNumbers: new Map(),
    placeOfBody: new Map(ordered.map(({ id }, index) => [id, index])), bodyTexts: ordered.map(meetingFoundBy.body),
  }
  for (const row of await rowsIn(db).execute()) calendar.byDay.push(place(calendar, row))
  sortByDay(calendar)
  return calendar
}

function bodiesIn(db: ReadDb) {
  return db.selectFrom('bodies').innerJoin('organisations', 'organisations.id', 'bodies.hostOrganisationId').select(['bodies.id', 'bodies.name as bodyName', 'bodies.nameSort', 'organisations.name as hostName'])
}

function rowsIn(db: ReadDb) {
  return db.selectFrom('meetings').select(['id', 'bodyId', 'title', 'topic', 'place', 'heldOn', 'cancelledAt', 'attendanceApprovedAt'])
}

/** Puts a meeting in its slot, or in a new one. */
function place(calendar: Calendar, row: Awaited<ReturnType<ReturnType<typeof rowsIn>['execute']>>[number]): number {
  const slot = calendar.slotOf.get(row.id) ?? calendar.ids.length
  calendar.ids[slot] = row.id
  calendar.slotOf.set(row.id, slot)
  calendar.days[slot] = dayNumber(row.heldOn)
  calendar.bodies[slot] = calendar.placeOfBody.get(row.bodyId) as number
  calendar.states[slot] = (row.cancelledAt === null ? 0 : cancelled) | (row.attendanceApprovedAt === null ? 0 : approved)
  calendar.topics[slot] = textNumber(calendar, meetingFoundBy.about(row))
  calendar.places[slot] = textNumber(calendar, meetingFoundBy.place(row))
  return slot
}

function textNumber(calendar: Calendar, text: string): number {
  const { texts, textNumbers } = calendar
  const known = textNumbers.get(text)
  if (known !== undefined) return known
  textNumbers.set(text, texts.length)
  calendar.searched = {}
  return texts.push(text) - 1
}

function sortByDay(calendar: Calendar): void {
  const { days, ids } = calendar
  calendar.byDay.sort((a, b) => (days[a] as number) - (days[b] as number) || compare(ids[a] as string, ids[b] as string))
  calendar.byBody = undefined
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A body that is new, or whose name or host's name has changed, may be that of a thousand meetings: then all is read anew. */
async function mend(calendar: Calendar, db: ReadDb, changes: readonly ChangedRow[]): Promise<boolean> {
  const others = changes.filter(({ tableName }) => tableName !== 'meetings')
  if (others.length > 0 && !(await areNamedAlike(calendar, db, others))) return false
  if (others.length === changes.length) return true
  const changed = new Set(changes.flatMap(({ tableName, rowId }) => (tableName === 'meetings' ? [rowId] : [])))
  const rows = await rowsIn(db).where('id', 'in', [...changed]).execute()
  if (!rows.every(({ bodyId }) => calendar.placeOfBody.has(bodyId))) return false
  calendar.byDay = calendar.byDay.filter((slot) => !changed.has(calendar.ids[slot] as string))
  for (const row of rows) calendar.byDay.push(place(calendar, row))
  sortByDay(calendar)
  return true
}

/** Whether changed bodies, and those whose hosts have changed, are all there and named as when the calendar was read. */
async function areNamedAlike({ placeOfBody, bodyTexts }: Calendar, db: ReadDb, changes: readonly ChangedRow[]): Promise<boolean> {
  const ids = changes.map(({ rowId }) => rowId)
  const bodies = new Map((await bodiesIn(db).where((eb) => eb.or([eb('bodies.id', 'in', ids), eb('organisations.id', 'in', ids)])).execute()).map((body) => [body.id, meetingFoundBy.body(body)]))
  const known = changes.flatMap(({ tableName, rowId }) => (tableName === 'bodies' ? [rowId] : []))
  return [...bodies.keys(), ...known].every((id) => {
    const index = placeOfBody.get(id)
    return (index === undefined ? undefined : bodyTexts[index]) === bodies.get(id)
  })
}

/** Those of the meetings held and not yet approved at which something is noted about everybody. */
const notedOf = keptInStep<ReadonlySet<string>>({
  tables: ['meetings', 'attendances', 'assignments', 'meetingAnswers', 'deputyRules'],
  async load(store, today) {
    const calendar = await calendarOf(store, today)
    const held = filterOf(calendar, { text: '', state: 'toRecord' }, today, new Set())
    const ids = calendar.byDay.filter((slot) => held[slot] === 1).map((slot) => calendar.ids[slot] as string)
    const rows = await store.db
      .selectFrom('meetings')
      .select('id')
      .where((eb) => eb.and([isOneOf(store.engine, eb.ref('meetings.id'), ids), isEverybodyNoted(eb)]))
      .execute()
    return new Set(rows.map(({ id }) => id))
  },
  mend: () => Promise.resolve(false),
})
