import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatterFor } from '#renderer/ui/format.ts'
import { kronorText, parseWholeNumber, wholeNumberText } from '#renderer/ui/number-field.tsx'
import { parseKronor } from '#shared/money.ts'

describe('an amount in its field', () => {
  it.each([
    [0, '0'],
    [5, '0,05'],
    [12_300, '123'],
    [123_450, '1\u00a0234,50'],
    [-123_450, '-1\u00a0234,50'],
    [123_456_789_00, '123\u00a0456\u00a0789'],
  ])('%i öre stands as %s', (ore, text) => {
    expect(kronorText(ore)).toBe(text)
  })

  it('is read back as the same amount', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (ore) => parseKronor(kronorText(ore)) === ore))
  })
})

describe('a whole number in its field', () => {
  it.each([['1 234', 1234], ['1\u00a0234', 1234], ['\u22125', -5], ['12,5', undefined], ['tolv', undefined], ['', undefined]])('%s is %s', (text, number) => {
    expect(parseWholeNumber(text)).toBe(number)
  })

  it('stands with its thousands apart, but a year in one piece', () => {
    expect(wholeNumberText(12_345, false)).toBe('12\u00a0345')
    expect(wholeNumberText(2026, true)).toBe('2026')
    expect(wholeNumberText('tolv', true)).toBe('tolv')
  })
})

describe('values as people read them', () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ')

  it('in Swedish', () => {
    const format = formatterFor('sv')
    expect(plain(format.money(123_450))).toBe('1 234,50 kr')
    expect(plain(format.number(4812))).toBe('4 812')
    expect(format.longDate('2026-11-21')).toBe('21 november 2026')
    expect(format.date(null)).toBe('')
    expect(format.dateTime('2026-11-21T13:32:00.000Z')).toBe('2026-11-21 14:32')
    expect(format.clock('2026-06-21T13:32:00.000Z')).toBe('15:32')
    expect(format.list(['Åsa', 'Bo', 'Cia'])).toBe('Åsa, Bo och Cia')
  })

  it('in English', () => {
    const format = formatterFor('en')
    expect(plain(format.money(123_450))).toContain('1,234.50')
    expect(format.longDate('2026-11-21')).toBe('21 November 2026')
  })
})
