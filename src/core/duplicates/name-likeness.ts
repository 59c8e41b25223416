/** How names are alike: by sound, by a short form, by a slip of the finger. */
import { foldLoosely } from '#shared/swedish-text.ts'
import { fullNamesOf } from './nicknames.ts'

/** A name as it is compared. */
export interface ComparedName {
  /** Without case, accents and hyphens; `å` and `ä` as `a`. */
  readonly folded: string
  readonly words: readonly string[]
  /** Each word as it sounds. */
  readonly sounds: readonly string[]
  /** For each word, how it sounds and how the names that it is short for sound. */
  readonly roots: readonly (readonly string[])[]
}

/** Makes a name ready for comparing. */
export function comparedName(name: string): ComparedName {
  const words = foldLoosely(name).split(/[^\p{L}\d]+/u).filter(Boolean)
  const sounds = words.map(soundOf)
  return { folded: words.join(' '), words, sounds, roots: words.map((word, index) => [...new Set([sounds[index] ?? '', ...fullNamesOf(word).map(soundOf)])]) }
}

const sameSounds: readonly (readonly [RegExp, string])[] = [
  [/qu|qv|kw/gu, 'kv'], [/ph/gu, 'f'], [/ck|ch/gu, 'k'], [/c(?=[eiy])/gu, 's'], [/[cq]/gu, 'k'], [/x/gu, 'ks'], [/w/gu, 'v'], [/z/gu, 's'], [/th|dt/gu, 't'], [/y/gu, 'i'],
  [/(\p{L})\1+/gu, '$1'],
]

/** Spellings of the same Swedish name made one: `Carlsson` and `Karlson`, `Lindqvist` and `Lindkvist`. */
function soundOf(word: string): string {
  let sound = word
  for (const [spelling, plain] of sameSounds) sound = sound.replace(spelling, plain)
  return sound
}

/** Whether the one's words are all among the other's: `Anna` and `Anna Maria`. */
function isPart(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word))
}

/** Whether the first words are the same or one is short for the other: `Kalle` and `Karl`. */
export function isShortFor(one: ComparedName, other: ComparedName): boolean {
  const [roots, otherRoots] = [one.roots[0] ?? [], other.roots[0] ?? []]
  return roots.some((root) => otherRoots.includes(root))
}

/** Whether two names may be the same but for a part left out, another spelling, or a slip. */
export function areAlike(one: ComparedName, other: ComparedName): boolean {
  if (one.folded === '' || other.folded === '') return false
  return isPart(one.sounds, other.sounds) || isPart(other.sounds, one.sounds) || isSlip(one.folded, other.folded)
}

/** Whether one text is the other with a slip, or with two where it is long. */
function isSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  if (shorter < 4) return false
  const allowed = shorter < 8 ? 1 : 2
  return Math.abs(one.length - other.length) <= allowed && slipsBetween(one, other) <= allowed
}

/** How many letters must be left out, put in, changed, or change places with their neighbour (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[other.length] ?? 0
}
