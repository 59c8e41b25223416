import type { InputOf } from '#contract/base.ts'
import type { Audit, AuditRow, audits } from '#contract/audits.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { stepOn } from './rules.ts'

type ListInput = InputOf<typeof audits.list>

function auditSource(db: ReadDb) {
  return db
    .selectFrom('audits')
    .innerJoin('organisations as orderers', 'orderers.id', 'audits.orderedByOrganisationId')
    .innerJoin('organisations as audited', 'audited.id', 'audits.auditedOrganisationId')
}

/** A window of the audits. */
export async function listAudits(db: ReadDb, input: ListInput, today: LocalDate): Promise<{ total: number; rows: AuditRow[] }> {
  let query = auditSource(db)
  const { organisationId, isOpen } = input
  if (organisationId) query = query.where((eb) => eb.or([eb('audits.orderedByOrganisationId', '=', organisationId), eb('audits.auditedOrganisationId', '=', organisationId)]))
  if (isOpen !== undefined) {
    query = query.where((eb) => (isOpen ? eb.or([eb('audits.followedUpOn', 'is', null), eb('audits.followedUpOn', '>', today)]) : eb('audits.followedUpOn', '<=', today)))
  }
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = input.descending ? 'desc' : 'asc'
  const rows = await query
    .selectAll('audits')
    .select(['orderers.name as ordererName', 'audited.name as auditedName'])
    .orderBy(`audits.${input.sort}`, direction)
    .orderBy('audits.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map((row) => shownRow(row, today)) }
}

function shownRow(row: Row<'audits'> & { readonly ordererName: string; readonly auditedName: string }, today: LocalDate): AuditRow {
  return {
    id: row.id, name: row.name, orderedBy: { id: row.orderedByOrganisationId, name: row.ordererName }, audited: { id: row.auditedOrganisationId, name: row.auditedName },
    orderedOn: row.orderedOn, step: stepOn(row, today), interviewCount: row.interviewCount,
  }
}

/** One audit with its team. @throws NotFound */
export async function readAudit(db: ReadDb, id: string, today: LocalDate): Promise<Audit> {
  const row = await auditSource(db)
    .leftJoin('grants', 'grants.id', 'audits.grantId')
    .selectAll('audits')
    .select(['orderers.name as ordererName', 'audited.name as auditedName', 'grants.name as grantName'])
    .where('audits.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const team = await db
    .selectFrom('auditTeamMembers')
    .innerJoin('persons', 'persons.id', 'auditTeamMembers.personId')
    .select(['auditTeamMembers.id', 'auditTeamMembers.version', 'auditTeamMembers.role', 'auditTeamMembers.startsOn', 'auditTeamMembers.endsOn'])
    .select(personRefColumns)
    .where('auditId', '=', id)
    .orderBy('auditTeamMembers.startsOn')
    .orderBy('auditTeamMembers.id')
    .execute()
  return {
    ...shownRow(row, today), version: row.version, agreedOn: row.agreedOn, reportedOn: row.reportedOn, fedBackOn: row.fedBackOn, followedUpOn: row.followedUpOn, note: row.note,
    grant: row.grantId !== null && row.grantName !== null ? { id: row.grantId, name: row.grantName } : null,
    team: team.map((member) => ({
      id: member.id, version: member.version, person: personRef(member), role: member.role as Audit['team'][number]['role'], startsOn: member.startsOn, endsOn: member.endsOn,
      status: periodStatus(member, today),
    })),
  }
}
