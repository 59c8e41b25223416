import type { Shape } from '../shape.ts'
import type { documents as sv } from '../sv/documents.ts'

export const documents = {
  fewerThan: 'fewer than {limit, number}',
  fewerPersonsThan: 'fewer than {limit, number} persons',
  withheld: '–',
  withheldNote: 'Counts under {limit, number} are not shown. “–” stands where a figure would otherwise give such a count away.',
} as const satisfies Shape<typeof sv>
