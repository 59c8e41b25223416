import { describe, expect, it } from 'vitest'
import { followUpFindings, isFollowUpDue, sumOf, sumsPerYear, supportFindings } from '#core/organisations/support-rules.ts'

const today = '2026-11-21'
const bridge = { id: 'o1', name: 'Bryggan' }
const recovery = { id: 'o2', name: 'Återhämtning' }

describe('Support to an association', () => {
  it('says how much where it is money, and is not given in the future', () => {
    const given = { kind: 'money', amountOre: null, givenOn: '2026-11-22', followUpDueOn: '2026-11-01' } as const
    expect(supportFindings(given, today).map(({ rule }) => rule)).toEqual(['support.moneyNeedsAmount', 'support.givenInFuture', 'support.dueBeforeGiven'])
    expect(supportFindings({ kind: 'help', amountOre: null, givenOn: today, followUpDueOn: null }, today)).toEqual([])
    expect(followUpFindings('2026-11-20', today, today).map(({ rule }) => rule)).toEqual(['support.followedUpBeforeGiven'])
    expect(followUpFindings('2026-11-22', today, today).map(({ rule }) => rule)).toEqual(['support.followedUpInFuture'])
  })

  it('is due from the day that was set until it has been followed up', () => {
    expect(isFollowUpDue({ followUpDueOn: today, followedUpOn: null }, today)).toBe(true)
    expect(isFollowUpDue({ followUpDueOn: '2026-11-22', followedUpOn: null }, today)).toBe(false)
    expect(isFollowUpDue({ followUpDueOn: today, followedUpOn: today }, today)).toBe(false)
    expect(isFollowUpDue({ followUpDueOn: null, followedUpOn: null }, today)).toBe(false)
  })

  it('is summed per year and association, and what is not known counts as nothing', () => {
    const rows = [
      { organisation: bridge, givenOn: '2025-03-01', amountOre: 500_000, hours: null, newRepresentativesCount: 2 },
      { organisation: bridge, givenOn: '2026-03-01', amountOre: null, hours: 4, newRepresentativesCount: null },
      { organisation: bridge, givenOn: '2026-05-01', amountOre: 100_000, hours: 3, newRepresentativesCount: 1 },
      { organisation: recovery, givenOn: '2026-01-01', amountOre: 1, hours: 1, newRepresentativesCount: 0 },
    ] as const
    expect(sumsPerYear(rows)).toEqual([
      { year: 2026, organisation: bridge, count: 2, amountOre: 100_000, hours: 7, newRepresentativesCount: 1 },
      { year: 2026, organisation: recovery, count: 1, amountOre: 1, hours: 1, newRepresentativesCount: 0 },
      { year: 2025, organisation: bridge, count: 1, amountOre: 500_000, hours: 0, newRepresentativesCount: 2 },
    ])
    expect(sumOf(rows)).toEqual({ count: 4, amountOre: 600_001, hours: 8, newRepresentativesCount: 3 })
  })
})
