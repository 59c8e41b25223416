/**
 * What the headings of a list mean, by themselves.
 */
import { customKeyOf, type CustomField } from '#contract/custom-fields.ts'
import type { ImportTarget, OverwriteRule } from '#contract/imports.ts'
import { importFields, importHeadings, type ImportField } from '#shared/data/import-headings.ts'
import { foldLoosely } from '#shared/swedish-text.ts'

/** What a column is read as; the year of a column such as `Betald 2026`. */
export interface ColumnTarget {
  readonly field: ImportTarget
  readonly year?: number
  /** As is usual for the field where nothing is said. */
  readonly overwrite?: OverwriteRule
}

/** What a heading means by itself; the meaning of `Postadress` also depends on the other columns. */
export function recogniseHeading(text: string): ColumnTarget | undefined {
  const year = yearIn(text)
  if (year !== undefined) return recogniseFeeYear(text.replace(String(year), ' '), year) ?? recogniseWords(text)
  return recogniseWords(text)
}

const meanings = new Map(importFields.flatMap((field) => importHeadings[field].map((heading) => [bare(heading), field] as const)))

/** A custom field whose name is the heading. */
export function recogniseCustomField(heading: string, fields: readonly CustomField[]): ColumnTarget | undefined {
  const field = bare(heading) === '' ? undefined : fields.find(({ name }) => bare(name) === bare(heading))
  return field && { field: customKeyOf(field.id) }
}

/** The year that a heading names. */
export function yearIn(heading: string): number | undefined {
  const year = /(?:19|20)\d{2}/u.exec(heading)?.[0]
  return year === undefined ? undefined : Number(year)
}

/** A heading as two lists are compared by it: without case, accents and signs, and with any year for another. */
export function headingKey(heading: string): string {
  return bare(heading.replace(/(?:19|20)\d{2}/gu, ' year '))
}

/** How early a heading stands in its field's list; an unknown one comes last. */
export function rankOf(heading: string, field: ImportTarget): number {
  const rank = (importHeadings[field as ImportField] ?? []).findIndex((synonym) => bare(synonym) === bare(heading) || bare(synonym) === bare(withoutBrackets(heading)))
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
}

function recogniseWords(text: string): ColumnTarget | undefined {
  const field = meanings.get(bare(text)) ?? meanings.get(bare(withoutBrackets(text)))
  return field ? { field } : undefined
}

function recogniseFeeYear(rest: string, year: number): ColumnTarget | undefined {
  const field = bare(rest) === '' || bare(rest) === 'ar' ? 'feePaid' : meanings.get(bare(rest))
  return field === 'feePaid' || field === 'feeAmount' ? { field, year } : undefined
}

/** A heading without case, accents, spaces and signs. */
export function bare(heading: string): string {
  return foldLoosely(heading).replace(/[^a-z0-9]/gu, '')
}

function withoutBrackets(heading: string): string {
  return heading.replace(/\(.*?\)/gu, ' ')
}
