import { bankDayOnOrBefore } from '#shared/bank-days.ts'
import { addDays, addMonths, yearOf, type LocalDate } from '#shared/dates.ts'
import type { CallUser } from '#core/call.ts'
import { approveManyClaims, rejectClaim } from '#core/claims/index.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { confirmPaid, createPayout, freezePayout } from '#core/payouts/index.ts'
import { figureOn, isFinding, loadFigures, preliminaryFinding, type FigureKind } from '#core/tariffs/index.ts'
import type { History } from './history.ts'

/** Something that the demo's users did on a day. */
export interface Event {
  readonly on: LocalDate
  readonly happen: () => Promise<void>
}

const payoutCount = 11
const monthsBetween = 3
/** Days since the newest payout, and since claims were last approved. */
const lastPaidDaysAgo = 48
const lastApprovedDaysAgo = 24
/** Days from the gathering of claims until they are paid. */
const gatheredBefore = 5
/** The payout, counted from the newest, before which a claim was rejected. */
const rejectedAt = 5

/**
 * The treasurer's work: claims approved and paid every quarter, the last time seven weeks ago, and some approved since.
 * The newest claims wait for her, and her own for somebody else.
 */
export function paymentEvents(history: History, db: ReadDb, treasurer: CallUser, today: LocalDate): Event[] {
  const quarters = Array.from({ length: payoutCount }, (_, back): Event[] => {
    const paidOn = bankDayOnOrBefore(addMonths(addDays(today, -lastPaidDaysAgo), -monthsBetween * back))
    const gatheredOn = addDays(paidOn, -gatheredBefore)
    let payoutId: string | undefined
    return [
      {
        on: gatheredOn,
        happen: async () => {
          if (back === rejectedAt) await rejectOne(history, db, treasurer, gatheredOn)
          await approveWaiting(history, db, treasurer, gatheredOn)
          payoutId = await gather(history, db, treasurer, gatheredOn, paidOn)
        },
      },
      { on: paidOn, happen: async () => (payoutId ? confirm(history, db, treasurer, payoutId, paidOn) : undefined) },
    ]
  })
  const lately = addDays(today, -lastApprovedDaysAgo)
  return [...quarters.flat(), { on: lately, happen: () => approveWaiting(history, db, treasurer, lately) }]
}

function waiting(db: ReadDb) {
  return db.selectFrom('claims').select(['id', 'version']).where('approvedAt', 'is', null).where('rejectedAt', 'is', null).orderBy('occurredOn').orderBy('id').execute()
}

async function approveWaiting(history: History, db: ReadDb, treasurer: CallUser, on: LocalDate): Promise<void> {
  const ids = (await waiting(db)).map((claim) => claim.id)
  if (ids.length > 0) await approveManyClaims(history.callBy(treasurer, 'claims.approveMany', on, '09:00'), { ids })
}

async function rejectOne(history: History, db: ReadDb, treasurer: CallUser, on: LocalDate): Promise<void> {
  const [claim] = await waiting(db)
  if (claim) await rejectClaim(history.callBy(treasurer, 'claims.reject', on, '08:45'), { ...claim, reason: 'Mötet är redan betalt av värden.' })
}

/** Puts what is approved in a payout, fixes it and notes that its file was fetched; nothing is paid by figures that are missing or not confirmed. */
async function gather(history: History, db: ReadDb, treasurer: CallUser, on: LocalDate, paidOn: LocalDate): Promise<string | undefined> {
  const approved = await db.selectFrom('claims').select('occurredOn').where('approvedAt', 'is not', null).where('payoutId', 'is', null).where('rejectedAt', 'is', null).execute()
  if (approved.length === 0 || !(await areFiguresConfirmed(db, [paidOn, ...approved.map((claim) => claim.occurredOn)]))) return undefined
  const { id } = await createPayout(history.callBy(treasurer, 'payouts.create', on, '09:30'), { paidOn })
  await freezePayout(history.callBy(treasurer, 'payouts.freeze', on, '09:45'), { id, version: await versionOf(db, id) })
  const { store, act } = history.callBy(treasurer, 'payouts.exportFile', on, '09:50')
  await store.transact(act(), (writer) => writer.update('payouts', id, { fileExportedAt: writer.now }))
  return id
}

async function confirm(history: History, db: ReadDb, treasurer: CallUser, id: string, on: LocalDate): Promise<void> {
  await confirmPaid(history.callBy(treasurer, 'payouts.confirmPaid', on, '10:00'), { id, version: await versionOf(db, id) })
}

async function versionOf(db: ReadDb, id: string): Promise<number> {
  const { version } = await db.selectFrom('payouts').select('version').where('id', '=', id).executeTakeFirstOrThrow()
  return version
}

const figuresOfPaying: readonly FigureKind[] = ['priceBaseAmount', 'mileageOwnCar', 'employerContribution', 'sideIncomeTax', 'yearlyLimit', 'smallPaymentLimit']

async function areFiguresConfirmed(db: ReadDb, dates: readonly LocalDate[]): Promise<boolean> {
  const figures = await loadFigures(db)
  const oncePerYear = [...new Map(dates.map((date) => [yearOf(date), date])).values()]
  return oncePerYear.every((date) =>
    figuresOfPaying.every((kind) => {
      const figure = figureOn(figures, kind, date)
      return !isFinding(figure) && preliminaryFinding(figure) === undefined
    }),
  )
}
