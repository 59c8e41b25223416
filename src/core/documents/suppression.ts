/**
 * Withholding of small counts (security rule 46): no published figure is under the limit, and none can be computed back
 * from sums, nor narrowed down by what the marks say.
 *
 * Figures are tied by sums. A small count is marked `small` ("färre än 5"). Others are then `withheld` ("–") until
 * whoever knows every published figure, every mark and every sum still finds both a larger and a smaller value possible
 * for each small one. That is shown by example: a change of the hidden figures that keeps all sums and breaks no mark.
 */

/** `small`: under the limit but not nought. `withheld`: of any size, kept back to protect a small one. */
export type Mark = 'shown' | 'small' | 'withheld'

export interface Figure {
  readonly id: string
  /** A whole number: persons, times, öre. A count is 0 or more. */
  readonly value: number
  /** The persons behind the figure, or how many they are, where the figure itself is not what counts them: an amount. */
  readonly persons?: number | ReadonlySet<string>
  /** Whether the figure is nowhere in the document and only ties others together: it is `withheld`, and kept from being computed where it is small. */
  readonly isUnpublished?: boolean
}

/** What the reader can add up: the parts make the total. */
export interface Sum {
  readonly total: string
  readonly parts: readonly string[]
}

/** The limit that holds unless the association chooses another: counts under five are withheld. */
const usualLimit = 5

/** The lowest limit that hides anything: "fewer than two" would mean one. */
export const lowestLimit = 3

/** Decides for every figure whether it is shown. Nought is shown, since it is about no one. */
export function suppress(figures: readonly Figure[], sums: readonly Sum[], limit: number = usualLimit): ReadonlyMap<string, Mark> {
  if (!Number.isSafeInteger(limit) || limit < lowestLimit) throw new RangeError('The limit must be a whole number of at least 3')
  const ways = (['hideFirst', 'sayLessFirst'] as const).map((order) => protect(tableOf(figures, sums, limit), order))
  const best = ways.reduce((one, other) => (compare(losses(other), losses(one)) < 0 ? other : one))
  return new Map(best.cells.map((cell) => [cell.id, cell.mark]))
}

/** What to try first where a figure can be told: hiding a part more, or letting the marks say less. */
type Order = 'hideFirst' | 'sayLessFirst'

function protect(table: Table, order: Order): Table {
  for (let gap = firstGap(table); gap; gap = firstGap(table)) close(table, gap, order)
  return table
}

/** What the reader loses, worst first: sums, other figures, and marks that say how large a figure is. */
function losses({ cells }: Table): readonly number[] {
  const hidden = cells.filter((cell) => cell.mark !== 'shown' && !cell.isUnpublished)
  return [hidden.filter(isTotal).length, hidden.length, hidden.filter((cell) => cell.mark === 'withheld').length]
}

interface Cell {
  readonly id: string
  readonly value: number
  readonly persons: number
  /** Who they are, where that is known: one person may be behind several figures. */
  readonly people: ReadonlySet<string> | undefined
  readonly isCount: boolean
  readonly isUnpublished: boolean
  /** The sums this figure is in, as total or as part. */
  readonly sums: Equation[]
  mark: Mark
  /** Whether it has been shown that its value cannot be told. Hiding more never undoes that. */
  isProtected: boolean
}

/** Parts minus total is nought: each cell has the sign it counts with. */
interface Equation {
  readonly index: number
  readonly total: Cell
  readonly parts: readonly Cell[]
}

interface Table {
  readonly cells: readonly Cell[]
  readonly equations: readonly Equation[]
  readonly limit: number
}

function tableOf(figures: readonly Figure[], sums: readonly Sum[], limit: number): Table {
  const cells = figures.map((figure): Cell => {
    if (!Number.isSafeInteger(figure.value) || (figure.persons === undefined && figure.value < 0)) throw new RangeError('A figure must be a whole number, and a count 0 or more')
    const people = typeof figure.persons === 'object' ? figure.persons : undefined
    const persons = people?.size ?? (figure.persons as number | undefined) ?? figure.value
    const { isUnpublished = false } = figure
    const mark = isUnpublished ? 'withheld' : isSmall({ persons }, limit) ? 'small' : 'shown'
    // An unpublished figure that is not small may be computed: nobody promised to keep it back.
    const isProtected = isUnpublished && !isSmall({ persons }, limit)
    return { id: figure.id, value: figure.value, persons, people, isCount: figure.persons === undefined, isUnpublished, sums: [], mark, isProtected }
  })
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const find = (id: string) => {
    const cell = byId.get(id)
    if (!cell) throw new RangeError('A sum names a figure that is not in the table')
    return cell
  }
  const equations = sums.map((sum, index): Equation => ({ index, total: find(sum.total), parts: sum.parts.map(find) }))
  for (const equation of equations) for (const cell of [equation.total, ...equation.parts]) cell.sums.push(equation)
  return { cells, equations, limit }
}

function isSmall({ persons }: Pick<Cell, 'persons'>, limit: number): boolean {
  return persons > 0 && persons < limit
}

/** Something that gives hidden figures away. */
type Gap =
  | { readonly kind: 'remainder'; readonly equation: Equation }
  | { readonly kind: 'value'; readonly cell: Cell }
  | { readonly kind: 'marks'; readonly cell: Cell }

function firstGap(table: Table): Gap | undefined {
  return gapOfRemainders(table) ?? gapOfValues(table)
}

/** The hidden parts of a sum together are what the reader gets by subtraction: that too must be nought people or enough people. */
function gapOfRemainders({ equations, limit }: Table): Gap | undefined {
  const equation = equations.find(({ total, parts }) => {
    const hidden = parts.filter((part) => part.mark !== 'shown')
    return total.mark === 'shown' && isSmall({ persons: personsBehind(hidden) }, limit)
  })
  return equation && { kind: 'remainder', equation }
}

function personsBehind(cells: readonly Cell[]): number {
  const known = new Set(cells.flatMap((cell) => [...(cell.people ?? [])]))
  return known.size + cells.filter((cell) => !cell.people).reduce((sum, cell) => sum + cell.persons, 0)
}

function gapOfValues({ cells, limit }: Table): Gap | undefined {
  for (const cell of cells) {
    if (cell.mark === 'shown' || cell.isProtected) continue
    if (isSafe(cell, limit)) cell.isProtected = true
    else return { kind: isFree(cell, rangeIfAllHidden, limit) ? 'value' : 'marks', cell }
  }
  return undefined
}

/**
 * A small count could be anything its mark allows, one that is merely withheld could be a large one, and any hidden figure
 * could have another value even to a reader who guesses that what is withheld is not small.
 */
function isSafe(cell: Cell, limit: number): boolean {
  if (!isFree(cell, markRange, limit)) return false
  return canReach(cell, cell.value + 1, guessedRange, limit) || canReach(cell, cell.value - 1, guessedRange, limit)
}

function isFree(cell: Cell, known: KnownRange, limit: number): boolean {
  return freeValues(cell, limit).every((wanted) => canReach(cell, wanted, known, limit))
}

/** The values a small count must be able to have: any that its mark allows, or a large one where it is merely withheld. */
function freeValues(cell: Cell, limit: number): readonly number[] {
  if (!cell.isCount || cell.mark === 'shown') return []
  if (cell.mark === 'small') return [limit - 1, 1]
  return isSmall(cell, limit) ? [limit] : []
}

type Range = readonly [lowest: number, highest: number]
type KnownRange = (cell: Cell, limit: number) => Range

/** What the report says of a figure: itself, or what its mark means. */
function markRange(cell: Cell, limit: number): Range {
  return cell.mark === 'shown' ? [cell.value, cell.value] : rangeIfAllHidden(cell, limit)
}

/** What the marks alone would say of a figure if every other one were withheld. */
function rangeIfAllHidden(cell: Cell, limit: number): Range {
  if (!cell.isCount) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return cell.mark === 'small' ? [1, limit - 1] : [0, Number.POSITIVE_INFINITY]
}

/** What a reader may guess besides: that a withheld count is not a small one. */
function guessedRange(cell: Cell, limit: number): Range {
  return cell.mark === 'withheld' && !cell.isUnpublished && cell.isCount && cell.value >= limit ? [limit, Number.POSITIVE_INFINITY] : markRange(cell, limit)
}

/** Whether the hidden figures can be changed, all sums kept, until this one has the wanted value. */
function canReach(cell: Cell, wanted: number, known: KnownRange, limit: number): boolean {
  return reach(cell, wanted, (of) => known(of, limit), [0]) !== undefined
}

/**
 * Figures' new values when they are changed, step by step and all sums kept, until this one has the wanted value; undefined when no way was found.
 * @param losses how much may be lost by hiding what is shown and has to change in a step: the first that is enough is taken
 */
function reach(cell: Cell, wanted: number, rangeOf: (cell: Cell) => Range, losses: readonly number[]): ReadonlyMap<Cell, number> | undefined {
  const values = new Map<Cell, number>()
  const valueOf = (of: Cell) => values.get(of) ?? of.value
  if (!cell.sums.every((equation) => couldHold(equation, (of) => (of === cell ? [wanted, wanted] : rangeOf(of))))) return undefined
  const step = wanted > cell.value ? 1 : -1
  while (valueOf(cell) !== wanted) {
    const change = firstFound(losses, (allowedLoss) => findChange(cell, step, valueOf, rangeOf, allowedLoss))
    if (!change) return undefined
    for (const [changed, by] of change) values.set(changed, valueOf(changed) + by)
  }
  return values
}

function firstFound<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether what the parts could be at least and at most leaves room for what the total could be. Sees only one sum, and so at once. */
function couldHold({ total, parts }: Equation, rangeOf: (cell: Cell) => Range): boolean {
  let [least, most] = [0, 0]
  for (const part of parts) {
    const [lowest, highest] = rangeOf(part)
    least += lowest
    most += highest
  }
  const [lowest, highest] = rangeOf(total)
  return least <= highest && most >= lowest
}

type Step = 1 | -1
type Move = readonly [cell: Cell, by: Step]
type Change = ReadonlyMap<Cell, Step>

/** How many trials a search may take. When it gives up more is hidden, which is safe. Nearly all that are found are found in ten. */
const patience = 100

/**
 * A change by one of this figure, and by one of as many others as it takes to keep every sum.
 * Goes on from the unbalanced sum that leaves the fewest ways, so that a dead end shows at once, and never tries the same set of sums twice.
 * @param allowedLoss how much may be lost by hiding what is shown and has to change
 */
function findChange(first: Cell, step: Step, valueOf: (cell: Cell) => number, rangeOf: (cell: Cell) => Range, allowedLoss: number): Change | undefined {
  const change = new Map<Cell, Step>()
  const imbalance = new Map<Equation, number>()
  const tried = new Set<string>()
  let loss = 0

  const move = (cell: Cell, by: Step) => {
    for (const equation of cell.sums) {
      const sum = (imbalance.get(equation) ?? 0) + by * sign(cell, equation)
      imbalance.delete(equation)
      if (sum !== 0) imbalance.set(equation, sum)
    }
  }
  const mayMove = ([cell, by]: Move) => {
    if (change.has(cell) || loss + lossOf(cell) > allowedLoss) return false
    const [lowest, highest] = rangeOf(cell)
    const value = valueOf(cell) + by
    return value >= lowest && value <= highest
  }
  /** What moves a sum towards balance. */
  const movesOf = ([equation, by]: readonly [Equation, number]): Move[] =>
    [equation.total, ...equation.parts].map((cell): Move => [cell, by * sign(cell, equation) > 0 ? -1 : 1]).filter(mayMove)
  const costOf = ([cell, by]: Move) =>
    cell.sums.reduce((sum, equation) => sum + Math.abs((imbalance.get(equation) ?? 0) + by * sign(cell, equation)) - Math.abs(imbalance.get(equation) ?? 0), lossOf(cell))

  const balance = (): boolean => {
    if (imbalance.size === 0) return true
    const place = `${loss}/${[...imbalance].map(([equation, by]) => `${equation.index}:${by}`).toSorted().join()}`
    if (tried.has(place) || tried.size > patience) return false
    tried.add(place)
    return fewestOf(imbalance, movesOf)
      .map((way) => ({ way, cost: costOf(way) }))
      .toSorted((a, b) => a.cost - b.cost)
      .some(({ way: [cell, by] }) => {
        change.set(cell, by)
        move(cell, by)
        loss += lossOf(cell)
        if (balance()) return true
        loss -= lossOf(cell)
        move(cell, -by as Step)
        change.delete(cell)
        return false
      })
  }

  if (!mayMove([first, step])) return undefined
  change.set(first, step)
  move(first, step)
  return balance() ? change : undefined
}

/** The shortest of the lists that the items give; empty as soon as one is. */
function fewestOf<Item, Way>(items: Iterable<Item>, waysOf: (item: Item) => readonly Way[]): readonly Way[] {
  let fewest: readonly Way[] | undefined
  for (const item of items) {
    const ways = waysOf(item)
    if (ways.length === 0) return ways
    if (!fewest || ways.length < fewest.length) fewest = ways
  }
  return fewest ?? []
}

function sign(cell: Cell, equation: Equation): Step {
  return cell === equation.total ? -1 : 1
}

/** Closes a gap a little: hides figures, or lets the marks say less. */
function close(table: Table, gap: Gap, order: Order): void {
  if (gap.kind === 'remainder') {
    hideOne(table, new Set([gap.equation]))
    return
  }
  const { cell } = gap
  const around = equationsAround(cell)
  const hideParts = () => hideToFree(cell, onlyParts, table.limit)
  const hideAny = () => hideToFree(cell, anyFigures, table.limit)
  const sayLessHere = () => sayLess(cell.sums)
  const sayLessAround = () => sayLess(around)
  const ways =
    gap.kind === 'marks' || order === 'sayLessFirst' ? [sayLessHere, hideParts, sayLessAround, hideAny] : [hideParts, sayLessHere, hideAny, sayLessAround]
  const closed = ways.some((way) => way()) || hideOne(table, around)
  // Where all around a figure is withheld and no mark says more, nothing can be told: twice every value would fit as well.
  if (!closed) cell.isProtected = true
}

/** What the reader loses when a figure is hidden, in the smallest loss there is; nothing where it is hidden already. */
function lossOf(cell: Cell): number {
  if (cell.mark !== 'shown') return 0
  if (cell.sums.every((equation) => equation.total === cell)) return 20
  if (cell.value === 0) return 3
  return isTotal(cell) ? lossOfSum : 1
}

const lossOfSum = 5

/** How much may be lost by one change, from the least to the most, as {@link lossOf} reckons. */
const anyFigures: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 24, 100]
const onlyParts: readonly number[] = anyFigures.filter((loss) => loss < lossOfSum)

/** Hides what lets a figure have the first value it cannot reach, with as little lost as is allowed. False when nothing was hidden. */
function hideToFree(cell: Cell, losses: readonly number[], limit: number): boolean {
  const unreached = freeValues(cell, limit).find((wanted) => !canReach(cell, wanted, markRange, limit))
  if (unreached !== undefined) return hideToReach(cell, unreached, markRange, losses, limit)
  return hideToReach(cell, cell.value + 1, guessedRange, losses, limit) || hideToReach(cell, cell.value - 1, guessedRange, losses, limit)
}

/** Hides the figures that would have to change for this one to have another value. All of them or, where that is not enough, none. */
function hideToReach(cell: Cell, wanted: number, known: KnownRange, losses: readonly number[], limit: number): boolean {
  const rangeOf = (of: Cell) => known(of.mark === 'shown' ? { ...of, mark: 'withheld' } : of, limit)
  const changed = reach(cell, wanted, rangeOf, [0, ...losses])
  const toHide = [...(changed?.keys() ?? [])].filter((of) => of.mark === 'shown')
  for (const of of toHide) of.mark = 'withheld'
  return toHide.length > 0
}

/**
 * Small parts of a small sum tell more together than each alone. Then the sum is merely withheld, or else its parts.
 * False when no mark in these sums says how large a figure is.
 */
function sayLess(equations: Iterable<Equation>): boolean {
  const all = [...equations]
  const totals = all.map((equation) => equation.total).filter((total) => total.mark === 'small')
  const telling = totals.length > 0 ? totals : all.flatMap((equation) => equation.parts).filter((part) => part.mark === 'small')
  for (const small of telling) small.mark = 'withheld'
  return telling.length > 0
}

/** The sums that a hidden figure is tied to through other hidden figures. */
function equationsAround(start: Cell): ReadonlySet<Equation> {
  const equations = new Set(start.sums)
  for (const equation of equations) {
    for (const cell of [equation.total, ...equation.parts]) {
      if (cell.mark !== 'shown') for (const further of cell.sums) equations.add(further)
    }
  }
  return equations
}

function isTotal(cell: Cell): boolean {
  return cell.sums.some((equation) => equation.total === cell)
}

/** Hides the figure of these sums that helps most and costs least; false when there is none left. */
function hideOne(table: Table, equations: ReadonlySet<Equation>): boolean {
  const around = new Set([...equations].flatMap((equation) => [equation.total, ...equation.parts]))
  const shown = [...around].filter((cell) => cell.mark === 'shown')
  const best = leastCostly(shown, equations, table)
  if (best) best.mark = 'withheld'
  return best !== undefined
}

/** Parts before totals, real figures before noughts, such as tie together sums with hidden figures before others, small before large. */
function leastCostly(candidates: readonly Cell[], equations: ReadonlySet<Equation>, table: Table): Cell | undefined {
  const totalOf = (cell: Cell) => cell.sums.filter((equation) => equation.total === cell).length
  const ties = (cell: Cell) => cell.sums.filter((equation) => equations.has(equation)).length
  const opensNew = (cell: Cell) => cell.sums.filter((equation) => !hasHidden(equation)).length
  return candidates
    .map((cell) => ({ cell, order: [totalOf(cell), cell.value === 0 ? 1 : 0, opensNew(cell), -ties(cell), cell.value, table.cells.indexOf(cell)] }))
    .toSorted((a, b) => compare(a.order, b.order))[0]?.cell
}

function hasHidden(equation: Equation): boolean {
  return equation.total.mark !== 'shown' || equation.parts.some((part) => part.mark !== 'shown')
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
