import { describe, expect, it } from 'vitest'
import { remainder97 } from '#shared/check-digits.ts'
import { readIban } from '#shared/iban.ts'
import { formatOrganisationNumber, readOrganisationNumber } from '#shared/organisation-number.ts'
import { hasVectors, readVectors } from './vectors.ts'

describe('an organisation number', () => {
  it.each(['802005-7538', '8020057538', '16802005-7538', '802005–7538', 'SE802005753801', ' 802005 7538 '])('is read from %j', (text) => {
    expect(readOrganisationNumber(text)).toEqual({ value: { number: '8020057538', kind: 'organisation' } })
  })

  it('may be a sole trader’s identity number', () => {
    expect(readOrganisationNumber('194912109958').value).toEqual({ number: '4912109958', kind: 'soleTrader' })
  })

  it.each([['802005-7539', 'numbers.organisationCheckDigit'], ['80200', 'numbers.organisationNotANumber'], ['', 'common.required']])('%j is refused: %s', (text, rule) => {
    expect(readOrganisationNumber(text)).toEqual({ finding: { rule } })
  })

  it('is written with a hyphen', () => {
    expect(formatOrganisationNumber('8020057538')).toBe('802005-7538')
  })
})

describe('an IBAN', () => {
  it('is read with spaces, hyphens or the word IBAN before it', () => {
    for (const text of ['SE35 5000 0000 0549 1000 0003', 'se3550000000054910000003', 'IBAN: SE35-5000-0000-0549-1000-0003']) {
      expect(readIban(text)).toEqual({ value: 'SE3550000000054910000003' })
    }
  })

  it('may be of another country', () => {
    expect(readIban('NO93 8601 1117 947').value).toBe('NO9386011117947')
    expect(readIban('GB82 WEST 1234 5698 7654 32').value).toBe('GB82WEST12345698765432')
  })

  it.each([
    ['SE35500000000549100000', 'numbers.ibanLength'],
    ['SE36 5000 0000 0549 1000 0003', 'numbers.ibanCheckDigit'],
    ['5491-0000003', 'numbers.ibanNotANumber'],
  ])('%j is refused: %s', (text, rule) => {
    expect(readIban(text)).toMatchObject({ finding: { rule } })
  })

  it('divides long numbers exactly', () => {
    expect(remainder97('123456789012345678901234567890')).toBe(Number(123456789012345678901234567890n % 97n))
  })
})

describe.skipIf(!hasVectors)('expected results for numbers (skipped where the vectors are missing)', () => {
  it('agrees on organisation numbers', () => {
    const { cases } = readVectors('organisationsnummer') as { cases: { input: string; valid: boolean }[] }
    for (const { input, valid } of cases) expect([input, readOrganisationNumber(input).value !== undefined]).toEqual([input, valid])
  })

  it('agrees on IBAN', () => {
    const { cases } = readVectors('iban') as { cases: { iban: string; valid: boolean }[] }
    for (const { iban, valid } of cases) expect([iban, readIban(iban).value !== undefined]).toEqual([iban, valid])
  })
})
