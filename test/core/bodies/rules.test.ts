import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appointFinding, endFinding, endSeatFinding, inSeatOrder, isDeputyFor, isWithin, mandatesEndingWithin, type SeatPlace, type Term } from '#core/bodies/rules.ts'
import { activeOn, addDays, periodsOverlap, type LocalDate } from '#shared/dates.ts'

const always = { startsOn: '2020-01-01' as LocalDate, endsOn: null }
const seats: SeatPlace[] = [
  { id: 'o1', kind: 'ordinary', deputyForSeatId: null, ...always },
  { id: 'o2', kind: 'ordinary', deputyForSeatId: null, ...always },
  { id: 'd1', kind: 'deputy', deputyForSeatId: 'o1', ...always },
  { id: 'd2', kind: 'deputy', deputyForSeatId: 'o2', ...always },
  { id: 'pool', kind: 'deputy', deputyForSeatId: null, ...always },
]

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-01-01', days))
const period = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })).map(([startsOn, length]) => ({ startsOn, endsOn: length === null ? null : addDays(startsOn, length) }))
const term: fc.Arbitrary<Term> = fc
  .tuple(fc.constantFrom(...seats.map((seat) => seat.id)), fc.constantFrom('Anna', 'Bo', 'Cia', 'Dan'), period)
  .map(([seatId, personId, between]) => ({ seatId, personId, ...between }))

/** What comes of appointing one after the other, as far as the rules let one. */
function appointAll(wishes: readonly Term[]): Term[] {
  const terms: Term[] = []
  for (const wish of wishes) if (!appointFinding({ seats, terms }, wish)) terms.push(wish)
  return terms
}

const seatOf = (held: Term) => seats.find((seat) => seat.id === held.seatId) as SeatPlace

describe('Appointing', () => {
  it('never lets two hold a seat at a time, whatever is wished in whatever order', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 25 }), day, (wishes, date) => {
        const holders = appointAll(wishes).filter((held) => activeOn(held, date))
        expect(new Set(holders.map((held) => held.seatId)).size).toBe(holders.length)
      }),
    )
  })

  it('never makes anybody her own deputy, nor gives her two ordinary seats', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 25 }), (wishes) => {
        const terms = appointAll(wishes)
        for (const [index, a] of terms.entries()) {
          for (const b of terms.slice(index + 1)) {
            if (a.personId !== b.personId || !periodsOverlap(a, b)) continue
            expect(isDeputyFor(seatOf(a), seatOf(b))).toBe(false)
            expect(seatOf(a).kind === 'ordinary' && seatOf(b).kind === 'ordinary').toBe(false)
          }
        }
      }),
    )
  })

  it('does not depend on which of two colliding terms came first', () => {
    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(appointFinding({ seats, terms: [a] }, b) === undefined).toBe(appointFinding({ seats, terms: [b] }, a) === undefined)
      }),
    )
  })

  it('lets a person be deputy for someone else than herself', () => {
    const terms = [{ seatId: 'o1', personId: 'Anna', ...always }]
    expect(appointFinding({ seats, terms }, { seatId: 'd1', personId: 'Anna', ...always })).toEqual({ rule: 'bodies.ownDeputy' })
    expect(appointFinding({ seats, terms }, { seatId: 'pool', personId: 'Anna', ...always })).toEqual({ rule: 'bodies.ownDeputy' })
    expect(appointFinding({ seats, terms }, { seatId: 'd2', personId: 'Anna', ...always })).toBeUndefined()
    expect(appointFinding({ seats, terms }, { seatId: 'd1', personId: 'Bo', ...always })).toBeUndefined()
  })

  it('lets the next term begin the day after the last one ended, and not the same day', () => {
    const terms = [{ seatId: 'o1', personId: 'Anna', startsOn: '2024-01-01', endsOn: '2025-12-31' }] as const
    expect(appointFinding({ seats, terms }, { seatId: 'o1', personId: 'Bo', startsOn: '2025-12-31', endsOn: null })).toEqual({ rule: 'bodies.seatTaken' })
    expect(appointFinding({ seats, terms }, { seatId: 'o1', personId: 'Anna', startsOn: '2025-12-31', endsOn: null })).toEqual({ rule: 'bodies.alreadyInSeat' })
    expect(appointFinding({ seats, terms }, { seatId: 'o1', personId: 'Bo', startsOn: '2026-01-01', endsOn: null })).toBeUndefined()
  })

  it('keeps a term inside its seat’s time', () => {
    fc.assert(
      fc.property(period, period, (seatPeriod, between) => {
        const seat: SeatPlace = { id: 'o1', kind: 'ordinary', deputyForSeatId: null, ...seatPeriod }
        const finding = appointFinding({ seats: [seat], terms: [] }, { seatId: 'o1', personId: 'Anna', ...between })
        expect(finding === undefined).toBe(isWithin(between, seatPeriod))
      }),
    )
  })
})

describe('Ending', () => {
  it('is never before the beginning and never later than an end already decided', () => {
    fc.assert(
      fc.property(period, day, (between, endsOn) => {
        const allowed = endFinding(between, endsOn) === undefined
        expect(allowed).toBe(endsOn >= between.startsOn && (between.endsOn === null || endsOn <= between.endsOn))
      }),
    )
  })

  it('of a seat waits for whoever holds it or its deputy seat', () => {
    const terms = [{ seatId: 'd1', personId: 'Bo', startsOn: '2025-01-01', endsOn: '2026-06-30' }] as const
    expect(endSeatFinding({ seats, terms }, 'o1', '2026-03-01')).toEqual({ rule: 'bodies.seatHeldLater' })
    expect(endSeatFinding({ seats, terms }, 'o1', '2026-06-30')).toBeUndefined()
    expect(endSeatFinding({ seats, terms }, 'o2', '2026-03-01')).toBeUndefined()
  })
})

describe('Mandates that end soon', () => {
  it('are those in force that end within the days, unless somebody follows', () => {
    const ending = { seatId: 'o1', personId: 'Anna', startsOn: '2025-01-01', endsOn: '2026-12-31' } as const
    expect(mandatesEndingWithin([ending], '2026-11-21', 42)).toEqual([ending])
    expect(mandatesEndingWithin([ending], '2026-11-21', 39)).toEqual([])
    expect(mandatesEndingWithin([ending], '2027-01-01', 42)).toEqual([])
    const follower = { seatId: 'o1', personId: 'Bo', startsOn: '2027-01-01', endsOn: null } as const
    expect(mandatesEndingWithin([ending, follower], '2026-11-21', 42)).toEqual([])
  })
})

describe('The order of seats', () => {
  it('puts deputies by rank after their ordinary seat and the pool last', () => {
    const placed = [
      { id: 'pool', kind: 'deputy', position: 1, deputyForPosition: null, rank: 1 },
      { id: 'second', kind: 'deputy', position: 2, deputyForPosition: 1, rank: 2 },
      { id: 'two', kind: 'ordinary', position: 2, deputyForPosition: null, rank: null },
      { id: 'first', kind: 'deputy', position: 3, deputyForPosition: 1, rank: 1 },
      { id: 'one', kind: 'ordinary', position: 1, deputyForPosition: null, rank: null },
    ]
    expect(inSeatOrder(placed).map((seat) => seat.id)).toEqual(['one', 'first', 'second', 'two', 'pool'])
  })
})
