/** The choices of a competence's fields, on their own so that persons can be filtered by them. */

/** Languages that people speak, as BCP 47 says them; their names come from the system in the reader's language. */
export const spokenLanguages = [
  'sv', 'en', 'ar', 'bs', 'ckb', 'da', 'de', 'es', 'et', 'fa', 'fi', 'fit', 'fr', 'hr', 'kmr', 'nb', 'pl', 'prs', 'ps', 'rom', 'ro', 'ru', 'se', 'so', 'sq', 'sr', 'swl', 'th', 'ti', 'tr', 'uk', 'ur',
  'vi', 'yi', 'zh',
] as const
export const partsOfDay = ['morning', 'afternoon', 'evening'] as const
export type PartOfDay = (typeof partsOfDay)[number]
/** Parts of the day that one who works in the daytime cannot come in, and the others. */
export const timesOfDay = ['daytime', 'evening'] as const
export const travelMeans = ['onFoot', 'bus', 'car', 'lift', 'digitalOnly'] as const
/** Monday is 1. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
