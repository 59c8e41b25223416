import { methods } from '#contract/body-choices.ts'
import type { Load, Slot } from '#contract/competences.ts'
import { activeOn, addDays, type LocalDate } from '#shared/dates.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected } from '#core/people/index.ts'
import { languagesNamedIn, type Candidate, type Method, type SpokenLanguage, type TravelMeans } from './rules.ts'

/** One of the register with all that the bank knows of her. */
export interface Person extends Candidate {
  readonly row: Row<'persons'>
  /** Trainings of the association's own that she completed. */
  readonly trained: readonly { readonly name: string; readonly completedOn: LocalDate }[]
}

/** What is read of one person, also of one with protected identity. @returns undefined where there is no such person */
export async function readFacts(db: ReadDb, personId: string, today: LocalDate): Promise<Person | undefined> {
  const row = await db.selectFrom('persons').selectAll().where('id', '=', personId).executeTakeFirst()
  return row && (await gather(db, [row], today))[0]
}

/**
 * Everybody who can be proposed: members, those who have an assignment, and those who have told what they can and want.
 * Former members who have no assignment are left out, and so are protected identities.
 */
export async function readPool(db: ReadDb, today: LocalDate): Promise<Person[]> {
  const memberships = await db.selectFrom('memberships').select(['personId', 'startsOn', 'endsOn']).execute()
  const members = new Set(memberships.filter((membership) => activeOn(membership, today)).map(({ personId }) => personId))
  const former = new Set(memberships.map(({ personId }) => personId).filter((personId) => !members.has(personId)))
  const rows = await db.selectFrom('persons').selectAll().where(...notProtected).execute()
  const persons = await gather(db, rows.filter(({ deceasedOn }) => deceasedOn === null), today)
  return persons.filter(({ row, load, can, wants, areaIds, languages, availability }) =>
    members.has(row.id) || load.assignments > 0 || (!former.has(row.id) && can.size + wants.size + areaIds.size + languages.size + availability.length > 0))
}

/** Reads for one person or for all; between those there is nothing to gain by asking for some. */
async function gather(db: ReadDb, rows: readonly Row<'persons'>[], today: LocalDate): Promise<Person[]> {
  const only = rows.length === 1 ? rows[0]?.id : undefined
  const [competences, availabilities, absences, limits, assignments, meetings, participations, teams] = await Promise.all([
    db.selectFrom('competences').selectAll().where(inForceOn('competences', today)).$if(only !== undefined, (query) => query.where('personId', '=', only as string)).execute(),
    db.selectFrom('availabilities').selectAll().$if(only !== undefined, (query) => query.where('personId', '=', only as string)).execute(),
    db.selectFrom('plannedAbsences').selectAll().where('endsOn', '>=', today).$if(only !== undefined, (query) => query.where('personId', '=', only as string)).execute(),
    db.selectFrom('travelLimits').selectAll().$if(only !== undefined, (query) => query.where('personId', '=', only as string)).execute(),
    db
      .selectFrom('assignments')
      .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
      .select(['assignments.personId', 'assignments.bodyId', 'assignments.startsOn', 'assignments.endsOn', 'bodies.method', 'bodies.hostOrganisationId'])
      .where('assignments.startsOn', '<=', addDays(today, 90))
      .$if(only !== undefined, (query) => query.where('assignments.personId', '=', only as string))
      .execute(),
    db.selectFrom('meetings').select(['bodyId', 'heldOn']).where('heldOn', '>=', today).where('heldOn', '<=', addDays(today, 90)).where('cancelledAt', 'is', null).execute(),
    db
      .selectFrom('courseParticipants')
      .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
      .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
      .select(['courseParticipants.personId', 'courseParticipants.completedOn', 'courseParticipants.leftOn', 'courseRounds.endsOn', 'trainings.name', 'trainings.kind'])
      .$if(only !== undefined, (query) => query.where('courseParticipants.personId', '=', only as string))
      .execute(),
    db.selectFrom('auditTeamMembers').select(['personId', 'startsOn', 'endsOn']).$if(only !== undefined, (query) => query.where('personId', '=', only as string)).execute(),
  ])
  const meetingDays = groupedBy(meetings, ({ bodyId }) => bodyId)
  const of = {
    competences: groupedBy(competences, byPerson), availabilities: groupedBy(availabilities, byPerson), absences: groupedBy(absences, byPerson), limits: groupedBy(limits, byPerson),
    assignments: groupedBy(assignments, byPerson), participations: groupedBy(participations, byPerson), teams: groupedBy(teams, byPerson),
  }
  return rows.map((row): Person => {
    const said = of.competences(row.id)
    const codes = (kind: string, level?: string) => said.filter((one) => one.kind === kind && (level === undefined || one.level === level)).flatMap(({ code }) => code ?? [])
    const [limit] = of.limits(row.id)
    const own = of.assignments(row.id)
    const held = of.participations(row.id)
    const trained = held.flatMap(({ name, completedOn }) => (completedOn !== null && completedOn <= today ? [{ name, completedOn }] : []))
    const inTeams = of.teams(row.id)
    const ahead = own.flatMap((assignment) => meetingDays(assignment.bodyId).filter(({ heldOn }) => activeOn(assignment, heldOn)))
    return {
      row, trained,
      wants: new Set(codes('method', 'wants') as Method[]), can: new Set(codes('method', 'can') as Method[]), languages: new Set(codes('language') as SpokenLanguage[]),
      ratherSpeaks: new Set(languagesNamedIn(row.language ?? '')),
      done: doneMethods([
        ...own.filter(({ startsOn }) => startsOn <= today).map(({ method }) => method as Method),
        ...inTeams.filter(({ startsOn }) => startsOn <= today).map(() => 'userAudit' as const),
        ...held.filter(({ completedOn, kind }) => completedOn !== null && completedOn <= today && kind === 'peerSupport').map(() => 'peerSupport' as const),
      ]),
      areaIds: new Set(said.flatMap(({ subjectAreaId }) => subjectAreaId ?? [])),
      courses: [...trained.map(({ name }) => name), ...said.flatMap(({ kind, name }) => (kind === 'course' && name !== null ? [name] : []))],
      availability: of.availabilities(row.id).map(({ weekday, partOfDay }) => ({ weekday, partOfDay: partOfDay as Slot['partOfDay'] })),
      municipalityCode: row.municipalityCode,
      maxKilometres: limit?.maxKilometres ?? null,
      maxTravelMinutes: limit?.maxTravelMinutes ?? null, maxWeeklyHours: limit?.maxWeeklyHours ?? null,
      travelMeans: new Set(limit === undefined ? [] : (JSON.parse(limit.travelMeansJson) as TravelMeans[])),
      absences: of.absences(row.id),
      load: loadOf({
        assignments: own.filter((assignment) => activeOn(assignment, today)).length, days: ahead.map(({ heldOn }) => heldOn), today,
        courses: held.filter(({ completedOn, leftOn, endsOn }) => completedOn === null && leftOn === null && endsOn >= today).length,
        audits: inTeams.filter((member) => activeOn(member, today)).length,
      }),
      hostIds: new Set(own.filter((assignment) => activeOn(assignment, today)).map(({ hostOrganisationId }) => hostOrganisationId)),
    }
  })
}

function byPerson({ personId }: { readonly personId: string }): string {
  return personId
}

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): (key: string) => readonly Item[] {
  const groups = Map.groupBy(items, keyOf)
  return (key) => groups.get(key) ?? []
}

/** How many times each, in the order of the list of methods. */
function doneMethods(done: readonly Method[]): Map<Method, number> {
  const counts = methods.map((method) => [method, done.filter((one) => one === method).length] as const)
  return new Map(counts.filter(([, count]) => count > 0))
}

function loadOf({ days, today, ...counts }: { readonly assignments: number; readonly courses: number; readonly audits: number; readonly days: readonly LocalDate[]; readonly today: LocalDate }): Load {
  return { ...counts, meetingsIn30Days: days.filter((day) => day <= addDays(today, 30)).length, meetingsIn90Days: days.length }
}
