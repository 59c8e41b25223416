import { describe, expect, it } from 'vitest'
import { readEmail, readPhone, splitEmails, splitPhones } from '#shared/contact.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { countryCodes, readCountry } from '#shared/countries.ts'
import { addressLines, findMunicipality, formatPostcode, isWholeAddress, readCareOf, readPostcode } from '#shared/postal.ts'

describe('a postcode', () => {
  it.each(['75320', '753 20', 75320, 'S-753 20', 'SE-75320', 's753 20', '753\u00a020'])('is read from %j', (text) => {
    expect(readPostcode(text)).toEqual({ value: { postcode: '75320' } })
  })

  it('is told from the town written after it', () => {
    expect(readPostcode('753 20 Uppsala')).toEqual({ value: { postcode: '75320', town: 'Uppsala' } })
    expect(formatPostcode('75320', null)).toBe('753 20')
  })

  it.each(['7532', '05320', 'Uppsala', '', '753 200'])('%j is refused', (text) => {
    expect(readPostcode(text)).toEqual({ finding: { rule: 'numbers.postcodeNotANumber' } })
  })
})

describe('an address abroad', () => {
  it.each([['Norge', 'NO'], ['norway', 'NO'], ['NO', 'NO'], ['no', 'NO'], ['Österrike', 'AT'], ['England', 'GB'], ['USA', 'US'], ['Holland', 'NL'], ['Sverige', null], ['Sweden', null], ['se', null]])('lies in the country that %j means', (text, code) => {
    expect(readCountry(text)).toEqual({ value: code })
  })

  it('lies in none that nobody knows', () => {
    expect(readCountry('Fjärran')).toEqual({ finding: { rule: 'common.notAChoice' } })
    expect(countryCodes).toHaveLength(250)
  })

  it('has the postcode of its country as it is written there, also where that has five digits', () => {
    expect(readPostcode(' SW1A  1AA ', 'GB')).toEqual({ value: { postcode: 'SW1A 1AA' } })
    expect(formatPostcode('75001', 'FR')).toBe('75001')
  })

  const home = { careOf: 'Ek', street: 'Storgata 12', postcode: '7010', town: 'Trondheim', countryCode: 'NO' }

  it('has its country last, in Swedish and in capitals on a letter, and on a screen in the language of its reader', () => {
    expect(addressLines(home)).toEqual(['c/o Ek', 'Storgata 12', '7010 Trondheim', 'NORGE'])
    expect(addressLines(home, 'en')).toEqual(['c/o Ek', 'Storgata 12', '7010 Trondheim', 'Norway'])
    expect(addressLines({ ...home, countryCode: null, postcode: '75320', town: 'Uppsala' })).toEqual(['c/o Ek', 'Storgata 12', '753 20 Uppsala'])
    expect(addressLines({ street: '10 High Street', postcode: 'SW1A 1AA', town: 'London', countryCode: 'GB' })).toEqual(['10 High Street', 'London SW1A 1AA', 'STORBRITANNIEN'])
  })

  it('is whole with a street and a town, for not every country has postcodes; in Sweden the postcode too', () => {
    expect([home, { ...home, postcode: null }, { ...home, town: null }, { ...home, postcode: null, countryCode: null }].map(isWholeAddress)).toEqual([true, true, false, false])
  })
})

describe('whom a letter goes by', () => {
  it.each([['c/o Hansson', 'Hansson'], ['C/O: Hansson', 'Hansson'], ['c / o Hansson', 'Hansson'], ['Hansson', 'Hansson'], ['Co Olsson', 'Co Olsson'], ['C.O. Nilsson', 'C.O. Nilsson'], ['c/o ', null]])('%j is %j', (text, careOf) => {
    expect(readCareOf(text)).toBe(careOf)
  })
})

describe('a municipality', () => {
  it.each([['Uppsala', '0380'], ['UPPSALA KOMMUN', '0380'], ['0380', '0380'], ['Stockholms stad', '0180'], ['Västerås', '1980'], ['vasteras', '1980'], ['Borås Stad', '1490'], ['Falu kommun', '2080'], ['Upplands Bro', '0139'], ['Region Gotland', '0980'], ['Håbo', '0305'], ['Habo', '0643']])(
    '%s is %s',
    (text, code) => {
      expect(findMunicipality(text)?.code).toBe(code)
    },
  )

  it('is found from a number cell that lost its zero', () => {
    expect(findMunicipality(380)?.name).toBe('Uppsala')
    expect(findMunicipality('Fjärrland')).toBeUndefined()
  })

  it('is one of 290 in 21 counties, which the first two digits of its code tell', () => {
    expect([municipalities.length, new Set(municipalities.map(({ code }) => code.slice(0, 2))).size]).toEqual([290, 21])
    expect(municipalities.every(({ code, name }) => /^\d{4}$/u.test(code) && name !== '')).toBe(true)
  })
})

describe('a telephone number', () => {
  it.each([
    ['070-123 45 67', '070-123 45 67'], ['0701234567', '070-123 45 67'], ['+46 (0)70-123 45 67', '070-123 45 67'], ['0046 70 1234567', '070-123 45 67'],
    ['+46701234567', '070-123 45 67'], ['070-123 45 67 (jobb)', '070-123 45 67'], ['070–123 45 67', '070-123 45 67'],
    ['018-12 34 56', '018-12 34 56'], ['018123456', '018-12 34 56'], ['08-123 456 78', '08-123 456 78'], ['0171-123 45', '0171-123 45'], ['+4722123456', '+47 22 12 34 56'],
    ['0047 412 34 567', '+47 41 23 45 67'], ['+1 202 555 0143', '+1 20 25 55 01 43'], ['+358401234567', '+358 401 23 45 67'], ['+372 5123 4567', '+372 51 23 45 67'],
  ])('%s is written %s', (text, written) => {
    expect(readPhone(text).value?.written).toBe(written)
  })

  it.each([['+4741234567', true], ['+47 22 12 34 56', false], ['+45 20 12 34 56', true], ['+45 33 12 34 56', false], ['+358 40 123 4567', true], ['+358 9 1234567', false], ['+1 202 555 0143', false]])(
    '%s takes text messages: %j',
    (text, isMobile) => {
      expect(readPhone(text).value?.isMobile).toBe(isMobile)
    },
  )

  it('gets back the zero that a number cell lost', () => {
    expect(readPhone(701234567)).toEqual({ value: { written: '070-123 45 67', isMobile: true } })
    expect(readPhone(18123456)).toEqual({ value: { written: '018-12 34 56', isMobile: false } })
  })

  it('may be one of two in a cell', () => {
    expect(splitPhones('018-12 34 56, 070-123 45 67')).toEqual(['018-12 34 56', '070-123 45 67'])
    expect(splitPhones('018-12 34 56 / 070-123 45 67 (jobb)')).toEqual(['018-12 34 56', '070-123 45 67 (jobb)'])
  })

  it.each(['saknas', '12', '', '112'])('%j is refused', (text) => {
    expect(readPhone(text)).toEqual({ finding: { rule: 'numbers.phoneNotANumber' } })
  })
})

describe('an e-mail address', () => {
  it.each(['anna@exempel.se', 'mailto:anna@exempel.se', 'Anna@Exempel.SE', 'anna@exempel.se;', 'Anna Test <anna@exempel.se>', ' anna@exempel.se. '])('is read from %j', (text) => {
    expect(readEmail(text)).toEqual({ value: 'anna@exempel.se' })
  })

  it('may be one of two in a cell', () => {
    expect(splitEmails('anna@exempel.se; bo@exempel.se')).toEqual(['anna@exempel.se', 'bo@exempel.se'])
    expect(splitEmails('anna@exempel.se bo@exempel.se')).toEqual(['anna@exempel.se', 'bo@exempel.se'])
  })

  it.each(['anna', 'anna@', 'anna@exempel', 'anna@@exempel.se', 'anna@exempel..se', 'an na@exempel.se'])('%j is refused', (text) => {
    expect(readEmail(text)).toEqual({ finding: { rule: 'numbers.emailNotAnAddress' } })
  })
})
