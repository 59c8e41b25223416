import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ageBands, birthDatesOfBand } from '#core/memberships/counting.ts'
import { figuresOf, genderColumns, levelColumns, type Counted, type MemberCount, type ReportFigure, type ReportFigures } from '#core/reports/rules.ts'
import { addDays } from '#shared/dates.ts'
import { sheetsOf, type ReportFacts } from '#core/reports/sheets.ts'

const nothing: Counted = { members: [], bodies: [], meetings: [], money: [], recognitions: 0, rounds: [] }
const round = { trainingName: 'Med starkare röst', roundName: 'Våren', startsOn: '2025-02-01', endsOn: '2025-05-31' } as const
const facts: ReportFacts = {
  associationName: 'Brukarrådet', grantName: 'Verksamhetsbidrag', funderName: 'Folkhälsomyndigheten', grantReference: '04521', from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31',
  coverage: 'everything', memberCountRule: 'paidForYear', limit: 5, madeBy: 'Karin Kassör', madeOn: '2026-01-15', hostNames: new Map([['r', 'Region Uppsala'], ['k', 'Uppsala kommun']]),
}

function people(count: number, prefix: string): Set<string> {
  return new Set(Array.from({ length: count }, (_, index) => `${prefix}${index}`))
}

function shown(figures: readonly ReportFigure[]): (number | string | null)[] {
  return figures.map((figure) => figure.value ?? figure.mark)
}

/** Every figure of the report. */
function allFigures(figures: ReportFigures): ReportFigure[] {
  const { unapprovedMeetings: _unapproved, recognitions, ...tables } = figures
  return [recognitions, ...Object.values(tables).flatMap((table) => [...table.rows.flatMap((row) => row.figures), ...table.totals])]
}

describe('the members of a funder’s report', () => {
  it('are shown by municipality and by age, and the sums agree', () => {
    const members: MemberCount[] = [
      { municipalityCode: '0380', gender: 'woman', band: 3, count: 40 },
      { municipalityCode: '0380', gender: 'man', band: 3, count: 30 },
      { municipalityCode: '0319', gender: 'woman', band: 4, count: 12 },
      { municipalityCode: '0319', gender: 'man', band: 4, count: 8 },
    ]
    const { membersByMunicipality, membersByAge } = figuresOf({ ...nothing, members }, 5)
    expect(membersByMunicipality.rows.map((row) => [row.key, ...shown(row.figures)])).toEqual([['0380', 40, 30, 0, 0, 70], ['0319', 12, 8, 0, 0, 20]])
    expect(shown(membersByMunicipality.totals)).toEqual([52, 38, 0, 0, 90])
    expect(shown(membersByAge.totals)).toEqual([52, 38, 0, 0, 90])
  })

  it('hide a few, and as many others as it takes', () => {
    const members: MemberCount[] = [
      { municipalityCode: '0380', gender: 'woman', band: 3, count: 40 },
      { municipalityCode: '0380', gender: 'man', band: 3, count: 30 },
      { municipalityCode: '0319', gender: 'woman', band: 3, count: 12 },
      { municipalityCode: '0319', gender: 'man', band: 3, count: 2 },
    ]
    const { membersByMunicipality } = figuresOf({ ...nothing, members }, 5)
    expect(membersByMunicipality.rows.map((row) => shown(row.figures))).toEqual([
      ['withheld', 'withheld', 0, 0, 70],
      ['withheld', 'small', 0, 0, 14],
    ])
    expect(shown(membersByMunicipality.totals)).toEqual([52, 32, 0, 0, 84])
  })

  it('fall in the band of their age in whole years, on any day', () => {
    const day = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays('1920-01-01', days))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 36_500 }), (born, livedDays) => {
        const on = addDays(born, livedDays)
        const age = Temporal.PlainDate.from(born).until(on, { largestUnit: 'year' }).years
        ageBands.forEach((from, band) => {
          const { after, until } = birthDatesOfBand(band, on)
          const isInside = born <= until && (after === undefined || born > after)
          expect(isInside).toBe(age >= from && age < (ageBands[band + 1] ?? Number.POSITIVE_INFINITY))
        })
      }),
    )
  })
})

describe('attendance, pay and trainings of a funder’s report', () => {
  it('count a deputy who came beside the ordinary member', () => {
    const { meetingsByHost, meetingsByLevel } = figuresOf(
      { ...nothing, meetings: [{ hostId: 'r', level: 'system', meetings: 6, unapproved: 1, ordinary: 12, deputies: 9, minutes: 3_780 }, { hostId: 'k', level: 'unit', meetings: 5, unapproved: 0, ordinary: 10, deputies: 0, minutes: 1_200 }] },
      5,
    )
    expect(meetingsByHost.rows.map((row) => shown(row.figures))).toEqual([[6, 12, 9, 21, 3_780], [5, 10, 0, 10, 1_200]])
    expect(shown(meetingsByLevel.totals)).toEqual([11, 22, 9, 31, 4_980])
  })

  it('do not give a few away to one who knows which hosts a level has, and takes the other hosts from the level’s sum', () => {
    const of = (hostId: string, level: (typeof levelColumns)[number], ordinary: number) => ({ hostId, level, meetings: 4, unapproved: 0, ordinary, deputies: ordinary, minutes: 0 })
    const { meetingsByHost, meetingsByLevel } = figuresOf({ ...nothing, meetings: [of('r', 'system', 15), of('s', 'system', 6), of('k', 'unit', 20), of('t', 'unit', 3)] }, 5)
    const ordinary = (table: { readonly rows: readonly { readonly key: string; readonly figures: readonly ReportFigure[] }[] }, key: string) => table.rows.find((row) => row.key === key)?.figures[1]?.mark
    expect(ordinary(meetingsByHost, 't')).not.toBe('shown')
    expect([ordinary(meetingsByHost, 'k'), ordinary(meetingsByLevel, 'unit')]).not.toEqual(['shown', 'shown'])
  })

  it('show every sum where a host has bodies of two levels, unless the few at one of them could then be told', () => {
    const of = (hostId: string, level: (typeof levelColumns)[number], ordinary: number) => ({ hostId, level, meetings: 4, unapproved: 0, ordinary, deputies: 0, minutes: 0 })
    const isAllShown = (few: number) => {
      const { meetingsByHost, meetingsByLevel } = figuresOf({ ...nothing, meetings: [of('r', 'system', 15), of('r', 'unit', few), of('k', 'unit', 20)] }, 5)
      return [...meetingsByHost.rows, ...meetingsByLevel.rows].every((row) => row.figures[1]?.mark === 'shown')
    }
    expect(isAllShown(9)).toBe(true)
    // The level’s sum less the other host would give the two away, and so would the host’s sum less its other level.
    expect(isAllShown(2)).toBe(false)
  })

  it('hide amounts that few persons received', () => {
    const { moneyByHost } = figuresOf(
      {
        ...nothing,
        money: [
          { hostId: 'r', stipendOre: 1_278_720, travelOre: 210_000, stipendPersons: people(12, 'r'), travelPersons: people(7, 'r') },
          { hostId: 'k', stipendOre: 213_120, travelOre: 0, stipendPersons: people(2, 'k'), travelPersons: people(0, 'k') },
        ],
      },
      5,
    )
    expect(moneyByHost.rows.map((row) => shown(row.figures))).toEqual([
      ['withheld', 210_000, 'withheld'],
      ['small', 0, 'small'],
    ])
    expect(shown(moneyByHost.totals)).toEqual([1_491_840, 210_000, 1_701_840])
  })

  it('do not tell that two of eight did not complete', () => {
    const { rounds } = figuresOf({ ...nothing, rounds: [{ round, sessions: 9, minutes: 1_215, participants: 8, completed: 6 }] }, 5)
    expect(rounds.rows.map((row) => shown(row.figures))).toEqual([[9, 1_215, 8, 'withheld']])
    const both = figuresOf({ ...nothing, rounds: [{ round, sessions: 9, minutes: 1_215, participants: 8, completed: 8 }] }, 5).rounds
    expect(shown(both.totals)).toEqual([9, 1_215, 8, 8])
  })

  it('never show a small count of persons, whatever was counted', () => {
    const small = fc.nat({ max: 12 })
    const members = fc.array(
      fc.record({ municipalityCode: fc.constantFrom('0380', '0319', '0360', null), gender: fc.constantFrom(...genderColumns), band: fc.constantFrom(0, 2, 4, null), count: fc.integer({ min: 1, max: 12 }) }),
      { maxLength: 12 },
    )
    const meetings = fc.array(fc.record({ hostId: fc.constantFrom('r', 'k', 's'), level: fc.constantFrom(...levelColumns), meetings: fc.constant(0), unapproved: fc.constant(0), ordinary: small, deputies: small, minutes: fc.constant(0) }), { maxLength: 6 })
    const rounds = fc.array(fc.tuple(small, small).map(([some, more]) => ({ round, sessions: 0, minutes: 0, participants: some + more, completed: some })), { maxLength: 4 })
    fc.assert(
      fc.property(members, meetings, rounds, small, (memberCounts, meetingCounts, roundCounts, recognitions) => {
        const figures = figuresOf({ ...nothing, members: memberCounts, meetings: meetingCounts, rounds: roundCounts, recognitions }, 5)
        expect(allFigures(figures).filter((figure) => figure.value !== null && figure.value > 0 && figure.value < 5)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('the sheets of a funder’s report', () => {
  const figures = figuresOf(
    {
      ...nothing,
      members: [
        { municipalityCode: '0380', gender: 'woman', band: 3, count: 40 },
        { municipalityCode: null, gender: 'unknown', band: null, count: 9 },
        { municipalityCode: '0319', gender: 'man', band: 5, count: 3 },
        { municipalityCode: '0319', gender: 'woman', band: 0, count: 7 },
      ],
      meetings: [{ hostId: 'r', level: 'system', meetings: 6, unapproved: 1, ordinary: 12, deputies: 9, minutes: 3_780 }],
    },
    5,
  )

  it('have names in the language of the file, rows in Swedish order and the unknown last', () => {
    const sheets = sheetsOf(figures, facts, 'sv')
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      'Översikt', 'Medlemmar per kommun', 'Medlemmar per ålder', 'Grupper', 'Möten per värd', 'Möten per nivå', 'Arvode och resor', 'Utbildningar', 'Definitioner',
    ])
    expect(sheets[1]?.rows.map((row) => row[0])).toEqual(['Uppsala', 'Älvkarleby', 'Uppgift saknas'])
    expect(sheets[2]?.rows.map((row) => row[0])).toEqual(['0–17 år', '45–64 år', '80 år eller äldre', 'Uppgift saknas'])
    expect(sheetsOf(figures, facts, 'en')[1]?.rows.at(-1)?.[0]).toBe('Not known')
  })

  it('say what is withheld, only where something is', () => {
    const sheets = sheetsOf(figures, facts, 'sv')
    expect(sheets[1]?.rows[1]).toContainEqual({ note: '–' })
    expect(sheets[1]?.rows[1]).not.toContain(3)
    expect(sheets[1]?.lines.at(-1)).toContain('visas inte')
    expect(sheets[3]?.lines.join(' ')).not.toContain('visas inte')
    expect(sheets[0]?.lines.join(' ')).toContain('Ett möte saknar godkänd närvaro')
  })

  it('define every figure', () => {
    const definitions = sheetsOf(figures, facts, 'sv').at(-1)!
    expect(definitions.rows).toHaveLength(18)
    expect(definitions.rows.map((row) => row[1]).join(' ')).toContain('betalat avgiften för 2025')
  })
})
