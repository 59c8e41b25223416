/** Files as banks make them, for tests. */
export interface WrittenPayment {
  readonly reference?: string
  readonly amountOre: number
  readonly payer?: string
  readonly message?: string
  /** Further references in records of their own. */
  readonly more?: readonly string[]
  readonly isDeduction?: boolean
}

const digits = (written: string | number, length: number) => String(written).padStart(length, '0')

/** One deposit in BgMax. */
export function bgmaxLines(payments: readonly WrittenPayment[], { bankgiro = '9912346', currency = 'SEK', date = '20261120', stamp = '20261120173035010331', kind = 'P' } = {}): string[] {
  const sum = payments.reduce((total, { amountOre, isDeduction }) => total + (isDeduction ? -amountOre : amountOre), 0)
  const extra = payments.flatMap(({ more = [] }) => more).length
  const [deducted, paid] = [payments.filter(({ isDeduction }) => isDeduction).length, payments.filter(({ isDeduction }) => !isDeduction).length]
  return [
    `01${'BGMAX'.padEnd(20)}01${stamp}${kind}`,
    `05${digits(bankgiro, 10)}${' '.repeat(10)}${currency}`,
    ...payments.flatMap(({ reference = '', amountOre, payer, message, more = [], isDeduction }, index) => [
      `${isDeduction ? '21' : '20'}${digits('', 10)}${reference.padStart(25)}${digits(amountOre, 18)}22${digits(index + 1, 12)}0`,
      ...more.map((one) => `22${digits('', 10)}${one.padStart(25)}${digits(0, 18)}22${digits(index + 1, 12)}0`),
      ...(message === undefined ? [] : [`25${message}`]),
      ...(payer === undefined ? [] : [`26${payer}`]),
    ]),
    `15${digits(0, 35)}${date}${digits(1, 5)}${digits(sum, 18)}${currency}${digits(payments.length, 8)}`,
    `70${digits(paid, 8)}${digits(deducted, 8)}${digits(extra, 8)}${digits(1, 8)}`,
  ].map((line) => line.padEnd(80))
}

/** A file of one deposit in BgMax. */
export function bgmaxFile(payments: readonly WrittenPayment[], options: Parameters<typeof bgmaxLines>[1] = {}): File {
  return new File([`${bgmaxLines(payments, options).join('\r\n')}\r\n`], 'bank.txt')
}

/** The account that `camtFile` tells of unless told otherwise. */
export const iban = 'SE3550000000054910000003'

/** A camt.054 notice of transfers to an account. */
export function camtFile(payments: readonly { readonly reference: string; readonly amount: string }[], account = iban): File {
  const entries = payments.map(({ reference, amount }) => {
    const named = reference === '' ? '' : `<RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf>`
    return `<Ntry><Amt Ccy="SEK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls>${named}</TxDtls></NtryDtls></Ntry>`
  })
  return new File(
    [`<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>T1</MsgId></GrpHdr><Ntfctn><Id>1</Id><Acct><Id><IBAN>${account}</IBAN></Id></Acct>${entries.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`],
    'bank.xml',
  )
}
