import type { InputOf } from '#contract/base.ts'
import type { bodies, Nomination } from '#contract/bodies.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { choiceFindings } from '#core/organisations/index.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { nominationFinding } from './rules.ts'

type Input<Name extends keyof typeof bodies> = InputOf<(typeof bodies)[Name]>

/** Those nominated in a body, by an organisation or of a person, the latest first and those still waiting before them. */
export async function listNominations(db: ReadDb, { bodyId, organisationId, personId }: Input<'nominations'>): Promise<Nomination[]> {
  let query = db
    .selectFrom('nominations')
    .innerJoin('persons', 'persons.id', 'nominations.personId')
    .innerJoin('bodies', 'bodies.id', 'nominations.bodyId')
    .innerJoin('seats', 'seats.id', 'nominations.seatId')
    .leftJoin('seats as ordinary', 'ordinary.id', 'seats.deputyForSeatId')
    .leftJoin('organisations', 'organisations.id', 'nominations.organisationId')
  if (bodyId) query = query.where('nominations.bodyId', '=', bodyId)
  if (organisationId) query = query.where('nominations.organisationId', '=', organisationId)
  if (personId) query = query.where('nominations.personId', '=', personId)
  const rows = await query
    .select(['nominations.id', 'nominations.version', 'nominations.seatId', 'nominations.nominatedOn', 'nominations.note', 'nominations.result', 'nominations.resultOn', 'nominations.bodyId'])
    .select(['bodies.name as bodyName', 'organisations.id as organisationId', 'organisations.name as organisationName'])
    .select(['seats.kind', 'seats.position', 'seats.deputyForSeatId', 'seats.rank', 'ordinary.position as deputyForPosition'])
    .select(personRefColumns)
    .orderBy('nominations.nominatedOn', 'desc')
    .orderBy('nominations.id', 'desc')
    .execute()
  const shown = rows.map((row): Nomination => ({
    id: row.id, version: row.version, person: personRef(row), body: { id: row.bodyId, name: row.bodyName }, seatId: row.seatId, kind: row.kind as Nomination['kind'], position: row.position,
    deputyForSeatId: row.deputyForSeatId, deputyForPosition: row.deputyForPosition, rank: row.rank,
    nominatedBy: row.organisationId === null || row.organisationName === null ? null : { id: row.organisationId, name: row.organisationName },
    nominatedOn: row.nominatedOn, note: row.isProtected === 1 ? null : row.note, result: row.result as Nomination['result'], resultOn: row.resultOn,
  }))
  return [...shown.filter(({ result }) => result === null), ...shown.filter(({ result }) => result !== null)]
}

/** Records that somebody has been nominated for a seat. @throws NotFound, ValidationFailure, RuleViolation when she is nominated for it already */
export async function nominate(call: Call, { seatId, ...nomination }: Input<'nominate'>): Promise<{ id: string }> {
  if (nomination.nominatedOn > call.clock.today()) throw new ValidationFailure([{ path: 'nominatedOn', rule: 'bodies.nominatedInFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const seat = await writer.db.selectFrom('seats').selectAll().where('id', '=', seatId).executeTakeFirst()
    if (!seat) throw new NotFound()
    const person = await writer.db.selectFrom('persons').select('deceasedOn').where('id', '=', nomination.personId).executeTakeFirst()
    if (!person) throw new ValidationFailure([{ path: 'personId', rule: 'common.notAChoice' }])
    if (person.deceasedOn !== null) throw new ValidationFailure([{ path: 'personId', rule: 'people.hasDied' }])
    if (nomination.organisationId !== null) {
      const findings = await choiceFindings(writer.db, { path: 'organisationId', id: nomination.organisationId, today: call.clock.today() })
      if (findings.length > 0) throw new ValidationFailure(findings)
    }
    const others = await writer.db.selectFrom('nominations').selectAll().where('seatId', '=', seatId).execute()
    refuse(nominationFinding(seat, others, nomination))
    return writer.insert('nominations', { ...nomination, seatId, bodyId: seat.bodyId, result: null, resultOn: null, assignmentId: null, createdAt: writer.now })
  })
  return { id }
}

/** Records that a nomination was taken back before anything was decided. @throws NotFound, Conflict, RuleViolation `bodies.nominationSettled` */
export async function withdrawNomination(call: Call, { id, version, resultOn }: Input<'withdrawNomination'>) {
  await call.store.transact(call.act(), async (writer) => {
    const nomination = await writer.db.selectFrom('nominations').selectAll().where('id', '=', id).executeTakeFirst()
    if (!nomination) throw new NotFound()
    if (nomination.result !== null) throw new RuleViolation('bodies.nominationSettled')
    if (resultOn < nomination.nominatedOn || resultOn > call.clock.today()) throw new ValidationFailure([{ path: 'resultOn', rule: 'bodies.withdrawnWrongDay' }])
    await writer.update('nominations', id, { result: 'withdrawn', resultOn }, version)
  })
  return {}
}

/** The nomination that an appointment rests on. @throws ValidationFailure, RuleViolation when it is of another person or seat, or settled */
export async function nominationToChoose(db: ReadDb, id: string, { seatId, personId }: { readonly seatId: string; readonly personId: string }): Promise<Row<'nominations'>> {
  const nomination = await db.selectFrom('nominations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!nomination || nomination.seatId !== seatId || nomination.personId !== personId) throw new RuleViolation('bodies.nominationOfAnother')
  if (nomination.result !== null) throw new RuleViolation('bodies.nominationSettled')
  return nomination
}

/** Marks who was chosen of those nominated for a seat: she who was appointed, and none of the others who waited. */
export async function settleNominations(writer: Writer, { chosen, assignmentId, decidedOn }: { readonly chosen: Row<'nominations'>; readonly assignmentId: string; readonly decidedOn: LocalDate }): Promise<void> {
  await writer.update('nominations', chosen.id, { result: 'chosen', resultOn: decidedOn, assignmentId })
  const others = await writer.db.selectFrom('nominations').select('id').where('seatId', '=', chosen.seatId).where('result', 'is', null).execute()
  for (const { id } of others) await writer.update('nominations', id, { result: 'notChosen', resultOn: decidedOn })
}
