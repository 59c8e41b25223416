import type { InputOf } from '#contract/base.ts'
import type { payouts } from '#contract/payouts.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import { RuleViolation, refuse } from '#shared/result.ts'
import { readBankAccount } from '#shared/bank-account.ts'
import type { Call } from '#core/call.ts'
import { deleteNotesOn } from '#core/db/notes-on.ts'
import type { Row } from '#core/db/schema.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { putInPayout, settleTaxation, takeOutOfPayout } from '#core/claims/index.ts'
import { endToEndIdOf, messageIdOf } from './pain001.ts'
import { paymentDateFinding } from './payment-date.ts'
import { previewPayout, type PayeePreview } from './preview.ts'
import { draftRefusals, payoutRow, readDebtor } from './queries.ts'
import { payoutState, taxationOf, type PayoutItem } from './rules.ts'

type Input<Name extends keyof typeof payouts> = InputOf<(typeof payouts)[Name]>

/** Gathers approved claims in a new draft. @throws RuleViolation about the date, `payouts.nothingApproved`, or that a claim cannot be paid */
export async function createPayout(call: Call, { paidOn, claimIds }: Input<'create'>): Promise<{ id: string; number: number; claimCount: number }> {
  refuse(paymentDateFinding(paidOn, call.clock.today()))
  return call.store.transact(call.act(), async (writer) => {
    const gathered = claimIds ?? (await approvedClaims(writer.db))
    if (gathered.length === 0) throw new RuleViolation('payouts.nothingApproved')
    const last = await writer.db.selectFrom('payouts').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    const id = await writer.insert('payouts', newDraft(number, paidOn, call.user.id, writer))
    await putInPayout(writer, id, gathered)
    return { id, number, claimCount: gathered.length }
  })
}

function newDraft(number: number, paidOn: LocalDate, userId: string, writer: Writer): NewRow<'payouts'> {
  return {
    number, paidOn, createdByUserId: userId, createdAt: writer.now, frozenAt: null, frozenByUserId: null, debtorName: null, debtorOrganisationNumber: null,
    debtorIban: null, debtorBic: null, messageId: null, fileExportedAt: null, confirmedPaidAt: null, confirmedPaidByUserId: null,
  }
}

async function approvedClaims(db: ReadDb): Promise<string[]> {
  const rows = await db
    .selectFrom('claims')
    .select('id')
    .where('approvedAt', 'is not', null)
    .where('rejectedAt', 'is', null)
    .where('payoutId', 'is', null)
    .orderBy('occurredOn')
    .execute()
  return rows.map((row) => row.id)
}

/** Changes a draft's payment date. @throws RuleViolation `payouts.alreadyFrozen` or about the date */
export async function setPaymentDate(call: Call, { id, version, paidOn }: Input<'setDate'>) {
  refuse(paymentDateFinding(paidOn, call.clock.today()))
  await changeDraft(call, id, (writer) => writer.update('payouts', id, { paidOn }, version))
  return {}
}

/** Takes a person's claims out of a draft. */
export async function removePerson(call: Call, { id, version, personId }: Input<'removePerson'>) {
  await changeDraft(call, id, async (writer) => {
    await requireVersion(writer, id, version)
    const rows = await writer.db.selectFrom('claims').select('id').where('payoutId', '=', id).where('personId', '=', personId).execute()
    await takeOutOfPayout(writer, rows.map((row) => row.id))
  })
  return {}
}

/** Adds what has been approved since to a draft. */
export async function addApproved(call: Call, { id, version }: Input<'addApproved'>): Promise<{ added: number }> {
  return changeDraft(call, id, async (writer) => {
    await requireVersion(writer, id, version)
    const ids = await approvedClaims(writer.db)
    await putInPayout(writer, id, ids)
    return { added: ids.length }
  })
}

/** Throws a draft away; its claims stay approved. */
export async function discardPayout(call: Call, { id, version }: Input<'discard'>) {
  await changeDraft(call, id, async (writer) => {
    const rows = await writer.db.selectFrom('claims').select('id').where('payoutId', '=', id).execute()
    await takeOutOfPayout(writer, rows.map((row) => row.id))
    await deleteNotesOn(writer, id)
    await writer.delete('payouts', id, version)
  })
  return {}
}

/**
 * Fixes a draft's amounts, names and accounts, and gives it the identity its bank file will carry.
 * @throws RuleViolation `payouts.alreadyFrozen`, `payouts.blocked` with how many persons cannot be paid, or about the whole payout
 */
export async function freezePayout(call: Call, { id, version }: Input<'freeze'>) {
  await changeDraft(call, id, async (writer, payout) => {
    const payees = await previewPayout(writer.db, payout)
    for (const refusal of await draftRefusals(writer.db, payout, payees.length, call.clock.today())) refuse(refusal)
    const payable = payees.filter(isPayable)
    if (payable.length < payees.length) throw new RuleViolation('payouts.blocked', { count: payees.length - payable.length })
    const messageId = messageIdOf({ number: payout.number, frozenAt: writer.now, newVersion: payout.messageId === null ? undefined : payout.version })
    await writer.insertMany('payoutItems', payable.map((payee, index) => itemRow(payout.id, messageId, index + 1, payee)))
    await settleTaxation(writer, payable.flatMap((payee) => payee.claims.flatMap(decidedLines)))
    const debtor = await readDebtor(writer.db)
    await writer.update(
      'payouts',
      id,
      {
        frozenAt: writer.now, frozenByUserId: call.user.id, messageId, debtorName: debtor.name, debtorOrganisationNumber: debtor.organisationNumber,
        debtorIban: debtor.debtorIban, debtorBic: debtor.debtorBic,
      },
      version,
    )
  })
  return {}
}

type PayablePayee = PayeePreview & { readonly item: PayoutItem }

function isPayable(payee: PayeePreview): payee is PayablePayee {
  return payee.item !== null && payee.refusals.length === 0
}

function itemRow(payoutId: string, messageId: string, position: number, { person, account, item }: PayablePayee): NewRow<'payoutItems'> {
  const { grossOre: _grossOre, ...amounts } = item
  const isKept = person.isProtected === 0 && account
  const normal = isKept ? readBankAccount(account.clearingNumber, account.accountNumber).value : undefined
  return {
    payoutId, personId: person.id, position, ...amounts, endToEndId: endToEndIdOf(messageId, position),
    payeeName: isKept ? `${person.givenName} ${person.familyName}` : '',
    clearingNumber: normal?.clearing ?? '',
    accountNumber: normal?.account ?? '',
  }
}

function decidedLines(claim: PayeePreview['claims'][number]) {
  return claim.lines.map((line) => ({ id: line.id, isTaxable: taxationOf(line.kind, claim.travelRule) === 'taxable' }))
}

/**
 * Makes a frozen payout a draft again. One whose file or list has been given out is opened only by somebody who says that nothing was paid;
 * it keeps the old file's identity until it is frozen anew, so that everybody sees what must not be used.
 * @throws RuleViolation `payouts.fileFetched`, `payouts.notFrozen`, `payouts.alreadyPaid`, `payouts.countedOn`
 */
export async function reopenPayout(call: Call, { id, version, reason, isNothingPaid }: Input<'reopen'>) {
  await call.store.transact(call.act(reason), async (writer) => {
    const payout = await payoutRow(writer.db, id)
    const state = payoutState(payout)
    if (state === 'draft') throw new RuleViolation('payouts.notFrozen')
    if (state === 'paid') throw new RuleViolation('payouts.alreadyPaid')
    if (state === 'exported' && !isNothingPaid) throw new RuleViolation('payouts.fileFetched')
    await refuseWhereCountedOn(writer.db, payout)
    const items = await writer.db.selectFrom('payoutItems').select('id').where('payoutId', '=', id).execute()
    for (const item of items) await writer.delete('payoutItems', item.id)
    const cleared = { frozenAt: null, frozenByUserId: null, fileExportedAt: null, debtorName: null, debtorOrganisationNumber: null, debtorIban: null, debtorBic: null }
    await writer.update('payouts', id, state === 'exported' ? cleared : { ...cleared, messageId: null }, version)
  })
  return {}
}

/**
 * A payout frozen later in the year took its tax and contributions from what this one gives the same persons, so it is opened first.
 * One that has gone to the bank stands as it is: what this one gives is then counted after it, and the year's contributions come out the same.
 */
async function refuseWhereCountedOn(db: ReadDb, { id, paidOn, frozenAt }: Row<'payouts'>): Promise<void> {
  const year = yearOf(paidOn)
  const later = await db
    .selectFrom('payoutItems as own')
    .innerJoin('payoutItems as others', 'others.personId', 'own.personId')
    .innerJoin('payouts', 'payouts.id', 'others.payoutId')
    .select('payouts.number')
    .where('own.payoutId', '=', id)
    .where('payouts.id', '!=', id)
    .where('payouts.frozenAt', '>', frozenAt)
    .where('payouts.fileExportedAt', 'is', null)
    .where('payouts.confirmedPaidAt', 'is', null)
    .where('payouts.paidOn', '>=', `${year}-01-01` as LocalDate)
    .where('payouts.paidOn', '<=', `${year}-12-31` as LocalDate)
    .orderBy('payouts.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (later) throw new RuleViolation('payouts.countedOn', { number: String(later.number) })
}

/** Marks a frozen payout as paid, once its day has come. @throws RuleViolation `payouts.notFrozen`, `payouts.alreadyPaid`, `payouts.notPaidYet` */
export async function confirmPaid(call: Call, { id, version }: Input<'confirmPaid'>) {
  await call.store.transact(call.act(), async (writer) => {
    const payout = await payoutRow(writer.db, id)
    const state = payoutState(payout)
    if (state === 'draft') throw new RuleViolation('payouts.notFrozen')
    if (state === 'paid') throw new RuleViolation('payouts.alreadyPaid')
    if (payout.paidOn > call.clock.today()) throw new RuleViolation('payouts.notPaidYet', { paidOn: payout.paidOn })
    await writer.update('payouts', id, { confirmedPaidAt: writer.now, confirmedPaidByUserId: call.user.id }, version)
  })
  return {}
}

/** Runs a change of a payout that must still be a draft. @throws RuleViolation `payouts.alreadyFrozen` */
async function changeDraft<T>(call: Call, id: string, change: (writer: Writer, payout: Row<'payouts'>) => Promise<T>): Promise<T> {
  return call.store.transact(call.act(), async (writer) => {
    const payout = await payoutRow(writer.db, id)
    if (payoutState(payout) !== 'draft') throw new RuleViolation('payouts.alreadyFrozen')
    return change(writer, payout)
  })
}

/** Refuses to go on when somebody else changed the payout since it was read. @throws Conflict */
async function requireVersion(writer: Writer, id: string, version: number): Promise<void> {
  await writer.update('payouts', id, {}, version)
}
