/**
 * From counted rows to the figures of a funder's report: tables with sums, and for each figure whether it may be shown.
 * Pure: knows neither the database nor any language.
 */
import { suppress, type Figure, type Mark, type Sum } from '#core/documents/suppression.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { Ore } from '#shared/money.ts'

export const genderColumns = ['woman', 'man', 'other', 'unknown'] as const
export type GenderColumn = (typeof genderColumns)[number]
export const levelColumns = ['individual', 'unit', 'system'] as const
export type Level = (typeof levelColumns)[number]

/** Members alike in municipality, gender and age band (place in memberships' `ageBands`); null where it is not known. */
export interface MemberCount {
  readonly municipalityCode: string | null
  readonly gender: GenderColumn
  readonly band: number | null
  readonly count: number
}

/** What a host organisation and a level have in common. */
interface OfHost {
  readonly hostId: string
  readonly level: Level
}

export interface BodyCount extends OfHost {
  readonly count: number
}

/** Meetings held, and how many times ordinary members and deputies came to them. */
export interface MeetingCount extends OfHost {
  readonly meetings: number
  /** How many of them have no approved attendance yet. */
  readonly unapproved: number
  readonly ordinary: number
  readonly deputies: number
  /** The time that ordinary members and deputies spent at the meetings, together. */
  readonly minutes: number
}

/** What was claimed and approved, and by whom. A claim without a body has no host. */
export interface MoneyCount {
  readonly hostId: string | null
  readonly stipendOre: Ore
  readonly travelOre: Ore
  readonly stipendPersons: ReadonlySet<string>
  readonly travelPersons: ReadonlySet<string>
}

/** What names a course round in a report. */
export interface RoundName {
  readonly trainingName: string
  readonly roundName: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}

export interface RoundCount {
  readonly round: RoundName
  readonly sessions: number
  /** The length of the sessions together. */
  readonly minutes: number
  readonly participants: number
  readonly completed: number
}

/** Everything that was counted. */
export interface Counted {
  readonly members: readonly MemberCount[]
  readonly bodies: readonly BodyCount[]
  readonly meetings: readonly MeetingCount[]
  readonly money: readonly MoneyCount[]
  readonly recognitions: number
  readonly rounds: readonly RoundCount[]
}

/** A figure that may be shown, or what stands in its place. */
export interface ReportFigure {
  /** Null where the figure is not shown. */
  readonly value: number | null
  readonly mark: Mark
}

/** A row of figures under a key: a municipality's code, an age band, a host's id, a level. */
export interface FigureRow<Key> {
  readonly key: Key
  readonly figures: readonly ReportFigure[]
}

export interface FigureTable<Key> {
  readonly rows: readonly FigureRow<Key>[]
  readonly totals: readonly ReportFigure[]
}

/** The report in figures. Columns in the order named; the last one is the sum where the table says so. */
export interface ReportFigures {
  /** Columns: genders, sum. */
  readonly membersByMunicipality: FigureTable<string | null>
  /** Columns: genders, sum. */
  readonly membersByAge: FigureTable<number | null>
  /** Columns: levels, sum. Counts bodies, not persons, so everything is shown. */
  readonly bodiesByHost: FigureTable<string>
  /** Columns: meetings, ordinary, deputies, sum of the two, their time in minutes. */
  readonly meetingsByHost: FigureTable<string>
  readonly meetingsByLevel: FigureTable<Level>
  /** Meetings whose attendance has not been approved, and so is not counted. */
  readonly unapprovedMeetings: number
  /** Columns: stipends, travel, sum, in öre. */
  readonly moneyByHost: FigureTable<string | null>
  /** Columns: sessions, their time in minutes, participants, completed. */
  readonly rounds: FigureTable<RoundName>
  readonly recognitions: ReportFigure
}

/** Makes the figures of a report. Nothing under the limit is shown, nor anything it could be computed from. */
export function figuresOf(counted: Counted, limit: number): ReportFigures {
  const publisher = makePublisher()
  const tables = {
    ...memberTables(publisher, counted.members),
    bodiesByHost: bodyTable(counted.bodies),
    ...meetingTables(publisher, counted.meetings),
    unapprovedMeetings: sumOf(counted.meetings, (row) => row.unapproved),
    moneyByHost: moneyTable(publisher, counted.money),
    rounds: roundTable(publisher, counted.rounds),
    recognitions: publisher.add(counted.recognitions),
  }
  // Every pending figure of the tables becomes a report figure, which the types of `settle` cannot follow.
  return settle(tables, suppress(publisher.figures, publisher.sums, limit)) as ReportFigures
}

/** A figure before it is decided whether it is shown. */
export interface Pending {
  readonly pendingId: string
  readonly value: number
}

/** Gathers the figures that will be shown together, and the sums a reader can make of them. */
export interface Publisher {
  readonly figures: Figure[]
  readonly sums: Sum[]
  add(value: number, persons?: ReadonlySet<string>): Pending
  /** What is nowhere in the report, and could be computed from it. */
  addUnpublished(value: number): Pending
  tie(total: Pending, parts: readonly Pending[]): void
}

/** A publisher with nothing in it yet. */
export function makePublisher(): Publisher {
  const figures: Figure[] = []
  const sums: Sum[] = []
  const add = (value: number, more: Omit<Figure, 'id' | 'value'>): Pending => {
    const pendingId = String(figures.length)
    figures.push({ id: pendingId, value, ...more })
    return { pendingId, value }
  }
  return {
    figures,
    sums,
    add: (value, persons) => add(value, persons ? { persons } : {}),
    addUnpublished: (value) => add(value, { isUnpublished: true }),
    tie: (total, parts) => void sums.push({ total: total.pendingId, parts: parts.map((part) => part.pendingId) }),
  }
}

/** Puts shown figures and marks in the place of pending ones, however deep they lie. */
export function settle(value: unknown, marks: ReadonlyMap<string, Mark>): unknown {
  if (Array.isArray(value)) return value.map((item) => settle(item, marks))
  if (typeof value !== 'object' || value === null) return value
  if ('pendingId' in value) {
    const pending = value as Pending
    const mark = marks.get(pending.pendingId) ?? 'withheld'
    return { value: mark === 'shown' ? pending.value : null, mark }
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settle(inner, marks)]))
}

interface PendingTable<Key> {
  readonly rows: readonly { readonly key: Key; readonly figures: readonly (Pending | ReportFigure)[] }[]
  readonly totals: readonly (Pending | ReportFigure)[]
}

function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0)
}

/** A count of things, not of persons: always shown. */
function open(value: number): ReportFigure {
  return { value, mark: 'shown' }
}

/** Two tables of the same members, tied together by their shared sums by gender. */
function memberTables(publisher: Publisher, members: readonly MemberCount[]) {
  const totals = genderColumns.map((gender) => publisher.add(sumOf(members.filter((row) => row.gender === gender), (row) => row.count)))
  const total = publisher.add(sumOf(members, (row) => row.count))
  publisher.tie(total, totals)

  const table = <Key extends string | number | null>(keyOf: (row: MemberCount) => Key): PendingTable<Key> => {
    const groups = [...Map.groupBy(members, keyOf)]
    const rows = groups.map(([key, group]) => {
      const cells = genderColumns.map((gender) => publisher.add(sumOf(group.filter((row) => row.gender === gender), (row) => row.count)))
      const sum = publisher.add(sumOf(group, (row) => row.count))
      publisher.tie(sum, cells)
      return { key, figures: [...cells, sum] }
    })
    tieColumns(publisher, rows, [...totals, total])
    return { rows, totals: [...totals, total] }
  }
  return { membersByMunicipality: table((row) => row.municipalityCode), membersByAge: table((row) => row.band) }
}

function tieColumns(publisher: Publisher, rows: readonly { readonly figures: readonly Pending[] }[], totals: readonly Pending[]): void {
  if (rows.length === 0) return
  for (const [column, total] of totals.entries()) publisher.tie(total, rows.flatMap((row) => row.figures[column] ?? []))
}

function bodyTable(bodies: readonly BodyCount[]): PendingTable<string> {
  const cells = (group: readonly BodyCount[]) => [...levelColumns.map((level) => open(sumOf(group.filter((row) => row.level === level), (row) => row.count))), open(sumOf(group, (row) => row.count))]
  return { rows: [...Map.groupBy(bodies, (row) => row.hostId)].map(([key, group]) => ({ key, figures: cells(group) })), totals: cells(bodies) }
}

/** Ordinary members, deputies, and the sum of the two. */
type Attendance = readonly Pending[]

/**
 * Attendance by host and by level. Besides the shared sums they are tied by what a host and a level have in common: the sheet
 * of bodies tells which hosts a level has, so a level's sum less the shown hosts would otherwise give a hidden host away.
 */
function meetingTables(publisher: Publisher, meetings: readonly MeetingCount[]) {
  const attendance = (group: readonly MeetingCount[], add = publisher.add): Attendance => {
    const parts = [add(sumOf(group, (row) => row.ordinary)), add(sumOf(group, (row) => row.deputies))]
    const sum = add(sumOf(group, (row) => row.ordinary + row.deputies))
    publisher.tie(sum, parts)
    return [...parts, sum]
  }
  const tie = (whole: Attendance, parts: readonly Attendance[]) => {
    for (const [column, total] of whole.entries()) publisher.tie(total, parts.flatMap((part) => part[column] ?? []))
  }
  const totals = attendance(meetings)
  const hosts = [...Map.groupBy(meetings, (row) => row.hostId)].map(([key, group]) => {
    const figures = attendance(group)
    const levels = [...Map.groupBy(group, (row) => row.level)]
    // A host with bodies of one level only has its own figures there.
    const ofLevel = new Map(levels.map(([level, rows]) => [level, levels.length === 1 ? figures : attendance(rows, publisher.addUnpublished)]))
    if (levels.length > 1) tie(figures, [...ofLevel.values()])
    return { key, group, figures, ofLevel }
  })
  const levels = [...Map.groupBy(meetings, (row) => row.level)].map(([key, group]) => {
    const figures = attendance(group)
    tie(figures, hosts.flatMap((host) => [host.ofLevel.get(key)].filter((part) => part !== undefined)))
    return { key, group, figures }
  })
  for (const groups of [hosts, levels]) tieColumns(publisher, groups, totals)
  return { meetingsByHost: attendanceTable(hosts, meetings, totals), meetingsByLevel: attendanceTable(levels, meetings, totals) }
}

interface AttendanceGroup<Key> {
  readonly key: Key
  readonly group: readonly MeetingCount[]
  readonly figures: Attendance
}

function attendanceTable<Key>(groups: readonly AttendanceGroup<Key>[], all: readonly MeetingCount[], totals: Attendance): PendingTable<Key> {
  // Time spent tells about as much as the attendance, so it is shown where that is.
  const spent = (group: readonly MeetingCount[], [, , sum]: Attendance): Pending[] => (sum ? [{ ...sum, value: sumOf(group, (row) => row.minutes) }] : [])
  const row = (group: readonly MeetingCount[], figures: Attendance) => [open(sumOf(group, (each) => each.meetings)), ...figures, ...spent(group, figures)]
  return { rows: groups.map(({ key, group, figures }) => ({ key, figures: row(group, figures) })), totals: row(all, totals) }
}

/** Amounts, withheld where too few persons are behind them. */
function moneyTable(publisher: Publisher, money: readonly MoneyCount[]): PendingTable<string | null> {
  const together = (sets: readonly ReadonlySet<string>[]) => new Set(sets.flatMap((set) => [...set]))
  const amounts = (group: readonly MoneyCount[]) => {
    const stipendPersons = together(group.map((row) => row.stipendPersons))
    const travelPersons = together(group.map((row) => row.travelPersons))
    const [stipendOre, travelOre] = [sumOf(group, (row) => row.stipendOre), sumOf(group, (row) => row.travelOre)]
    const parts = [publisher.add(stipendOre, stipendPersons), publisher.add(travelOre, travelPersons)]
    const sum = publisher.add(stipendOre + travelOre, together([stipendPersons, travelPersons]))
    publisher.tie(sum, parts)
    return [...parts, sum]
  }
  const rows = money.map((row) => ({ key: row.hostId, figures: amounts([row]) }))
  const totals = amounts(money)
  tieColumns(publisher, rows, totals)
  return { rows, totals }
}

/** Participants and those who completed. Those who did not are not shown, but could be subtracted, so they are tied in as well. */
function roundTable(publisher: Publisher, rounds: readonly RoundCount[]): PendingTable<RoundName> {
  const people = (group: readonly RoundCount[]) => {
    const participants = publisher.add(sumOf(group, (row) => row.participants))
    const completed = publisher.add(sumOf(group, (row) => row.completed))
    const others = publisher.addUnpublished(participants.value - completed.value)
    publisher.tie(participants, [completed, others])
    return { figures: [participants, completed, others], shown: [open(sumOf(group, (row) => row.sessions)), open(sumOf(group, (row) => row.minutes)), participants, completed] }
  }
  const rows = rounds.map((count) => ({ key: count.round, ...people([count]) }))
  const totals = people(rounds)
  tieColumns(publisher, rows, totals.figures)
  return { rows: rows.map(({ key, shown }) => ({ key, figures: shown })), totals: totals.shown }
}
