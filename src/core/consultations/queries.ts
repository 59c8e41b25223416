import type { InputOf } from '#contract/base.ts'
import type { Consultation, ConsultationRow, consultations, Invitee } from '#contract/consultations.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef } from '#core/people/index.ts'
import { daysToAnswer, stepOn, urgencyOn } from './rules.ts'

type ListInput = InputOf<typeof consultations.list>

function consultationSource(db: ReadDb) {
  return db
    .selectFrom('consultations')
    .innerJoin('organisations as askers', 'askers.id', 'consultations.askedByOrganisationId')
    .leftJoin('users', 'users.id', 'consultations.responsibleUserId')
}

/** A window of the consultations. */
export async function listConsultations(db: ReadDb, input: ListInput, today: LocalDate): Promise<{ total: number; rows: ConsultationRow[] }> {
  let query = consultationSource(db)
  const { state, kind, bodyId, organisationId } = input
  for (const word of sortKey(input.text).split(' ').filter(Boolean)) {
    query = query.where((eb) => eb.or([eb('consultations.nameSort', 'like', `%${word}%`), eb('askers.nameSort', 'like', `%${word}%`)]))
  }
  if (kind) query = query.where('consultations.kind', '=', kind)
  if (bodyId) query = query.where('consultations.bodyId', '=', bodyId)
  if (organisationId) query = query.where('consultations.askedByOrganisationId', '=', organisationId)
  if (state === 'answered') query = query.where('consultations.answeredOn', '<=', today)
  else if (state) query = query.where((eb) => eb.or([eb('consultations.answeredOn', 'is', null), eb('consultations.answeredOn', '>', today)]))
  if (state === 'due') query = query.where('consultations.answerDueOn', '<=', addDays(today, daysToAnswer))
  if (state === 'overdue') query = query.where('consultations.answerDueOn', '<', today)
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .selectAll('consultations')
    .select(['askers.name as askerName', 'users.displayName as responsibleName'])
    .select((eb) => eb.selectFrom('viewpoints').whereRef('viewpoints.consultationId', '=', 'consultations.id').select((viewpoint) => viewpoint.fn.countAll().as('count')).as('viewpointCount'))
    .orderBy(input.sort === 'title' ? 'consultations.nameSort' : `consultations.${input.sort}`, (order) => (direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('consultations.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => shownRow(row, Number(row.viewpointCount), today)) }
}

type Read = Row<'consultations'> & { readonly askerName: string; readonly responsibleName: string | null }

function shownRow(row: Read, viewpointCount: number, today: LocalDate): ConsultationRow {
  const { id, title, receivedOn, answerDueOn, responsibleUserId, responsibleName } = row
  return {
    id, title, kind: row.kind as ConsultationRow['kind'], askedBy: { id: row.askedByOrganisationId, name: row.askerName }, receivedOn, answerDueOn, viewpointCount,
    responsible: responsibleUserId !== null && responsibleName !== null ? { id: responsibleUserId, displayName: responsibleName } : null,
    step: stepOn(row, today), urgency: urgencyOn(row, today),
  }
}

/** One consultation with who was asked and what came in. The names of panels are only for those who may read of them. @throws NotFound */
export async function readConsultation(db: ReadDb, id: string, { today, mayReadPanels }: { readonly today: LocalDate; readonly mayReadPanels: boolean }): Promise<Consultation> {
  const row = await consultationSource(db)
    .leftJoin('bodies', 'bodies.id', 'consultations.bodyId')
    .selectAll('consultations')
    .select(['askers.name as askerName', 'users.displayName as responsibleName', 'bodies.name as bodyName'])
    .where('consultations.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const viewpoints = await db
    .selectFrom('viewpoints')
    .select(['id', 'version', 'receivedOn', 'text', 'voiceCount', 'inviteeId'])
    .where('consultationId', '=', id)
    .orderBy('receivedOn')
    .orderBy('id')
    .execute()
  const { version, question, answeredOn, answer, decidedOn, decision, toldBackOn, toldBackHow } = row
  return {
    ...shownRow(row, viewpoints.length, today), version, question, answeredOn, answer, decidedOn, decision, toldBackOn, toldBackHow, viewpoints,
    body: row.bodyId !== null && row.bodyName !== null ? { id: row.bodyId, name: row.bodyName } : null, isAnonymous: row.isAnonymous === 1, invitees: await readInvitees(db, id, mayReadPanels),
  }
}

async function readInvitees(db: ReadDb, consultationId: string, mayReadPanels: boolean): Promise<Invitee[]> {
  const rows = await db
    .selectFrom('consultationInvitees')
    .leftJoin('persons', 'persons.id', 'consultationInvitees.personId')
    .leftJoin('organisations', 'organisations.id', 'consultationInvitees.organisationId')
    .leftJoin('panels', 'panels.id', 'consultationInvitees.panelId')
    .select(['consultationInvitees.id', 'consultationInvitees.version', 'askedOn', 'personId', 'givenName', 'familyName', 'memberNumber', 'isProtected', 'organisationId', 'organisations.name as organisationName', 'panelId', 'panels.name as panelName'])
    .where('consultationId', '=', consultationId)
    .orderBy('askedOn')
    .orderBy('consultationInvitees.id')
    .execute()
  return rows.map(({ id, version, askedOn, personId, givenName, familyName, memberNumber, isProtected, ...of }) => ({
    id, version, askedOn,
    person: personId !== null && givenName !== null && familyName !== null && isProtected !== null ? personRef({ personId, givenName, familyName, memberNumber, isProtected }) : null,
    organisation: of.organisationId !== null && of.organisationName !== null ? { id: of.organisationId, name: of.organisationName } : null,
    panel: of.panelId !== null ? { id: of.panelId, name: mayReadPanels ? of.panelName : null } : null,
  }))
}

/** Which of these are consultations that promise that no names are kept. */
export async function anonymousIdsAmong(db: ReadDb, asked: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inChunks([...new Set(asked)], (ids) => db.selectFrom('consultations').select('id').where('id', 'in', ids).where('isAnonymous', '=', 1).execute())
  return new Set(rows.map(({ id }) => id))
}

/** Which of these consultations have viewpoints, or viewpoints with a name. */
export async function idsWithViewpoints(db: ReadDb, asked: readonly string[], which: 'all' | 'named' = 'all'): Promise<ReadonlySet<string>> {
  const rows = await inChunks(asked, (ids) => {
    const found = db.selectFrom('viewpoints').select('consultationId').where('consultationId', 'in', ids)
    return (which === 'named' ? found.where('inviteeId', 'is not', null) : found).execute()
  })
  return new Set(rows.map(({ consultationId }) => consultationId))
}
