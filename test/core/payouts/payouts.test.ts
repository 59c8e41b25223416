import { existsSync, readFileSync } from 'node:fs'
import Excel from 'exceljs'
import { beforeAll, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { sessionHeader } from '#core/core.ts'
import type { LocalDate } from '#shared/dates.ts'
import { kronor } from '#shared/money.ts'
import { givenBody, givenDebtor, givenMeeting, givenPerson, testAccount } from '#test/support/council.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const schemaFile = new URL('../../../../shared/formats/xsd/pain.001.001.03.xsd', import.meta.url)

async function approveAll(world: World): Promise<void> {
  const treasurer = world.as('treasurer')
  const { rows } = await treasurer.claims.list({ state: 'submitted', limit: 500 })
  if (rows.length > 0) await treasurer.claims.approveMany({ ids: rows.map((row) => row.id) })
}

async function fetchDocument(world: World, documentId: string): Promise<Uint8Array> {
  const response = await world.core.handle(new Request(`http://talan/documents/${documentId}`, { headers: { [sessionHeader]: world.token('treasurer') } }))
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

onBothEngines('A payout', (world) => {
  let bodyId: string
  let anna: string
  let bo: string

  beforeAll(async () => {
    await givenDebtor(world())
    bodyId = await givenBody(world())
    anna = await givenPerson(world(), { givenName: 'Anna', familyName: 'Åkesson' })
    bo = await givenPerson(world(), { givenName: 'Bo', familyName: 'Öst' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-14' }, [{ personId: anna, drivenKilometres: 84 }, { personId: bo }])
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-20', minutes: 60 }, [{ personId: anna }])
  })

  it('takes nothing that is not approved', async () => {
    const treasurer = world().as('treasurer')
    expect(await refusalOf(treasurer.payouts.create({ paidOn: '2026-11-25' }))).toMatchObject({ data: { rule: 'payouts.nothingApproved' } })
    const { rows } = await treasurer.claims.list({ personId: anna })
    expect(await refusalOf(treasurer.payouts.create({ paidOn: '2026-11-25', claimIds: [rows[0]!.id] }))).toMatchObject({ data: { rule: 'claims.notApproved' } })
    expect(await refusalOf(treasurer.payouts.create({ paidOn: '2026-11-22' }))).toMatchObject({ data: { rule: 'payouts.noEarlierBankDay', params: { after: '2026-11-23' } } })
    expect((await treasurer.payouts.list({})).total).toBe(0)
  })

  it('gathers, shows, freezes, exports and is marked as paid', async () => {
    await approveAll(world())
    const treasurer = world().as('treasurer')
    const { id, claimCount } = await treasurer.payouts.create({ paidOn: '2026-11-25' })
    expect(claimCount).toBe(3)
    const draft = await treasurer.payouts.read({ id })
    expect(draft.state).toBe('draft')
    expect(draft.payees.map((payee) => [payee.person.name, payee.amounts])).toMatchObject([
      ['Anna Åkesson', { taxableOre: kronor(1598.4), taxFreeOre: kronor(210), taxOre: kronor(479), netOre: kronor(1329.4), contributionOre: kronor(502.22), taxRule: 'sideIncome' }],
      ['Bo Öst', { taxableOre: kronor(1065.6), taxFreeOre: 0, taxOre: kronor(319), netOre: kronor(746.6), contributionOre: kronor(334.81) }],
    ])
    expect(draft.payees.map((payee) => payee.notices.map((notice) => notice.rule))).toEqual([['payouts.crossesYearlyLimit'], ['payouts.crossesYearlyLimit']])
    expect(draft.totals).toMatchObject({ grossOre: kronor(2874), taxOre: kronor(798), netOre: kronor(2076) })
    expect(draft.payees[0]).toMatchObject({ clearingNumber: testAccount.clearingNumber, maskedAccountNumber: '••••8520' })
    expect(await refusalOf(treasurer.payouts.exportFile({ id, reason: 'Betala' }))).toMatchObject({ data: { rule: 'payouts.notFrozen' } })

    await treasurer.payouts.freeze({ id, version: draft.version })
    const frozen = await treasurer.payouts.read({ id })
    expect(frozen.totals).toEqual(draft.totals)
    expect(await refusalOf(treasurer.payouts.freeze({ id, version: frozen.version }))).toMatchObject({ data: { rule: 'payouts.alreadyFrozen' } })
    expect(await refusalOf(treasurer.payouts.discard({ id, version: frozen.version }))).toMatchObject({ data: { rule: 'payouts.alreadyFrozen' } })

    const file = await treasurer.payouts.exportFile({ id, reason: 'Betala' })
    expect(file.name).toBe('utbetalning-1-2026-11-25.xml')
    const first = await fetchDocument(world(), file.documentId)
    world().clock.set('2026-11-23T09:00:00.000Z')
    const second = await fetchDocument(world(), (await treasurer.payouts.exportFile({ id, reason: 'Betala' })).documentId)
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
    const xml = new TextDecoder().decode(first)
    expect(xml).toContain('<CtrlSum>2076.00</CtrlSum>')
    expect(xml).toContain('<Nm>Anna Åkesson</Nm>')
    if (existsSync(schemaFile)) {
      expect((await validateXML({ xml: { fileName: 'payout.xml', contents: xml }, schema: readFileSync(schemaFile, 'utf8') })).errors).toEqual([])
    }

    const list = await treasurer.payouts.exportList({ id, reason: 'Betala' })
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load((await fetchDocument(world(), list.documentId)).buffer as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    const cells = sheet.getSheetValues().map((row) => (row as unknown[] | undefined)?.slice(1))
    expect(cells).toContainEqual(expect.arrayContaining(['Anna Åkesson', '5502', '0038520', 'SEB', 1329.4]))
    expect(cells).toContainEqual(expect.arrayContaining(['Summa', 2076]))

    const exported = await treasurer.payouts.read({ id })
    expect(exported.state).toBe('exported')
    expect(await refusalOf(treasurer.payouts.reopen({ id, version: exported.version, reason: 'Ångrat' }))).toMatchObject({ data: { rule: 'payouts.fileFetched' } })
    expect(await refusalOf(treasurer.payouts.confirmPaid({ id, version: exported.version }))).toMatchObject({ data: { rule: 'payouts.notPaidYet', params: { paidOn: '2026-11-25' } } })
    world().clock.set('2026-11-25T09:00:00.000Z')
    await treasurer.payouts.confirmPaid({ id, version: exported.version })
    expect((await treasurer.payouts.read({ id })).state).toBe('paid')
    expect((await treasurer.claims.list({ state: 'paid' })).total).toBe(3)
    expect(await refusalOf(treasurer.payouts.confirmPaid({ id, version: exported.version + 1 }))).toMatchObject({ data: { rule: 'payouts.alreadyPaid' } })
    expect(await refusalOf(treasurer.payouts.reopen({ id, version: exported.version + 1, reason: 'Ångrat', isNothingPaid: true }))).toMatchObject({ data: { rule: 'payouts.alreadyPaid' } })
    world().clock.set('2026-11-21T09:00:00.000Z')
  })

  it('pays nothing twice', async () => {
    const treasurer = world().as('treasurer')
    const { rows } = await treasurer.claims.list({ state: 'paid' })
    expect(await refusalOf(treasurer.payouts.create({ paidOn: '2026-12-21', claimIds: [rows[0]!.id] }))).toMatchObject({ data: { rule: 'claims.alreadyInPayout' } })
    expect(await refusalOf(treasurer.payouts.create({ paidOn: '2026-12-21' }))).toMatchObject({ data: { rule: 'payouts.nothingApproved' } })
    expect(await refusalOf(treasurer.claims.reject({ id: rows[0]!.id, version: rows[0]!.version, reason: 'För sent' }))).toMatchObject({ data: { rule: 'claims.notRejectable' } })
  })

  it('counts what was paid earlier in the year', async () => {
    await givenMeeting(world(), { bodyId, heldOn: '2026-11-10', minutes: 60 }, [{ personId: bo }])
    await approveAll(world())
    const treasurer = world().as('treasurer')
    const { id } = await treasurer.payouts.create({ paidOn: '2026-12-21' })
    const [payee] = (await treasurer.payouts.read({ id })).payees
    expect(payee?.amounts).toMatchObject({ yearTotalBeforeOre: kronor(1065.6), taxOre: kronor(159), contributionBaseOre: kronor(532.8), contributionOre: kronor(502.22) - kronor(334.81) })
    expect((await treasurer.payouts.yearTotals({ year: 2026, personId: bo })).rows).toMatchObject([{ taxableOre: kronor(1065.6), isOverYearlyLimit: true }])
    await treasurer.payouts.setDate({ id, version: 1, paidOn: '2027-01-25' })
    expect((await treasurer.payouts.read({ id })).payees[0]?.refusals[0]).toEqual({ rule: 'tariffs.figurePreliminary', params: { figure: 'smallPaymentLimit', year: '2027' } })
    expect(await refusalOf(treasurer.payouts.freeze({ id, version: 2 }))).toMatchObject({ data: { rule: 'payouts.blocked', params: { count: 1 } } })
    await treasurer.payouts.discard({ id, version: 2 })
    expect((await treasurer.claims.list({ state: 'approved' })).total).toBe(1)
  })
})

onBothEngines('Whom a payout refuses', (world) => {
  let bodyId: string
  const refusalsOf = async (payoutId: string) =>
    Object.fromEntries((await world().as('treasurer').payouts.read({ id: payoutId })).payees.map((payee) => [payee.person.name ?? 'protected', payee.refusals.map((refusal) => refusal.rule)]))

  beforeAll(async () => {
    bodyId = await givenBody(world(), { travelRule: 'undecided' })
  })

  it('one without account, without identity number, with a wrong account, or with travel nobody has decided on', async () => {
    const people = [
      await givenPerson(world(), { givenName: 'Utan', familyName: 'Konto', account: null }),
      await givenPerson(world(), { givenName: 'Utan', familyName: 'Nummer', identityNumber: null, birthDate: '1970-01-01' }),
      await givenPerson(world(), { givenName: 'Fel', familyName: 'Konto', account: { clearingNumber: '5502', accountNumber: '0038521' } }),
      await givenPerson(world(), { givenName: 'Bil', familyName: 'Burén' }),
      await givenPerson(world(), { givenName: 'Allt', familyName: 'Klart' }),
    ]
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-14' }, people.map((personId, index) => ({ personId, drivenKilometres: index === 3 ? 20 : 0 })))
    await approveAll(world())
    const treasurer = world().as('treasurer')
    const { id } = await treasurer.payouts.create({ paidOn: '2026-11-25' })
    expect(await refusalsOf(id)).toEqual({
      'Utan Konto': ['payouts.accountMissing'], 'Utan Nummer': ['payouts.identityNumberMissing'], 'Fel Konto': ['payouts.accountInvalid'], 'Bil Burén': ['payouts.travelUndecided'],
      'Allt Klart': [],
    })
    expect((await treasurer.payouts.read({ id })).refusals).toEqual(
      ['organisationNumber', 'iban', 'bic'].map((missing) => ({ rule: 'payouts.debtorIncomplete', params: { missing } })),
    )
    await givenDebtor(world())
    expect(await refusalOf(treasurer.payouts.freeze({ id, version: 1 }))).toMatchObject({ data: { rule: 'payouts.blocked', params: { count: 4 } } })

    for (const personId of people.slice(0, 3)) await treasurer.payouts.removePerson({ id, version: 1, personId })
    await world().given((writer) => writer.update('bodies', bodyId, { travelRule: 'taxable' }))
    await treasurer.payouts.freeze({ id, version: 1 })
    const paid = await treasurer.payouts.read({ id })
    expect(paid.payees.map((payee) => [payee.person.name, payee.amounts?.taxableOre, payee.amounts?.taxFreeOre])).toEqual([
      ['Bil Burén', kronor(1115.6), 0], ['Allt Klart', kronor(1065.6), 0],
    ])
    expect((await treasurer.claims.list({ state: 'approved' })).total).toBe(3)

    await treasurer.payouts.reopen({ id, version: paid.version, reason: 'Fel dag' })
    expect(await treasurer.payouts.read({ id })).toMatchObject({ state: 'draft', messageId: null })
    await treasurer.payouts.discard({ id, version: paid.version + 1 })
  })

  it('keeps a person with protected identity out of file and list, and pays her by hand', async () => {
    const hidden = await givenPerson(world(), { givenName: 'Dold', familyName: 'Person', isProtected: true })
    const shown = await givenPerson(world(), { givenName: 'Öppen', familyName: 'Person' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-15' }, [{ personId: hidden }, { personId: shown }])
    await approveAll(world())
    const treasurer = world().as('treasurer')
    const claimIds = (await Promise.all([hidden, shown].map((personId) => treasurer.claims.list({ personId })))).flatMap(({ rows }) => rows.map((row) => row.id))
    const { id } = await treasurer.payouts.create({ paidOn: '2026-11-25', claimIds })
    await treasurer.payouts.freeze({ id, version: 1 })
    const payout = await treasurer.payouts.read({ id })
    expect(payout).toMatchObject({ paidByHandCount: 1, personCount: 2 })
    const xml = new TextDecoder().decode(await fetchDocument(world(), (await treasurer.payouts.exportFile({ id, reason: 'Betala' })).documentId))
    expect(xml).toContain('<NbOfTxs>1</NbOfTxs>')
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load((await fetchDocument(world(), (await treasurer.payouts.exportList({ id, reason: 'Betala' })).documentId)).buffer as ArrayBuffer)
    for (const text of [xml, JSON.stringify(payout), JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()))]) expect(text).not.toContain('Dold')
  })
})

onBothEngines('The readings of the payout rules', (world) => {
  it('are the safe ones until somebody chooses others, with a reason in the journal', async () => {
    const treasurer = world().as('treasurer')
    const settings = await treasurer.payouts.readSettings({})
    expect(settings).toEqual({ version: 0, smallPayment: 'perPayment', knownToPass: 'fromFirstKrona', retroactiveRate: 'ownDate', isClearingInAccount: false, isSalaryMarked: true })
    await treasurer.payouts.updateSettings({ ...settings, isClearingInAccount: true, reason: 'Banken vill ha clearing i kontot' })
    expect(await treasurer.payouts.readSettings({})).toMatchObject({ version: 1, isClearingInAccount: true })
    expect(await refusalOf(treasurer.payouts.updateSettings({ ...settings, reason: 'Samtidigt' }))).toMatchObject({ code: 'CONFLICT' })
    expect((await treasurer.journal.list({})).entries[0]).toMatchObject({ procedure: 'payouts.updateSettings', reason: 'Banken vill ha clearing i kontot' })
  })
})

onBothEngines('Payouts that hang together', (world) => {
  let bodyId: string
  let anna: string

  beforeAll(async () => {
    await givenDebtor(world())
    bodyId = await givenBody(world())
    anna = await givenPerson(world(), { givenName: 'Anna', familyName: 'Åkesson' })
  })

  const given = async (paidOn: LocalDate, heldOn: LocalDate, personId: string) => {
    await givenMeeting(world(), { bodyId, heldOn, minutes: 60 }, [{ personId }])
    await approveAll(world())
    const treasurer = world().as('treasurer')
    const { id } = await treasurer.payouts.create({ paidOn })
    await treasurer.payouts.freeze({ id, version: 1 })
    return id
  }
  const reopen = async (id: string) => world().as('treasurer').payouts.reopen({ id, version: (await world().as('treasurer').payouts.read({ id })).version, reason: 'Fel dag' })

  it('are opened in turn, since the later one counted its contributions on the earlier', async () => {
    const first = await given('2026-11-25', '2026-10-14', anna)
    world().clock.set('2026-11-21T10:00:00.000Z')
    const second = await given('2026-12-10', '2026-10-20', anna)
    expect((await world().as('treasurer').payouts.read({ id: second })).payees[0]?.amounts?.contributionBaseOre).toBe(kronor(1065.6))
    expect(await refusalOf(reopen(first))).toMatchObject({ data: { rule: 'payouts.countedOn', params: { number: '2' } } })
    await reopen(second)
    await reopen(first)
    expect((await world().as('treasurer').payouts.read({ id: first })).state).toBe('draft')
  })

  it('give no bank file when the day has passed, and are opened again to change it', async () => {
    const bo = await givenPerson(world(), { givenName: 'Bo', familyName: 'Öst' })
    const id = await given('2026-11-24', '2026-10-21', bo)
    world().clock.set('2026-11-25T09:00:00.000Z')
    expect(await refusalOf(world().as('treasurer').payouts.exportFile({ id, reason: 'Betala' }))).toMatchObject({ data: { rule: 'payouts.datePassed' } })
    await reopen(id)
    await world().as('treasurer').payouts.setDate({ id, version: (await world().as('treasurer').payouts.read({ id })).version, paidOn: '2026-11-26' })
    await world().as('treasurer').payouts.freeze({ id, version: (await world().as('treasurer').payouts.read({ id })).version })
    await world().as('treasurer').payouts.exportFile({ id, reason: 'Betala' })
    world().clock.set('2026-11-27T09:00:00.000Z')
    await world().as('treasurer').payouts.exportFile({ id, reason: 'Betala' })
    world().clock.set('2026-11-21T09:00:00.000Z')
  })

  it('count the list to pay by as given out, as the bank file is', async () => {
    const erik = await givenPerson(world(), { givenName: 'Erik', familyName: 'Ek' })
    const id = await given('2026-12-16', '2026-10-26', erik)
    await world().as('treasurer').payouts.exportList({ id, reason: 'Betala för hand' })
    expect(await world().as('treasurer').payouts.read({ id })).toMatchObject({ state: 'exported', fileExportedAt: '2026-11-21T09:00:00.000Z' })
    expect(await refusalOf(reopen(id))).toMatchObject({ data: { rule: 'payouts.fileFetched' } })
  })

  it('are opened again by one who says that nothing was paid, and never get the old file’s identities', async () => {
    const fia = await givenPerson(world(), { givenName: 'Fia', familyName: 'Fors' })
    const id = await given('2026-12-17', '2026-10-27', fia)
    const treasurer = world().as('treasurer')
    const fileOf = async () => new TextDecoder().decode(await fetchDocument(world(), (await treasurer.payouts.exportFile({ id, reason: 'Betala' })).documentId))
    const identitiesIn = (xml: string) => [...xml.matchAll(/<(MsgId|EndToEndId)>([^<]+)</gu)].map((found) => found[2] as string)
    const old = identitiesIn(await fileOf())
    const givenOut = await treasurer.payouts.read({ id })
    await treasurer.payouts.reopen({ id, version: givenOut.version, reason: 'Banken avvisade filen', isNothingPaid: true })
    const draft = await treasurer.payouts.read({ id })
    expect(draft).toMatchObject({ state: 'draft', messageId: old[0], fileExportedAt: null })
    expect((await treasurer.journal.list({})).entries[0]).toMatchObject({ procedure: 'payouts.reopen', reason: 'Banken avvisade filen' })
    await treasurer.payouts.freeze({ id, version: draft.version })
    const identities = identitiesIn(await fileOf())
    expect(identities).toHaveLength(2)
    for (const identity of identities) {
      expect(old).not.toContain(identity)
      expect(identity.length).toBeLessThanOrEqual(35)
    }
  })

  it('do not pay by hand one who was in the file before her identity was protected', async () => {
    const cia = await givenPerson(world(), { givenName: 'Cia', familyName: 'Ceder' })
    const id = await given('2026-12-15', '2026-10-22', cia)
    const payee = async () => (await world().as('treasurer').payouts.read({ id })).payees.find((one) => one.person.id === cia)
    const protect = (isProtected: 0 | 1) => world().given((writer) => writer.update('persons', cia, { isProtected }))
    await protect(1)
    expect(await payee()).toMatchObject({ isPaidByHand: true, notices: [{ rule: 'payouts.paidByHand' }] })
    await protect(0)
    await world().as('treasurer').payouts.exportFile({ id, reason: 'Betala' })
    await protect(1)
    expect(await payee()).toMatchObject({ isPaidByHand: false, notices: [{ rule: 'payouts.protectedSinceFile' }] })
  })

  it('pay by hand one who was protected when it was frozen, also when she no longer is', async () => {
    const disa = await givenPerson(world(), { givenName: 'Disa', familyName: 'Dal', isProtected: true })
    const id = await given('2026-12-16', '2026-10-23', disa)
    await world().given((writer) => writer.update('persons', disa, { isProtected: 0 }))
    expect((await world().as('treasurer').payouts.read({ id })).payees).toMatchObject([{ isPaidByHand: true, notices: [{ rule: 'payouts.paidByHand' }] }])
  })

  it('say when a person has two claims for one day, also where the other is paid', async () => {
    const eva = await givenPerson(world(), { givenName: 'Eva', familyName: 'Ek' })
    await given('2026-12-17', '2026-10-24', eva)
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-24' }, [{ personId: eva }])
    await approveAll(world())
    const { id } = await world().as('treasurer').payouts.create({ paidOn: '2026-12-18' })
    expect((await world().as('treasurer').payouts.read({ id })).payees[0]?.notices).toContainEqual({ rule: 'payouts.sameDay', params: { date: '2026-10-24' } })
  })

  it('warn of an account in a bank that sends payments back', async () => {
    const gun = await givenPerson(world(), { givenName: 'Gun', familyName: 'Gran', account: { clearingNumber: '9650', accountNumber: '1111112' } })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-25' }, [{ personId: gun }])
    await approveAll(world())
    const { id } = await world().as('treasurer').payouts.create({ paidOn: '2026-12-18' })
    const { payees } = await world().as('treasurer').payouts.read({ id })
    expect(payees.find((payee) => payee.person.id === gun)).toMatchObject({ refusals: [], notices: expect.arrayContaining([{ rule: 'numbers.bankHasLeft', params: { bank: 'MedMera Bank' } }]) })
  })

  it('do not pay a stipend that was declined after the claim was made, but the travel', async () => {
    const frida = await givenPerson(world(), { givenName: 'Frida', familyName: 'Falk' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-26' }, [{ personId: frida, drivenKilometres: 10 }])
    await approveAll(world())
    await world().given((writer) => writer.insert('stipendDeclinations', { personId: frida, startsOn: '2026-10-01', endsOn: null, purpose: null, legalBasis: null, consentedOn: null }))
    const treasurer = world().as('treasurer')
    const { id } = await treasurer.payouts.create({ paidOn: '2026-12-22' })
    const payeeIn = async (payoutId: string) => (await treasurer.payouts.read({ id: payoutId })).payees.find((payee) => payee.person.id === frida)
    expect((await payeeIn(id))?.refusals).toEqual([{ rule: 'payouts.declinedSince', params: { date: '2026-10-26' } }])
    await treasurer.payouts.discard({ id, version: 1 })
    const { rows } = await treasurer.claims.list({ personId: frida })
    await treasurer.claims.recalculate({ id: rows[0]!.id, version: rows[0]!.version })
    await approveAll(world())
    const again = await treasurer.payouts.create({ paidOn: '2026-12-22' })
    expect(await payeeIn(again.id)).toMatchObject({ amounts: { taxableOre: 0, netOre: kronor(25) }, refusals: [] })
  })

  it('list persons with protected identity last, so that their place gives no name away', async () => {
    const [ada, bodil] = [await givenPerson(world(), { givenName: 'Ada', familyName: 'Alm', isProtected: true }), await givenPerson(world(), { givenName: 'Bodil', familyName: 'Zorn' })]
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-25' }, [{ personId: ada }, { personId: bodil }])
    await approveAll(world())
    const { id } = await world().as('treasurer').payouts.create({ paidOn: '2026-12-21' })
    expect((await world().as('treasurer').payouts.read({ id })).payees.map((payee) => payee.person.name)).toEqual(['Bodil Zorn', null])
  })
})
