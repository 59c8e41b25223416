import type { Figure, Tariff as ShownTariff, Terms, figureKinds } from '#contract/tariffs.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { inForceDuring } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { Tariff, TariffModel, TariffVersion } from './rules.ts'
import type { FigureKind, StatutoryFigure } from './statutory-figures.ts'

/** All statutory figures, as the rules read them. */
export async function loadFigures(db: ReadDb): Promise<StatutoryFigure[]> {
  const rows = await db.selectFrom('statutoryFigures').selectAll().orderBy('startsOn').execute()
  return rows.map(asFigure)
}

/** A tariff with all its terms, as the rules read it. @throws NotFound */
export async function loadTariff(db: ReadDb, id: string): Promise<Tariff> {
  const tariff = await db.selectFrom('tariffs').selectAll().where('id', '=', id).executeTakeFirst()
  if (!tariff) throw new NotFound()
  const versions = await db.selectFrom('tariffVersions').selectAll().where('tariffId', '=', id).orderBy('startsOn', 'desc').execute()
  return { name: tariff.name, model: tariff.model as TariffModel, versions: versions.map(asTerms) }
}

/** All tariffs with their terms, newest terms first. */
export async function listTariffs(db: ReadDb, today: LocalDate): Promise<ShownTariff[]> {
  const [tariffs, versions] = await Promise.all([
    db
      .selectFrom('tariffs')
      .selectAll('tariffs')
      .select((eb) => eb.selectFrom('bodies').select((count) => count.fn.countAll().as('count')).whereRef('bodies.tariffId', '=', 'tariffs.id').as('bodyCount'))
      .orderBy('name')
      .execute(),
    db.selectFrom('tariffVersions').selectAll().orderBy('startsOn', 'desc').execute(),
  ])
  return tariffs.map((tariff) => ({
    ...tariff,
    model: tariff.model as TariffModel,
    bodyCount: Number(tariff.bodyCount),
    terms: versions.filter((version) => version.tariffId === tariff.id).map((version) => shownTerms(version, today)),
  }))
}

/** The statutory figures of a kind or a year, newest first. */
export async function listFigures(db: ReadDb, today: LocalDate, input: { kind?: (typeof figureKinds)[number] | undefined; year?: number | undefined }): Promise<Figure[]> {
  let query = db.selectFrom('statutoryFigures').selectAll()
  if (input.kind) query = query.where('kind', '=', input.kind)
  if (input.year !== undefined) {
    query = query.where(inForceDuring('statutoryFigures', { from: `${input.year}-01-01` as LocalDate, to: `${input.year}-12-31` as LocalDate }))
  }
  const rows = await query.orderBy('startsOn', 'desc').orderBy('kind').orderBy('bornFromYear', 'desc').execute()
  return rows.map((row) => ({ ...row, ...asFigure(row), status: periodStatus(row, today) }))
}

/** The terms of a stored row, as the rules read them. */
function asTerms(row: Row<'tariffVersions'>): TariffVersion {
  return { ...row, isLimitInLowerClass: row.isLimitInLowerClass === 1, isTravelTimeCounted: row.isTravelTimeCounted === 1 }
}

/** The figure of a stored row, as the rules read it. */
export function asFigure(row: Row<'statutoryFigures'>): StatutoryFigure {
  return { ...row, kind: row.kind as FigureKind, isPreliminary: row.isPreliminary === 1 }
}

function shownTerms(row: Row<'tariffVersions'>, today: LocalDate): Terms {
  return { ...row, ...asTerms(row), status: periodStatus(row, today) }
}
