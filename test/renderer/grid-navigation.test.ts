import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSort, sortState } from '#renderer/ui/data-grid/sorting.tsx'
import { nextCell } from '#renderer/ui/data-grid/use-grid-navigation.ts'

const shape = { rows: 100, columns: 4, rowsInSight: 10 }
const press = (row: number, column: number, key: string, ctrl = false) => nextCell({ row, column }, { key, ctrl }, shape)

describe('moving in a grid', () => {
  it.each([
    [0, 0, 'ArrowDown', false, { row: 1, column: 0 }],
    [0, 0, 'ArrowUp', false, { row: -1, column: 0 }],
    [-1, 2, 'ArrowUp', false, { row: -1, column: 2 }],
    [99, 0, 'ArrowDown', false, { row: 99, column: 0 }],
    [5, 0, 'ArrowLeft', false, { row: 5, column: 0 }],
    [5, 2, 'Home', false, { row: 5, column: 0 }],
    [5, 2, 'End', false, { row: 5, column: 3 }],
    [5, 2, 'Home', true, { row: 0, column: 0 }],
    [5, 2, 'End', true, { row: 99, column: 3 }],
    [5, 2, 'PageDown', false, { row: 15, column: 2 }],
    [5, 2, 'PageUp', false, { row: 0, column: 2 }],
    [95, 2, 'PageDown', false, { row: 99, column: 2 }],
  ] as const)('from %i,%i with %s (ctrl %s)', (row, column, key, ctrl, to) => {
    expect(press(row, column, key, ctrl)).toEqual(to)
  })

  it('leaves Ctrl+Page Up and Page Down to screen readers, and other keys alone', () => {
    for (const key of ['PageUp', 'PageDown']) expect(press(5, 2, key, true)).toBeUndefined()
    for (const key of ['a', 'Enter', ' ', 'Tab', 'Escape']) expect(press(5, 2, key)).toBeUndefined()
  })

  it('never leaves the grid', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')
    fc.assert(
      fc.property(fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.array(fc.tuple(keys, fc.boolean())), (rows, columns, presses) => {
        let cell = { row: 0, column: 0 }
        for (const [key, ctrl] of presses) cell = nextCell(cell, { key, ctrl }, { rows, columns, rowsInSight: 3 }) ?? cell
        return cell.row >= -1 && cell.row <= Math.max(rows - 1, 0) && cell.column >= 0 && cell.column < columns
      }),
    )
  })
})

describe('sorting by a header', () => {
  it('begins ascending and turns round', () => {
    const byName = nextSort({ column: 'town', descending: true }, 'name')
    expect(byName).toEqual({ column: 'name', descending: false })
    expect(nextSort(byName, 'name')).toEqual({ column: 'name', descending: true })
    expect(sortState(byName, 'name')).toBe('ascending')
    expect(sortState(byName, 'town')).toBe('none')
  })
})
