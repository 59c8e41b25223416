/** camt.054, the bank's own notice of payments (ISO 20022), which takes BgMax's place. Versions .02 and .08, as Swedish banks send them. */
import { dateOfInstant, isLocalDate, type Instant, type LocalDate } from '#shared/dates.ts'
import { sumOre, type Ore } from '#shared/money.ts'
import { walkXml } from '#core/documents/read-xml.ts'
import { plainAccount, UnreadablePayments, type PaymentFileContent, type ReadPayment } from './payment-file.ts'
import { readBankgiro } from './rules.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

const damaged = () => new UnreadablePayments({ rule: 'memberships.xmlDamaged' })

/** Whether a text is some XML of ISO 20022. */
export function looksLikeCamt(text: string): boolean {
  return /^\s*</u.test(text)
}

/** Reads a notice whole, and holds it to the sums and counts it states. @throws UnreadablePayments */
export function readCamt054(text: string): PaymentFileContent {
  const document = parse(text)
  if (document.name !== 'Document' || !/camt\.054\.001\.\d\d$/u.test(namespaceOf(document))) throw new UnreadablePayments({ rule: 'memberships.unknownFormat' })
  const message = child(document, 'BkToCstmrDbtCdtNtfctn') ?? fail()
  const messageId = textAt(message, 'GrpHdr', 'MsgId') ?? fail()
  const notifications = children(message, 'Ntfctn')
  if (notifications.length === 0) fail()
  return {
    format: 'camt054', messageId: `CAMT ${messageId}`, accounts: [...new Set(notifications.map(accountOf))], payments: notifications.flatMap(paymentsOf),
  }
}

function fail(): never {
  throw damaged()
}

function parse(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open: Element[] = [root]
  try {
    walkXml(text, {
      open(name, attributes) {
        const element: Element = { name, attributes, children: [], text: '' }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      text(content) {
        const element = open.at(-1)
        if (element) element.text += content
      },
      close: () => void open.pop(),
    })
  } catch {
    // What the parser says may quote a payer.
    throw damaged()
  }
  return root.children[0] ?? fail()
}

function namespaceOf(element: Element): string {
  return Object.entries(element.attributes).find(([name, value]) => (name === 'xmlns' || name.startsWith('xmlns:')) && value.includes('camt.'))?.[1] ?? ''
}

const children = (element: Element, name: string) => element.children.filter((one) => one.name === name)
const child = (element: Element, name: string) => element.children.find((one) => one.name === name)

function find(element: Element, ...path: string[]): Element | undefined {
  let found: Element | undefined = element
  for (const name of path) found = found && child(found, name)
  return found
}

function textAt(element: Element, ...path: string[]): string | undefined {
  return find(element, ...path)?.text.trim() || undefined
}

function accountOf(notification: Element): string {
  return plainAccount(textAt(notification, 'Acct', 'Id', 'IBAN') ?? textAt(notification, 'Acct', 'Id', 'Othr', 'Id') ?? fail())
}

interface Amount {
  readonly ore: Ore
  readonly currency: string
}

function amountOf(element: Element | undefined): Amount | undefined {
  if (!element) return undefined
  const [, whole, decimals = ''] = /^(\d{1,13})(?:\.(\d{1,5}))?$/u.exec(element.text.trim()) ?? fail()
  if (!/^\d{0,2}0*$/u.test(decimals)) fail()
  return { ore: Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0')), currency: element.attributes['Ccy'] ?? fail() }
}

function countAt(element: Element, ...path: string[]): number | undefined {
  const written = textAt(element, ...path)
  if (written === undefined) return undefined
  return /^\d{1,15}$/u.test(written) ? Number(written) : fail()
}

function paymentsOf(notification: Element): ReadPayment[] {
  const entries = children(notification, 'Ntry')
  requireCount(countAt(notification, 'TxsSummry', 'TtlNtries', 'NbOfNtries'), entries.length)
  for (const [summary, indicator] of [['TtlCdtNtries', 'CRDT'], ['TtlDbtNtries', 'DBIT']] as const) {
    const these = entries.filter((entry) => textAt(entry, 'CdtDbtInd') === indicator)
    requireCount(countAt(notification, 'TxsSummry', summary, 'NbOfNtries'), these.length)
    const stated = find(notification, 'TxsSummry', summary, 'Sum')
    if (stated) requireSum(amountOf({ ...stated, attributes: { Ccy: '' } })?.ore, sumOre(these.map((entry) => (amountOf(child(entry, 'Amt')) ?? fail()).ore)))
  }
  const account = find(notification, 'Acct')
  const toBankgiro = readBankgiro(accountOf(notification)) !== undefined || schemeOf(account) === 'BGNR'
  return entries.filter(isBooked).flatMap((entry) => paymentsOfEntry(entry, toBankgiro ? 'bankgiro' : 'transfer'))
}

/** What is only announced has not been paid yet. */
function isBooked(entry: Element): boolean {
  return (textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')) === 'BOOK'
}

type Method = ReadPayment['method']

/** What kind of number an account is called by. */
function schemeOf(account: Element | undefined): string | undefined {
  return account && textAt(account, 'Id', 'Othr', 'SchmeNm', 'Prtry')
}

/** @param usual how the money comes where a payment says nothing else */
function paymentsOfEntry(entry: Element, usual: Method): ReadPayment[] {
  const total = amountOf(child(entry, 'Amt')) ?? fail()
  const bookedOn = dateOf(entry)
  const details = children(entry, 'NtryDtls')
  const transactions = details.flatMap((detail) => children(detail, 'TxDtls'))
  // A bank may give the sum of a batch alone; then there is nothing to hold it to.
  for (const detail of details.filter((one) => children(one, 'TxDtls').length > 0)) {
    requireCount(countAt(detail, 'Btch', 'NbOfTxs'), children(detail, 'TxDtls').length)
    const batchSum = amountOf(find(detail, 'Btch', 'TtlAmt'))
    if (batchSum) requireSum(batchSum.ore, sumOre(children(detail, 'TxDtls').map((transaction) => transactionAmount(transaction, total, transactions.length).ore)))
  }
  const isEntryDeduction = isTakenBack(entry)
  const payments = transactions.map((transaction) => paymentOf(transaction, transactionAmount(transaction, total, transactions.length), bookedOn, isEntryDeduction, usual))
  if (payments.length === 0) return [{ bookedOn, amountOre: total.ore, currency: total.currency, references: [], payerName: null, payerText: null, isDeduction: isEntryDeduction, method: usual }]
  const sign = (payment: ReadPayment) => (payment.isDeduction === isEntryDeduction ? payment.amountOre : -payment.amountOre)
  requireSum(total.ore, sumOre(payments.map(sign)))
  return payments
}

function isTakenBack(element: Element): boolean {
  return textAt(element, 'CdtDbtInd') === 'DBIT' || textAt(element, 'RvslInd') === 'true'
}

function transactionAmount(transaction: Element, total: Amount, count: number): Amount {
  return amountOf(find(transaction, 'AmtDtls', 'TxAmt', 'Amt')) ?? amountOf(child(transaction, 'Amt')) ?? (count === 1 ? total : fail())
}

function paymentOf(transaction: Element, { ore, currency }: Amount, bookedOn: LocalDate, isEntryDeduction: boolean, usual: Method): ReadPayment {
  const parties = child(transaction, 'RltdPties')
  const structured = children(find(transaction, 'RmtInf') ?? transaction, 'Strd')
  const references = structured.map((one) => textAt(one, 'CdtrRefInf', 'Ref')?.replace(/\s/gu, '')).filter((reference) => reference !== undefined && /^\d+$/u.test(reference)) as string[]
  const free = children(find(transaction, 'RmtInf') ?? transaction, 'Ustrd').map((one) => one.text.trim()).filter(Boolean)
  const [paidTo, paidFrom] = [parties && schemeOf(child(parties, 'CdtrAcct')), parties && schemeOf(child(parties, 'DbtrAcct'))]
  return {
    bookedOn, amountOre: ore, currency, references: [...new Set(references)],
    // Later versions have put a party around the name.
    payerName: (parties && (textAt(parties, 'Dbtr', 'Nm') ?? textAt(parties, 'Dbtr', 'Pty', 'Nm'))) ?? null,
    payerText: free.join(' ') || null,
    isDeduction: isEntryDeduction || isTakenBack(transaction),
    method: (paidTo ?? paidFrom) === 'MOBNB' ? 'swish' : paidTo === 'BGNR' ? 'bankgiro' : usual,
  }
}

function dateOf(entry: Element): LocalDate {
  const written = textAt(entry, 'BookgDt', 'Dt')
  if (written !== undefined) return isLocalDate(written) ? written : fail()
  const instant = textAt(entry, 'BookgDt', 'DtTm')
  if (instant === undefined) return fail()
  // A clock time without zone is Swedish time already.
  if (!/(?:Z|[+-]\d\d:\d\d)$/u.test(instant)) return isLocalDate(instant.slice(0, 10)) ? (instant.slice(0, 10) as LocalDate) : fail()
  try {
    return dateOfInstant(instant as Instant)
  } catch {
    return fail()
  }
}

function requireCount(stated: number | undefined, counted: number): void {
  if (stated !== undefined && stated !== counted) throw new UnreadablePayments({ rule: 'memberships.countDiffers' })
}

function requireSum(stated: Ore | undefined, counted: Ore): void {
  if (stated !== counted) throw new UnreadablePayments({ rule: 'memberships.sumDiffers' })
}
