/** A funder's report in words: sheets for Excel and for looking at beforehand, in either language. */
import { translator, type Language } from '#shared/i18n/index.ts'
import { timesFraction } from '#shared/money.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { CellValue, WorkbookColumn, WorkbookSheet } from '#core/documents/workbook.ts'
import type { MemberCountRule } from '#contract/memberships.ts'
import { ageBands } from '#core/memberships/index.ts'
import { genderColumns, levelColumns, type FigureRow, type FigureTable, type ReportFigure, type ReportFigures } from './rules.ts'

/** What a report says about itself. */
export interface ReportFacts {
  readonly associationName: string
  readonly grantName: string
  readonly funderName: string
  readonly grantReference: string | null
  readonly from: LocalDate
  readonly to: LocalDate
  readonly asOf: LocalDate
  readonly coverage: 'everything' | 'grant'
  readonly memberCountRule: MemberCountRule
  readonly limit: number
  readonly madeBy: string
  readonly madeOn: LocalDate
  /** The hosts' names by their ids. */
  readonly hostNames: ReadonlyMap<string, string>
}

/** A sheet whose rows are all there, so that it can be shown before it is written. */
export interface ReportSheet extends WorkbookSheet {
  readonly title: string
  readonly lines: readonly string[]
  readonly rows: readonly (readonly CellValue[])[]
  readonly totals: readonly (readonly CellValue[])[]
}

/** The sheets of a report: overview, one per breakdown, and the definitions. */
export function sheetsOf(figures: ReportFigures, facts: ReportFacts, language: Language): ReportSheet[] {
  const words: Words = { ...figureWords(language, facts.limit), facts }
  return [
    overview(figures, facts, words),
    membersByMunicipality(figures, words),
    membersByAge(figures, words),
    bodiesByHost(figures, facts, words),
    meetings('meetingsByHost', figures.meetingsByHost, (hostId) => hostName(facts, hostId, words), words),
    meetings('meetingsByLevel', orderLevels(figures.meetingsByLevel), (level) => words.t(`reports.levels.${level}`), words),
    moneyByHost(figures, facts, words),
    rounds(figures, words),
    definitions(facts, words),
  ]
}

/** How figures are said. */
export interface FigureWords {
  readonly t: ReturnType<typeof translator>
  /** A count, or what stands in its place. */
  cell(figure: ReportFigure): CellValue
  /** An amount or a time, or what stands in its place: too few persons are behind it. */
  amount(figure: ReportFigure): CellValue
}

interface Words extends FigureWords {
  readonly facts: ReportFacts
}

/** How figures are said in a language, and what stands in the place of those about fewer than the limit. */
export function figureWords(language: Language, limit: number): FigureWords {
  const t = translator(language)
  const withheld = { note: t('documents.withheld') }
  const small = { note: t('documents.fewerThan', { limit }) }
  const fewPersons = { note: t('documents.fewerPersonsThan', { limit }) }
  return {
    t,
    cell: ({ value, mark }) => (mark === 'shown' ? value : { small, withheld }[mark]),
    amount: ({ value, mark }) => (mark === 'shown' ? value : { small: fewPersons, withheld }[mark]),
  }
}

type SheetName = 'overview' | 'membersByMunicipality' | 'membersByAge' | 'bodiesByHost' | 'meetingsByHost' | 'meetingsByLevel' | 'moneyByHost' | 'rounds' | 'definitions'

interface SheetParts {
  readonly columns: readonly WorkbookColumn[]
  readonly rows: readonly (readonly CellValue[])[]
  readonly totals?: readonly (readonly CellValue[])[]
  readonly lines?: readonly string[]
}

/** Every sheet says the same of whom and when, and what a withheld figure means where there is one. */
function sheet(name: SheetName, { t, facts }: Words, { columns, rows, totals = [], lines = [] }: SheetParts): ReportSheet {
  const isWithheld = [...rows, ...totals].flat().some((cell) => typeof cell === 'object' && cell !== null)
  return {
    name: t(`reports.sheets.${name}`),
    title: t(`reports.titles.${name}`),
    lines: [
      t('reports.lines.grant', { association: facts.associationName, grant: facts.grantName, funder: facts.funderName }),
      t('reports.lines.period', { from: facts.from, to: facts.to, asOf: facts.asOf }),
      ...lines,
      ...(isWithheld ? [t('documents.withheldNote', { limit: facts.limit })] : []),
    ],
    columns,
    rows,
    totals,
  }
}

function overview(figures: ReportFigures, facts: ReportFacts, words: Words): ReportSheet {
  const { t } = words
  const [meetingCount, ordinary, deputies, , meetingMinutes] = figures.meetingsByHost.totals
  const [stipends, travel, money] = figures.moneyByHost.totals
  const [sessions, sessionMinutes, participants, completed] = figures.rounds.totals
  const count = (label: string, figure: ReportFigure | undefined): CellValue[] => [label, figure ? words.cell(figure) : null, null, null]
  const hours = (label: string, figure: ReportFigure | undefined): CellValue[] => [label, null, figure ? words.amount(figure) : null, null]
  const amount = (label: string, figure: ReportFigure | undefined): CellValue[] => [label, null, null, figure ? words.amount(figure) : null]
  return sheet('overview', words, {
    lines: [
      t(`reports.coverage.${facts.coverage}`),
      t('reports.lines.made', { name: facts.madeBy, date: facts.madeOn }),
      ...(figures.unapprovedMeetings > 0 ? [t('reports.lines.unapproved', { count: figures.unapprovedMeetings })] : []),
    ],
    columns: [
      { header: t('reports.columns.figure'), type: 'text', width: 44 },
      { header: t('reports.columns.count'), type: 'integer', width: 16 },
      { header: t('reports.columns.hours'), type: 'hours', width: 16 },
      { header: t('reports.columns.amount'), type: 'ore', width: 18 },
    ],
    rows: [
      count(t('reports.overview.members'), figures.membersByAge.totals.at(-1)),
      count(t('reports.overview.bodies'), figures.bodiesByHost.totals.at(-1)),
      count(t('reports.overview.meetings'), meetingCount),
      count(t('reports.overview.ordinary'), ordinary),
      count(t('reports.overview.deputies'), deputies),
      hours(t('reports.overview.hours'), meetingMinutes),
      amount(t('reports.overview.stipends'), stipends),
      amount(t('reports.overview.travel'), travel),
      amount(t('reports.overview.money'), money),
      count(t('reports.overview.recognitions'), figures.recognitions),
      count(t('reports.overview.rounds'), { value: figures.rounds.rows.length, mark: 'shown' }),
      count(t('reports.overview.sessions'), sessions),
      hours(t('reports.overview.sessionHours'), sessionMinutes),
      count(t('reports.overview.participants'), participants),
      count(t('reports.overview.completed'), completed),
    ],
  })
}

/** Columns for the genders, their sum, and the sum's share of all. */
function memberColumns({ t }: Words, first: WorkbookColumn): WorkbookColumn[] {
  return [
    first,
    ...genderColumns.map((gender): WorkbookColumn => ({ header: t(`reports.genders.${gender}`), type: 'integer', width: 14 })),
    { header: t('reports.columns.sum'), type: 'integer', width: 12 },
    { header: t('reports.columns.share'), type: 'percent' },
  ]
}

function memberRow(label: string, row: Pick<FigureRow<unknown>, 'figures'>, all: ReportFigure | undefined, { cell }: Words): CellValue[] {
  return [label, ...row.figures.map(cell), shareOf(row.figures.at(-1), all)]
}

/** A share is shown where both figures are, and so tells nothing more than they do. Hundredths of a percent. */
function shareOf(part: ReportFigure | undefined, all: ReportFigure | undefined): number | null {
  return part && all && part.value !== null && all.value !== null && all.value > 0 ? timesFraction(part.value, 10_000, all.value) : null
}

function membersByMunicipality({ membersByMunicipality: table }: ReportFigures, words: Words): ReportSheet {
  const { t } = words
  const all = table.totals.at(-1)
  const named = table.rows
    .map((row) => ({ row, name: row.key === null ? t('reports.notKnown') : (municipalityByCode(row.key)?.name ?? row.key) }))
    .toSorted((a, b) => Number(a.row.key === null) - Number(b.row.key === null) || (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
  return sheet('membersByMunicipality', words, {
    columns: memberColumns(words, { header: t('reports.columns.municipality'), type: 'text' }),
    rows: named.map(({ row, name }) => memberRow(name, row, all, words)),
    totals: [memberRow(t('reports.columns.sum'), { figures: table.totals }, all, words)],
  })
}

function membersByAge({ membersByAge: table }: ReportFigures, words: Words): ReportSheet {
  const { t } = words
  const all = table.totals.at(-1)
  const ordered = table.rows.toSorted((a, b) => (a.key ?? ageBands.length) - (b.key ?? ageBands.length))
  return sheet('membersByAge', words, {
    columns: memberColumns(words, { header: t('reports.columns.age'), type: 'text' }),
    rows: ordered.map((row) => memberRow(bandName(row.key, words), row, all, words)),
    totals: [memberRow(t('reports.columns.sum'), { figures: table.totals }, all, words)],
  })
}

function bandName(band: number | null, { t }: Words): string {
  if (band === null) return t('reports.notKnown')
  const [from, above] = [ageBands[band] ?? 0, ageBands[band + 1]]
  return above === undefined ? t('reports.ages.over', { from }) : t('reports.ages.between', { from: String(from), to: String(above - 1) })
}

function hostName(facts: ReportFacts, hostId: string | null, { t }: Words): string {
  return (hostId === null ? undefined : facts.hostNames.get(hostId)) ?? t('reports.noHost')
}

function byHostName<Key extends string | null>(table: FigureTable<Key>, facts: ReportFacts, words: Words): { name: string; row: FigureRow<Key> }[] {
  return table.rows.map((row) => ({ row, name: hostName(facts, row.key, words) })).toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
}

function bodiesByHost({ bodiesByHost: table }: ReportFigures, facts: ReportFacts, words: Words): ReportSheet {
  const { t, cell } = words
  return sheet('bodiesByHost', words, {
    lines: [t('reports.lines.bodiesAreNotPersons')],
    columns: [
      { header: t('reports.columns.host'), type: 'text', width: 40 },
      ...levelColumns.map((level): WorkbookColumn => ({ header: t(`reports.levels.${level}`), type: 'integer', width: 18 })),
      { header: t('reports.columns.sum'), type: 'integer', width: 12 },
    ],
    rows: byHostName(table, facts, words).map(({ name, row }) => [name, ...row.figures.map(cell)]),
    totals: [[t('reports.columns.sum'), ...table.totals.map(cell)]],
  })
}

function orderLevels(table: ReportFigures['meetingsByLevel']): ReportFigures['meetingsByLevel'] {
  return { ...table, rows: table.rows.toSorted((a, b) => levelColumns.indexOf(a.key) - levelColumns.indexOf(b.key)) }
}

function meetings<Key extends string>(sheetName: 'meetingsByHost' | 'meetingsByLevel', table: FigureTable<Key>, nameOf: (key: Key) => string, words: Words): ReportSheet {
  const { t, cell } = words
  const named = table.rows.map((row) => ({ row, name: nameOf(row.key) }))
  const ordered = sheetName === 'meetingsByHost' ? named.toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1)) : named
  return sheet(sheetName, words, {
    columns: [
      { header: t(sheetName === 'meetingsByHost' ? 'reports.columns.host' : 'reports.columns.level'), type: 'text', width: 40 },
      { header: t('reports.columns.meetings'), type: 'integer', width: 12 },
      { header: t('reports.columns.ordinary'), type: 'integer', width: 24 },
      { header: t('reports.columns.deputies'), type: 'integer', width: 24 },
      { header: t('reports.columns.attendance'), type: 'integer', width: 20 },
      { header: t('reports.columns.hours'), type: 'hours', width: 14 },
    ],
    rows: ordered.map(({ name, row }) => [name, ...row.figures.map(cell)]),
    totals: [[t('reports.columns.sum'), ...table.totals.map(cell)]],
  })
}

function moneyByHost({ moneyByHost: table }: ReportFigures, facts: ReportFacts, words: Words): ReportSheet {
  const { t, amount } = words
  return sheet('moneyByHost', words, {
    columns: [
      { header: t('reports.columns.host'), type: 'text', width: 40 },
      { header: t('reports.columns.stipends'), type: 'ore', width: 18 },
      { header: t('reports.columns.travel'), type: 'ore', width: 18 },
      { header: t('reports.columns.sum'), type: 'ore', width: 18 },
    ],
    rows: byHostName(table, facts, words).map(({ name, row }) => [name, ...row.figures.map(amount)]),
    totals: [[t('reports.columns.sum'), ...table.totals.map(amount)]],
  })
}

function rounds({ rounds: table }: ReportFigures, words: Words): ReportSheet {
  const { t, cell } = words
  return sheet('rounds', words, {
    columns: [
      { header: t('reports.columns.training'), type: 'text', width: 36 },
      { header: t('reports.columns.round'), type: 'text', width: 24 },
      { header: t('reports.columns.startsOn'), type: 'date' },
      { header: t('reports.columns.endsOn'), type: 'date' },
      { header: t('reports.columns.sessions'), type: 'integer', width: 12 },
      { header: t('reports.columns.hours'), type: 'hours', width: 12 },
      { header: t('reports.columns.participants'), type: 'integer', width: 14 },
      { header: t('reports.columns.completed'), type: 'integer', width: 14 },
    ],
    rows: table.rows.map(({ key, figures }) => [key.trainingName, key.roundName, key.startsOn, key.endsOn, ...figures.map(cell)]),
    totals: [[t('reports.columns.sum'), null, null, null, ...table.totals.map(cell)]],
  })
}

const defined = ['period', 'members', 'memberRule', 'municipality', 'age', 'gender', 'bodies', 'level', 'meetings', 'attendance', 'deputies', 'hours', 'money', 'recognitions', 'rounds', 'completed', 'small', 'protected'] as const

function definitions(facts: ReportFacts, words: Words): ReportSheet {
  const { t } = words
  const explain = (term: (typeof defined)[number]): string => {
    switch (term) {
      case 'period': return t('reports.definitions.period', { from: facts.from, to: facts.to })
      case 'members': return t('reports.definitions.members', { asOf: facts.asOf })
      case 'memberRule': return t(`reports.memberRules.${facts.memberCountRule}`, { year: facts.asOf.slice(0, 4) })
      case 'municipality': return t('reports.definitions.municipality', { asOf: facts.asOf })
      case 'age': return t('reports.definitions.age', { asOf: facts.asOf })
      case 'small': return t('reports.definitions.small', { limit: facts.limit, highest: facts.limit - 1 })
      default: return t(`reports.definitions.${term}`)
    }
  }
  return sheet('definitions', words, {
    lines: facts.grantReference === null ? [] : [t('reports.lines.reference', { reference: facts.grantReference })],
    columns: [
      { header: t('reports.columns.term'), type: 'text', width: 30, isWrapped: true },
      { header: t('reports.columns.meaning'), type: 'text', width: 100, isWrapped: true },
    ],
    rows: defined.map((term) => [t(`reports.terms.${term}`), explain(term)]),
  })
}
