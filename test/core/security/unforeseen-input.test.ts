import { describe, expect, it } from 'vitest'
import { onBothEngines } from '#test/support/world.ts'
import { unreadableTexts } from '#shared/input-findings.ts'

const nobodysId = '0190a5b8-7c00-7000-8000-000000000000'

onBothEngines('What nobody foresaw', (world) => {
  const office = () => world().as('officeWorker')

  it.each(['+', '(', ')', '-', '.', ',', '?', '@', '#', '"', "'", '*', '+++', '(((', '""', '😀', 'Anna +', '+ Anna', '"anna', 'anna OR', 'NEAR(', '\\', '%', '_', '^', ':', 'folded:'])('is searched for without a fault: %s', async (text) => {
    await office().search.find({ text })
    await office().people.list({ text })
    await office().people.listIds({ text })
    await office().organisations.list({ text })
    await world().as('coordinator').bodies.list({ text })
    expect(world().faults).toEqual([])
  })

  it('is refused as a filter, in words', async () => {
    const filters = [[{ field: 'nosuch', operator: 'is', values: [] }], [{ operator: 'is', values: [] }], [{ field: 7, operator: 'is' }], [{ field: 'custom:7', operator: 'is' }], [{ field: 'town' }], [null], 'town', [{ field: 'town', operator: 'nosuch' }], [{ field: 'toString', operator: 'is' }]]
    for (const filter of filters as never[]) {
      for (const ask of [office().people.list, office().people.listIds]) await expect(ask({ filter }), JSON.stringify(filter)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    expect(world().faults).toEqual([])
  })

  it('is not found where it names what is not there', async () => {
    const [coordinator, notFound] = [world().as('coordinator'), { code: 'NOT_FOUND' }]
    const { id: hostOrganisationId } = await office().organisations.create({ kind: 'region', name: 'Regionen' })
    const { id: personId } = await office().people.create({ givenName: 'Rut', familyName: 'Ågren' })
    const body = { hostOrganisationId, name: 'Rådet', kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2026-01-01' } as const
    await expect(coordinator.bodies.create({ ...body, grantId: nobodysId })).rejects.toMatchObject(notFound)
    await expect(world().as('treasurer').people.declineStipend({ personId: nobodysId, startsOn: '2026-01-01', purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2030-12-31' })).rejects.toMatchObject(notFound)
    await expect(
      coordinator.sensitive.add({ personId, kind: 'experienceArea', experienceAreaId: nobodysId, purpose: 'matching', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2027-01-01' }),
    ).rejects.toMatchObject(notFound)
    const { id: bodyId } = await coordinator.bodies.create(body)
    await expect(coordinator.bodies.update({ ...body, id: bodyId, version: 1, grantId: nobodysId })).rejects.toMatchObject(notFound)
    expect(world().faults).toEqual([])
  })

  it('is refused as text, also deep within, and nothing is saved', async () => {
    const before = (await office().people.list({})).total
    for (const givenName of ['A\u0000nna', 'A\u001bnna', '\ud800']) await expect(office().people.create({ givenName, familyName: 'Ågren' })).rejects.toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'givenName', rule: 'common.unreadableSigns' }] } })
    expect((await office().people.list({})).total).toBe(before)
  })
})

describe('A text', () => {
  it('is let through as people write it, with line breaks and signs of all languages', () => {
    expect(unreadableTexts({ note: 'Ring efter 16.\r\n\tجميل 😀 Žöé', list: [1, null, 'x'], file: new Blob(['\u0000']) })).toEqual([])
    expect(unreadableTexts({ values: [{ name: 'a\u0007' }] })).toEqual([{ path: 'values.0.name', rule: 'common.unreadableSigns' }])
  })
})
