import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attendedSessions, certificateNumber, mayComplete, mayIssueCertificate, mayRecordAttendance, mayReopen, roundFindings, sessionFindings, totalMinutes, type ParticipantFacts } from '#core/trainings/rules.ts'
import { certificatePage, takeSnapshot } from '#core/trainings/snapshot.ts'
import type { SessionAttendanceStatus } from '#contract/trainings.ts'

const sessions = [
  { id: 'a', heldOn: '2026-03-03', startTime: '17:00', endTime: '19:15', topic: 'Inflytande' },
  { id: 'b', heldOn: '2026-03-10', startTime: '17:00', endTime: '19:15', topic: 'Att representera' },
  { id: 'c', heldOn: '2026-03-17', startTime: '17:00', endTime: '19:00', topic: 'Metoder' },
] as const
const round = { startsOn: '2026-03-01', endsOn: '2026-05-31', requiredSessions: 2, sessions } as const

function participant(attendance: Record<string, SessionAttendanceStatus>, rest: Partial<ParticipantFacts> = {}): ParticipantFacts {
  return { admittedOn: '2026-02-01', leftOn: null, completedOn: null, certificateCount: 0, attendance: new Map(Object.entries(attendance)), ...rest }
}

describe('completing a course round', () => {
  it('takes the sessions that the round requires', () => {
    expect(mayComplete(participant({ a: 'present', b: 'excused' }), round)).toEqual({ rule: 'trainings.tooFewSessions', params: { attended: 1, required: 2 } })
    expect(mayComplete(participant({ a: 'present', c: 'present' }), round)).toBeUndefined()
  })

  it('cannot come before the last session attended', () => {
    const attended = participant({ a: 'present', b: 'present' })
    expect(mayComplete(attended, round, '2026-03-09')).toEqual({ rule: 'trainings.completedTooEarly', params: { date: '2026-03-10' } })
    expect(mayComplete(attended, round, '2026-03-10')).toBeUndefined()
  })

  it('is not for one who has left, nor twice', () => {
    expect(mayComplete(participant({ a: 'present', b: 'present' }, { leftOn: '2026-03-11' }), round)?.rule).toBe('trainings.hasLeft')
    expect(mayComplete(participant({ a: 'present', b: 'present' }, { completedOn: '2026-03-11' }), round)?.rule).toBe('trainings.alreadyCompleted')
  })

  it('can be taken back until a certificate has been issued', () => {
    expect(mayReopen(participant({}, { completedOn: '2026-05-31' }))).toBeUndefined()
    expect(mayReopen(participant({}, { completedOn: '2026-05-31', certificateCount: 1 }))?.rule).toBe('trainings.certificateIssued')
    expect(mayReopen(participant({}))?.rule).toBe('trainings.notCompleted')
  })

  it('depends on presence alone, whatever the order of the sessions', () => {
    const statuses = fc.constantFrom<SessionAttendanceStatus>('present', 'excused', 'absent')
    fc.assert(
      fc.property(fc.array(statuses, { minLength: 3, maxLength: 3 }), fc.integer({ min: 0, max: 3 }), (marks, requiredSessions) => {
        const attendance = Object.fromEntries(sessions.map((session, index) => [session.id, marks[index]!]))
        const present = marks.filter((mark) => mark === 'present').length
        const finding = mayComplete(participant(attendance), { ...round, requiredSessions, sessions: sessions.toReversed() })
        expect(finding === undefined).toBe(present >= requiredSessions)
      }),
    )
  })
})

describe('recording attendance', () => {
  it('waits until the session has been held', () => {
    expect(mayRecordAttendance(participant({}), sessions[1], 'present', '2026-03-09')?.rule).toBe('trainings.sessionNotYetHeld')
    expect(mayRecordAttendance(participant({}), sessions[1], 'present', '2026-03-10')).toBeUndefined()
    expect(mayRecordAttendance(participant({}), sessions[1], null, '2026-03-09')).toBeUndefined()
  })

  it('stands once completion has been recorded upon it', () => {
    expect(mayRecordAttendance(participant({}, { completedOn: '2026-03-20' }), sessions[0], 'absent', '2026-04-01')?.rule).toBe('trainings.completedIsFixed')
  })
})

describe('course rounds and sessions', () => {
  it('keep sessions within the round', () => {
    expect(sessionFindings({ heldOn: '2026-06-01', startTime: '17:00', endTime: '16:00' }, round).map((finding) => finding.rule)).toEqual(['trainings.sessionEndsBeforeStart', 'trainings.sessionOutsideRound'])
    expect(roundFindings({ startsOn: '2026-03-05', endsOn: '2026-05-31' }, sessions)).toEqual([{ path: 'startsOn', rule: 'trainings.roundLeavesSessionOut', params: { date: '2026-03-03' } }])
    expect(roundFindings({ startsOn: '2026-03-05', endsOn: '2026-03-01' }, [])).toEqual([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
  })

  it('count minutes of the sessions attended', () => {
    expect(totalMinutes(attendedSessions(sessions, new Map([['a', 'present'], ['c', 'present']])))).toBe(255)
  })
})

describe('a certificate', () => {
  const completed = participant({ a: 'present', c: 'present' }, { completedOn: '2026-05-12' })
  const snapshot = takeSnapshot({
    associationName: 'Brukarrådet', personName: 'Åsa Öberg', trainingName: 'Med starkare röst', roundName: 'Våren 2026', completedOn: '2026-05-12', sessions, attendance: completed.attendance,
    round, place: 'Uppsala', signerName: 'Örjan Ek', signerTitle: 'Kursledare',
  })

  it('is for one who has completed, dated no earlier, and a second one needs a reason', () => {
    expect(mayIssueCertificate(participant({}), { hasReason: false })?.rule).toBe('trainings.notCompleted')
    expect(mayIssueCertificate(completed, { issuedOn: '2026-05-11', hasReason: false })?.rule).toBe('trainings.issuedTooEarly')
    expect(mayIssueCertificate(completed, { issuedOn: '2026-05-12', hasReason: false })).toBeUndefined()
    const again = { ...completed, certificateCount: 1 }
    expect(mayIssueCertificate(again, { issuedOn: '2026-05-12', hasReason: false })?.rule).toBe('trainings.replacementNeedsReason')
    expect(mayIssueCertificate(again, { issuedOn: '2026-05-12', hasReason: true })).toBeUndefined()
  })

  it('has a number with its year', () => {
    expect(certificateNumber(7, '2026-05-12')).toBe('2026-0007')
  })

  it('says what was attended, in both languages', () => {
    const swedish = certificatePage(snapshot, 7, '2026-05-12', 'sv')
    expect(swedish.facts.map((fact) => fact.value)).toEqual([
      'Våren 2026', '3 mars 2026 – 17 mars 2026', '4 timmar 15 minuter', '2 av 3 tillfällen', 'Inflytande; Metoder', '12 maj 2026', '2026-0007',
    ])
    expect(swedish.issued).toBe('Uppsala den 12 maj 2026')
    expect(certificatePage(snapshot, 7, '2026-05-12', 'en').facts[3]?.value).toBe('2 of 3 sessions')
  })
})
