import { describe, expect, it } from 'vitest'
import { personCondition, personFilterFields, type PersonFilterField } from '#contract/person-filters.ts'
import { valueFaults } from '#renderer/features/people/filter-faults.ts'

describe('What a filter lacks', () => {
  it('is said of each value by what it should be', () => {
    expect(valueFaults({ kind: 'text' }, 'contains', [' '])).toEqual(['common.required'])
    expect(valueFaults({ kind: 'choice' }, 'is', [])).toEqual(['common.notAChoice'])
    expect(valueFaults({ kind: 'reference' }, 'isNot', [null])).toEqual(['common.notAChoice'])
    expect(valueFaults({ kind: 'date' }, 'before', ['i fjol'])).toEqual(['common.notADate'])
    expect(valueFaults({ kind: 'number' }, 'between', [null, 'arton'])).toEqual(['common.required', 'common.notANumber'])
    expect(valueFaults({ kind: 'number', isMoney: true }, 'atLeast', ['hundra'])).toEqual(['common.notAnAmount'])
  })

  it('is nothing where none is asked for, or all is there', () => {
    expect(valueFaults({ kind: 'text' }, 'isEmpty', [])).toEqual([])
    expect(valueFaults({ kind: 'number' }, 'between', [18, 25])).toEqual([undefined, undefined])
    expect(valueFaults({ kind: 'date' }, 'onOrAfter', ['2026-01-01'])).toEqual([undefined])
  })

  it('is said of every condition that the contract refuses for want of a value', () => {
    for (const field of Object.keys(personFilterFields) as PersonFilterField[]) {
      const { kind, operators } = personFilterFields[field]
      for (const operator of operators) {
        const isRefused = !personCondition.safeParse({ field, operator, values: [] }).success
        expect(valueFaults({ kind }, operator, []).some((fault) => fault !== undefined), `${field} ${operator}`).toBe(isRefused)
      }
    }
  })
})
