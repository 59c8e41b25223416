import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentence } from '#shared/i18n/index.ts'
import { kronor } from '#shared/money.ts'
import { classOf, nationalPercentageTerms, stipendFor, type Tariff, type TariffVersion } from '#core/tariffs/rules.ts'
import { shippedFigures } from '#core/tariffs/statutory-figures.ts'

const percentage = (terms: Partial<TariffVersion> = {}, model: Tariff['model'] = 'percentage'): Tariff => ({
  name: 'Procentmodellen', model, versions: [{ startsOn: '2021-01-01', endsOn: null, ...nationalPercentageTerms, ...terms }],
})

const amount = (tariff: Tariff, meetingDate: `${number}-${number}-${number}`, minutes: number, travelMinutes = 0) => {
  const stipend = stipendFor({ tariff, figures: shippedFigures, meetingDate, minutes, travelMinutes })
  return 'rule' in stipend ? sentence(stipend, 'sv') : stipend.amountOre
}

describe('the percentage model', () => {
  it.each([
    [2021, 1713.6, 856.8, 428.4, 238],
    [2022, 1738.8, 869.4, 434.7, 241.5],
    [2023, 1890, 945, 472.5, 262.5],
    [2024, 2062.8, 1031.4, 515.7, 286.5],
    [2025, 2116.8, 1058.4, 529.2, 294],
    [2026, 2131.2, 1065.6, 532.8, 296],
    [2027, 2145.6, 1072.8, 536.4, 298],
  ])('gives %i: full day %d, half day %d, short %d, an hour %d kr', (year, full, half, short, hour) => {
    const date = `${year}-05-12` as `${number}-${number}-${number}`
    expect(amount(percentage(), date, 300)).toBe(kronor(full))
    expect(amount(percentage(), date, 180)).toBe(kronor(half))
    expect(amount(percentage(), date, 60)).toBe(kronor(short))
    expect(amount(percentage({}, 'percentagePerHour'), date, 60)).toBe(kronor(hour))
  })

  it('counts travel time into the class, unless the terms say otherwise', () => {
    expect(amount(percentage(), '2026-05-12', 100, 40)).toBe(kronor(1065.6))
    expect(amount(percentage({ isTravelTimeCounted: false }), '2026-05-12', 100, 40)).toBe(kronor(532.8))
  })

  it('worked example 17: exactly 2 h is short, exactly 4 h a half day, 4 h 01 a full day', () => {
    expect([120, 121, 240, 241].map((minutes) => classOf(minutes, nationalPercentageTerms))).toEqual(['short', 'half', 'half', 'full'])
  })

  it('puts a meeting of exactly the limit in the upper class where the terms say so', () => {
    const terms = { ...nationalPercentageTerms, isLimitInLowerClass: false }
    expect([119, 120, 239, 240].map((minutes) => classOf(minutes, terms))).toEqual(['short', 'half', 'half', 'full'])
  })

  it('rounds to öre, half kronor or whole kronor', () => {
    expect(amount(percentage({ roundingOre: 1 }), '2026-05-12', 60)).toBe(53280)
    expect(amount(percentage({ roundingOre: 50 }), '2026-05-12', 60)).toBe(53300)
    expect(amount(percentage({ roundingOre: 100 }), '2026-05-12', 60)).toBe(53300)
    expect(amount(percentage({ roundingOre: 50 }, 'percentagePerHour'), '2024-05-12', 60)).toBe(28650)
  })

  it('lets the kronor that the payer published go before the share', () => {
    const published: Tariff = {
      name: 'Region Jönköping', model: 'percentagePerHour',
      versions: [{ startsOn: '2024-01-01', endsOn: '2024-12-31', ...nationalPercentageTerms, hourlyOre: kronor(286) }],
    }
    expect(amount(published, '2024-03-01', 120)).toBe(kronor(572))
  })

  it('worked example 18: the date of the meeting decides the year', () => {
    expect(amount(percentage({ roundingOre: 100 }), '2026-12-15', 60)).toBe(kronor(533))
    expect(amount(percentage({ roundingOre: 100 }), '2027-01-15', 60)).toBe(kronor(536))
  })

  it('says how the amount came about, and that a figure is preliminary', () => {
    const stipend = stipendFor({ tariff: percentage(), figures: shippedFigures, meetingDate: '2027-02-01', minutes: 90, travelMinutes: 60 })
    expect(stipend).toMatchObject({
      tariffClass: 'half',
      explanation: { basisPoints: 180, priceBaseAmountOre: kronor(59_600), figureYear: 2027, meetingMinutes: 90, travelMinutes: 60, isPreliminary: true },
    })
  })
})

describe('other tariffs', () => {
  const terms = { ...nationalPercentageTerms, shortBasisPoints: null, halfBasisPoints: null, fullBasisPoints: null, hourlyBasisPoints: null }

  it('gives fixed sums by class', () => {
    const tariff = percentage({ ...terms, shortOre: kronor(450), halfOre: kronor(900), fullOre: kronor(1800) }, 'fixed')
    expect([60, 180, 300].map((minutes) => amount(tariff, '2019-05-12', minutes))).toEqual(
      Array(3).fill('Arvodesreglerna Procentmodellen gäller inte den 2019-05-12. Be kassören lägga till regler från det datumet.'),
    )
    expect([60, 180, 300].map((minutes) => amount(tariff, '2026-05-12', minutes))).toEqual([45000, 90000, 180000])
  })

  it('gives an hourly sum by the minute', () => {
    expect(amount(percentage({ ...terms, hourlyOre: kronor(500) }, 'hourly'), '2026-05-12', 90, 15)).toBe(kronor(875))
  })

  it('gives nothing by the tariff that gives nothing', () => {
    expect(amount(percentage({}, 'none'), '2026-05-12', 90)).toBe(0)
  })
})

describe('what is missing', () => {
  it('names the figure and the year', () => {
    expect(amount(percentage(), '2028-03-01', 60)).toBe('Det saknas ett belopp för 2028: prisbasbeloppet. Kassören lägger till det under Arvoden och belopp.')
    const finding = stipendFor({ tariff: percentage(), figures: shippedFigures, meetingDate: '2028-03-01', minutes: 60, travelMinutes: 0 })
    expect(sentence(finding as never, 'en')).toBe('A figure is missing for 2028: the price base amount. The treasurer adds it under Stipends and figures.')
  })

  it('names the class whose amount is missing', () => {
    const tariff = percentage({ shortOre: kronor(450), halfBasisPoints: null }, 'fixed')
    expect(amount(tariff, '2026-05-12', 180)).toBe('Arvodesreglerna Procentmodellen saknar belopp för halvdag den 2026-05-12. Fyll i det.')
  })

  it('asks for the length of a meeting without one', () => {
    expect(amount(percentage(), '2026-05-12', 0)).toBe('Mötet har ingen längd. Fyll i när det började och slutade.')
  })
})

describe('properties', () => {
  it('a longer meeting never gives less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 300 }), fc.constantFrom(1, 50, 100), fc.constantFrom('percentage' as const, 'percentagePerHour' as const), (minutes, more, roundingOre, model) => {
        const tariff = percentage({ roundingOre }, model)
        expect(amount(tariff, '2026-05-12', minutes + more) as number).toBeGreaterThanOrEqual(amount(tariff, '2026-05-12', minutes) as number)
      }),
    )
  })
})
