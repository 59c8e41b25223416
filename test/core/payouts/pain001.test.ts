import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { kronor } from '#shared/money.ts'
import { bankText, cutName } from '#core/payouts/bank-text.ts'
import { endToEndIdOf, messageIdOf, pain001, type PaymentFile } from '#core/payouts/pain001.ts'

const schemaFile = new URL('../../../../shared/formats/xsd/pain.001.001.03.xsd', import.meta.url)

const file: PaymentFile = {
  messageId: messageIdOf({ number: 12, frozenAt: '2026-11-21T09:30:15.123Z' }),
  createdAt: '2026-11-21T09:30:15.123Z',
  executionOn: '2026-11-25',
  debtor: { name: 'Föreningen Exempel & vänner', organisationNumber: '802002-8711', iban: 'SE35 5000 0000 0549 1000 0003', bic: 'ESSESESS' },
  payments: [
    { endToEndId: 'TALAN-12-20261121093015-0001', name: 'Anna Testsson', amountOre: kronor(4500), account: { clearingNumber: '5502', accountNumber: '0038520' } },
    { endToEndId: 'TALAN-12-20261121093015-0002', name: 'Zoë Øst <script>', amountOre: 5, account: { iban: 'SE7160000000000123456789' } },
  ],
}

const faults = async (xml: string) => {
  const result = await validateXML({ xml: { fileName: 'payout.xml', contents: xml }, schema: readFileSync(schemaFile, 'utf8') })
  return result.errors.map((error) => error.message)
}

describe('the payment file', () => {
  it('states who pays whom, how much and when', () => {
    const xml = pain001(file)
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">')).toBe(true)
    for (const part of [
      '<MsgId>TALAN-12-20261121093015</MsgId>', '<CreDtTm>2026-11-21T09:30:15Z</CreDtTm>', '<NbOfTxs>2</NbOfTxs>', '<CtrlSum>4500.05</CtrlSum>',
      '<Nm>Föreningen Exempel + vänner</Nm>', '<Id>8020028711</Id>', '<Cd>SALA</Cd>', '<ReqdExctnDt>2026-11-25</ReqdExctnDt>', '<IBAN>SE3550000000054910000003</IBAN>',
      '<InstdAmt Ccy="SEK">4500.00</InstdAmt>', '<MmbId>5502</MmbId>', '<Id>0038520</Id>', '<Cd>BBAN</Cd>', '<InstdAmt Ccy="SEK">0.05</InstdAmt>',
      '<Nm>Zoe Ost ?script?</Nm>',
    ]) expect(xml).toContain(part)
    expect(xml).not.toContain('RmtInf')
  })

  it('is the same to the byte every time', () => {
    expect(pain001(structuredClone(file))).toBe(pain001(file))
  })

  it('follows the bank’s profile', () => {
    const xml = pain001(file, { isClearingInAccount: true, isSalaryMarked: false })
    expect(xml).toContain('<Id>55020038520</Id>')
    expect(xml).not.toContain('SALA')
  })

  it('names each transfer by its place', () => {
    expect(endToEndIdOf(file.messageId, 2)).toBe('TALAN-12-20261121093015-0002')
    expect(endToEndIdOf(messageIdOf({ number: 999_999, frozenAt: file.createdAt }), 9999).length).toBeLessThanOrEqual(35)
  })
})

describe('text for the bank', () => {
  it('keeps what banks take and writes the rest in it', () => {
    expect(bankText('André Müller-Łuczak, Sørensen & Ægir')).toBe('Andre Muller-Luczak, Sorensen + Agir')
    expect(bankText('A\u030Akesson')).toBe('Åkesson')
    expect(bankText('名 “x”_')).toBe('? ?x??')
    expect(cutName('x'.repeat(90))).toHaveLength(70)
  })

  it('only ever holds allowed characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(bankText(text)).toMatch(/^[0-9A-Za-zåäöÅÄÖ/\-?:().,'+ ]*$/u)
    }))
  })
})

describe.skipIf(!existsSync(schemaFile))('the bank’s schema pain.001.001.03 (skipped where the shared schemas are missing)', () => {
  it('accepts the file under every profile', async () => {
    expect(await faults(pain001(file))).toEqual([])
    expect(await faults(pain001(file, { isClearingInAccount: true, isSalaryMarked: false }))).toEqual([])
  })

  it('accepts whatever names people have', async () => {
    const names = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), 40)
    const payments = names.map((name, index) => ({
      endToEndId: endToEndIdOf(file.messageId, index + 1), name: `A${name}`, amountOre: index + 1, account: { clearingNumber: '6789', accountNumber: '123456789' },
    }))
    expect(await faults(pain001({ ...file, payments }))).toEqual([])
  })

  it('refuses a file that is not right, so that its silence means something', async () => {
    expect(await faults(pain001({ ...file, executionOn: '2026-13-45' }))).not.toEqual([])
  })
})
