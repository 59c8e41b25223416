import { expect, it } from 'vitest'
import { kronor } from '#shared/money.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Tariffs', (world) => {
  it('begin with the national percentage model', async () => {
    const [tariff] = await world().as('boardMember').tariffs.list({})
    expect(tariff).toMatchObject({ name: 'Procentmodellen', model: 'percentage', bodyCount: 0, terms: [{ startsOn: '2021-01-01', status: 'current', shortBasisPoints: 90 }] })
    expect(await world().as('coordinator').tariffs.preview({ tariffId: tariff!.id, meetingDate: '2026-05-12', minutes: 120, travelMinutes: 90 })).toMatchObject({
      amountOre: kronor(1065.6), explanation: { tariffClass: 'half', basisPoints: 180, figureYear: 2026 },
    })
  })

  it('get new terms from a day, and the old ones end the day before', async () => {
    const treasurer = world().as('treasurer')
    const { id } = await treasurer.tariffs.create({ name: 'Fasta belopp', model: 'fixed', terms: { startsOn: '2025-01-01', shortOre: kronor(400), halfOre: kronor(900), fullOre: kronor(1800) } })
    await treasurer.tariffs.addTerms({ tariffId: id, startsOn: '2026-01-01', shortOre: kronor(450), halfOre: kronor(950), fullOre: kronor(1900) })
    const tariff = (await treasurer.tariffs.list({})).find((each) => each.id === id)!
    expect(tariff.terms.map((terms) => [terms.startsOn, terms.endsOn])).toEqual([['2026-01-01', null], ['2025-01-01', '2025-12-31']])
    expect((await treasurer.tariffs.preview({ tariffId: id, meetingDate: '2025-12-31', minutes: 60 })).amountOre).toBe(kronor(400))
    expect((await treasurer.tariffs.preview({ tariffId: id, meetingDate: '2026-01-01', minutes: 60 })).amountOre).toBe(kronor(450))
    expect(await refusalOf(treasurer.tariffs.addTerms({ tariffId: id, startsOn: '2025-06-01', endsOn: '2025-06-30' }))).toMatchObject({ data: { rule: 'tariffs.versionsOverlap' } })
    const { version, status: _status, id: termsId, ...terms } = tariff.terms[0]!
    await treasurer.tariffs.updateTerms({ ...terms, id: termsId, version, roundingOre: 100, halfOre: kronor(960) })
    expect(await refusalOf(treasurer.tariffs.updateTerms({ ...terms, id: termsId, version, roundingOre: 100 }))).toMatchObject({ code: 'CONFLICT' })
  })

  it('name the field that cannot be right', async () => {
    const treasurer = world().as('treasurer')
    const terms = { startsOn: '2026-01-01', endsOn: '2025-01-01', shortUpToMinutes: 240, halfUpToMinutes: 120 } as const
    expect(await refusalOf(treasurer.tariffs.create({ name: 'Fel', model: 'percentage', terms }))).toMatchObject({
      code: 'VALIDATION', data: { fields: [{ path: 'endsOn', rule: 'common.endsBeforeStart' }, { path: 'halfUpToMinutes', rule: 'tariffs.limitsOutOfOrder' }] },
    })
  })
})

onBothEngines('Statutory figures', (world) => {
  it('are dated rows with source and day of check', async () => {
    const figures = await world().as('boardMember').tariffs.figures({ year: 2026 })
    expect(figures.find((figure) => figure.kind === 'priceBaseAmount')).toMatchObject({ valueOre: kronor(59_200), checkedOn: '2026-11-21', isPreliminary: false, status: 'current' })
    expect(figures.filter((figure) => figure.kind === 'employerContribution').map((figure) => figure.rateBasisPoints)).toEqual(expect.arrayContaining([3142, 1021, 0]))
  })

  it('are confirmed and corrected by the treasurer, with a reason in the journal', async () => {
    const treasurer = world().as('treasurer')
    const preliminary = (await treasurer.tariffs.figures({ year: 2027 })).filter((figure) => figure.isPreliminary)
    expect(preliminary.length).toBeGreaterThan(5)
    await treasurer.tariffs.confirmFigures({ ids: preliminary.map((figure) => figure.id), source: 'Skatteverket 2026-12-15', checkedOn: '2026-11-21' })
    expect((await treasurer.tariffs.figures({ year: 2027 })).filter((figure) => figure.isPreliminary)).toEqual([])
    expect(await refusalOf(treasurer.tariffs.confirmFigures({ ids: [preliminary[0]!.id], source: 'x', checkedOn: '2026-12-01' }))).toMatchObject({ code: 'VALIDATION' })
    const { status: _status, ...figure } = (await treasurer.tariffs.figures({ kind: 'mileageOwnCar', year: 2027 }))[0]!
    await treasurer.tariffs.updateFigure({ ...figure, valueOre: 260, reason: 'Nytt beslut' })
    expect((await treasurer.journal.list({ subjectId: figure.id })).entries[0]).toMatchObject({ procedure: 'tariffs.updateFigure', reason: 'Nytt beslut' })
  })

  it('may not overlap, and need what their kind is about', async () => {
    const treasurer = world().as('treasurer')
    expect(await refusalOf(treasurer.tariffs.createFigure({ kind: 'priceBaseAmount', startsOn: '2026-06-01', valueOre: 1, source: 'x' }))).toMatchObject({
      data: { rule: 'tariffs.figureOverlaps', params: { figure: 'priceBaseAmount' } },
    })
    expect(await refusalOf(treasurer.tariffs.createFigure({ kind: 'sideIncomeTax', startsOn: '2028-01-01', valueOre: 1, source: 'x' }))).toMatchObject({
      data: { fields: [{ path: 'rateBasisPoints', rule: 'tariffs.figureNeedsRate' }] },
    })
    await treasurer.tariffs.createFigure({ kind: 'priceBaseAmount', startsOn: '2028-01-01', endsOn: '2028-12-31', valueOre: kronor(60_000), source: 'SCB' })
    expect(await refusalOf(world().as('coordinator').tariffs.createFigure({ kind: 'priceBaseAmount', startsOn: '2029-01-01', valueOre: 1, source: 'x' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})
