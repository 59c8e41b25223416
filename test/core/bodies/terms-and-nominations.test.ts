import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termFinding, termsInARow, type Term } from '#core/bodies/rules.ts'
import { addDays, addMonths, type LocalDate } from '#shared/dates.ts'
import type { CoreClient } from '#contract/client.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const term = (startsOn: LocalDate, endsOn: LocalDate | null, personId = 'Anna', seatId = '1'): Term => ({ seatId, personId, startsOn, endsOn })
const first = term('2020-01-01', '2021-12-31')
const second = term('2022-01-01', '2023-12-31')

describe('The terms of a body', () => {
  it('are counted in a row: a pause begins anew, and deputy and ordinary at the same time are one', () => {
    expect(termsInARow([first, second], term('2024-01-01', '2025-12-31'))).toBe(3)
    expect(termsInARow([first], term('2024-01-01', '2025-12-31'))).toBe(1)
    expect(termsInARow([first, term('2020-03-01', '2021-06-30', 'Anna', '2e')], second)).toBe(2)
    expect(termsInARow([term('2020-01-01', '2021-12-31', 'Bo')], second)).toBe(1)
    expect(termsInARow([term('2024-01-01', null)], second)).toBe(2)
  })

  it('are as many as are held one upon the other, in whatever order they are told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 48 }), (count, months) => {
        const all = Array.from({ length: count }, (_, index) => term(addMonths('2010-01-01', index * months), addDays(addMonths('2010-01-01', (index + 1) * months), -1)))
        for (const [index, fresh] of all.entries()) expect(termsInARow(all.toSpliced(index, 1).toReversed(), fresh)).toBe(count)
      }),
    )
  })

  it('are not longer and not more than the body has said', () => {
    const rules = { termMonths: 24, maxTerms: 2 }
    expect(termFinding(rules, [], first)).toBeUndefined()
    expect(termFinding(rules, [], term('2020-01-01', '2022-01-01'))).toEqual({ rule: 'bodies.termTooLong', params: { months: 24 } })
    expect(termFinding(rules, [], term('2020-01-01', null))).toEqual({ rule: 'bodies.termTooLong', params: { months: 24 } })
    expect(termFinding(rules, [first, second], term('2024-01-01', '2025-12-31'))).toEqual({ rule: 'bodies.tooManyTerms', params: { count: 3, most: 2 } })
    expect(termFinding({ termMonths: null, maxTerms: null }, [first, second], term('2024-01-01', null))).toBeUndefined()
  })
})

async function makeCouncil(coordinator: CoreClient, name: string, rules: object = {}) {
  const host = await coordinator.organisations.create({ kind: 'region', name: `Region för ${name}` })
  const association = await coordinator.organisations.create({ kind: 'association', name: `Förening för ${name}` })
  const { id } = await coordinator.bodies.create({ hostOrganisationId: host.id, name, kind: 'council', method: 'council', level: 'unit', payer: 'nobody', startsOn: '2020-01-01', ...rules })
  const { seats } = await coordinator.bodies.read({ id })
  const person = async (givenName: string) => (await coordinator.people.create({ givenName, familyName: name })).id
  return { id, associationId: association.id, seatId: seats[0]?.id as string, deputySeatId: seats[1]?.id as string, anna: await person('Anna'), bo: await person('Bo') }
}

onBothEngines('Terms, nominations and resignations', (world) => {
  const coordinator = () => world().as('coordinator')

  it('pass the body’s rule on terms over only with a reason, which is kept', async () => {
    const { id, seatId, anna } = await makeCouncil(coordinator(), 'Rådet med perioder', { termMonths: 24, maxTerms: 2 })
    const appoint = (startsOn: LocalDate, endsOn: LocalDate | null, overrideReason: string | null = null) =>
      coordinator().bodies.appoint({ seatId, personId: anna, startsOn, endsOn, decidedOn: '2020-01-01', overrideReason })
    await appoint('2020-01-01', '2021-12-31', 'behövs inte')
    await appoint('2022-01-01', '2023-12-31')
    expect(await refusalOf(appoint('2024-01-01', null))).toMatchObject({ data: { fields: [{ path: 'overrideReason', rule: 'bodies.termTooLong', params: { months: 24 } }] } })
    expect(await refusalOf(appoint('2024-01-01', '2025-12-31'))).toMatchObject({ data: { fields: [{ path: 'overrideReason', rule: 'bodies.tooManyTerms', params: { count: 3, most: 2 } }] } })
    await appoint('2024-01-01', '2025-12-31', 'Ingen annan kunde')
    const body = await coordinator().bodies.read({ id })
    expect(body).toMatchObject({ termMonths: 24, maxTerms: 2 })
    expect(body.seats[0]?.assignments.map(({ overrideReason }) => overrideReason)).toEqual(['Ingen annan kunde', null, null])
  })

  it('correct a seat’s first day, never past those who held it', async () => {
    const { id, seatId, deputySeatId, anna } = await makeCouncil(coordinator(), 'Rådet med fel dag')
    const change = (seat: string, version: number, startsOn: LocalDate) => coordinator().bodies.updateSeat({ id: seat, version, startsOn })
    expect(await refusalOf(change(seatId, 1, '2021-01-01'))).toMatchObject({ data: { rule: 'bodies.deputySeatEarlier' } })
    await change(deputySeatId, 1, '2021-06-01')
    await change(seatId, 1, '2021-01-01')
    expect(await refusalOf(change(seatId, 2, '2019-12-31'))).toMatchObject({ data: { rule: 'bodies.outsideBody' } })
    expect(await refusalOf(change(deputySeatId, 2, '2020-12-31'))).toMatchObject({ data: { rule: 'bodies.outsideSeat' } })
    await coordinator().bodies.appoint({ seatId, personId: anna, startsOn: '2021-02-01', decidedOn: '2021-01-15' })
    expect(await refusalOf(change(seatId, 2, '2021-03-01'))).toMatchObject({ data: { rule: 'bodies.seatHeldEarlier' } })
    await coordinator().bodies.updateSeat({ id: seatId, version: 2 })
    expect((await coordinator().bodies.read({ id })).seats[0]).toMatchObject({ startsOn: '2021-01-01' })
  })

  it('choose one of those nominated in the same step as she is appointed, and undo both as one', async () => {
    const { id, associationId, seatId, deputySeatId, anna, bo } = await makeCouncil(coordinator(), 'Rådet med kandidater')
    const nominate = (personId: string, nominatedOn: LocalDate = '2026-11-01') => coordinator().bodies.nominate({ seatId, personId, organisationId: associationId, nominatedOn })
    const { id: nominationId } = await nominate(anna)
    await nominate(bo)
    expect(await refusalOf(nominate(bo))).toMatchObject({ data: { rule: 'bodies.alreadyNominated' } })
    expect(await refusalOf(nominate(bo, '2027-01-01'))).toMatchObject({ data: { fields: [{ path: 'nominatedOn', rule: 'bodies.nominatedInFuture' }] } })
    const appoint = (seat: string, personId: string) => coordinator().bodies.appoint({ seatId: seat, personId, startsOn: '2026-12-01', decidedOn: '2026-11-15', decisionReference: '§ 7', nominationId })
    expect(await refusalOf(appoint(deputySeatId, anna))).toMatchObject({ data: { rule: 'bodies.nominationOfAnother' } })
    expect(await refusalOf(appoint(seatId, bo))).toMatchObject({ data: { rule: 'bodies.nominationOfAnother' } })
    await appoint(seatId, anna)
    const results = async () => (await coordinator().bodies.nominations({ bodyId: id })).map(({ person, result, resultOn }) => [person.id, result, resultOn]).toSorted()
    expect(await results()).toEqual([[anna, 'chosen', '2026-11-15'], [bo, 'notChosen', '2026-11-15']].toSorted())
    expect((await coordinator().bodies.read({ id })).seats[0]?.assignments).toMatchObject([{ person: { id: anna }, onBehalfOf: { id: associationId }, decisionReference: '§ 7' }])
    expect(await coordinator().bodies.nominations({ organisationId: associationId })).toHaveLength(2)
    expect(await coordinator().bodies.nominations({ personId: bo })).toMatchObject([{ body: { id }, nominatedBy: { id: associationId }, kind: 'ordinary', position: 1 }])
    expect(await refusalOf(appoint(seatId, anna))).toMatchObject({ data: { rule: 'bodies.nominationSettled' } })

    const { entry } = await coordinator().journal.lastUndoable({})
    await coordinator().journal.undo({ entryId: entry?.id as string })
    expect(await results()).toEqual([[anna, null, null], [bo, null, null]].toSorted())
    const boNominated = (await coordinator().bodies.nominations({ personId: bo }))[0]
    await coordinator().bodies.withdrawNomination({ id: boNominated?.id as string, version: boNominated?.version as number, resultOn: '2026-11-20' })
    expect((await coordinator().bodies.nominations({ bodyId: id })).map(({ result }) => result)).toEqual([null, 'withdrawn'])
  })

  it('keep how a resignation came in and who took it, on both sides', async () => {
    const { id, seatId, anna } = await makeCouncil(coordinator(), 'Rådet med samtal')
    const { id: assignmentId } = await coordinator().bodies.appoint({ seatId, personId: anna, startsOn: '2025-01-01', endsOn: '2026-12-31', decidedOn: '2024-12-01' })
    const end = (resignation: object) => coordinator().bodies.endAssignment({ id: assignmentId, version: 1, endsOn: '2026-11-30', reason: 'Har flyttat', ...resignation })
    expect(await refusalOf(end({ resignedOn: '2026-11-20' }))).toMatchObject({ data: { fields: [{ path: 'resignationChannel', rule: 'common.required' }] } })
    expect(await refusalOf(end({ resignedOn: '2027-01-01', resignationChannel: 'phone' }))).toMatchObject({ data: { fields: [{ path: 'resignedOn', rule: 'bodies.resignedInFuture' }] } })
    await end({ resignedOn: '2026-11-20', resignationChannel: 'phone' })
    const resignation = { receivedOn: '2026-11-20', channel: 'phone', receivedBy: 'Test coordinator' }
    expect((await coordinator().bodies.read({ id })).seats[0]?.assignments[0]).toMatchObject({ endReason: 'Har flyttat', resignation })
    expect((await coordinator().bodies.assignmentsOf({ personId: anna }))[0]).toMatchObject({ endReason: 'Har flyttat', resignation })

    await coordinator().bodies.nominate({ seatId, personId: anna, organisationId: null, nominatedOn: '2026-11-01', note: 'Bor på hemlig ort' })
    expect(await coordinator().bodies.nominations({ personId: anna })).toMatchObject([{ note: 'Bor på hemlig ort' }])
    await world().as('officeWorker').people.update({ id: anna, version: 1, changes: { isProtected: true } })
    expect(await coordinator().bodies.nominations({ personId: anna })).toMatchObject([{ note: null }])
    expect((await coordinator().bodies.read({ id })).seats[0]?.assignments[0]).toMatchObject({ endReason: null, overrideReason: null, resignation: null })
    expect((await coordinator().bodies.assignmentsOf({ personId: anna }))[0]).toMatchObject({ endReason: null, resignation: null })
  })
})
