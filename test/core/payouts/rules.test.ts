import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LocalDate } from '#shared/dates.ts'
import { sentence } from '#shared/i18n/index.ts'
import { kronor } from '#shared/money.ts'
import { contributionRate, contributionsOn } from '#core/payouts/contributions.ts'
import {
  defaultPayoutSettings, payoutState, previewPayment, taxationOf, type EarlierPayment, type Payee, type PayoutPreview, type PayoutSettings,
} from '#core/payouts/rules.ts'
import { shippedFigures } from '#core/tariffs/statutory-figures.ts'

/** The shipped figures as they are when the treasurer has confirmed those for 2027. */
const figures = shippedFigures.map((figure) => ({ ...figure, isPreliminary: false }))

const taxable = (amount: number) => ({ amountOre: kronor(amount), taxation: 'taxable' }) as const
const taxFree = (amount: number) => ({ amountOre: kronor(amount), taxation: 'taxFree' }) as const
const payee = (values: Partial<Payee> = {}): Payee => ({
  birthYear: 1985, hasIdentityNumber: true, account: 'valid', lines: [], earlier: [], benefits: [], expectedOre: 0, ...values,
})
const preview = (values: Partial<Payee>, paidOn: LocalDate, settings: Partial<PayoutSettings> = {}) => {
  const result = previewPayment(payee(values), paidOn, figures, { ...defaultPayoutSettings, ...settings })
  if ('rule' in result) throw new Error(sentence(result, 'sv'))
  return result
}
const asEarlier = (paidOn: LocalDate, { item }: PayoutPreview): EarlierPayment => ({
  paidOn, taxableOre: item.taxableOre, contributionOre: item.contributionOre, contributionBaseOre: item.contributionBaseOre,
})
const said = (findings: readonly Parameters<typeof sentence>[0][]) => findings.map((finding) => sentence(finding, 'sv').replaceAll(/\s/gu, ' '))

describe('the thousand-kronor rule', () => {
  it('worked example 1: two short meetings in 2026; tax on the second only, contributions on both', () => {
    const first = preview({ lines: [taxable(533)] }, '2026-03-25')
    expect(first.item).toMatchObject({ taxOre: 0, contributionOre: 0, netOre: kronor(533), taxRule: 'belowYearlyLimit' })
    const second = preview({ lines: [taxable(533)], earlier: [asEarlier('2026-03-25', first)] }, '2026-05-25')
    expect(second.item).toMatchObject({
      yearTotalBeforeOre: kronor(533), taxOre: kronor(159), netOre: kronor(374), taxRule: 'sideIncome',
      contributionBaseOre: kronor(1066), contributionOre: kronor(334.94), contributionBasisPoints: 3142,
    })
    expect(said(second.notices)).toEqual([
      'Årets summa når 1 066,00 kr och passerar 1 000 kr. Skatten blir 159,00 kr. Arbetsgivaravgiften på 1 066,00 kr blir 334,94 kr.',
    ])
  })

  it('worked example 2: one who is expected to pass 1 000 kr is taxed from the first payment', () => {
    const standing = preview({ lines: [taxable(533)], expectedOre: kronor(533) }, '2026-03-25')
    expect(standing.item).toMatchObject({ taxOre: kronor(159), contributionOre: kronor(167.47), contributionBaseOre: kronor(533) })
    expect(said(standing.notices)[0]).toContain('väntas passera 1 000 kr med räkningar på 533,00 kr')
    const later = preview({ lines: [taxable(533)], expectedOre: kronor(533) }, '2026-03-25', { knownToPass: 'atCrossing' })
    expect(later.item).toMatchObject({ taxOre: kronor(159), contributionOre: 0 })
  })

  it('worked example 3: 950 in January and 100 in February give contributions on 1 050', () => {
    const january = preview({ lines: [taxable(950)] }, '2026-01-23')
    const february = preview({ lines: [taxable(100)], earlier: [asEarlier('2026-01-23', january)] }, '2026-02-25')
    expect(january.item.contributionOre).toBe(0)
    expect(february.item).toMatchObject({ contributionBaseOre: kronor(1050), contributionOre: kronor(329.91), taxOre: kronor(30) })
  })

  it('worked example 4: 900 in December and 950 in January give nothing in either year', () => {
    for (const [amount, paidOn] of [[900, '2026-12-22'], [950, '2027-01-25']] as const) {
      expect(preview({ lines: [taxable(amount)] }, paidOn).item).toMatchObject({ taxOre: 0, contributionOre: 0 })
    }
  })

  it('is reached at exactly 1 000 kr', () => {
    expect(preview({ lines: [taxable(999.99)] }, '2026-03-25').item).toMatchObject({ taxOre: 0, contributionOre: 0 })
    expect(preview({ lines: [taxable(1000)] }, '2026-03-25').item).toMatchObject({ taxOre: kronor(300), contributionOre: kronor(314.2) })
  })

  it('worked example 15: a gift card of 500 kr and a stipend of 533 kr cross it together', () => {
    const { item } = preview({ lines: [taxable(533)], benefits: [{ on: '2026-02-01', valueOre: kronor(500) }] }, '2026-05-25')
    expect(item).toMatchObject({ yearTotalBeforeOre: kronor(500), taxOre: kronor(159), contributionBaseOre: kronor(1033), contributionOre: kronor(324.57) })
  })

  it('worked example 14: pay for lost earnings is pay', () => {
    expect(preview({ lines: [{ amountOre: kronor(1200), taxation: taxationOf('lostEarnings', 'taxFree') }] }, '2026-05-25').item).toMatchObject({
      taxOre: kronor(360), contributionOre: kronor(377.04),
    })
  })

  it('worked example 9: tax-free travel is outside it, taxable travel inside', () => {
    expect(preview({ lines: [taxable(900), taxFree(210)] }, '2026-05-25').item).toMatchObject({ taxOre: 0, netOre: kronor(1110), taxFreeOre: kronor(210) })
    expect(preview({ lines: [taxable(900), taxable(210)] }, '2026-05-25').item).toMatchObject({ taxOre: kronor(333), netOre: kronor(777) })
  })

  it('counts each payment from the first krona once contributions have begun', () => {
    const january = preview({ lines: [taxable(1200)] }, '2026-01-23')
    const february = preview({ lines: [taxable(500)], earlier: [asEarlier('2026-01-23', january)] }, '2026-02-25')
    expect(february.item).toMatchObject({ contributionBaseOre: kronor(500), contributionOre: kronor(157.1) })
    expect(february.notices).toEqual([])
  })

  it('worked example 18: tax and contributions follow the day of payment', () => {
    const january = preview({ lines: [taxable(533)], birthYear: 1959 }, '2027-01-20')
    expect(january.item).toMatchObject({ taxOre: 0, contributionBasisPoints: 1021, yearTotalBeforeOre: 0 })
  })
})

describe('tax', () => {
  const earlier = [{ paidOn: '2026-01-23', taxableOre: kronor(2000), contributionOre: kronor(628.4), contributionBaseOre: kronor(2000) }] as const

  it('leaves a payment under 100 kr alone', () => {
    expect(preview({ lines: [taxable(99.99)], earlier }, '2026-05-25').item).toMatchObject({ taxOre: 0, taxRule: 'smallPayment' })
    expect(preview({ lines: [taxable(100)], earlier }, '2026-05-25').item.taxOre).toBe(kronor(30))
  })

  it('looks at the whole payment or at each line, as the setting says', () => {
    const lines = [taxable(60), taxable(60)]
    expect(preview({ lines, earlier }, '2026-05-25').item.taxOre).toBe(kronor(36))
    expect(preview({ lines, earlier }, '2026-05-25', { smallPayment: 'perLine' }).item).toMatchObject({ taxOre: 0, taxRule: 'smallPayment' })
  })

  it('drops the öre without rounding up on the way', () => {
    expect(preview({ lines: [taxable(333.33)], earlier }, '2026-05-25').item.taxOre).toBe(kronor(99))
  })
})

describe('contribution rates', () => {
  const rate = (birthYear: number, paidOn: LocalDate) => contributionRate(figures, paidOn, birthYear)

  it('worked example 5: born 1958 pays the reduced rate 2025 and 2026, born 1959 first in 2027', () => {
    expect([rate(1958, '2025-06-01'), rate(1958, '2026-06-01')]).toEqual([1021, 1021])
    expect([rate(1959, '2025-06-01'), rate(1959, '2026-06-01'), rate(1959, '2027-06-01')]).toEqual([3142, 3142, 1021])
  })

  it('worked example 6: the youth rate holds from 2026-04-01 to 2027-09-30', () => {
    expect(['2026-03-31', '2026-04-01', '2027-09-30', '2027-10-01'].map((date) => rate(2005, date as LocalDate))).toEqual([3142, 2081, 2081, 3142])
  })

  it('worked example 7: born 2003 and 2007 are covered in 2026, born 2002 and 2008 are not', () => {
    expect([2002, 2003, 2007, 2008].map((birthYear) => rate(birthYear, '2026-06-01'))).toEqual([3142, 2081, 2081, 3142])
    expect([2003, 2004, 2008].map((birthYear) => rate(birthYear, '2027-06-01'))).toEqual([3142, 2081, 2081])
  })

  it('worked example 8: born 1936 gives no contributions, but tax', () => {
    expect(preview({ birthYear: 1936, lines: [taxable(2131)] }, '2026-05-25').item).toMatchObject({ contributionOre: 0, taxOre: kronor(639) })
  })

  it('counts what was paid before the crossing at its own day’s rate, or at the crossing’s', () => {
    const march = preview({ birthYear: 2005, lines: [taxable(533)] }, '2026-03-31')
    const april = { birthYear: 2005, lines: [taxable(533)], earlier: [asEarlier('2026-03-31', march)] }
    expect(preview(april, '2026-04-01').item.contributionOre).toBe(kronor(167.47) + kronor(110.92))
    expect(preview(april, '2026-04-01', { retroactiveRate: 'crossing' }).item.contributionOre).toBe(kronor(221.83))
  })

  it('takes the ordinary rate above 25 000 kr in a month', () => {
    expect(preview({ birthYear: 2005, lines: [taxable(30_000)] }, '2026-05-25').item.contributionOre).toBe(kronor(25_000 * 0.2081) + kronor(5_000 * 0.3142))
  })

  it('asks about minors', () => {
    expect(said(preview({ birthYear: 2009, lines: [taxable(500)] }, '2026-05-25').notices)).toEqual([
      'Personen är 15–17 år. Fråga Skatteverket vilken arbetsgivaravgift som gäller.',
    ])
  })
})

describe('what may not be paid', () => {
  it('names what is missing', () => {
    const lines = [taxable(533), { amountOre: kronor(50), taxation: 'undecided' }] as const
    expect(said(preview({ lines, account: 'missing', hasIdentityNumber: false }, '2026-05-25').refusals)).toEqual([
      'Bankkonto saknas. Fyll i clearingnummer och konto under Ersättning på personens sida.',
      'Personnummer saknas och behövs för skatten. Be samordnaren fylla i det på personens sida.',
      'Ingen har bestämt om resan är skattefri. Be samordnaren välja det på gruppens sida.',
    ])
    expect(preview({ lines: [taxable(533)], account: 'invalid' }, '2026-05-25').refusals).toEqual([{ rule: 'payouts.accountInvalid' }])
    expect(preview({ lines: [taxable(533)], birthYear: null }, '2026-05-25').refusals).toEqual([{ rule: 'payouts.birthYearMissing' }])
  })

  it('is stopped by preliminary figures, each named', () => {
    const result = previewPayment(payee({ lines: [taxable(533)] }), '2027-01-25', shippedFigures, defaultPayoutSettings) as PayoutPreview
    expect(said(result.refusals)).toEqual([
      'Beloppet för 2027 är preliminärt: 100-kronorsgränsen. Kontrollera och bekräfta det under Arvoden och belopp.',
      'Beloppet för 2027 är preliminärt: 1 000-kronorsgränsen. Kontrollera och bekräfta det under Arvoden och belopp.',
      'Beloppet för 2027 är preliminärt: skatten på sidoinkomst. Kontrollera och bekräfta det under Arvoden och belopp.',
      'Beloppet för 2027 är preliminärt: arbetsgivaravgiften. Kontrollera och bekräfta det under Arvoden och belopp.',
    ])
  })

  it('is stopped by a missing year, which is named', () => {
    expect(previewPayment(payee({ lines: [taxable(533)] }), '2028-01-25', figures, defaultPayoutSettings)).toEqual({
      rule: 'tariffs.figureMissing', params: { figure: 'smallPaymentLimit', year: '2028' },
    })
  })
})

describe('where a payout stands', () => {
  const at = '2026-11-20T08:00:00.000Z'
  it('follows from its moments', () => {
    const moments = { frozenAt: null, fileExportedAt: null, confirmedPaidAt: null }
    expect([moments, { ...moments, frozenAt: at }, { ...moments, frozenAt: at, fileExportedAt: at }, { frozenAt: at, fileExportedAt: null, confirmedPaidAt: at }].map(payoutState)).toEqual([
      'draft', 'frozen', 'exported', 'paid',
    ])
  })
})

describe('properties', () => {
  const day = fc.integer({ min: 0, max: 364 }).map((days) => `2026-${String(Math.floor(days / 31) + 1).padStart(2, '0')}-${String((days % 28) + 1).padStart(2, '0')}` as LocalDate)
  const lines = fc.array(fc.record({ amountOre: fc.integer({ min: 1, max: 400_000 }), taxation: fc.constantFrom('taxable' as const, 'taxFree' as const) }), { minLength: 1, maxLength: 4 })
  const year = fc.record({
    birthYear: fc.integer({ min: 1930, max: 2010 }),
    payments: fc.array(fc.record({ paidOn: day, lines }), { minLength: 1, maxLength: 6 }),
  })

  function payAll(birthYear: number, payments: readonly { paidOn: LocalDate; lines: Payee['lines'] }[]): PayoutPreview[] {
    const earlier: EarlierPayment[] = []
    return payments.map(({ paidOn, lines }) => {
      const result = preview({ birthYear, lines, earlier: [...earlier] }, paidOn)
      earlier.push(asEarlier(paidOn, result))
      return result
    })
  }

  it('every sum is right to the öre', () => {
    fc.assert(fc.property(year, ({ birthYear, payments }) => {
      payAll(birthYear, payments).forEach(({ item }, index) => {
        const paid = payments[index]!.lines.reduce((sum, line) => sum + line.amountOre, 0)
        expect(item.grossOre).toBe(paid)
        expect(item.netOre + item.taxOre).toBe(paid)
        expect(item.taxOre % 100).toBe(0)
        expect(item.taxOre * 100).toBeLessThanOrEqual(item.taxableOre * 30)
      })
    }))
  })

  it('the year’s contributions are those on all that was paid, in whatever order it was paid', () => {
    fc.assert(fc.property(year, ({ birthYear, payments }) => {
      const total = (items: PayoutPreview[]) => items.reduce((sum, { item }) => sum + item.contributionOre, 0)
      const items = payAll(birthYear, payments)
      const bases = items.map(({ item }, index) => ({ on: payments[index]!.paidOn, baseOre: item.taxableOre }))
      const yearOre = bases.reduce((sum, base) => sum + base.baseOre, 0)
      expect(total(items)).toBe(yearOre >= kronor(1000) ? contributionsOn(bases, birthYear, figures) : 0)
      expect(total(payAll(birthYear, payments.toReversed()))).toBe(total(items))
      if (yearOre >= kronor(1000)) expect(items.reduce((sum, { item }) => sum + item.contributionBaseOre, 0)).toBe(yearOre)
    }))
  })

  it('tax is never taken on what was paid earlier', () => {
    fc.assert(fc.property(year, ({ birthYear, payments }) => {
      let before = 0
      for (const { item } of payAll(birthYear, payments)) {
        if (before + item.taxableOre < kronor(1000)) expect(item.taxOre).toBe(0)
        expect(item.taxOre).toBeLessThanOrEqual(Math.floor((item.taxableOre * 30) / 10_000) * 100)
        before += item.taxableOre
      }
    }))
  })
})
