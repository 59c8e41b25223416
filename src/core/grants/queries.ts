import type { InputOf } from '#contract/base.ts'
import type { Grant, GrantRow, grants } from '#contract/grants.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { foldForSearch, sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { daysToReport } from './rules.ts'

type ListInput = InputOf<typeof grants.list>

function grantRows(db: ReadDb) {
  return db
    .selectFrom('grants')
    .innerJoin('organisations as funders', 'funders.id', 'grants.funderOrganisationId')
    .select([
      'grants.id', 'grants.name', 'grants.funderOrganisationId', 'funders.name as funderName', 'grants.reference', 'grants.costCentre', 'grants.amountOre', 'grants.startsOn',
      'grants.endsOn', 'grants.reportDueOn',
    ])
}

type Stored = Omit<GrantRow, 'status' | 'daysToReport'>

function shown<Found extends Stored>(row: Found, today: LocalDate): Found & GrantRow {
  return { ...row, status: periodStatus(row, today), daysToReport: daysToReport(row.reportDueOn, today) }
}

const byText = (column: 'name' | 'funderName') => (row: GrantRow) => sortKey(row[column])
const sortValues = {
  name: byText('name'),
  funder: byText('funderName'),
  startsOn: (row: GrantRow) => row.startsOn,
  endsOn: (row: GrantRow) => row.endsOn,
  reportDueOn: (row: GrantRow) => row.reportDueOn ?? '',
  amountOre: (row: GrantRow) => row.amountOre ?? -1,
} as const satisfies Record<ListInput['sort'], (row: GrantRow) => string | number>

/** A window of the grants. An association has tens of them, so they are filtered and sorted here. */
export async function listGrants({ store, clock }: Call, { text, status, sort, descending, offset, limit }: ListInput) {
  const words = foldForSearch(text).split(' ').filter(Boolean)
  const rows = (await grantRows(store.db).execute())
    .map((row) => shown(row, clock.today()))
    .filter((row) => status === undefined || row.status === status)
    .filter((row) => {
      const folded = foldForSearch([row.name, row.funderName, row.reference, row.costCentre].filter(Boolean).join(' '))
      return words.every((word) => folded.includes(word))
    })
  const value = sortValues[sort]
  const sorted = rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    const order = x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1
    return descending ? -order : order
  })
  return { total: rows.length, rows: sorted.slice(offset, offset + limit) }
}

/** One grant and what it pays for. @throws NotFound */
export async function readGrant({ store: { db }, clock }: Call, id: string): Promise<Grant> {
  const row = await grantRows(db).select(['grants.version', 'grants.note']).where('grants.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const [bodies, courseRounds, audits] = await Promise.all([
    db.selectFrom('bodies').select(['id', 'name']).where('grantId', '=', id).orderBy('nameSort').execute(),
    db
      .selectFrom('courseRounds')
      .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
      .select(['courseRounds.id', 'courseRounds.name', 'trainings.name as trainingName'])
      .where('courseRounds.grantId', '=', id)
      .orderBy('courseRounds.startsOn', 'desc')
      .execute(),
    db.selectFrom('audits').select(['id', 'name']).where('grantId', '=', id).orderBy('orderedOn', 'desc').execute(),
  ])
  return { ...shown(row, clock.today()), bodies, courseRounds, audits }
}
