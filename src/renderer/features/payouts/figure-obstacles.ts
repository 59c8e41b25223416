import type { PayoutPayee } from '#contract/payouts.ts'
import { figureKinds, type Figure } from '#contract/tariffs.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** A year whose figures are missing or not confirmed, and how many persons of a payout that stops. */
export interface FigureObstacle {
  readonly lack: 'figuresMissing' | 'figuresPreliminary'
  readonly year: string
  readonly kinds: readonly Figure['kind'][]
  readonly personCount: number
}

const lackOf = new Map<string, FigureObstacle['lack']>([
  ['tariffs.figureMissing', 'figuresMissing'],
  ['tariffs.figurePreliminary', 'figuresPreliminary'],
])

/** Whether a refusal is about a statutory figure, which is mended in one place for everyone. */
export function isAboutFigure({ rule }: RuleFinding): boolean {
  return lackOf.has(rule)
}

/** What is to be mended about statutory figures, once for each year instead of once for each person. */
export function figureObstacles(payees: readonly Pick<PayoutPayee, 'person' | 'refusals'>[]): FigureObstacle[] {
  const found = payees.flatMap(({ person, refusals }) =>
    refusals.flatMap(({ rule, params }) => {
      const lack = lackOf.get(rule)
      return lack ? [{ lack, year: String(params?.['year']), kind: params?.['figure'], personId: person.id }] : []
    }),
  )
  return [...Map.groupBy(found, ({ lack, year }) => `${year} ${lack}`).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const kinds = figureKinds.filter((kind) => group.some((one) => one.kind === kind))
    return [{ lack: first.lack, year: first.year, kinds, personCount: new Set(group.map((one) => one.personId)).size }]
  })
}

/** Whether a person waits for figures that others in the payout can be paid without, so that it helps to take her out. */
export function waitsAlone(payee: Pick<PayoutPayee, 'refusals'>, payees: readonly Pick<PayoutPayee, 'refusals'>[]): boolean {
  return payee.refusals.some(isAboutFigure) && !payees.every(({ refusals }) => refusals.some(isAboutFigure))
}
