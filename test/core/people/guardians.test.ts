import { describe, expect, it } from 'vitest'
import { childFindings, isMinor } from '#core/people/rules.ts'
import { meetingWith } from '#test/support/invited-meeting.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

describe('The rules for the young', () => {
  const guardian = { startsOn: '2020-01-01', endsOn: null, participationConsentOn: null, contactConsentOn: null } as const
  const rulesOf = (...found: ReturnType<typeof childFindings>) => found.map(({ rule }) => rule)

  it('hold until the day before the eighteenth birthday, born on a leap day too', () => {
    expect(isMinor('2008-11-22', '2026-11-21')).toBe(true)
    expect(isMinor('2008-11-21', '2026-11-21')).toBe(false)
    expect(isMinor('2008-02-29', '2026-02-27')).toBe(true)
    expect(isMinor('2008-02-29', '2026-03-01')).toBe(false)
    expect(isMinor(null, '2026-11-21')).toBe(false)
  })

  it('ask for a guardian, and under 13 for her consents', () => {
    expect(rulesOf(...childFindings('2010-01-01', [], '2026-11-21'))).toEqual(['guardians.missing'])
    expect(rulesOf(...childFindings('2010-01-01', [guardian], '2026-11-21'))).toEqual([])
    expect(rulesOf(...childFindings('2010-01-01', [{ ...guardian, endsOn: '2025-01-01' }], '2026-11-21'))).toEqual(['guardians.missing'])
    expect(rulesOf(...childFindings('2014-01-01', [guardian], '2026-11-21'))).toEqual(['guardians.participationConsentMissing', 'guardians.contactConsentMissing'])
    expect(rulesOf(...childFindings('2014-01-01', [{ ...guardian, participationConsentOn: '2026-01-01', contactConsentOn: '2026-12-01' }], '2026-11-21'))).toEqual(['guardians.contactConsentMissing'])
    expect(rulesOf(...childFindings('1980-01-01', [], '2026-11-21'))).toEqual([])
  })

  it('ask every guardian for hers, and treat one of unknown age as the youngest', () => {
    const agreeing = { ...guardian, participationConsentOn: '2026-01-01', contactConsentOn: '2026-01-01' } as const
    expect(childFindings('2014-01-01', [agreeing, guardian], '2026-11-21')).toEqual([
      { rule: 'guardians.participationConsentOfSomeMissing', params: { count: 1, total: 2 } }, { rule: 'guardians.contactConsentMissing' },
    ])
    expect(childFindings('2014-01-01', [agreeing, agreeing], '2026-11-21')).toEqual([])
    expect(childFindings('2014-01-01', [agreeing, { ...guardian, endsOn: '2026-11-20' }], '2026-11-21')).toEqual([])
    expect(rulesOf(...childFindings(null, [guardian], '2026-11-21'))).toEqual(['guardians.participationConsentMissing', 'guardians.contactConsentMissing'])
    expect(childFindings(null, [], '2026-11-21')).toEqual([])
  })
})

onBothEngines('Children and their guardians', (world) => {
  const office = () => world().as('officeWorker')

  it('get no new guardian who has died, and none who has died gets one', async () => {
    const { id: child } = await office().people.create({ givenName: 'Ida', familyName: 'Liten', birthDate: '2015-05-05' })
    const { id: parent } = await office().people.create({ givenName: 'Far', familyName: 'Liten', birthDate: '1980-01-01' })
    await office().people.recordDeath({ id: parent, version: 1, deceasedOn: '2026-10-01' })
    for (const startsOn of ['2026-01-01', '2026-11-01'] as const) {
      expect(await refusalOf(office().guardians.add({ childPersonId: child, guardianPersonId: parent, startsOn }))).toMatchObject({ data: { fields: [{ path: 'guardianPersonId', rule: 'guardians.guardianHasDied' }] } })
    }
    await office().people.takeBackDeath({ id: parent, version: 2 })
    await office().guardians.add({ childPersonId: child, guardianPersonId: parent, startsOn: '2026-01-01' })
    await office().people.recordDeath({ id: child, version: 1, deceasedOn: '2026-11-01' })
    expect(await refusalOf(office().guardians.add({ childPersonId: child, name: 'Mormor', startsOn: '2026-11-02' }))).toMatchObject({ data: { rule: 'people.hasDied' } })
  })

  it('are warned about on the page and on the invitation until a guardian is there', async () => {
    const { id: child } = await office().people.create({ givenName: 'Alva', familyName: 'Ung', birthDate: '2010-05-05' })
    const { id: parent } = await office().people.create({ givenName: 'Mor', familyName: 'Ung', birthDate: '1980-01-01' })
    expect((await office().people.read({ id: child })).childFindings).toMatchObject([{ rule: 'guardians.missing' }])
    const meetingId = await meetingWith(world(), [child, parent])
    const warnings = async () => (await office().meetings.read({ id: meetingId })).invitations.map(({ childFindings: found }) => found.length)
    expect(await warnings()).toEqual([1, 0])
    const { id } = await office().guardians.add({ childPersonId: child, guardianPersonId: parent, startsOn: '2026-01-01', photoConsentOn: '2026-01-02' })
    expect(await warnings()).toEqual([0, 0])
    expect(await office().people.read({ id: child })).toMatchObject({ childFindings: [], guardians: [{ person: { name: 'Mor Ung' }, status: 'current', endsOn: '2028-05-04', photoConsentOn: '2026-01-02' }] })
    expect((await office().people.read({ id: parent })).roles).toContainEqual({ role: 'guardian', about: 'Alva Ung', startsOn: '2026-01-01', endsOn: '2028-05-04', status: 'current' })
    await office().guardians.update({ id, version: 1, contact: '070-174 06 05', participationConsentOn: '2026-02-01' })
    await office().guardians.end({ id, version: 2, endsOn: '2026-10-31' })
    expect((await office().people.read({ id: child })).childFindings).toMatchObject([{ rule: 'guardians.missing' }])
    const { entry } = await office().journal.lastUndoable({})
    await office().journal.undo({ entryId: entry?.id as string })
    expect((await office().people.read({ id: child })).childFindings).toEqual([])
  })

  it('have a guardian whose telephone is at hand, and whose first day can be corrected', async () => {
    const { id: child } = await office().people.create({ givenName: 'Noa', familyName: 'Ung' })
    const { id: parent } = await office().people.create({ givenName: 'Far', familyName: 'Ung', birthDate: '1999-06-01', phone: '070-174 06 05' })
    const { id } = await office().guardians.add({ childPersonId: child, guardianPersonId: parent, startsOn: '2026-01-01' })
    const read = async () => (await office().people.read({ id: child })).guardians[0]
    expect(await read()).toMatchObject({ phone: '070-174 06 05', startsOn: '2026-01-01' })
    await office().guardians.update({ id, version: 1, startsOn: '2024-03-01' })
    expect(await read()).toMatchObject({ startsOn: '2024-03-01' })
    expect(await refusalOf(office().guardians.update({ id, version: 2, startsOn: '2017-05-31' }))).toMatchObject({ data: { rule: 'guardians.guardianUnderAge' } })
    await office().guardians.end({ id, version: 2, endsOn: '2026-06-30' })
    expect(await refusalOf(office().guardians.update({ id, version: 3, startsOn: '2026-07-01' }))).toMatchObject({ code: 'VALIDATION' })
    const { entry } = await office().journal.lastUndoable({})
    await office().journal.undo({ entryId: entry?.id as string })
    expect(await read()).toMatchObject({ startsOn: '2024-03-01', endsOn: null })
  })

  it('show nothing of how a protected guardian is reached, and what was noted of it is there when the protection ends', async () => {
    const { id: child } = await office().people.create({ givenName: 'Siv', familyName: 'Ung', birthDate: '2014-01-01' })
    const { id: parent } = await office().people.create({ givenName: 'Mor', familyName: 'Gömd', birthDate: '1980-01-01', phone: '070-174 06 05' })
    const { id } = await office().guardians.add({ childPersonId: child, guardianPersonId: parent, contact: 'Jobbar på skolan', startsOn: '2026-01-01' })
    const read = async () => (await office().people.read({ id: child })).guardians[0]
    expect(await read()).toMatchObject({ phone: '070-174 06 05', contact: 'Jobbar på skolan' })
    await office().people.update({ id: parent, version: 1, changes: { isProtected: true } })
    expect(await read()).toMatchObject({ person: { name: null, isProtected: true }, phone: null, email: null, contact: null })
    await office().guardians.update({ id, version: 1, participationConsentOn: '2026-02-01' })
    await office().people.openProtected({ id: parent, reason: 'Skyddet har upphört' })
    await office().people.update({ id: parent, version: 2, changes: { isProtected: false } })
    expect(await read()).toMatchObject({ contact: 'Jobbar på skolan', participationConsentOn: '2026-02-01' })
  })

  it('have a protected contact whose note is kept and not shown, also when something else is changed', async () => {
    const { id: contactPersonId } = await office().people.create({ givenName: 'Syster', familyName: 'Gömd' })
    const { id } = await office().people.create({ givenName: 'Tea', familyName: 'Ung', contactPersonId, contactPersonNote: 'Ring till skolan' })
    await office().people.update({ id: contactPersonId, version: 1, changes: { isProtected: true } })
    expect(await office().people.read({ id })).toMatchObject({ contactPerson: { name: null }, contactPersonNote: null })
    await office().people.update({ id, version: 1, changes: { town: 'Gävle', contactPersonId, contactPersonNote: null } })
    await office().people.openProtected({ id: contactPersonId, reason: 'Skyddet har upphört' })
    await office().people.update({ id: contactPersonId, version: 2, changes: { isProtected: false } })
    expect(await office().people.read({ id })).toMatchObject({ contactPersonNote: 'Ring till skolan' })
    await office().people.update({ id, version: 2, changes: { contactPersonNote: null } })
    expect(await office().people.read({ id })).toMatchObject({ contactPersonNote: null })
  })

  it('need somebody named, who is of age, and only for one who is not', async () => {
    const { id: child } = await office().people.create({ givenName: 'Bo', familyName: 'Ung', birthDate: '2012-01-01' })
    const { id: sibling } = await office().people.create({ givenName: 'Bea', familyName: 'Ung', birthDate: '2011-01-01' })
    const { id: adult } = await office().people.create({ givenName: 'Eva', familyName: 'Vuxen', birthDate: '1990-01-01' })
    const refusal = (input: object) => refusalOf(office().guardians.add({ childPersonId: child, startsOn: '2026-01-01', ...input }))
    expect(await refusal({})).toMatchObject({ code: 'VALIDATION' })
    expect(await refusal({ guardianPersonId: sibling })).toMatchObject({ data: { rule: 'guardians.guardianUnderAge' } })
    expect(await refusal({ guardianPersonId: child })).toMatchObject({ data: { rule: 'guardians.guardianUnderAge' } })
    expect(await refusal({ childPersonId: adult, name: 'Någon' })).toMatchObject({ data: { rule: 'guardians.childIsOfAge' } })
    await office().guardians.add({ childPersonId: child, name: 'Familjehemmet Ek', contact: '018-12 34 56', startsOn: '2026-01-01' })
    expect((await office().people.read({ id: child })).guardians).toMatchObject([{ person: null, name: 'Familjehemmet Ek' }])
  })
})
