import { beforeAll, expect, it } from 'vitest'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('What has been recorded of a member’s year', (world) => {
  const office = () => world().as('officeWorker')
  const ofPerson = () => office().memberships.ofPerson({ personId: ulla })
  let ulla = ''

  beforeAll(async () => {
    ulla = (await office().people.create({ givenName: 'Ulla', familyName: 'Tid', membership: { kind: 'main', startsOn: '2020-01-01' } })).id
  })

  async function undoLast() {
    const { entry } = await office().journal.lastUndoable({})
    await office().journal.undo({ entryId: entry?.id as string })
  }

  it('is not confirmed once the confirmation is removed, does not count as such, and is again when that is undone', async () => {
    const confirmed = async () => (await office().memberships.count({ on: '2026-11-21', rule: 'confirmed' })).total
    await office().memberships.confirm({ personId: ulla, year: 2026, confirmedOn: '2026-11-20', method: 'phone' })
    const { confirmations: [confirmation] } = await ofPerson()
    expect(await confirmed()).toBe(1)
    const { id, version } = confirmation!
    expect(await refusalOf(world().as('boardMember').memberships.removeConfirmation({ id, version }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(office().memberships.removeConfirmation({ id, version: version + 1 }))).toMatchObject({ code: 'CONFLICT' })
    await office().memberships.removeConfirmation({ id, version })
    expect((await ofPerson()).confirmations).toEqual([])
    expect(await confirmed()).toBe(0)
    await undoLast()
    expect((await ofPerson()).confirmations).toEqual([confirmation])
    expect(await confirmed()).toBe(1)
  })

  it('is an unpaid fee once its payments are removed, with the amount that was asked for, and one undo puts all of them back', async () => {
    await office().memberships.recordFee({ personId: ulla, year: 2026, amountOre: 20_000, paidOn: null })
    await office().memberships.recordFee({ personId: ulla, year: 2026, amountOre: 5_000, paidOn: '2026-02-01', paymentMethod: 'swish' })
    await office().memberships.recordFee({ personId: ulla, year: 2026, amountOre: 15_000, paidOn: '2026-03-01', paymentMethod: 'cash' })
    const before = await ofPerson()
    expect(before.fees).toMatchObject([{ state: 'paid', paidOn: '2026-03-01' }])
    await office().memberships.recordFee({ personId: ulla, year: 2026, paidOn: null })
    expect(await ofPerson()).toMatchObject({ fees: [{ state: 'unpaid', amountOre: 20_000, paidOn: null, paidOre: null }], payments: [] })
    await undoLast()
    const after = await ofPerson()
    expect(after.fees).toMatchObject([{ state: 'paid', paidOn: '2026-03-01', amountOre: 20_000, paymentMethod: 'cash' }])
    expect(after.payments).toEqual(before.payments)
  })

  it('is taken back as one also where a fee is written more than once in the step', async () => {
    await office().memberships.recordFee({ personId: ulla, year: 2025, amountOre: 20_000, paidOn: '2025-02-01' })
    await undoLast()
    expect((await ofPerson()).fees.map(({ year }) => year)).toEqual([2026])
    await office().memberships.recordFee({ personId: ulla, year: 2026, amountOre: 10_000, paidOn: null })
    expect((await ofPerson()).fees).toMatchObject([{ amountOre: 10_000, state: 'unpaid' }])
    await undoLast()
    expect(await ofPerson()).toMatchObject({ fees: [{ amountOre: 20_000, state: 'paid' }], payments: [{ amountOre: 5_000 }, { amountOre: 15_000 }] })
  })
})
