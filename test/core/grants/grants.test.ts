import { expect, it } from 'vitest'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Grants', (world) => {
  it('are registered with their funder and shown with what they pay for', async () => {
    const office = world().as('officeWorker')
    const treasurer = world().as('treasurer')
    const { id: funderOrganisationId } = await treasurer.organisations.create({ kind: 'funder', name: 'Folkhälsomyndigheten' })
    const { id } = await treasurer.grants.create({
      funderOrganisationId, name: 'Verksamhetsbidrag 2026', reference: '04521-2025', costCentre: 'P12', amountOre: 85_000_000, startsOn: '2026-01-01', endsOn: '2026-12-31', reportDueOn: '2027-01-31',
    })
    const { id: trainingId } = await office.trainings.create({ name: 'Brukarrevisorer', kind: 'audit', requiredSessions: 3 })
    await office.trainings.createRound({ trainingId, name: 'Våren', startsOn: '2026-02-01', endsOn: '2026-05-31', requiredSessions: 3, grantId: id })

    expect(await treasurer.grants.read({ id })).toMatchObject({
      funderName: 'Folkhälsomyndigheten', amountOre: 85_000_000, status: 'current', daysToReport: 71, courseRounds: [{ name: 'Våren', trainingName: 'Brukarrevisorer' }], bodies: [],
    })
    await treasurer.grants.update({ id, version: 1, funderOrganisationId, name: 'Verksamhetsbidrag 2026', amountOre: null, startsOn: '2026-01-01', endsOn: '2026-06-30' })
    expect(await treasurer.grants.read({ id })).toMatchObject({ status: 'ended', amountOre: null, daysToReport: null })
  })

  it('are searched, filtered and sorted', async () => {
    const treasurer = world().as('treasurer')
    const { id: funderOrganisationId } = await world().as('officeWorker').organisations.create({ kind: 'funder', name: 'Arvsfonden' })
    for (const [name, startsOn, endsOn] of [['Ömsint', '2027-01-01', '2027-12-31'], ['Ärlig', '2026-01-01', '2027-12-31'], ['Zorn', '2024-01-01', '2024-12-31']] as const) {
      await treasurer.grants.create({ funderOrganisationId, name, startsOn, endsOn })
    }
    const list = async (input: Parameters<typeof treasurer.grants.list>[0]) => (await treasurer.grants.list({ text: 'arvsfonden', ...input })).rows.map((row) => row.name)
    expect(await list({ sort: 'name', descending: false })).toEqual(['Zorn', 'Ärlig', 'Ömsint'])
    expect(await list({})).toEqual(['Ömsint', 'Ärlig', 'Zorn'])
    expect(await list({ status: 'current' })).toEqual(['Ärlig'])
    expect(await list({ text: 'arvsf zorn' })).toEqual(['Zorn'])
    expect(await treasurer.grants.list({ text: 'arvsfonden', limit: 1, offset: 1 })).toMatchObject({ total: 3, rows: [{ name: 'Ärlig' }] })
  })

  it('refuse dates that cannot be, unknown funders and the wrong role', async () => {
    const treasurer = world().as('treasurer')
    const wrong = { funderOrganisationId: '01890000-0000-7000-8000-000000000000', name: 'Fel', startsOn: '2026-06-01', endsOn: '2026-01-01', reportDueOn: '2026-01-01' } as const
    expect(await refusalOf(treasurer.grants.create(wrong))).toEqual({
      code: 'VALIDATION',
      data: { fields: [{ path: 'endsOn', rule: 'common.endsBeforeStart' }, { path: 'reportDueOn', rule: 'grants.reportDueBeforeStart' }, { path: 'funderOrganisationId', rule: 'common.notAChoice' }] },
    })
    expect(await refusalOf(world().as('officeWorker').grants.create(wrong))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})
