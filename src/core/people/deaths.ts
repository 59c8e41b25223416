import type { InputOf } from '#contract/base.ts'
import type { people } from '#contract/people.ts'
import { dateOfInstant, type LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { journalledRow, type ReadDb, type WritableTable, type Writer } from '#core/db/writer.ts'

type Input<Name extends keyof typeof people> = InputOf<(typeof people)[Name]>

/** Records the day a person died, and ends that day all that she was. @throws ValidationFailure, RuleViolation as `noteDeath` */
export async function recordDeath(call: Call, { id, version, deceasedOn }: Input<'recordDeath'>) {
  if (deceasedOn > call.clock.today()) throw new ValidationFailure([{ path: 'deceasedOn', rule: 'people.diesInFuture' }])
  await call.store.transact(call.act(), (writer) => noteDeath(writer, id, deceasedOn, version))
  return {}
}

/**
 * Writes that a person died on a day: memberships, seats and all else that she was end with it, and what was to begin later goes.
 * Somebody who is known to have died is left as she is.
 * @throws RuleViolation `people.diesInFuture`, `people.diedBeforeBirth`, and `people.presentAfterDeath` where she is noted as present at a later meeting
 */
export async function noteDeath(writer: Writer, id: string, deceasedOn: LocalDate, version?: number): Promise<void> {
  const person = await writer.db.selectFrom('persons').select(['deceasedOn', 'birthDate']).where('id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound()
  if (person.deceasedOn !== null) return
  if (deceasedOn > dateOfInstant(writer.now)) throw new RuleViolation('people.diesInFuture')
  if (person.birthDate !== null && deceasedOn < person.birthDate) throw new RuleViolation('people.diedBeforeBirth')
  await writer.update('persons', id, { deceasedOn }, version)
  await takeBackNotesOf(writer, id, deceasedOn)
  for (const ended of endedByDeath) await endAll(writer, ended, id, deceasedOn)
  for (const { id: participantId } of await writer.db.selectFrom('courseParticipants').select('id').where('personId', '=', id).where('completedOn', 'is', null).where('leftOn', 'is', null).execute()) {
    await writer.update('courseParticipants', participantId, { leftOn: deceasedOn })
  }
  for (const { id: consentId } of await writer.db.selectFrom('newsletterConsents').select('id').where('personId', '=', id).where('withdrawnOn', 'is', null).execute()) {
    await writer.update('newsletterConsents', consentId, { withdrawnOn: deceasedOn })
  }
}

/** What has its time, whose it is, and what is said of why it ended. */
const endedByDeath = [
  { table: 'memberships', column: 'personId', why: { endReasonKind: 'deceased', endReason: null } },
  { table: 'assignments', column: 'personId', why: {} },
  { table: 'auditTeamMembers', column: 'personId', why: {} },
  { table: 'organisationContacts', column: 'personId', why: {} },
  { table: 'personOrganisationLinks', column: 'personId', why: {} },
  { table: 'guardians', column: 'guardianPersonId', why: {} },
  { table: 'competences', column: 'personId', why: {} },
] as const satisfies readonly { table: WritableTable; column: string; why: object }[]

async function endAll(writer: Writer, { table, column, why }: (typeof endedByDeath)[number], personId: string, deceasedOn: LocalDate): Promise<void> {
  // The tables are alike in what is asked of them here.
  const rows = await writer.db
    .selectFrom(table as 'memberships')
    .select(['id', 'startsOn'])
    .where(column as 'personId', '=', personId)
    .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>', deceasedOn)]))
    .execute()
  for (const { id, startsOn } of rows) {
    if (startsOn <= deceasedOn) await writer.update(table as 'memberships', id, { endsOn: deceasedOn, ...why })
    else if (table === 'assignments' && (await isLeanedOn(writer, id))) await writer.update(table, id, { endsOn: startsOn })
    else await writer.delete(table, id)
  }
}

async function isLeanedOn(writer: Writer, assignmentId: string): Promise<boolean> {
  return (await writer.db.selectFrom('attendances').select('id').where('assignmentId', '=', assignmentId).executeTakeFirst()) !== undefined
}

/** What was noted of her at later meetings goes, save where the attendance has been approved. */
async function takeBackNotesOf(writer: Writer, personId: string, deceasedOn: LocalDate): Promise<void> {
  const notes = await writer.db
    .selectFrom('attendances')
    .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
    .select(['attendances.id', 'attendances.status', 'meetings.heldOn', 'meetings.attendanceApprovedAt'])
    .where('attendances.personId', '=', personId)
    .where('meetings.heldOn', '>', deceasedOn)
    .execute()
  const present = notes.find(({ status }) => status === 'present')
  if (present) throw new RuleViolation('people.presentAfterDeath', { heldOn: present.heldOn })
  for (const { id, attendanceApprovedAt } of notes) if (attendanceApprovedAt === null) await writer.delete('attendances', id)
}

/** Who of these persons has died. */
export async function deadAmong(db: ReadDb, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inChunks(personIds, (ids) => db.selectFrom('persons').select('id').where('id', 'in', ids).where('deceasedOn', 'is not', null).execute())
  return new Set(rows.map(({ id }) => id))
}

/**
 * Takes back a death that was recorded by mistake: what ended with it and has not been changed since is as it was before.
 * @throws NotFound, Conflict
 */
export async function takeBackDeath(call: Call, { id, version }: Input<'takeBackDeath'>) {
  await call.store.transact(call.act(), async (writer) => {
    const entrySequence = await entryOfDeath(writer, id)
    await writer.update('persons', id, { deceasedOn: null }, version)
    if (entrySequence === undefined) return
    const changes = await writer.db.selectFrom('journalChanges').selectAll().where('entrySequence', '=', entrySequence).where((eb) => eb.or([eb('subjectId', '=', id), eb('otherSubjectId', '=', id)])).where('tableName', '!=', 'persons').orderBy('position', 'desc').execute()
    for (const { tableName, rowId, operation, beforeJson, afterJson } of changes) {
      const table = tableName as 'memberships'
      if (beforeJson === null || operation === 'note') continue
      const before = journalledRow(table, rowId, beforeJson)
      if (afterJson === null) await writer.restore(table, before as never)
      else await takeBackChange(writer, table, rowId, { before, after: journalledRow(table, rowId, afterJson) })
    }
  })
  return {}
}

/** What the death wrote and still stands is as before it; what has been corrected since, such as the first day, stays so. */
async function takeBackChange(writer: Writer, table: 'memberships', id: string, { before, after }: Record<'before' | 'after', Record<string, unknown>>): Promise<void> {
  const current = (await writer.db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()) as Record<string, unknown> | undefined
  if (!current) return
  const columns = Object.keys(before).filter((column) => column !== 'version' && before[column] !== after[column])
  const stands = (column: string) => current[column] === after[column]
  // The last day and the reason for it belong together: where either has been corrected, both are as somebody has said since.
  if (columns.some((column) => (column === 'endsOn' || column === 'endReasonKind') && !stands(column))) return
  const patch = Object.fromEntries(columns.filter(stands).map((column) => [column, before[column]]))
  await writer.update(table, id, { ...patch, ...('endReason' in before ? { endReason: before['endReason'] as string | null } : {}) })
}

/** The entry that says that the person died. What was so before the journal began has none. */
async function entryOfDeath(writer: Writer, personId: string): Promise<number | undefined> {
  const changes = await writer.db.selectFrom('journalChanges').select(['entrySequence', 'beforeJson', 'afterJson']).where('tableName', '=', 'persons').where('rowId', '=', personId).where('operation', '=', 'update').orderBy('entrySequence', 'desc').execute()
  return changes.find(({ beforeJson, afterJson }) => !isDead(beforeJson) && isDead(afterJson))?.entrySequence
}

function isDead(json: string | null): boolean {
  return typeof (JSON.parse(json ?? '{}') as { deceasedOn?: unknown }).deceasedOn === 'string'
}
