/**
 * Postal addresses: their lines, postcodes and municipalities.
 */
import { countryName } from './countries.ts'
import { municipalities, type Municipality } from './data/municipalities.ts'
import type { Language } from './i18n/index.ts'
import { foldForSearch, foldLoosely } from './swedish-text.ts'
import { tidy, tidyDashes, type Reading } from './reading.ts'

/** Where letters go. */
export interface PostalAddress {
  readonly careOf?: string | null
  readonly street: string | null
  readonly postcode: string | null
  readonly town: string | null
  /** Empty for Sweden. */
  readonly countryCode: string | null
}

/**
 * The lines of an address under the name, as far as they are known. Abroad the country stands last: on a screen in the language of its
 * reader; on a letter in Swedish and in capitals, for it is posted in Sweden. Source: the addressing rules of the Universal Postal Union (UPU S42).
 */
export function addressLines({ careOf, street, postcode, town, countryCode }: PostalAddress, shownIn?: Language): string[] {
  const code = postcode && formatPostcode(postcode, countryCode)
  const place = (hasTownFirst.has(countryCode ?? '') ? [town, code] : [code, town]).filter(Boolean).join(' ')
  const country = countryCode && (shownIn ? countryName(countryCode, shownIn) : countryOnLetter(countryCode))
  return [careOf && `c/o ${careOf}`, street, place, country].filter((line): line is string => Boolean(line))
}

/** A country as it stands on a letter from Sweden: `NORGE`. */
export function countryOnLetter(countryCode: string): string {
  return countryName(countryCode, 'sv').toLocaleUpperCase('sv')
}

/** Where the postcode is written after the town. Source: UPU, postal addressing systems in member countries. */
const hasTownFirst: ReadonlySet<string> = new Set(['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'US'])

/** Whether a letter would arrive. Not every country has postcodes. */
export function isWholeAddress({ street, postcode, town, countryCode }: PostalAddress): boolean {
  return Boolean(street && town && (postcode ?? countryCode))
}

export interface Postcode {
  /** Five digits; abroad as it is written there. */
  readonly postcode: string
  /** The town, where it was written in the same field. */
  readonly town?: string
}

/** Reads a Swedish postcode: `75320`, `753 20`, `S-753 20`, `SE-75320`, or with the town after it. Abroad it stands as it is written. */
export function readPostcode(input: string | number, countryCode: string | null = null): Reading<Postcode> {
  if (countryCode !== null) return { value: { postcode: tidy(String(input)) } }
  const written = /^(?:SE?[- ]?)?(\d{3}) ?(\d{2})(?:[ ,]+(\D.*))?$/iu.exec(tidyDashes(String(input)))
  if (!written || written[1]?.startsWith('0')) return { finding: { rule: 'numbers.postcodeNotANumber' } }
  const postcode = `${written[1]}${written[2]}`
  return { value: written[3] === undefined ? { postcode } : { postcode, town: written[3].trim() } }
}

/** A postcode as it is written: `753 20` in Sweden. */
export function formatPostcode(postcode: string, countryCode: string | null): string {
  return countryCode === null && /^\d{5}$/u.test(postcode) ? `${postcode.slice(0, 3)} ${postcode.slice(3)}` : postcode
}

/** Whom a letter goes by, without the "c/o" that people write before the name and that is put there again where it is shown. */
export function readCareOf(text: string): string | null {
  return text.replace(/^c\s*\/\s*o\b[\s:]*/iu, '').trim() || null
}

/** The municipality that a code (`0380`, or `380` from a number cell) or a name (`Uppsala`, `Uppsala kommun`, `Malmö stad`) means. */
export function findMunicipality(input: string | number): Municipality | undefined {
  const text = foldForSearch(String(input))
  if (/^\d{3,4}$/u.test(text)) return byCode.get(text.padStart(4, '0'))
  const name = text.replace(/^region /u, '').replace(/ (?:kommun|stad)$/u, '').replaceAll('-', ' ')
  return byName.get(name) ?? byName.get(name.replace(/s$/u, '')) ?? byName.get(`${name}n`) ?? byLooseName.get(foldLoosely(name))
}

/** The municipality with a code. */
export function municipalityByCode(code: string): Municipality | undefined {
  return byCode.get(code)
}

const byCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]))
const byName = new Map(municipalities.map((municipality) => [foldForSearch(municipality.name).replaceAll('-', ' '), municipality]))
const byLooseName = uniqueBy((municipality) => foldLoosely(municipality.name).replaceAll('-', ' '))

/** Municipalities by a key that only one of them has: without its dots, Håbo could not be told from Habo. */
function uniqueBy(key: (municipality: Municipality) => string): ReadonlyMap<string, Municipality> {
  const groups = Map.groupBy(municipalities, key)
  return new Map([...groups].flatMap(([name, [first, ...others]]) => (first && others.length === 0 ? [[name, first] as const] : [])))
}
