import type { MixDimension, Quota, drawRules } from '#contract/panels.ts'

/** One who can be drawn, with what she has chosen to say. A dimension with no value is a group of its own: not said. */
export interface Drawable {
  readonly id: string
  readonly values: Readonly<Record<MixDimension, readonly string[]>>
}

export interface Drawing {
  readonly size: number
  readonly drawRule: (typeof drawRules)[number]
  readonly seed: string
  readonly mix: readonly MixDimension[]
  readonly quotas: readonly Quota[]
}

/**
 * Draws so many more, in the order they are drawn. `taken` are in the panel and count for the mix; `passedOver` were, and are not drawn again.
 * The same pool, seed and members give the same persons, whatever the order of the pool.
 */
export function draw(pool: readonly Drawable[], { size, drawRule, seed, mix, quotas }: Drawing, taken: readonly Drawable[] = [], passedOver: ReadonlySet<string> = new Set()): Drawable[] {
  const gone = new Set([...passedOver, ...taken.map(({ id }) => id)])
  const rest = inDrawnOrder(pool, seed).filter(({ id }) => !gone.has(id))
  if (drawRule === 'lot') return rest.slice(0, size)
  const panel = [...taken]
  const drawn: Drawable[] = []
  while (drawn.length < size && rest.length > 0) {
    const best = bestOf(rest, panel, mix, quotas)
    rest.splice(rest.indexOf(best), 1)
    panel.push(best)
    drawn.push(best)
  }
  return drawn
}

/** The quotas that a panel does not fill, with how many are lacking. */
export function unfilled(panel: readonly Drawable[], quotas: readonly Quota[]): Quota[] {
  return quotas.flatMap((quota) => {
    const count = quota.count - panel.filter((person) => isOf(person, quota)).length
    return count > 0 ? [{ ...quota, count }] : []
  })
}

/** She who fills most of what is lacking; among them, whose groups are the smallest so far; among them, she whose lot came first. */
function bestOf(rest: readonly Drawable[], panel: readonly Drawable[], mix: readonly MixDimension[], quotas: readonly Quota[]): Drawable {
  const lacking = unfilled(panel, quotas)
  const scored = rest.map((person) => ({ person, fills: lacking.filter((quota) => isOf(person, quota)).length, crowding: crowdingOf(person, panel, mix) }))
  return scored.reduce((best, next) => (next.fills > best.fills || (next.fills === best.fills && next.crowding < best.crowding) ? next : best)).person
}

function isOf(person: Drawable, { dimension, value }: Quota): boolean {
  return person.values[dimension].includes(value)
}

/** How many in the panel are of her groups already. */
function crowdingOf(person: Drawable, panel: readonly Drawable[], mix: readonly MixDimension[]): number {
  return mix.reduce((sum, dimension) => {
    const own = person.values[dimension]
    const sizes = own.length === 0 ? [panel.filter(({ values }) => values[dimension].length === 0).length] : own.map((value) => panel.filter(({ values }) => values[dimension].includes(value)).length)
    return sum + Math.min(...sizes)
  }, 0)
}

/** Everybody in the order of their lots. A lot depends on the seed and the person alone, so that one who comes or goes moves no other. */
function inDrawnOrder(pool: readonly Drawable[], seed: string): Drawable[] {
  return pool
    .map((person) => ({ person, lot: lotOf(`${seed}\n${person.id}`) }))
    .toSorted((a, b) => a.lot - b.lot || (a.person.id < b.person.id ? -1 : 1))
    .map(({ person }) => person)
}

/** FNV-1a, well mixed by the last step of Murmur3 (both public domain). */
function lotOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
