import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { youthBands, type YouthBand } from '#contract/reports.ts'
import type { ReportFigure } from '#core/reports/rules.ts'
import { isForTheYoung, youthBandOn, youthFiguresOf, type ChildTakingPart, type OfYoung, type YouthCounted, type YouthFigures } from '#core/reports/youth-rules.ts'
import { youthSheets, type YouthFacts } from '#core/reports/youth-sheets.ts'

const nobody: YouthCounted = { members: [], seated: [], children: [], attendances: [], participants: [], money: [], bodies: [], meetings: 0, unapprovedMeetings: 0 }
const facts: YouthFacts = {
  associationName: 'Brukarrådet', from: '2025-01-01', to: '2025-12-31', bands: youthBands, memberCountRule: 'membership', limit: 5, madeBy: 'Karin Kassör', madeOn: '2026-01-15',
}

function young(count: number, band: YouthBand, prefix: string = band): OfYoung[] {
  return Array.from({ length: count }, (_, index) => ({ personId: `${prefix}${index}`, band }))
}

/** These members, and those of them who are children, each with a guardian. */
function membersAnd(members: readonly OfYoung[]): Pick<YouthCounted, 'members' | 'children'> {
  return { members, children: members.filter(({ band }) => band !== 'age18to25').map((one) => ({ ...one, hasGuardian: true, needsConsent: false, hasConsent: true })) }
}

function allFigures({ counts, amounts }: YouthFigures): ReportFigure[] {
  return [...Object.values(counts), ...Object.values(amounts)].flatMap((row) => [...Object.values(row.bands), row.children, ...(row.all ? [row.all] : [])])
}

describe('the ages of the young', () => {
  it('are whole years on the day, until the day she turns 26', () => {
    const ages = (on: `${number}-${number}-${number}`) => youthBandOn('2008-06-15', on)
    expect(ages('2008-06-14')).toBeUndefined()
    expect(ages('2008-06-15')).toBe('age0to11')
    expect(ages('2020-06-14')).toBe('age0to11')
    expect(ages('2020-06-15')).toBe('age12to15')
    expect(ages('2024-06-15')).toBe('age16to17')
    expect(ages('2026-06-14')).toBe('age16to17')
    expect(ages('2026-06-15')).toBe('age18to25')
    expect(ages('2034-06-14')).toBe('age18to25')
    expect(ages('2034-06-15')).toBeUndefined()
    expect(youthBandOn(null, '2026-01-01')).toBeUndefined()
  })

  it('are meant by a target group that says so in plain words', () => {
    for (const group of ['Barn och unga i BUP', 'Skolelever', 'Ungdomar 13–17 år', 'unga vuxna', 'Tonåringar', 'Children in care', 'Young people', 'Förskolebarn']) expect(isForTheYoung(group), group).toBe(true)
    for (const group of ['Patienter i vuxenpsykiatrin', 'Relevanta parter', 'Barnmorskor', 'Ungefär alla', null]) expect(isForTheYoung(group), String(group)).toBe(false)
  })
})

describe('the figures on children and young people', () => {
  it('are shown by age, with children and all of them summed', () => {
    const members = [...young(6, 'age12to15'), ...young(8, 'age16to17'), ...young(20, 'age18to25')]
    const { members: row } = youthFiguresOf({ ...nobody, ...membersAnd(members) }, 5).counts
    expect(youthBands.map((band) => row.bands[band]?.value)).toEqual([0, 6, 8, 20])
    expect([row.children.value, row.all?.value]).toEqual([14, 34])
  })

  it('hide a few, and another so that the sum does not give them away', () => {
    const members = [...young(2, 'age12to15'), ...young(8, 'age16to17'), ...young(20, 'age18to25')]
    const { members: row } = youthFiguresOf({ ...nobody, ...membersAnd(members) }, 5).counts
    expect(row.bands.age12to15).toEqual({ value: null, mark: 'small' })
    expect(row.bands.age16to17?.value).toBeNull()
    expect(row.children.value).toBe(10)
  })

  it('hide how often a single child came: six meetings of one are not six persons', () => {
    const attendances = Array.from({ length: 6 }, (_, meeting) => ({ personId: 'x', band: 'age12to15' as const, meetingId: String(meeting), heldOn: '2025-03-01' as const, isDeputy: false }))
    const { counts } = youthFiguresOf({ ...nobody, attendances }, 5)
    expect([counts.attendees, counts.ordinary, counts.attendance, counts.meetings].map((row) => row.children.value)).toEqual([null, null, null, null])
    expect(counts.deputies.children.value).toBe(0)
  })

  it('count ordinary and deputies each for themselves, and one who grows older once', () => {
    const attendances = Array.from({ length: 6 }, (_, index) => [
      { personId: `p${index}`, band: 'age16to17' as const, meetingId: 'first', heldOn: '2025-03-01' as const, isDeputy: false },
      { personId: `p${index}`, band: 'age18to25' as const, meetingId: 'second', heldOn: '2025-09-01' as const, isDeputy: true },
    ]).flat()
    const { counts } = youthFiguresOf({ ...nobody, attendances }, 5)
    expect([counts.attendees.bands.age16to17?.value, counts.attendees.bands.age18to25?.value]).toEqual([6, 0])
    expect([counts.ordinary.all?.value, counts.deputies.all?.value, counts.attendance.all?.value, counts.meetings.all?.value]).toEqual([6, 6, 12, 2])
  })

  it('do not tell that one child lacks a guardian or a consent', () => {
    const child = (index: number): ChildTakingPart => ({ personId: `c${index}`, band: 'age0to11', hasGuardian: index > 0, needsConsent: true, hasConsent: index > 0 })
    const children = Array.from({ length: 8 }, (_, index) => child(index))
    const { counts } = youthFiguresOf({ ...nobody, members: children, children }, 5)
    expect(counts.children.children.value).toBe(8)
    expect(counts.withGuardian.children.value).toBeNull()
    expect(counts.withConsent.children.value).toBeNull()
    expect(counts.withGuardian.bands.age18to25).toBeUndefined()
  })

  it('never show a figure of fewer than five, whatever was counted', () => {
    const one = fc.record({ personId: fc.integer({ min: 0, max: 12 }).map(String), band: fc.constantFrom(...youthBands) })
    const several = <Extra extends object>(extra: Record<string, fc.Arbitrary<unknown>>) =>
      fc.array(fc.tuple(one, fc.record(extra)).map(([person, more]) => ({ ...person, ...more }) as OfYoung & Extra), { maxLength: 14 })
    const meetingsOf = several<YouthCounted['attendances'][number]>({ meetingId: fc.constantFrom('m', 'n', 'o'), heldOn: fc.constant('2025-03-01'), isDeputy: fc.boolean() })
    const moneyOf = several<YouthCounted['money'][number]>({ stipendOre: fc.constantFrom(0, 106_600), travelOre: fc.constantFrom(0, 7_500) })
    const takingPart = several<YouthCounted['participants'][number]>({ hasCompleted: fc.boolean() })
    fc.assert(
      fc.property(meetingsOf, moneyOf, takingPart, (attendances, money, participants) => {
        const { counts, amounts } = youthFiguresOf({ ...nobody, attendances, money, participants }, 5)
        const behind = (items: readonly OfYoung[], bands: readonly YouthBand[]) => new Set(items.flatMap(({ personId, band }) => (bands.includes(band) ? personId : []))).size
        for (const [row, items] of [[counts.attendance, attendances], [counts.participants, participants], [amounts.money, money]] as const) {
          for (const band of youthBands) {
            const persons = behind(items, [band])
            if (persons > 0 && persons < 5) expect(row.bands[band]?.value).toBeNull()
          }
        }
        expect(allFigures({ counts: { ...counts, meetings: counts.attendees }, amounts, bodies: [], meetings: 0, unapprovedMeetings: 0 }).filter(({ value }) => value !== null && value > 0 && value < 5)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the sheets of the report on the young', () => {
  const figures = youthFiguresOf({ ...nobody, ...membersAnd([...young(2, 'age12to15'), ...young(8, 'age16to17'), ...young(20, 'age18to25')]), meetings: 3 }, 5)

  it('show the ages chosen, and the same figures whichever are chosen', () => {
    const rowOf = (bands: readonly YouthBand[]) => youthSheets(figures, { ...facts, bands }, 'sv')[0]?.rows[0]
    expect(rowOf(youthBands)).toEqual(['Medlemmar', 0, { note: 'färre än 5' }, { note: '–' }, 20, 10, 30])
    expect(rowOf(['age16to17', 'age18to25'])).toEqual(['Medlemmar', { note: '–' }, 20, 10, 30])
    expect(youthSheets(figures, { ...facts, bands: ['age18to25'] }, 'sv')[1]?.columns.map(({ header }) => header)).not.toContain('Under 18 år med plats')
  })

  it('define every figure, in both languages', () => {
    for (const language of ['sv', 'en'] as const) {
      const sheets = youthSheets(figures, facts, language)
      expect(sheets.map(({ name }) => name)).toEqual(language === 'sv' ? ['Barn och unga', 'Grupper', 'Arvode och resor', 'Definitioner'] : ['Children and young', 'Bodies', 'Stipends and travel', 'Definitions'])
      expect(sheets.at(-1)?.rows).toHaveLength(21)
    }
    expect(youthSheets(figures, facts, 'sv').at(-1)?.rows.map((row) => row[1]).join(' ')).toContain('Barn är alla under 18 år')
  })
})
