import { instantOf, instantToMilliseconds, type LocalDate } from '#shared/dates.ts'

/** Numbers that look random and are the same every time. */
export interface Generator {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  /** True in so many cases of a hundred. */
  chance(percent: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** An identifier of something made on a day; those of later days sort later. */
  id(madeOn: LocalDate): string
}

/** A generator of its own for each part of the demo, so that a change of one part leaves the others as they were. */
export function generator(part: string): Generator {
  let state = seedOf(part)

  /** Mulberry32, by Tommy Ettinger (public domain). */
  function bits(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  const below = (limit: number) => Math.floor((bits() / 0x1_0000_0000) * limit)
  const hex = (digits: number) => bits().toString(16).padStart(8, '0').slice(0, digits)

  function pick<T>(list: readonly T[]): T {
    const chosen = list[below(list.length)]
    if (chosen === undefined) throw new RangeError('There is nothing to pick from')
    return chosen
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list]
    return list.map(() => rest.splice(below(rest.length), 1)[0] as T)
  }

  return {
    below,
    chance: (percent) => below(100) < percent,
    pick,
    shuffled,
    id(madeOn) {
      const time = noonOf(madeOn).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(4)}${hex(8)}`
    },
  }
}

/** FNV-1a over the part's name. */
function seedOf(part: string): number {
  let hash = 0x811c9dc5
  for (const letter of part) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash
}

const noons = new Map<LocalDate, number>()

function noonOf(day: LocalDate): number {
  let noon = noons.get(day)
  if (noon === undefined) noons.set(day, (noon = instantToMilliseconds(instantOf(day, '12:00'))))
  return noon
}
