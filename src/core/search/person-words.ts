import { foldForSearch } from '#shared/swedish-text.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { Row } from '#core/db/schema.ts'
import type { AfterWrite, WrittenRows } from '#core/db/writer.ts'

type Reading = Parameters<AfterWrite>[0]

/**
 * Stands before each word of an address, so that one who seeks the name Berg is not given all who live in Bergsgatan.
 * A private character, which both engines take for a letter and nobody types.
 */
const sign = '\ue001'

/** The words of where a person lives, signed. */
export function addressWords({ careOf, street, postcode }: Pick<Row<'persons'>, 'careOf' | 'street' | 'postcode'>): string[] {
  return wordsOf([careOf, street, postcode].filter((part) => part !== null).join(' ')).map((word) => sign + word)
}

function wordsOf(text: string): string[] {
  return foldForSearch(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

/** Each word of a text as it may stand: by itself, or in an address. */
export function alsoInAddresses(words: readonly string[]): (readonly string[])[] {
  return words.flatMap((word) => wordsOf(word).map((part) => [part, sign + part]))
}

/** A date, or a telephone number with its spaces, hyphens and country code. */
const figures = /(?<![\p{L}\p{N}])(?:\+|00)?\d[\d ()-]{3,}\d(?![\p{L}\p{N}])/gu

/** A text whose dates, telephone numbers and postcodes are each one word of figures, as they are kept; nothing where it has none to put together. */
export function withJoinedFigures(text: string): string | undefined {
  const joined = text.replace(figures, (written) => written.replace(/\(0\)/gu, '').replace(/[^\d+]/gu, '').replace(/^(?:\+|00)46/u, '0'))
  return joined === text ? undefined : joined
}

/** The further ways to reach persons, as words: the figures of numbers, and what else there is as it stands. */
export async function waysTo(db: Reading, personIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await inChunks(personIds, (ids) => db.selectFrom('contactDetails').select(['personId', 'kind', 'value']).where('personId', 'in', ids).execute())
  return new Map([...Map.groupBy(rows, ({ personId }) => personId)].map(([id, own]) => [id, own.map(({ kind, value }) => (kind === 'mobile' || kind === 'phone' ? value.replace(/\D/gu, '') : value))]))
}

/** The persons whose further ways to be reached were written, and who were not written themselves. */
export async function personsToRefresh(db: Reading, written: WrittenRows): Promise<Row<'persons'>[]> {
  const details = [...(written.get('contactDetails')?.values() ?? [])]
  const ids = new Set(details.flatMap(({ row, before }) => [row, before]).flatMap((values) => (typeof values?.['personId'] === 'string' ? [values['personId']] : [])))
  return inChunks([...ids], (some) => db.selectFrom('persons').selectAll().where('id', 'in', some).execute())
}
