/** The report on children and young people in words: sheets for Excel and for looking at beforehand, in either language. */
import { youthBands, type YouthBand } from '#contract/reports.ts'
import type { MemberCountRule } from '#contract/memberships.ts'
import type { CellValue, WorkbookColumn } from '#core/documents/workbook.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'
import type { ReportFigure } from './rules.ts'
import { figureWords, type FigureWords, type ReportSheet } from './sheets.ts'
import { childBands, youthAmounts, youthCounts, type YouthCount, type YouthFigures, type YouthRow } from './youth-rules.ts'

/** What the report says about itself. */
export interface YouthFacts {
  readonly associationName: string
  readonly from: LocalDate
  readonly to: LocalDate
  /** The ages to show. */
  readonly bands: readonly YouthBand[]
  readonly memberCountRule: MemberCountRule
  readonly limit: number
  readonly madeBy: string
  readonly madeOn: LocalDate
}

interface Words extends FigureWords {
  readonly facts: YouthFacts
}

/** The sheets: overview, bodies, money, and the definitions. */
export function youthSheets(figures: YouthFigures, facts: YouthFacts, language: Language): ReportSheet[] {
  const words: Words = { ...figureWords(language, facts.limit), facts }
  return [overview(figures, words), bodies(figures, words), money(figures, words), definitions(words)]
}

type SheetName = 'youth' | 'youthBodies' | 'youthMoney' | 'definitions'

function sheet(name: SheetName, { t, facts }: Words, { columns, rows, lines = [] }: { columns: readonly WorkbookColumn[]; rows: readonly (readonly CellValue[])[]; lines?: readonly string[] }): ReportSheet {
  const isWithheld = rows.flat().some((cell) => typeof cell === 'object' && cell !== null)
  return {
    name: t(`reports.sheets.${name}`),
    title: t(`reports.titles.${name}`),
    lines: [
      t('reports.lines.youth', { association: facts.associationName, from: facts.from, to: facts.to }),
      ...lines,
      ...(isWithheld ? [t('documents.withheldNote', { limit: facts.limit })] : []),
    ],
    columns,
    rows,
    totals: [],
  }
}

/** Columns for the ages chosen, then for those under 18 together, then for all. */
function ageColumns({ t, facts }: Words, type: 'integer' | 'ore'): WorkbookColumn[] {
  return [...shownBands(facts).map((band) => t(`reports.youthBands.${band}`)), t('reports.columns.children'), t('reports.columns.youth')].map((header) => ({ header, type, width: 18 }))
}

function shownBands({ bands }: YouthFacts): YouthBand[] {
  return youthBands.filter((band) => bands.includes(band))
}

function ageCells(row: YouthRow<ReportFigure>, facts: YouthFacts, say: (figure: ReportFigure) => CellValue): CellValue[] {
  const sayOrNothing = (figure: ReportFigure | undefined) => (figure ? say(figure) : null)
  return [...shownBands(facts).map((band) => sayOrNothing(row.bands[band])), say(row.children), sayOrNothing(row.all)]
}

/** These rows count times or meetings, and are hidden by how many persons are behind them. */
const timed: ReadonlySet<YouthCount> = new Set(['ordinary', 'deputies', 'attendance', 'meetings', 'participants', 'completed'])

function overview(figures: YouthFigures, words: Words): ReportSheet {
  const { t, facts, cell, amount } = words
  const forTheYoung = figures.bodies.filter((body) => body.isForTheYoung)
  const whole = (label: string, count: number): CellValue[] => [label, ...shownBands(facts).map(() => null), null, count]
  return sheet('youth', words, {
    lines: [
      t('reports.lines.made', { name: facts.madeBy, date: facts.madeOn }),
      t('reports.lines.youthAges', { to: facts.to }),
      ...(figures.unapprovedMeetings > 0 ? [t('reports.lines.unapproved', { count: figures.unapprovedMeetings })] : []),
    ],
    columns: [{ header: t('reports.columns.figure'), type: 'text', width: 52 }, ...ageColumns(words, 'integer')],
    rows: [
      ...youthCounts.map((name): CellValue[] => [t(`reports.youthCounts.${name}`), ...ageCells(figures.counts[name], facts, timed.has(name) ? amount : cell)]),
      whole(t('reports.youthWhole.bodies'), forTheYoung.length),
      whole(t('reports.youthWhole.bodyMeetings'), forTheYoung.reduce((sum, body) => sum + body.meetings, 0)),
      whole(t('reports.youthWhole.meetings'), figures.meetings),
    ],
  })
}

function bodies(figures: YouthFigures, words: Words): ReportSheet {
  const { t, facts } = words
  const yesOrNo = (is: boolean) => t(is ? 'common.yes' : 'common.no')
  const [hasChildAges, hasAdultAges] = [facts.bands.some((band) => childBands.includes(band)), facts.bands.some((band) => !childBands.includes(band))]
  return sheet('youthBodies', words, {
    lines: [t('reports.lines.youthBodies')],
    columns: [
      { header: t('reports.columns.body'), type: 'text', width: 40 },
      { header: t('reports.columns.host'), type: 'text', width: 36 },
      { header: t('reports.columns.targetGroup'), type: 'text', width: 36 },
      { header: t('reports.columns.forTheYoung'), type: 'text', width: 24 },
      ...(hasChildAges ? [{ header: t('reports.columns.childrenSit'), type: 'text', width: 22 } as const] : []),
      ...(hasAdultAges ? [{ header: t('reports.columns.youngAdultsSit'), type: 'text', width: 22 } as const] : []),
      { header: t('reports.columns.meetings'), type: 'integer', width: 12 },
    ],
    rows: figures.bodies.map((body) => [
      body.name, body.hostName, body.targetGroup, yesOrNo(body.isForTheYoung), ...(hasChildAges ? [yesOrNo(body.hasChildren)] : []), ...(hasAdultAges ? [yesOrNo(body.hasYoungAdults)] : []), body.meetings,
    ]),
  })
}

function money(figures: YouthFigures, words: Words): ReportSheet {
  const { t, facts, amount } = words
  return sheet('youthMoney', words, {
    columns: [{ header: t('reports.columns.figure'), type: 'text', width: 32 }, ...ageColumns(words, 'ore')],
    rows: youthAmounts.map((name) => [t(`reports.overview.${name}`), ...ageCells(figures.amounts[name], facts, amount)]),
  })
}

const defined = [
  'period', 'ages', 'members', 'memberRule', 'seated', 'attendees', 'attendance', 'deputies', 'meetings', 'participants', 'completed', 'children', 'withGuardian', 'needConsent', 'withConsent',
  'bodies', 'sitting', 'money', 'proposals', 'small', 'protected',
] as const

function definitions(words: Words): ReportSheet {
  const { t, facts } = words
  const explain = (term: (typeof defined)[number]): string => {
    switch (term) {
      case 'period': return t('reports.definitions.period', { from: facts.from, to: facts.to })
      case 'members': return t('reports.definitions.members', { asOf: facts.to })
      case 'memberRule': return t(`reports.memberRules.${facts.memberCountRule}`, { year: facts.to.slice(0, 4) })
      case 'attendance': case 'deputies': case 'completed': case 'money': return t(`reports.definitions.${term}`)
      case 'small': return t('reports.definitions.small', { limit: facts.limit, highest: facts.limit - 1 })
      case 'protected': return t('reports.youthDefinitions.protected')
      default: return t(`reports.youthDefinitions.${term}`, { to: facts.to })
    }
  }
  const termOf = (term: (typeof defined)[number]): string => {
    switch (term) {
      case 'period': case 'members': case 'memberRule': case 'attendance': case 'deputies': case 'completed': case 'money': case 'small': case 'protected': return t(`reports.terms.${term}`)
      default: return t(`reports.youthTerms.${term}`)
    }
  }
  return sheet('definitions', words, {
    columns: [
      { header: t('reports.columns.term'), type: 'text', width: 34, isWrapped: true },
      { header: t('reports.columns.meaning'), type: 'text', width: 100, isWrapped: true },
    ],
    rows: defined.map((term) => [termOf(term), explain(term)]),
  })
}
