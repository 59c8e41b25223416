import { describe, expect, it } from 'vitest'
import { bankDayOnOrAfter, easterSunday, isBankDay, nextBankDay, previousBankDay } from '#shared/bank-days.ts'
import { addDays, type LocalDate, weekday, yearOf } from '#shared/dates.ts'
import { hasVectors, readVectors } from './vectors.ts'

describe('bank days', () => {
  it('are not weekends, holidays or the eves', () => {
    expect((['2026-11-21', '2026-11-22', '2026-12-24', '2026-12-25', '2026-06-19', '2027-01-06', '2026-05-14'] as const).filter(isBankDay)).toEqual([])
    expect((['2026-11-20', '2026-12-23', '2027-01-05', '2026-10-30'] as const).filter((date) => !isBankDay(date))).toEqual([])
  })

  it('are found forwards and backwards over Christmas', () => {
    expect(nextBankDay('2026-12-23')).toBe('2026-12-28')
    expect(previousBankDay('2026-12-28')).toBe('2026-12-23')
    expect(bankDayOnOrAfter('2026-12-23')).toBe('2026-12-23')
  })

  it('know when Easter is', () => {
    expect([2024, 2026, 2038, 2076].map(easterSunday)).toEqual(['2024-03-31', '2026-04-05', '2038-04-25', '2076-04-19'])
  })
})

describe.skipIf(!hasVectors)('expected holidays (skipped where the vectors are missing)', () => {
  it('agrees for every day of the years listed', () => {
    const { years } = readVectors('holidays') as { years: Record<string, { public: { date: LocalDate }[]; bankClosedExtra: { date: LocalDate }[] }> }
    for (const [year, days] of Object.entries(years)) {
      const closed = new Set([...days.public, ...days.bankClosedExtra].map((day) => day.date))
      for (let date: LocalDate = `${Number(year)}-01-01` as LocalDate; yearOf(date) === Number(year); date = addDays(date, 1)) {
        expect([date, isBankDay(date)]).toEqual([date, weekday(date) < 6 && !closed.has(date)])
      }
    }
  })
})
