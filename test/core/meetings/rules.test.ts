import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RosterEntry } from '#core/bodies/index.ts'
import { answerFinding, approveFinding, invitationsOf, meetingState, roleAt, roleFinding, seatsToFill, withoutNote, withServing, type Answer, type Note } from '#core/meetings/rules.ts'
import { attendanceStatuses, meetingAnswers, type AttendanceStatus } from '#contract/meetings.ts'

function seated(seatId: string, personId: string, deputyFor?: string | null): RosterEntry {
  return {
    assignmentId: `${seatId}-${personId}`, bodyId: 'body', seatId, seatKind: deputyFor === undefined ? 'ordinary' : 'deputy', seatPosition: 1, deputyForSeatId: deputyFor ?? null,
    deputyForPosition: null, rank: null, person: { id: personId, name: personId, memberNumber: null, isProtected: false }, onBehalfOf: null, role: 'member', startsOn: '2020-01-01', endsOn: null,
  }
}

/** Two ordinary members, a deputy for each, and one deputy for all. */
const roster = [seated('1', 'Anna'), seated('1e', 'Dan', '1'), seated('2', 'Bo'), seated('2e', 'Eva', '2'), seated('p', 'Frida', null)]
const note = (personId: string, status: AttendanceStatus): Note => ({ personId, status })

describe('The invitation list', () => {
  it('holds everybody with a seat, deputies always included, and everybody once', () => {
    const seat = fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('Anna', 'Bo', 'Cia', 'Dan'), fc.constantFrom(undefined, null, '1', '2'))
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 12 }), (seats) => {
        const entries = seats.map(([seatId, personId, deputyFor]) => seated(seatId, personId, deputyFor))
        const invited = invitationsOf(entries).map(({ person }) => person.id)
        expect(invited.toSorted()).toEqual([...new Set(entries.map((entry) => entry.person.id))].toSorted())
      }),
    )
  })

  it('says whom each deputy stands in for', () => {
    const invited = invitationsOf(roster)
    expect(invited.map(({ person, kind, standsInFor }) => [person.id, kind, standsInFor])).toEqual([
      ['Anna', 'ordinary', []], ['Dan', 'deputy', ['Anna']], ['Bo', 'ordinary', []], ['Eva', 'deputy', ['Bo']], ['Frida', 'deputy', ['Anna', 'Bo']],
    ])
  })
})

describe('What one is at a meeting', () => {
  const invited = invitationsOf(roster)
  const roleOf = (personId: string, notes: readonly Note[]) => roleAt(invited.find(({ person }) => person.id === personId), notes)

  it('follows from the seat: a deputy attends beside whom she stands in for, and serves when nobody of them came', () => {
    expect(roleOf('Anna', [])).toBe('ordinary')
    expect(roleOf('Dan', [note('Anna', 'present')])).toBe('attendingDeputy')
    expect(roleOf('Dan', [note('Anna', 'excused'), note('Bo', 'present')])).toBe('servingDeputy')
    expect(roleOf('Frida', [note('Anna', 'excused'), note('Bo', 'present')])).toBe('attendingDeputy')
    expect(roleOf('Somebody else', [note('Anna', 'present')])).toBe('companion')
  })

  it('must go with the seat', () => {
    const dan = invited[1]
    expect(roleFinding('servingDeputy', dan)).toBeUndefined()
    expect(roleFinding('attendingDeputy', dan)).toBeUndefined()
    for (const role of ['ordinary', 'companion'] as const) expect(roleFinding(role, dan)).toEqual({ rule: 'meetings.roleDoesNotFit' })
    expect(roleFinding('servingDeputy', undefined)).toEqual({ rule: 'meetings.roleDoesNotFit' })
  })
})

describe('Approving attendance', () => {
  const invited = invitationsOf(roster)
  const held = { heldOn: '2026-11-20', endTime: '15:00', cancelledAt: null, attendanceApprovedAt: null } as const
  const ended = '2026-11-20T14:00:00.000Z'
  const all = ['Anna', 'Bo', 'Dan', 'Eva', 'Frida'].map((personId) => note(personId, 'present'))

  it('waits until the meeting has ended by the Swedish clock and until everybody invited has a note, and happens once', () => {
    expect(approveFinding(held, invited, all, ended)).toBeUndefined()
    expect(approveFinding(held, invited, all, '2026-11-20T13:59:59.999Z')).toEqual({ rule: 'meetings.notEndedYet', params: { endTime: '15:00' } })
    expect(approveFinding(held, invited, all, '2026-11-19T14:00:00.000Z')).toMatchObject({ rule: 'meetings.notHeldYet' })
    expect(approveFinding(held, invited, all.slice(2), ended)).toEqual({ rule: 'meetings.attendanceMissing', params: { count: 2 } })
    expect(approveFinding({ ...held, attendanceApprovedAt: '2026-11-20T12:00:00.000Z' }, invited, all, ended)).toEqual({ rule: 'meetings.isLocked' })
    expect(approveFinding({ ...held, cancelledAt: '2026-11-20T12:00:00.000Z' }, invited, all, ended)).toEqual({ rule: 'meetings.isCancelled' })
    expect(approveFinding(held, [], [], ended)).toEqual({ rule: 'meetings.nobodyNoted' })
  })

  it('lacks exactly those without a note', () => {
    fc.assert(
      fc.property(fc.subarray(all), (notes) => {
        const missing = withoutNote(invited, notes).map(({ person }) => person.id)
        expect([...missing, ...notes.map((noted) => noted.personId)].toSorted()).toEqual(['Anna', 'Bo', 'Dan', 'Eva', 'Frida'])
      }),
    )
  })
})

describe('Where a meeting stands', () => {
  it('is computed from its day, its notes and the two moments', () => {
    const meeting = { heldOn: '2026-11-20', cancelledAt: null, attendanceApprovedAt: null } as const
    expect(meetingState(meeting, false, '2026-11-19')).toBe('planned')
    expect(meetingState(meeting, false, '2026-11-20')).toBe('toRecord')
    expect(meetingState(meeting, true, '2026-11-21')).toBe('toApprove')
    expect(meetingState({ ...meeting, attendanceApprovedAt: '2026-11-20T12:00:00.000Z' }, true, '2026-11-21')).toBe('approved')
    expect(meetingState({ ...meeting, cancelledAt: '2026-11-20T12:00:00.000Z' }, false, '2026-11-21')).toBe('cancelled')
  })
})

describe('Calling deputies', () => {
  const invited = invitationsOf(roster)
  const ordinary = roster.filter(({ seatKind }) => seatKind === 'ordinary').map(({ seatId, person }, index) => ({ seatId, position: index + 1, holder: person }))
  const names = ['Anna', 'Bo', 'Dan', 'Eva', 'Frida']
  const seatIds = ['1', '2']
  const answer = (personId: string, seatId: string | null, said: Answer['answer']): Answer => ({ personId, seatId, answer: said })
  const askedFor = (seatId: string, notes: readonly Note[], answers: readonly Answer[]) => seatsToFill(ordinary, invited, notes, answers).find((seat) => seat.seatId === seatId)

  it('goes from the seat’s own deputy to the pool, and back to those who did not answer', () => {
    const away = [note('Anna', 'excused')]
    const order = (answers: readonly Answer[]) => askedFor('1', away, answers)?.deputies.map(({ person }) => person.id)
    expect(order([])).toEqual(['Dan', 'Frida'])
    expect(order([answer('Dan', '1', 'noAnswer')])).toEqual(['Frida', 'Dan'])
    expect(askedFor('1', [...away, note('Dan', 'excused')], [])?.deputies.map(({ person }) => person.id)).toEqual(['Frida'])
    expect(askedFor('1', away, [answer('Frida', '1', 'yes')])).toMatchObject({ serving: { id: 'Frida' }, deputies: [{ person: { id: 'Dan' } }] })
    expect(askedFor('2', away, [])).toBeUndefined()
  })

  it('asks for the deputies of a seat that nobody holds', () => {
    const [first] = seatsToFill([{ seatId: '2', position: 2, holder: null }], invited.filter(({ person }) => person.id !== 'Bo'), [], [])
    expect(first).toMatchObject({ absent: null, deputies: [{ person: { id: 'Eva' } }, { person: { id: 'Frida' } }] })
  })

  it('has one deputy serve in one seat, never one who is away, whatever is answered and noted', () => {
    const notes = fc.uniqueArray(fc.record({ personId: fc.constantFrom(...names), status: fc.constantFrom(...attendanceStatuses) }), { selector: ({ personId }) => personId })
    const answers = fc.array(fc.record({ personId: fc.constantFrom('Dan', 'Eva', 'Frida'), seatId: fc.constantFrom(null, ...seatIds), answer: fc.constantFrom(...meetingAnswers) }), { maxLength: 10 })
    fc.assert(
      fc.property(notes, answers, (noted, wanted) => {
        // Only what the rule lets through comes into the log.
        const said = wanted.reduce<Answer[]>((before, next) => (answerFinding(next, seatsToFill(ordinary, invited, noted, before)) ? before : [...before, next]), [])
        const seats = seatsToFill(ordinary, invited, noted, said)
        const away = noted.filter(({ status }) => status !== 'present').map(({ personId }) => personId)
        expect(seats.map(({ absent }) => absent?.id)).toEqual(['Anna', 'Bo'].filter((name) => away.includes(name)))
        const serving = seats.flatMap((seat) => seat.serving?.id ?? [])
        expect(new Set(serving).size).toBe(serving.length)
        const asked = seats.flatMap(({ deputies }) => deputies.map(({ person }) => person.id))
        for (const personId of [...serving, ...asked]) expect(['Dan', 'Eva', 'Frida'].filter((name) => !away.includes(name))).toContain(personId)
        for (const personId of asked) expect(serving).not.toContain(personId)
        for (const personId of serving) expect(roleAt(withServing(invited, seats).find(({ person }) => person.id === personId), noted)).toBe('servingDeputy')
      }),
    )
  })
})
