import { foldForSearch } from '#shared/swedish-text.ts'

/**
 * Texts held in memory to be looked through for words that are typed. One long text is looked through much faster than thousands of short ones.
 */

/** Folded texts on a line each, every word upon a space, and where each ends. */
export interface Joined {
  readonly all: string
  readonly ends: readonly number[]
}

export function joined(folded: readonly string[]): Joined {
  const spaced = folded.map(beginning)
  let end = 0
  return { all: spaced.map((text) => `${text}\n`).join(''), ends: spaced.map((text) => (end += text.length + 1)) }
}

/** The words that are typed, folded; signs alone are none. */
export function typedWords(text: string): string[] {
  return foldForSearch(text).split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** What a folded word is looked for by, so that it is found only where a word begins. */
export function beginning(folded: string): string {
  return ` ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`
}

/** 1 for each of the texts in which a word begins so, 0 for the others. */
export function marksOf({ all, ends }: Joined, begins: string): Uint8Array {
  const marks = new Uint8Array(ends.length)
  let place = 0
  for (let at = all.indexOf(begins); at >= 0; at = all.indexOf(begins, ends[place])) {
    while ((ends[place] as number) <= at) place += 1
    marks[place] = 1
  }
  return marks
}
