import { expect, it } from 'vitest'
import type { ImportPreviewShown } from '#contract/imports.ts'
import { choicesOf, create, join, personsWritten } from '#renderer/features/imports/choices.ts'

type Unclear = ImportPreviewShown['unclear'][number]

const counts = { fresh: 28, changed: 3, unclear: 5, unchanged: 0, skipped: 4 }

function unclear(rowNumber: number, more: Partial<Unclear>): Unclear {
  return { rowNumber, values: [], notes: [], undatedFeeYears: [], reasons: [], mayBeNew: true, isKnown: false, candidates: [], otherRow: null, ...more }
}

const doubleOf = (rowNumber: number, isCounted: boolean): Unclear['otherRow'] => ({ rowNumber, values: [], notes: [], undatedFeeYears: [], isCounted })

function candidate(id: string, isChanged: boolean): Unclear['candidates'][number] {
  const nobodys = { careOf: null, street: null, postcode: null, town: null, countryCode: null }
  const person = { id, name: 'Eva Gran', isProtected: false } as unknown as Unclear['candidates'][number]['person']
  return { person, birthDate: null, town: null, address: nobodys, differences: [{ field: 'town', year: null, before: null, after: 'Gimo' }], isChanged, held: [] }
}

function written(rows: readonly Unclear[], decisions: readonly (readonly [number, string])[]): number {
  const preview = { counts, unclear: [...rows] }
  return personsWritten(preview, choicesOf(preview, new Map(decisions)))
}

it('an import writes the new and the changed, and each unclear row that becomes somebody', () => {
  expect(written([unclear(17, {})], [])).toBe(31)
  expect(written([unclear(17, {}), unclear(18, {})], [[17, create], [18, create]])).toBe(33)
})

it('a row that fills in an earlier one makes nobody more, unless the earlier one said nothing new', () => {
  expect(written([unclear(31, { otherRow: doubleOf(30, true) })], [[31, join]])).toBe(31)
  expect(written([unclear(31, { otherRow: doubleOf(30, false) }), unclear(32, { otherRow: doubleOf(30, false) })], [[31, join], [32, join]])).toBe(32)
})

it('a person is one, however many rows change her', () => {
  expect(written([unclear(17, { candidates: [candidate('eva', true)] })], [[17, 'eva']])).toBe(31)
  expect(written([unclear(17, { candidates: [candidate('eva', false)] }), unclear(18, { candidates: [candidate('eva', false)] })], [[17, 'eva'], [18, 'eva']])).toBe(32)
})
