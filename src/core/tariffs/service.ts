import type { InputOf } from '#contract/base.ts'
import { rateKinds, type tariffs } from '#contract/tariffs.ts'
import { addDays, periodsOverlap, type LocalDate } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, refuse, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, Writer } from '#core/db/writer.ts'
import { asFigure, loadFigures, loadTariff } from './queries.ts'
import { nationalPercentageTerms, stipendFor } from './rules.ts'
import { isFinding, overlapFinding, shippedFigures, type StatutoryFigure } from './statutory-figures.ts'

type Input<Name extends keyof typeof tariffs> = InputOf<(typeof tariffs)[Name]>
type TermsInput = Input<'create'>['terms']
type FigureInput = Input<'createFigure'>

/** Gives a new association the statutory figures and the national percentage model. Returns the tariff's id. */
export async function seedTariffs(writer: Writer): Promise<string> {
  await writer.insertMany('statutoryFigures', shippedFigures.map(figureRow))
  const tariffId = await writer.insert('tariffs', { name: 'Procentmodellen', model: 'percentage', note: null })
  await writer.insert('tariffVersions', {
    ...termsRow({ ...nationalPercentageTerms, roundingOre: 1, startsOn: '2021-01-01', endsOn: null, source: 'SKR, rutin för patientmedverkan i Nationellt system för kunskapsstyrning, avsnitt 4.4.2' }),
    tariffId,
  })
  return tariffId
}

/** Makes a tariff with its first terms. */
export async function createTariff(call: Call, { terms, ...tariff }: Input<'create'>): Promise<{ id: string }> {
  refuseFields(termsFindings(terms))
  const id = await call.store.transact(call.act(), async (writer) => {
    const tariffId = await writer.insert('tariffs', tariff)
    await writer.insert('tariffVersions', { tariffId, ...termsRow(terms) })
    return tariffId
  })
  return { id }
}

/** Changes a tariff’s name, model or note; its terms have their own. @throws NotFound, Conflict */
export async function updateTariff(call: Call, { id, version, ...changes }: Input<'update'>) {
  await call.store.transact(call.act(), (writer) => writer.update('tariffs', id, changes, version))
  return {}
}

/** Adds terms from a day. Open terms that began earlier end the day before. @throws RuleViolation `tariffs.versionsOverlap` */
export async function addTerms(call: Call, { tariffId, ...terms }: Input<'addTerms'>): Promise<{ id: string }> {
  refuseFields(termsFindings(terms))
  const id = await call.store.transact(call.act(), async (writer) => {
    const tariff = await writer.db.selectFrom('tariffs').select('id').where('id', '=', tariffId).executeTakeFirst()
    if (!tariff) throw new NotFound()
    const open = await writer.db.selectFrom('tariffVersions').selectAll().where('tariffId', '=', tariffId).where('endsOn', 'is', null).where('startsOn', '<', terms.startsOn).execute()
    for (const row of open) await writer.update('tariffVersions', row.id, { endsOn: addDays(terms.startsOn, -1) })
    await refuseOverlappingTerms(writer, tariffId, terms, undefined)
    return writer.insert('tariffVersions', { tariffId, ...termsRow(terms) })
  })
  return { id }
}

/** Changes terms. Claims that are already made keep their amounts. @throws RuleViolation `tariffs.versionsOverlap` */
export async function updateTerms(call: Call, { id, version, ...terms }: Input<'updateTerms'>) {
  refuseFields(termsFindings(terms))
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('tariffVersions').select('tariffId').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    await refuseOverlappingTerms(writer, row.tariffId, terms, id)
    await writer.update('tariffVersions', id, termsRow(terms), version)
  })
  return {}
}

/** What one meeting would give, and why. @throws RuleViolation naming the year or the amount that is missing */
export async function previewStipend({ store }: Call, { tariffId, meetingDate, minutes, travelMinutes }: Input<'preview'>) {
  const [tariff, figures] = [await loadTariff(store.db, tariffId), await loadFigures(store.db)]
  const stipend = stipendFor({ tariff, figures, meetingDate, minutes, travelMinutes })
  if (isFinding(stipend)) throw new RuleViolation(stipend.rule, stipend.params)
  return { amountOre: stipend.amountOre, explanation: stipend.explanation }
}

/** Adds a statutory figure. @throws RuleViolation `tariffs.figureOverlaps` */
export async function createFigure(call: Call, input: FigureInput): Promise<{ id: string }> {
  refuseFields(figureFindings(input))
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseOverlappingFigure(writer, input, undefined)
    return writer.insert('statutoryFigures', figureRow(input))
  })
  return { id }
}

/** Corrects a statutory figure. Payouts that are already frozen keep their amounts. @throws RuleViolation `tariffs.figureOverlaps` */
export async function updateFigure(call: Call, { id, version, reason, ...figure }: Input<'updateFigure'>) {
  refuseFields(figureFindings(figure))
  await call.store.transact(call.act(reason), async (writer) => {
    await refuseOverlappingFigure(writer, figure, id)
    await writer.update('statutoryFigures', id, figureRow(figure), version)
  })
  return {}
}

/** Confirms preliminary figures as compared with their source on a day. */
export async function confirmFigures(call: Call, { ids, source, checkedOn }: Input<'confirmFigures'>): Promise<{ confirmed: number }> {
  refuseFields(checkedInFuture(checkedOn, call.clock.today()))
  await call.store.transact(call.act(), async (writer) => {
    for (const id of ids) await writer.update('statutoryFigures', id, { isPreliminary: 0, source, checkedOn })
  })
  return { confirmed: ids.length }
}

function termsRow(terms: TermsInput): Omit<NewRow<'tariffVersions'>, 'tariffId'> {
  return { ...terms, isLimitInLowerClass: terms.isLimitInLowerClass ? 1 : 0, isTravelTimeCounted: terms.isTravelTimeCounted ? 1 : 0 }
}

function figureRow(figure: StatutoryFigure): NewRow<'statutoryFigures'> {
  return { ...figure, isPreliminary: figure.isPreliminary ? 1 : 0 }
}

function termsFindings(terms: TermsInput): FieldFinding[] {
  const findings = backwards(terms)
  if (terms.halfUpToMinutes <= terms.shortUpToMinutes) findings.push({ path: 'halfUpToMinutes', rule: 'tariffs.limitsOutOfOrder' })
  return findings
}

function figureFindings(figure: FigureInput): FieldFinding[] {
  const findings = backwards(figure)
  const isRate = rateKinds.includes(figure.kind)
  if (isRate && figure.rateBasisPoints === null) findings.push({ path: 'rateBasisPoints', rule: 'tariffs.figureNeedsRate' })
  if (!isRate && figure.valueOre === null) findings.push({ path: 'valueOre', rule: 'tariffs.figureNeedsAmount' })
  return findings
}

function backwards({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate | null }): FieldFinding[] {
  return endsOn !== null && endsOn < startsOn ? [{ path: 'endsOn', rule: 'common.endsBeforeStart' }] : []
}

function checkedInFuture(checkedOn: LocalDate, today: LocalDate): FieldFinding[] {
  return checkedOn > today ? [{ path: 'checkedOn', rule: 'tariffs.checkedInFuture' }] : []
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}

async function refuseOverlappingTerms(writer: Writer, tariffId: string, terms: TermsInput, ownId: string | undefined): Promise<void> {
  const others = await writer.db.selectFrom('tariffVersions').select(['id', 'startsOn', 'endsOn']).where('tariffId', '=', tariffId).execute()
  const clash = others.find((other) => other.id !== ownId && periodsOverlap(other, terms))
  refuse(clash && { rule: 'tariffs.versionsOverlap', params: { startsOn: clash.startsOn } })
}

async function refuseOverlappingFigure(writer: Writer, figure: FigureInput, ownId: string | undefined): Promise<void> {
  const others = await writer.db.selectFrom('statutoryFigures').selectAll().where('kind', '=', figure.kind).execute()
  refuse(overlapFinding(figure, others.filter((other) => other.id !== ownId).map(asFigure)))
}
