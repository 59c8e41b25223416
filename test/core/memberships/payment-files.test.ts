import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readBgMax } from '#core/memberships/bgmax.ts'
import { readCamt054 } from '#core/memberships/camt054.ts'
import { decodeBankText, UnreadablePayments } from '#core/memberships/payment-file.ts'
import { bgmaxLines } from '#test/support/payment-files.ts'

const samples = new URL('../../../../shared/formats/samples/', import.meta.url)
const sample = (name: string) => decodeBankText(readFileSync(new URL(name, samples)))

function ruleOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof UnreadablePayments) return error.finding.rule
    throw error
  }
  return 'read'
}

const two = [{ reference: '1230', amountOre: 20_000, payer: 'Åsa Öberg' }, { reference: '', amountOre: 10_000, message: 'Medlemsavgift' }]
const text = (lines: readonly string[]) => lines.join('\r\n')
/** The file with one line changed. */
const changed = (at: number, change: (line: string) => string) => text(bgmaxLines(two).map((line, index) => (index === at ? change(line) : line)))

describe('BgMax', () => {
  it.skipIf(!existsSync(samples)).each(['bgmax_ocr_sample_80col_latin1_crlf.txt', 'bankgiroinbetalningar_exempelfil_avtal-om-ocr-kontroll_checksiffra_langd_sv.txt'])('reads Bankgirot’s own sample %s', (name) => {
    const { accounts, payments } = readBgMax(sample(`bgmax/${name}`))
    expect(accounts).toEqual(['9912346'])
    expect(payments).toHaveLength(9)
    expect(payments[0]).toEqual({
      bookedOn: '2004-05-25', amountOre: 100_000, currency: 'SEK', references: ['655969'], payerName: 'Kalles Plåt AB', payerText: null, isDeduction: false, method: 'bankgiro',
    })
    expect(payments[1]).toMatchObject({ isDeduction: true, amountOre: 50_000 })
    expect(payments[2]).toMatchObject({ references: ['657866', '658765', '657767', '657965'], payerText: 'Betalning med extra refnr 657965' })
    expect(payments.filter(({ currency }) => currency === 'EUR')).toHaveLength(2)
  })

  it.skipIf(!existsSync(samples)).each(['someInvalidTransaktionskoder.txt', 'validTransaktionskoder.txt'])('refuses %s, whose lines say nothing', (name) => {
    expect(ruleOf(() => readBgMax(sample(`bgmax/${name}`)))).toMatch(/^memberships\./u)
  })

  it('reads UTF-8 and ISO-8859-1 alike', () => {
    const written = text(bgmaxLines(two))
    const latin1 = Uint8Array.from(written, (letter) => letter.codePointAt(0) as number)
    expect(readBgMax(decodeBankText(latin1))).toEqual(readBgMax(decodeBankText(new TextEncoder().encode(`\ufeff${written}`))))
    expect(readBgMax(decodeBankText(latin1)).payments[0]?.payerName).toBe('Åsa Öberg')
  })

  it('refuses a file that is cut, damaged, or does not agree with its own sums and counts', () => {
    const lines = bgmaxLines(two)
    expect(ruleOf(() => readBgMax(text(lines)))).toBe('read')
    expect(ruleOf(() => readBgMax(text(lines.slice(0, -1))))).toBe('memberships.fileCut')
    expect(ruleOf(() => readBgMax(text(lines.filter((line) => !line.startsWith('15')))))).toBe('memberships.fileCut')
    expect(ruleOf(() => readBgMax(text(bgmaxLines(two, { kind: 'T' }))))).toBe('memberships.testFile')
    expect(ruleOf(() => readBgMax(changed(2, (line) => line.replace('000020000', '000020001'))))).toBe('memberships.sumDiffers')
    expect(ruleOf(() => readBgMax(changed(2, (line) => `XX${line.slice(2)}`)))).toBe('memberships.lineDamaged')
    expect(ruleOf(() => readBgMax(changed(2, (line) => line.replace('000020000', '00002000x'))))).toBe('memberships.lineDamaged')
    expect(ruleOf(() => readBgMax(text(lines.toSpliced(4, 1))))).toMatch(/sumDiffers|lineDamaged|countDiffers/u)
    expect(ruleOf(() => readBgMax(changed(7, (line) => line.replace('7000000002', '7000000003'))))).toBe('memberships.countDiffers')
  })

  it('says no payer’s name when it refuses', () => {
    try {
      readBgMax(changed(2, (line) => line.replace('000020000', '00002000x')))
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toMatch(/Öberg/u)
    }
  })
})

const notice = (entries: string, { account = '<Othr><Id>9912346</Id></Othr>', version = '02' } = {}) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M1</MsgId></GrpHdr><Ntfctn><Id>1</Id><Acct><Id>${account}</Id></Acct>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`
const entry = (inside: string, { amount = '200.00', status = '<Sts>BOOK</Sts>', indicator = 'CRDT' } = {}) =>
  `<Ntry><Amt Ccy="SEK">${amount}</Amt><CdtDbtInd>${indicator}</CdtDbtInd>${status}<BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls>${inside}</NtryDtls></Ntry>`
const transaction = (amount: string, reference: string, name = '<Nm>Åsa Öberg</Nm>') =>
  `<TxDtls><AmtDtls><TxAmt><Amt Ccy="SEK">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr>${name}</Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`

describe('camt.054', () => {
  it.skipIf(!existsSync(samples))('reads a notice of a bankgiro deposit', () => {
    const { accounts, messageId, payments } = readCamt054(sample('camt/constructed_se_camt.054.001.02_bankgiro.xml'))
    expect(accounts).toEqual(['9912346'])
    expect(messageId).toBe('CAMT CAMT0541')
    expect(payments).toMatchObject([
      { bookedOn: '2026-11-20', amountOre: 100_000, currency: 'SEK', references: ['655969'], payerName: 'Kalles Plåt AB', isDeduction: false },
      { amountOre: 30_000, references: [], payerName: 'Berits Garn', payerText: 'Medlemsavgift 2026 Berit' },
    ])
  })

  it.skipIf(!existsSync(samples))('refuses the bank’s statement, which is another message', () => {
    expect(ruleOf(() => readCamt054(sample('camt/handelsbanken_style_camt.053.001.02.xml')))).toBe('memberships.unknownFormat')
  })

  it('reads the later version, where names and states lie deeper', () => {
    const xml = notice(entry(transaction('200', '1230', '<Pty><Nm>Åsa Öberg</Nm></Pty>'), { status: '<Sts><Cd>BOOK</Cd></Sts>' }), { version: '08', account: '<IBAN>SE35 5000 0000 0549 1000 0003</IBAN>' })
    expect(readCamt054(xml)).toMatchObject({ accounts: ['SE3550000000054910000003'], payments: [{ amountOre: 20_000, payerName: 'Åsa Öberg', references: ['1230'] }] })
  })

  it('tells a payment to the bankgiro from one to the bank account and one by Swish', () => {
    const methodOf = (inside: string, account?: string) => readCamt054(notice(entry(inside), account ? { account } : {})).payments.map(({ method }) => method)
    const paid = (accounts: string) => transaction('200', '1230').replace('</RltdPties>', `${accounts}</RltdPties>`)
    const scheme = (name: string) => `<Id><Othr><Id>1</Id><SchmeNm><Prtry>${name}</Prtry></SchmeNm></Othr></Id>`
    const iban = '<IBAN>SE3550000000054910000003</IBAN>'
    expect(methodOf(paid(''))).toEqual(['bankgiro'])
    expect(methodOf(paid(''), iban)).toEqual(['transfer'])
    expect(methodOf('', iban)).toEqual(['transfer'])
    expect(methodOf(paid(`<CdtrAcct>${scheme('BGNR')}</CdtrAcct>`), iban)).toEqual(['bankgiro'])
    expect(methodOf(paid(`<DbtrAcct>${scheme('BGNR')}</DbtrAcct>`), iban)).toEqual(['transfer'])
    expect(methodOf(paid(`<DbtrAcct>${scheme('MOBNB')}</DbtrAcct>`), iban)).toEqual(['swish'])
  })

  it('leaves out what is only announced, and tells what is taken back', () => {
    expect(readCamt054(notice(entry(transaction('200', '1230'), { status: '<Sts>PDNG</Sts>' }))).payments).toEqual([])
    expect(readCamt054(notice(entry(transaction('200', '1230'), { indicator: 'DBIT' }))).payments).toMatchObject([{ isDeduction: true }])
  })

  it('refuses what does not agree with itself, what is no camt.054, and XML that is broken or declares entities', () => {
    expect(ruleOf(() => readCamt054(notice(entry(transaction('199.00', '1230')))))).toBe('memberships.sumDiffers')
    expect(ruleOf(() => readCamt054(notice(entry(`<Btch><NbOfTxs>2</NbOfTxs></Btch>${transaction('200', '1230')}`))))).toBe('memberships.countDiffers')
    expect(ruleOf(() => readCamt054(notice(`<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>300</Sum></TtlCdtNtries></TxsSummry>${entry(transaction('200', '1230'))}`)))).toBe('memberships.sumDiffers')
    expect(ruleOf(() => readCamt054(notice(entry(transaction('200.005', '1230')))))).toBe('memberships.xmlDamaged')
    expect(ruleOf(() => readCamt054('<Document/>'))).toBe('memberships.unknownFormat')
    expect(ruleOf(() => readCamt054(notice('').slice(0, -20)))).toBe('memberships.xmlDamaged')
    expect(ruleOf(() => readCamt054(`<!DOCTYPE Document [<!ENTITY name "x">]>${notice('').slice(21)}`))).toBe('memberships.xmlDamaged')
  })
})
