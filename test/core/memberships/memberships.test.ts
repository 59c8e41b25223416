import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberCountRules } from '#contract/memberships.ts'
import type { membershipKinds } from '#contract/people.ts'
import { countedKind, type CountCandidate } from '#core/memberships/counting.ts'
import { ocrReference } from '#core/memberships/ocr.ts'
import { unknownDetails } from '#core/people/index.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'
import { bgmaxFile, camtFile, iban } from '#test/support/payment-files.ts'

type Kind = (typeof membershipKinds)[number]

async function member(world: World, givenName: string, values: { kind?: Kind; memberNumber?: string | null; isProtected?: boolean; startsOn?: LocalDate } = {}): Promise<string> {
  const { kind = 'main', startsOn = '2020-01-01', ...person } = values
  return (await world.as('officeWorker').people.create({ givenName, familyName: 'Testsson', ...person, membership: { kind, startsOn } })).id
}

async function feeOf(world: World, personId: string, year = 2026) {
  return (await world.as('treasurer').memberships.ofPerson({ personId })).fees.find((fee) => fee.year === year)
}

const settings = { version: 0, bankgiro: '991-2346', isFeeConfirmation: false, isNumberAutomatic: true }

onBothEngines('Membership fees', (world) => {
  let [anna, bo, cia, dag] = ['', '', '', '']

  beforeAll(async () => {
    const treasurer = world().as('treasurer')
    await treasurer.memberships.updateSettings(settings)
    await treasurer.memberships.createRate({ kind: 'main', amountOre: 20_000, fromYear: 2025 })
    await treasurer.memberships.createRate({ kind: 'family', amountOre: 10_000, fromYear: 2025 })
    anna = await member(world(), 'Anna', { memberNumber: '17' })
    bo = await member(world(), 'Bo', { kind: 'family' })
    cia = await member(world(), 'Cia', { kind: 'honorary' })
    dag = await member(world(), 'Dag')
  })

  it('come to those who got the next free member number of themselves, too', async () => {
    const numbers = await Promise.all([anna, bo, cia, dag].map(async (id) => (await world().as('officeWorker').people.read({ id })).memberNumber))
    expect(numbers).toEqual(['17', '18', '19', '20'])
  })

  it('are shown before they are asked for, asked for in one step, and not asked for twice', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.memberships.exempt({ personId: dag, year: 2026, category: 'hardship' })
    const plan = await treasurer.memberships.previewCharge({ year: 2026 })
    expect(plan).toMatchObject({ count: 2, totalOre: 30_000, exempt: 1, charged: 0, withoutRate: [] })
    expect((await treasurer.memberships.listFees({ year: 2026 })).total).toBe(0)
    expect(await refusalOf(treasurer.memberships.charge({ year: 2026, dueOn: '2026-12-21', expected: 3 }))).toMatchObject({ code: 'CONFLICT' })
    expect(await treasurer.memberships.charge({ year: 2026, dueOn: '2026-12-21', expected: 2 })).toEqual({ count: 2 })
    const before = await treasurer.memberships.listFees({ year: 2026 })
    expect(before.rows).toMatchObject([
      { person: { name: 'Anna Testsson' }, amountOre: 20_000, dueOn: '2026-12-21', reference: ocrReference('202617'), state: 'unpaid' },
      { person: { name: 'Bo Testsson' }, amountOre: 10_000, dueOn: '2026-12-21', reference: ocrReference('202618'), state: 'unpaid' },
    ])
    expect(await treasurer.memberships.charge({ year: 2026, dueOn: '2027-01-21' })).toEqual({ count: 0 })
    expect(await treasurer.memberships.listFees({ year: 2026 })).toEqual(before)
  })

  it('are taken back as one, and asked for again with the same references', async () => {
    const treasurer = world().as('treasurer')
    const before = (await treasurer.memberships.listFees({ year: 2027 })).total
    await treasurer.memberships.charge({ year: 2027, dueOn: '2027-01-31' })
    const references = (await treasurer.memberships.listFees({ year: 2027 })).rows.map(({ reference }) => reference)
    expect(references).toHaveLength(3)
    const { entry } = await treasurer.journal.lastUndoable({})
    await treasurer.journal.undo({ entryId: entry?.id as string })
    expect((await treasurer.memberships.listFees({ year: 2027 })).total).toBe(before)
    await treasurer.memberships.charge({ year: 2027, dueOn: '2027-01-31' })
    expect((await treasurer.memberships.listFees({ year: 2027 })).rows.map(({ reference }) => reference)).toEqual(references)
  })

  it('never get a reference that another once got, though her charge was undone and the number is someone else’s now', async () => {
    const [treasurer, office] = [world().as('treasurer'), world().as('officeWorker')]
    const erik = await member(world(), 'Erik', { memberNumber: 'H-1' })
    const undoLast = async () => {
      const { entry } = await treasurer.journal.lastUndoable({})
      await treasurer.journal.undo({ entryId: entry?.id as string })
    }
    await treasurer.memberships.charge({ year: 2028, dueOn: '2028-01-31' })
    const eriks = (await feeOf(world(), erik, 2028))?.reference
    await undoLast()
    // Comes before Erik in the order of names.
    const adam = await member(world(), 'Adam', { memberNumber: 'H-2' })
    await treasurer.memberships.charge({ year: 2028, dueOn: '2028-01-31' })
    expect((await feeOf(world(), erik, 2028))?.reference).toBe(eriks)
    expect((await feeOf(world(), adam, 2028))?.reference).not.toBe(eriks)
    await undoLast()
    for (const id of [erik, adam]) {
      const { memberships } = await office.people.read({ id })
      await office.memberships.end({ id: memberships[0]?.id as string, version: 1, endsOn: '2020-01-01', reasonKind: 'ownWish', reason: null })
    }
  })

  it('are reminded of when they are overdue, once a day', async () => {
    const treasurer = world().as('treasurer')
    expect(await treasurer.memberships.remind({ year: 2026, remindedOn: '2026-11-21' })).toEqual({ count: 0 })
    world().clock.set('2027-01-10T09:00:00.000Z')
    expect(await treasurer.memberships.remind({ year: 2026, remindedOn: '2027-01-09' })).toEqual({ count: 2 })
    expect(await treasurer.memberships.remind({ year: 2026, remindedOn: '2027-01-09' })).toEqual({ count: 0 })
    expect(await treasurer.memberships.remind({ year: 2026, remindedOn: '2027-01-10', feeId: (await feeOf(world(), anna))?.id })).toEqual({ count: 1 })
    expect((await feeOf(world(), anna))?.reminders).toEqual([{ number: 1, remindedOn: '2027-01-09' }, { number: 2, remindedOn: '2027-01-10' }])
    world().clock.set('2026-11-21T09:00:00.000Z')
  })

  it('are settled by a file of payments in one step, which is undone as one', async () => {
    const treasurer = world().as('treasurer')
    const [annas, bos] = [await feeOf(world(), anna), await feeOf(world(), bo)]
    const file = bgmaxFile([
      { reference: annas?.reference as string, amountOre: 20_000, payer: 'Anna Testsson' },
      { reference: annas?.reference as string, amountOre: 20_000, payer: 'Anna Testsson' },
      { amountOre: 10_000, payer: 'Bo Testsson', message: 'Avgift' },
    ])
    const preview = await treasurer.memberships.previewPayments({ file })
    expect(preview.settled).toMatchObject([{ position: 1, fee: { feeId: annas?.id } }])
    expect(preview.unsettled).toMatchObject([
      { position: 2, obstacle: 'paidTwice' }, { position: 3, obstacle: 'noReference', payerName: 'Bo Testsson', suggestions: expect.arrayContaining([expect.objectContaining({ feeId: bos?.id })]) as unknown },
    ])
    expect((await feeOf(world(), anna))?.paidOn).toBeNull()

    const choices = [{ position: 3, feeId: bos?.id as string }]
    expect(await treasurer.memberships.postPayments({ file, choices, expected: 1 })).toMatchObject({ settled: 2, unsettled: 1 })
    expect(await feeOf(world(), anna)).toMatchObject({ paidOn: '2026-11-20', paymentMethod: 'bankgiro', state: 'paid' })
    expect(await feeOf(world(), bo)).toMatchObject({ paidOn: '2026-11-20' })
    expect(await refusalOf(treasurer.memberships.postPayments({ file }))).toMatchObject({ data: { rule: 'memberships.alreadyRead' } })
    expect(await refusalOf(treasurer.memberships.recordFee({ personId: anna, year: 2026, paidOn: null }))).toMatchObject({ data: { rule: 'memberships.settledByBank' } })

    const [read] = await treasurer.memberships.listPaymentFiles({})
    expect(read).toMatchObject({ paymentCount: 3, totalOre: 50_000, settledCount: 2, unsettledCount: 1, isUndoable: true })
    await treasurer.memberships.undoPayments({ id: read?.id as string })
    expect([(await feeOf(world(), anna))?.paidOn, (await feeOf(world(), bo))?.paidOn]).toEqual([null, null])
    expect(await treasurer.memberships.listPaymentFiles({})).toEqual([])
    expect(await treasurer.memberships.postPayments({ file, choices })).toMatchObject({ settled: 2 })
  })

  it('keep what waits until it is matched or set aside, and the payer no longer than is needed', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.memberships.removeExemption((await treasurer.memberships.ofPerson({ personId: dag })).exemptions.map(({ id, version }) => ({ id, version }))[0] as { id: string; version: number })
    await treasurer.memberships.charge({ year: 2026, dueOn: '2026-12-31' })
    const dags = await feeOf(world(), dag)
    const file = bgmaxFile([{ reference: dags?.reference as string, amountOre: 15_000, payer: 'Dag Testsson' }, { amountOre: 50_000, payer: 'Storåkers Bokhandel' }], { stamp: '20261121000000000000' })
    await treasurer.memberships.postPayments({ file })
    const waiting = await treasurer.memberships.listUnsettled({})
    expect(waiting.map(({ obstacle, payerName }) => [obstacle, payerName])).toEqual([['paidTwice', 'Anna Testsson'], ['partPayment', 'Dag Testsson'], ['noReference', 'Storåkers Bokhandel']])
    const [, short, gift] = waiting as [never, (typeof waiting)[number], (typeof waiting)[number]]
    await treasurer.memberships.settlePayment({ id: short.id, version: short.version, parts: [{ feeId: dags?.id as string, amountOre: 15_000 }] })
    await treasurer.memberships.setPaymentAside({ id: gift.id, version: gift.version, reason: 'gift' })
    expect(await feeOf(world(), dag)).toMatchObject({ paidOn: null, amountOre: 20_000, paidOre: 15_000, state: 'unpaid' })
    expect(await refusalOf(treasurer.memberships.setPaymentAside({ id: short.id, version: short.version + 1, reason: 'gift' }))).toMatchObject({ data: { rule: 'memberships.alreadySettled' } })
    const kept = await world().given((writer) => writer.db.selectFrom('incomingPayments').select('payerName').where('payerName', 'is not', null).orderBy('payerName').execute())
    expect(kept).toEqual([{ payerName: 'Anna Testsson' }, { payerName: 'Storåkers Bokhandel' }])
    expect(JSON.stringify(await treasurer.journal.list({ limit: 100, offset: 0 }))).not.toMatch(/Bokhandel/u)
  })

  it('are paid in parts, by hand and through the bank, and are paid when the sum is reached', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.memberships.charge({ year: 2031, dueOn: '2031-01-31' })
    const [annas, bos] = [await feeOf(world(), anna, 2031), await feeOf(world(), bo, 2031)]
    const standing = async () => {
      const { paidOn, paidOre, state } = (await feeOf(world(), anna, 2031))!
      return { paidOn, paidOre, state }
    }
    await treasurer.memberships.recordFee({ personId: anna, year: 2031, amountOre: 5_000, paidOn: '2026-11-01', paymentMethod: 'swish' })
    expect(await standing()).toEqual({ paidOn: null, paidOre: 5_000, state: 'unpaid' })
    const half = { reference: annas?.reference as string, amountOre: 7_500 }
    const file = bgmaxFile([half, half, { reference: bos?.reference as string, amountOre: 25_000 }], { stamp: '20261121111111111111' })
    const { settled, unsettled } = await treasurer.memberships.previewPayments({ file })
    expect(settled).toEqual([])
    expect(unsettled).toMatchObject([{ obstacle: 'partPayment', suggestions: [{ feeId: annas?.id, paidOre: 5_000 }] }, { obstacle: 'partPayment' }, { obstacle: 'wrongAmount', suggestions: [{ feeId: bos?.id }] }])
    const choices = [{ position: 1, feeId: annas?.id as string }, { position: 2, feeId: annas?.id as string }]
    expect(await refusalOf(treasurer.memberships.postPayments({ file, choices: [...choices, { position: 3, feeId: annas?.id as string }] }))).toMatchObject({ data: { rule: 'memberships.alreadyPaid' } })
    expect(await refusalOf(treasurer.memberships.postPayments({ file, choices: [...choices, { position: 3, feeId: bos?.id as string }] }))).toMatchObject({ data: { rule: 'memberships.moreThanOwed' } })
    await treasurer.memberships.postPayments({ file, choices })
    expect(await standing()).toEqual({ paidOn: '2026-11-20', paidOre: null, state: 'paid' })
    const tooMuch = (await treasurer.memberships.listUnsettled({})).find(({ obstacle, amountOre }) => obstacle === 'wrongAmount' && amountOre === 25_000)!
    await treasurer.memberships.settlePayment({ id: tooMuch.id, version: tooMuch.version, parts: [{ feeId: bos!.id, amountOre: 10_000 }], rest: { reason: 'repay', note: null } })
    expect(await feeOf(world(), bo, 2031)).toMatchObject({ paidOn: '2026-11-20', amountOre: 10_000, paidOre: null })
    expect(await refusalOf(treasurer.memberships.recordFee({ personId: anna, year: 2031, amountOre: 100, paidOn: '2026-11-21' }))).toMatchObject({ data: { rule: 'memberships.alreadyPaid' } })

    const paymentsOf = async () => (await treasurer.memberships.ofPerson({ personId: anna })).payments.filter(({ year }) => year === 2031)
    expect(await paymentsOf()).toMatchObject([{ amountOre: 5_000, paymentMethod: 'swish', isFromBank: false }, { amountOre: 7_500, isFromBank: true }, { amountOre: 7_500, isFromBank: true }])
    const [byHand, byBank] = await paymentsOf()
    expect(await refusalOf(treasurer.memberships.removePayment({ id: byBank!.id, version: 1 }))).toMatchObject({ data: { rule: 'memberships.settledByBank' } })
    await treasurer.memberships.removePayment({ id: byHand!.id, version: 1 })
    expect(await standing()).toEqual({ paidOn: null, paidOre: 15_000, state: 'unpaid' })
    const { entry } = await treasurer.journal.lastUndoable({})
    await treasurer.journal.undo({ entryId: entry?.id as string })
    expect(await standing()).toEqual({ paidOn: '2026-11-20', paidOre: null, state: 'paid' })
    const [read] = await treasurer.memberships.listPaymentFiles({})
    expect(read?.settledCount).toBe(3)
  })

  it('are owed by nobody once they are exempt or withdrawn: neither reminded of, nor mailed about, nor paid by a file on their own', async () => {
    const [treasurer, coordinator] = [world().as('treasurer'), world().as('coordinator')]
    const year = 2032
    await treasurer.memberships.charge({ year, dueOn: '2032-01-31' })
    const [annas, bos, dags] = [await feeOf(world(), anna, year), await feeOf(world(), bo, year), await feeOf(world(), dag, year)]
    const { total } = await treasurer.memberships.listFees({ year })
    const asked = (await treasurer.memberships.listFees({ year })).askedOre
    await treasurer.memberships.exempt({ personId: anna, year, category: 'hardship' })
    await treasurer.memberships.recordFee({ personId: bo, year, amountOre: 4_000, paidOn: '2026-11-01', paymentMethod: 'cash' })
    expect(await refusalOf(treasurer.memberships.withdrawFee({ feeId: bos!.id, category: 'other' }))).toMatchObject({ data: { fields: [{ path: 'note', rule: 'common.required' }] } })
    expect((await refusalOf(world().as('boardMember').memberships.withdrawFee({ feeId: bos!.id, category: 'left' }))).code).toBe('NOT_ALLOWED')
    await treasurer.memberships.withdrawFee({ feeId: bos!.id, category: 'chargedWrongly' })
    expect(await feeOf(world(), anna, year)).toMatchObject({ state: 'exempt', withdrawal: null })
    expect(await feeOf(world(), bo, year)).toMatchObject({ state: 'withdrawn', paidOre: 4_000, withdrawal: { category: 'chargedWrongly', decidedOn: '2026-11-21' } })

    world().clock.set('2032-03-01T09:00:00.000Z')
    const states = async () => Object.fromEntries(await Promise.all((['unpaid', 'overdue', 'paid', 'exempt', 'withdrawn'] as const).map(async (state) => [state, (await treasurer.memberships.listFees({ year, state })).total])))
    expect(await states()).toEqual({ unpaid: total - 2, overdue: total - 2, paid: 0, exempt: 1, withdrawn: 1 })
    expect(await treasurer.memberships.listFees({ year })).toMatchObject({ askedOre: asked - 20_000 - 6_000, paidOre: 4_000 })
    expect(await treasurer.memberships.remind({ year, remindedOn: '2032-03-01' })).toEqual({ count: total - 2 })
    for (const feeId of [annas!.id, bos!.id]) expect(await refusalOf(treasurer.memberships.remind({ year, feeId, remindedOn: '2032-03-01' }))).toMatchObject({ data: { rule: 'memberships.notOwed' } })
    const { id: mailingId } = await coordinator.mailings.create({ audience: 'persons', kind: 'fee', personIds: [anna, bo, dag], year, subject: 'Avgift', body: 'Betala {avgift}', easyBody: null })
    expect((await coordinator.mailings.preview({ id: mailingId })).leftOut).toMatchObject([{ count: 2, finding: { rule: 'mailings.owesNothing' } }])
    world().clock.set('2026-11-21T09:00:00.000Z')

    const file = bgmaxFile([{ reference: annas!.reference as string, amountOre: 20_000 }, { reference: bos!.reference as string, amountOre: 6_000 }], { stamp: '20261121222222222222' })
    expect((await treasurer.memberships.previewPayments({ file })).unsettled).toMatchObject([{ obstacle: 'notOwed', suggestions: [] }, { obstacle: 'notOwed', suggestions: [] }])
    expect(await refusalOf(treasurer.memberships.postPayments({ file, choices: [{ position: 2, feeId: bos!.id }] }))).toMatchObject({ data: { rule: 'memberships.withdrawn' } })
    expect(await refusalOf(treasurer.memberships.recordFee({ personId: bo, year, amountOre: 6_000, paidOn: '2026-11-21' }))).toMatchObject({ data: { rule: 'memberships.withdrawn' } })

    const { withdrawal } = (await feeOf(world(), bo, year))!
    await treasurer.memberships.restoreFee({ id: withdrawal!.id, version: withdrawal!.version })
    expect(await feeOf(world(), bo, year)).toMatchObject({ state: 'unpaid', withdrawal: null })
    const { entry } = await treasurer.journal.lastUndoable({})
    await treasurer.journal.undo({ entryId: entry?.id as string })
    expect(await feeOf(world(), bo, year)).toMatchObject({ state: 'withdrawn' })
    await treasurer.memberships.recordFee({ personId: dag, year, amountOre: 20_000, paidOn: '2026-11-21' })
    expect(await refusalOf(treasurer.memberships.withdrawFee({ feeId: dags!.id, category: 'left' }))).toMatchObject({ data: { rule: 'memberships.alreadyPaid' } })
  })

  it('keep the way by which they were paid, also when they are matched by hand', async () => {
    const treasurer = world().as('treasurer')
    const { version } = await treasurer.memberships.readSettings({})
    await treasurer.memberships.updateSettings({ ...settings, version, bankAccount: iban })
    await treasurer.memberships.charge({ year: 2029, dueOn: '2029-01-31' })
    const [annas, bos] = [await feeOf(world(), anna, 2029), await feeOf(world(), bo, 2029)]
    const file = camtFile([{ reference: bos?.reference as string, amount: '100.00' }, { reference: '', amount: '200.00' }])
    await treasurer.memberships.postPayments({ file })
    const [waiting] = (await treasurer.memberships.listUnsettled({})).filter(({ obstacle }) => obstacle === 'noReference')
    await treasurer.memberships.settlePayment({ id: waiting?.id as string, version: waiting?.version as number, parts: [{ feeId: annas?.id as string, amountOre: 20_000 }] })
    expect([(await feeOf(world(), bo, 2029))?.paymentMethod, (await feeOf(world(), anna, 2029))?.paymentMethod]).toEqual(['transfer', 'transfer'])
  })

  it('are not paid by a file for another account, nor by something else than a file of payments', async () => {
    const treasurer = world().as('treasurer')
    const ruleOf = async (file: File) => (await refusalOf(treasurer.memberships.previewPayments({ file }))).data
    expect(await ruleOf(bgmaxFile([{ amountOre: 100 }], { bankgiro: '3783511' }))).toMatchObject({ rule: 'memberships.othersAccount', params: { account: '••••3511' } })
    expect(await ruleOf(camtFile([{ reference: '', amount: '1.00' }], 'SE4550000000058398257466'))).toMatchObject({ rule: 'memberships.othersAccount', params: { account: '••••7466', own: expect.stringMatching(/^••••\d{4}(?:, ••••\d{4})*$/u) as string } })
    expect(await ruleOf(new File([new Uint8Array(20_000_001)], 'stor.xml'))).toMatchObject({ rule: 'memberships.fileTooLarge' })
    expect(await ruleOf(new File(['namn;betalt'], 'lista.csv'))).toMatchObject({ rule: 'memberships.unknownFormat' })
    expect(world().faults).toEqual([])
  })

  it('begin with a reason where one has been told, and another reason is told in words', async () => {
    const office = world().as('officeWorker')
    const { id: personId } = await office.people.create({ givenName: 'Ny', familyName: 'Inträdande' })
    expect(await refusalOf(office.people.create({ givenName: 'Ny', familyName: 'Igen', membership: { kind: 'main', startsOn: '2026-01-01', reasonKind: 'other' } }))).toMatchObject({ data: { fields: [{ path: 'membership.reason' }] } })
    const begun = { personId, kind: 'main', startsOn: '2026-01-01' as LocalDate } as const
    expect(await refusalOf(office.memberships.begin({ ...begun, reasonKind: 'other' }))).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'reason' }] } })
    await office.memberships.begin({ ...begun, endsOn: '2026-02-01', reasonKind: 'other', reason: 'Såg en affisch' })
    await office.memberships.begin({ ...begun, startsOn: '2026-03-01', reasonKind: 'returned' })
    await office.people.update({ id: personId, version: 2, changes: { isProtected: true } }).catch(() => office.people.update({ id: personId, version: 1, changes: { isProtected: true } }))
    expect((await office.people.openProtected({ id: personId, reason: 'Prov' })).memberships).toMatchObject([{ startReasonKind: 'returned', startReason: null }, { startReasonKind: 'other', startReason: 'Såg en affisch' }])
    expect(JSON.stringify((await office.people.read({ id: personId })).memberships)).not.toContain('affisch')
  })

  it('end with a reason from the list, and another reason is told in words', async () => {
    const office = world().as('officeWorker')
    const { memberships } = await office.people.read({ id: cia })
    const ending = { id: memberships[0]?.id as string, version: 1, endsOn: '2026-11-21' as LocalDate }
    expect(await refusalOf(office.memberships.end({ ...ending, reasonKind: 'other' }))).toMatchObject({ code: 'VALIDATION' })
    await office.memberships.end({ ...ending, reasonKind: 'moved' })
    expect((await office.people.read({ id: cia })).memberships[0]).toMatchObject({ endsOn: '2026-11-21', endReasonKind: 'moved', endReason: null })
    expect(await refusalOf(office.memberships.begin({ personId: cia, kind: 'main', startsOn: '2026-11-01' }))).toMatchObject({ data: { rule: 'memberships.overlaps' } })
  })
})

/** What came in, and where each öre of it is: with fees, aside, or waiting. */
async function whereMoneyIs(world: World) {
  return world.given(async (writer) => {
    const payments = await writer.db.selectFrom('incomingPayments').selectAll().execute()
    const parts = await writer.db.selectFrom('membershipFeePayments').selectAll().where('incomingPaymentId', 'is not', null).execute()
    const fees = await writer.db.selectFrom('membershipFees').selectAll().execute()
    return {
      payments: payments.map(({ id, amountOre, setAsideOre, isSetAside, feeId }) => ({
        amountOre, paidOre: parts.filter((part) => part.incomingPaymentId === id).reduce((sum, part) => sum + (part.amountOre ?? 0), 0), asideOre: setAsideOre ?? 0,
        waitingOre: feeId === null && isSetAside === 0 ? amountOre : 0,
      })),
      fees: fees.map((fee) => ({ shown: fee.paidOre ?? (fee.paidOn === null ? 0 : (fee.amountOre ?? 0)), paid: parts.filter((part) => part.feeId === fee.id).reduce((sum, part) => sum + (part.amountOre ?? 0), 0) })),
    }
  })
}

onBothEngines('Incoming payments', (world) => {
  let [mother, child, hidden] = ['', '', '']
  let number = 0
  const read = async (payments: Parameters<typeof bgmaxFile>[0]) => {
    number += 1
    await world().as('treasurer').memberships.postPayments({ file: bgmaxFile(payments, { stamp: `2026112110000000${String(number).padStart(4, '0')}` }) })
    const waiting = await world().as('treasurer').memberships.listUnsettled({})
    return waiting.slice(-payments.length)
  }
  const undoLast = async () => {
    const { entry } = await world().as('treasurer').journal.lastUndoable({})
    await world().as('treasurer').journal.undo({ entryId: entry?.id as string })
  }
  beforeAll(async () => {
    const treasurer = world().as('treasurer')
    await treasurer.memberships.updateSettings(settings)
    await treasurer.memberships.createRate({ kind: 'main', amountOre: 20_000, fromYear: 2025 })
    await treasurer.memberships.createRate({ kind: 'family', amountOre: 10_000, fromYear: 2025 })
    mother = await member(world(), 'Mona', { memberNumber: '1' })
    child = await member(world(), 'Cleo', { kind: 'family' })
    hidden = await member(world(), 'Hemlig', { isProtected: true })
    for (const year of [2026, 2027, 2028, 2029]) await treasurer.memberships.charge({ year, dueOn: '2029-12-31' })
  })

  it('pay for mother and child at once, and what is left is set aside with its payer until it has been paid back', async () => {
    const treasurer = world().as('treasurer')
    const [mothers, childs] = [(await feeOf(world(), mother))!, (await feeOf(world(), child))!]
    const [payment] = await read([{ reference: mothers.reference as string, more: [childs.reference as string], amountOre: 35_000, payer: 'Mormor Testberg' }])
    expect(payment).toMatchObject({ obstacle: 'manyFees', suggestions: expect.arrayContaining([expect.objectContaining({ feeId: mothers.id }), expect.objectContaining({ feeId: childs.id })]) as unknown })
    const { id, version } = payment!
    const parts = [{ feeId: mothers.id, amountOre: 20_000 }, { feeId: childs.id, amountOre: 10_000 }]
    expect(await refusalOf(treasurer.memberships.settlePayment({ id, version, parts }))).toMatchObject({ data: { rule: 'memberships.splitLeavesRest' } })
    expect(await refusalOf(treasurer.memberships.settlePayment({ id, version, parts: [...parts, { feeId: mothers.id, amountOre: 5_000 }] }))).toMatchObject({ data: { rule: 'memberships.sameFeeTwice' } })
    expect(await refusalOf(treasurer.memberships.settlePayment({ id, version, parts: [{ feeId: mothers.id, amountOre: 35_001 }] }))).toMatchObject({ data: { rule: 'memberships.splitTooMuch' } })
    expect(await refusalOf(treasurer.memberships.settlePayment({ id, version, parts, rest: { reason: 'other' } }))).toMatchObject({ data: { fields: [{ path: 'rest.note' }] } })
    await treasurer.memberships.settlePayment({ id, version, parts, rest: { reason: 'repay', note: 'Ring först' } })
    await undoLast()
    expect([(await feeOf(world(), mother))?.state, (await feeOf(world(), child))?.state]).toEqual(['unpaid', 'unpaid'])
    const [again] = await treasurer.memberships.listUnsettled({})
    expect([again?.id, again?.payerName]).toEqual([id, 'Mormor Testberg'])
    await treasurer.memberships.settlePayment({ id, version: again!.version, parts, rest: { reason: 'repay', note: 'Ring först' } })
    for (const personId of [mother, child]) expect(await feeOf(world(), personId)).toMatchObject({ state: 'paid', paidOn: '2026-11-20', paidOre: null })
    expect(await refusalOf(treasurer.memberships.recordFee({ personId: child, year: 2026, paidOn: null }))).toMatchObject({ data: { rule: 'memberships.settledByBank' } })
    expect(await treasurer.memberships.listSetAside({})).toMatchObject([{ setAsideOre: 5_000, amountOre: 35_000, reason: 'repay', note: 'Ring först', payerName: 'Mormor Testberg', repaidOn: null }])
    const [aside] = await treasurer.memberships.listSetAside({})
    expect(await refusalOf(treasurer.memberships.resumePayment({ id, version: aside!.version }))).toMatchObject({ data: { rule: 'memberships.notAside' } })
    expect(await refusalOf(treasurer.memberships.recordRepayment({ id, version: aside!.version, repaidOn: '2026-11-22' }))).toMatchObject({ data: { fields: [{ rule: 'memberships.inFuture' }] } })
    expect(await refusalOf(treasurer.memberships.recordRepayment({ id, version: aside!.version, repaidOn: '2026-11-19' }))).toMatchObject({ data: { fields: [{ rule: 'memberships.beforePayment' }] } })
    await treasurer.memberships.recordRepayment({ id, version: aside!.version, repaidOn: '2026-11-21' })
    expect(await treasurer.memberships.listSetAside({})).toMatchObject([{ setAsideOre: 5_000, repaidOn: '2026-11-21', payerName: null }])
    await undoLast()
    expect(await treasurer.memberships.listSetAside({})).toMatchObject([{ repaidOn: null, payerName: 'Mormor Testberg' }])
    expect(JSON.stringify(await treasurer.journal.list({ limit: 100, offset: 0 }))).not.toMatch(/Testberg/u)
  })

  it('are taken up again when they were set aside by mistake, and never name whoever pays for one who is protected', async () => {
    const treasurer = world().as('treasurer')
    const [gift, secret] = await read([{ amountOre: 7_000, payer: 'Olle Givmild' }, { amountOre: 25_000, payer: 'Make Givmild' }])
    expect(await refusalOf(treasurer.memberships.setPaymentAside({ id: gift!.id, version: gift!.version, reason: 'other' }))).toMatchObject({ data: { fields: [{ path: 'note' }] } })
    await treasurer.memberships.setPaymentAside({ id: gift!.id, version: gift!.version, reason: 'gift' })
    // What is to be paid back stands first.
    const [owed, aside] = await treasurer.memberships.listSetAside({})
    expect(owed?.reason).toBe('repay')
    expect(aside).toMatchObject({ payerName: 'Olle Givmild', reason: 'gift', setAsideOre: 7_000 })
    expect(await refusalOf(treasurer.memberships.recordRepayment({ id: aside!.id, version: aside!.version, repaidOn: '2026-11-21' }))).toMatchObject({ data: { rule: 'memberships.notAside' } })
    await treasurer.memberships.resumePayment({ id: aside!.id, version: aside!.version })
    expect(await treasurer.memberships.listSetAside({})).toHaveLength(1)
    expect((await treasurer.memberships.listUnsettled({})).map(({ payerName }) => payerName)).toContain('Olle Givmild')
    const hiddens = await world().given((writer) => writer.db.selectFrom('membershipFees').select('id').where('personId', '=', hidden).where('year', '=', 2026).executeTakeFirstOrThrow())
    await treasurer.memberships.settlePayment({ id: secret!.id, version: secret!.version, parts: [{ feeId: hiddens.id, amountOre: 20_000 }], rest: { reason: 'repay' } })
    expect((await treasurer.memberships.listSetAside({})).find((row) => row.id === secret!.id)).toMatchObject({ setAsideOre: 5_000, payerName: null, payerText: null })
  })

  it('are always somewhere: what is paid, set aside and waiting is what came in, whatever is done and undone', async () => {
    const treasurer = world().as('treasurer')
    const feeIds = (await Promise.all([mother, child].flatMap((personId) => [2027, 2028, 2029].map(async (year) => (await feeOf(world(), personId, year))!.id))))
    const step = fc.record({ what: fc.constantFrom('settle', 'settle', 'aside', 'resume', 'repay', 'undo'), which: fc.nat(20), shares: fc.array(fc.record({ fee: fc.nat(5), amountOre: fc.integer({ min: 1, max: 15_000 }) }), { minLength: 1, maxLength: 3 }), hasRest: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 4 }), fc.array(step, { minLength: 4, maxLength: 12 }), async (amounts, steps) => {
        await read(amounts.map((amountOre) => ({ amountOre, payer: 'Någon Annan' })))
        for (const { what, which, shares, hasRest } of steps) {
          const [waiting, aside] = [await treasurer.memberships.listUnsettled({}), await treasurer.memberships.listSetAside({})]
          const [open, away] = [waiting[which % Math.max(1, waiting.length)], aside[which % Math.max(1, aside.length)]]
          const rest = hasRest ? ({ reason: 'repay' } as const) : null
          // What is refused changes nothing, and that is looked at below.
          const act = async () => {
            if (what === 'settle' && open) await treasurer.memberships.settlePayment({ id: open.id, version: open.version, parts: shares.map(({ fee, amountOre }) => ({ feeId: feeIds[fee] as string, amountOre })), rest })
            if (what === 'aside' && open) await treasurer.memberships.setPaymentAside({ id: open.id, version: open.version, reason: 'repay' })
            if (what === 'resume' && away) await treasurer.memberships.resumePayment({ id: away.id, version: away.version })
            if (what === 'repay' && away) await treasurer.memberships.recordRepayment({ id: away.id, version: away.version, repaidOn: '2026-11-21' })
            if (what === 'undo') await undoLast()
          }
          await act().catch(() => undefined)
          const money = await whereMoneyIs(world())
          for (const { amountOre, paidOre, asideOre, waitingOre } of money.payments) expect(paidOre + asideOre + waitingOre).toBe(amountOre)
          for (const { shown, paid } of money.fees) expect(shown).toBe(paid)
        }
      }),
      { numRuns: 8 },
    )
    expect(world().faults).toEqual([])
  }, 60_000)
})

/** A register with every combination that a rule may ask about. */
async function giveMembers(world: World): Promise<Map<string, CountCandidate>> {
  const on = '2026-11-21' as LocalDate
  const kinds = ['main', 'family', 'supporting', 'honorary'] as const
  const periods = [{ startsOn: '2020-01-01', endsOn: null }, { startsOn: '2026-02-01', endsOn: null }, { startsOn: '2020-01-01', endsOn: '2026-06-30' }, { startsOn: '2027-01-01', endsOn: null }] as const
  const fees = [null, { amountOre: 4_900, paidOn: '2026-03-01' }, { amountOre: 5_000, paidOn: '2026-03-01' }, { amountOre: 10_000, paidOn: '2026-12-01' }, { amountOre: 20_000, paidOn: '2026-03-01', paidOre: 9_900 }, { amountOre: 20_000, paidOn: null, parts: [4_000, 6_000] }, { amountOre: 20_000, paidOn: null, parts: [4_000, 500] }] as const
  const people = new Map<string, CountCandidate>()
  await world.given(async (writer) => {
    let index = 0
    for (const kind of kinds) {
      for (const period of periods) {
        for (const fee of fees) {
          index += 1
          const municipalityCode = ([null, '0380', '0180', '0305'] as const)[index % 4] ?? null
          const isProtected = index % 11 === 0
          const personId = await writer.insert('persons', {
            memberNumber: null, givenName: `P${index}`, familyName: 'Testsson', nameSort: `testsson p${index}`, birthDate: index % 5 === 0 ? null : addDays('1940-01-01', index * 300), identityNumber: null,
            gender: (['woman', 'man', null] as const)[index % 3] ?? null, careOf: null, street: null, postcode: null, town: null, municipalityCode, email: null, phone: null, otherPhone: null,
            preferredChannel: 'letter', note: null, isProtected: isProtected ? 1 : 0, createdAt: writer.now, ...unknownDetails,
          })
          await writer.insert('memberships', { personId, kind, ...period, startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })
          const row = fee && { year: 2026, paidOn: fee.paidOn, amountOre: fee.amountOre, paidOre: 'paidOre' in fee ? fee.paidOre : null }
          // The last part is paid later than one counts.
          const payments = fee && 'parts' in fee ? [...fee.parts, 10_000].map((amountOre, place) => ({ amountOre, paidOn: (['2026-02-01', '2026-11-21', '2026-11-22'] as const)[place] as LocalDate })) : []
          const feeId = row && (await writer.insert('membershipFees', { personId, ...row, dueOn: null, reference: null, paymentMethod: null }))
          if (feeId) await writer.insertMany('membershipFeePayments', payments.map((payment) => ({ feeId, personId, ...payment, paymentMethod: 'swish', incomingPaymentId: null })))
          const confirmations = index % 7 === 0 ? [{ year: 2026, confirmedOn: index % 2 === 0 ? on : addDays(on, 1) }] : []
          for (const confirmation of confirmations) await writer.insert('membershipConfirmations', { personId, ...confirmation, method: 'form' })
          people.set(personId, { municipalityCode, memberships: [{ kind, ...period }], fees: row ? [{ ...row, payments }] : [], confirmations, isProtected })
        }
      }
    }
    const association = await writer.db.selectFrom('association').select('id').executeTakeFirstOrThrow()
    await writer.update('association', association.id, { municipalityCode: '0380' })
  })
  return people
}

onBothEngines('The number of members', (world) => {
  let people: Awaited<ReturnType<typeof giveMembers>>
  beforeAll(async () => {
    people = await giveMembers(world())
  })

  describe.each([false, true])('where a paid fee confirms: %s', (isFeeConfirmation) => {
    beforeAll(async () => {
      const { version } = await world().as('treasurer').memberships.readSettings({})
      await world().as('treasurer').memberships.updateSettings({ ...settings, version, isFeeConfirmation })
    })

    it.each(memberCountRules.flatMap((rule) => (['2026-01-31', '2026-11-21', '2027-02-01'] as const).map((on) => ({ rule, on }))))('by $rule on $on is what one gets person by person', async ({ rule, on }) => {
      const expected = [...people].flatMap(([id, person]) => {
        const kind = countedKind(person, { on, rule, countyCode: '03', isFeeConfirmation })
        return kind === undefined ? [] : [{ id, kind, isProtected: person.isProtected }]
      })
      const board = world().as('boardMember')
      const count = await board.memberships.count({ on, rule })
      expect(count.total).toBe(expected.length)
      expect(count.protectedCount).toBe(expected.filter(({ isProtected }) => isProtected).length)
      const byKind = Map.groupBy(expected, ({ kind }) => kind)
      expect(new Map(count.kind.map(({ key, count: number }) => [key, number]))).toEqual(new Map([...byKind].map(([kind, group]) => [kind, group.length])))
      for (const grouping of ['kind', 'municipality', 'gender', 'age'] as const) expect(count[grouping].reduce((sum, group) => sum + group.count, 0)).toBe(count.total)
      const list = await board.memberships.listCounted({ on, rule, limit: 500 })
      expect(new Set(list.rows.map(({ person }) => person.id))).toEqual(new Set(expected.filter(({ isProtected }) => !isProtected).map(({ id }) => id)))
    })
  })

  it('does not tell whether a protected person lives in the county', async () => {
    const board = world().as('boardMember')
    const asked = { on: '2026-11-21', rule: 'yearEndInCounty' } as const
    const before = await board.memberships.count(asked)
    const [id] = [...people].find(([, person]) => person.isProtected && countedKind(person, { ...asked, countyCode: '03', isFeeConfirmation: false })) as [string, CountCandidate]
    for (const municipalityCode of ['0380', '0180', null]) {
      await world().given((writer) => writer.update('persons', id, { municipalityCode }))
      expect(await board.memberships.count(asked)).toEqual(before)
    }
  })

  it('can be opened group by group, and names nobody who is protected', async () => {
    const board = world().as('boardMember')
    const asked = { on: '2026-11-21', rule: 'membership' } as const
    const count = await board.memberships.count(asked)
    for (const grouping of ['kind', 'municipality', 'gender', 'age'] as const) {
      for (const { key, count: number } of count[grouping]) {
        const list = await board.memberships.listCounted({ ...asked, grouping, key, limit: 500 })
        expect(list.rows.length + list.protectedCount).toBe(number)
        expect(list.rows.every(({ person }) => !person.isProtected && person.name !== null)).toBe(true)
        if (grouping !== 'kind' && key !== null) expect(list.protectedCount).toBe(0)
      }
    }
  })
})
