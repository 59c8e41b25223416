import { describe, expect, it } from 'vitest'
import { sentence } from '#shared/i18n/index.ts'
import { kronor } from '#shared/money.ts'
import { approveFinding, claimFor, claimState, payableFinding, rejectFinding, type Attendee, type BodyTerms, type ClaimDraft } from '#core/claims/rules.ts'
import { nationalPercentageTerms, type Tariff } from '#core/tariffs/rules.ts'
import { shippedFigures } from '#core/tariffs/statutory-figures.ts'

const tariff: Tariff = { name: 'Procentmodellen', model: 'percentage', versions: [{ startsOn: '2021-01-01', endsOn: null, ...nationalPercentageTerms }] }
const council: BodyTerms = { payer: 'association', tariff, travelRule: 'taxFree', deputiesPaid: 'always' }
const meeting = { heldOn: '2026-10-14', minutes: 180 } as const
const attendee = (values: Partial<Attendee> = {}): Attendee => ({ personId: 'p', role: 'ordinary', travelMinutes: 0, drivenKilometres: 0, hasDeclinedStipend: false, ...values })
const claim = (values: Partial<Attendee> = {}, terms: Partial<BodyTerms> = {}) =>
  claimFor({ attendee: attendee(values), terms: { ...council, ...terms }, meeting, figures: shippedFigures }) as ClaimDraft

describe('a claim out of an attendance', () => {
  it('gives everyone present the stipend of the tariff', () => {
    expect(claim().lines).toMatchObject([{ kind: 'stipend', amountOre: kronor(1065.6), isTaxable: true }])
  })

  it('worked example 9: own car 84 km gives 210 kr, tax free or taxed as the body’s travel rule says', () => {
    expect(claim({ drivenKilometres: 84 }).lines[1]).toMatchObject({ kind: 'mileage', amountOre: kronor(210), isTaxable: false, quantity: 84 })
    expect(claim({ drivenKilometres: 84 }, { travelRule: 'taxable' }).lines[1]).toMatchObject({ amountOre: kronor(210), isTaxable: true })
    expect(claim({ drivenKilometres: 84 }, { travelRule: 'undecided' }).lines[1]).toMatchObject({ isTaxable: true, explanation: { travelRule: 'undecided' } })
  })

  it('worked example 13: one who declines the stipend gets thanks, and travel all the same', () => {
    expect(claim({ hasDeclinedStipend: true, drivenKilometres: 40 })).toMatchObject({
      isStipendDeclined: true, isThanked: true, lines: [{ kind: 'mileage', amountOre: kronor(100) }], notes: [{ rule: 'claims.stipendDeclined' }],
    })
    expect(claim({ hasDeclinedStipend: true })).toMatchObject({ isThanked: true, lines: [] })
  })

  it.each([
    ['host', 'Värden betalar arvodet. Kontrollera att värden inte också betalar resan.'],
    ['nobody', 'Ingen betalar arvode för den här gruppen.'],
  ] as const)('gives no stipend where %s pays, and says so', (payer, why) => {
    const draft = claim({ drivenKilometres: 10, hasDeclinedStipend: true }, { payer })
    expect(draft).toMatchObject({ isStipendDeclined: false, isThanked: false })
    expect(draft.lines.map((line) => line.kind)).toEqual(['mileage'])
    expect(draft.notes.map((note) => sentence(note, 'sv'))).toEqual([why])
  })

  it('is paid by the association also where the host is invoiced', () => {
    expect(claim({}, { payer: 'associationInvoicesHost' }).lines).toHaveLength(1)
  })

  it('stops where no tariff is chosen or a figure is missing', () => {
    expect(claim({}, { tariff: null })).toEqual({ rule: 'claims.tariffNotChosen' })
    const late = claimFor({ attendee: attendee({ drivenKilometres: 3 }), terms: { ...council, payer: 'nobody' }, meeting: { ...meeting, heldOn: '2028-01-10' }, figures: shippedFigures })
    expect(late).toEqual({ rule: 'tariffs.figureMissing', params: { figure: 'mileageOwnCar', year: '2028' } })
  })

  it('has no mileage for one who did not drive', () => {
    expect(claim({ travelMinutes: 90 }).lines.map((line) => line.kind)).toEqual(['stipend'])
  })
})

describe('where a claim stands', () => {
  const submitted = { personId: 'anna', approvedAt: null, rejectedAt: null, payoutId: null, paidAt: null }
  const approved = { ...submitted, approvedAt: '2026-11-01T08:00:00.000Z' } as const
  const rejected = { ...submitted, rejectedAt: '2026-11-01T08:00:00.000Z' } as const
  const inPayout = { ...approved, payoutId: 'payout' }
  const paid = { ...inPayout, paidAt: '2026-11-20T08:00:00.000Z' } as const

  it('follows from its moments', () => {
    expect([submitted, approved, rejected, inPayout, paid].map(claimState)).toEqual(['submitted', 'approved', 'rejected', 'inPayout', 'paid'])
  })

  it('is approved once, and never by the one it is for', () => {
    expect(approveFinding(submitted, 'bo')).toBeUndefined()
    expect(approveFinding(submitted, null)).toBeUndefined()
    expect(approveFinding(submitted, 'anna')).toEqual({ rule: 'claims.ownClaim' })
    expect([approved, rejected, inPayout, paid].map((claim) => approveFinding(claim, 'bo')?.rule)).toEqual(Array(4).fill('claims.notWaiting'))
  })

  it('is rejected before it lies in a payout, and never by the one it is for', () => {
    expect([submitted, approved].map((claim) => rejectFinding(claim, 'bo'))).toEqual([undefined, undefined])
    expect(rejectFinding(submitted, 'anna')).toEqual({ rule: 'claims.ownClaim' })
    expect([rejected, inPayout, paid].map((claim) => rejectFinding(claim, 'bo')?.rule)).toEqual(Array(3).fill('claims.notRejectable'))
  })

  it('goes into one payout only, and only when approved', () => {
    expect(payableFinding(approved)).toBeUndefined()
    expect([submitted, rejected, inPayout, paid].map((claim) => payableFinding(claim)?.rule)).toEqual([
      'claims.notApproved', 'claims.notApproved', 'claims.alreadyInPayout', 'claims.alreadyInPayout',
    ])
  })
})
