import { describe, expect, it } from 'vitest'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { figureObstacles, waitsAlone } from '#renderer/features/payouts/figure-obstacles.ts'

const preliminary = (figure: string, year = '2027'): RuleFinding => ({ rule: 'tariffs.figurePreliminary', params: { figure, year } })
const payee = (id: string, ...refusals: RuleFinding[]) => ({ person: { id, name: id, memberNumber: null, isProtected: false }, refusals })

describe('figures that stop a payout', () => {
  it('are said once for a year, with how many persons they stop', () => {
    const payees = [
      payee('Anna', preliminary('yearlyLimit'), preliminary('priceBaseAmount')),
      payee('Bo', preliminary('yearlyLimit'), { rule: 'payouts.accountMissing' }),
      payee('Cia', preliminary('yearlyLimit'), { rule: 'tariffs.figureMissing', params: { figure: 'mileageOwnCar', year: '2028' } }),
    ]
    expect(figureObstacles(payees)).toEqual([
      { lack: 'figuresPreliminary', year: '2027', kinds: ['priceBaseAmount', 'yearlyLimit'], personCount: 3 },
      { lack: 'figuresMissing', year: '2028', kinds: ['mileageOwnCar'], personCount: 1 },
    ])
  })

  it('are no reason to take anyone out when nobody can be paid without them', () => {
    const [anna, bo] = [payee('Anna', preliminary('yearlyLimit')), payee('Bo', preliminary('yearlyLimit'))]
    expect(waitsAlone(anna, [anna, bo])).toBe(false)
    expect(waitsAlone(anna, [anna, payee('Cia')])).toBe(true)
    expect(waitsAlone(payee('Cia'), [anna, payee('Cia')])).toBe(false)
  })
})
