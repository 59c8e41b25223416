import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { methods } from '#contract/body-choices.ts'
import { partsOfDay, spokenLanguages, travelMeans } from '#contract/competence-choices.ts'
import { draw, unfilled, type Drawable, type Drawing } from '#core/competences/draw-rules.ts'
import { assess, kilometresBetween, languagesNamedIn, ranked, travelMinutes, type Candidate, type Wanted } from '#core/competences/rules.ts'

const today = '2026-11-21'
const nobody: Candidate = {
  wants: new Set(), can: new Set(), done: new Map(), areaIds: new Set(), languages: new Set(), ratherSpeaks: new Set(), courses: [], availability: [], municipalityCode: null, maxKilometres: null, maxTravelMinutes: null, maxWeeklyHours: null, travelMeans: new Set(),
  absences: [], load: { assignments: 0, meetingsIn30Days: 0, meetingsIn90Days: 0, courses: 0, audits: 0 }, hostIds: new Set(),
}
const anything: Wanted = {
  method: null, areaId: null, language: null, training: null, weekday: null, partOfDay: null, municipalityCode: null, isDigital: false, weeklyHours: null, date: null, maxLoad: null, notWithHostId: null,
}
const codesOf = (candidate: Partial<Candidate>, wanted: Partial<Wanted>) => assess({ ...nobody, ...candidate }, { ...anything, ...wanted }, today).reasons.map(({ code }) => code)

const candidates: fc.Arbitrary<Candidate> = fc.record({
  wants: fc.subarray(methods.slice(0, 4)).map((list) => new Set(list)),
  can: fc.subarray(methods.slice(0, 4)).map((list) => new Set(list)),
  done: fc.subarray(methods.slice(0, 4)).map((list) => new Map(list.map((method) => [method, 1] as const))),
  areaIds: fc.subarray(['a', 'b']).map((list) => new Set(list)),
  languages: fc.subarray(spokenLanguages.slice(0, 3)).map((list) => new Set(list)),
  ratherSpeaks: fc.subarray(spokenLanguages.slice(1, 3)).map((list) => new Set(list)),
  courses: fc.subarray(['Första hjälpen', 'Med starkare röst']),
  availability: fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), partOfDay: fc.constantFrom(...partsOfDay) }), { maxLength: 4 }),
  municipalityCode: fc.constantFrom(null, '0380', '0360', '0180'),
  maxKilometres: fc.constantFrom(null, 10, 60, 200),
  maxTravelMinutes: fc.constantFrom(null, 30, 120),
  maxWeeklyHours: fc.constantFrom(null, 2, 10),
  travelMeans: fc.subarray([...travelMeans]).map((list) => new Set(list)),
  absences: fc.constantFrom([], [{ startsOn: '2026-11-01' as const, endsOn: '2026-11-30' as const }]),
  load: fc.record({ assignments: fc.nat(4), meetingsIn30Days: fc.nat(4), meetingsIn90Days: fc.nat(4), courses: fc.nat(2), audits: fc.nat(2) }),
  hostIds: fc.subarray(['x', 'y']).map((list) => new Set(list)),
})
const wishes: fc.Arbitrary<Wanted> = fc.record({
  method: fc.constantFrom(null, ...methods.slice(0, 4)), areaId: fc.constantFrom(null, 'a', 'b'), language: fc.constantFrom(null, ...spokenLanguages.slice(0, 3)),
  training: fc.constantFrom(null, 'Första hjälpen'), weekday: fc.constantFrom(null, 1, 5), partOfDay: fc.constantFrom(null, ...partsOfDay), municipalityCode: fc.constantFrom(null, '0380', '0360'),
  isDigital: fc.boolean(), weeklyHours: fc.constantFrom(null, 4), date: fc.constantFrom(null, '2026-11-25' as const, '2027-02-01' as const), maxLoad: fc.constantFrom(null, 0, 2), notWithHostId: fc.constantFrom(null, 'x'),
})

/** The same person with one more thing that is asked for. */
function withFitting(candidate: Candidate, wanted: Wanted, which: number): Candidate {
  const { method, areaId, language, training, weekday, partOfDay } = wanted
  const additions: (() => Candidate)[] = [
    ...(method ? [() => ({ ...candidate, wants: new Set([...candidate.wants, method]) }), () => ({ ...candidate, can: new Set([...candidate.can, method]) })] : []),
    ...(areaId ? [() => ({ ...candidate, areaIds: new Set([...candidate.areaIds, areaId]) })] : []),
    ...(language ? [() => ({ ...candidate, languages: new Set([...candidate.languages, language]) })] : []),
    ...(training ? [() => ({ ...candidate, courses: [...candidate.courses, training] })] : []),
    ...(weekday !== null || partOfDay !== null ? [() => ({ ...candidate, availability: [...candidate.availability, { weekday: weekday ?? 3, partOfDay: partOfDay ?? ('evening' as const) }] })] : []),
  ]
  return additions[which % Math.max(additions.length, 1)]?.() ?? candidate
}

describe('Who fits what is needed', () => {
  it('says for each thing asked for what speaks for and against', () => {
    expect(codesOf({ wants: new Set(['council']), can: new Set(['council']), done: new Map([['council', 2]]) }, { method: 'council' })).toEqual(['wantsMethod', 'canMethod', 'hasDoneMethod'])
    expect(codesOf({}, { method: 'council', areaId: 'a', language: 'fi', training: 'Kurs' })).toEqual(['methodUnknown', 'areaUnknown', 'languageUnknown', 'notTrained'])
    expect(codesOf({ availability: [{ weekday: 2, partOfDay: 'evening' }] }, { weekday: 2 })).toEqual(['timeSuits'])
    expect(codesOf({ availability: [{ weekday: 2, partOfDay: 'evening' }] }, { weekday: 2, partOfDay: 'morning' })).toEqual(['timeDoesNotSuit'])
    expect(codesOf({ courses: ['FÖRSTA hjälpen'] }, { training: 'Första Hjälpen' })).toEqual(['isTrained'])
    expect(codesOf({ load: { ...nobody.load, assignments: 2, audits: 1 } }, { maxLoad: 2 })).toEqual(['loadTooHigh'])
    expect(codesOf({ hostIds: new Set(['x']) }, { notWithHostId: 'x' })).toEqual(['withHost'])
  })

  it('asks how far one comes, and not at all when it is digital', () => {
    expect(codesOf({ municipalityCode: '0380' }, { municipalityCode: '0380' })).toEqual(['sameMunicipality'])
    expect(codesOf({ municipalityCode: '0360', maxKilometres: 60 }, { municipalityCode: '0380' })).toEqual(['withinReach'])
    expect(codesOf({ municipalityCode: '0360', maxKilometres: 20 }, { municipalityCode: '0380' })).toEqual(['tooFar'])
    expect(codesOf({ municipalityCode: '0360' }, { municipalityCode: '0380' })).toEqual(['distanceUnknown'])
    expect(codesOf({ municipalityCode: '0380', travelMeans: new Set(['digitalOnly']) }, { municipalityCode: '0380' })).toEqual(['digitalOnly'])
    expect(codesOf({ travelMeans: new Set(['digitalOnly']) }, { municipalityCode: '0380', isDigital: true })).toEqual(['digitalSuits'])
  })

  it('asks how one travels, how long one will sit on the way, and how many hours a week one has', () => {
    const away = { municipalityCode: '0360', maxTravelMinutes: 60 } as const
    expect(codesOf({ ...away, travelMeans: new Set(['car']) }, { municipalityCode: '0380' })).toEqual(['withinTime', 'hasCar'])
    expect(codesOf({ ...away, travelMeans: new Set(['bus']) }, { municipalityCode: '0380' })).toEqual(['tooLong'])
    expect(codesOf({ ...away, maxKilometres: 60, travelMeans: new Set(['lift']) }, { municipalityCode: '0380' })).toEqual(['withinReach', 'withinTime', 'needsLift'])
    expect(codesOf({ municipalityCode: '0380', travelMeans: new Set(['lift']) }, { municipalityCode: '0380' })).toEqual(['sameMunicipality', 'needsLift'])
    expect(codesOf({ travelMeans: new Set(['car']) }, { isDigital: true })).toEqual([])
    expect(codesOf({ maxWeeklyHours: 6 }, { weeklyHours: 6 })).toEqual(['hoursSuit'])
    expect(codesOf({ maxWeeklyHours: 6 }, { weeklyHours: 8 })).toEqual(['hoursTooMany'])
    expect(codesOf({}, { weeklyHours: 8 })).toEqual(['hoursUnknown'])
  })

  it('hears a language also where it stands with a person’s details, as people write it', () => {
    expect(languagesNamedIn('Arabiska')).toEqual(['ar'])
    expect(languagesNamedIn('somaliska och engelska, Farsi')).toEqual(['so', 'en', 'fa'])
    expect(languagesNamedIn('teckenspråk')).toEqual(['swl'])
    expect(languagesNamedIn('meänkieli, romani och nordsamiska')).toEqual(['fit', 'rom', 'se'])
    expect(languagesNamedIn('klingonska')).toEqual([])
    expect(codesOf({ ratherSpeaks: new Set(['ar']) }, { language: 'ar' })).toEqual(['speaks'])
  })

  it('never takes longer with one more way to travel', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.subarray([...travelMeans], { minLength: 1 }), fc.constantFrom(...travelMeans), (kilometres, means, more) => {
        fc.pre(means.some((one) => one !== 'digitalOnly'))
        expect(travelMinutes(kilometres, new Set([...means, more]))).toBeLessThanOrEqual(travelMinutes(kilometres, new Set(means)))
      }),
    )
  })

  it('knows about how far it is between towns', () => {
    expect(kilometresBetween('0380', '0180')).toBeGreaterThan(55)
    expect(kilometresBetween('0380', '0180')).toBeLessThan(70)
    expect(kilometresBetween('0180', '1480')).toBeGreaterThan(380)
    expect(kilometresBetween('0380', '9999')).toBeNull()
  })

  it('never ranks anybody lower for a competence more that fits', () => {
    fc.assert(
      fc.property(fc.array(candidates, { minLength: 1, maxLength: 6 }), wishes, fc.nat(), fc.nat(), (list, wanted, who, which) => {
        const chosen = who % list.length
        const places = (people: readonly Candidate[]) => ranked(people.map((candidate, index) => ({ ...assess(candidate, wanted, today), nameSort: 'a', id: String(index) }))).findIndex(({ id }) => id === String(chosen))
        const better = list.map((candidate, index) => (index === chosen ? withFitting(candidate, wanted, which) : candidate))
        expect(places(better)).toBeLessThanOrEqual(places(list))
      }),
    )
  })

  it('never proposes one who is away without saying so, nor before one who is not', () => {
    fc.assert(
      fc.property(fc.array(candidates, { maxLength: 6 }), wishes, (list, wanted) => {
        const day = wanted.date ?? today
        const order = ranked(list.map((candidate, index) => ({ ...assess(candidate, wanted, today), nameSort: 'a', id: String(index), candidate })))
        for (const { candidate, isAbsent, reasons } of order) {
          expect(isAbsent).toBe(candidate.absences.some(({ startsOn, endsOn }) => startsOn <= day && (endsOn ?? day) >= day))
          expect(reasons.some(({ code, sign }) => code === 'absent' && sign === 'minus')).toBe(isAbsent)
        }
        expect(order.map(({ isAbsent }) => isAbsent)).toEqual(order.map(({ isAbsent }) => isAbsent).toSorted((a, b) => Number(a) - Number(b)))
      }),
    )
  })

  it('gives a reason exactly where something is asked for or somebody is away', () => {
    fc.assert(fc.property(candidates, (candidate) => assess(candidate, anything, today).reasons.every(({ code }) => code === 'absent')))
  })
})

const drawables: fc.Arbitrary<Drawable[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    values: fc.record({
      gender: fc.constantFrom([], ['woman'], ['man']), ageBand: fc.constantFrom([], ['18'], ['65']), municipality: fc.constantFrom([], ['0380'], ['0360']), subjectArea: fc.subarray(['a', 'b']),
    }),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
)
const drawings: fc.Arbitrary<Drawing> = fc.record({
  size: fc.integer({ min: 1, max: 12 }), drawRule: fc.constantFrom('lot', 'balanced'), seed: fc.string(), mix: fc.subarray(['gender', 'ageBand', 'municipality', 'subjectArea']),
  quotas: fc.constantFrom([], [{ dimension: 'gender', value: 'man', count: 2 }]),
})
const idsOf = (people: readonly Drawable[]) => people.map(({ id }) => id)

describe('Drawing a panel', () => {
  it('gives as many as there are to draw, each once, and the same whatever the order of the pool', () => {
    fc.assert(
      fc.property(drawables, drawings, (pool, drawing) => {
        const drawn = draw(pool, drawing)
        expect(drawn).toHaveLength(Math.min(drawing.size, pool.length))
        expect(new Set(idsOf(drawn)).size).toBe(drawn.length)
        expect(idsOf(draw(pool.toReversed(), drawing))).toEqual(idsOf(drawn))
      }),
    )
  })

  it('fills what is asked for of each where there are so many', () => {
    fc.assert(
      fc.property(drawables, drawings, (pool, drawing) => {
        fc.pre(drawing.drawRule === 'balanced' && drawing.quotas.every(({ count, value }) => count <= drawing.size && pool.filter(({ values }) => values.gender.includes(value)).length >= count))
        expect(unfilled(draw(pool, drawing), drawing.quotas)).toEqual([])
      }),
    )
  })

  it('draws a replacement who has not been in the panel', () => {
    fc.assert(
      fc.property(drawables, drawings, (pool, drawing) => {
        const drawn = draw(pool, drawing)
        const [replacement] = draw(pool, { ...drawing, size: 1 }, drawn.slice(1), new Set(idsOf(drawn)))
        expect(replacement === undefined).toBe(drawn.length === pool.length)
        if (replacement) expect(idsOf(drawn)).not.toContain(replacement.id)
      }),
    )
  })

  it('evens out groups of equal size, also those who have not said', () => {
    const pool = ['woman', 'man', ''].flatMap((gender) => Array.from({ length: 10 }, (_, index): Drawable => ({ id: `${gender}${index}`, values: { gender: gender ? [gender] : [], ageBand: [], municipality: [], subjectArea: [] } })))
    const drawn = draw(pool, { size: 9, drawRule: 'balanced', seed: 'frö', mix: ['gender'], quotas: [] })
    expect([...Map.groupBy(drawn, ({ values }) => values.gender[0] ?? '').values()].map((group) => group.length)).toEqual([3, 3, 3])
  })

  it('depends on the seed', () => {
    const pool = Array.from({ length: 40 }, (_, index): Drawable => ({ id: String(index), values: { gender: [], ageBand: [], municipality: [], subjectArea: [] } }))
    const drawn = (seed: string) => idsOf(draw(pool, { size: 5, drawRule: 'lot', seed, mix: [], quotas: [] }))
    expect(drawn('ett')).not.toEqual(drawn('två'))
  })
})
