import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import type { Role } from '#contract/permissions.ts'
import { appointFinding, type SeatPlace } from '#core/bodies/rules.ts'
import { createCore, sessionHeader } from '#core/core.ts'
import type { Engine } from '#core/db/engine.ts'
import { tables, type Row, type TableName } from '#core/db/schema.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { demoBodies, demoPassword, demoPersons, demoUsers } from '#core/demo/index.ts'
import { readBankAccount } from '#shared/bank-account.ts'
import { fixedClock } from '#shared/clock.ts'
import { activeOn, addDays, daysBetween, type LocalDate } from '#shared/dates.ts'
import { sumOre } from '#shared/money.ts'

/** The practice association, made through the door on a day of one's choice. */
interface Demo {
  readonly today: LocalDate
  rows<Name extends TableName>(table: Name): Promise<Row<Name>[]>
  signIn(role: Role): Promise<CoreClient>
  close(): Promise<void>
}

async function makeDemo(today: LocalDate): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-demo-'))
  const faults: unknown[] = []
  let engine: Engine | undefined
  const core = createCore({
    dataFolder: folder, clock: fixedClock(`${today}T09:00:00.000Z`), openEngine: (file, key) => (engine = openSqlite(file, key)), reportFault: (_reference, _procedure, error) => faults.push(error),
  })
  const nobody = coreClient(core.handle)
  await nobody.association.createDemo({}).catch((error: unknown) => {
    throw faults[0] ?? error
  })
  const signIn = async (role: Role) => {
    const signInName = demoUsers.find((user) => user.role === role)?.signInName ?? ''
    const { token } = await nobody.session.signIn({ signInName, password: demoPassword })
    return coreClient(core.handle, () => ({ [sessionHeader]: token }))
  }
  await signIn('administrator')
  return {
    today,
    signIn,
    rows: async <Name extends TableName>(table: Name) => (await (engine as Engine).reading.selectFrom(table as 'persons').selectAll().orderBy('id').execute()) as unknown as Row<Name>[],
    async close() {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe('The practice association', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await makeDemo('2026-11-21')
  })
  afterAll(() => demo.close())

  it('is as large as an association of three years', async () => {
    const count = async (table: TableName) => (await demo.rows(table)).length
    expect(await count('persons')).toBe(253)
    expect(await count('organisations')).toBe(15)
    expect(await count('bodies')).toBe(14)
    expect(await count('grants')).toBe(2)
    expect(await count('audits')).toBe(1)
    expect(await count('proposals')).toBe(5)
    expect(await count('consultations')).toBe(4)
    expect(await count('barriers')).toBe(3)
    expect(await count('events')).toBe(5)
    expect(await count('trainings')).toBe(2)
    expect(await count('payouts')).toBe(11)
    const meetings = await count('meetings')
    expect(meetings).toBeGreaterThan(180)
    expect(meetings).toBeLessThan(240)
    expect(await count('claims')).toBeGreaterThan(400)
    const trainings = await demo.rows('trainings')
    expect(trainings.map((training) => training.kind).toSorted()).toEqual(['peerSupport', 'representation'])
  })

  it('has members of every kind, with and without e-mail, former ones with reasons, and protected identities', async () => {
    const [persons, memberships, fees] = [await demo.rows('persons'), await demo.rows('memberships'), await demo.rows('membershipFees')]
    expect(new Set(memberships.map((membership) => membership.kind))).toEqual(new Set(['main', 'family', 'supporting', 'honorary']))
    expect(persons.filter((person) => person.email === null).length).toBeGreaterThan(40)
    expect(persons.filter((person) => person.isProtected === 1)).toHaveLength(3)
    const ended = memberships.filter((membership) => membership.endsOn !== null)
    expect(ended.length).toBeGreaterThan(15)
    expect(ended.every((membership) => membership.endReasonKind !== null)).toBe(true)
    expect(new Set(fees.map((fee) => fee.year))).toEqual(new Set([2024, 2025, 2026]))
    const municipalities = new Set(persons.filter(({ countryCode }) => countryCode === null).map((person) => person.municipalityCode))
    expect(municipalities.size).toBe(8)
    for (const membership of memberships) {
      const others = memberships.filter((other) => other.personId === membership.personId && other !== membership)
      expect(others.every((other) => !activeOn(other, membership.startsOn))).toBe(true)
    }
  })

  const officialNumbers = join(import.meta.dirname, '../../../../shared/vectors/skatteverket_testpersonnummer.json')
  it.skipIf(!existsSync(officialNumbers))('uses only identity numbers that the tax agency has set aside for tests', async () => {
    const { personnummer, samordningsnummer } = JSON.parse(readFileSync(officialNumbers, 'utf8')) as { personnummer: string[]; samordningsnummer: string[] }
    const official = new Set([...personnummer, ...samordningsnummer])
    const used = (await demo.rows('persons')).map((person) => person.identityNumber).filter((number) => number !== null)
    expect(used.length).toBeGreaterThan(60)
    expect(used.filter((number) => !official.has(number))).toEqual([])
  })

  it('has accounts that pass their banks’ checks, in the form they are stored in', async () => {
    for (const { clearingNumber, accountNumber } of await demo.rows('paymentAccounts')) {
      expect(readBankAccount(clearingNumber, accountNumber).value, `${clearingNumber}, ${accountNumber}`).toMatchObject({ clearing: clearingNumber, account: accountNumber })
    }
  })

  it('gives every ordinary seat a deputy seat', async () => {
    const seats = await demo.rows('seats')
    for (const seat of seats.filter((candidate) => candidate.kind === 'ordinary')) {
      expect(seats.filter((deputy) => deputy.deputyForSeatId === seat.id)).toHaveLength(1)
    }
    expect(seats.filter((seat) => seat.kind === 'deputy')).toHaveLength(seats.length / 2)
  })

  it('breaks no rule of appointing', async () => {
    const [seats, assignments, bodies] = [await demo.rows('seats'), await demo.rows('assignments'), await demo.rows('bodies')]
    for (const body of bodies) {
      const inBody = assignments.filter((assignment) => assignment.bodyId === body.id)
      const places = seats.filter((seat) => seat.bodyId === body.id).map((seat): SeatPlace => ({ ...seat, kind: seat.kind as SeatPlace['kind'] }))
      for (const assignment of inBody) {
        expect(appointFinding({ seats: places, terms: inBody.filter((other) => other !== assignment) }, assignment), body.name).toBeUndefined()
        expect(assignment.decidedOn < assignment.startsOn).toBe(true)
      }
    }
    const elected = Map.groupBy(assignments, (assignment) => `${assignment.seatId} ${assignment.personId}`)
    expect([...elected.values()].filter((terms) => terms.length > 1).length).toBeGreaterThan(20)
    expect(assignments.filter((assignment) => assignment.endReason !== null).length).toBeGreaterThan(5)
  })

  it('notes at each meeting only those who had a seat that day, and companions', async () => {
    const [meetings, attendances, assignments] = [await demo.rows('meetings'), await demo.rows('attendances'), await demo.rows('assignments')]
    const byMeeting = Map.groupBy(attendances, (attendance) => attendance.meetingId)
    for (const meeting of meetings) {
      const seated = assignments.filter((assignment) => assignment.bodyId === meeting.bodyId && activeOn(assignment, meeting.heldOn)).map((assignment) => assignment.personId)
      const noted = (byMeeting.get(meeting.id) ?? []).filter((attendance) => attendance.role !== 'companion').map((attendance) => attendance.personId)
      expect(noted.filter((personId) => !seated.includes(personId))).toEqual([])
      if (meeting.attendanceApprovedAt) expect(new Set(noted)).toEqual(new Set(seated))
    }
    const present = attendances.filter((attendance) => attendance.status === 'present')
    expect(present.filter((attendance) => attendance.role === 'attendingDeputy').length).toBeGreaterThan(150)
    expect(present.some((attendance) => attendance.role === 'servingDeputy')).toBe(true)
  })

  it('has meetings and claims in every state', async () => {
    const coordinator = await demo.signIn('coordinator')
    for (const state of ['planned', 'toRecord', 'toApprove', 'approved', 'cancelled'] as const) expect((await coordinator.meetings.list({ state })).total, state).toBeGreaterThan(0)
    const treasurer = await demo.signIn('treasurer')
    for (const state of ['submitted', 'approved', 'rejected', 'paid'] as const) expect((await treasurer.claims.list({ state })).total, state).toBeGreaterThan(0)
  })

  it('pays in each payout what its claims come to', async () => {
    const [claims, lines, payouts, items] = [await demo.rows('claims'), await demo.rows('claimLines'), await demo.rows('payouts'), await demo.rows('payoutItems')]
    const linesOf = Map.groupBy(lines, (line) => line.claimId)
    for (const payout of payouts) {
      const claimed = sumOre(claims.filter((claim) => claim.payoutId === payout.id).flatMap((claim) => (linesOf.get(claim.id) ?? []).map((line) => line.amountOre)))
      const paid = items.filter((item) => item.payoutId === payout.id)
      expect(sumOre(paid.map((item) => item.taxableOre + item.taxFreeOre))).toBe(claimed)
      expect(sumOre(paid.map((item) => item.netOre + item.taxOre))).toBe(claimed)
      expect(payout.confirmedPaidAt).not.toBeNull()
    }
    expect(new Set(items.map((item) => item.contributionBasisPoints)).size).toBeGreaterThan(2)
  })

  it('lets nobody approve her own claim: the treasurer’s wait', async () => {
    const [claims, users] = [await demo.rows('claims'), await demo.rows('users')]
    for (const claim of claims) expect(users.find((user) => user.id === claim.approvedByUserId)?.personId).not.toBe(claim.personId)
    const treasurer = await demo.signIn('treasurer')
    expect((await treasurer.claims.list({ state: 'submitted' })).rows.some((claim) => claim.isOwn)).toBe(true)
  })

  it('thanks one who declines stipends, and pays her travel', async () => {
    const treasurer = await demo.signIn('treasurer')
    const [hit] = await treasurer.search.find({ text: demoPersons.decliner.familyName, kinds: ['person'] })
    const { rows } = await treasurer.claims.list({ personId: hit?.id })
    const declined = rows.filter((claim) => claim.isStipendDeclined)
    expect(declined.length).toBeGreaterThan(5)
    expect(declined.every((claim) => claim.stipendOre === 0 && claim.travelOre > 0)).toBe(true)
    expect((await treasurer.claims.listRecognitions({})).total).toBeGreaterThan(20)
  })

  it('has something to say on the start page', async () => {
    const coordinator = await demo.signIn('coordinator')
    const { emptySeats, endingMandates } = await coordinator.bodies.attention({})
    // One has just died; the other seat nobody has had.
    expect(emptySeats.rows.map(({ bodyName, diedIn }) => [bodyName, diedIn !== null])).toEqual([[expect.any(String), true], [demoBodies.withEmptySeat, false]])
    expect(endingMandates.rows.map((mandate) => [mandate.bodyName, mandate.person.memberNumber])).toEqual([[demoBodies.withEndingMandate, demoPersons.ending.memberNumber]])
    const { withoutDeputy, toRecord, toApprove } = await coordinator.meetings.attention({})
    expect([withoutDeputy.total, toRecord.total, toApprove.total].every((total) => total > 0)).toBe(true)
  })

  it('has an organisation abroad, and somebody under age whom last year’s report of children and young people counts', async () => {
    const coordinator = await demo.signIn('coordinator')
    const { rows } = await coordinator.organisations.list({ text: 'Nordiskt' })
    expect(rows.map(({ countryCode, postcode }) => [countryCode, postcode])).toEqual([['FI', '00100']])
    const { sheets } = await coordinator.reports.previewYouth({ from: '2025-01-01', to: '2025-12-31' })
    // So few that the report says only that somebody is there.
    const told = sheets[0]?.rows.filter((row) => row.some((cell) => typeof cell === 'object' && cell !== null)).map(([label]) => label)
    expect(told).toContain('Deltagare i utbildning')
  })

  it('keeps protected persons out of list and search, though one of them has a seat', async () => {
    const coordinator = await demo.signIn('coordinator')
    expect((await coordinator.search.find({ text: demoPersons.protected.memberNumber })).filter((hit) => hit.kind === 'person')).toEqual([])
    expect((await coordinator.people.list({})).total).toBe(250)
    const [body] = (await coordinator.bodies.list({ text: demoBodies.paidByHost })).rows
    const { seats } = await coordinator.bodies.read({ id: body?.id as string })
    const holders = seats.flatMap((seat) => seat.assignments.map((assignment) => assignment.person))
    expect(holders).toContainEqual(expect.objectContaining({ memberNumber: demoPersons.protected.memberNumber, name: null }))
  })

  it('names a round of a course after the season that its days are in', async () => {
    const rounds = await demo.rows('courseRounds')
    const months = { Vintern: '12 01 02', Våren: '03 04 05', Sommaren: '06 07 08', Hösten: '09 10 11' }
    const named = rounds.flatMap((round) => Object.entries(months).filter(([season]) => round.name.startsWith(season)).map(([, of]) => ({ ...round, of })))
    expect(named).toHaveLength(1)
    for (const { name, startsOn, endsOn, of } of named) {
      const middle = addDays(startsOn, Math.floor(daysBetween(startsOn, endsOn) / 2))
      expect(of).toContain(middle.slice(5, 7))
      expect(name).toContain(startsOn.slice(0, 4))
    }
  })

  it('has certificates for those who completed a course, and for no others', async () => {
    const [participants, certificates] = [await demo.rows('courseParticipants'), await demo.rows('certificates')]
    const completed = participants.filter((participant) => participant.completedOn !== null)
    expect(completed.length).toBeGreaterThan(certificates.length)
    expect(certificates.length).toBeGreaterThan(8)
    for (const certificate of certificates) expect(completed.map((participant) => participant.id)).toContain(certificate.courseParticipantId)
  })

  it('has a history that reaches back to its beginning, unbroken, and nothing in it happened after today', async () => {
    const administrator = await demo.signIn('administrator')
    expect(await administrator.journal.verify({})).toMatchObject({ firstBroken: null })
    const entries = await demo.rows('journalEntries')
    expect(entries.every((entry) => entry.at <= '2026-11-21T09:00:00.000Z')).toBe(true)
    expect(entries.some((entry) => entry.at < '2024-01-01')).toBe(true)
    const officeWorker = await demo.signIn('officeWorker')
    const [hit] = await officeWorker.search.find({ text: demoPersons.chair.memberNumber })
    const history = await officeWorker.journal.list({ subjectId: hit?.id })
    expect(history.entries.some((entry) => entry.procedure === 'people.update' && entry.userName === 'Karin Kansli')).toBe(true)
  })
})

/** Everything but what is new each time an association is made: its key, its users' and first figures' identifiers, the journal. */
async function comparable(demo: Demo): Promise<string> {
  const fresh: readonly TableName[] = ['association', 'users', 'journalEntries', 'journalChanges', 'statutoryFigures', 'tariffs', 'tariffVersions']
  const names = [...(await demo.rows('users')).map((user) => [user.id, user.signInName]), ...(await demo.rows('tariffs')).map((tariff) => [tariff.id, tariff.name])] as const
  const all: Record<string, unknown> = {}
  for (const table of Object.keys(tables) as TableName[]) if (!fresh.includes(table)) all[table] = await demo.rows(table)
  return names.reduce((text, [id, name]) => text.replaceAll(id as string, name as string), JSON.stringify(all, null, 1))
}

describe('The practice association', () => {
  it('is the same whenever it is made on the same day', async () => {
    const [one, other] = [await makeDemo('2026-11-21'), await makeDemo('2026-11-21')]
    expect(await comparable(other)).toBe(await comparable(one))
    await Promise.all([one.close(), other.close()])
  })

  it.each(['2024-02-29', '2026-08-02', '2027-03-15', '2031-05-05'] as const)('can be made on any day, such as %s', async (today) => {
    const demo = await makeDemo(today)
    expect(await demo.rows('persons')).toHaveLength(253)
    expect((await (await demo.signIn('coordinator')).bodies.attention({})).emptySeats.total).toBe(2)
    const payouts = await demo.rows('payouts')
    // The figures that Talan ships with end; nothing is paid by figures that nobody has confirmed.
    expect(payouts.every((payout) => payout.paidOn < '2027-01-01')).toBe(true)
    await demo.close()
  })
})
