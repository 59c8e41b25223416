/**
 * From what was counted to the figures on children and young people: one row of figures each, by age, with those under 18 and all of them
 * summed. Pure. A child has a right to be heard in what concerns her, and to be heard she must be there: barnkonventionen article 12
 * (in force as Swedish law by lag 2018:1197), and a child is everybody under 18: article 1. That none can be told from the figures follows
 * from article 16, the right to a private life.
 */
import { suppress } from '#core/documents/suppression.ts'
import { youthBands, type YouthBand } from '#contract/reports.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import type { Ore } from '#shared/money.ts'
import { makePublisher, settle, type Pending, type Publisher, type ReportFigure } from './rules.ts'

/** The lowest age of each band, and the first age above them all. */
const lowestAges: Readonly<Record<YouthBand, number>> = { age0to11: 0, age12to15: 12, age16to17: 16, age18to25: 18 }
export const ageAboveYouth = 26

/** Which bands are children: all but the last. */
export const childBands: readonly YouthBand[] = youthBands.filter((band) => lowestAges[band] < 18)

/** The band that a person is in on a day; nothing where she is older, not yet born, or of an age that is not known. */
export function youthBandOn(birthDate: LocalDate | null, on: LocalDate): YouthBand | undefined {
  if (birthDate === null || addYears(birthDate, ageAboveYouth) <= on) return undefined
  return youthBands.findLast((band) => addYears(birthDate, lowestAges[band]) <= on)
}

/** Words of a target group that say it is the young. Part of a word is enough where the language makes compounds of it. */
const youngWords = /barn(?!morsk)|ungdom|tonår|\b(?:skol)?elev|\bung[ae]?s?(?!\p{L})|\b(?:child|young|youth|teen|pupil)/iu

/** Whether a body's target group, in free words, is children or young people. */
export function isForTheYoung(targetGroup: string | null): boolean {
  return targetGroup !== null && youngWords.test(targetGroup)
}

/** Something about one person, in the band she was in then. */
export interface OfYoung {
  readonly personId: string
  readonly band: YouthBand
}

export interface YouthAttendance extends OfYoung {
  readonly meetingId: string
  readonly heldOn: LocalDate
  readonly isDeputy: boolean
}

export interface YouthParticipant extends OfYoung {
  readonly hasCompleted: boolean
}

export interface YouthMoney extends OfYoung {
  readonly stipendOre: Ore
  readonly travelOre: Ore
}

/** A child who is a member or takes part, and what her guardians have said. */
export interface ChildTakingPart extends OfYoung {
  readonly hasGuardian: boolean
  /** Whether she is so young that all her guardians must agree. */
  readonly needsConsent: boolean
  readonly hasConsent: boolean
}

/** A body that the young sit in, or that is for them. */
export interface YouthBody {
  readonly name: string
  readonly hostName: string
  readonly targetGroup: string | null
  readonly isForTheYoung: boolean
  readonly hasChildren: boolean
  readonly hasYoungAdults: boolean
  readonly meetings: number
}

export interface YouthCounted {
  /** Everybody once in each of these. */
  readonly members: readonly OfYoung[]
  readonly seated: readonly OfYoung[]
  readonly children: readonly ChildTakingPart[]
  /** Once a time. */
  readonly attendances: readonly YouthAttendance[]
  readonly participants: readonly YouthParticipant[]
  readonly money: readonly YouthMoney[]
  readonly bodies: readonly YouthBody[]
  /** Meetings held in the period, of all bodies. */
  readonly meetings: number
  /** How many of them have no approved attendance yet. */
  readonly unapprovedMeetings: number
}

/** A figure for each age, for those under 18 together and for all of the young. A figure that is not asked of an age is missing. */
export interface YouthRow<Shown> {
  readonly bands: Readonly<Partial<Record<YouthBand, Shown>>>
  readonly children: Shown
  readonly all?: Shown
}

export const youthCounts = [
  'members', 'seated', 'attendees', 'ordinary', 'deputies', 'attendance', 'meetings', 'participants', 'completed', 'children', 'withGuardian', 'needConsent', 'withConsent',
] as const
export type YouthCount = (typeof youthCounts)[number]
export const youthAmounts = ['stipends', 'travel', 'money'] as const
type YouthAmount = (typeof youthAmounts)[number]

export interface YouthFigures {
  readonly counts: Readonly<Record<YouthCount, YouthRow<ReportFigure>>>
  /** In öre. */
  readonly amounts: Readonly<Record<YouthAmount, YouthRow<ReportFigure>>>
  readonly bodies: readonly YouthBody[]
  readonly meetings: number
  readonly unapprovedMeetings: number
}

/** What a figure of some of the young comes from: its value, and who is behind it where the value does not count them. */
type Measure<Item> = (items: readonly Item[]) => { readonly value: number; readonly persons?: ReadonlySet<string> }

/**
 * Makes the figures. Every age is reckoned with whatever is chosen to be shown, so that two reports of different ages tell no more
 * than one. Times and amounts are hidden by how many persons are behind them: one child at six meetings is still one child.
 */
export function youthFiguresOf(counted: YouthCounted, limit: number): YouthFigures {
  const publisher = makePublisher()
  const row = rowMaker(publisher)
  const { attendances, children, money } = counted
  const everywhere = { members: row(counted.members, persons), seated: row(counted.seated, persons), attendees: row(firstOfEach(attendances), persons) }

  const attendance = row(attendances, times)
  const [ordinary, deputies] = [row(attendances.filter(({ isDeputy }) => !isDeputy), times), row(attendances.filter(({ isDeputy }) => isDeputy), times)]
  tieRows(publisher, attendance, [ordinary, deputies])

  const participants = row(counted.participants, times)
  const [completed, notCompleted] = [row(counted.participants.filter(({ hasCompleted }) => hasCompleted), times), row(counted.participants.filter(({ hasCompleted }) => !hasCompleted), times)]
  tieRows(publisher, participants, [completed, notCompleted])

  // Those who are left when one is taken from the other are not shown, but can be subtracted, so they are tied in as well.
  const childRow = (chosen: readonly ChildTakingPart[]) => row(chosen, persons, childBands)
  const memberIds = new Set(counted.members.map(({ personId }) => personId))
  const allChildren = childRow(children)
  tieRows(publisher, allChildren, [withoutAdults(everywhere.members), childRow(children.filter(({ personId }) => !memberIds.has(personId)))])
  const withGuardian = childRow(children.filter(({ hasGuardian }) => hasGuardian))
  tieRows(publisher, allChildren, [withGuardian, childRow(children.filter(({ hasGuardian }) => !hasGuardian))])
  const young = children.filter(({ needsConsent }) => needsConsent)
  const needConsent = childRow(young)
  tieRows(publisher, allChildren, [needConsent, childRow(children.filter(({ needsConsent }) => !needsConsent))])
  const withConsent = childRow(young.filter(({ hasConsent }) => hasConsent))
  tieRows(publisher, needConsent, [withConsent, childRow(young.filter(({ hasConsent }) => !hasConsent))])

  const [stipends, travel] = [row(money.filter(({ stipendOre }) => stipendOre !== 0), amount('stipendOre')), row(money.filter(({ travelOre }) => travelOre !== 0), amount('travelOre'))]
  const together = row(money, (items) => ({ value: sum(items, 'stipendOre') + sum(items, 'travelOre'), persons: idsOf(items) }))
  tieRows(publisher, together, [stipends, travel])

  const figures = {
    counts: {
      ...everywhere, ordinary, deputies, attendance, meetings: meetingsRow(attendances, attendance), participants, completed, children: allChildren, withGuardian, needConsent, withConsent,
    } satisfies Record<YouthCount, YouthRow<Pending>>,
    amounts: { stipends, travel, money: together } satisfies Record<YouthAmount, YouthRow<Pending>>,
  }
  const { bodies, meetings, unapprovedMeetings } = counted
  // Every pending figure becomes a report figure, which the types of `settle` cannot follow.
  return { ...(settle(figures, suppress(publisher.figures, publisher.sums, limit)) as Pick<YouthFigures, 'counts' | 'amounts'>), bodies, meetings, unapprovedMeetings }
}

/** A row by age, its ages tied to their sums. Without the ages of adults it has no sum of all. */
function rowMaker(publisher: Publisher) {
  return <Item extends OfYoung>(items: readonly Item[], measure: Measure<Item>, asked: readonly YouthBand[] = youthBands): YouthRow<Pending> => {
    const figure = (of: readonly YouthBand[]): Pending => {
      const { value, persons: behind } = measure(items.filter(({ band }) => of.includes(band)))
      return publisher.add(value, behind)
    }
    const bands = Object.fromEntries(asked.map((band) => [band, figure([band])])) as Record<YouthBand, Pending>
    const children = figure(childBands)
    publisher.tie(children, childBands.map((band) => bands[band]))
    if (asked.length === childBands.length) return { bands, children }
    const all = figure(youthBands)
    publisher.tie(all, [children, bands.age18to25])
    return { bands, children, all }
  }
}

function withoutAdults({ bands, children }: YouthRow<Pending>): YouthRow<Pending> {
  return { bands: Object.fromEntries(childBands.map((band) => [band, bands[band]])), children }
}

function tieRows(publisher: Publisher, whole: YouthRow<Pending>, parts: readonly YouthRow<Pending>[]): void {
  const tie = (of: (row: YouthRow<Pending>) => Pending | undefined) => {
    const total = of(whole)
    if (total) publisher.tie(total, parts.flatMap((part) => of(part) ?? []))
  }
  for (const band of youthBands) tie((row) => row.bands[band])
  tie((row) => row.children)
  tie((row) => row.all)
}

/** How many meetings the young came to. It tells about as much as how often they came, so it is shown where that is. */
function meetingsRow(attendances: readonly YouthAttendance[], attendance: YouthRow<Pending>): YouthRow<Pending> {
  const held = (pending: Pending, of: readonly YouthBand[]): Pending => ({ ...pending, value: new Set(attendances.flatMap(({ band, meetingId }) => (of.includes(band) ? meetingId : []))).size })
  return {
    bands: Object.fromEntries(youthBands.flatMap((band) => { const pending = attendance.bands[band]; return pending ? [[band, held(pending, [band])]] : [] })),
    children: held(attendance.children, childBands),
    ...(attendance.all && { all: held(attendance.all, youthBands) }),
  }
}

/** Everybody once, at the age of the first meeting she came to. */
function firstOfEach(attendances: readonly YouthAttendance[]): YouthAttendance[] {
  const latestFirst = attendances.toSorted((a, b) => (a.heldOn < b.heldOn ? 1 : -1))
  return [...new Map(latestFirst.map((attendance) => [attendance.personId, attendance])).values()]
}

function idsOf(items: readonly OfYoung[]): ReadonlySet<string> {
  return new Set(items.map(({ personId }) => personId))
}

function persons(items: readonly OfYoung[]) {
  return { value: idsOf(items).size }
}

function times(items: readonly OfYoung[]) {
  return { value: items.length, persons: idsOf(items) }
}

function sum(items: readonly YouthMoney[], what: 'stipendOre' | 'travelOre'): Ore {
  return items.reduce((total, item) => total + item[what], 0)
}

function amount(what: 'stipendOre' | 'travelOre'): Measure<YouthMoney> {
  return (items) => ({ value: sum(items, what), persons: idsOf(items) })
}
