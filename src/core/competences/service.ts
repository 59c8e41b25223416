import type { InputOf } from '#contract/base.ts'
import type { competences } from '#contract/competences.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { Conflict, NotFound, RuleViolation, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { limitsOf, stampOf } from './queries.ts'

type Input<Name extends keyof typeof competences> = InputOf<(typeof competences)[Name]>

/** What of a competence's row says which it is. */
type Said = Pick<Row<'competences'>, 'kind' | 'code' | 'subjectAreaId' | 'level'>

/** Records all that a person says of herself. What she no longer says ends the day before. @throws NotFound, Conflict, ValidationFailure */
export async function saveProfile(call: Call, { personId, stamp, ...said }: Input<'save'>) {
  const today = call.clock.today()
  await call.store.transact(call.act(), async (writer) => {
    await requirePerson(writer.db, personId)
    if (stamp !== (await stampOf(writer.db, personId, today))) throw new Conflict()
    await refuseUnknownAreas(writer.db, said.areaIds)
    await replaceSaid(writer, personId, wantedRows(said), today)
    await replaceTimes(writer, personId, said.availability)
    await replaceLimits(writer, personId, said)
  })
  return {}
}

function wantedRows({ can, wants, areaIds, languages }: Pick<Input<'save'>, 'can' | 'wants' | 'areaIds' | 'languages'>): Said[] {
  return [
    ...can.map((code) => ({ kind: 'method', code, subjectAreaId: null, level: 'can' })),
    ...wants.map((code) => ({ kind: 'method', code, subjectAreaId: null, level: 'wants' })),
    ...areaIds.map((subjectAreaId) => ({ kind: 'area', code: null, subjectAreaId, level: null })),
    ...languages.map((code) => ({ kind: 'language', code, subjectAreaId: null, level: null })),
  ]
}

function keyOf({ kind, code, subjectAreaId, level }: Said): string {
  return JSON.stringify([kind, code, subjectAreaId, level])
}

async function replaceSaid(writer: Writer, personId: string, wanted: readonly Said[], today: LocalDate): Promise<void> {
  const rows = await writer.db.selectFrom('competences').selectAll().where('personId', '=', personId).where('kind', '!=', 'course').where(inForceOn('competences', today)).execute()
  const wantedKeys = new Set(wanted.map(keyOf))
  for (const row of rows.filter((candidate) => !wantedKeys.has(keyOf(candidate)))) {
    if (row.startsOn === today) await writer.delete('competences', row.id)
    else await writer.update('competences', row.id, { endsOn: addDays(today, -1) })
  }
  const kept = new Set(rows.map(keyOf))
  for (const [key, said] of new Map(wanted.map((said) => [keyOf(said), said]))) {
    if (!kept.has(key)) await writer.insert('competences', { personId, ...said, name: null, startsOn: today, endsOn: null })
  }
}

async function replaceTimes(writer: Writer, personId: string, availability: Input<'save'>['availability']): Promise<void> {
  const rows = await writer.db.selectFrom('availabilities').selectAll().where('personId', '=', personId).execute()
  const isSame = (a: { weekday: number; partOfDay: string }, b: { weekday: number; partOfDay: string }) => a.weekday === b.weekday && a.partOfDay === b.partOfDay
  for (const row of rows) if (!availability.some((slot) => isSame(slot, row))) await writer.delete('availabilities', row.id)
  const fresh = availability.filter((slot, index) => !rows.some((row) => isSame(slot, row)) && availability.findIndex((other) => isSame(other, slot)) === index)
  for (const { weekday, partOfDay } of fresh) await writer.insert('availabilities', { personId, weekday, partOfDay })
}

async function replaceLimits(writer: Writer, personId: string, { travelMeans, maxKilometres, maxTravelMinutes, maxWeeklyHours }: Omit<Input<'save'>, 'personId' | 'stamp'>): Promise<void> {
  const values = { travelMeansJson: JSON.stringify(travelMeans), maxKilometres, maxTravelMinutes, maxWeeklyHours }
  const limits = await limitsOf(writer.db, personId)
  if (limits) await writer.update('travelLimits', limits.id, values)
  else await writer.insert('travelLimits', { personId, ...values })
}

/** @throws NotFound, ValidationFailure where the day is yet to come */
export async function addCourse(call: Call, { personId, name, takenOn }: Input<'addCourse'>): Promise<{ id: string }> {
  if (takenOn > call.clock.today()) throw new ValidationFailure([{ path: 'takenOn', rule: 'competences.courseInFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    await requirePerson(writer.db, personId)
    return writer.insert('competences', { personId, kind: 'course', code: null, subjectAreaId: null, name, level: null, startsOn: takenOn, endsOn: null })
  })
  return { id }
}

/** @throws NotFound, Conflict */
export async function removeCourse(call: Call, { id, version }: Input<'removeCourse'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('competences').select('kind').where('id', '=', id).executeTakeFirst()
    if (row?.kind !== 'course') throw new NotFound()
    await writer.delete('competences', id, version)
  })
  return {}
}

/** @throws NotFound, ValidationFailure where the days are in the wrong order */
export async function addAbsence(call: Call, { personId, startsOn, endsOn }: Input<'addAbsence'>): Promise<{ id: string }> {
  if (endsOn < startsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    await requirePerson(writer.db, personId)
    return writer.insert('plannedAbsences', { personId, startsOn, endsOn })
  })
  return { id }
}

/** @throws NotFound, Conflict */
export async function removeAbsence(call: Call, { id, version }: Input<'removeAbsence'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('plannedAbsences', id, version))
  return {}
}

/** @throws ValidationFailure when the area is on the list already */
export async function addArea(call: Call, { name }: Input<'addArea'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseTaken(writer.db, name)
    return writer.insert('subjectAreas', { name, nameSort: sortKey(name) })
  })
  return { id }
}

/** @throws NotFound, Conflict, ValidationFailure when another area has the name */
export async function renameArea(call: Call, { id, version, name }: Input<'renameArea'>) {
  await call.store.transact(call.act(), async (writer) => {
    await refuseTaken(writer.db, name, id)
    await writer.update('subjectAreas', id, { name, nameSort: sortKey(name) }, version)
  })
  return {}
}

/** @throws RuleViolation `competences.areaInUse`, NotFound, Conflict */
export async function removeArea(call: Call, { id, version }: Input<'removeArea'>) {
  await call.store.transact(call.act(), async (writer) => {
    const holder = await writer.db.selectFrom('competences').select('id').where('subjectAreaId', '=', id).executeTakeFirst()
    const panel = await writer.db.selectFrom('panels').select('id').where('subjectAreaId', '=', id).executeTakeFirst()
    if (holder ?? panel) throw new RuleViolation('competences.areaInUse')
    await writer.delete('subjectAreas', id, version)
  })
  return {}
}

async function refuseTaken(db: ReadDb, name: string, ownId?: string): Promise<void> {
  const holder = await db.selectFrom('subjectAreas').select('id').where('nameSort', '=', sortKey(name)).executeTakeFirst()
  if (holder && holder.id !== ownId) throw new ValidationFailure([{ path: 'name', rule: 'competences.areaExists' }])
}

async function requirePerson(db: ReadDb, id: string): Promise<void> {
  if (!(await db.selectFrom('persons').select('id').where('id', '=', id).executeTakeFirst())) throw new NotFound()
}

async function refuseUnknownAreas(db: ReadDb, areaIds: readonly string[]): Promise<void> {
  const known = new Set((await db.selectFrom('subjectAreas').select('id').execute()).map(({ id }) => id))
  const findings: FieldFinding[] = areaIds.every((id) => known.has(id)) ? [] : [{ path: 'areaIds', rule: 'common.notAChoice' }]
  if (findings.length > 0) throw new ValidationFailure(findings)
}
