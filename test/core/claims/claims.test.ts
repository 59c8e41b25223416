import { beforeAll, expect, it } from 'vitest'
import { createClaimsForMeeting } from '#core/claims/index.ts'
import { kronor } from '#shared/money.ts'
import { givenBody, givenMeeting, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Claims out of an approved attendance', (world) => {
  let bodyId: string
  let ordinary: string
  let deputy: string
  let declining: string

  beforeAll(async () => {
    bodyId = await givenBody(world())
    ordinary = await givenPerson(world(), { givenName: 'Anna' })
    deputy = await givenPerson(world(), { givenName: 'Bo' })
    declining = await givenPerson(world(), { givenName: 'Cilla', declinesFrom: '2026-01-01' })
  })

  it('pay the ordinary member and the deputy who both came, and thank the one who declines', async () => {
    const { meetingId, claimCount, thankedCount, notes } = await givenMeeting(world(), { bodyId, heldOn: '2026-10-14' }, [
      { personId: ordinary, drivenKilometres: 84 }, { personId: deputy }, { personId: declining, drivenKilometres: 40 },
    ])
    expect({ claimCount, thankedCount, notes }).toEqual({ claimCount: 3, thankedCount: 1, notes: [{ rule: 'claims.stipendDeclined' }] })
    const { rows } = await world().as('treasurer').claims.list({ sort: 'person', descending: false, bodyId })
    expect(rows.map((row) => [row.person.name, row.stipendOre, row.travelOre, row.isStipendDeclined, row.state])).toEqual([
      ['Anna Testsson', kronor(1065.6), kronor(210), false, 'submitted'],
      ['Bo Testsson', kronor(1065.6), 0, false, 'submitted'],
      ['Cilla Testsson', 0, kronor(100), true, 'submitted'],
    ])
    const thanks = await world().as('treasurer').claims.listRecognitions({ personId: declining })
    expect(thanks.rows).toMatchObject([{ kind: 'thanks', recordedOn: '2026-10-14', bodyName: 'Brukarrådet', valueOre: 0 }])
    const history = await world().as('treasurer').journal.list({ subjectId: meetingId })
    expect(history.entries[0]?.changes.some((change) => change.table === 'claims')).toBe(true)
  })

  it('are made once', async () => {
    const { rows } = await world().as('treasurer').claims.list({ personId: ordinary })
    const again = world().given((writer) =>
      createClaimsForMeeting(writer, { id: rows[0]!.meetingId!, bodyId, heldOn: '2026-10-14', minutes: 180 }, [{ personId: ordinary, role: 'ordinary', travelMinutes: 0, drivenKilometres: 0 }]),
    )
    await expect(again).rejects.toMatchObject({ finding: { rule: 'claims.alreadyCreated' } })
  })

  it('are not made where a figure is missing, and the year is named', async () => {
    const before = await world().as('treasurer').claims.list({})
    await expect(givenMeeting(world(), { bodyId, heldOn: '2028-02-02' }, [{ personId: ordinary }])).rejects.toMatchObject({
      finding: { rule: 'tariffs.figureMissing', params: { figure: 'priceBaseAmount', year: '2028' } },
    })
    expect((await world().as('treasurer').claims.list({})).total).toBe(before.total)
  })

  it('show how each amount came about', async () => {
    const treasurer = world().as('treasurer')
    const { rows } = await treasurer.claims.list({ personId: ordinary })
    const claim = await treasurer.claims.read({ id: rows[0]!.id })
    expect(claim.lines).toMatchObject([
      { kind: 'stipend', amountOre: kronor(1065.6), explanation: { tariffClass: 'half', basisPoints: 180, priceBaseAmountOre: kronor(59_200), figureYear: 2026 } },
      { kind: 'mileage', amountOre: kronor(210), isTaxable: false, explanation: { kilometres: 84, perKilometreOre: 250 } },
    ])
    expect(claim).toMatchObject({ approveRefusal: null, rejectRefusal: null, notices: [] })
  })
})

onBothEngines('Approval', (world) => {
  let bodyId: string
  const claimOf = async (personId: string) => (await world().as('treasurer').claims.list({ personId })).rows[0]!

  beforeAll(async () => {
    bodyId = await givenBody(world())
  })

  it('turns a waiting claim into an approved one, once', async () => {
    const personId = await givenPerson(world(), { givenName: 'Disa' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-01' }, [{ personId }])
    const treasurer = world().as('treasurer')
    const { id, version } = await claimOf(personId)
    await treasurer.claims.approve({ id, version })
    expect(await treasurer.claims.read({ id })).toMatchObject({ state: 'approved', approvedByName: 'Test treasurer' })
    expect(await refusalOf(treasurer.claims.approve({ id, version: 2 }))).toMatchObject({ data: { rule: 'claims.notWaiting' } })
    expect(await refusalOf(treasurer.claims.approve({ id, version: 1 }))).toMatchObject({ code: 'RULE_VIOLATION' })
  })

  it('is never of one’s own claim, and the others go through', async () => {
    const own = await givenPerson(world(), { givenName: 'Kerstin', familyName: 'Kassör' })
    const other = await givenPerson(world(), { givenName: 'Egil' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-02' }, [{ personId: own }, { personId: other }])
    const administrator = world().as('administrator')
    const user = (await administrator.users.list({})).find((each) => each.signInName === 'treasurer')!
    await administrator.users.update({ id: user.id, version: user.version, displayName: user.displayName, roles: ['treasurer'], personId: own })
    const treasurer = world().as('treasurer')
    const ownClaim = await claimOf(own)
    expect(ownClaim.isOwn).toBe(true)
    const waiting = { state: 'submitted', personId: own } as const
    expect([(await treasurer.claims.list({ ...waiting, isOwn: true })).total, (await treasurer.claims.list({ ...waiting, isOwn: false })).total]).toEqual([1, 0])
    const board = world().as('boardMember')
    expect([(await board.claims.list({ ...waiting, isOwn: true })).total, (await board.claims.list({ ...waiting, isOwn: false })).total]).toEqual([0, 1])
    expect(await refusalOf(treasurer.claims.approve({ id: ownClaim.id, version: 1 }))).toMatchObject({ data: { rule: 'claims.ownClaim' } })
    expect(await refusalOf(treasurer.claims.reject({ id: ownClaim.id, version: 1, reason: 'Nej' }))).toMatchObject({ data: { rule: 'claims.ownClaim' } })
    const result = await treasurer.claims.approveMany({ ids: [ownClaim.id, (await claimOf(other)).id] })
    expect(result).toEqual({ approved: 1, refused: [{ id: ownClaim.id, rule: 'claims.ownClaim' }] })
    expect((await claimOf(own)).state).toBe('submitted')
  })

  it('can be withheld with a reason, and the claim calculated again', async () => {
    const personId = await givenPerson(world(), { givenName: 'Frej' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-03' }, [{ personId, drivenKilometres: 10 }])
    const treasurer = world().as('treasurer')
    const { id } = await claimOf(personId)
    expect(await refusalOf(treasurer.claims.reject({ id, version: 1, reason: '  ' }))).toMatchObject({ code: 'VALIDATION' })
    await treasurer.claims.reject({ id, version: 1, reason: 'Resan betalades av regionen' })
    expect(await treasurer.claims.read({ id })).toMatchObject({ state: 'rejected', rejectReason: 'Resan betalades av regionen' })
    expect(await treasurer.claims.recalculate({ id, version: 2 })).toEqual({ totalOre: kronor(1065.6) + kronor(25) })
    expect(await treasurer.claims.read({ id })).toMatchObject({ state: 'submitted', rejectReason: null })
  })

  it('is the treasurer’s, not the coordinator’s', async () => {
    const { id, version } = (await world().as('coordinator').claims.list({})).rows[0]!
    expect(await refusalOf(world().as('coordinator').claims.approve({ id, version }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('notices that a figure has changed since', async () => {
    const personId = await givenPerson(world(), { givenName: 'Gun' })
    await givenMeeting(world(), { bodyId, heldOn: '2027-02-03' }, [{ personId }])
    const treasurer = world().as('treasurer')
    const { id } = await claimOf(personId)
    expect((await treasurer.claims.read({ id })).notices).toEqual([{ rule: 'tariffs.figurePreliminary', params: { figure: 'priceBaseAmount', year: '2027' } }])
    const figure = (await treasurer.tariffs.figures({ kind: 'priceBaseAmount', year: 2027 }))[0]!
    const { status: _status, id: figureId, version, ...values } = figure
    await treasurer.tariffs.updateFigure({ ...values, id: figureId, version, valueOre: kronor(59_700), isPreliminary: false, reason: 'Regeringens beslut' })
    expect((await treasurer.claims.read({ id })).notices).toEqual([{ rule: 'claims.figureChanged', params: { year: '2027' } }])
    expect(await treasurer.claims.recalculate({ id, version: 1 })).toEqual({ totalOre: kronor(1074.6) })
    expect((await treasurer.claims.read({ id })).notices).toEqual([])
  })
})

onBothEngines('The list of claims', (world) => {
  beforeAll(async () => {
    const bodyId = await givenBody(world(), { name: 'Psykiatrirådet' })
    const names = ['Hanna', 'Ivar', 'Jon']
    const people = await Promise.all(names.map((givenName) => givenPerson(world(), { givenName })))
    const hidden = await givenPerson(world(), { givenName: 'Dold', isProtected: true })
    await givenMeeting(world(), { bodyId, heldOn: '2026-09-01', minutes: 60 }, people.map((personId) => ({ personId })))
    await givenMeeting(world(), { bodyId, heldOn: '2026-09-08', minutes: 300 }, [...people.slice(0, 2), hidden].map((personId) => ({ personId })))
  })

  it('is filtered, sorted, summed and paged', async () => {
    const treasurer = world().as('treasurer')
    const all = await treasurer.claims.list({ sort: 'total', descending: true, limit: 2 })
    expect({ total: all.total, sumOre: all.sumOre, shown: all.rows.map((row) => row.totalOre) }).toEqual({
      total: 6, sumOre: 3 * kronor(532.8) + 3 * kronor(2131.2), shown: [kronor(2131.2), kronor(2131.2)],
    })
    expect((await treasurer.claims.list({ occurredTo: '2026-09-01', state: 'submitted', withSum: false }))).toMatchObject({ total: 3, sumOre: null })
    const byName = await treasurer.claims.list({ sort: 'person', descending: true, offset: 2, limit: 2 })
    expect(byName.rows.map((row) => row.person.name)).toEqual(['Ivar Testsson', 'Ivar Testsson'])
    expect((await treasurer.claims.list({ state: 'paid' })).rows).toEqual([])
  })

  it('names a person with protected identity by nothing but her member number', async () => {
    const { rows } = await world().as('boardMember').claims.list({ sort: 'person', descending: false })
    expect(rows.at(-1)?.person).toMatchObject({ name: null, isProtected: true })
    expect(JSON.stringify(rows)).not.toContain('Dold')
  })

  it('counts a gift card only when its value is recorded', async () => {
    const treasurer = world().as('treasurer')
    const { person } = (await treasurer.claims.list({ sort: 'person', descending: true })).rows[0]!
    await treasurer.claims.recordRecognition({ personId: person.id, kind: 'giftCard', recordedOn: '2026-11-01', valueOre: kronor(500), note: 'Tack för föreläsningen' })
    expect(await refusalOf(treasurer.claims.recordRecognition({ personId: person.id, kind: 'gift', recordedOn: '2026-12-24' }))).toMatchObject({
      data: { fields: [{ path: 'recordedOn', rule: 'claims.recordedInFuture' }] },
    })
    const { rows } = await treasurer.payouts.yearTotals({ year: 2026 })
    expect(rows).toMatchObject([{ person: { id: person.id }, taxableOre: 0, benefitOre: kronor(500), isReported: true, isOverYearlyLimit: false }])
  })
})
