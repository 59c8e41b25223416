import Excel from 'exceljs'
import { expect, it } from 'vitest'
import type { ReportEvent, ReportSheet } from '#contract/reports.ts'
import { localDate, type LocalDate } from '#shared/dates.ts'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const year = { from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31' } as const

onBothEngines('A funder’s report', (world) => {
  let grantId: string

  it('counts members, bodies, meetings, pay and trainings of a period', async () => {
    grantId = await aYearOfWork(world())
    const { sheets } = await world().as('treasurer').reports.preview({ grantId, ...year })
    const sheet = (name: string) => sheets.find((one) => one.name === name)!
    // Seven women and six men are members with a fee paid by the last day; one has paid too late, one supports, one has left.
    expect(sheet('Medlemmar per kommun').rows).toEqual([['Uppsala', 7, 6, 0, 0, 13, 10_000]])
    expect(sheet('Medlemmar per ålder').totals).toEqual([['Summa', 7, 6, 0, 0, 13, 10_000]])
    expect(sheet('Grupper').rows).toEqual([['Region Uppsala', 0, 0, 1, 1]])
    // Six meetings with an ordinary member, and her deputy at five of them; one cancelled, one not approved.
    expect(sheet('Möten per värd').rows).toEqual([['Region Uppsala', 7, 6, 5, 11, 1_980]])
    expect(sheet('Möten per nivå').totals).toEqual([['Summa', 7, 6, 5, 11, 1_980]])
    // Two persons were paid, which are too few to show.
    expect(sheet('Arvode och resor').totals[0]).toEqual(['Summa', { note: 'färre än 5 personer' }, 0, { note: 'färre än 5 personer' }])
    expect(sheet('Utbildningar').rows).toEqual([['Med starkare röst', 'Våren 2025', '2025-02-01', '2025-05-31', 1, 135, 6, 6]])
    expect(sheet('Översikt').lines.join(' ')).toContain('Ett möte saknar godkänd närvaro')
  })

  it('counts protected persons and names nobody', async () => {
    const { sheets } = await world().as('treasurer').reports.preview({ grantId, ...year })
    const text = JSON.stringify(sheets)
    for (const name of ['Testsson', 'Karin', 'Hemlig']) expect(text).not.toContain(name)
  })

  it('follows the association’s own rule for who is a member', async () => {
    await setMemberRule(world(), 'membership')
    expect(await memberSum(world(), grantId)).toBe(14)
    await setMemberRule(world(), 'paidForYear')
    expect(await memberSum(world(), grantId)).toBe(13)
  })

  it('can be about the grant alone, and about another year', async () => {
    const treasurer = world().as('treasurer')
    const { sheets } = await treasurer.reports.preview({ grantId, ...year, coverage: 'grant' })
    expect(overviewOf(sheets)).toMatchObject({ Medlemmar: 13, Möten: 0, Kursomgångar: 1, 'Deltagare som fullföljde': 6 })
    const before = await treasurer.reports.preview({ grantId, from: '2024-01-01', to: '2024-12-31', asOf: '2024-12-31' })
    expect(overviewOf(before.sheets)).toMatchObject({ Medlemmar: 0, Möten: 0, Kursomgångar: 0 })
  })

  it('becomes an Excel file step by step, kept for fetching and journalled with its reason', async () => {
    const treasurer = world().as('treasurer')
    const events = await collect(await treasurer.reports.run({ grantId, ...year, reason: 'Redovisning till Folkhälsomyndigheten' }))
    const progress = events.filter((event) => event.kind === 'progress')
    expect(progress.map((event) => event.done)).toEqual(progress.map((_, index) => index))
    expect(progress.at(-1)).toMatchObject({ stage: 'writing', done: progress[0]!.total - 1 })
    const finished = events.at(-1) as ReportEvent & { kind: 'finished' }
    expect(finished.name).toBe('rapport-2025-01-01-2025-12-31.xlsx')

    const workbook = new Excel.Workbook()
    const response = await world().core.handle(new Request(`http://talan/documents/${finished.documentId}`))
    await workbook.xlsx.load(await response.arrayBuffer())
    expect(workbook.worksheets.map((sheet) => sheet.name)).toHaveLength(9)
    expect(workbook).toMatchObject({ creator: 'Brukarrådet i Uppsala', title: 'Rapport till Folkhälsomyndigheten', language: 'sv-SE' })
    const members = workbook.getWorksheet('Medlemmar per kommun')!
    const header = members.getColumn(1).values.findIndex((value) => value === 'Kommun')
    expect((members.getRow(header + 1).values as unknown[]).slice(1)).toEqual(['Uppsala', 7, 6, 0, 0, 13, 1])
    const rounds = workbook.getWorksheet('Utbildningar')!
    expect(rounds.getRow(header + 1).getCell(3).value).toEqual(new Date('2025-02-01T00:00:00Z'))

    const { entries } = await treasurer.journal.list({ subjectId: grantId })
    expect(entries[0]).toMatchObject({ procedure: 'reports.run', reason: 'Redovisning till Folkhälsomyndigheten', isUndoable: false, userName: 'Test treasurer' })
  })

  it('can be stopped on the way, and then nothing has left', async () => {
    const treasurer = world().as('treasurer')
    const before = (await treasurer.journal.list({ subjectId: grantId })).total
    const stop = new AbortController()
    const seen: ReportEvent[] = []
    try {
      for await (const event of await treasurer.reports.run({ grantId, ...year, reason: 'Avbryts' }, { signal: stop.signal })) {
        seen.push(event)
        if (seen.length === 3) stop.abort()
      }
    } catch (error) {
      // Some hosts say that the request was stopped, others just end.
      expect(stop.signal.aborted, String(error)).toBe(true)
    }
    expect(seen.some((event) => event.kind === 'finished')).toBe(false)
    expect((await treasurer.journal.list({ subjectId: grantId })).total).toBe(before)
    expect(world().faults).toEqual([])
  })

  it('comes with the annual report’s list of assignments and calendar, without protected persons', async () => {
    const events = await collect(await world().as('coordinator').reports.appendices({ from: '2025-01-01', to: '2025-12-31', reason: 'Årsmötet' }))
    const finished = events.at(-1) as ReportEvent & { kind: 'finished' }
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load(await (await world().core.handle(new Request(`http://talan/documents/${finished.documentId}`))).arrayBuffer())
    const texts = workbook.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues()))
    expect(texts[0]).toContain('Ordinarie Testsson')
    expect(texts[0]).not.toContain('Hemlig')
    expect(texts[1]).toContain('Med starkare röst: Inflytande')
    expect(workbook.worksheets[1]!.rowCount).toBe(4 + 7 + 1)
  })

  it('refuses periods that cannot be, a missing reason and the wrong role', async () => {
    const treasurer = world().as('treasurer')
    const fields = async (input: { from: LocalDate; to: LocalDate; asOf: LocalDate }) =>
      ((await refusalOf(treasurer.reports.preview({ grantId, ...input }))).data as { fields: { rule: string }[] }).fields.map((field) => field.rule)
    expect(await fields({ from: '2025-06-01', to: '2025-01-01', asOf: '2025-01-01' })).toEqual(['reports.endsBeforeStart'])
    expect(await fields({ from: '2027-01-01', to: '2027-12-31', asOf: '2027-12-31' })).toEqual(['reports.notYet', 'reports.asOfInFuture'])
    expect(await fields({ from: '2015-01-01', to: '2025-01-01', asOf: '2025-01-01' })).toEqual(['reports.tooLong'])
    expect(await refusalOf(treasurer.reports.run({ grantId, ...year, reason: ' ' }))).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'reason' }] } })
    expect(await refusalOf(treasurer.reports.preview({ grantId: '01890000-0000-7000-8000-000000000000', ...year }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(world().as('officeWorker').reports.run({ grantId, ...year, reason: 'Vill' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

async function collect(events: AsyncIterable<ReportEvent>): Promise<ReportEvent[]> {
  const all: ReportEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

function overviewOf(sheets: readonly ReportSheet[]): Record<string, unknown> {
  return Object.fromEntries(sheets[0]!.rows.map(([label, number, hours, amount]) => [label as string, number ?? hours ?? amount]))
}

async function memberSum(world: World, grantId: string): Promise<unknown> {
  const { sheets } = await world.as('treasurer').reports.preview({ grantId, ...year })
  return overviewOf(sheets)['Medlemmar']
}

async function setMemberRule(world: World, memberCountRule: 'membership' | 'paidForYear'): Promise<void> {
  const administrator = world.as('administrator')
  const { isDemo: _isDemo, ...association } = await administrator.association.read({})
  await administrator.association.update({ ...association, memberCountRule })
}

/** Sixteen persons, a body with an ordinary seat and a deputy, nine meetings and a course round that a grant pays for. Returns the grant. */
async function aYearOfWork(world: World): Promise<string> {
  await setMemberRule(world, 'paidForYear')
  const office = world.as('officeWorker')
  const { id: funderOrganisationId } = await office.organisations.create({ kind: 'funder', name: 'Folkhälsomyndigheten' })
  const { id: grantId } = await world.as('treasurer').grants.create({ funderOrganisationId, name: 'Verksamhetsbidrag 2025', startsOn: '2025-01-01', endsOn: '2025-12-31' })
  const members: string[] = []
  for (let index = 0; index < 16; index += 1) {
    const { id } = await office.people.create({
      givenName: index % 2 === 0 ? 'Karin' : 'Karl', familyName: `Testsson${index}`, gender: index % 2 === 0 ? 'woman' : 'man', birthDate: index < 6 ? '1955-03-01' : '1988-07-01',
      municipalityCode: '0380', isProtected: index === 0,
      membership: { kind: index === 13 ? 'supporting' : 'main', startsOn: '2025-01-01' },
    })
    await office.memberships.recordFee({ personId: id, year: 2025, amountOre: 20_000, paidOn: index === 14 ? '2026-01-02' : '2025-02-01' })
    members.push(id)
  }
  const left = await office.people.read({ id: members[15]! })
  await office.memberships.end({ id: left.memberships[0]!.id, version: 1, endsOn: '2025-06-30', reasonKind: 'moved' })

  await meetingsOfABody(world)
  await aCourseRound(world, grantId, members.slice(0, 6))
  return grantId
}

async function meetingsOfABody(world: World): Promise<void> {
  const bodyId = await givenBody(world, { level: 'system' })
  const ordinary = await givenPerson(world, { givenName: 'Ordinarie' })
  const deputy = await givenPerson(world, { givenName: 'Hemlig', isProtected: true })
  const coordinator = world.as('coordinator')
  await world.given(async (writer) => {
    const seat = { bodyId, position: 1, rank: null, reservedForOrganisationId: null, startsOn: '2020-01-01', endsOn: null } as const
    const seatId = await writer.insert('seats', { ...seat, kind: 'ordinary', deputyForSeatId: null })
    const deputySeatId = await writer.insert('seats', { ...seat, kind: 'deputy', deputyForSeatId: seatId, rank: 1 })
    const term = { bodyId, onBehalfOfOrganisationId: null, role: 'member', startsOn: '2024-01-01', endsOn: null, decidedOn: '2023-12-01', decisionReference: null, endReason: null, overrideReason: null, resignedOn: null, resignationChannel: null, resignationReceivedByUserId: null, createdAt: writer.now } as const
    await writer.insertMany('assignments', [{ ...term, seatId, personId: ordinary }, { ...term, seatId: deputySeatId, personId: deputy }])
  })
  for (let month = 1; month <= 9; month += 1) {
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: monthlyDay(month), startTime: '13:00', endTime: '16:00' })
    if (month === 9) await coordinator.meetings.cancel({ id: meetingId, version: 1 })
    if (month > 6 && month !== 7) continue
    const present = { status: 'present' } as const
    await coordinator.meetings.recordAttendance({ meetingId, rows: [{ personId: ordinary, ...present }, { personId: deputy, status: month === 1 ? 'absent' : 'present' }] })
    if (month === 7) continue
    const { version } = await coordinator.meetings.read({ id: meetingId })
    await coordinator.meetings.approveAttendance({ id: meetingId, version })
  }
  const { rows: later } = await coordinator.meetings.list({ heldFrom: '2025-08-01', heldTo: '2025-08-31' })
  await coordinator.meetings.cancel({ id: later[0]!.id, version: 1 })
  const treasurer = world.as('treasurer')
  const { rows } = await treasurer.claims.list({})
  await treasurer.claims.approveMany({ ids: rows.map((row) => row.id) })
}

function monthlyDay(month: number): LocalDate {
  return localDate(2025, month, 10)!
}

async function aCourseRound(world: World, grantId: string, personIds: readonly string[]): Promise<void> {
  const office = world.as('officeWorker')
  const { id: trainingId } = await office.trainings.create({ name: 'Med starkare röst', kind: 'representation', requiredSessions: 1 })
  const { id: courseRoundId } = await office.trainings.createRound({ trainingId, name: 'Våren 2025', startsOn: '2025-02-01', endsOn: '2025-05-31', requiredSessions: 1, grantId })
  const { id: trainingSessionId } = await office.trainings.addSession({ courseRoundId, heldOn: '2025-03-04', startTime: '17:00', endTime: '19:15', topic: 'Inflytande' })
  const courseParticipantIds: string[] = []
  for (const personId of personIds) courseParticipantIds.push((await office.trainings.addParticipant({ courseRoundId, personId, admittedOn: '2025-01-15' })).id)
  await office.trainings.recordAttendance({ courseRoundId, entries: courseParticipantIds.map((courseParticipantId) => ({ courseParticipantId, trainingSessionId, status: 'present' as const })) })
  await office.trainings.complete({ courseRoundId, courseParticipantIds, completedOn: '2025-05-31' })
}
