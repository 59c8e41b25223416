/** What other slices may use of tariffs and statutory figures. */
export { loadFigures, loadTariff } from './queries.ts'
export { stipendFor, type StipendExplanation, type Tariff } from './rules.ts'
export { seedTariffs } from './service.ts'
export {
  contributionFigureOn, figureMissing, figureOn, isFinding, preliminaryFinding, type FigureKind, type StatutoryFigure,
} from './statutory-figures.ts'
