import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

/** A council with Anna and her deputy Dan, and Bo and his deputy Eva; the association pays by the national percentage model. */
async function makeCouncil(world: World, name: string, payer: 'association' | 'host' = 'association') {
  const coordinator = world.as('coordinator')
  const host = await coordinator.organisations.create({ kind: 'region', name: `Värd för ${name}` })
  const tariff = (await coordinator.tariffs.list({})).find(({ model }) => model === 'percentage')
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId: host.id, name, kind: 'council', method: 'council', level: 'unit', payer, tariffId: tariff?.id ?? null, travelRule: 'taxable', startsOn: '2023-01-01',
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  const persons: string[] = []
  for (const [index, givenName] of ['Anna', 'Dan', 'Bo', 'Eva'].entries()) {
    const { id } = await coordinator.people.create({ givenName, familyName: name })
    await coordinator.bodies.appoint({ seatId: seats[index]?.id as string, personId: id, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    persons.push(id)
  }
  const [anna, dan, bo, eva] = persons as [string, string, string, string]
  return { coordinator, bodyId, seats, anna, dan, bo, eva }
}

const plan = (client: CoreClient, bodyId: string, heldOn: `${number}-${number}-${number}` = '2026-11-19') =>
  client.meetings.plan({ bodyId, title: 'Höstmöte', heldOn, startTime: '13:00', endTime: '16:00', place: 'Uppsala' })

/** What an approved meeting of three hours gives in 2026: 1.8 % of the price base amount 59 200 kr, and mileage of 25 kr per Swedish mile. */
const halfDayOre = 106_560

onBothEngines('Meetings and attendance', (world) => {
  it('turns the attendance of an ordinary member and her deputy into claims for both, once', async () => {
    const { coordinator, bodyId, anna, dan, bo, eva } = await makeCouncil(world(), 'Brukarrådet')
    await coordinator.people.declineStipend({ personId: bo, startsOn: '2026-01-01', purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2030-12-31' })
    const { id } = await plan(coordinator, bodyId)
    const before = await coordinator.meetings.read({ id })
    expect(before.invitations.map(({ person, kind, standsInFor }) => [person.id, kind, standsInFor])).toEqual([
      [anna, 'ordinary', []], [dan, 'deputy', [anna]], [bo, 'ordinary', []], [eva, 'deputy', [bo]],
    ])
    expect(before).toMatchObject({ state: 'toRecord', minutes: 180, approveRefusal: { rule: 'meetings.attendanceMissing', params: { count: 4 } } })

    const office = world().as('officeWorker')
    await office.meetings.recordAttendance({
      meetingId: id,
      rows: [
        { personId: anna, status: 'present', travelMinutes: 40, drivenKilometres: 30 },
        { personId: dan, status: 'present' },
        { personId: bo, status: 'present', drivenKilometres: 10 },
        { personId: eva, status: 'excused', travelMinutes: 40, drivenKilometres: 30 },
      ],
    })
    const recorded = await coordinator.meetings.read({ id })
    expect(recorded.state).toBe('toApprove')
    expect(recorded.invitations.map(({ attendance }) => [attendance?.role, attendance?.status, attendance?.drivenKilometres])).toEqual([
      ['ordinary', 'present', 30], ['attendingDeputy', 'present', 0], ['ordinary', 'present', 10], ['attendingDeputy', 'excused', 0],
    ])

    const preview = await coordinator.meetings.claimPreview({ meetingId: id })
    expect(preview.blocker).toBeNull()
    expect(preview.rows.map(({ person, lines, isStipendDeclined }) => [person.id, lines, isStipendDeclined])).toEqual([
      [anna, [{ kind: 'stipend', amountOre: halfDayOre }, { kind: 'mileage', amountOre: 7500 }], false],
      [dan, [{ kind: 'stipend', amountOre: halfDayOre }], false],
      [bo, [{ kind: 'mileage', amountOre: 2500 }], true],
    ])
    expect(preview.totalOre).toBe(2 * halfDayOre + 10_000)

    expect(await refusalOf(office.meetings.approveAttendance({ id, version: 1 }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await coordinator.meetings.approveAttendance({ id, version: 1 })).toEqual({ claimCount: 3, thankedCount: 1, notes: [{ rule: 'claims.stipendDeclined' }] })
    const { rows, sumOre } = await coordinator.claims.list({ bodyId })
    expect(rows.map(({ person, totalOre, isStipendDeclined }) => [person.id, totalOre, isStipendDeclined]).toSorted()).toEqual(
      [[anna, halfDayOre + 7500, false], [dan, halfDayOre, false], [bo, 2500, true]].toSorted(),
    )
    expect(sumOre).toBe(preview.totalOre)
    expect((await coordinator.claims.listRecognitions({ personId: bo })).rows).toMatchObject([{ kind: 'thanks', bodyName: 'Brukarrådet' }])

    expect(await coordinator.meetings.read({ id })).toMatchObject({ state: 'approved', approvedByName: 'Test coordinator', recordRefusal: { rule: 'meetings.isLocked' } })
    const locked = { data: { rule: 'meetings.isLocked' } }
    expect(await refusalOf(coordinator.meetings.approveAttendance({ id, version: 2 }))).toMatchObject(locked)
    expect(await refusalOf(coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: eva, status: 'present' }] }))).toMatchObject(locked)
    expect(await refusalOf(coordinator.meetings.cancel({ id, version: 2 }))).toMatchObject(locked)
    expect(await refusalOf(coordinator.meetings.update({ id, version: 2, heldOn: '2026-11-18', startTime: '13:00', endTime: '14:00' }))).toMatchObject(locked)
    const { entries } = await coordinator.journal.list({ subjectId: id })
    expect(entries.map(({ procedure }) => procedure)).toEqual(['meetings.approveAttendance', 'meetings.recordAttendance', 'meetings.plan'])
    expect(await refusalOf(coordinator.journal.undo({ entryId: entries[0]?.id as string }))).toMatchObject({ data: { rule: 'journal.cannotBeUndone' } })
    expect(await refusalOf(office.journal.undo({ entryId: entries[1]?.id as string }))).toMatchObject({ data: { rule: 'journal.locked' } })
    expect((await coordinator.meetings.read({ id })).invitations.every(({ attendance }) => attendance !== null)).toBe(true)
  })

  it('makes nothing at all, and names the year, when a figure is missing', async () => {
    world().clock.set('2029-03-02T09:00:00.000Z')
    const { coordinator, bodyId, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet utan belopp')
    const { id } = await plan(coordinator, bodyId, '2029-03-01')
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [anna, dan, bo, eva].map((personId) => ({ personId, status: 'present' as const })) })
    const missing = { rule: 'tariffs.figureMissing', params: { year: '2029', figure: 'priceBaseAmount' } }
    expect(await coordinator.meetings.claimPreview({ meetingId: id })).toMatchObject({ blocker: missing, rows: [], totalOre: 0 })
    expect(await refusalOf(coordinator.meetings.approveAttendance({ id, version: 1 }))).toMatchObject({ code: 'RULE_VIOLATION', data: missing })
    expect(await coordinator.meetings.read({ id })).toMatchObject({ state: 'toApprove', version: 1 })
    expect((await coordinator.claims.list({ bodyId })).total).toBe(0)
    world().clock.set('2026-11-21T09:00:00.000Z')
  })

  it('says why nobody gets a stipend when the host pays', async () => {
    const { coordinator, bodyId, anna } = await makeCouncil(world(), 'Värdens råd', 'host')
    const { id } = await plan(coordinator, bodyId)
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: anna, status: 'present' }] })
    expect((await coordinator.meetings.claimPreview({ meetingId: id })).rows).toMatchObject([{ lines: [], notes: [{ rule: 'claims.hostPays' }] }])
  })

  it('invites those who had a seat on the meeting’s own day', async () => {
    const { coordinator, bodyId, seats, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet som byter')
    const { assignments } = (await coordinator.bodies.read({ id: bodyId })).seats[0] as (typeof seats)[number]
    await coordinator.bodies.endAssignment({ id: assignments[0]?.id as string, version: 1, endsOn: '2026-10-31', reason: 'Flyttar' })
    const newcomer = await coordinator.people.create({ givenName: 'Cia', familyName: 'Ny' })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId: newcomer.id, startsOn: '2026-11-20', decidedOn: '2026-11-01' })
    const invitedOn = async (heldOn: `${number}-${number}-${number}`) =>
      (await coordinator.meetings.read({ id: (await plan(coordinator, bodyId, heldOn)).id })).invitations.map(({ person }) => person.id)
    expect(await invitedOn('2026-10-31')).toEqual([anna, dan, bo, eva])
    expect(await invitedOn('2026-11-19')).toEqual([dan, bo, eva])
    expect(await invitedOn('2026-11-20')).toEqual([newcomer.id, dan, bo, eva])
  })

  it('notes excuses before the day and presence from the day, for those invited and for companions', async () => {
    const { coordinator, bodyId, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet i framtiden')
    const { id } = await plan(coordinator, bodyId, '2026-12-10')
    const record = (personId: string, status: 'present' | 'excused' | null, rest: object = {}) => coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId, status, ...rest }] })
    await record(anna, 'excused')
    expect(await refusalOf(record(dan, 'present'))).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'rows.0.status', rule: 'meetings.notHeldYet', params: { heldOn: '2026-12-10' } }] } })
    expect((await coordinator.meetings.read({ id })).state).toBe('planned')
    await coordinator.meetings.update({ id, version: 1, heldOn: '2026-11-20', startTime: '10:00', endTime: '12:00' })
    await record(dan, 'present', { travelMinutes: 30, drivenKilometres: 12 })
    const friend = await coordinator.people.create({ givenName: 'Följ', familyName: 'Med' })
    await record(friend.id, 'present')
    expect(await refusalOf(record(eva, 'present', { role: 'companion' }))).toMatchObject({ data: { fields: [{ path: 'rows.0.role', rule: 'meetings.roleDoesNotFit' }] } })
    const { invitations } = await coordinator.meetings.read({ id })
    expect(invitations.map(({ person, attendance }) => [person.id, attendance?.role ?? null])).toEqual([[anna, 'ordinary'], [dan, 'servingDeputy'], [bo, null], [eva, null], [friend.id, 'companion']])
    expect((await coordinator.meetings.claimPreview({ meetingId: id })).rows).toMatchObject([{ person: { id: dan } }, { person: { id: friend.id }, lines: [], notes: [{ rule: 'meetings.companionUnpaid' }] }])
    expect(await refusalOf(coordinator.meetings.update({ id, version: 2, heldOn: '2026-12-24', startTime: '10:00', endTime: '12:00' }))).toMatchObject({ data: { rule: 'meetings.notHeldYet' } })
    expect(await refusalOf(coordinator.meetings.cancel({ id, version: 2 }))).toMatchObject({ data: { rule: 'meetings.somebodyCame' } })
    await record(dan, null)
    await record(friend.id, null)
    expect((await coordinator.meetings.read({ id })).invitations).toHaveLength(4)

    const next = await plan(coordinator, bodyId, '2026-12-11')
    expect((await coordinator.meetings.read({ id: next.id })).invitations[1]?.latestTravel).toBeNull()
    await record(dan, 'present', { travelMinutes: 30, drivenKilometres: 12 })
    expect((await coordinator.meetings.read({ id: next.id })).invitations[1]?.latestTravel).toEqual({ travelMinutes: 30, drivenKilometres: 12 })
  })

  it('refuses an unknown person, a person twice, a meeting that ends before it begins and one of a body not in force', async () => {
    const { coordinator, bodyId, anna } = await makeCouncil(world(), 'Rådet som vägrar')
    const { id } = await plan(coordinator, bodyId)
    const twice = [{ personId: anna, status: 'present' as const }, { personId: anna, status: 'absent' as const }]
    expect(await refusalOf(coordinator.meetings.recordAttendance({ meetingId: id, rows: twice }))).toMatchObject({ data: { fields: [{ path: 'rows.1.personId', rule: 'meetings.personTwice' }] } })
    expect(await refusalOf(coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: id, status: 'present' }] }))).toMatchObject({
      data: { fields: [{ path: 'rows.0.personId', rule: 'common.notAChoice' }] },
    })
    expect((await coordinator.meetings.read({ id })).invitations.every(({ attendance }) => attendance === null)).toBe(true)
    expect(await refusalOf(coordinator.meetings.plan({ bodyId, heldOn: '2026-12-01', startTime: '13:00', endTime: '13:00' }))).toMatchObject({
      data: { fields: [{ path: 'endTime', rule: 'meetings.endsBeforeItStarts' }] },
    })
    expect(await refusalOf(plan(coordinator, bodyId, '2022-12-31'))).toMatchObject({ data: { rule: 'meetings.bodyNotActive', params: { heldOn: '2022-12-31' } } })
  })

  it('names a protected person by her member number only', async () => {
    const { coordinator, bodyId, seats } = await makeCouncil(world(), 'Rådet med skydd')
    const { assignments } = (await coordinator.bodies.read({ id: bodyId })).seats[0] as (typeof seats)[number]
    const person = assignments[0]?.person
    await world().as('officeWorker').people.update({ id: person?.id as string, version: 1, changes: { isProtected: true, memberNumber: 'S1' } })
    const { id } = await plan(coordinator, bodyId)
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: person?.id as string, status: 'present' }] })
    const hidden = { name: null, memberNumber: 'S1', isProtected: true }
    expect((await coordinator.meetings.read({ id })).invitations[0]?.person).toMatchObject(hidden)
    expect((await coordinator.meetings.claimPreview({ meetingId: id })).rows[0]?.person).toMatchObject(hidden)
  })

  it('keeps the note of a protected person, which nobody sees, when attendance is recorded and corrected', async () => {
    const { coordinator, bodyId, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet med skyddade ord')
    const { id } = await plan(coordinator, bodyId)
    const record = (rows: { personId: string; status: 'present' | 'absent'; note?: string | null }[]) => coordinator.meetings.recordAttendance({ meetingId: id, rows })
    await record([{ personId: anna, status: 'present', note: 'Kom sent' }, { personId: bo, status: 'present', note: 'Gick tidigt' }])
    await world().as('officeWorker').people.update({ id: anna, version: 1, changes: { isProtected: true, memberNumber: 'S9' } })
    const noteOf = (personId: string) => world().given((writer) => writer.db.selectFrom('attendances').select('note').where('meetingId', '=', id).where('personId', '=', personId).executeTakeFirst())
    expect((await coordinator.meetings.read({ id })).invitations[0]?.attendance?.note).toBeNull()
    const rows = [
      { personId: anna, status: 'absent' as const, note: null }, { personId: dan, status: 'absent' as const }, { personId: bo, status: 'present' as const, note: null }, { personId: eva, status: 'absent' as const },
    ]
    await record(rows)
    expect([await noteOf(anna), await noteOf(bo)]).toEqual([{ note: 'Kom sent' }, { note: null }])
    await coordinator.meetings.approveAttendance({ id, version: 1 })
    const correct = (changed: object) => coordinator.meetings.correctAttendance({ meetingId: id, reason: 'Fel', rows: rows.map((row) => (row.personId === bo ? { ...row, ...changed } : row)) })
    expect(await refusalOf(correct({}))).toMatchObject({ data: { rule: 'meetings.nothingCorrected' } })
    expect(await correct({ drivenKilometres: 10 })).toMatchObject({ corrected: 1, recalculated: 1 })
    expect(await noteOf(anna)).toEqual({ note: 'Kom sent' })
  })
})

onBothEngines('Calling deputies', (world) => {
  it('asks the deputy of the one who cannot come, logs what she said and by whom, and has her serve', async () => {
    const { coordinator, bodyId, seats, anna, dan, eva } = await makeCouncil(world(), 'Rådet som ringer')
    const { id } = await plan(coordinator, bodyId, '2026-12-03')
    const [annasSeat] = seats
    const read = () => coordinator.meetings.read({ id })
    const toCall = async () => (await coordinator.meetings.attention({})).toCall.rows.map((row) => row.id)
    const office = world().as('officeWorker')
    const say = (personId: string, answer: 'yes' | 'no' | 'noAnswer', seatId: string | null = null) =>
      office.meetings.recordAnswer({ meetingId: id, personId, seatId, answer, answeredOn: '2026-11-20', channel: 'phone' })
    const seatId = annasSeat?.id as string

    expect(await refusalOf(say(dan, 'yes', seatId))).toMatchObject({ data: { rule: 'meetings.seatIsNotEmpty' } })
    await say(anna, 'no')
    expect((await read()).seatsToFill).toMatchObject([{ seatId, position: 1, absent: { id: anna }, serving: null, deputies: [{ person: { id: dan }, rank: 1, isUnanswered: false }] }])
    expect((await read()).invitations[0]?.attendance).toMatchObject({ status: 'excused' })
    expect(await toCall()).toEqual([id])
    expect(await refusalOf(say(eva, 'yes', seatId))).toMatchObject({ data: { rule: 'meetings.notToBeCalled' } })

    await say(dan, 'noAnswer', seatId)
    expect((await read()).seatsToFill[0]?.deputies).toMatchObject([{ person: { id: dan }, isUnanswered: true }])
    await say(dan, 'yes', seatId)
    const meeting = await read()
    expect(meeting.seatsToFill).toMatchObject([{ serving: { id: dan }, deputies: [] }])
    expect(meeting.answers.map(({ person, seat, answer, channel, recordedBy }) => [person.id, seat?.position ?? null, answer, channel, recordedBy.length > 0])).toEqual([
      [dan, 1, 'yes', 'phone', true], [dan, 1, 'noAnswer', 'phone', true], [anna, null, 'no', 'phone', true],
    ])
    expect(await toCall()).toEqual([])

    // A yes holds until something else is heard.
    await say(dan, 'noAnswer', seatId)
    expect((await read()).seatsToFill).toMatchObject([{ serving: null, deputies: [{ person: { id: dan }, isUnanswered: true }] }])
    expect(await toCall()).toEqual([id])
    await say(dan, 'yes', seatId)
    expect(await toCall()).toEqual([])

    await say(dan, 'no', seatId)
    expect((await read()).seatsToFill).toMatchObject([{ serving: null, deputies: [] }])
    expect(await toCall()).toEqual([id])
    await say(anna, 'yes')
    expect((await read()).seatsToFill).toEqual([])
    expect((await read()).invitations[0]?.attendance).toBeNull()
  })

  it('lets a deputy of the pool who comes for an absent member serve, though another member she stands in for is there', async () => {
    const { coordinator, bodyId, seats, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet med pool')
    const { id: seatId } = await coordinator.bodies.addSeat({ bodyId, kind: 'deputy', startsOn: '2024-01-01' })
    const { id: frida } = await coordinator.people.create({ givenName: 'Frida', familyName: 'Pool', phone: '070-174 06 05' })
    await coordinator.bodies.appoint({ seatId, personId: frida, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    const { id } = await plan(coordinator, bodyId, '2026-11-20')
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: anna, status: 'excused' }, { personId: dan, status: 'excused' }] })
    expect((await coordinator.meetings.read({ id })).seatsToFill).toMatchObject([{ absent: { id: anna }, deputies: [{ person: { id: frida }, rank: null, phone: expect.stringContaining('070') }] }])
    await coordinator.meetings.recordAnswer({ meetingId: id, personId: frida, seatId: seats[0]?.id ?? null, answer: 'yes', answeredOn: '2026-11-19', channel: 'sms' })
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [bo, eva, frida].map((personId) => ({ personId, status: 'present' as const })) })
    const roles = new Map((await coordinator.meetings.read({ id })).invitations.map(({ person, attendance }) => [person.id, attendance?.role]))
    expect([roles.get(eva), roles.get(frida)]).toEqual(['attendingDeputy', 'servingDeputy'])
  })

  it('takes the day and the way of an excuse that is ticked in the list, and takes the answer back with the tick', async () => {
    const { coordinator, bodyId, anna, dan } = await makeCouncil(world(), 'Rådet med förhinder')
    const { id } = await plan(coordinator, bodyId, '2026-12-03')
    const tick = (status: 'excused' | null, answeredOn: `${number}-${number}-${number}` = '2026-11-19') =>
      coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: anna, status }], excuses: { answeredOn, channel: 'letter' } })
    const answers = async () => (await coordinator.meetings.read({ id })).answers.map(({ person, answer, answeredOn, channel }) => [person.id, answer, answeredOn, channel])
    expect(await refusalOf(tick('excused', '2026-11-30'))).toMatchObject({ data: { fields: [{ path: 'excuses.answeredOn', rule: 'meetings.answerInFuture' }] } })
    await tick('excused')
    await tick('excused')
    expect(await answers()).toEqual([[anna, 'no', '2026-11-19', 'letter']])
    await tick(null)
    expect(await answers()).toEqual([])
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: dan, status: 'excused' }] })
    expect(await answers()).toEqual([])
  })

  it('says why an answer cannot be written down, and takes one away that was written by mistake', async () => {
    const { coordinator, bodyId, anna } = await makeCouncil(world(), 'Rådet med fel svar')
    const { id } = await plan(coordinator, bodyId, '2026-12-03')
    const { id: stranger } = await coordinator.people.create({ givenName: 'Okänd', familyName: 'Utan Plats' })
    const say = (personId: string, answeredOn: `${number}-${number}-${number}`) => coordinator.meetings.recordAnswer({ meetingId: id, personId, answer: 'yes', answeredOn, channel: 'letter' })
    expect(await refusalOf(say(stranger, '2026-11-20'))).toMatchObject({ data: { fields: [{ path: 'personId', rule: 'meetings.notInvited' }] } })
    expect(await refusalOf(say(anna, '2026-12-01'))).toMatchObject({ data: { fields: [{ path: 'answeredOn', rule: 'meetings.answerInFuture' }] } })
    const { id: answerId } = await say(anna, '2026-11-20')
    await coordinator.meetings.removeAnswer({ id: answerId, version: 1 })
    expect((await coordinator.meetings.read({ id })).answers).toEqual([])

    const attendanceOf = async () => (await coordinator.meetings.read({ id })).invitations[0]?.attendance?.status
    const no = await coordinator.meetings.recordAnswer({ meetingId: id, personId: anna, answer: 'no', answeredOn: '2026-11-20', channel: 'phone' })
    expect(await attendanceOf()).toBe('excused')
    await coordinator.meetings.removeAnswer({ id: no.id, version: 1 })
    expect(await attendanceOf()).toBeUndefined()
    await coordinator.meetings.cancel({ id, version: 1 })
    expect(await refusalOf(say(anna, '2026-11-20'))).toMatchObject({ data: { rule: 'meetings.isCancelled' } })
  })
})

onBothEngines('Reporting back from a meeting', (world) => {
  it('tells what was raised, answered and decided, and a point to follow becomes a proposal of the meeting, then or later', async () => {
    const { coordinator, bodyId, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet som berättar')
    const office = world().as('officeWorker')
    const { id } = await plan(coordinator, bodyId, '2026-11-12')
    await coordinator.meetings.recordAttendance({ meetingId: id, rows: [{ personId: anna, status: 'present' }, ...[dan, bo, eva].map((personId) => ({ personId, status: 'absent' as const }))] })
    const missing = async () => (await coordinator.meetings.attention({})).toReport.rows.some((row) => row.id === id)
    expect(await missing()).toBe(true)
    const told = { meetingId: id, personId: anna, reportedOn: '2026-11-13', channel: 'phone' } as const
    const evening = { raised: 'Öppet på kvällen', outcome: 'partly', answer: 'Prövas i vår', decision: 'En kväll i veckan' } as const
    expect(await refusalOf(office.meetings.reportBack({ ...told, points: [{ ...evening, isFollowed: true }] }))).toMatchObject({ data: { rule: 'meetings.mayNotFollow' } })
    await office.meetings.reportBack({ ...told, points: [evening, { raised: 'Skyltar' }] })
    const { id: ownId } = await coordinator.meetings.reportBack({ ...told, personId: null, points: [{ raised: 'Vilrum', isFollowed: true }] })
    expect(await missing()).toBe(false)

    const { reports } = await coordinator.meetings.read({ id })
    expect(reports.map(({ person, channel, points }) => [person?.id ?? null, channel, points.map(({ raised, proposalId }) => [raised, proposalId !== null])])).toEqual([
      [anna, 'phone', [['Öppet på kvällen', false], ['Skyltar', false]]], [null, 'phone', [['Vilrum', true]]],
    ])
    const point = reports[0]?.points[0]
    const { id: proposalId } = await coordinator.meetings.followPoint({ id: point?.id as string, version: 1 })
    expect(await coordinator.proposals.read({ id: proposalId })).toMatchObject({
      title: 'Öppet på kvällen', meeting: { id }, raisedOn: '2026-11-12', answeredOn: '2026-11-12', outcome: 'partly', answer: 'Prövas i vår', measure: 'En kväll i veckan', step: 'answered',
    })
    expect(await refusalOf(coordinator.meetings.followPoint({ id: point?.id as string, version: 2 }))).toMatchObject({ data: { rule: 'meetings.isFollowed' } })
    expect((await coordinator.proposals.list({ meetingId: id })).total).toBe(2)

    // The proposal stays when what was told is taken away.
    await coordinator.meetings.removeReport({ id: ownId, version: 1 })
    expect((await coordinator.meetings.read({ id })).reports).toHaveLength(1)
    expect((await coordinator.proposals.list({ meetingId: id })).total).toBe(2)
  })

  it('is undone in one step with the proposal that came of it', async () => {
    const { coordinator, bodyId } = await makeCouncil(world(), 'Rådet som ångrar sig')
    const { id } = await plan(coordinator, bodyId, '2026-11-12')
    await coordinator.meetings.reportBack({ meetingId: id, reportedOn: '2026-11-13', channel: 'email', points: [{ raised: 'Fel möte', isFollowed: true }] })
    const { entries } = await coordinator.journal.list({ subjectId: id })
    await coordinator.journal.undo({ entryId: entries[0]?.id as string })
    expect((await coordinator.meetings.read({ id })).reports).toEqual([])
    expect((await coordinator.proposals.list({ meetingId: id })).total).toBe(0)
  })

  it('is refused before the meeting, of a cancelled one, without a word, and on a day before the meeting or to come', async () => {
    const { coordinator, bodyId } = await makeCouncil(world(), 'Rådet utan rapport')
    const [coming, held, cancelled] = [await plan(coordinator, bodyId, '2026-12-10'), await plan(coordinator, bodyId, '2026-11-12'), await plan(coordinator, bodyId, '2026-11-13')]
    await coordinator.meetings.cancel({ id: cancelled.id, version: 1 })
    const tell = (meetingId: string, reportedOn: `${number}-${number}-${number}`, summary: string | null = 'Bra möte') => refusalOf(coordinator.meetings.reportBack({ meetingId, reportedOn, channel: 'phone', summary }))
    expect(await tell(coming.id, '2026-11-20')).toMatchObject({ data: { rule: 'meetings.reportTooEarly', params: { heldOn: '2026-12-10' } } })
    expect(await tell(cancelled.id, '2026-11-20')).toMatchObject({ data: { rule: 'meetings.isCancelled' } })
    expect(await tell(held.id, '2026-11-20', ' ')).toMatchObject({ data: { fields: [{ path: 'summary', rule: 'meetings.reportIsEmpty' }] } })
    expect(await tell(held.id, '2026-11-11')).toMatchObject({ data: { fields: [{ path: 'reportedOn', rule: 'meetings.reportBeforeMeeting' }] } })
    expect(await tell(held.id, '2026-11-30')).toMatchObject({ data: { fields: [{ path: 'reportedOn', rule: 'meetings.answerInFuture' }] } })
  })

  it('names a protected teller by her member number only', async () => {
    const { coordinator, bodyId, anna } = await makeCouncil(world(), 'Rådet med skyddad')
    await world().as('officeWorker').people.update({ id: anna, version: 1, changes: { isProtected: true, memberNumber: 'S7' } })
    const { id } = await plan(coordinator, bodyId, '2026-11-12')
    await coordinator.meetings.reportBack({ meetingId: id, personId: anna, reportedOn: '2026-11-13', channel: 'phone', summary: 'Lugnt' })
    expect((await coordinator.meetings.read({ id })).reports[0]?.person).toMatchObject({ name: null, memberNumber: 'S7' })
  })
})

onBothEngines('Correcting attendance that was approved', (world) => {
  async function approved(name: string) {
    const council = await makeCouncil(world(), name)
    const { coordinator, bodyId, anna, dan, bo, eva } = council
    const { id } = await plan(coordinator, bodyId)
    const rows = [
      { personId: anna, status: 'present' as const, drivenKilometres: 30 }, { personId: dan, status: 'present' as const },
      { personId: bo, status: 'absent' as const }, { personId: eva, status: 'absent' as const },
    ]
    await coordinator.meetings.recordAttendance({ meetingId: id, rows })
    await coordinator.meetings.approveAttendance({ id, version: 1 })
    const correct = (changes: Record<string, object>, reason = 'Protokollet säger annat') =>
      coordinator.meetings.correctAttendance({ meetingId: id, reason, rows: rows.map((row) => ({ ...row, ...changes[row.personId] })) })
    const claimsOf = async (personId: string) => (await coordinator.claims.list({ bodyId, personId })).rows.map(({ state, totalOre }) => [state, totalOre]).toSorted()
    return { ...council, id, correct, claimsOf }
  }

  it('makes a claim for the one who was there, withdraws the one of who was not, with the reason, and leaves the others alone', async () => {
    const { coordinator, id, correct, claimsOf, anna, dan, bo, eva } = await approved('Rådet som rättar')
    expect(await correct({ [bo]: { status: 'present', drivenKilometres: 10 }, [dan]: { status: 'absent' } })).toEqual({ corrected: 2, created: 1, recalculated: 0, withdrawn: 1, paidOtherwise: [] })
    expect(await claimsOf(bo)).toEqual([['submitted', halfDayOre + 2500]])
    expect(await claimsOf(dan)).toEqual([['rejected', halfDayOre]])
    expect(await claimsOf(anna)).toEqual([['submitted', halfDayOre + 7500]])
    const { invitations, state } = await coordinator.meetings.read({ id })
    expect(state).toBe('approved')
    expect(invitations.map(({ person, attendance }) => [person.id, attendance?.status, attendance?.role])).toEqual([
      [anna, 'present', 'ordinary'], [dan, 'absent', 'attendingDeputy'], [bo, 'present', 'ordinary'], [eva, 'absent', 'attendingDeputy'],
    ])
    const [entry] = (await coordinator.journal.list({ subjectId: id })).entries
    expect(entry).toMatchObject({ procedure: 'meetings.correctAttendance', reason: 'Protokollet säger annat' })
    expect(await refusalOf(coordinator.journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.cannotBeUndone' } })
    const rejected = (await coordinator.claims.list({ personId: dan })).rows[0]
    await correct({ [bo]: { status: 'present', drivenKilometres: 20 }, [dan]: { status: 'absent' } })
    expect(await claimsOf(bo)).toEqual([['submitted', halfDayOre + 5000]])
    expect(await refusalOf(coordinator.claims.recalculate({ id: rejected?.id as string, version: rejected?.version as number }))).toMatchObject({ data: { rule: 'claims.wasNotThere' } })
  })

  it('never changes what lies in a payout: what is missing becomes a claim beside it, and too much is told', async () => {
    const { correct, claimsOf, anna, dan, coordinator } = await approved('Rådet som har fått betalt')
    const treasurer = world().as('treasurer')
    const claims = [...(await coordinator.claims.list({ personId: anna })).rows, ...(await coordinator.claims.list({ personId: dan })).rows]
    await treasurer.claims.approveMany({ ids: claims.map(({ id }) => id) })
    const { id: payoutId } = await treasurer.payouts.create({ paidOn: '2026-11-25', claimIds: claims.map(({ id }) => id) })
    await world().given((writer) => writer.update('payouts', payoutId, { frozenAt: writer.now }))
    expect(await correct({ [anna]: { drivenKilometres: 50 }, [dan]: { status: 'absent' } })).toMatchObject({
      created: 1, withdrawn: 0, paidOtherwise: [{ person: { id: dan }, paidOre: halfDayOre, rightOre: 0 }],
    })
    expect(await claimsOf(anna)).toEqual([['inPayout', halfDayOre + 7500], ['submitted', 5000]])
    expect(await claimsOf(dan)).toEqual([['inPayout', halfDayOre]])
    const beside = (await coordinator.claims.list({ personId: anna, state: 'submitted' })).rows[0]
    expect(await refusalOf(treasurer.claims.recalculate({ id: beside?.id as string, version: beside?.version as number }))).toMatchObject({ data: { rule: 'claims.isReplaced' } })
    // Corrected back: the claim beside is withdrawn, and nothing else is made.
    await correct({ [anna]: { drivenKilometres: 30 } }, 'Ändå rätt')
    expect(await claimsOf(anna)).toEqual([['inPayout', halfDayOre + 7500], ['rejected', 5000]])
  })

  it('goes on where an assignment has ended since: she stays what she was noted as', async () => {
    const { coordinator, bodyId, correct, claimsOf, anna, bo, id } = await approved('Rådet som har bytt')
    const before = await world().given((writer) => writer.db.selectFrom('attendances').select(['role', 'assignmentId']).where('meetingId', '=', id).where('personId', '=', anna).executeTakeFirst())
    expect(before?.role).toBe('ordinary')
    await world().given((writer) => writer.update('assignments', before?.assignmentId as string, { endsOn: '2026-11-01' }))
    expect((await coordinator.bodies.rosterOn({ bodyId, date: '2026-11-19' })).some(({ holder }) => holder?.person.id === anna)).toBe(false)
    expect(await correct({ [anna]: { role: 'ordinary' }, [bo]: { drivenKilometres: 5, status: 'present' } })).toMatchObject({ corrected: 1, created: 1 })
    expect(await correct({ [anna]: { drivenKilometres: 50 }, [bo]: { drivenKilometres: 5, status: 'present' } })).toMatchObject({ corrected: 1, recalculated: 1 })
    expect(await claimsOf(anna)).toEqual([['submitted', halfDayOre + 12_500]])
    expect(await world().given((writer) => writer.db.selectFrom('attendances').select(['role', 'assignmentId']).where('meetingId', '=', id).where('personId', '=', anna).executeTakeFirst())).toEqual(before)
  })

  it('takes out of a draft what was not right, so that nobody is paid for a meeting she was not at', async () => {
    const { correct, claimsOf, anna, dan, coordinator } = await approved('Rådet med utkast')
    const treasurer = world().as('treasurer')
    const claims = [...(await coordinator.claims.list({ personId: anna })).rows, ...(await coordinator.claims.list({ personId: dan })).rows]
    await treasurer.claims.approveMany({ ids: claims.map(({ id }) => id) })
    await treasurer.payouts.create({ paidOn: '2026-11-25', claimIds: claims.map(({ id }) => id) })
    expect(await correct({ [anna]: { drivenKilometres: 50 }, [dan]: { status: 'absent' } })).toMatchObject({ recalculated: 1, withdrawn: 1, created: 0, paidOtherwise: [] })
    expect(await claimsOf(anna)).toEqual([['submitted', halfDayOre + 12_500]])
    expect(await claimsOf(dan)).toEqual([['rejected', halfDayOre]])
  })

  it('never pays anything twice, however it is corrected, approved, gathered and fixed', async () => {
    const treasurer = world().as('treasurer')
    const event = fc.oneof(
      fc.record({ what: fc.constant('correct' as const), kilometres: fc.constantFrom(null, 0, 10, 20, 30) }),
      fc.record({ what: fc.constantFrom('approve' as const, 'gather' as const, 'discard' as const, 'freeze' as const) }),
    )
    let made = 0
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 12 }), async (events) => {
        made += 1
        const { correct, anna, coordinator } = await approved(`Rådet nummer ${made}`)
        const payouts: string[] = []
        const freeze = () => world().given(async (writer) => {
          for (const id of payouts) await writer.update('payouts', id, { frozenAt: writer.now })
        })
        let right = halfDayOre + 7500
        for (const happening of events) {
          const { rows } = await coordinator.claims.list({ personId: anna })
          const submitted = rows.filter(({ state }) => state === 'submitted').map(({ id }) => id)
          const approvedIds = rows.filter(({ state }) => state === 'approved').map(({ id }) => id)
          if (happening.what === 'correct') {
            const { kilometres } = happening
            const isCorrected = await correct({ [anna]: kilometres === null ? { status: 'absent' } : { drivenKilometres: kilometres } }).then(() => true, () => false)
            if (isCorrected) right = kilometres === null ? 0 : halfDayOre + kilometres * 250
          }
          if (happening.what === 'approve' && submitted.length > 0) await treasurer.claims.approveMany({ ids: submitted })
          if (happening.what === 'gather' && approvedIds.length > 0) payouts.push((await treasurer.payouts.create({ paidOn: '2026-11-25', claimIds: approvedIds })).id)
          if (happening.what === 'discard') {
            for (const id of payouts.splice(0)) {
              const discarded = await treasurer.payouts.read({ id }).then(({ version }) => treasurer.payouts.discard({ id, version })).catch(() => 'kept')
              if (discarded === 'kept') payouts.push(id)
            }
          }
          if (happening.what === 'freeze') await freeze()
        }
        const claims = await world().given((writer) =>
          writer.db.selectFrom('claims').leftJoin('payouts', 'payouts.id', 'claims.payoutId').innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
            .select(['claims.id', 'claims.rejectedAt', 'payouts.frozenAt', 'claimLines.amountOre']).where('claims.personId', '=', anna).execute(),
        )
        const sumOf = (some: typeof claims) => some.reduce((sum, { amountOre }) => sum + amountOre, 0)
        const paid = sumOf(claims.filter(({ frozenAt }) => frozenAt !== null))
        const waiting = claims.filter(({ frozenAt, rejectedAt }) => frozenAt === null && rejectedAt === null)
        expect(waiting.length === 0 || paid + sumOf(waiting) <= right).toBe(true)
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('is refused before the approval, without a reason, when nothing changes and to who may only record', async () => {
    const { coordinator, bodyId, anna, correct, id } = await approved('Rådet utan fel')
    expect(await refusalOf(correct({}))).toMatchObject({ data: { rule: 'meetings.nothingCorrected' } })
    expect(await refusalOf(correct({ [anna]: { status: 'absent' } }, ' '))).toMatchObject({ code: 'VALIDATION' })
    const rows = [{ personId: anna, status: 'absent' as const }]
    expect(await refusalOf(world().as('officeWorker').meetings.correctAttendance({ meetingId: id, reason: 'Fel', rows }))).toMatchObject({ code: 'NOT_ALLOWED' })
    const open = await plan(coordinator, bodyId, '2026-11-18')
    expect(await refusalOf(coordinator.meetings.correctAttendance({ meetingId: open.id, reason: 'Fel', rows }))).toMatchObject({ data: { rule: 'meetings.notApprovedYet' } })
  })
})

onBothEngines('What the coordinator is told about meetings', (world) => {
  it('are those soon without a deputy, and those to record and to approve', async () => {
    const { coordinator, bodyId, seats, anna, dan, bo, eva } = await makeCouncil(world(), 'Rådet som behöver')
    const soon = await plan(coordinator, bodyId, '2026-12-03')
    const recording = await plan(coordinator, bodyId, '2026-11-20')
    const approving = await plan(coordinator, bodyId, '2026-11-19')
    const cancelled = await plan(coordinator, bodyId, '2026-11-18')
    await coordinator.meetings.cancel({ id: cancelled.id, version: 1, reason: 'Lokalen stängd' })
    await coordinator.meetings.recordAttendance({ meetingId: recording.id, rows: [{ personId: anna, status: 'present' }] })
    await coordinator.meetings.recordAttendance({ meetingId: approving.id, rows: [anna, dan, bo, eva].map((personId) => ({ personId, status: 'absent' as const })) })
    const ids = async () => {
      const attention = await coordinator.meetings.attention({})
      return Object.fromEntries(Object.entries(attention).map(([list, { total, rows }]) => [list, [total, ...rows.map((row) => row.id)]]))
    }
    expect(await ids()).toEqual({ withoutDeputy: [0], toCall: [0], toRecord: [1, recording.id], toApprove: [1, approving.id], toReport: [0] })
    await coordinator.meetings.recordAttendance({ meetingId: soon.id, rows: [{ personId: dan, status: 'excused' }, { personId: eva, status: 'excused' }] })
    expect((await ids())['withoutDeputy']).toEqual([1, soon.id])

    const states = async (input: object) => (await coordinator.meetings.list({ bodyId, ...input })).rows.map(({ id, state, invitedCount, presentCount }) => [id, state, invitedCount, presentCount])
    expect(await states({ descending: true })).toEqual([
      [soon.id, 'planned', 4, 0], [recording.id, 'toRecord', 4, 1], [approving.id, 'toApprove', 4, 0], [cancelled.id, 'cancelled', 4, 0],
    ])
    expect(await states({ when: 'upcoming' })).toHaveLength(1)
    expect(await states({ when: 'past', heldFrom: '2026-11-19', sort: 'body' })).toHaveLength(2)
    for (const [state, id] of [['planned', soon.id], ['toRecord', recording.id], ['toApprove', approving.id], ['cancelled', cancelled.id]] as const) {
      expect((await states({ state })).map(([found]) => found), state).toEqual([id])
    }
    expect(await states({ state: 'approved' })).toEqual([])
    expect((await coordinator.meetings.list({ text: 'behöver' })).total).toBe(4)
    expect(seats).toHaveLength(4)
  })
})
