import { createHash } from 'node:crypto'
import type { InputOf } from '#contract/base.ts'
import type { travelMeans } from '#contract/competence-choices.ts'
import type { CompetenceCandidate, CompetenceProfile, competences } from '#contract/competences.ts'
import type { LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected, personRef } from '#core/people/index.ts'
import { readFacts, readPool } from './facts.ts'
import { assess, ranked } from './rules.ts'

/** What a person can and wants to do, when and how far, and what she has already. @throws NotFound */
export async function readProfile(db: ReadDb, personId: string, today: LocalDate): Promise<CompetenceProfile> {
  const facts = await readFacts(db, personId, today)
  if (!facts) throw new NotFound()
  const [said, absences, limits] = await Promise.all([
    db
      .selectFrom('competences')
      .leftJoin('subjectAreas', 'subjectAreas.id', 'competences.subjectAreaId')
      .selectAll('competences')
      .select('subjectAreas.name as areaName')
      .where('personId', '=', personId)
      .where(inForceOn('competences', today))
      .orderBy('subjectAreas.nameSort')
      .orderBy('competences.startsOn')
      .orderBy('competences.id')
      .execute(),
    db.selectFrom('plannedAbsences').selectAll().where('personId', '=', personId).where('endsOn', '>=', today).orderBy('startsOn').orderBy('id').execute(),
    limitsOf(db, personId),
  ])
  const areas = new Map(said.flatMap(({ subjectAreaId, areaName }) => (subjectAreaId !== null && areaName !== null ? [[subjectAreaId, areaName] as const] : [])))
  return {
    stamp: await stampOf(db, personId, today),
    can: [...facts.can], wants: [...facts.wants], done: [...facts.done].map(([method, count]) => ({ method, count })),
    areas: [...areas].map(([id, name]) => ({ id, name })), languages: [...facts.languages],
    trained: facts.trained.toSorted((a, b) => (a.completedOn < b.completedOn ? 1 : -1)),
    otherCourses: said.flatMap(({ id, version, kind, name, startsOn }) => (kind === 'course' && name !== null ? [{ id, version, name, takenOn: startsOn }] : [])),
    availability: facts.availability.toSorted((a, b) => a.weekday - b.weekday),
    travelMeans: limits ? (JSON.parse(limits.travelMeansJson) as (typeof travelMeans)[number][]) : [],
    maxKilometres: limits?.maxKilometres ?? null, maxTravelMinutes: limits?.maxTravelMinutes ?? null, maxWeeklyHours: limits?.maxWeeklyHours ?? null,
    absences: absences.map(({ id, version, startsOn, endsOn }) => ({ id, version, startsOn, endsOn })), load: facts.load,
  }
}

/** A person's row of how far she comes and how she travels; the oldest, should two have come together. */
export function limitsOf(db: ReadDb, personId: string) {
  return db.selectFrom('travelLimits').selectAll().where('personId', '=', personId).orderBy('id').limit(1).executeTakeFirst()
}

/** Stands for all that a save would replace, so that nobody replaces what she has not seen. */
export async function stampOf(db: ReadDb, personId: string, today: LocalDate): Promise<string> {
  const [said, times, limits] = await Promise.all([
    db.selectFrom('competences').select(['id', 'version']).where('personId', '=', personId).where('kind', '!=', 'course').where(inForceOn('competences', today)).orderBy('id').execute(),
    db.selectFrom('availabilities').select(['id', 'version']).where('personId', '=', personId).orderBy('id').execute(),
    limitsOf(db, personId),
  ])
  return createHash('sha256').update(JSON.stringify([said, times, limits?.id, limits?.version])).digest('hex').slice(0, 16)
}

/** Who fits what is needed, best first. Protected identities are not among them. */
export async function searchBank(db: ReadDb, { offset, limit, ...wanted }: InputOf<typeof competences.search>, today: LocalDate): Promise<{ total: number; rows: CompetenceCandidate[] }> {
  const pool = await readPool(db, today)
  const fitting = pool
    .map((person) => ({ person, ...assess(person, wanted, today), nameSort: person.row.nameSort, id: person.row.id }))
    .filter(({ isFitting }) => isFitting)
  const rows = ranked(fitting).slice(offset, offset + limit)
  return {
    total: fitting.length,
    rows: rows.map(({ person: { row, load }, points, isAbsent, reasons }) => ({
      person: personRef({ ...row, personId: row.id }), municipalityCode: row.municipalityCode, points, isAbsent, reasons: [...reasons], load,
    })),
  }
}

/** The association's list of subject areas, in order. */
export function listAreas(db: ReadDb) {
  return db.selectFrom('subjectAreas').select(['id', 'version', 'name']).orderBy('nameSort').orderBy('id').execute()
}

/** The names of the association's trainings and of the courses that were recorded by hand, each once. */
export async function listCourses(db: ReadDb): Promise<string[]> {
  const [trainings, courses] = await Promise.all([
    db.selectFrom('trainings').select('name').execute(),
    db.selectFrom('competences').innerJoin('persons', 'persons.id', 'competences.personId').select('competences.name').distinct().where('kind', '=', 'course').where(...notProtected).execute(),
  ])
  return [...new Set([...trainings, ...courses].flatMap(({ name }) => name ?? []))].toSorted((a, b) => a.localeCompare(b, 'sv'))
}
