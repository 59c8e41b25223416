import { describe, expect, it } from 'vitest'
import { paymentDateFinding } from '#core/payouts/payment-date.ts'

describe('the day of payment', () => {
  it('is a bank day that has not passed', () => {
    expect(paymentDateFinding('2026-11-25', '2026-11-21')).toBeUndefined()
    expect(paymentDateFinding('2026-11-20', '2026-11-21')).toEqual({ rule: 'payouts.dateInPast' })
    expect(paymentDateFinding('2026-11-22', '2026-11-20')).toEqual({
      rule: 'payouts.notBankDay', params: { date: '2026-11-22', before: '2026-11-20', after: '2026-11-23' },
    })
  })

  it('is never suggested before today', () => {
    expect(paymentDateFinding('2026-11-22', '2026-11-22')).toEqual({ rule: 'payouts.noEarlierBankDay', params: { date: '2026-11-22', after: '2026-11-23' } })
    expect(paymentDateFinding('2026-12-31', '2026-12-31')).toEqual({ rule: 'payouts.noEarlierBankDay', params: { date: '2026-12-31', after: '2027-01-04' } })
  })

  it('may not slip into another tax year unnoticed', () => {
    expect(paymentDateFinding('2026-12-31', '2026-11-21')).toEqual({
      rule: 'payouts.notBankDayAtNewYear', params: { date: '2026-12-31', before: '2026-12-30', after: '2027-01-04' },
    })
  })
})
