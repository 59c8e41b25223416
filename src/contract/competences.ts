import { z } from 'zod'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { methods } from './body-choices.ts'
import { partsOfDay, spokenLanguages, travelMeans } from './competence-choices.ts'
import { personRef } from './person-ref.ts'

const slot = z.strictObject({ weekday: z.int().min(1).max(7), partOfDay: z.enum(partsOfDay) })
export type Slot = z.output<typeof slot>

const wholeNumber = (most: number) => z.int('common.notANumber').min(0, 'common.notANumber').max(most, 'common.notANumber').nullable().default(null)
const few = <Item extends z.ZodType>(item: Item) => z.array(item).max(100).default([])

/** What a person says of herself: all of it at once, as it is told on the telephone. */
const profileFields = {
  can: few(z.enum(methods)),
  wants: few(z.enum(methods)),
  areaIds: few(id),
  languages: few(z.enum(spokenLanguages)),
  availability: few(slot),
  travelMeans: few(z.enum(travelMeans)),
  maxKilometres: wholeNumber(2000),
  maxTravelMinutes: wholeNumber(1440),
  maxWeeklyHours: wholeNumber(80),
}

const named = z.object({ id, name: z.string() })

/** What a person has taken on, counted from assignments, meetings, courses and audits. */
const load = z.object({ assignments: z.int(), meetingsIn30Days: z.int(), meetingsIn90Days: z.int(), courses: z.int(), audits: z.int() })
export type Load = z.output<typeof load>

const course = z.object({ id, version, name: z.string(), takenOn: localDate })
const absence = z.object({ id, version, startsOn: localDate, endsOn: localDate })

const profile = z.object({
  /** Stands for what was read; a save with an older one is refused. */
  stamp: z.string(),
  can: z.array(z.enum(methods)), wants: z.array(z.enum(methods)),
  done: z.array(z.object({ method: z.enum(methods), count: z.int() })),
  areas: z.array(named), languages: z.array(z.enum(spokenLanguages)),
  /** Completed trainings of the association's own, newest first. */
  trained: z.array(z.object({ name: z.string(), completedOn: localDate })),
  otherCourses: z.array(course),
  availability: z.array(slot), travelMeans: z.array(z.enum(travelMeans)),
  maxKilometres: z.int().nullable(), maxTravelMinutes: z.int().nullable(), maxWeeklyHours: z.int().nullable(),
  absences: z.array(absence), load,
})
export type CompetenceProfile = z.output<typeof profile>

/** What is asked for. What is left out does not count. */
const wantedFields = {
  method: z.enum(methods).nullable().default(null),
  areaId: id.nullable().default(null),
  language: z.enum(spokenLanguages).nullable().default(null),
  /** A training's or another course's name. */
  training: optionalText(160),
  weekday: z.int().min(1).max(7).nullable().default(null),
  partOfDay: z.enum(partsOfDay).nullable().default(null),
  /** Where it is. */
  municipalityCode: z.string().max(4).nullable().default(null),
  isDigital: z.boolean().default(false),
  /** Hours a week that it takes. */
  weeklyHours: wholeNumber(80),
  date: localDate.nullable().default(null),
  /** At most so many commitments already. */
  maxLoad: wholeNumber(100),
  /** Rather nobody who already sits with this host. */
  notWithHostId: id.nullable().default(null),
}

const reasonCodes = [
  'wantsMethod', 'canMethod', 'hasDoneMethod', 'methodUnknown', 'hasArea', 'areaUnknown', 'speaks', 'languageUnknown', 'isTrained', 'notTrained', 'timeSuits', 'timeDoesNotSuit', 'timeUnknown',
  'sameMunicipality', 'withinReach', 'tooFar', 'withinTime', 'tooLong', 'distanceUnknown', 'hasCar', 'needsLift', 'digitalOnly', 'digitalSuits', 'hoursSuit', 'hoursTooMany', 'hoursUnknown', 'absent', 'loadFits', 'loadTooHigh', 'notWithHost', 'withHost',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Reasons that say how many or how far. */
const countedReasons = ['hasDoneMethod', 'withinReach', 'tooFar', 'withinTime', 'tooLong', 'hoursSuit', 'hoursTooMany', 'loadFits', 'loadTooHigh'] as const satisfies readonly ReasonCode[]

/** Whether a reason says how many or how far. */
export function isCountedReason(code: ReasonCode): code is (typeof countedReasons)[number] {
  return (countedReasons as readonly ReasonCode[]).includes(code)
}

const reason = z.object({ code: z.enum(reasonCodes), sign: z.enum(['plus', 'minus']), count: z.int().optional() })
const candidate = z.object({
  person: personRef, municipalityCode: z.string().nullable(), points: z.int(), isAbsent: z.boolean(), reasons: z.array(reason), load,
})
export type CompetenceCandidate = z.output<typeof candidate>

const area = z.object({ id, version, name: z.string() })

export const competences = {
  read: procedure({ permission: 'competences.read', summary: 'What a person can and wants to do, when, how far, and what she has already' })
    .input(z.strictObject({ personId: id }))
    .output(profile),
  save: procedure({ permission: 'competences.write', summary: 'Record what a person can and wants to do, when and how far' })
    .input(z.strictObject({ personId: id, stamp: z.string(), ...profileFields }))
    .output(z.object({})),
  addCourse: procedure({ permission: 'competences.write', summary: 'Record a course that a person took elsewhere' })
    .input(z.strictObject({ personId: id, name: text(160), takenOn: localDate }))
    .output(z.object({ id })),
  removeCourse: procedure({ permission: 'competences.write', summary: 'Take away a course that was recorded by hand' }).input(z.strictObject({ id, version })).output(z.object({})),
  addAbsence: procedure({ permission: 'competences.write', summary: 'Record that a person is away for a time, without a reason' })
    .input(z.strictObject({ personId: id, startsOn: localDate, endsOn: localDate }))
    .output(z.object({ id })),
  removeAbsence: procedure({ permission: 'competences.write', summary: 'Take away a planned absence' }).input(z.strictObject({ id, version })).output(z.object({})),
  listAreas: procedure({ permission: 'competences.read', summary: 'The subject areas that the association uses' })
    .input(z.strictObject({}).optional())
    .output(z.array(area)),
  addArea: procedure({ permission: 'competences.write', summary: 'Add a subject area to the list' }).input(z.strictObject({ name: text(100) })).output(z.object({ id })),
  renameArea: procedure({ permission: 'competences.write', summary: 'Give a subject area another name' }).input(z.strictObject({ id, version, name: text(100) })).output(z.object({})),
  removeArea: procedure({ permission: 'competences.write', summary: 'Take a subject area that nobody has off the list' }).input(z.strictObject({ id, version })).output(z.object({})),
  listCourses: procedure({ permission: 'competences.read', summary: 'The names of all trainings and courses that somebody has taken' })
    .input(z.strictObject({}).optional())
    .output(z.array(z.string())),
  search: procedure({ permission: 'competences.read', summary: 'Who fits what is needed, best first, with the reasons for and against' })
    .input(z.strictObject({ ...wantedFields, offset: page.offset, limit: z.int().min(1).max(500).default(50) }))
    .output(z.object({ total: z.int(), rows: z.array(candidate) })),
}
