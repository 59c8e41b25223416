import type { CompetenceCandidate, ReasonCode, Slot } from '#contract/competences.ts'
import type { methods } from '#contract/body-choices.ts'
import { spokenLanguages, type travelMeans } from '#contract/competence-choices.ts'
import { municipalityPlaces } from '#shared/data/municipality-places.ts'
import { activeOn, type LocalDate, type Period } from '#shared/dates.ts'
import { foldLoosely, sortKey } from '#shared/swedish-text.ts'

export type Method = (typeof methods)[number]
export type SpokenLanguage = (typeof spokenLanguages)[number]
export type TravelMeans = (typeof travelMeans)[number]

/** What is asked for; null does not count. */
export interface Wanted {
  readonly method: Method | null
  readonly areaId: string | null
  readonly language: SpokenLanguage | null
  readonly training: string | null
  readonly weekday: number | null
  readonly partOfDay: Slot['partOfDay'] | null
  readonly municipalityCode: string | null
  readonly isDigital: boolean
  readonly weeklyHours: number | null
  readonly date: LocalDate | null
  readonly maxLoad: number | null
  readonly notWithHostId: string | null
}

/** What is known of one who might fit. Nothing sensitive is among it. */
export interface Candidate {
  readonly wants: ReadonlySet<Method>
  readonly can: ReadonlySet<Method>
  /** How many times she has done each. */
  readonly done: ReadonlyMap<Method, number>
  readonly areaIds: ReadonlySet<string>
  readonly languages: ReadonlySet<SpokenLanguage>
  /** What she would rather speak than Swedish, as it stands with her details. */
  readonly ratherSpeaks: ReadonlySet<SpokenLanguage>
  /** Names of trainings and courses that she has taken. */
  readonly courses: readonly string[]
  readonly availability: readonly Slot[]
  readonly municipalityCode: string | null
  readonly maxKilometres: number | null
  readonly maxTravelMinutes: number | null
  readonly maxWeeklyHours: number | null
  readonly travelMeans: ReadonlySet<TravelMeans>
  readonly absences: readonly Period[]
  readonly load: CompetenceCandidate['load']
  readonly hostIds: ReadonlySet<string>
}

/** What else people call some languages. */
const otherNames: readonly (readonly [string, SpokenLanguage])[] = [
  ['teckensprak', 'swl'], ['svenskt teckensprak', 'swl'], ['norska', 'nb'], ['samiska', 'se'], ['sorani', 'ckb'], ['kurmanji', 'kmr'], ['farsi', 'fa'], ['tornedalsfinska', 'fit'],
  // The desktop app's system knows these by their codes only.
  ['meankieli', 'fit'], ['romani', 'rom'], ['nordsamiska', 'se'], ['northern sami', 'se'], ['nordkurdiska', 'kmr'],
]

const languagesByName: ReadonlyMap<string, SpokenLanguage> = new Map([
  ...['sv', 'en'].flatMap((reader) => {
    const names = new Intl.DisplayNames(reader, { type: 'language' })
    return spokenLanguages.map((code) => [foldLoosely(names.of(code) ?? code), code] as const)
  }),
  ...otherNames,
])

/** The languages that a text names, as people write them: "arabiska", "somaliska och svenska". */
export function languagesNamedIn(text: string): SpokenLanguage[] {
  return text.split(/\s*(?:[,;/]|\soch\s|\sand\s)\s*/iu).flatMap((name) => languagesByName.get(foldLoosely(name.trim())) ?? [])
}

type Reason = CompetenceCandidate['reasons'][number]

/** What each reason weighs. What is asked for and not said weighs less against than what is said against. */
const weights: Record<ReasonCode, number> = {
  wantsMethod: 4, canMethod: 3, hasDoneMethod: 3, methodUnknown: -2, hasArea: 4, areaUnknown: -2, speaks: 4, languageUnknown: -4, isTrained: 3, notTrained: -2,
  timeSuits: 3, timeDoesNotSuit: -4, timeUnknown: -1, sameMunicipality: 3, withinReach: 2, tooFar: -4, withinTime: 1, tooLong: -4,
  distanceUnknown: -1, hasCar: 1, needsLift: -1, digitalOnly: -6, digitalSuits: 1, hoursSuit: 1, hoursTooMany: -4, hoursUnknown: -1, absent: -20,
  loadFits: 1, loadTooHigh: -5, notWithHost: 1, withHost: -5,
}

export interface Assessment {
  readonly points: number
  readonly isAbsent: boolean
  readonly reasons: readonly Reason[]
  /** Whether she has said or done any of what is asked for, and not only has the time. */
  readonly isFitting: boolean
}

/** What speaks for and against one person, and what it comes to. */
export function assess(candidate: Candidate, wanted: Wanted, today: LocalDate): Assessment {
  const reasons = [
    ...methodReasons(candidate, wanted), ...areaReasons(candidate, wanted), ...languageReasons(candidate, wanted), ...trainingReasons(candidate, wanted), ...timeReasons(candidate, wanted),
    ...placeReasons(candidate, wanted), ...hoursReasons(candidate, wanted), ...absenceReasons(candidate, wanted, today), ...loadReasons(candidate, wanted), ...hostReasons(candidate, wanted),
  ]
  const fitting = reasons.filter(({ code }) => fittingCodes.has(code))
  const isAsked = wanted.method !== null || wanted.areaId !== null || wanted.language !== null || wanted.training !== null
  return {
    reasons, points: reasons.reduce((sum, { code }) => sum + weights[code], 0), isAbsent: reasons.some(({ code }) => code === 'absent'),
    isFitting: isAsked ? fitting.length > 0 : hasSaidAnything(candidate),
  }
}

const fittingCodes: ReadonlySet<ReasonCode> = new Set(['wantsMethod', 'canMethod', 'hasDoneMethod', 'hasArea', 'speaks', 'isTrained'])

/** Whether she is in the bank at all, by her own words. */
function hasSaidAnything({ wants, can, areaIds, languages, courses, availability }: Candidate): boolean {
  return wants.size + can.size + areaIds.size + languages.size + courses.length + availability.length > 0
}

function reasonOf(code: ReasonCode, count?: number): Reason {
  return { code, sign: weights[code] > 0 ? 'plus' : 'minus', ...(count !== undefined && { count }) }
}

function methodReasons({ wants, can, done }: Candidate, { method }: Wanted): Reason[] {
  if (method === null) return []
  const times = done.get(method) ?? 0
  const found = [...(wants.has(method) ? [reasonOf('wantsMethod')] : []), ...(can.has(method) ? [reasonOf('canMethod')] : []), ...(times > 0 ? [reasonOf('hasDoneMethod', times)] : [])]
  return found.length > 0 ? found : [reasonOf('methodUnknown')]
}

function areaReasons({ areaIds }: Candidate, { areaId }: Wanted): Reason[] {
  return areaId === null ? [] : [reasonOf(areaIds.has(areaId) ? 'hasArea' : 'areaUnknown')]
}

function languageReasons({ languages, ratherSpeaks }: Candidate, { language }: Wanted): Reason[] {
  return language === null ? [] : [reasonOf(languages.has(language) || ratherSpeaks.has(language) ? 'speaks' : 'languageUnknown')]
}

function trainingReasons({ courses }: Candidate, { training }: Wanted): Reason[] {
  if (training === null) return []
  const wanted = sortKey(training)
  return [reasonOf(courses.some((name) => sortKey(name) === wanted) ? 'isTrained' : 'notTrained')]
}

function timeReasons({ availability }: Candidate, { weekday, partOfDay }: Wanted): Reason[] {
  if (weekday === null && partOfDay === null) return []
  if (availability.length === 0) return [reasonOf('timeUnknown')]
  const suits = availability.some((slot) => (weekday === null || slot.weekday === weekday) && (partOfDay === null || slot.partOfDay === partOfDay))
  return [reasonOf(suits ? 'timeSuits' : 'timeDoesNotSuit')]
}

function placeReasons(candidate: Candidate, { municipalityCode, isDigital }: Wanted): Reason[] {
  const { travelMeans } = candidate
  if (isDigital) return travelMeans.has('digitalOnly') ? [reasonOf('digitalSuits')] : []
  if (municipalityCode === null) return []
  if (travelMeans.has('digitalOnly')) return [reasonOf('digitalOnly')]
  const lift = travelMeans.has('lift') && !travelMeans.has('car') ? [reasonOf('needsLift')] : []
  if (candidate.municipalityCode === municipalityCode) return [reasonOf('sameMunicipality'), ...lift]
  return [...distanceReasons(candidate, municipalityCode), ...(travelMeans.has('car') ? [reasonOf('hasCar')] : []), ...lift]
}

function distanceReasons({ municipalityCode, maxKilometres, maxTravelMinutes, travelMeans }: Candidate, to: string): Reason[] {
  const kilometres = municipalityCode === null ? null : kilometresBetween(municipalityCode, to)
  if (kilometres === null || (maxKilometres === null && maxTravelMinutes === null)) return [reasonOf('distanceUnknown', kilometres ?? undefined)]
  const minutes = travelMinutes(kilometres, travelMeans)
  return [
    ...(maxKilometres === null ? [] : [reasonOf(kilometres <= maxKilometres ? 'withinReach' : 'tooFar', kilometres)]),
    ...(maxTravelMinutes === null ? [] : [reasonOf(minutes <= maxTravelMinutes ? 'withinTime' : 'tooLong', minutes)]),
  ]
}

/** Roads are about so much longer than the way of a bird. */
const detour = 1.3

/** About how many minutes a way takes by the quickest of the means, to whole five: in a car 70 km an hour, by bus or train 50 and a quarter of an hour's wait, by bicycle 15. */
export function travelMinutes(kilometres: number, means: ReadonlySet<TravelMeans>): number {
  const way = kilometres * detour
  const byMeans = { car: (way / 70) * 60, lift: (way / 70) * 60, bus: (way / 50) * 60 + 15, onFoot: (way / 15) * 60 }
  const ways = (['car', 'lift', 'bus', 'onFoot'] as const).filter((one) => means.has(one)).map((one) => byMeans[one])
  return Math.round(Math.min(...(ways.length > 0 ? ways : [byMeans.bus])) / 5) * 5
}

function hoursReasons({ maxWeeklyHours }: Candidate, { weeklyHours }: Wanted): Reason[] {
  if (weeklyHours === null) return []
  if (maxWeeklyHours === null) return [reasonOf('hoursUnknown')]
  return [reasonOf(weeklyHours <= maxWeeklyHours ? 'hoursSuit' : 'hoursTooMany', maxWeeklyHours)]
}

/** On the day asked for; where none is, today. */
function absenceReasons({ absences }: Candidate, { date }: Wanted, today: LocalDate): Reason[] {
  return isAbsentOn(absences, date ?? today) ? [reasonOf('absent')] : []
}

function loadReasons({ load }: Candidate, { maxLoad }: Wanted): Reason[] {
  return maxLoad === null ? [] : [reasonOf(commitments(load) <= maxLoad ? 'loadFits' : 'loadTooHigh', commitments(load))]
}

function hostReasons({ hostIds }: Candidate, { notWithHostId }: Wanted): Reason[] {
  return notWithHostId === null ? [] : [reasonOf(hostIds.has(notWithHostId) ? 'withHost' : 'notWithHost')]
}

/** Whether any planned absence covers the day. */
export function isAbsentOn(absences: readonly Period[], day: LocalDate): boolean {
  return absences.some((absence) => activeOn(absence, day))
}

/** How much one has taken on: assignments, courses and audits in force. */
export function commitments({ assignments, courses, audits }: CompetenceCandidate['load']): number {
  return assignments + courses + audits
}

/** Best first: those who are away come after all others, and equals in the order of their names. */
export function ranked<Item extends { readonly points: number; readonly isAbsent: boolean; readonly nameSort: string; readonly id: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => Number(a.isAbsent) - Number(b.isAbsent) || b.points - a.points || compare(a.nameSort, b.nameSort) || compare(a.id, b.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const earthRadius = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres as the crow flies between the main towns of two municipalities, or null where one is not known. */
export function kilometresBetween(from: string, to: string): number | null {
  const [a, b] = [municipalityPlaces.get(from), municipalityPlaces.get(to)]
  if (!a || !b) return null
  const haversine = (angle: number) => Math.sin(radians(angle) / 2) ** 2
  const part = haversine(b.latitude - a.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * haversine(b.longitude - a.longitude)
  return Math.round(2 * earthRadius * Math.asin(Math.sqrt(part)))
}
