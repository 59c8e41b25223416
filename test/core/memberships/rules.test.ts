import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LocalDate } from '#shared/dates.ts'
import { ocrReference } from '#core/memberships/ocr.ts'
import type { ReadPayment } from '#core/memberships/payment-file.ts'
import { chargeDay, feeFinder, feeStateOf, matchPayments, mayHaveRate, planCharge, readBankgiro, referencesFor, remainingOf, restOfSplit, standingOf, tellsOf, type PayableFee } from '#core/memberships/rules.ts'

const payment = (values: Partial<ReadPayment>): ReadPayment => ({
  bookedOn: '2026-11-20', amountOre: 20_000, currency: 'SEK', references: [], payerName: null, payerText: null, isDeduction: false, method: 'bankgiro', ...values,
})
const fee = (number: number, values: Partial<PayableFee> = {}): PayableFee => ({ feeId: `f${number}`, reference: ocrReference(`2026${number}`), amountOre: 20_000, paidOn: null, paidOre: null, isReleased: false, ...values })
const referenceOf = ({ reference }: PayableFee) => reference as string

describe('A payment', () => {
  const [anna, bo, cia] = [fee(1), fee(2), fee(3, { paidOn: '2026-02-01' })]
  const obstacleOf = (values: Partial<ReadPayment>) => matchPayments([payment(values)], [anna, bo, cia])[0]?.obstacle

  it('settles the fee that its reference names, when the amount is the fee’s', () => {
    expect(matchPayments([payment({ references: [referenceOf(anna)] })], [anna, bo])).toEqual([{ fee: anna }])
    // Of two fees made one, the reference of the other still leads here.
    const united = { ...anna, otherReferences: ['202600000017'] }
    for (const reference of [referenceOf(anna), '202600000017']) expect(matchPayments([payment({ references: [reference] })], [united, bo])).toEqual([{ fee: united }])
  })

  it('waits with its reason in every other case', () => {
    expect(obstacleOf({})).toBe('noReference')
    expect(obstacleOf({ references: ['20260001'] })).toBe('badReference')
    expect(obstacleOf({ references: [ocrReference('20269')] })).toBe('unknownReference')
    expect(obstacleOf({ references: [referenceOf(anna), referenceOf(bo)] })).toBe('manyFees')
    expect(obstacleOf({ references: [referenceOf(cia)] })).toBe('alreadyPaid')
    expect(obstacleOf({ references: [referenceOf(anna)], amountOre: 10_000 })).toBe('partPayment')
    expect(obstacleOf({ references: [referenceOf(anna)], amountOre: 25_000 })).toBe('wrongAmount')
    expect(obstacleOf({ references: [referenceOf(anna)], currency: 'EUR' })).toBe('otherCurrency')
    expect(obstacleOf({ references: [referenceOf(anna)], isDeduction: true })).toBe('deduction')
    expect(matchPayments([payment({ references: [referenceOf(anna)] })], [{ ...anna, isReleased: true }])[0]?.obstacle).toBe('notOwed')
    expect(matchPayments([payment({ references: [referenceOf(anna)] }), payment({ references: [referenceOf(anna)] })], [anna]).map(({ obstacle }) => obstacle)).toEqual([undefined, 'paidTwice'])
  })

  it('never settles a fee that is paid, nor one fee twice, whatever the file says', () => {
    const fees = fc.array(fc.record({ paid: fc.boolean(), amountOre: fc.constantFrom(10_000, 20_000) }), { maxLength: 8 })
    const payments = fc.array(fc.record({ names: fc.array(fc.nat(9), { maxLength: 2 }), amountOre: fc.constantFrom(10_000, 20_000), isDeduction: fc.boolean() }), { maxLength: 20 })
    fc.assert(fc.property(fees, payments, (described, written) => {
      const known = described.map(({ paid, amountOre }, index) => fee(index, { amountOre, paidOn: paid ? '2026-01-01' : null }))
      const matches = matchPayments(written.map(({ names, ...values }) => payment({ ...values, references: names.map((name) => referenceOf(fee(name))) })), known)
      const settled = matches.flatMap((match) => (match.obstacle ? [] : [match.fee]))
      expect(new Set(settled.map(({ feeId }) => feeId)).size).toBe(settled.length)
      expect(settled.every(({ paidOn }) => paidOn === null)).toBe(true)
      for (const [index, match] of matches.entries()) if (!match.obstacle) expect(match.fee.amountOre).toBe(written[index]?.amountOre)
    }))
  })

  it('settles the rest of a fee that has been paid in part', () => {
    const half = fee(1, { paidOre: 15_000 })
    expect(matchPayments([payment({ references: [referenceOf(half)], amountOre: 5_000 })], [half])).toEqual([{ fee: half }])
    expect(matchPayments([payment({ references: [referenceOf(half)] })], [half])[0]?.obstacle).toBe('wrongAmount')
    expect([remainingOf(half), remainingOf(fee(1, { paidOn: '2026-01-01' })), remainingOf(fee(1, { paidOn: '2026-01-01', paidOre: 25_000 })), remainingOf(fee(1, { amountOre: null }))]).toEqual([5_000, 0, -5_000, undefined])
  })

  it('is paid on the day when the sum of its parts reaches it, whatever order they come in, and each part counts once', () => {
    const parts = fc.array(fc.record({ amountOre: fc.integer({ min: 1, max: 15_000 }), paidOn: fc.constantFrom<LocalDate>('2026-01-01', '2026-02-01', '2026-03-01'), paymentMethod: fc.constant('swish') }), { maxLength: 5 })
    fc.assert(fc.property(parts, fc.integer({ min: 1, max: 30_000 }), (payments, askedOre) => {
      const standing = standingOf(askedOre, payments)
      const byDay = (day: string) => payments.filter(({ paidOn }) => paidOn <= day).reduce((sum, { amountOre }) => sum + amountOre, 0)
      const reached = ['2026-01-01', '2026-02-01', '2026-03-01'].find((day) => byDay(day) >= askedOre) ?? null
      expect(standing.paidOn).toBe(reached)
      expect(remainingOf({ amountOre: askedOre, ...standing })).toBe(askedOre - byDay('2026-03-01'))
      expect(standingOf(askedOre, payments.toReversed()).paidOn).toBe(reached)
    }))
    expect(standingOf(20_000, [{ amountOre: null, paidOn: '2026-01-01', paymentMethod: null }])).toEqual({ paidOn: '2026-01-01', paidOre: null, paymentMethod: null })
    expect(standingOf(20_000, [])).toEqual({ paidOn: null, paidOre: null, paymentMethod: null })
  })

  it('is split without an öre lost or gained, and never so that a fee gets two parts', () => {
    const parts = fc.array(fc.record({ feeId: fc.constantFrom('a', 'b', 'c', 'd'), amountOre: fc.integer({ min: 1, max: 30_000 }) }), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(fc.integer({ min: 1, max: 60_000 }), parts, fc.boolean(), (amountOre, split, hasRest) => {
      const sum = split.reduce((total, part) => total + part.amountOre, 0)
      const rest = restOfSplit(amountOre, split, hasRest)
      if (new Set(split.map(({ feeId }) => feeId)).size < split.length) expect(rest).toEqual({ rule: 'memberships.sameFeeTwice' })
      else if (sum > amountOre) expect(rest).toEqual({ rule: 'memberships.splitTooMuch' })
      else if (sum < amountOre && !hasRest) expect(rest).toEqual({ rule: 'memberships.splitLeavesRest' })
      else expect(sum + (rest as number)).toBe(amountOre)
    }))
  })

  it('suggests the fee of one whose names stand in it, best first', () => {
    const suggest = feeFinder([{ ...anna, givenName: 'Anna', familyName: 'Åkesson' }, { ...bo, givenName: 'Bo', familyName: 'Åkesson', amountOre: 10_000 }, { ...fee(4), givenName: 'Cia', familyName: 'Ek' }])
    expect(suggest(payment({ payerName: 'AKESSON ANNA' })).map(({ feeId }) => feeId)).toEqual(['f1', 'f2'])
    expect(suggest(payment({ payerText: 'Avgift för Cia Ek' })).map(({ feeId }) => feeId)).toEqual(['f4'])
    expect(suggest(payment({ payerName: 'Storåkers Bokhandel' }))).toEqual([])
  })

  it('tells of a person only when it has her given and family name', () => {
    expect(tellsOf({ payerName: 'Skog Elin', payerText: null }, { givenName: 'Elin', familyName: 'Skog' })).toBe(true)
    expect(tellsOf({ payerName: 'Skogens AB', payerText: null }, { givenName: 'Elin', familyName: 'Skog' })).toBe(false)
  })
})

describe('Charging a year', () => {
  const rates = [{ kind: 'main', amountOre: 20_000, fromYear: 2025, toYear: null }, { kind: 'supporting', amountOre: 0, fromYear: 2025, toYear: null }]
  const member = (personId: string, kind: string, values: object = {}) => ({
    personId, memberNumber: personId, isExempt: false, fee: undefined, memberships: [{ kind, startsOn: '2020-01-01' as LocalDate, endsOn: null }], ...values,
  })

  it('asks members whose kind has a fee, and not those who are exempt, have been asked, or have left', () => {
    const asked = { id: 'a', amountOre: 20_000, paidOn: null, reference: '1230', isWithdrawn: false }
    const plan = planCharge([
      member('1', 'main'), member('2', 'honorary'), member('8', 'family'), member('3', 'supporting'), member('4', 'main', { isExempt: true }), member('5', 'main', { fee: asked }),
      member('6', 'main', { fee: { ...asked, reference: null, amountOre: 15_000 } }), member('9', 'main', { fee: { ...asked, reference: null, isWithdrawn: true } }), member('7', 'main', { memberships: [{ kind: 'main', startsOn: '2020-01-01', endsOn: '2025-12-31' }] }),
    ], rates, 2026, '2026-06-01')
    expect(plan.charges.map(({ personId, amountOre, feeId }) => [personId, amountOre, feeId])).toEqual([['1', 20_000, null], ['6', 15_000, 'a']])
    expect(plan).toMatchObject({ exempt: 1, charged: 2, withoutRate: new Set(['family']) })
  })

  it('asks for next year those who are members when it begins', () => {
    expect([chargeDay(2027, '2026-11-21'), chargeDay(2026, '2026-11-21'), chargeDay(2025, '2026-11-21')]).toEqual(['2027-01-01', '2026-11-21', '2025-12-31'])
  })

  const numbers = fc.option(fc.stringMatching(/^(?:[0-9]{1,6}|S-[0-9])$/u))
  const chargesOf = fc.uniqueArray(fc.record({ personId: fc.stringMatching(/^[a-h]$/u), memberNumber: numbers }), { selector: ({ personId }) => personId })

  it('gives each fee a reference of its own, the year and the member number', () => {
    fc.assert(fc.property(chargesOf, (charges) => {
      expect(new Set(referencesFor(charges, 2026, new Map())).size).toBe(charges.length)
    }))
    expect(referencesFor([{ personId: 'a', memberNumber: '1001' }], 2026, new Map())).toEqual([ocrReference('20261001')])
  })

  it('never gives anybody a reference that was somebody else’s, and the same person the same, however often it is undone and made again', () => {
    fc.assert(fc.property(fc.array(chargesOf, { maxLength: 5 }), (attempts) => {
      const given = new Map<string, Set<string>>()
      for (const charges of attempts) {
        const references = referencesFor(charges, 2026, given)
        for (const [index, { personId }] of charges.entries()) {
          const reference = references[index] as string
          const [before] = [...given].find(([, holders]) => holders.has(personId)) ?? []
          expect([...(given.get(reference) ?? [personId])]).toEqual([personId])
          expect(reference).toBe(before ?? reference)
        }
        for (const [index, { personId }] of charges.entries()) given.set(references[index] as string, new Set([personId]))
      }
    }))
  })

  it('has one fee for a kind and a year', () => {
    const [main] = rates as [(typeof rates)[0]]
    expect(mayHaveRate(rates, { ...main, fromYear: 2027 })?.rule).toBe('memberships.ratesOverlap')
    expect(mayHaveRate(rates, { ...main, fromYear: 2020, toYear: 2024 })).toBeUndefined()
    expect(mayHaveRate([], { ...main, fromYear: 2026, toYear: 2025 })?.rule).toBe('memberships.yearsBackwards')
  })

  it('is overdue the day after the due date', () => {
    const owed = { paidOn: null, isExempt: false, isWithdrawn: false }
    const states = (['2026-01-30', '2026-01-31', '2026-02-01'] as const).map((today) => feeStateOf({ ...owed, dueOn: '2026-01-31' }, today))
    expect(states).toEqual(['unpaid', 'unpaid', 'overdue'])
    expect(feeStateOf({ ...owed, paidOn: '2026-03-01', dueOn: '2026-01-31' }, '2026-04-01')).toBe('paid')
  })

  it('is owed by nobody who is exempt, nor once it has been withdrawn, but what was paid is paid', () => {
    const late = { paidOn: null, dueOn: '2026-01-31' as LocalDate, isExempt: false, isWithdrawn: false }
    const stateOf = (values: object) => feeStateOf({ ...late, ...values }, '2026-04-01')
    expect([stateOf({}), stateOf({ isExempt: true }), stateOf({ isWithdrawn: true }), stateOf({ isExempt: true, isWithdrawn: true }), stateOf({ isExempt: true, isWithdrawn: true, paidOn: '2026-05-01' })]).toEqual(['overdue', 'exempt', 'withdrawn', 'withdrawn', 'paid'])
  })
})

describe('A bankgiro number', () => {
  it('is read with and without hyphen, and its check digit is held to', () => {
    expect([readBankgiro('991-2346'), readBankgiro('9912346'), readBankgiro('991-2347'), readBankgiro('12')]).toEqual(['9912346', '9912346', undefined, undefined])
  })
})
