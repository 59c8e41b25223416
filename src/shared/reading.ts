import type { RuleFinding } from './i18n/index.ts'

/**
 * What came of reading something people typed: the value in its normal form, perhaps with a warning,
 * or the reason why it cannot be read.
 */
export type Reading<Value> =
  | { readonly value: Value; readonly warning?: RuleFinding }
  | { readonly value?: undefined; readonly finding: RuleFinding }

/** Drops what cannot be seen (zero width, soft hyphen), composes å, ä and ö, turns every kind of space into one and trims. */
export function tidy(text: string): string {
  if (isTidy.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Plain words with single spaces between, which most text is: nothing to tidy. */
const isTidy = /^[!-~åäöÅÄÖ]+(?: [!-~åäöÅÄÖ]+)*$/u

/** `tidy`, and every kind of dash and minus becomes a hyphen. */
export function tidyDashes(text: string): string {
  return tidy(text).replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu, '-')
}
