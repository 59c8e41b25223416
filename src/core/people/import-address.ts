/**
 * An address in a list is one thing: held against the register's as a whole, and taken or left as a whole.
 *
 * - It is the same address as long as nothing in it says otherwise, and where postcode and street are the same. Then it fills in what
 *   is missing and corrects the rest. Of a postcode the town may be corrected; c/o says who is there, not where.
 * - Else it is another address and takes the place of the whole one: what the row is silent about is not left from the one before.
 *   Only postcode, town and country stay where somebody has moved within a postcode.
 * - One that lacks street, postcode or town where the register has it is only part of another address. It is not taken: a blank never empties.
 * - Where a row says no country Sweden is meant, as for new persons, save where its town or postcode is the one that the register has abroad.
 */
import { foldForSearch } from '#shared/swedish-text.ts'

/** The columns that make an address. */
export const addressColumns = ['careOf', 'street', 'postcode', 'town', 'countryCode'] as const
export type AddressColumn = (typeof addressColumns)[number]

/** An address of the register; no country is Sweden. */
export type Address = { readonly [Column in AddressColumn]: string | null }

/** What a row says of an address. What is not there it is silent about; a country that is null is Sweden. */
export type SaidAddress = { readonly [Column in AddressColumn]?: string | null }

/** Whether it is the register's address, another one, or only part of another; and what the register is to have if it is taken. */
export interface MetAddress {
  readonly kind: 'same' | 'other' | 'partial'
  readonly after: Address
}

/** Without these a letter does not arrive; not every other country has postcodes. */
const places = ['street', 'postcode', 'town'] as const

/** Holds the address that a row says against the one that the register has. */
export function meetAddress(held: Address, said: SaidAddress): MetAddress {
  const agrees = (column: AddressColumn) => Boolean(said[column]) && isSamePart(column, held[column], said[column])
  const contradicts = (column: AddressColumn) => Boolean(said[column]) && held[column] !== null && !agrees(column)
  const saysPlace = Boolean(said.postcode) || Boolean(said.town)
  const isSameTown = agrees('postcode') || agrees('town')
  const country = said.countryCode === undefined && saysPlace && !isSameTown ? null : said.countryCode
  const isElsewhere = country !== undefined && country !== held.countryCode && places.some((column) => held[column] !== null)
  const isWithinPostcode = agrees('postcode') && !isElsewhere
  const isOther = !(agrees('street') && agrees('postcode')) && (isElsewhere || contradicts('street') || contradicts('postcode') || (contradicts('town') && !isWithinPostcode))
  const staying = (column: AddressColumn) => !isOther || (isWithinPostcode && column !== 'careOf' && column !== 'street')
  const part = (column: AddressColumn) => (agrees(column) ? held[column] : (said[column] ?? (staying(column) ? held[column] : null)))
  const after = {
    careOf: part('careOf'), street: part('street'), postcode: part('postcode'), town: part('town'),
    countryCode: country === undefined ? (isSameTown || !isOther ? held.countryCode : null) : country,
  }
  if (!isOther) return { kind: 'same', after }
  const lacks = (column: (typeof places)[number]) => held[column] !== null && after[column] === null && !(column === 'postcode' && after.countryCode !== null)
  return { kind: places.some(lacks) ? 'partial' : 'other', after }
}

/** Whether a row says anything of an address. */
export function saysAddress(said: SaidAddress): boolean {
  return addressColumns.some((column) => said[column] !== undefined)
}

/** The register's address with only what it lacks from the same address as a row says it. */
export function filledAddress(held: Address, after: Address): Address {
  const isUnknown = places.every((column) => held[column] === null)
  return {
    careOf: held.careOf ?? after.careOf, street: held.street ?? after.street, postcode: held.postcode ?? after.postcode, town: held.town ?? after.town,
    countryCode: isUnknown ? after.countryCode : held.countryCode,
  }
}

/** Differences of case, accents, spaces and signs are none. */
function isSamePart(column: AddressColumn, held: string | null, said: string | null | undefined): boolean {
  const fold = (text: string) => foldForSearch(text).replace(/[^\p{L}\d]+/gu, column === 'postcode' ? '' : ' ').trim()
  return held !== null && fold(held) === fold(said ?? '')
}
