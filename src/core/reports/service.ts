import type { InputOf } from '#contract/base.ts'
import type { ReportEvent, ReportSheet as ShownSheet, reports } from '#contract/reports.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import { translator, type Language } from '#shared/i18n/index.ts'
import { NotFound, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { chosenRule } from '#core/memberships/index.ts'
import { lowestLimit } from '#core/documents/suppression.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { appendixSheets } from './appendices.ts'
import { count, type ReportScope } from './queries.ts'
import { figuresOf, type Counted } from './rules.ts'
import { sheetsOf, type ReportFacts, type ReportSheet } from './sheets.ts'
import { countYouth, type YouthScope } from './youth-queries.ts'
import { youthFiguresOf } from './youth-rules.ts'
import { youthSheets, type YouthFacts } from './youth-sheets.ts'

type Input<Name extends keyof typeof reports> = InputOf<(typeof reports)[Name]>
type FunderReport = Input<'preview'>

/** The longest period of a report, in years. Grants last three as a rule. */
const longestYears = 5

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The sheets of a funder's report, to be looked at. Nothing leaves the association, so nothing is journalled. */
export async function previewReport(call: Call, input: FunderReport, signal?: AbortSignal): Promise<{ sheets: ShownSheet[] }> {
  refuseUnfit(input, call.clock.today())
  const about = await readFacts(call, input)
  const counting = count(call.store.db, about.scope, signal)
  let step = await counting.next()
  while (!step.done) step = await counting.next()
  return { sheets: sheetsOf(figuresOf(step.value, about.facts.limit), about.facts, input.language).map(shown) }
}

/** Makes a funder's report as an Excel file, telling how far it has got. That it was given out, and why, is journalled. */
export async function runReport(call: Call, input: Input<'run'>, signal?: AbortSignal): Promise<AsyncGenerator<ReportEvent>> {
  refuseUnfit(input, call.clock.today())
  const { facts, scope } = await readFacts(call, input)
  return (async function* () {
    const counted: Counted = yield* progressOf(count(call.store.db, scope, signal))
    const t = translator(input.language)
    yield await finish(call, {
      sheets: sheetsOf(figuresOf(counted, facts.limit), facts, input.language),
      title: t('reports.documentTitle', { funder: facts.funderName }),
      fileName: t('reports.fileName', { from: facts.from, to: facts.to }),
      language: input.language, creator: facts.associationName, reason: input.reason, aboutGrantId: input.grantId, signal,
    })
  })()
}

/** The sheets of the report on the influence of children and young people, to be looked at. */
export async function previewYouth(call: Call, input: Input<'previewYouth'>, signal?: AbortSignal): Promise<{ sheets: ShownSheet[] }> {
  const { facts, scope } = await readYouthFacts(call, input)
  const counting = countYouth(call.store.db, scope, signal)
  let step = await counting.next()
  while (!step.done) step = await counting.next()
  return { sheets: youthSheets(youthFiguresOf(step.value, facts.limit), facts, input.language).map(shown) }
}

/** Makes the report on the influence of children and young people. That it was given out, and why, is journalled. */
export async function runYouth(call: Call, input: Input<'youth'>, signal?: AbortSignal): Promise<AsyncGenerator<ReportEvent>> {
  const { facts, scope, associationId } = await readYouthFacts(call, input)
  return (async function* () {
    const counted = yield* progressOf(countYouth(call.store.db, scope, signal))
    const t = translator(input.language)
    yield await finish(call, {
      sheets: youthSheets(youthFiguresOf(counted, facts.limit), facts, input.language),
      title: t('reports.titles.youth'),
      fileName: t('reports.youthFileName', { from: facts.from, to: facts.to }),
      language: input.language, creator: facts.associationName, reason: input.reason, aboutAssociationId: associationId, signal,
    })
  })()
}

/** Makes the annual report's list of assignments and calendar. It names persons, so that it was given out, and why, is journalled. */
export async function runAppendices(call: Call, input: Input<'appendices'>, signal?: AbortSignal): Promise<AsyncGenerator<ReportEvent>> {
  const today = call.clock.today()
  refuseUnfit({ ...input, asOf: today }, today)
  const association = await call.store.db.selectFrom('association').select(['id', 'name']).executeTakeFirstOrThrow()
  return (async function* () {
    yield { kind: 'progress', stage: 'meetings', done: 0, total: 2 }
    const to = input.to < today ? input.to : today
    const sheets = await appendixSheets(call.store.db, { from: input.from, to }, association.name, input.language)
    yield { kind: 'progress', stage: 'writing', done: 1, total: 2 }
    const t = translator(input.language)
    yield await finish(call, {
      sheets, title: t('reports.appendicesTitle'), fileName: t('reports.appendicesFileName', { from: input.from, to: input.to }), language: input.language,
      creator: association.name, reason: input.reason, aboutAssociationId: association.id, signal,
    })
  })()
}

async function* progressOf<Result>(steps: AsyncGenerator<{ stage: (ReportEvent & { kind: 'progress' })['stage']; done: number; total: number }, Result>): AsyncGenerator<ReportEvent, Result> {
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done) return step.value
    yield { kind: 'progress', ...step.value }
  }
}

interface Finishing {
  readonly sheets: readonly ReportSheet[]
  readonly title: string
  readonly fileName: string
  readonly language: Language
  readonly creator: string
  readonly reason: string
  readonly aboutGrantId?: string
  readonly aboutAssociationId?: string
  readonly signal: AbortSignal | undefined
}

/** Writes the file, journals that it was given out, and only then lays it where it can be fetched. */
async function finish(call: Call, { sheets, title, fileName, language, creator, reason, aboutGrantId, aboutAssociationId, signal }: Finishing): Promise<ReportEvent> {
  const bytes = await workbookBytes({ title, creator, language, createdAt: call.clock.now(), sheets }, signal ? { signal } : {})
  await call.store.transact(call.act(reason), async (writer) => {
    if (aboutGrantId !== undefined) writer.note('grants', aboutGrantId)
    if (aboutAssociationId !== undefined) writer.note('association', aboutAssociationId)
  })
  return { kind: 'finished', documentId: call.documents.put({ name: fileName, mediaType: excel, bytes }), name: fileName, byteCount: bytes.byteLength }
}

function refuseUnfit({ from, to, asOf }: { from: LocalDate; to: LocalDate; asOf: LocalDate }, today: LocalDate): void {
  const findings: FieldFinding[] = [
    ...(to < from ? [{ path: 'to', rule: 'reports.endsBeforeStart' } as const] : []),
    ...(from > today ? [{ path: 'from', rule: 'reports.notYet' } as const] : []),
    ...(to >= addYears(from, longestYears) ? [{ path: 'to', rule: 'reports.tooLong', params: { years: longestYears } } as const] : []),
    ...(asOf > today ? [{ path: 'asOf', rule: 'reports.asOfInFuture' } as const] : []),
  ]
  if (findings.length > 0) throw new ValidationFailure(findings)
}

/** What the report says about itself, and what is to be counted. @throws NotFound */
async function readFacts(call: Call, input: FunderReport): Promise<{ facts: ReportFacts; scope: ReportScope }> {
  const { db } = call.store
  const [association, grant, organisations] = await Promise.all([
    db.selectFrom('association').select(['name', 'memberCountRule', 'smallCountLimit']).executeTakeFirstOrThrow(),
    db
      .selectFrom('grants')
      .innerJoin('organisations', 'organisations.id', 'grants.funderOrganisationId')
      .select(['grants.name', 'grants.reference', 'organisations.name as funderName'])
      .where('grants.id', '=', input.grantId)
      .executeTakeFirst(),
    db.selectFrom('organisations').select(['id', 'name']).execute(),
  ])
  if (!grant) throw new NotFound()
  const today = call.clock.today()
  const memberCountRule = chosenRule(association)
  const period = { from: input.from, to: input.to < today ? input.to : today, asOf: input.asOf, coverage: input.coverage }
  return {
    scope: { grantId: input.grantId, ...period, memberCountRule },
    facts: {
      ...period,
      associationName: association.name,
      grantName: grant.name,
      funderName: grant.funderName,
      grantReference: grant.reference,
      memberCountRule,
      limit: Math.max(association.smallCountLimit, lowestLimit),
      madeBy: call.user.displayName,
      madeOn: today,
      hostNames: new Map(organisations.map((organisation) => [organisation.id, organisation.name])),
    },
  }
}

/** What the report on the young says about itself, and what is to be counted. */
async function readYouthFacts(call: Call, { from, to, bands }: Input<'previewYouth'>): Promise<{ facts: YouthFacts; scope: YouthScope; associationId: string }> {
  const today = call.clock.today()
  refuseUnfit({ from, to, asOf: today }, today)
  const association = await call.store.db.selectFrom('association').select(['id', 'name', 'memberCountRule', 'smallCountLimit']).executeTakeFirstOrThrow()
  const scope = { from, to: to < today ? to : today, memberCountRule: chosenRule(association) }
  return {
    scope,
    facts: { ...scope, bands, associationName: association.name, limit: Math.max(association.smallCountLimit, lowestLimit), madeBy: call.user.displayName, madeOn: today },
    associationId: association.id,
  }
}

function shown({ name, title, lines, columns, rows, totals }: ReportSheet): ShownSheet {
  return { name, title, lines: [...lines], columns: columns.map(({ header, type }) => ({ header, type })), rows: rows.map((row) => [...row]), totals: totals.map((row) => [...row]) }
}
