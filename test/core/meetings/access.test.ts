import { describe, expect, it } from 'vitest'
import { accessFindings, type MeetingAccess } from '#core/meetings/access-rules.ts'

const good: MeetingAccess = {
  heldOn: '2026-12-10', startTime: '10:00', endTime: '12:00', place: 'Sal 1', isDigital: false, link: null, breakMinutes: 15, papersSentOn: '2026-12-01', paperCopies: null,
}
const rulesOf = (change: Partial<MeetingAccess>, order: Parameters<typeof accessFindings>[1] = [], today: MeetingAccess['heldOn'] = '2026-12-05') =>
  accessFindings({ ...good, ...change }, order, today).map(({ rule }) => rule)

describe('The check of who can take part in a meeting', () => {
  it('finds nothing where time, place, breaks and papers are good', () => {
    expect(rulesOf({})).toEqual([])
    expect(rulesOf({ isDigital: true, place: null, link: 'https://mote.example.se/1' })).toEqual([])
  })

  it('looks at the time of day, the place or the link, and breaks', () => {
    expect(rulesOf({ startTime: '08:30' })).toEqual(['meetings.accessEarly'])
    expect(rulesOf({ startTime: '18:00', endTime: '19:30' })).toEqual(['meetings.accessLate'])
    expect(rulesOf({ place: null })).toEqual(['meetings.accessNoPlace'])
    expect(rulesOf({ isDigital: true, link: null })).toEqual(['meetings.accessNoLink'])
    expect(rulesOf({ breakMinutes: null })).toEqual(['meetings.accessNoBreak'])
    expect(rulesOf({ breakMinutes: 0, endTime: '11:30' })).toEqual([])
    expect(rulesOf({ breakMinutes: 0, endTime: '11:00' }, [{ need: 'breaks', detail: null, count: 1 }])).toEqual(['meetings.accessNoBreak'])
  })

  it('asks for papers a week ahead, and on paper for those who need large print', () => {
    expect(rulesOf({ papersSentOn: null }, [], '2026-12-02')).toEqual([])
    expect(rulesOf({ papersSentOn: null }, [], '2026-12-03')).toEqual(['meetings.accessPapersMissing'])
    expect(rulesOf({ papersSentOn: '2026-12-04' })).toEqual(['meetings.accessPapersLate'])
    const order = [{ need: 'largePrint' as const, detail: null, count: 2 }]
    expect(rulesOf({ paperCopies: 1 }, order)).toEqual(['meetings.accessCopies'])
    expect(rulesOf({ paperCopies: 2 }, order)).toEqual([])
  })
})
