import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTypedBirthDate, parseTypedDate, parseTypedTime } from '#renderer/ui/typed-dates.ts'
import { addDays, daysBetween } from '#shared/dates.ts'

const today = '2026-11-21'
const someDate = fc.integer({ min: -20_000, max: 7_000 }).map((days) => addDays(today, days))

describe('a typed date', () => {
  it.each([
    ['2026-11-21', '2026-11-21'],
    ['20261121', '2026-11-21'],
    ['2026.11.21', '2026-11-21'],
    ['211126', '2026-11-21'],
    ['21/11', '2026-11-21'],
    ['21.11', '2026-11-21'],
    ['1/2', '2027-02-01'],
    ['21/11 2025', '2025-11-21'],
    ['21/11-64', '1964-11-21'],
    ['010150', '1950-01-01'],
  ])('%s is %s', (typed, read) => {
    expect(parseTypedDate(typed, today)).toBe(read)
  })

  it.each(['', '31/2', '2026-02-29', '2026-13-01', 'i morgon', '21', '1/2/3/4', '000000'])('%s cannot be read', (typed) => {
    expect(parseTypedDate(typed, today)).toBeUndefined()
  })

  it('without a year is never more than half a year away, apart from leap days', () => {
    fc.assert(
      fc.property(someDate, (date) => {
        const read = parseTypedDate(`${Number(date.slice(8))}/${Number(date.slice(5, 7))}`, today)
        if (date.endsWith('-02-29')) return
        expect(Math.abs(daysBetween(today, read ?? '1850-01-01'))).toBeLessThanOrEqual(183)
      }),
    )
  })

  it('reads back what it is shown as', () => {
    fc.assert(fc.property(someDate, (date) => parseTypedDate(date, today) === date && parseTypedDate(date.replaceAll('-', ''), today) === date))
  })
})

describe('a typed time', () => {
  it.each([['13:30', '13:30'], ['13.30', '13:30'], ['1330', '13:30'], ['9', '09:00'], ['930', '09:30'], ['kl. 9', '09:00'], ['24:00', undefined], ['9:75', undefined]])(
    '%s is %s',
    (typed, read) => {
      expect(parseTypedTime(typed)).toBe(read)
    },
  )
})

describe('Typing a date of birth', () => {
  it('reads six digits as in an identity number, and never in the future', () => {
    expect(parseTypedBirthDate('640823', '2026-11-21')).toBe('1964-08-23')
    expect(parseTypedBirthDate('64-08-23', '2026-11-21')).toBe('1964-08-23')
    expect(parseTypedBirthDate('150401', '2026-11-21')).toBe('2015-04-01')
    expect(parseTypedBirthDate('261122', '2026-11-21')).toBe('1926-11-22')
    expect(parseTypedBirthDate('640230', '2026-11-21')).toBeUndefined()
    expect(parseTypedBirthDate('19640823', '2026-11-21')).toBe('1964-08-23')
  })
})
