import { expect, it } from 'vitest'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

onBothEngines('Trainings', (world) => {
  it('follow participants from the first session to the certificate', async () => {
    const office = world().as('officeWorker')
    const { roundId, sessionIds, participantIds } = await startRound(world(), ['Åsa Öberg', 'Bo Ek'])
    const [first, second] = sessionIds as [string, string]
    const [asa, bo] = participantIds as [string, string]
    await office.trainings.recordAttendance({
      courseRoundId: roundId,
      entries: [
        { courseParticipantId: asa, trainingSessionId: first, status: 'present' },
        { courseParticipantId: asa, trainingSessionId: second, status: 'present' },
        { courseParticipantId: bo, trainingSessionId: first, status: 'present' },
        { courseParticipantId: bo, trainingSessionId: second, status: 'excused' },
      ],
    })
    const result = await office.trainings.complete({ courseRoundId: roundId, courseParticipantIds: [asa, bo], completedOn: '2026-10-13' })
    expect(result).toMatchObject({ completedCount: 1, refused: [{ courseParticipantId: bo, person: { name: 'Bo Ek' }, finding: { rule: 'trainings.tooFewSessions', params: { attended: 1, required: 2 } } }] })

    const round = await office.trainings.readRound({ id: roundId })
    expect(round.sessions.map((session) => session.presentCount)).toEqual([2, 1])
    expect(round.participants.map((one) => [one.person.name, one.attendedCount, one.completedOn, one.completeRefusal?.rule])).toEqual([
      ['Bo Ek', 1, null, 'trainings.tooFewSessions'],
      ['Åsa Öberg', 2, '2026-10-13', 'trainings.alreadyCompleted'],
    ])

    const signed = { courseParticipantId: asa, issuedOn: '2026-10-14', place: 'Uppsala', signerName: 'Örjan Ek', signerTitle: 'Kursledare' } as const
    const issued = await office.trainings.issueCertificate(signed)
    expect(issued.number).toBe('2026-0001')
    const { documentId, name } = await office.trainings.certificateDocument({ id: issued.id })
    expect(name).toBe('kursintyg-2026-0001.pdf')
    const pdf = await world().core.handle(new Request(`http://talan/documents/${documentId}`))
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const bytes = new Uint8Array(await pdf.arrayBuffer())
    expect(Buffer.from(bytes.slice(0, 8)).toString()).toBe('%PDF-1.7')

    // The certificate says what it said, whatever happens to the person and the round.
    const person = await office.people.read({ id: round.participants[1]!.person.id })
    await office.people.update({ id: person.id, version: person.version, changes: { familyName: 'Nyberg' } })
    const again = await office.trainings.certificateDocument({ id: issued.id })
    // That it was fetched is in the history and nothing to undo: what Ctrl+Z takes back is the new name.
    const [fetched] = (await office.journal.list({ limit: 1 })).entries
    expect(fetched).toMatchObject({ procedure: 'trainings.certificateDocument', isUndoable: false })
    expect(await refusalOf(office.journal.undo({ entryId: fetched?.id as string }))).toMatchObject({ data: { rule: 'journal.cannotBeUndone' } })
    expect((await office.journal.lastUndoable({})).entry).toMatchObject({ procedure: 'people.update' })
    const reprint = await world().core.handle(new Request(`http://talan/documents/${again.documentId}`))
    expect(new Uint8Array(await reprint.arrayBuffer())).toEqual(bytes)

    expect(await refusalOf(office.trainings.issueCertificate(signed))).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'trainings.replacementNeedsReason' } })
    expect((await office.trainings.issueCertificate({ ...signed, reason: 'Nytt efternamn' })).number).toBe('2026-0002')
    const [ofAsa] = await office.trainings.ofPerson({ personId: person.id })
    expect(ofAsa).toMatchObject({ completedOn: '2026-10-13', certificates: [{ number: '2026-0002' }, { number: '2026-0001' }] })

    const completed = (await office.trainings.readRound({ id: roundId })).participants.find((one) => one.id === asa)!
    expect(await refusalOf(office.trainings.reopen({ id: asa, version: completed.version }))).toMatchObject({ data: { rule: 'trainings.certificateIssued' } })
    const { entries } = await office.journal.list({ subjectId: person.id })
    // What may not be taken back openly may not be taken back by an undo either.
    for (const [procedure, rule] of [['trainings.complete', 'trainings.certificateIssued'], ['trainings.recordAttendance', 'trainings.completedIsFixed']] as const) {
      const entryId = (await office.journal.list({ limit: 200 })).entries.find((entry) => entry.procedure === procedure)?.id as string
      expect(await refusalOf(office.journal.undo({ entryId })), procedure).toMatchObject({ data: { rule } })
    }
    expect(entries.map((entry) => entry.procedure)).toContain('trainings.issueCertificate')
    expect(entries.find((entry) => entry.procedure === 'trainings.issueCertificate')?.isUndoable).toBe(false)
  })

  it('record attendance at once or not at all, and can undo it', async () => {
    const office = world().as('officeWorker')
    const { roundId, sessionIds, participantIds } = await startRound(world(), ['Eva Ahl'], '2026-12-31')
    const [held, coming] = sessionIds as [string, string]
    const [eva] = participantIds as [string]
    const entry = (trainingSessionId: string) => ({ courseParticipantId: eva, trainingSessionId, status: 'present' as const })
    expect(await refusalOf(office.trainings.recordAttendance({ courseRoundId: roundId, entries: [entry(held), entry(coming)] }))).toMatchObject({ data: { rule: 'trainings.sessionNotYetHeld' } })
    expect((await office.trainings.readRound({ id: roundId })).participants[0]!.attendance).toEqual({})

    await office.trainings.recordAttendance({ courseRoundId: roundId, entries: [entry(held)] })
    expect(await refusalOf(office.trainings.removeSession({ id: held, version: 1 }))).toMatchObject({ data: { rule: 'trainings.sessionHasAttendance' } })
    const { entry: last } = await office.journal.lastUndoable({})
    expect((await office.journal.list({ subjectId: roundId })).entries[0]).toMatchObject({ id: last!.id, changes: [{ table: 'sessionAttendances' }] })
    await office.journal.undo({ entryId: last!.id })
    expect((await office.trainings.readRound({ id: roundId })).participants[0]!.attendance).toEqual({})
    await office.trainings.removeSession({ id: held, version: 1 })
    expect((await office.trainings.readRound({ id: roundId })).sessions).toHaveLength(1)
  })

  it('name a protected participant by number only, and print her name only with the right and a reason', async () => {
    const office = world().as('officeWorker')
    const { roundId, sessionIds, participantIds, personIds } = await startRound(world(), ['Hemlig Person'])
    const person = await office.people.read({ id: personIds[0]! })
    await office.people.update({ id: person.id, version: person.version, changes: { isProtected: true, memberNumber: 'M-77' } })
    const [participantId] = participantIds as [string]
    const entries = sessionIds.map((trainingSessionId) => ({ courseParticipantId: participantId, trainingSessionId, status: 'present' as const }))
    await office.trainings.recordAttendance({ courseRoundId: roundId, entries })
    await office.trainings.complete({ courseRoundId: roundId, courseParticipantIds: [participantId], completedOn: '2026-10-13' })
    expect(JSON.stringify(await office.trainings.readRound({ id: roundId }))).not.toContain('Hemlig')

    const signed = { courseParticipantId: participantId, issuedOn: '2026-10-14', signerName: 'Örjan Ek', signerTitle: 'Kursledare' } as const
    expect(await refusalOf(office.trainings.issueCertificate(signed))).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'reason', rule: 'trainings.protectedNeedsReason' }] } })
    const { id } = await office.trainings.issueCertificate({ ...signed, reason: 'Begärt av deltagaren' })
    expect(await refusalOf(world().as('coordinator').trainings.certificateDocument({ id, reason: 'Vill se' }))).toMatchObject({ data: { rule: 'common.notAllowed' } })
    await office.trainings.certificateDocument({ id, reason: 'Begärt av deltagaren' })
    const { entries: history } = await office.journal.list({ subjectId: person.id })
    expect(history[0]).toMatchObject({ procedure: 'trainings.certificateDocument', reason: 'Begärt av deltagaren' })
  })

  it('refuse what cannot be', async () => {
    const office = world().as('officeWorker')
    const { roundId, participantIds, personIds } = await startRound(world(), ['Ida Lund'])
    expect(await refusalOf(office.trainings.addParticipant({ courseRoundId: roundId, personId: personIds[0]!, admittedOn: '2026-09-01' }))).toMatchObject({ data: { rule: 'trainings.alreadyParticipant' } })
    expect(
      await refusalOf(office.trainings.addSession({ courseRoundId: roundId, heldOn: '2027-03-01', startTime: '10:00', endTime: '09:00', topic: 'För sent' })),
    ).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'endTime' }, { path: 'heldOn' }] } })
    expect(await refusalOf(office.trainings.complete({ courseRoundId: roundId, courseParticipantIds: [participantIds[0]!], completedOn: '2027-01-01' }))).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ path: 'completedOn', rule: 'trainings.completedInFuture' }] },
    })
    await office.trainings.endParticipation({ id: participantIds[0]!, version: 1, leftOn: '2026-10-07' })
    expect((await office.trainings.complete({ courseRoundId: roundId, courseParticipantIds: [participantIds[0]!], completedOn: '2026-10-13' })).refused[0]?.finding.rule).toBe('trainings.hasLeft')
    expect(await refusalOf(world().as('boardMember').trainings.create({ name: 'X', kind: 'other', requiredSessions: 1 }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('are listed with their figures and found by name', async () => {
    const office = world().as('officeWorker')
    const { rows, total } = await office.trainings.list({ text: 'starkare', sort: 'latestStartsOn', descending: true })
    expect(total).toBeGreaterThan(0)
    expect(rows.every((row) => row.roundCount === 1 && row.latestStartsOn === '2026-10-01')).toBe(true)
    expect((await office.trainings.list({ kind: 'lecture' })).total).toBe(0)
    const training = await office.trainings.read({ id: rows[0]!.id })
    expect(training.rounds[0]).toMatchObject({ name: 'Hösten 2026', sessionCount: expect.any(Number) as number })
  })
})

/** A training with a round of two sessions, 6 and 13 October (or a later second one), and participants by name. */
async function startRound(world: World, names: readonly string[], secondHeldOn: '2026-10-13' | '2026-12-31' = '2026-10-13') {
  const office = world.as('officeWorker')
  const { id: trainingId } = await office.trainings.create({ name: 'Med starkare röst', kind: 'representation', requiredSessions: 2 })
  const { id: roundId } = await office.trainings.createRound({ trainingId, name: 'Hösten 2026', startsOn: '2026-10-01', endsOn: '2026-12-31', requiredSessions: 2 })
  const sessionIds: string[] = []
  for (const [heldOn, topic] of [['2026-10-06', 'Inflytande'], [secondHeldOn, 'Att representera']] as const) {
    sessionIds.push((await office.trainings.addSession({ courseRoundId: roundId, heldOn, startTime: '17:00', endTime: '19:15', topic })).id)
  }
  const personIds: string[] = []
  const participantIds: string[] = []
  for (const name of names) {
    const [givenName, familyName] = name.split(' ') as [string, string]
    const { id: personId } = await office.people.create({ givenName, familyName })
    personIds.push(personId)
    participantIds.push((await office.trainings.addParticipant({ courseRoundId: roundId, personId, admittedOn: '2026-09-01' })).id)
  }
  return { trainingId, roundId, sessionIds, personIds, participantIds }
}
