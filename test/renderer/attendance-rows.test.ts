import { describe, expect, it } from 'vitest'
import type { Invitation } from '#contract/meetings.ts'
import { allPresent, countRows, roleOf, toRows } from '#renderer/features/meetings/attendance-rows.ts'

function invited(id: string, kind: Invitation['kind'], attendance: Invitation['attendance'] = null, standsInFor: string[] = []): Invitation {
  return { person: { id, name: id, memberNumber: null, isProtected: false }, kind, seats: [], standsInFor, onBehalfOf: null, assignmentRole: 'member', attendance, latestTravel: null, needs: [], childFindings: [] }
}

const present = (role: NonNullable<Invitation['attendance']>['role']) => ({ status: 'present' as const, role, travelMinutes: 0, drivenKilometres: 0, note: null })

describe('The rows of the attendance form', () => {
  it('let a role follow the seat unless somebody chose another', () => {
    const anna = invited('anna', 'ordinary', present('ordinary'))
    const attending = toRows([anna, invited('dan', 'deputy', present('attendingDeputy'), ['anna'])])
    expect(attending.map((row) => row.role)).toEqual([null, null])
    const serving = toRows([anna, invited('dan', 'deputy', present('servingDeputy'), ['anna'])])
    expect(serving.map((row) => row.role)).toEqual([null, 'servingDeputy'])
  })

  it('say at once that a deputy serves when the member turns out to be away', () => {
    const dan = invited('dan', 'deputy', null, ['anna'])
    expect(roleOf(dan, [{ personId: 'anna', status: 'present' }])).toBe('attendingDeputy')
    expect(roleOf(dan, [{ personId: 'anna', status: 'excused' }])).toBe('servingDeputy')
    expect(roleOf(invited('friend', null), [])).toBe('companion')
  })

  it('make everybody present who has no note, and leave excuses alone', () => {
    const rows = toRows([invited('anna', 'ordinary'), invited('bo', 'ordinary', { ...present('ordinary'), status: 'excused' })])
    expect(countRows(rows)).toEqual({ present: 0, absent: 1, missing: 1 })
    expect(allPresent(rows).map((row) => row.status)).toEqual(['present', 'excused'])
  })
})
