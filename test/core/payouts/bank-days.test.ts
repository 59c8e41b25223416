import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { bankDayFrom, isBankDay, paymentDateFinding } from '#core/payouts/bank-days.ts'

const vectors = new URL('../../../../shared/vectors/holidays.json', import.meta.url)

describe.skipIf(!existsSync(vectors))('bank days by the holiday list (skipped where the shared vectors are missing)', () => {
  it('are all days but weekends, holidays and the three eves, 2024–2032', () => {
    type Day = { date: LocalDate }
    const { years } = JSON.parse(readFileSync(vectors, 'utf8')) as { years: Record<string, { public: Day[]; bankClosedExtra: Day[] }> }
    for (const [year, { public: holidays, bankClosedExtra }] of Object.entries(years)) {
      const closed = new Set([...holidays, ...bankClosedExtra].map((day) => day.date))
      for (let date = `${year}-01-01` as LocalDate; date.startsWith(year); date = addDays(date, 1)) {
        const isWeekend = [6, 0].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
        expect(isBankDay(date), date).toBe(!isWeekend && !closed.has(date))
      }
    }
  })
})

describe('the day of payment', () => {
  it('is a bank day that has not passed', () => {
    expect(paymentDateFinding('2026-11-25', '2026-11-21')).toBeUndefined()
    expect(paymentDateFinding('2026-11-20', '2026-11-21')).toEqual({ rule: 'payouts.dateInPast' })
    expect(paymentDateFinding('2026-11-22', '2026-11-21')).toEqual({
      rule: 'payouts.notBankDay', params: { date: '2026-11-22', before: '2026-11-20', after: '2026-11-23' },
    })
  })

  it('may not slip into another tax year unnoticed', () => {
    expect(bankDayFrom('2026-12-31')).toBe('2027-01-04')
    expect(paymentDateFinding('2026-12-31', '2026-11-21')?.rule).toBe('payouts.notBankDayAtNewYear')
  })
})
