import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compared, keyKinds, likelyScore, likeness, orderedPair, type ComparedColumns } from '#core/duplicates/rules.ts'
import { slipsBetween } from '#core/duplicates/name-likeness.ts'
import { daysOutside, joinPeriods, united, uniteRules } from '#core/duplicates/merge-rules.ts'
import { activeOn, addDays, periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'

const nobody: ComparedColumns = {
  givenName: 'Åsa', familyName: 'Öberg', formerName: null, birthDate: null, identityNumber: null, gender: null, street: null, postcode: null, email: null, phone: null, otherPhone: null, isProtected: 0,
}
const between = (one: Partial<ComparedColumns>, other: Partial<ComparedColumns>) => likeness(compared({ ...nobody, ...one }), compared({ ...nobody, ...other }))

/** Few of each, so that persons often have something in common. */
const someone: fc.Arbitrary<ComparedColumns> = fc.record({
  givenName: fc.constantFrom('Karl', 'Kalle', 'Carl', 'Karl-Erik', 'Erik', 'Lasse', 'Lars', 'Margareta', 'Maggan', 'Åsa', 'Asa', 'Johan'),
  familyName: fc.constantFrom('Svensson', 'Svenson', 'Lindqvist', 'Lindkvist', 'Öberg', 'Johan', 'Berg Öberg'),
  formerName: fc.constantFrom(null, null, 'Svensson', 'Karl Lindqvist', 'Åsa Öberg'),
  birthDate: fc.constantFrom<LocalDate | null>(null, '1960-01-02', '1960-02-01', '1961-01-02', '1960-01-12', '1985-07-30'),
  identityNumber: fc.constantFrom(null, '196001022380', '198507302384'),
  gender: fc.constantFrom(null, 'woman', 'man'),
  street: fc.constantFrom(null, 'Storgatan 1', 'storgatan  1', 'Lillgatan 2'),
  postcode: fc.constantFrom(null, '75320'),
  email: fc.constantFrom(null, 'a@example.se', 'b@example.se'),
  phone: fc.constantFrom(null, '070-123 45 67', '018-12 34 56'),
  otherPhone: fc.constantFrom(null, '070-123 45 67'),
  isProtected: fc.constantFrom<0 | 1>(0, 0, 0, 1),
})

describe('Two registrations', () => {
  it('are alike whichever comes first', () => {
    fc.assert(fc.property(someone, someone, (one, other) => {
      const [a, b] = [likeness(compared(one), compared(other)), likeness(compared(other), compared(one))]
      expect(a).toEqual(b)
    }))
  })

  it('are never more alike than a person and herself', () => {
    fc.assert(fc.property(someone, someone, (one, other) => {
      const self = likeness(compared(one), compared(one))
      if (one.isProtected === 0) expect(self.score).toBeGreaterThanOrEqual(likelyScore)
      expect(likeness(compared(one), compared(other)).score).toBeLessThanOrEqual(self.score)
    }))
  })

  it('have nothing in common where either is protected', () => {
    fc.assert(fc.property(someone, someone, (one, other) => {
      expect(likeness(compared({ ...one, isProtected: 1 }), compared(other))).toEqual({ score: 0, reasons: [] })
    }))
  })

  it('share a key whenever they are a pair, so that nobody need be compared with everybody', () => {
    fc.assert(fc.property(someone, someone, (one, other) => {
      const [a, b] = [compared(one), compared(other)]
      if (likeness(a, b).score < likelyScore) return
      expect(keyKinds.some(({ keysOf }) => keysOf(a).some((key) => keysOf(b).includes(key)))).toBe(true)
    }), { numRuns: 3000 })
  })

  it.each([
    ['the same name and date of birth', {}, {}, ['sameName', 'sameBirthDate']],
    ['a name without its accents', { givenName: 'Asa' }, {}, ['sameName', 'sameBirthDate']],
    ['a short name', { givenName: 'Kalle' }, { givenName: 'Karl' }, ['shortName', 'sameBirthDate']],
    ['another short name', { givenName: 'Maggan' }, { givenName: 'Margareta' }, ['shortName', 'sameBirthDate']],
    ['names in each other’s place', { givenName: 'Öberg', familyName: 'Åsa' }, {}, ['swappedName', 'sameBirthDate']],
    ['another spelling', { familyName: 'Lindqvist' }, { familyName: 'Lindkvist' }, ['similarName', 'sameBirthDate']],
    ['a slip of the finger', { familyName: 'Bergstörm' }, { familyName: 'Bergström' }, ['similarName', 'sameBirthDate']],
    ['a name from before, written whole', { formerName: 'Åsa Lindgren' }, { familyName: 'Lindgren' }, ['formerName', 'sameBirthDate']],
    ['a family name from before', { familyName: 'Lindgren' }, { formerName: 'Lindgren' }, ['formerName', 'sameBirthDate']],
    ['one of two names', { givenName: 'Anna' }, { givenName: 'Anna Maria' }, ['similarName', 'sameBirthDate']],
  ])('are a pair with %s', (_what, one, other, reasons) => {
    const birthDate = '1960-01-02'
    const found = between({ ...one, birthDate }, { ...other, birthDate })
    expect(found.reasons).toEqual(reasons)
    expect(found.score).toBeGreaterThanOrEqual(likelyScore)
  })

  it('are a pair where a date of birth has its day and month the other way round, or one wrong figure', () => {
    expect(between({ birthDate: '1960-01-02' }, { birthDate: '1960-02-01' }).reasons).toContain('similarBirthDate')
    expect(between({ birthDate: '1960-01-02' }, { birthDate: '1961-01-02' }).score).toBeGreaterThanOrEqual(likelyScore)
  })

  it('are no pair as parent and child, twins, a couple, or with different identity numbers', () => {
    const home = { street: 'Storgatan 1', postcode: '75320', email: 'hemma@example.se', phone: '018-12 34 56' } as const
    expect(between({ ...home, birthDate: '1960-01-02' }, { ...home, birthDate: '1990-05-06' }).score).toBeLessThan(likelyScore)
    expect(between({ ...home, birthDate: '1960-01-02', givenName: 'Nils' }, { ...home, birthDate: '1960-01-02' }).score).toBeLessThan(likelyScore)
    expect(between({ ...home, givenName: 'Gunnar' }, home).score).toBeLessThan(likelyScore)
    expect(between({ identityNumber: '197601232395', birthDate: '1976-01-23' }, { identityNumber: '197603299376', birthDate: '1976-01-23' }).score).toBe(0)
  })

  it('stand in one order', () => {
    expect(orderedPair('b', 'a')).toEqual(orderedPair('a', 'b'))
  })
})

describe('A slip', () => {
  it.each([['anna', 'anna', 0], ['anna', 'ana', 1], ['anna', 'anan', 1], ['anna', 'enna', 1], ['karl', 'lars', 2], ['', 'ab', 2]])('between %s and %s counts %i', (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips)
  })
})

const day = fc.integer({ min: 0, max: 60 }).map((number) => addDays('2026-01-01', number))
const period: fc.Arbitrary<Period & { readonly id: string; readonly [column: string]: unknown }> = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 20 })), fc.uuid(), fc.constantFrom('main', 'family'))
  .map(([startsOn, length, id, kind]) => ({ id, kind, startsOn, endsOn: length === null ? null : addDays(startsOn, length) }))
const allDays = Array.from({ length: 90 }, (_, index) => addDays('2026-01-01', index))

describe('Periods of two registrations', () => {
  it('cover the same days when joined, and no day twice', () => {
    fc.assert(fc.property(fc.array(period, { maxLength: 6 }), (periods) => {
      const joined = joinPeriods(periods)
      const gone = new Set(joined.flatMap(({ goes }) => goes.map(({ id }) => id)))
      const after = periods.filter(({ id }) => !gone.has(id)).map((one) => ({ ...one, ...joined.find(({ stays }) => stays.id === one.id)?.patch }))
      for (const date of allDays) expect(after.some((one) => activeOn(one, date))).toBe(periods.some((one) => activeOn(one, date)))
      for (const [index, one] of after.entries()) for (const other of after.slice(index + 1)) expect(periodsOverlap(one, other)).toBe(false)
    }))
  })

  it('leave to an account that gives way the days that the other has not', () => {
    fc.assert(fc.property(period, fc.array(period, { maxLength: 4 }), (one, others) => {
      const parts = daysOutside(one, others)
      for (const date of allDays) expect(parts.some((part) => activeOn(part, date))).toBe(activeOn(one, date) && !others.some((other) => activeOn(other, date)))
    }))
  })
})

describe('Two rows of the same thing', () => {
  const fee = { id: 'a', year: 2026, amountOre: 20_000, paidOn: null }
  it('become the fuller one, which is filled in with what the other says', () => {
    expect(united(uniteRules['membershipFees']!, fee, { ...fee, id: 'b', paidOn: '2026-03-01' })).toMatchObject({ stays: { id: 'b' }, goes: { id: 'a' } })
  })
  it('do not become one when they say different things', () => {
    expect(united(uniteRules['membershipFees']!, fee, { ...fee, amountOre: 30_000 })).toBeUndefined()
  })
  it('are two claims unless one is rejected, which gives way', () => {
    const claim = { id: 'a', meetingId: 'm', kind: 'meeting', rejectedAt: null }
    expect(united(uniteRules['claims']!, claim, { ...claim, id: 'b' })).toBeUndefined()
    expect(united(uniteRules['claims']!, { ...claim, rejectedAt: '2026-01-01T00:00:00Z' }, { ...claim, id: 'b' })).toMatchObject({ stays: { id: 'b' } })
  })
})
