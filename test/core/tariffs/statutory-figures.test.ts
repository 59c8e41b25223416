import { describe, expect, it } from 'vitest'
import { figureKinds } from '#contract/tariffs.ts'
import { sentence } from '#shared/i18n/index.ts'
import {
  contributionFigureOn, figureOn, isFinding, overlapFinding, preliminaryFinding, shippedFigures, type StatutoryFigure,
} from '#core/tariffs/statutory-figures.ts'

describe('the shipped figures', () => {
  it('hold every kind for every year from 2021 to 2027, but the youth rate only while it lasted', () => {
    for (let year = 2021; year <= 2027; year++) {
      for (const kind of figureKinds.filter((kind) => kind !== 'youthContribution')) {
        expect(isFinding(figureOn(shippedFigures, kind, `${year}-07-01` as never)), `${kind} ${year}`).toBe(false)
      }
    }
  })

  it('never answer twice', () => {
    shippedFigures.forEach((figure, index) => expect(overlapFinding(figure, shippedFigures.slice(index + 1))).toBeUndefined())
  })

  it('cover every birth year exactly once each year', () => {
    for (let year = 2021; year <= 2027; year++) {
      for (let birthYear = 1900; birthYear <= year; birthYear++) {
        const date = `${year}-01-31` as never
        const hits = shippedFigures.filter((figure) => contributionFigureOn([figure], 'employerContribution', date, birthYear))
        expect(hits.length, `${birthYear} in ${year}`).toBe(1)
      }
    }
  })

  it('say where each comes from, and are only ever unchecked when that is plain', () => {
    for (const figure of shippedFigures) expect(figure.source.length).toBeGreaterThan(10)
    expect(shippedFigures.filter((figure) => figure.checkedOn === null).map((figure) => figure.startsOn.slice(0, 4))).toEqual(
      expect.arrayContaining(['2021', '2027']),
    )
  })

  it('are preliminary for 2027 and say so', () => {
    const preliminary = shippedFigures.filter((figure) => preliminaryFinding(figure))
    expect(new Set(preliminary.map((figure) => figure.startsOn.slice(0, 4)))).toEqual(new Set(['2027']))
    expect(sentence(preliminaryFinding(preliminary[0] as StatutoryFigure)!, 'sv')).toBe(
      'Beloppet för 2027 är preliminärt: prisbasbeloppet. Kontrollera och bekräfta det under Arvoden och belopp.',
    )
  })
})

describe('a new row', () => {
  it('may not say something else about the same days and birth years', () => {
    const youth = shippedFigures.find((figure) => figure.kind === 'youthContribution' && figure.startsOn === '2026-04-01')!
    expect(overlapFinding({ ...youth, startsOn: '2026-09-01' }, shippedFigures)?.params).toMatchObject({ startsOn: '2026-04-01' })
    expect(overlapFinding({ ...youth, startsOn: '2026-09-01', bornFromYear: 2008, bornToYear: 2010 }, shippedFigures)).toBeUndefined()
  })
})
