import { describe, expect, it } from 'vitest'
import type { CourseRound } from '#contract/trainings.ts'
import { markAt, nextMark, unsavedMarks, withMark } from '#renderer/features/trainings/attendance-marks.ts'

/** Of a round the marks need only the participants and what is saved of them. */
const round = { participants: [{ id: 'åsa', attendance: { first: 'present' } }, { id: 'bo', attendance: {} }] } as unknown as CourseRound

describe('the marks of the attendance grid', () => {
  it('show what has been changed before what is saved', () => {
    const entries = withMark(round, [], 'åsa', 'first', 'absent')
    expect(markAt(round, entries, 'åsa', 'first')).toBe('absent')
    expect(markAt(round, [], 'åsa', 'first')).toBe('present')
    expect(markAt(round, [], 'bo', 'first')).toBeNull()
  })

  it('are no change when they are back at what is saved', () => {
    const changed = withMark(round, [], 'åsa', 'first', null)
    expect(changed).toHaveLength(1)
    expect(withMark(round, changed, 'åsa', 'first', 'present')).toEqual([])
  })

  it('keep what was typed while something else was saved', () => {
    const entries = [...withMark(round, [], 'bo', 'first', 'excused'), { courseParticipantId: 'åsa', trainingSessionId: 'first', status: 'present' as const }]
    expect(unsavedMarks(round, entries)).toEqual([{ courseParticipantId: 'bo', trainingSessionId: 'first', status: 'excused' }])
  })

  it('go round: nothing, present, excused, absent, nothing', () => {
    expect([nextMark(null), nextMark('present'), nextMark('excused'), nextMark('absent')]).toEqual(['present', 'excused', 'absent', null])
  })
})
