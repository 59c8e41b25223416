import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { birthDateOf, formatIdentityNumber, maskIdentityNumber, readIdentityNumber } from '#shared/personal-id.ts'
import { hasVectors, readVectors } from './vectors.ts'

const today = '2026-11-21'
const read = (input: string | number) => readIdentityNumber(input, today)
const number = (input: string | number) => read(input).value?.number
const rule = (input: string | number) => {
  const reading = read(input)
  return 'finding' in reading ? reading.finding.rule : undefined
}

describe('an identity number in messy text', () => {
  // A fictitious test number of the Swedish Tax Agency.
  it.each([
    '195704289999', '19570428-9999', '570428-9999', '5704289999', '19570428 - 999 9', ' 570428 9999 ', '570428–9999', '570428−9999',
    '19570428\u00a0-\u00a09999', '\u200b19570428-9999\ufeff',
  ])('%j is one and the same', (text) => {
    expect(number(text)).toBe('195704289999')
  })

  it('is read from a number cell, also one that lost its leading zeros', () => {
    expect(number(195704289999)).toBe('195704289999')
    expect(number(5704289999)).toBe('195704289999')
    expect(number(4059937)).toBe('200004059937')
    expect(number('4059937')).toBe('200004059937')
  })

  it('takes the latest century that does not lie ahead, and a hundred years more with a plus sign', () => {
    expect(number('090527-1474')).toBe('200905271474')
    expect(number('090527+1474')).toBe('190905271474')
    expect(readIdentityNumber('090527-1474', '2009-05-26').value?.number).toBe('190905271474')
    expect(number('19090527+1474')).toBe('190905271474')
  })

  it('tells birth date and legal gender', () => {
    expect(read('19460823-9986').value).toEqual({ number: '194608239986', kind: 'personal', birthDate: '1946-08-23', legalGender: 'woman' })
    expect(read('197302889931').value).toEqual({ number: '197302889931', kind: 'coordination', birthDate: '1973-02-28', legalGender: 'man' })
  })

  it('keeps a coordination number with an incomplete date and warns', () => {
    const reading = read('191500722390')
    expect(reading.value).toMatchObject({ kind: 'coordination', birthDate: null })
    expect(reading).toMatchObject({ warning: { rule: 'numbers.coordinationDateIncomplete' } })
  })

  it('keeps a lone birth date', () => {
    for (const text of ['1964-08-23', '19640823', '640823', '640823-', '640823-XXXX', '19640823-****']) {
      expect(read(text)).toMatchObject({ birthDate: '1964-08-23', finding: { rule: 'numbers.identityLacksLastFour' } })
    }
  })

  it.each([
    ['', 'numbers.identityMissing'],
    ['saknas', 'numbers.identityNotANumber'],
    ['12345', 'numbers.identityNotANumber'],
    ['1,96408E+11', 'numbers.identityRounded'],
    ['20000101-T220', 'numbers.identityInterim'],
    ['19570428-9998', 'numbers.identityCheckDigit'],
    ['20150916-0006', 'numbers.identityCheckDigit'],
    ['000000-0000', 'numbers.identityNoSuchDate'],
    ['19000229-1234', 'numbers.identityNoSuchDate'],
    ['19571328-9999', 'numbers.identityNoSuchDate'],
    ['20990101-1234', 'numbers.identityInFuture'],
    ['802005-7538', 'numbers.identityIsOrganisation'],
    ['16802005-7538', 'numbers.identityIsOrganisation'],
  ])('%j is refused: %s', (text, expected) => {
    expect(rule(text)).toBe(expected)
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.integer(), fc.double(), fc.stringMatching(/^[\d +–-]{4,16}$/)), (input) => {
      const { value } = read(input)
      if (value) expect(number(value.number)).toBe(value.number)
    }))
  })
})

describe('an identity number on the screen', () => {
  it('is masked or grouped', () => {
    expect(maskIdentityNumber('195704289999')).toBe('19570428-****')
    expect(formatIdentityNumber('195704289999')).toBe('19570428-9999')
    expect(birthDateOf('197302889931')).toBe('1973-02-28')
    expect(birthDateOf('191500722390')).toBeNull()
  })
})

describe.skipIf(!hasVectors)('expected results for identity numbers (skipped where the vectors are missing)', () => {
  interface Vectors {
    list: { integer: number; long_format: string; separated_long: string; valid: boolean; isMale: boolean; type: string }[]
    orgnumberNotPersonnummer: { short_format: string }[]
    interim: { separated_long: string }[]
    structured: Record<string, { integer: { valid: number[]; invalid: number[] }; string: { valid: string[]; invalid: string[] } }>
  }
  interface TestNumbers {
    personnummer: string[]
    samordningsnummer: string[]
    samordningsnummerIncompleteDate: string[]
  }

  it('agrees on every number of the common list', () => {
    const vectors = readVectors('personnummer') as Vectors
    for (const entry of vectors.list) {
      for (const input of [entry.integer, entry.long_format, entry.separated_long]) {
        expect([input, number(input)]).toEqual([input, entry.valid ? entry.long_format : undefined])
      }
      if (entry.valid) expect(read(entry.long_format).value).toMatchObject({ legalGender: entry.isMale ? 'man' : 'woman', kind: entry.type === 'con' ? 'coordination' : 'personal' })
    }
    for (const entry of vectors.orgnumberNotPersonnummer) expect(rule(entry.short_format)).toBe('numbers.identityIsOrganisation')
    for (const entry of vectors.interim) expect(number(entry.separated_long)).toBeUndefined()
  })

  it('agrees on the structured list, save that spaces are tidied away first', () => {
    for (const { integer, string } of Object.values((readVectors('personnummer') as Vectors).structured)) {
      for (const valid of [...integer.valid, ...string.valid]) expect([valid, number(valid) !== undefined]).toEqual([valid, true])
      for (const invalid of [...integer.invalid, ...string.invalid]) {
        expect([invalid, number(invalid) !== undefined]).toEqual([invalid, String(invalid).includes(' ')])
      }
    }
  })

  it('accepts every fictitious number of the Tax Agency', () => {
    const numbers = readVectors('skatteverket_testpersonnummer') as TestNumbers
    for (const text of numbers.personnummer) expect(read(text)).toMatchObject({ value: { number: text, kind: 'personal' } })
    for (const text of numbers.samordningsnummer) expect(read(text)).toMatchObject({ value: { number: text, kind: 'coordination' } })
    for (const text of numbers.samordningsnummerIncompleteDate) {
      expect(read(text)).toMatchObject({ value: { number: text, birthDate: null }, warning: { rule: 'numbers.coordinationDateIncomplete' } })
    }
  })
})
