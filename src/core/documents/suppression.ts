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
  const hidden = cells.filter((cell) => cell.mark !== 'shown')
  return [hidden.filter(isTotal).length, hidden.length, hidden.filter((cell) => cell.mark === 'withheld').length]
}

interface Cell {
  readonly id: string
  readonly value: number
  readonly persons: number
  /** Who they are, where that is known: one person may be behind several figures. */
  readonly people: ReadonlySet<string> | undefined
  readonly isCount: boolean
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
    const mark = isSmall({ persons }, limit) ? 'small' : 'shown'
    return { id: figure.id, value: figure.value, persons, people, isCount: figure.persons === undefined, sums: [], mark, isProtected: false }
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
    return total.mark === 'shown' && hidden.length > 0 && personsBehind(hidden) < limit
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
  const reaches = (wanted: number) => canReach(cell, wanted, known, limit)
  if (!cell.isCount) return true
  if (cell.mark === 'small') return reaches(limit - 1) && reaches(1)
  return cell.mark === 'shown' || !isSmall(cell, limit) || reaches(limit)
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
  return cell.mark === 'withheld' && cell.isCount && cell.value >= limit ? [limit, Number.POSITIVE_INFINITY] : markRange(cell, limit)
}

/** Whether the hidden figures can be changed, step by step and all sums kept, until this one has the wanted value. */
function canReach(cell: Cell, wanted: number, known: KnownRange, limit: number): boolean {
  const values = new Map<Cell, number>()
  const valueOf = (of: Cell) => values.get(of) ?? of.value
  const rangeOf = (of: Cell) => known(of, limit)
  const step = wanted > cell.value ? 1 : -1
  while (valueOf(cell) !== wanted) {
    const change = findChange(cell, step, valueOf, rangeOf)
    if (!change) return false
    for (const [changed, by] of change) values.set(changed, valueOf(changed) + by)
  }
  return true
}

type Step = 1 | -1
type Change = ReadonlyMap<Cell, Step>

/** How many trials a search may take. When it gives up more is hidden, which is safe. */
const patience = 20_000

/**
 * A change by one of this figure, and by one of as many other hidden figures as it takes to keep every sum.
 * Goes from unbalanced sum to unbalanced sum and never tries the same set of them twice. Where each figure is in two sums,
 * as in a table with sums both ways, that is the search for an augmenting cycle in a network, which misses nothing.
 */
function findChange(first: Cell, step: Step, valueOf: (cell: Cell) => number, rangeOf: (cell: Cell) => Range): Change | undefined {
  const change = new Map<Cell, Step>()
  const imbalance = new Map<Equation, number>()
  const tried = new Set<string>()

  const add = (cell: Cell, by: Step) => {
    for (const equation of cell.sums) {
      const sum = (imbalance.get(equation) ?? 0) + by * sign(cell, equation)
      imbalance.delete(equation)
      if (sum !== 0) imbalance.set(equation, sum)
    }
  }
  const mayMove = (cell: Cell, by: Step) => {
    if (change.has(cell)) return false
    const [lowest, highest] = rangeOf(cell)
    const value = valueOf(cell) + by
    return value >= lowest && value <= highest
  }
  const imbalanceAfter = (cell: Cell, by: Step) =>
    cell.sums.reduce((sum, equation) => sum + Math.abs((imbalance.get(equation) ?? 0) + by * sign(cell, equation)) - Math.abs(imbalance.get(equation) ?? 0), 0)

  const balance = (): boolean => {
    const open = [...imbalance]
    const newest = open.at(-1)
    if (!newest) return true
    const place = open.map(([equation, by]) => `${equation.index}:${by}`).toSorted().join()
    if (tried.has(place) || tried.size > patience) return false
    tried.add(place)
    const [equation, by] = newest
    return [equation.total, ...equation.parts]
      .map((cell): [Cell, Step] => [cell, by * sign(cell, equation) > 0 ? -1 : 1])
      .filter(([cell, way]) => mayMove(cell, way))
      .map(([cell, way]) => ({ cell, way, cost: imbalanceAfter(cell, way) }))
      .toSorted((a, b) => a.cost - b.cost)
      .some(({ cell, way }) => {
        change.set(cell, way)
        add(cell, way)
        if (balance()) return true
        change.delete(cell)
        add(cell, -way as Step)
        return false
      })
  }

  if (!mayMove(first, step)) return undefined
  change.set(first, step)
  add(first, step)
  return balance() ? change : undefined
}

function sign(cell: Cell, equation: Equation): Step {
  return cell === equation.total ? -1 : 1
}

/** Closes a gap a little: hides one more figure, or lets the marks say less. */
function close(table: Table, gap: Gap, order: Order): void {
  if (gap.kind === 'remainder') {
    hideOne(table, new Set([gap.equation]))
    return
  }
  const around = equationsAround(gap.cell)
  const shouldSayLess = gap.kind === 'marks' || order === 'sayLessFirst'
  const closed = (shouldSayLess && sayLess(gap.cell.sums)) || hideOne(table, around, isPart) || sayLess(around) || hideOne(table, around)
  // Where all around a figure is withheld and no mark says more, nothing can be told: twice every value would fit as well.
  if (!closed) gap.cell.isProtected = true
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

/** A figure that is not itself a sum, and not nought. */
function isPart(cell: Cell): boolean {
  return !isTotal(cell) && cell.value !== 0
}

/** Hides the figure of these sums that helps most and costs least; false when there is none left of the kind wanted. */
function hideOne(table: Table, equations: ReadonlySet<Equation>, isWanted: (cell: Cell) => boolean = () => true): boolean {
  const around = new Set([...equations].flatMap((equation) => [equation.total, ...equation.parts]))
  const shown = [...around].filter((cell) => cell.mark === 'shown' && isWanted(cell))
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
