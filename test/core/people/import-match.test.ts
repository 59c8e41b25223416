import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginsAnew, membershipOf, newMembership, type KnownPerson } from '#core/people/import-differences.ts'
import { compareWithRegister, type ImportChoice, type Matching } from '#core/people/import-match.ts'
import { personKeys } from '#contract/imports.ts'
import { addDays, periodsOverlap, type LocalDate, type Period } from '#shared/dates.ts'
import { resultOf } from '#test/support/events.ts'
import type { ImportFinding, ImportRow, ImportValues } from '#core/people/import-rows.ts'

const today = '2026-11-21'

const anna: KnownPerson = {
  id: 'anna', isProtected: 0, deceasedOn: null, memberNumber: '0017', givenName: 'Anna', familyName: 'Ek', identityNumber: '195704289999', birthDate: '1957-04-28', gender: 'woman', careOf: null,
  street: 'Gatan 1', postcode: '75320', town: 'Uppsala', municipalityCode: '0380', countryCode: null, email: 'anna@exempel.se', phone: '070-174 06 05', otherPhone: null, note: 'Ringer helst',
  memberships: [{ id: 'm1', kind: 'main', startsOn: '2015-01-01', endsOn: null }], fees: [{ id: 'f1', year: 2025, amountOre: 20_000, paidOn: null }],
}
const bare = { memberNumber: null, identityNumber: null, birthDate: null, email: null, phone: null, street: null, note: null, fees: [] }
const bo: KnownPerson = { ...anna, ...bare, id: 'bo', givenName: 'Bo', familyName: 'Al', memberships: [] }

let nextRow = 0
function row(values: ImportValues, findings: readonly ImportFinding[] = []): ImportRow {
  nextRow += 1
  return { rowNumber: nextRow, values, findings }
}

/** As long as nobody chooses otherwise. */
const usual: Matching = { today, keys: personKeys, filledIn: new Set(['note', 'memberUntil']), municipalities: new Map([['75320', '0380'], ['81230', '2180']]) }

function compare(rows: ImportRow[], persons: readonly KnownPerson[] = [anna, bo], choices: readonly ImportChoice[] = [], chosen: Partial<Matching> = {}) {
  return resultOf(compareWithRegister({ rows, skipped: [] }, persons, choices, { ...usual, ...chosen }))
}

function groupOf(values: ImportValues, persons?: readonly KnownPerson[]): string {
  const preview = compare([row(values)], persons)
  if (preview.fresh.length > 0) return 'fresh'
  if (preview.changed[0]) return `changed ${preview.changed[0].personId}`
  if (preview.unclear[0]) return preview.unclear[0].reasons.map((reason) => reason.rule.replace('imports.', '')).join(' ')
  return preview.skipped[0]?.reason.rule.replace('imports.', '') ?? 'unchanged'
}

function doubtBetween(one: ImportValues, other: ImportValues): string | undefined {
  return compare([row(one), row(other)]).unclear[0]?.reasons[0]?.rule
}

const wrongCheckDigit: ImportFinding = { field: 'identityNumber', rule: 'imports.identityCheckDigit', params: { row: 1 }, needsDecision: true }

describe('a row is matched', () => {
  it.each<[string, ImportValues, string]>([
    ['by member number without its zeros', { memberNumber: '17', givenName: 'Anna', familyName: 'Ek' }, 'unchanged'],
    ['by member number after a marriage', { memberNumber: '17', givenName: 'Anna', familyName: 'Berg' }, 'changed anna'],
    ['not by the number of another', { memberNumber: '17', givenName: 'Stig', familyName: 'Lund' }, 'memberNumberOtherName'],
    ['not by a number with another identity', { memberNumber: '17', givenName: 'Anna', familyName: 'Ek', identityNumber: '194608239986' }, 'memberNumberOtherIdentity'],
    ['by identity number', { identityNumber: '195704289999', givenName: 'Ann', familyName: 'Berg' }, 'changed anna'],
    ['not when its member number is another', { identityNumber: '195704289999', memberNumber: '18', givenName: 'Anna', familyName: 'Ek' }, 'otherMemberNumber'],
    ['by e-mail and name, spelt otherwise', { email: 'Anna@exempel.se', givenName: 'ANNA', familyName: 'EK', town: 'Uppsala' }, 'unchanged'],
    ['not by e-mail and name of parent and child', { email: 'anna@exempel.se', givenName: 'Anna', familyName: 'Ek', birthDate: '1990-01-01' }, 'otherBirthDate'],
    ['by name and date of birth', { givenName: 'Anna', familyName: 'Ek', birthDate: '1957-04-28', phone: '070-174 06 99' }, 'changed anna'],
    ['in doubt by name and postcode', { givenName: 'Anna', familyName: 'Ek', postcode: '75320', phone: '070-174 06 99' }, 'sameNameAndPostcode'],
    ['in doubt by name', { givenName: 'Anna', familyName: 'Ek', postcode: '11122' }, 'sameName addressPartial'],
    ['in doubt by e-mail and given name, when the family name has a slip or is another since a marriage', { email: 'anna@exempel.se', givenName: 'Anna', familyName: 'Ekk' }, 'sameEmailAndGivenName'],
    ['not by the e-mail of a household', { email: 'anna@exempel.se', givenName: 'Cia', familyName: 'Ek' }, 'fresh'],
    ['without doubt when it says nothing new', { givenName: 'Anna', familyName: 'Ek', postcode: '75320' }, 'unchanged'],
    ['not when born on another day', { givenName: 'Anna', familyName: 'Ek', birthDate: '1990-01-01' }, 'fresh'],
    ['not at all when unknown', { givenName: 'Cia', familyName: 'Dal' }, 'fresh'],
  ])('%s', (_, values, group) => {
    expect(groupOf(values)).toBe(group)
  })

  it('in doubt by name also where the address is only filled in: it may be another of that name who lives there', () => {
    const namesake = { givenName: 'Anna', familyName: 'Ek', street: 'Vägen 2', postcode: '81230', town: 'Storvik' }
    const { unclear } = compare([row(namesake)], [anna], [], { filledIn: new Set(['street', 'postcode', 'town']) })
    expect(unclear).toMatchObject([{ reasons: [{ rule: 'imports.sameName' }], mayBeNew: true }])
  })

  it('in doubt when it fits several', () => {
    expect(groupOf({ givenName: 'Anna', familyName: 'Ek' }, [anna, { ...anna, id: 'other', birthDate: null, identityNumber: null, memberNumber: null }])).toBe('severalMatch')
    expect(groupOf({ givenName: 'Anna', familyName: 'Ek', memberNumber: '17', identityNumber: '194608239986' }, [anna, { ...bo, identityNumber: '194608239986' }])).toBe('severalMatch')
  })
})

describe('a changed person', () => {
  it('is shown with what was before and what comes after; blanks and what is known are left out', () => {
    const { changed } = compare([row({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek', street: 'Vägen 2', postcode: '75320', phone: '0701740605', otherPhone: '018-46 50 01', note: 'Annat', fees: [{ year: 2025, amountOre: null, paidOn: '2025-02-01' }, { year: 2026, amountOre: 20_000, paidOn: null }] })])
    expect(changed[0]?.differences).toEqual([
      { field: 'street', before: 'Gatan 1', after: 'Vägen 2' },
      { field: 'otherPhone', before: null, after: '018-46 50 01' },
      { field: 'fee', year: 2025, before: 20_000, after: '2025-02-01' },
      { field: 'fee', year: 2026, before: null, after: 20_000 },
    ])
  })

  it('gets a membership when there is none, and none is revived by an old list', () => {
    expect(compare([row({ givenName: 'Bo', familyName: 'Al', postcode: '75320', birthDate: '1950-01-01', memberSince: '2020-01-01' })], [{ ...bo, birthDate: '1950-01-01' }]).changed[0]?.differences).toEqual([
      { field: 'membershipKind', before: null, after: 'main' }, { field: 'memberSince', before: null, after: '2020-01-01' },
    ])
    const ended: KnownPerson = { ...anna, memberships: [{ id: 'm1', kind: 'main', startsOn: '2015-01-01', endsOn: '2024-12-31' }] }
    expect(groupOf({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek' }, [ended])).toBe('unchanged')
    expect(compare([row({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek', memberSince: '2026-01-01' })], [ended]).changed[0]?.differences).toContainEqual({ field: 'memberSince', before: null, after: '2026-01-01' })
  })

  it('gets a whole address with its municipality, or none of it', () => {
    const names = { memberNumber: '17', givenName: 'Anna', familyName: 'Ek' }
    const moved = { ...names, street: 'Vägen 2', postcode: '81230', town: 'Storvik' }
    const differences = (values: ImportValues, chosen?: Partial<Matching>) => compare([row(values)], [{ ...anna, careOf: 'Berg' }], [], chosen).changed[0]?.differences.map(({ field, after }) => [field, after])
    expect(differences(moved)).toEqual([['careOf', null], ['street', 'Vägen 2'], ['postcode', '81230'], ['town', 'Storvik'], ['municipalityCode', '2180']])
    expect(differences({ ...moved, municipalityCode: '2101' })).toContainEqual(['municipalityCode', '2101'])
    expect(differences({ ...moved, postcode: '99999' })).toContainEqual(['municipalityCode', null])
    expect(differences({ ...moved, postcode: '99999', town: 'Uppsala' })?.map(([field]) => field)).toEqual(['careOf', 'street', 'postcode'])
    expect(differences({ ...moved, countryCode: 'NO' })).toContainEqual(['municipalityCode', null])
    expect(differences({ ...moved, municipalityCode: '2101' }, { filledIn: new Set(['town']) })).toBeUndefined()
    const abroad = { ...anna, countryCode: 'NO', municipalityCode: null }
    expect(compare([row({ ...names, municipalityCode: '0380' })], [abroad])).toMatchObject({ changed: [], unchanged: 1 })
  })

  it('with only part of another address is asked about, and the rest of the row can be taken without it', () => {
    const town = row({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek', town: 'Storvik', municipalityCode: '2101', otherPhone: '018-46 50 01' })
    expect(compare([town]).unclear).toMatchObject([{ reasons: [{ rule: 'imports.addressPartial', params: { row: town.rowNumber } }], candidateIds: ['anna'], isKnown: true, mayBeNew: false }])
    expect(compare([town], [anna], [{ rowNumber: town.rowNumber, action: 'update', personId: 'anna' }]).changed).toMatchObject([{ differences: [{ field: 'otherPhone' }] }])
    expect(compare([town], [anna], [], { filledIn: new Set(['town']) }).changed).toMatchObject([{ differences: [{ field: 'otherPhone' }] }])
  })

  it('is never unprotected, but may be protected', () => {
    expect(compare([row({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek', isProtected: true })]).changed[0]?.differences).toEqual([{ field: 'isProtected', before: 0, after: 1 }])
  })
})

describe('a person with protected identity', () => {
  const protectedAnna: KnownPerson = { ...anna, isProtected: 1 }
  it.each<ImportValues>([
    { memberNumber: '17', givenName: 'Anna', familyName: 'Ek', street: 'Vägen 2' },
    { identityNumber: '195704289999', givenName: 'Anna', familyName: 'Ek', phone: '070-174 06 99' },
    { givenName: 'Anna', familyName: 'Ek', postcode: '75320' },
    { givenName: 'Anna', familyName: 'Ek' },
  ])('is neither changed nor told of: %j', (values) => {
    const one = row(values)
    const preview = compare([one], [protectedAnna], [{ rowNumber: one.rowNumber, action: 'update', personId: 'anna' }])
    expect(preview).toMatchObject({ fresh: [], changed: [], unclear: [], skipped: [{ reason: { rule: 'imports.protectedUntouched' } }] })
    expect(JSON.stringify(preview)).not.toContain('Gatan')
  })
})

describe('a membership in a list', () => {
  const names = { memberNumber: '17', givenName: 'Anna', familyName: 'Ek' }
  const member = (...periods: readonly Period[]): KnownPerson => ({ ...anna, memberships: periods.map((period, index) => ({ id: `m${index}`, kind: 'main', ...period })) })

  it('that would apply at the same time as another is asked about, and the rest of the row can be taken without it', () => {
    const returning = member({ startsOn: '2015-01-01', endsOn: '2026-12-31' }, { startsOn: '2027-06-01', endsOn: null })
    const early = row({ ...names, memberSince: '2027-01-01', otherPhone: '018-46 50 01' })
    expect(compare([early], [returning]).unclear).toMatchObject([{ reasons: [{ rule: 'imports.membershipOverlaps', params: { row: early.rowNumber, startsOn: '2027-06-01' } }], isKnown: true }])
    expect(compare([early], [returning], [{ rowNumber: early.rowNumber, action: 'update', personId: 'anna' }]).changed).toMatchObject([{ differences: [{ field: 'otherPhone' }] }])
    expect(compare([row({ ...names, memberSince: '2027-01-01', memberUntil: '2027-05-31' })], [returning]).changed).toMatchObject([{ differences: [{ field: 'membershipKind' }, { field: 'memberSince' }, { field: 'memberUntil' }] }])
    expect(compare([row({ ...names, memberUntil: '2027-06-01' })], [returning], [], { filledIn: new Set() }).unclear).toMatchObject([{ reasons: [{ rule: 'imports.membershipOverlaps' }] }])
  })

  it('that ends before it began is asked about, unless the register knows an earlier one', () => {
    const current = { startsOn: '2020-01-01', endsOn: null } as const
    const ended = row({ ...names, memberUntil: '2018-12-31', otherPhone: '018-46 50 01' })
    expect(compare([ended], [member(current)]).unclear).toMatchObject([{ reasons: [{ rule: 'imports.membershipEndsEarly', params: { row: ended.rowNumber, startsOn: '2020-01-01' } }], isKnown: true }])
    expect(compare([ended], [member(current)], [{ rowNumber: ended.rowNumber, action: 'update', personId: 'anna' }]).changed).toMatchObject([{ differences: [{ field: 'otherPhone' }] }])
    expect(compare([ended], [member({ startsOn: '2010-01-01', endsOn: '2018-12-31' }, current)])).toMatchObject({ unclear: [], changed: [{ differences: [{ field: 'otherPhone' }] }] })
  })

  it('does not go on after death', () => {
    const dead = { ...member({ startsOn: '2015-01-01', endsOn: '2024-05-01' }), deceasedOn: '2024-05-01' } as const
    expect(groupOf(names, [dead])).toBe('unchanged')
    expect(groupOf({ ...names, memberSince: '2026-01-01' }, [dead])).toBe('membershipAfterDeath')
  })

  it('never makes two apply at the same time that did not before, whatever the list says', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days))
    const period = fc.tuple(day, fc.option(fc.nat(900), { nil: null })).map(([startsOn, length]): Period => ({ startsOn, endsOn: length === null ? null : addDays(startsOn, length) }))
    const apart = fc.array(period, { maxLength: 4 }).map((periods) => periods.reduce<Period[]>((kept, one) => (kept.some((other) => periodsOverlap(one, other)) ? kept : [...kept, one]), []))
    const silent = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined })
    fc.assert(fc.property(apart, silent(day), silent(day), fc.boolean(), (periods, memberSince, memberUntil, isFilled) => {
      const isBackwards = memberSince !== undefined && memberUntil !== undefined && memberUntil < memberSince
      const values: ImportValues = { ...names, otherPhone: '018-46 50 01', ...(memberSince && { memberSince }), ...(memberUntil && !isBackwards && { memberUntil }) }
      const one = row(values)
      const known = member(...periods)
      const { changed } = compare([one], [known], [{ rowNumber: one.rowNumber, action: 'update', personId: 'anna' }], { filledIn: new Set(isFilled ? ['memberUntil'] : []) })
      const after = new Map(changed[0]?.differences.map((difference) => [difference.field, difference.after]))
      const before = membershipOf(known, today)
      const isNew = !before || beginsAnew(values, before)
      const became: Period = isNew ? newMembership(values, today) : { startsOn: (after.get('memberSince') as LocalDate | undefined) ?? before.startsOn, endsOn: (after.get('memberUntil') as LocalDate | undefined) ?? before.endsOn }
      if (!after.has('memberSince') && !after.has('memberUntil')) return
      expect(became.endsOn === null || became.endsOn >= became.startsOn).toBe(true)
      for (const other of known.memberships) if (isNew || other !== before) expect(periodsOverlap(became, other)).toBe(false)
    }), { numRuns: 500 })
  })
})

describe('doubles in the list', () => {
  it('are one person when they agree, and the second fills in blanks', () => {
    const first = row({ memberNumber: '30', givenName: 'Eva', familyName: 'Gran', fees: [{ year: 2025, amountOre: null, paidOn: null }] })
    const second = row({ memberNumber: '0030', givenName: 'EVA', familyName: 'Gran', email: 'eva@exempel.se', fees: [{ year: 2026, amountOre: null, paidOn: null }] })
    const { fresh, skipped } = compare([first, second])
    expect(fresh).toHaveLength(1)
    expect(fresh[0]?.values).toMatchObject({ memberNumber: '30', givenName: 'Eva', email: 'eva@exempel.se', fees: [{ year: 2025 }, { year: 2026 }] })
    expect(skipped).toMatchObject([{ rowNumber: second.rowNumber, reason: { rule: 'imports.doubleOfRow', params: { other: first.rowNumber } } }])
  })

  it('asks about two rows with the same e-mail and given name, whose family names are not the same', () => {
    const one = { email: 'f.ahmady@exempel.se', givenName: 'Fatima', familyName: 'Ahmady' }
    expect(doubtBetween(one, { ...one, familyName: 'Ahmadi' })).toBe('imports.mayBeSlipOfRow')
    expect(doubtBetween(one, { ...one, givenName: 'Omar', familyName: 'Ahmadi' })).toBeUndefined()
    expect(doubtBetween({ ...one, birthDate: '1980-01-01' }, { ...one, familyName: 'Ahmadi', birthDate: '2010-01-01' })).toBeUndefined()
  })

  it('are asked about when they differ or only the name is the same', () => {
    expect(doubtBetween({ memberNumber: '30', givenName: 'Eva', familyName: 'Gran', phone: '1' }, { memberNumber: '30', givenName: 'Eva', familyName: 'Gran', phone: '2' })).toBe('imports.doubleDiffers')
    expect(doubtBetween({ givenName: 'Eva', familyName: 'Gran' }, { givenName: 'Eva', familyName: 'Gran' })).toBe('imports.mayBeDoubleOfRow')
    expect(doubtBetween({ givenName: 'Eva', familyName: 'Gran', postcode: '11122' }, { givenName: 'Eva', familyName: 'Gran', postcode: '75320' })).toBeUndefined()
    expect(doubtBetween({ givenName: 'Eva', familyName: 'Gran', birthDate: '1990-01-01' }, { givenName: 'Eva', familyName: 'Gran', birthDate: '1960-01-01' })).toBeUndefined()
  })

  it('never make one address of two, nor a membership that ends before it begins', () => {
    const eva = { memberNumber: '30', givenName: 'Eva', familyName: 'Gran' }
    const [tierp, gimo] = [{ ...eva, town: 'Tierp' }, { ...eva, street: 'Gatan 1', postcode: '74771', town: 'Gimo' }]
    expect(doubtBetween({ ...eva, postcode: '75320', town: 'Uppsala' }, { ...eva, street: 'Storgata 1', countryCode: 'NO' })).toBe('imports.doubleDiffers')
    expect(doubtBetween({ ...eva, memberSince: '2026-01-01' }, { ...eva, memberUntil: '2020-12-31' })).toBe('imports.doubleDiffers')
    const [first, second] = [row(tierp), row(gimo)]
    const { fresh } = compare([first, second], [], [{ rowNumber: second.rowNumber, action: 'join', otherRow: first.rowNumber }])
    expect(fresh[0]?.values).toEqual(tierp)
  })

  it('never give one number to two', () => {
    const [married, stranger] = [row({ identityNumber: '195704289999', givenName: 'Anna', familyName: 'Ek', memberNumber: '50' }), row({ givenName: 'Ola', familyName: 'Nord', memberNumber: '50' })]
    const numberless = { ...anna, memberNumber: null }
    for (const rows of [[married, stranger], [stranger, married]]) expect(compare(rows, [numberless]).unclear).toMatchObject([{ mayBeNew: false, reasons: [{ rule: 'imports.doubleDiffers' }] }])
    const joining = row({ givenName: 'Ola', familyName: 'Nord', email: 'ola@exempel.se', identityNumber: '195704289999' })
    expect(compare([row({ memberNumber: '51', givenName: 'Ola', familyName: 'Nord', email: 'ola@exempel.se' }), joining], []).fresh).toMatchObject([{ values: { memberNumber: '51', identityNumber: '195704289999' } }])
  })

  it('of a known person count once', () => {
    const values = { memberNumber: '17', givenName: 'Anna', familyName: 'Ek', phone: '070-174 06 99' }
    expect(compare([row(values), row(values)])).toMatchObject({ changed: [{ personId: 'anna' }], unclear: [], unchanged: 0, skipped: [{ reason: { rule: 'imports.doubleOfRow' } }] })
  })
})

describe('a choice', () => {
  it('takes in a row without what could not be read', () => {
    const faulty = row({ givenName: 'Cia', familyName: 'Dal' }, [wrongCheckDigit])
    expect(compare([faulty]).unclear).toMatchObject([{ mayBeNew: true, candidateIds: [], reasons: [{ rule: 'imports.identityCheckDigit' }] }])
    expect(compare([faulty], [anna], [{ rowNumber: faulty.rowNumber, action: 'create' }]).fresh).toMatchObject([{ values: { givenName: 'Cia' } }])
  })

  it('says who a namesake is', () => {
    const namesake = row({ givenName: 'Anna', familyName: 'Ek', phone: '070-174 06 99' })
    expect(compare([namesake]).unclear[0]?.candidateIds).toEqual(['anna'])
    expect(compare([namesake], [anna], [{ rowNumber: namesake.rowNumber, action: 'update', personId: 'anna' }]).changed).toMatchObject([{ personId: 'anna', differences: [{ field: 'phone' }] }])
    expect(compare([namesake], [anna], [{ rowNumber: namesake.rowNumber, action: 'create' }]).fresh).toHaveLength(1)
  })

  it('that was not offered is not followed', () => {
    const taken = row({ memberNumber: '17', givenName: 'Stig', familyName: 'Lund' })
    expect(compare([taken], [anna, bo], [{ rowNumber: taken.rowNumber, action: 'create' }]).unclear).toHaveLength(1)
    expect(compare([taken], [anna, bo], [{ rowNumber: taken.rowNumber, action: 'update', personId: 'bo' }]).unclear).toHaveLength(1)
    const nameless = row({ familyName: 'Dal' }, [{ ...wrongCheckDigit, rule: 'imports.nameIncomplete' }])
    expect(compare([nameless], [anna], [{ rowNumber: nameless.rowNumber, action: 'create' }]).unclear).toMatchObject([{ mayBeNew: false }])
  })

  it('is not needed again where the rest of the row is known', () => {
    const faulty = row({ memberNumber: '17', givenName: 'Anna', familyName: 'Ek' }, [wrongCheckDigit])
    expect(compare([faulty])).toMatchObject({ unclear: [], unchanged: 1 })
  })
})
