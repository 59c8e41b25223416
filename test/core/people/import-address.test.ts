import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressColumns, filledAddress, meetAddress, type Address, type SaidAddress } from '#core/people/import-address.ts'

const home: Address = { careOf: 'Berg', street: 'Gatan 1', postcode: '75320', town: 'Uppsala', countryCode: null }
const oslo: Address = { careOf: null, street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO' }
const unknown: Address = { careOf: null, street: null, postcode: null, town: null, countryCode: null }

describe('An address in a list', () => {
  it.each<[string, Address, SaidAddress, Partial<Address>]>([
    ['that says nothing', home, {}, home],
    ['that says the same otherwise written', home, { street: 'GATAN 1', postcode: '753 20', town: 'UPPSALA' }, home],
    ['with only the town', home, { town: 'Uppsala' }, home],
    ['with another town for the postcode', home, { postcode: '75320', town: 'Knivsta' }, { ...home, town: 'Knivsta' }],
    ['with another c/o', home, { careOf: 'Ek' }, { ...home, careOf: 'Ek' }],
    ['where there is none', unknown, { street: 'Gatan 1', town: 'Uppsala' }, { street: 'Gatan 1', postcode: null, town: 'Uppsala' }],
    ['that adds the postcode', { ...home, postcode: null }, { street: 'Gatan 1', postcode: '75320' }, home],
    ['of a place in another country, which it names', oslo, { street: 'Storgata 1', town: 'Oslo' }, oslo],
    ['in Sweden for one of whom only another country is known', { ...unknown, countryCode: 'NO' }, { street: 'Gatan 1', postcode: '75320', town: 'Uppsala' }, { ...home, careOf: null }],
    ['with the right country', { ...oslo, countryCode: null }, { street: 'Storgata 1', postcode: '0150', countryCode: 'NO' }, oslo],
  ])('%s is the same', (_, held, said, after) => {
    expect(meetAddress(held, said)).toMatchObject({ kind: 'same', after })
  })

  it.each<[string, Address, SaidAddress, Address]>([
    ['in another town', home, { street: 'Vägen 2', postcode: '81230', town: 'Storvik' }, { careOf: null, street: 'Vägen 2', postcode: '81230', town: 'Storvik', countryCode: null }],
    ['in the same town', home, { street: 'Vägen 2', postcode: '75321', town: 'Uppsala' }, { careOf: null, street: 'Vägen 2', postcode: '75321', town: 'Uppsala', countryCode: null }],
    ['within the postcode', home, { street: 'Vägen 2', postcode: '75320' }, { ...home, careOf: null, street: 'Vägen 2' }],
    ['in Sweden, from abroad', oslo, { street: 'Gatan 1', postcode: '75320', town: 'Uppsala' }, { ...home, careOf: null }],
    ['within the town abroad', oslo, { street: 'Kirkeveien 2', postcode: '0266', town: 'Oslo' }, { ...oslo, street: 'Kirkeveien 2', postcode: '0266' }],
    ['in a country without postcodes', home, { street: 'Al Wasl 1', town: 'Dubai', countryCode: 'AE' }, { careOf: null, street: 'Al Wasl 1', postcode: null, town: 'Dubai', countryCode: 'AE' }],
    ['of which only the town was known', { ...unknown, town: 'Uppsala' }, { town: 'Tierp' }, { ...unknown, town: 'Tierp' }],
  ])('%s is another, and nothing is left of the one before', (_, held, said, after) => {
    expect(meetAddress(held, said)).toEqual({ kind: 'other', after })
  })

  it.each<[string, Address, SaidAddress]>([
    ['with only another town', home, { town: 'Tierp' }],
    ['with only another street', home, { street: 'Vägen 2' }],
    ['with another street in the town', home, { street: 'Vägen 2', town: 'Uppsala' }],
    ['with only another postcode', home, { postcode: '81230' }],
    ['with only another country', home, { countryCode: 'NO' }],
    ['in Sweden without a street, for one who lives abroad', oslo, { postcode: '75320', town: 'Uppsala' }],
  ])('%s is only part of another', (_, held, said) => {
    expect(meetAddress(held, said).kind).toBe('partial')
  })

  const one = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: null })
  const held = fc.record({ careOf: one(['Ek', 'Berg']), street: one(['Gatan 1', 'Vägen 2']), postcode: one(['75320', '81230']), town: one(['Uppsala', 'Storvik']), countryCode: one(['NO', 'FI']) })
  const silent = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined })
  const said = fc.record({
    careOf: silent(fc.constantFrom('Ek', 'Berg')), street: silent(fc.constantFrom('Gatan 1', 'Vägen 2')), postcode: silent(fc.constantFrom('75320', '81230')), town: silent(fc.constantFrom('Uppsala', 'Storvik')),
    countryCode: silent(fc.constantFrom(null, 'NO', 'FI')),
  }).map((parts) => Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as SaidAddress)
  const places = ['street', 'postcode', 'town'] as const

  it('is never put together of two: of another one nothing is left but what belongs to a postcode that is the same', () => {
    fc.assert(fc.property(held, said, (before, row) => {
      const { kind, after } = meetAddress(before, row)
      if (kind !== 'other') return
      const isWithinPostcode = row.postcode === before.postcode && after.countryCode === before.countryCode
      for (const column of ['careOf', 'street', 'postcode', 'town'] as const) {
        const mayStay = isWithinPostcode && (column === 'postcode' || column === 'town')
        expect([row[column] ?? null, ...(mayStay ? [before[column]] : [])]).toContain(after[column])
      }
      const isNamed = row.postcode === before.postcode || row.town === before.town
      if (row.countryCode === undefined && !isNamed) expect(after.countryCode).toBeNull()
    }))
  })

  it('never empties street, postcode or town of what is taken, and says all that the row says', () => {
    fc.assert(fc.property(held, said, (before, row) => {
      const { kind, after } = meetAddress(before, row)
      if (kind === 'partial') return
      for (const column of places) if (before[column] !== null && !(column === 'postcode' && after.countryCode !== null)) expect(after[column]).not.toBeNull()
      for (const column of addressColumns) if (row[column] !== undefined) expect(after[column]).toBe(row[column])
    }))
  })

  it('says nothing new once it has been taken', () => {
    fc.assert(fc.property(held, said, (before, row) => {
      const { kind, after } = meetAddress(before, row)
      if (kind !== 'partial') expect(meetAddress(after, row)).toEqual({ kind: 'same', after })
    }))
  })

  it('takes nothing of what is there where it is only to fill in', () => {
    fc.assert(fc.property(held, said, (before, row) => {
      const { kind, after } = meetAddress(before, row)
      if (kind !== 'same') return
      const filled = filledAddress(before, after)
      for (const column of [...places, 'careOf'] as const) expect(filled[column]).toBe(before[column] ?? after[column])
    }))
  })
})
