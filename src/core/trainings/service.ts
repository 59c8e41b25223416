import type { InputOf } from '#contract/base.ts'
import type { trainings } from '#contract/trainings.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { translator } from '#shared/i18n/index.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse, type FieldFinding } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { certificatePdf } from '#core/documents/pdf-certificate.ts'
import { loadRound, type LoadedParticipant } from './queries.ts'
import { certificateNumber, mayComplete, mayIssueCertificate, mayRecordAttendance, mayReopen, roundFindings, sessionFindings } from './rules.ts'
import { certificatePage, takeSnapshot, type CertificateSnapshot } from './snapshot.ts'

type Input<Name extends keyof typeof trainings> = InputOf<(typeof trainings)[Name]>

/** Registers a training that the association gives. */
export async function createTraining(call: Call, fields: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), (writer) => writer.insert('trainings', { ...fields, nameSort: sortKey(fields.name), createdAt: writer.now }))
  return { id }
}

/** Changes a training. @throws NotFound, Conflict */
export async function updateTraining(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), (writer) => writer.update('trainings', id, { ...fields, nameSort: sortKey(fields.name) }, version))
  return {}
}

/** Plans a round of a training. */
export async function createRound(call: Call, fields: Input<'createRound'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await mustExist(writer.db, 'trainings', fields.trainingId)
    refuseFields([...roundFindings(fields, []), ...(await grantFinding(writer.db, fields.grantId))])
    return writer.insert('courseRounds', fields)
  })
  return { id }
}

/** Changes a round, whose days must hold its sessions. @throws NotFound, Conflict */
export async function updateRound(call: Call, { id, version, ...fields }: Input<'updateRound'>) {
  await call.store.transact(call.act(), async (writer) => {
    const sessions = await writer.db.selectFrom('trainingSessions').select('heldOn').where('courseRoundId', '=', id).orderBy('heldOn').execute()
    refuseFields([...roundFindings(fields, sessions), ...(await grantFinding(writer.db, fields.grantId))])
    await writer.update('courseRounds', id, fields, version)
  })
  return {}
}

/** Adds a session on a day of the round. @throws NotFound */
export async function addSession(call: Call, fields: Input<'addSession'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    const round = await writer.db.selectFrom('courseRounds').select(['startsOn', 'endsOn']).where('id', '=', fields.courseRoundId).executeTakeFirst()
    if (!round) throw new NotFound()
    refuseFields(sessionFindings(fields, round))
    return writer.insert('trainingSessions', fields)
  })
  return { id }
}

/** Moves or changes a session. @throws NotFound, Conflict */
export async function updateSession(call: Call, { id, version, ...fields }: Input<'updateSession'>) {
  await call.store.transact(call.act(), async (writer) => {
    const round = await writer.db
      .selectFrom('trainingSessions')
      .innerJoin('courseRounds', 'courseRounds.id', 'trainingSessions.courseRoundId')
      .select(['courseRounds.startsOn', 'courseRounds.endsOn'])
      .where('trainingSessions.id', '=', id)
      .executeTakeFirst()
    if (!round) throw new NotFound()
    refuseFields(sessionFindings(fields, round))
    await writer.update('trainingSessions', id, fields, version)
  })
  return {}
}

/** @throws RuleViolation `trainings.sessionHasAttendance` */
export async function removeSession(call: Call, { id, version }: Input<'removeSession'>) {
  await call.store.transact(call.act(), async (writer) => {
    const recorded = await writer.db.selectFrom('sessionAttendances').select('id').where('trainingSessionId', '=', id).executeTakeFirst()
    if (recorded) throw new RuleViolation('trainings.sessionHasAttendance')
    await writer.delete('trainingSessions', id, version)
  })
  return {}
}

/** @throws RuleViolation `trainings.alreadyParticipant` */
export async function addParticipant(call: Call, fields: Input<'addParticipant'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    await mustExist(writer.db, 'courseRounds', fields.courseRoundId)
    await mustExist(writer.db, 'persons', fields.personId)
    const existing = await writer.db.selectFrom('courseParticipants').select('id').where('courseRoundId', '=', fields.courseRoundId).where('personId', '=', fields.personId).executeTakeFirst()
    if (existing) throw new RuleViolation('trainings.alreadyParticipant')
    return writer.insert('courseParticipants', { ...fields, completedOn: null, leftOn: null })
  })
  return { id }
}

/** Notes the day that a participant left the round, or that she did not. @throws NotFound, RuleViolation when she has completed it */
export async function endParticipation(call: Call, { id, version, leftOn }: Input<'endParticipation'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('courseParticipants').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if (leftOn !== null && leftOn < row.admittedOn) throw new ValidationFailure([{ path: 'leftOn', rule: 'trainings.leftBeforeAdmitted' }])
    if (leftOn !== null && row.completedOn !== null) throw new RuleViolation('trainings.alreadyCompleted', { date: row.completedOn })
    await writer.update('courseParticipants', id, { leftOn }, version)
  })
  return {}
}

/** Records attendance at several places of the grid at once; all of it or none. */
export async function recordAttendance(call: Call, { courseRoundId, entries }: Input<'recordAttendance'>) {
  await call.store.transact(call.act(), async (writer) => {
    const round = await loadRound(writer.db, courseRoundId)
    const sessions = new Map(round.sessions.map((session) => [session.id, session]))
    const participants = new Map(round.participants.map((participant) => [participant.id, participant]))
    const stored = await storedAttendances(writer.db, courseRoundId)
    for (const { courseParticipantId, trainingSessionId, status } of entries) {
      const [session, participant] = [sessions.get(trainingSessionId), participants.get(courseParticipantId)]
      if (!session || !participant) throw new NotFound()
      refuse(mayRecordAttendance(participant, session, status, call.clock.today()))
      const existing = stored.get(`${trainingSessionId} ${courseParticipantId}`)
      if (existing && status === null) await writer.delete('sessionAttendances', existing)
      else if (existing && status !== null) await writer.update('sessionAttendances', existing, { status })
      else if (status !== null) await writer.insert('sessionAttendances', { trainingSessionId, courseParticipantId, status })
    }
  })
  return {}
}

async function storedAttendances(db: ReadDb, courseRoundId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('sessionAttendances')
    .innerJoin('trainingSessions', 'trainingSessions.id', 'sessionAttendances.trainingSessionId')
    .select(['sessionAttendances.id', 'trainingSessionId', 'courseParticipantId'])
    .where('courseRoundId', '=', courseRoundId)
    .execute()
  return new Map(rows.map((row) => [`${row.trainingSessionId} ${row.courseParticipantId}`, row.id]))
}

/** Records completion of those who have met the requirement, and says why of the others. */
export async function completeParticipants(call: Call, { courseRoundId, courseParticipantIds, completedOn }: Input<'complete'>) {
  if (completedOn > call.clock.today()) throw new ValidationFailure([{ path: 'completedOn', rule: 'trainings.completedInFuture' }])
  return call.store.transact(call.act(), async (writer) => {
    const round = await loadRound(writer.db, courseRoundId)
    const refused: { courseParticipantId: string; person: LoadedParticipant['person']; finding: RuleFinding }[] = []
    for (const id of new Set(courseParticipantIds)) {
      const participant = round.participants.find((one) => one.id === id)
      if (!participant) throw new NotFound()
      const finding = mayComplete(participant, round, completedOn)
      if (finding) refused.push({ courseParticipantId: id, person: participant.person, finding })
      else await writer.update('courseParticipants', id, { completedOn })
    }
    return { completedCount: new Set(courseParticipantIds).size - refused.length, refused }
  })
}

/** @throws RuleViolation `trainings.certificateIssued`, `trainings.notCompleted` */
export async function reopenParticipation(call: Call, { id, version }: Input<'reopen'>) {
  await call.store.transact(call.act(), async (writer) => {
    const { participant } = await loadParticipant(writer.db, id)
    refuse(mayReopen(participant))
    await writer.update('courseParticipants', id, { completedOn: null }, version)
  })
  return {}
}

/** Issues a certificate with the next number. What it says is frozen; only new certificates say new things. */
export async function issueCertificate(call: Call, { courseParticipantId, issuedOn, reason, ...signed }: Input<'issueCertificate'>) {
  return call.store.transact(call.act(reason ?? undefined), async (writer) => {
    const { round, participant } = await loadParticipant(writer.db, courseParticipantId)
    refuse(mayIssueCertificate(participant, { issuedOn, hasReason: reason !== null }))
    await mayNamePerson(call, writer, participant.person, reason)
    const [person, training, association] = await Promise.all([
      writer.db.selectFrom('persons').select(['givenName', 'familyName']).where('id', '=', participant.person.id).executeTakeFirstOrThrow(),
      writer.db.selectFrom('trainings').select('name').where('id', '=', round.trainingId).executeTakeFirstOrThrow(),
      writer.db.selectFrom('association').select('name').executeTakeFirstOrThrow(),
    ])
    const snapshot = takeSnapshot({
      ...signed,
      associationName: association.name,
      personName: `${person.givenName} ${person.familyName}`,
      trainingName: training.name,
      roundName: round.name,
      completedOn: participant.completedOn ?? issuedOn,
      sessions: round.sessions,
      attendance: participant.attendance,
      round,
    })
    const last = await writer.db.selectFrom('certificates').select((eb) => eb.fn.max<number | null>('number').as('number')).executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    const id = await writer.insert('certificates', { number, courseParticipantId, personId: participant.person.id, issuedOn, snapshotJson: JSON.stringify(snapshot) })
    return { id, number: certificateNumber(number, issuedOn) }
  })
}

/** Makes the PDF of a certificate from its frozen facts and lays it where it can be fetched. Fetching is journalled. */
export async function makeCertificateDocument(call: Call, { id, language, reason }: Input<'certificateDocument'>) {
  const certificate = await call.store.transact(call.act(reason ?? undefined), async (writer) => {
    const row = await writer.db
      .selectFrom('certificates')
      .innerJoin('persons', 'persons.id', 'certificates.personId')
      .select(['certificates.number', 'certificates.issuedOn', 'certificates.snapshotJson', 'certificates.personId', 'persons.isProtected'])
      .where('certificates.id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    await mayNamePerson(call, writer, { id: row.personId, isProtected: row.isProtected === 1 }, reason)
    writer.note('certificates', id)
    return row
  })
  // The snapshot was written by `issueCertificate` and is never changed.
  const snapshot = JSON.parse(certificate.snapshotJson) as CertificateSnapshot
  const bytes = await certificatePdf(certificatePage(snapshot, certificate.number, certificate.issuedOn, language))
  const fileName = `${translator(language)('trainings.certificate.heading').toLowerCase()}-${certificateNumber(certificate.number, certificate.issuedOn)}.pdf`
  return { documentId: call.documents.put({ name: fileName, mediaType: 'application/pdf', bytes }), name: fileName }
}

/** A paper with a protected person's name takes the permission to open protected details, and a reason. */
async function mayNamePerson(call: Call, writer: Writer, person: { id: string; isProtected: boolean }, reason: string | null): Promise<void> {
  if (!person.isProtected) return
  if (!call.user.permissions.has('people.openProtected')) throw new RuleViolation('common.notAllowed')
  if (reason === null) throw new ValidationFailure([{ path: 'reason', rule: 'trainings.protectedNeedsReason' }])
  writer.note('persons', person.id)
}

async function loadParticipant(db: ReadDb, id: string) {
  const row = await db.selectFrom('courseParticipants').select('courseRoundId').where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const round = await loadRound(db, row.courseRoundId)
  const participant = round.participants.find((one) => one.id === id)
  if (!participant) throw new NotFound()
  return { round, participant }
}

async function mustExist(db: ReadDb, table: 'trainings' | 'courseRounds' | 'persons', id: string): Promise<void> {
  if (!(await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())) throw new NotFound()
}

async function grantFinding(db: ReadDb, grantId: string | null): Promise<FieldFinding[]> {
  if (grantId === null) return []
  const grant = await db.selectFrom('grants').select('id').where('id', '=', grantId).executeTakeFirst()
  return grant ? [] : [{ path: 'grantId', rule: 'common.notAChoice' }]
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
