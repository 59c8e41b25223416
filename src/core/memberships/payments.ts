/**
 * Incoming payments: a bank's file is checked, its payments find their fees by reference, and what was settled is written in one transaction.
 * A payer's name and text are kept only while a payment waits for its fee or is set aside and not paid back, and never where they would tell of a protected identity;
 * the journal, which must keep what was, never shows them.
 */
import { createHash } from 'node:crypto'
import type { InputOf } from '#contract/base.ts'
import type { FeeRef, memberships, PaymentFile, paymentMethods, PaymentObstacle, PaymentPreview, SetAsidePayment, UnsettledPayment } from '#contract/memberships.ts'
import { maskWrittenAccount } from '#shared/bank-account.ts'
import { sumOre } from '#shared/money.ts'
import { Conflict, NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { mayUndo, undoEntry, undoer } from '#core/journal/index.ts'
import { isExemptFee, isWithdrawnFee, onlyProtected, personRef, personRefColumns } from '#core/people/index.ts'
import { looksLikeBgMax, readBgMax } from './bgmax.ts'
import { looksLikeCamt, readCamt054 } from './camt054.ts'
import { decodeBankText, plainAccount, UnreadablePayments, type PaymentFileContent, type ReadPayment } from './payment-file.ts'
import { addPayment } from './fee-payments.ts'
import { feeRow } from './queries.ts'
import { feeFinder, matchPayments, remainingOf, restOfSplit, tellsOf, type Match, type SuggestibleFee } from './rules.ts'
import { loadSettings } from './settings.ts'

type Input<Name extends keyof typeof memberships> = InputOf<(typeof memberships)[Name]>

/** Largest file that is read. A year's payments of a large association are a tenth of it. */
const mostBytes = 20_000_000

interface PaidFee extends SuggestibleFee {
  readonly version: number
  readonly year: number
  readonly person: FeeRef['person']
}

interface MatchedFile extends PaymentFileContent {
  readonly fileHash: string
  readonly matches: readonly Match[]
  readonly fees: ReadonlyMap<string, PaidFee>
}

/** What a file would settle. Nothing is written. @throws RuleViolation where the file cannot be used */
export async function previewPayments({ store: { db } }: Call, { file }: Input<'previewPayments'>): Promise<PaymentPreview> {
  const matched = await readAndMatch(db, file)
  const unsettled = await shownUnsettled(db, matched)
  return {
    format: matched.format, paymentCount: matched.payments.length, totalOre: totalOf(matched.payments),
    settled: matched.payments.flatMap((payment, index) => {
      const match = matched.matches[index]
      if (!match || match.obstacle) return []
      return [{ position: index + 1, ...amountOf(payment), fee: shownFee(matched.fees.get(match.fee.feeId) as PaidFee) }]
    }),
    unsettled,
  }
}

/**
 * Marks as paid what a file settles by itself and what was matched by hand; the rest waits.
 * @throws Conflict when it would settle otherwise than the preview said, RuleViolation where a chosen fee is paid already, or less is left of it than was paid
 */
export async function postPayments(call: Call, { file, choices, expected }: Input<'postPayments'>) {
  return call.store.transact(call.act(), async (writer) => {
    const matched = await readAndMatch(writer.db, file)
    const { payments, matches } = matched
    const byItself = matches.filter(({ obstacle }) => !obstacle).length
    if (expected !== undefined && expected !== byItself) throw new Conflict()
    const chosen = chosenFees(matched, choices)
    const fileId = await writer.insert('incomingPaymentFiles', {
      format: matched.format, fileHash: matched.fileHash, messageId: matched.messageId, receivedAt: writer.now, entryId: writer.entryId, paymentCount: payments.length,
      totalOre: totalOf(payments),
    })
    const hidden = await protectedNames(writer.db)
    const rows = payments.map((payment, index): NewRow<'incomingPayments'> => {
      const match = matches[index] as Match
      const fee = match.obstacle ? chosen.get(index + 1) : matched.fees.get(match.fee.feeId)
      return {
        fileId, position: index + 1, ...amountOf(payment), ...(fee ? unnamed : namesIn(payment, hidden)), obstacle: match.obstacle ?? null, feeId: fee?.feeId ?? null,
        personId: fee?.person.id ?? null, isSetAside: 0, ...notAside, paymentMethod: payment.method,
      }
    })
    const ids = await writer.insertMany('incomingPayments', rows)
    for (const [index, { feeId }] of rows.entries()) {
      const payment = payments[index] as ReadPayment
      if (feeId !== null) await settle(writer, feeId, { ...payment, incomingPaymentId: ids[index] as string, paymentMethod: payment.method })
    }
    const settled = rows.filter(({ feeId }) => feeId !== null).length
    return { id: fileId, settled, unsettled: rows.length - settled }
  })
}

/** The fees chosen by hand, by the position of their payment. */
function chosenFees({ payments, matches, fees }: MatchedFile, choices: Input<'postPayments'>['choices']): Map<number, PaidFee> {
  // What would be left of each fee. Parts of one fee may come in one file; nothing is taken for a fee that is paid.
  const left = new Map<string, number>(matches.flatMap((match) => (match.obstacle ? [] : [[match.fee.feeId, 0] as const])))
  const chosen = new Map<number, PaidFee>()
  for (const { position, feeId } of choices) {
    const [payment, match, fee] = [payments[position - 1], matches[position - 1], fees.get(feeId)]
    if (!payment || !match?.obstacle || !fee) throw new NotFound()
    refuseUnfit(payment.isDeduction, payment.currency)
    const remaining = left.get(feeId) ?? (fee.paidOn === null ? (remainingOf(fee) ?? payment.amountOre) : 0)
    if (remaining <= 0 || chosen.has(position)) throw new RuleViolation('memberships.alreadyPaid')
    if (payment.amountOre > remaining) throw new RuleViolation('memberships.moreThanOwed')
    left.set(feeId, remaining - payment.amountOre)
    chosen.set(position, fee)
  }
  return chosen
}

function refuseUnfit(isDeduction: boolean, currency: string): void {
  if (isDeduction || currency !== 'SEK') throw new RuleViolation('memberships.notSettling')
}

interface Settling extends Pick<ReadPayment, 'amountOre' | 'bookedOn'> {
  readonly incomingPaymentId: string
  readonly paymentMethod: (typeof paymentMethods)[number]
}

async function settle(writer: Writer, feeId: string, { amountOre, bookedOn, incomingPaymentId, paymentMethod }: Settling): Promise<void> {
  await addPayment(writer, await feeRow(writer.db, feeId), { amountOre, paidOn: bookedOn, paymentMethod, incomingPaymentId })
}

/** Files that have been read and not taken back, newest first. */
export async function listPaymentFiles({ store: { db }, user }: Call): Promise<PaymentFile[]> {
  const rows = await db
    .selectFrom('incomingPaymentFiles')
    .innerJoin('journalEntries', 'journalEntries.id', 'incomingPaymentFiles.entryId')
    .select(['incomingPaymentFiles.id', 'format', 'receivedAt', 'paymentCount', 'totalOre', 'entryId', 'procedure', 'userId', 'undoneByEntryId'])
    .select((eb) => {
      const payments = eb.selectFrom('incomingPayments').whereRef('incomingPayments.fileId', '=', 'incomingPaymentFiles.id').select((one) => one.fn.countAll().as('count'))
      return [
        payments.where('incomingPayments.feeId', 'is not', null).as('settled'),
        payments.where('incomingPayments.feeId', 'is', null).where('incomingPayments.isSetAside', '=', 0).as('unsettled'),
      ]
    })
    .orderBy('receivedAt', 'desc')
    .orderBy('incomingPaymentFiles.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id, format: row.format as PaymentFile['format'], receivedAt: row.receivedAt, paymentCount: row.paymentCount, totalOre: row.totalOre, entryId: row.entryId,
    settledCount: Number(row.settled ?? 0), unsettledCount: Number(row.unsettled ?? 0), isUndoable: mayUndo(row, undoer(user)) === undefined,
  }))
}

/** Takes back everything that a file changed. @throws RuleViolation where something has been built upon it */
export async function undoPayments(call: Call, { id }: Input<'undoPayments'>): Promise<{ entryId: string }> {
  const file = await call.store.db.selectFrom('incomingPaymentFiles').select('entryId').where('id', '=', id).executeTakeFirst()
  if (!file) throw new NotFound()
  return undoEntry(call, file.entryId)
}

/** Payments that wait for their fee. */
export async function listUnsettled({ store: { db } }: Call) {
  const rows = await db.selectFrom('incomingPayments').selectAll().where('feeId', 'is', null).where('isSetAside', '=', 0).orderBy('bookedOn').orderBy('id').execute()
  const fees = await readFees(db)
  const suggest = feeFinder([...fees.values()].filter(maySuggest))
  const hidden = await protectedNames(db)
  return rows.map(({ id, version, position, bookedOn, amountOre, currency, reference, payerName, payerText, obstacle }) => {
    const names = namesIn({ payerName, payerText }, hidden)
    return {
      id, version, position, bookedOn, amountOre, currency, reference, ...names, obstacle: obstacle as PaymentObstacle,
      suggestions: suggest({ amountOre, references: referencesOf(reference), ...names }).map(shownFee),
    }
  })
}

/**
 * Says which fees a payment is for, and how much of it. What is left is set aside; otherwise who paid need not be known any longer.
 * @throws RuleViolation `memberships.alreadyPaid`, `memberships.alreadySettled`, and where the parts are not the payment
 */
export async function settlePayment(call: Call, { id, version, parts, rest }: Input<'settlePayment'>) {
  refuseUnsaid(rest, 'rest.note')
  await call.store.transact(call.act(), async (writer) => {
    const payment = await waitingPayment(writer.db, id)
    refuseUnfit(payment.obstacle === 'deduction', payment.currency)
    const left = restOfSplit(payment.amountOre, parts, rest !== null)
    if (typeof left !== 'number') throw new RuleViolation(left.rule, left.params)
    // Of payments that were read before their way was kept, only BgMax says how they came.
    const paymentMethod = (payment.paymentMethod as ReadPayment['method'] | null) ?? 'other'
    for (const part of parts) await settle(writer, part.feeId, { ...payment, amountOre: part.amountOre, incomingPaymentId: id, paymentMethod })
    const holders = await writer.db
      .selectFrom('membershipFees')
      .innerJoin('persons', 'persons.id', 'membershipFees.personId')
      .select(['membershipFees.id', 'personId', 'isProtected'])
      .where('membershipFees.id', 'in', parts.map(({ feeId }) => feeId))
      .execute()
    const [feeId] = parts.map((part) => part.feeId) as [string]
    const keepsNames = left > 0 && holders.every(({ isProtected }) => isProtected === 0)
    await writer.update(
      'incomingPayments',
      id,
      { feeId, personId: holders.find((holder) => holder.id === feeId)?.personId ?? null, ...(keepsNames ? {} : unnamed), ...(left > 0 && rest ? aside(left, rest) : {}) },
      version,
    )
  })
  return {}
}

/** Says that a payment is no fee and why: to be paid back, a gift, something sold. Who paid is kept. @throws RuleViolation `memberships.alreadySettled` */
export async function setPaymentAside(call: Call, { id, version, ...rest }: Input<'setPaymentAside'>) {
  refuseUnsaid(rest, 'note')
  await call.store.transact(call.act(), async (writer) => {
    const { amountOre } = await waitingPayment(writer.db, id)
    await writer.update('incomingPayments', id, aside(amountOre, rest), version)
  })
  return {}
}

type Rest = NonNullable<Input<'settlePayment'>['rest']>

const notAside = { setAsideOre: null, setAsideReason: null, setAsideNote: null, repaidOn: null } as const

function aside(setAsideOre: number, { reason, note }: Rest) {
  return { isSetAside: 1, setAsideOre, setAsideReason: reason, setAsideNote: note } as const
}

function refuseUnsaid(rest: Rest | null, path: string): void {
  if (rest?.reason === 'other' && rest.note === null) throw new ValidationFailure([{ path, rule: 'common.required' }])
}

/** What is set aside: first what is to be paid back, then the latest. */
export async function listSetAside({ store: { db } }: Call): Promise<SetAsidePayment[]> {
  const rows = await db.selectFrom('incomingPayments').selectAll().where('isSetAside', '=', 1).orderBy('bookedOn', 'desc').orderBy('id').execute()
  const hidden = await protectedNames(db)
  const shown = rows.map(({ id, version, bookedOn, amountOre, currency, reference, payerName, payerText, setAsideOre, setAsideReason, setAsideNote, repaidOn }) => ({
    id, version, bookedOn, amountOre, currency, reference, ...namesIn({ payerName, payerText }, hidden), setAsideOre: setAsideOre ?? amountOre,
    reason: (setAsideReason ?? 'other') as SetAsidePayment['reason'], note: setAsideNote, repaidOn,
  }))
  const isOwed = ({ reason, repaidOn }: SetAsidePayment) => reason === 'repay' && repaidOn === null
  return [...shown.filter(isOwed), ...shown.filter((row) => !isOwed(row))]
}

/** Lets a payment that was set aside as a whole wait for its fee again. @throws RuleViolation `memberships.notAside` */
export async function resumePayment(call: Call, { id, version }: Input<'resumePayment'>) {
  await call.store.transact(call.act(), async (writer) => {
    const payment = await asidePayment(writer.db, id)
    if (payment.feeId !== null) throw new RuleViolation('memberships.notAside')
    await writer.update('incomingPayments', id, { isSetAside: 0, ...notAside }, version)
  })
  return {}
}

/** Records that what was to be paid back has been; to whom need not be known any longer. @throws RuleViolation `memberships.notAside`, ValidationFailure */
export async function recordRepayment(call: Call, { id, version, repaidOn }: Input<'recordRepayment'>) {
  if (repaidOn > call.clock.today()) throw new ValidationFailure([{ path: 'repaidOn', rule: 'memberships.inFuture' }])
  await call.store.transact(call.act(), async (writer) => {
    const { setAsideReason, bookedOn } = await asidePayment(writer.db, id)
    if (setAsideReason !== 'repay') throw new RuleViolation('memberships.notAside')
    if (repaidOn < bookedOn) throw new ValidationFailure([{ path: 'repaidOn', rule: 'memberships.beforePayment' }])
    await writer.update('incomingPayments', id, { repaidOn, ...unnamed }, version)
  })
  return {}
}

/** A payment that is set aside and has not been paid back. */
async function asidePayment(db: ReadDb, id: string) {
  const payment = await db.selectFrom('incomingPayments').selectAll().where('id', '=', id).executeTakeFirst()
  if (!payment) throw new NotFound()
  if (payment.isSetAside === 0 || payment.repaidOn !== null) throw new RuleViolation('memberships.notAside')
  return payment
}

async function waitingPayment(db: ReadDb, id: string) {
  const payment = await db.selectFrom('incomingPayments').selectAll().where('id', '=', id).executeTakeFirst()
  if (!payment) throw new NotFound()
  if (payment.feeId !== null || payment.isSetAside === 1) throw new RuleViolation('memberships.alreadySettled')
  return payment
}

/** Reads the file, refuses what is not ours or has been read, and finds the fees. */
async function readAndMatch(db: ReadDb, file: File): Promise<MatchedFile> {
  const content = readFile(await textOf(file))
  await refuseOthers(db, content)
  const fileHash = hashOf(content)
  const known = await db
    .selectFrom('incomingPaymentFiles')
    .select('id')
    .where((eb) => eb.or([eb('fileHash', '=', fileHash), eb('messageId', '=', content.messageId)]))
    .executeTakeFirst()
  if (known) throw new RuleViolation('memberships.alreadyRead')
  const fees = await readFees(db)
  return { ...content, fileHash, fees, matches: matchPayments(content.payments, [...fees.values()]) }
}

async function textOf(file: File): Promise<string> {
  if (file.size > mostBytes) throw new RuleViolation('memberships.fileTooLarge')
  return decodeBankText(new Uint8Array(await file.arrayBuffer()))
}

function readFile(text: string): PaymentFileContent {
  try {
    if (looksLikeBgMax(text)) return readBgMax(text)
    if (looksLikeCamt(text)) return readCamt054(text)
  } catch (error) {
    if (error instanceof UnreadablePayments) throw new RuleViolation(error.finding.rule, error.finding.params)
    throw error
  }
  throw new RuleViolation('memberships.unknownFormat')
}

/** The same payments are the same file, however its lines end and its letters are written. */
function hashOf({ format, messageId, payments }: PaymentFileContent): string {
  return createHash('sha256').update(JSON.stringify([format, messageId, payments])).digest('hex')
}

async function refuseOthers(db: ReadDb, { accounts }: PaymentFileContent): Promise<void> {
  const [{ bankgiro, bankAccount }, { debtorIban }] = await Promise.all([loadSettings(db), db.selectFrom('association').select('debtorIban').executeTakeFirstOrThrow()])
  if (bankgiro === null && bankAccount === null) throw new RuleViolation('memberships.noAccount')
  const own = new Set([bankgiro, bankAccount, debtorIban].flatMap((account) => (account === null ? [] : [withoutZeros(account)])))
  const others = accounts.filter((account) => !own.has(withoutZeros(account)))
  if (accounts.length === 0) throw new RuleViolation('memberships.accountMissing')
  if (others.length > 0) throw new RuleViolation('memberships.othersAccount', { account: listed(others), own: listed([...own]) })
}

function listed(accounts: readonly string[]): string {
  return [...new Set(accounts.map(maskWrittenAccount))].join(', ')
}

function withoutZeros(account: string): string {
  return plainAccount(account).replace(/^0+/u, '')
}

/** Every fee that has been asked for or not paid, with whom it is for. */
async function readFees(db: ReadDb): Promise<Map<string, PaidFee>> {
  const rows = await db
    .selectFrom('membershipFees')
    .innerJoin('persons', 'persons.id', 'membershipFees.personId')
    .select(personRefColumns)
    .select(['membershipFees.id as feeId', 'membershipFees.version', 'membershipFees.year', 'reference', 'amountOre', 'paidOn', 'paidOre'])
    .select((eb) => eb.or([isExemptFee(), isWithdrawnFee()]).as('isReleased'))
    .where((eb) => eb.or([eb('membershipFees.reference', 'is not', null), eb('paidOn', 'is', null)]))
    .orderBy('membershipFees.year', 'desc')
    .orderBy('persons.nameSort')
    .execute()
  const others = await db.selectFrom('membershipFeeReferences').select(['feeId', 'reference']).execute()
  const othersOf = Map.groupBy(others, ({ feeId }) => feeId)
  return new Map(
    rows.map(({ personId, givenName, familyName, memberNumber, isProtected, isReleased, ...fee }) => [
      fee.feeId,
      { ...fee, otherReferences: (othersOf.get(fee.feeId) ?? []).map(({ reference }) => reference), isReleased: Boolean(isReleased), givenName, familyName, person: personRef({ personId, givenName, familyName, memberNumber, isProtected }) },
    ]),
  )
}

/** A suggestion beside a payer's name would tell who a protected person is. */
function maySuggest({ paidOn, isReleased, person }: PaidFee): boolean {
  return paidOn === null && !isReleased && !person.isProtected
}

async function shownUnsettled(db: ReadDb, { payments, matches, fees }: MatchedFile): Promise<UnsettledPayment[]> {
  const settled = new Set(matches.flatMap((match) => (match.obstacle ? [] : [match.fee.feeId])))
  const suggest = feeFinder([...fees.values()].filter((fee) => maySuggest(fee) && !settled.has(fee.feeId)))
  const hidden = await protectedNames(db)
  return payments.flatMap((payment, index) => {
    const match = matches[index]
    if (!match?.obstacle) return []
    const isOfProtected = match.fee !== undefined && fees.get(match.fee.feeId)?.person.isProtected === true
    const names = isOfProtected ? unnamed : namesIn(payment, hidden)
    return [{ position: index + 1, ...amountOf(payment), ...names, obstacle: match.obstacle, suggestions: suggest({ ...payment, ...names }).map(shownFee) }]
  })
}

const unnamed = { payerName: null, payerText: null } as const

interface Names {
  readonly givenName: string
  readonly familyName: string
}

/** What protected persons are called, and were called before: a bank may know an earlier name. */
async function protectedNames(db: ReadDb): Promise<Names[]> {
  const persons = await db.selectFrom('persons').select(['givenName', 'familyName', 'formerName']).where(...onlyProtected).execute()
  return persons.flatMap(({ givenName, familyName, formerName }) => [familyName, ...(formerName === null ? [] : [formerName])].map((name) => ({ givenName, familyName: name })))
}

/** What the payer is called and wrote, unless it tells of a protected person. */
function namesIn(payment: Pick<ReadPayment, 'payerName' | 'payerText'>, hidden: readonly Names[]) {
  return hidden.some((person) => tellsOf(payment, person)) ? unnamed : { payerName: payment.payerName, payerText: payment.payerText }
}

function amountOf({ bookedOn, amountOre, currency, references }: ReadPayment) {
  return { bookedOn, amountOre, currency, reference: references.join(' ') || null }
}

function referencesOf(reference: string | null): string[] {
  return reference?.split(' ') ?? []
}

function shownFee({ feeId, person, year, amountOre, paidOn, paidOre, reference }: PaidFee): FeeRef {
  return { feeId, person, year, amountOre, paidOn, paidOre, reference }
}

/** What came in, less what was taken back. */
function totalOf(payments: readonly ReadPayment[]): number {
  return sumOre(payments.map(({ isDeduction, amountOre }) => (isDeduction ? -amountOre : amountOre)))
}
