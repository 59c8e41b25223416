import { useState, type KeyboardEvent } from 'react'

/** A cell of the grid; row −1 is the header. */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridShape {
  readonly rows: number
  readonly columns: number
  /** How many rows PageUp and PageDown move. */
  readonly rowsInSight: number
}

/**
 * Where a key moves from a cell, or undefined when the key does not move.
 *
 * @example nextCell({ row: 3, column: 1 }, { key: 'Home', ctrl: true }, shape) // { row: 0, column: 0 }
 */
export function nextCell(from: Cell, { key, ctrl }: { key: string; ctrl: boolean }, { rows, columns, rowsInSight }: GridShape): Cell | undefined {
  const lastRow = Math.max(rows - 1, -1)
  const row = (wanted: number): Cell => ({ row: clamp(wanted, -1, lastRow), column: from.column })
  const column = (wanted: number): Cell => ({ row: from.row, column: clamp(wanted, 0, columns - 1) })
  switch (key) {
    case 'ArrowDown':
      return row(from.row + 1)
    case 'ArrowUp':
      return row(from.row - 1)
    case 'PageDown':
      return ctrl ? undefined : row(from.row + rowsInSight)
    case 'PageUp':
      return ctrl ? undefined : row(Math.max(from.row - rowsInSight, Math.min(from.row, 0)))
    case 'ArrowRight':
      return column(from.column + 1)
    case 'ArrowLeft':
      return column(from.column - 1)
    case 'Home':
      return ctrl ? { row: Math.min(0, lastRow), column: 0 } : column(0)
    case 'End':
      return ctrl ? { row: lastRow, column: columns - 1 } : column(columns - 1)
    default:
      return undefined
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** The button that a cell holds: whoever stands on such a cell means the button, not the row. */
function buttonIn(cell: EventTarget): HTMLElement | null {
  return cell instanceof Element ? cell.querySelector<HTMLElement>('button:not(:disabled)') : null
}

interface GridActions {
  /** Enter or F2 on a row, where the cell holds no button of its own. */
  open: (row: number) => void
  /** Space on a row. */
  toggle: (row: number) => void
  /** Shift with an arrow key: the row arrived at is selected too. */
  extend: (row: number) => void
  /** The focus is to move to a cell that may not be on the screen yet. */
  moveTo: (cell: Cell) => void
}

/** The keyboard of a grid with a single tab stop, at first in the first row's `firstColumn`. Leaving and coming back restores the cell. */
export function useGridNavigation(shape: GridShape, actions: GridActions, firstColumn = 0) {
  const [wantedCell, setActive] = useState<Cell>({ row: 0, column: firstColumn })
  const active: Cell = { row: clamp(wantedCell.row, -1, Math.max(shape.rows - 1, -1)), column: clamp(wantedCell.column, 0, shape.columns - 1) }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.defaultPrevented) return
    const isOnRow = active.row >= 0
    const target = nextCell(active, { key: event.key, ctrl: event.ctrlKey || event.metaKey }, shape)
    if (target) {
      event.preventDefault()
      setActive(target)
      actions.moveTo(target)
      if (event.shiftKey && target.row !== active.row && target.row >= 0) actions.extend(target.row)
    } else if (isOnRow && (event.key === 'Enter' || event.key === 'F2')) {
      event.preventDefault()
      const button = buttonIn(event.target)
      if (button) button.click()
      else actions.open(active.row)
    } else if (isOnRow && event.key === ' ') {
      event.preventDefault()
      actions.toggle(active.row)
    }
  }

  return { active, setActive, onKeyDown }
}
