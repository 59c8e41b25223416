import { describe, expect, it } from 'vitest'
import { orderFindings, stepOn } from '#core/audits/rules.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

describe('The steps of a user audit', () => {
  const dates = { orderedOn: '2026-01-10', agreedOn: '2026-02-01', reportedOn: null, fedBackOn: null, followedUpOn: null } as const

  it('count from their day', () => {
    expect(stepOn(dates, '2026-01-31')).toBe('ordered')
    expect(stepOn(dates, '2026-02-01')).toBe('agreed')
    expect(stepOn({ ...dates, reportedOn: '2026-06-01', followedUpOn: '2026-12-01' }, '2026-11-21')).toBe('reported')
  })

  it('come in order, though a step may be left out', () => {
    expect(orderFindings({ ...dates, fedBackOn: '2026-07-01' })).toEqual([])
    expect(orderFindings({ ...dates, reportedOn: '2026-01-20', fedBackOn: '2026-01-15' }).map(({ path }) => path)).toEqual(['reportedOn', 'fedBackOn'])
  })
})

onBothEngines('User audits', (world) => {
  it('are registered step by step, with a team and a count of interviews', async () => {
    const coordinator = world().as('coordinator')
    const region = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const ward = await coordinator.organisations.create({ kind: 'unit', name: 'Avdelning 3', parentId: region.id })
    const fields = { name: 'Brukarrevision avdelning 3', orderedByOrganisationId: region.id, auditedOrganisationId: ward.id, orderedOn: '2026-01-10' } as const
    const { id } = await coordinator.audits.create(fields)
    expect(await refusalOf(coordinator.audits.update({ id, version: 1, ...fields, agreedOn: '2025-12-01' }))).toMatchObject({
      data: { fields: [{ path: 'agreedOn', rule: 'audits.stepsOutOfOrder' }] },
    })
    await coordinator.audits.update({ id, version: 1, ...fields, agreedOn: '2026-02-01', reportedOn: '2026-06-15', interviewCount: 12 })
    const person = await coordinator.people.create({ givenName: 'Rut', familyName: 'Revisor' })
    const member = await coordinator.audits.addTeamMember({ auditId: id, personId: person.id, startsOn: '2026-02-01' })
    expect(await refusalOf(coordinator.audits.addTeamMember({ auditId: id, personId: person.id, role: 'support', startsOn: '2026-03-01' }))).toMatchObject({ data: { rule: 'audits.alreadyInTeam' } })
    await coordinator.audits.endTeamMember({ id: member.id, version: 1, endsOn: '2026-06-30' })
    expect(await coordinator.audits.read({ id })).toMatchObject({
      step: 'reported', interviewCount: 12, orderedBy: { name: 'Region Uppsala' }, audited: { name: 'Avdelning 3' }, team: [{ role: 'auditor', status: 'ended', person: { name: 'Rut Revisor' } }],
    })
    expect((await coordinator.audits.list({ organisationId: ward.id, isOpen: true })).rows).toMatchObject([{ id, step: 'reported' }])
    expect((await coordinator.audits.list({ isOpen: false })).total).toBe(0)
    expect(await refusalOf(world().as('boardMember').audits.create(fields))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(coordinator.audits.create({ ...fields, auditedOrganisationId: id }))).toMatchObject({ data: { fields: [{ path: 'auditedOrganisationId', rule: 'common.notAChoice' }] } })
  })
})
