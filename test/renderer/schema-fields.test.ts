import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { localDate, optionalText, ore, text } from '#contract/base.ts'
import { isRequiredAt } from '#renderer/ui/schema-fields.ts'
import { findingsOf } from '#shared/input-findings.ts'

const schema = z.object({
  name: text(10),
  note: optionalText(20),
  startsOn: localDate,
  endsOn: localDate.nullable().default(null),
  isOpen: z.boolean(),
  kind: z.enum(['main', 'family']),
  channel: z.enum(['letter', 'email']).default('letter'),
  endedOn: localDate.optional(),
  lines: z.array(z.object({ amountOre: ore.min(100), text: optionalText() })),
})

describe('which fields must be filled in', () => {
  it.each([
    ['name', true],
    ['note', false],
    ['startsOn', true],
    ['endsOn', false],
    ['kind', true],
    ['channel', undefined],
    ['endedOn', false],
    ['isOpen', undefined],
    ['lines', undefined],
    ['lines.0.amountOre', true],
    ['lines.0.text', false],
    ['nothing', undefined],
  ])('%s: %s', (path, isRequired) => {
    expect(isRequiredAt(schema, path)).toBe(isRequired)
  })
})

/** What the schema refuses in some typed values. */
function faults(values: unknown) {
  const read = schema.safeParse(values, { reportInput: true })
  return read.success ? [] : findingsOf(read.error.issues)
}

describe('what a schema has against typed values', () => {
  const right = { name: 'Rådet', note: '', startsOn: '2026-01-01', isOpen: false, kind: 'main', lines: [] }

  it('is nothing when all is right', () => {
    expect(faults(right)).toEqual([])
  })

  it('says that an empty field is missing, whatever its kind', () => {
    const empty = { ...right, name: '', startsOn: null, kind: undefined, lines: [{ amountOre: null }] }
    expect(faults(empty).map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'name common.required', 'startsOn common.required', 'kind common.required', 'lines.0.amountOre common.required',
    ])
  })

  it('keeps the limits that the sentence needs', () => {
    expect(faults({ ...right, name: 'Brukarrådet', lines: [{ amountOre: 1 }] })).toEqual([
      { path: 'name', rule: 'common.tooLong', params: { max: 10 } },
      { path: 'lines.0.amountOre', rule: 'common.tooSmall', params: { min: 100 } },
    ])
  })

  it('refuses what could not be read with the field’s own rule', () => {
    expect(faults({ ...right, startsOn: '31/2', lines: [{ amountOre: 'tolv' }] }).map(({ rule }) => rule)).toEqual(['common.notADate', 'common.notAnAmount'])
  })

  it('refuses an alternative that is not there', () => {
    expect(faults({ ...right, kind: 'other' })).toEqual([{ path: 'kind', rule: 'common.notAChoice' }])
  })
})
