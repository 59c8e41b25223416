/** One who has read the whole report and tries to compute what was withheld. Shares no code with what it attacks. */
import type { Figure, Mark, Sum } from '#core/documents/suppression.ts'

interface Bounds {
  readonly low: Map<string, number>
  readonly high: Map<string, number>
}

export interface Published {
  readonly figures: readonly Figure[]
  readonly sums: readonly Sum[]
  readonly marks: ReadonlyMap<string, Mark>
  readonly limit: number
}

/** Above this no value is tried for a figure without an upper bound: enough for the small tables of the tests. */
const headroom = 12

/** What an attacker goes by: only what the report says, or also the guess that what is withheld without being small is not small. */
export type Knowledge = 'report' | 'guess'

/** Whether a hidden figure could have a value between `from` and `to`, given every published figure, every sum and every mark. */
export function couldBe(published: Published, id: string, from: number, to: number, knowledge: Knowledge = 'report'): boolean {
  const bounds = initialBounds(published, knowledge)
  bounds.low.set(id, Math.max(bounds.low.get(id)!, from))
  bounds.high.set(id, Math.min(bounds.high.get(id)!, to))
  return hasSolution(published.sums, bounds)
}

/** Whether even an attacker who guesses can tell a hidden figure's exact value. */
export function isTold(published: Published, figure: Figure): boolean {
  return !couldBe(published, figure.id, 0, figure.value - 1, 'guess') && !couldBe(published, figure.id, figure.value + 1, Number.POSITIVE_INFINITY, 'guess')
}

function initialBounds({ figures, marks, limit }: Published, knowledge: Knowledge): Bounds {
  const bounds: Bounds = { low: new Map(), high: new Map() }
  for (const { id, value, persons, isUnpublished } of figures) {
    const mark = marks.get(id)
    const isSmallCount = mark === 'small' && persons === undefined
    const guess = knowledge === 'guess' && !isUnpublished && persons === undefined && value >= limit ? limit : 0
    bounds.low.set(id, mark === 'shown' ? value : isSmallCount ? 1 : guess)
    bounds.high.set(id, mark === 'shown' ? value : isSmallCount ? limit - 1 : value + headroom)
  }
  return bounds
}

function hasSolution(sums: readonly Sum[], bounds: Bounds): boolean {
  if (!tighten(sums, bounds)) return false
  const open = [...bounds.low.keys()].filter((id) => bounds.low.get(id)! < bounds.high.get(id)!)
  const next = open.toSorted((a, b) => width(bounds, a) - width(bounds, b))[0]
  if (next === undefined) return true
  for (let value = bounds.low.get(next)!; value <= bounds.high.get(next)!; value += 1) {
    const trial: Bounds = { low: new Map(bounds.low).set(next, value), high: new Map(bounds.high).set(next, value) }
    if (hasSolution(sums, trial)) return true
  }
  return false
}

function width(bounds: Bounds, id: string): number {
  return bounds.high.get(id)! - bounds.low.get(id)!
}

/** Narrows every figure by every sum until nothing moves; false when they cannot all hold. */
function tighten(sums: readonly Sum[], { low, high }: Bounds): boolean {
  const raise = (id: string, to: number) => to > low.get(id)! && Boolean(low.set(id, to))
  const lower = (id: string, to: number) => to < high.get(id)! && Boolean(high.set(id, to))
  for (let moved = true; moved; ) {
    moved = false
    for (const { total, parts } of sums) {
      const lowSum = parts.reduce((sum, part) => sum + low.get(part)!, 0)
      const highSum = parts.reduce((sum, part) => sum + high.get(part)!, 0)
      if (raise(total, lowSum)) moved = true
      if (lower(total, highSum)) moved = true
      for (const part of parts) {
        if (raise(part, low.get(total)! - (highSum - high.get(part)!))) moved = true
        if (lower(part, high.get(total)! - (lowSum - low.get(part)!))) moved = true
      }
      if ([total, ...parts].some((id) => low.get(id)! > high.get(id)!)) return false
    }
  }
  return true
}
