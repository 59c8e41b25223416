/**
 * Postcodes and municipalities.
 */
import { municipalities, type Municipality } from './data/municipalities.ts'
import { foldForSearch, foldLoosely } from './swedish-text.ts'
import { tidyDashes, type Reading } from './reading.ts'

export interface Postcode {
  /** Five digits. */
  readonly postcode: string
  /** The town, where it was written in the same field. */
  readonly town?: string
}

/** Reads a Swedish postcode: `75320`, `753 20`, `S-753 20`, `SE-75320`, or with the town after it. */
export function readPostcode(input: string | number): Reading<Postcode> {
  const written = /^(?:SE?[- ]?)?(\d{3}) ?(\d{2})(?:[ ,]+(\D.*))?$/iu.exec(tidyDashes(String(input)))
  if (!written || written[1]?.startsWith('0')) return { finding: { rule: 'numbers.postcodeNotANumber' } }
  const postcode = `${written[1]}${written[2]}`
  return { value: written[3] === undefined ? { postcode } : { postcode, town: written[3].trim() } }
}

/** A postcode as it is written: `753 20`. */
export function formatPostcode(postcode: string): string {
  return /^\d{5}$/u.test(postcode) ? `${postcode.slice(0, 3)} ${postcode.slice(3)}` : postcode
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
