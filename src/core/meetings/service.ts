import type { InputOf } from '#contract/base.ts'
import type { meetings } from '#contract/meetings.ts'
import { datesOfSeries, seriesFinding } from '#contract/meeting-series.ts'
import { activeOn, minutesBetween } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse, type FieldFinding } from '#shared/result.ts'
import { bodyTerms, invitedRoster } from '#core/bodies/index.ts'
import { correctClaimsOfMeeting, createClaimsForMeeting } from '#core/claims/index.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { seatsToFillAt } from './answers.ts'
import { invitedOn, notesAt, type StoredNote } from './invited.ts'
import { entitledAmong, laterInSeries } from './queries.ts'
import { answerFinding, approveFinding, changeFinding, invitationsOf, roleAt, roleFinding, statusFinding, withServing, type Note } from './rules.ts'

type Input<Name extends keyof typeof meetings> = InputOf<(typeof meetings)[Name]>
type AttendanceInput = Input<'recordAttendance'>['rows'][number]

/** Plans a meeting, or one on each day of a series. @throws RuleViolation `meetings.bodyNotActive` when the body is not in force on a day */
export async function planMeeting(call: Call, { bodyId, isDigital, series, ...fields }: Input<'plan'>): Promise<{ id: string; count: number }> {
  refuseBackwards(fields)
  const dates = series === null ? [fields.heldOn] : datesOfPlan(fields.heldOn, series)
  const ids = await call.store.transact(call.act(), async (writer) => {
    for (const heldOn of dates) await refuseInactiveBody(writer.db, bodyId, heldOn)
    const seriesId = series === null ? null : await writer.insert('meetingSeries', { bodyId, startsOn: fields.heldOn, every: series.every, interval: series.interval, untilOn: series.until, createdAt: writer.now })
    return writer.insertMany('meetings', dates.map((heldOn) => ({
      ...fields, heldOn, bodyId, isDigital: isDigital ? 1 : 0, attendanceApprovedAt: null, attendanceApprovedByUserId: null, cancelledAt: null, seriesId, movedFromOn: null, cancelReason: null, createdAt: writer.now,
    })))
  })
  return { id: ids[0] as string, count: ids.length }
}

/** The days of a series but for those skipped. @throws ValidationFailure when none is left, when it ends before it begins, or too late to be a series */
function datesOfPlan(first: Row<'meetings'>['heldOn'], { skipped, ...rule }: NonNullable<Input<'plan'>['series']>): Row<'meetings'>['heldOn'][] {
  const finding = seriesFinding(first, rule)
  const dates = datesOfSeries(first, rule).filter((date) => !skipped.includes(date))
  if (finding) throw new ValidationFailure([finding])
  if (dates.length === 0) throw new ValidationFailure([{ path: 'series.skipped', rule: 'meetings.seriesIsEmpty' }])
  return dates
}

/** Changes a meeting. One where somebody is noted as present or absent cannot be moved to a day to come. */
export async function updateMeeting(call: Call, { id, version, isDigital, ...fields }: Input<'update'>) {
  refuseBackwards(fields)
  await call.store.transact(call.act(), async (writer) => {
    const meeting = await openMeeting(writer.db, id)
    await refuseInactiveBody(writer.db, meeting.bodyId, fields.heldOn)
    for (const note of await notesAt(writer.db, id)) refuse(statusFinding(note.status, fields.heldOn, call.clock.today()))
    const movedFromOn = fields.heldOn === meeting.heldOn ? meeting.movedFromOn : (meeting.movedFromOn ?? meeting.heldOn)
    await writer.update('meetings', id, { ...fields, isDigital: isDigital ? 1 : 0, movedFromOn: movedFromOn === fields.heldOn ? null : movedFromOn }, version)
  })
  return {}
}

/** Cancels a meeting, and with it the later ones of its series at which nobody has been. @throws RuleViolation `meetings.somebodyCame` when somebody is noted as present */
export async function cancelMeeting(call: Call, { id, version, reason, withLater }: Input<'cancel'>): Promise<{ count: number }> {
  const count = await call.store.transact(call.act(reason ?? undefined), async (writer) => {
    const meeting = await openMeeting(writer.db, id)
    if ((await notesAt(writer.db, id)).some((note) => note.status === 'present')) throw new RuleViolation('meetings.somebodyCame')
    const later = withLater ? await laterInSeries(writer.db, meeting) : []
    await writer.update('meetings', id, { cancelledAt: writer.now, cancelReason: reason }, version)
    for (const one of later) await writer.update('meetings', one.id, { cancelledAt: writer.now, cancelReason: reason })
    return later.length + 1
  })
  return { count }
}

/** Records who was there. Persons left out stay as they are; a note that is taken away is as if never made, and so is the no that it came of. */
export async function recordAttendance(call: Call, { meetingId, rows, excuses }: Input<'recordAttendance'>) {
  if (excuses !== null && excuses.answeredOn > call.clock.today()) throw new ValidationFailure([{ path: 'excuses.answeredOn', rule: 'meetings.answerInFuture' }])
  await call.store.transact(call.act(), async (writer) => {
    const meeting = await openMeeting(writer.db, meetingId)
    await refuseRows(writer.db, meeting, rows, call)
    const [seated, before] = [await invitedOn(writer.db, meeting.bodyId, meeting.heldOn), await notesAt(writer.db, meetingId)]
    const after = notesAfter(before, rows)
    const invited = withServing(seated, await seatsToFillAt(writer.db, meeting, seated, after))
    const findings: FieldFinding[] = []
    for (const [index, row] of rows.entries()) {
      const own = invited.find(({ person }) => person.id === row.personId)
      const role = row.role ?? roleAt(own, after)
      const finding = row.status === null ? undefined : roleFinding(role, own)
      const existing = before.find((note) => note.personId === row.personId)
      if (finding) findings.push({ path: `rows.${index}.role`, ...finding })
      else await writeNote(writer, meetingId, row, existing, { role, assignmentId: own?.seats[0]?.assignmentId ?? null })
      const wasExcused = existing?.status === 'excused'
      if (row.status === null && wasExcused) for (const { id } of await noesOf(writer.db, meetingId, row.personId)) await writer.delete('meetingAnswers', id)
      if (row.status === 'excused' && !wasExcused && own && excuses !== null) {
        await writer.insert('meetingAnswers', { ...excuses, meetingId, personId: row.personId, seatId: null, answer: 'no', note: null, recordedByUserId: call.user.id, createdAt: writer.now })
      }
    }
    if (findings.length > 0) throw new ValidationFailure(findings)
  })
  return {}
}

/**
 * Corrects attendance that was approved, with the reason in the journal. Only those about whom something changes are touched; their claims are
 * made anew, but for what lies in a payout. @throws RuleViolation `meetings.notApprovedYet`, ValidationFailure
 */
export async function correctAttendance(call: Call, { meetingId, reason, rows }: Input<'correctAttendance'>) {
  return call.store.transact(call.act(reason), async (writer) => {
    const meeting = await meetingOf(writer.db, meetingId)
    if (meeting.attendanceApprovedAt === null) throw new RuleViolation('meetings.notApprovedYet')
    await refuseRows(writer.db, meeting, rows, call)
    const [seated, before] = [await invitedOn(writer.db, meeting.bodyId, meeting.heldOn), await notesAt(writer.db, meetingId)]
    // What was noted once is corrected, not taken away: everybody keeps a note.
    const given = rows.filter(({ status }) => status !== null)
    const after = notesAfter(before, given)
    const invited = withServing(seated, await seatsToFillAt(writer.db, meeting, seated, after))
    const corrected: Parameters<typeof correctClaimsOfMeeting>[2][number][] = []
    let count = 0
    for (const [index, row] of given.entries()) {
      const own = invited.find(({ person }) => person.id === row.personId)
      const existing = before.find((note) => note.personId === row.personId)
      // Whose assignment has ended since is what she was noted as.
      const role = row.role ?? (own ? undefined : existing?.role) ?? roleAt(own, after)
      const finding = role === existing?.role ? undefined : roleFinding(role, own)
      if (finding) throw new ValidationFailure([{ path: `rows.${index}.role`, ...finding }])
      if (existing && isSameNote(existing, row, role)) continue
      await writeNote(writer, meetingId, row, existing, { role, assignmentId: own ? (own.seats[0]?.assignmentId ?? null) : (existing?.assignmentId ?? null) })
      if (!existing || !isSameAttendance(existing, row)) count += 1
      const { personId, travelMinutes, drivenKilometres } = row
      corrected.push({ personId, role, travelMinutes, drivenKilometres, isEntitled: row.status === 'present' && role !== 'companion' })
    }
    if (corrected.length === 0) throw new RuleViolation('meetings.nothingCorrected')
    const { bodyId, heldOn, startTime, endTime } = meeting
    const { paidOtherwise, ...claims } = await correctClaimsOfMeeting(writer, { id: meetingId, bodyId, heldOn, minutes: minutesBetween(startTime, endTime) }, corrected, reason)
    const people = new Map((await notesAt(writer.db, meetingId)).map(({ personId, person }) => [personId, person]))
    return { ...claims, corrected: count, paidOtherwise: paidOtherwise.flatMap(({ personId, ...amounts }) => { const person = people.get(personId); return person ? [{ person, ...amounts }] : [] }) }
  })
}

/** Whether a row says what is noted already. */
function isSameNote(existing: StoredNote, row: AttendanceInput, role: string): boolean {
  return isSameAttendance(existing, row) && existing.role === role && existing.note === noteOf(row, existing)
}

/** Whether a row has the same status and travel as is noted already. Travel counts only for those present. */
function isSameAttendance(existing: StoredNote, row: AttendanceInput): boolean {
  return existing.status === row.status && (row.status !== 'present' || (existing.travelMinutes === row.travelMinutes && existing.drivenKilometres === row.drivenKilometres))
}

/** The note of a row. That of a protected person is not shown, so where it comes back empty it stays. */
function noteOf(row: AttendanceInput, existing: StoredNote | undefined): string | null {
  return row.note ?? (existing?.person.isProtected ? existing.note : null)
}

/** Records what somebody who was asked said. A no is noted as an excuse, and a yes takes an excuse away. */
export async function recordAnswer(call: Call, { meetingId, ...answer }: Input<'recordAnswer'>): Promise<{ id: string }> {
  if (answer.answeredOn > call.clock.today()) throw new ValidationFailure([{ path: 'answeredOn', rule: 'meetings.answerInFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const meeting = await openMeeting(writer.db, meetingId)
    const [invited, notes] = [await invitedOn(writer.db, meeting.bodyId, meeting.heldOn), await notesAt(writer.db, meetingId)]
    const own = invited.find(({ person }) => person.id === answer.personId)
    if (!own) throw new ValidationFailure([{ path: 'personId', rule: 'meetings.notInvited' }])
    const note = notes.find(({ personId }) => personId === answer.personId)
    // One who says that she comes after all can be called again.
    const others = answer.answer === 'yes' ? notes.filter((each) => each !== note) : notes
    refuse(answerFinding(answer, await seatsToFillAt(writer.db, meeting, invited, others)))
    if (answer.answer === 'yes' && note?.status === 'excused') await writer.delete('attendances', note.id)
    if (answer.answer === 'no' && !note) {
      const row = { personId: answer.personId, status: 'excused', travelMinutes: 0, drivenKilometres: 0, note: null } as const
      await writer.insert('attendances', { meetingId, ...row, role: roleAt(own, notes), assignmentId: own.seats[0]?.assignmentId ?? null })
    }
    return writer.insert('meetingAnswers', { ...answer, meetingId, recordedByUserId: call.user.id, createdAt: writer.now })
  })
  return { id }
}

/** Takes an answer away, and with the last no of somebody's also her excuse. @throws NotFound, Conflict */
export async function removeAnswer(call: Call, { id, version }: Input<'removeAnswer'>) {
  await call.store.transact(call.act(), async (writer) => {
    const removed = await writer.db.selectFrom('meetingAnswers').select(['meetingId', 'personId', 'answer']).where('id', '=', id).executeTakeFirst()
    if (!removed) throw new NotFound()
    const { meetingId, personId, answer } = removed
    await openMeeting(writer.db, meetingId)
    await writer.delete('meetingAnswers', id, version)
    if (answer !== 'no' || (await noesOf(writer.db, meetingId, personId)).length > 0) return
    const excuse = (await notesAt(writer.db, meetingId)).find((note) => note.personId === personId && note.status === 'excused')
    if (excuse) await writer.delete('attendances', excuse.id)
  })
  return {}
}

function noesOf(db: ReadDb, meetingId: string, personId: string) {
  return db.selectFrom('meetingAnswers').select('id').where('meetingId', '=', meetingId).where('personId', '=', personId).where('answer', '=', 'no').execute()
}

async function refuseRows(db: ReadDb, meeting: Row<'meetings'>, rows: readonly AttendanceInput[], call: Call): Promise<void> {
  const known = new Set((await db.selectFrom('persons').select('id').where('id', 'in', rows.map((row) => row.personId)).execute()).map((person) => person.id))
  const findings = rows.flatMap(({ personId, status }, index): FieldFinding[] => {
    if (!known.has(personId)) return [{ path: `rows.${index}.personId`, rule: 'common.notAChoice' }]
    if (rows.findIndex((row) => row.personId === personId) < index) return [{ path: `rows.${index}.personId`, rule: 'meetings.personTwice' }]
    const finding = status === null ? undefined : statusFinding(status, meeting.heldOn, call.clock.today())
    return finding ? [{ path: `rows.${index}.status`, ...finding }] : []
  })
  if (findings.length > 0) throw new ValidationFailure(findings)
}

function notesAfter(before: readonly Note[], rows: readonly AttendanceInput[]): Note[] {
  const changed = new Set(rows.map((row) => row.personId))
  const kept = before.filter((note) => !changed.has(note.personId))
  return [...kept, ...rows.flatMap(({ personId, status }) => (status === null ? [] : [{ personId, status }]))]
}

async function writeNote(writer: Writer, meetingId: string, row: AttendanceInput, existing: StoredNote | undefined, seat: { role: string; assignmentId: string | null }): Promise<void> {
  if (row.status === null) {
    if (existing) await writer.delete('attendances', existing.id)
    return
  }
  const travelled = row.status === 'present'
  const values = {
    ...seat, status: row.status, note: noteOf(row, existing), travelMinutes: travelled ? row.travelMinutes : 0, drivenKilometres: travelled ? row.drivenKilometres : 0,
  }
  if (existing) await writer.update('attendances', existing.id, values)
  else await writer.insert('attendances', { meetingId, personId: row.personId, ...values })
}

/** Approves a meeting's attendance once: it is locked, and claims of everyone who was there come out of it in the same transaction. */
export async function approveAttendance(call: Call, { id, version }: Input<'approveAttendance'>) {
  const created = await call.store.transact(call.act(), async (writer) => {
    const meeting = await meetingOf(writer.db, id)
    const [invited, notes] = [invitationsOf(await invitedRoster(writer.db, meeting)), await notesAt(writer.db, id)]
    refuse(approveFinding(meeting, invited, notes, call.clock.now()))
    await writer.update('meetings', id, { attendanceApprovedAt: writer.now, attendanceApprovedByUserId: call.user.id }, version)
    const { bodyId, heldOn, startTime, endTime } = meeting
    return createClaimsForMeeting(writer, { id, bodyId, heldOn, minutes: minutesBetween(startTime, endTime) }, entitledAmong(notes))
  })
  return { ...created, notes: [...created.notes] }
}

async function meetingOf(db: ReadDb, id: string): Promise<Row<'meetings'>> {
  const meeting = await db.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst()
  if (!meeting) throw new NotFound()
  return meeting
}

/** A meeting that may still be changed. @throws RuleViolation when it is cancelled or its attendance is approved */
async function openMeeting(db: ReadDb, id: string): Promise<Row<'meetings'>> {
  const meeting = await meetingOf(db, id)
  refuse(changeFinding(meeting))
  return meeting
}

async function refuseInactiveBody(db: ReadDb, bodyId: string, heldOn: Row<'meetings'>['heldOn']): Promise<void> {
  if (!activeOn(await bodyTerms(db, bodyId), heldOn)) throw new RuleViolation('meetings.bodyNotActive', { heldOn })
}

function refuseBackwards({ startTime, endTime }: Pick<Row<'meetings'>, 'startTime' | 'endTime'>): void {
  if (minutesBetween(startTime, endTime) <= 0) throw new ValidationFailure([{ path: 'endTime', rule: 'meetings.endsBeforeItStarts' }])
}

