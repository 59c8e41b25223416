import * as fc from 'fast-check'
import { parse } from 'kontonummer'
import { describe, expect, it } from 'vitest'
import { bankOfClearing, maskAccountNumber, maskWrittenAccount, readBankAccount } from '#shared/bank-account.ts'
import { clearingRanges } from '#shared/data/clearing-ranges.ts'
import { readIban } from '#shared/iban.ts'
import { hasVectors, readVectors } from './vectors.ts'

function ruleOf(clearing: string, account: string) {
  const reading = readBankAccount(clearing, account)
  return 'finding' in reading ? reading.finding.rule : reading.warning?.rule
}

describe('a bank account', () => {
  it('tells bank, BIC and IBAN', () => {
    expect(readBankAccount('5491', '0000003').value).toEqual({
      clearing: '5491', account: '0000003', bank: 'SEB', bic: 'ESSESESS', iban: 'SE3550000000054910000003',
    })
  })

  it('drops the fifth digit of a savings bank’s clearing number, and uses it in the IBAN', () => {
    const expected = { clearing: '8327', account: '333953909', bank: 'Swedbank och sparbanker', bic: 'SWEDSESS', iban: 'SE5280000832790333953909' }
    expect(readBankAccount('8327-9', '33 395 390-9').value).toEqual(expected)
    expect(readBankAccount('8327', '0333953909').value).toEqual(expected)
  })

  it('belongs to Länsförsäkringar only from 3400 to 3409', () => {
    expect(bankOfClearing('3409')).toBe('Länsförsäkringar Bank')
    expect(bankOfClearing('3410')).toBe('Nordea')
    expect(bankOfClearing('34')).toBeUndefined()
  })

  it('has no derived IBAN where sources disagree', () => {
    expect(readBankAccount('9500', '2109189').value).toMatchObject({ account: '2109189', iban: null })
  })

  it.each([
    ['', '1', 'numbers.clearingMissing'],
    ['5491', '', 'numbers.accountMissing'],
    ['549', '0000003', 'numbers.clearingLength'],
    ['54911', '0000003', 'numbers.clearingLength'],
    ['8000-1', '1111111', 'numbers.clearingCheckDigit'],
    ['2999', '1111111', 'numbers.clearingUnknown'],
    ['5491', '000003', 'numbers.accountLength'],
    ['5491', '0000004', 'numbers.accountCheckDigit'],
    ['5491', 'X000003', 'numbers.accountNotANumber'],
    ['6000', '000000000', 'numbers.accountLength'],
    ['8150', '9942266951', 'numbers.accountLacksCheckDigit'],
    ['9650', '1111112', 'numbers.bankHasLeft'],
    ['9610', '1111112', 'numbers.accountNotChecked'],
    ['femtio', '0000003', 'numbers.clearingNotANumber'],
  ])('%s and %s: %s', (clearing, account, rule) => {
    expect(ruleOf(clearing, account)).toBe(rule)
  })

  it('is recognised by its last digits', () => {
    expect(maskAccountNumber({ clearingNumber: '5502', accountNumber: '0000003' })).toBe('••••0003')
    expect(maskAccountNumber({ clearingNumber: '3300', accountNumber: '8112189876' })).not.toMatch(/\d/u)
    expect(['9912346', '55020000003', 'SE4550000000058398257466'].map(maskWrittenAccount)).toEqual(['••••2346', '••••0003', '••••7466'])
    expect(['8112189876', '33008112189876', 'SE1330000000008112189876'].map(maskWrittenAccount).join('')).not.toMatch(/\d/u)
  })

  it('never throws, and what it accepts it accepts again', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\d ,-]{0,20}$/), fc.stringMatching(/^[1-9]\d{3}$/), (text, clearing) => {
      const { value } = readBankAccount(clearing, text)
      if (!value) return
      expect(readBankAccount(value.clearing, value.account.padStart(7, '0')).value).toEqual(value)
      if (value.iban) expect(readIban(value.iban).value).toBe(value.iban)
    }))
  })

  it('lists ranges in order, without overlap', () => {
    clearingRanges.forEach((range, index) => {
      expect(range.from).toBeLessThanOrEqual(range.to)
      expect(range.from).toBeGreaterThan(clearingRanges[index - 1]?.to ?? 0)
    })
  })

  it('agrees with an independent implementation, save where that one is known to differ', () => {
    const knownToDiffer = (clearing: number) => !rangesWithRule.some((range) => range.from <= clearing && clearing <= range.to)
    const rangesWithRule = clearingRanges.filter((range) => range.rule !== null && range.isActive)
    fc.assert(fc.property(fc.integer({ min: 1100, max: 9999 }), fc.stringMatching(/^[1-9]\d{6}$|^[1-9]\d{8}$|^[1-9]\d{9}$/), (clearing, account) => {
      fc.pre(!knownToDiffer(clearing) && !(clearing >= 8000 && clearing <= 8999))
      const ours = readBankAccount(clearing, account)
      let theirs = true
      try {
        parse(String(clearing), account, { mode: 'strict' })
      } catch {
        theirs = false
      }
      if (ours.value === undefined || theirs) expect([clearing, account, ours.value !== undefined]).toEqual([clearing, account, theirs])
      else expect(clearingRanges.find((range) => range.from <= clearing && clearing <= range.to)?.rule).toMatch(/upToTen/u)
    }), { numRuns: 3000 })
  })
})

describe.skipIf(!hasVectors)('expected results for bank accounts (skipped where the vectors are missing)', () => {
  interface Case { clearing: string; clearingCheckDigit: string | null; account: string; input: string; valid: boolean | null; checkerRule: string; permutations?: string[] }
  it('agrees on every account', () => {
    for (const entry of (readVectors('accounts') as { cases: Case[] }).cases) {
      const reading = readBankAccount(`${entry.clearing}${entry.clearingCheckDigit ?? ''}`, entry.account)
      const warned = 'warning' in reading && reading.warning?.rule === 'numbers.accountLacksCheckDigit'
      const isAllZeros = /^0+$/u.test(entry.account)
      const expected = entry.valid !== false && !isAllZeros
      if (entry.valid === false && entry.clearing.startsWith('8') && entry.checkerRule === 'mod10') expect([entry.input, warned]).toEqual([entry.input, true])
      else expect([entry.input, reading.value !== undefined]).toEqual([entry.input, expected])
    }
  })

  it('agrees on how an IBAN is made, save for plusgiro', () => {
    const { conversion } = readVectors('iban') as { conversion: { clearing: string; account: string; iban: string }[] }
    for (const { clearing, account, iban } of conversion) {
      if (clearing === '9960') continue
      const typed = /^9[35]/u.test(clearing) ? account.padStart(10, '0') : account
      const reading = readBankAccount(clearing, typed)
      if (reading.value) expect([clearing, reading.value.iban]).toEqual([clearing, iban])
    }
  })
})
