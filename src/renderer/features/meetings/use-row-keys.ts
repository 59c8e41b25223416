import type { KeyboardEvent } from 'react'

/** Marks the field of a cell, so that the arrow keys find the same column in the next row. */
export function cellMark(column: string): { 'data-cell': string } {
  return { 'data-cell': column }
}

/**
 * Moves between the rows of a table of fields: arrow up and down go to the same column of the row above or below, and so does Enter.
 * Left and right stay with the field: they choose in a group of radio buttons and move in a text.
 */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key]
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  if (step === undefined || !from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (from.tagName === 'SELECT' && event.key !== 'Enter') return
  event.preventDefault()
  event.stopPropagation()
  const rows = [...event.currentTarget.rows]
  const start = rows.findIndex((row) => row.contains(from))
  for (let index = start + step; index >= 0 && index < rows.length; index += step) {
    const field = fieldIn(rows[index], from.dataset['cell'] ?? '')
    if (field) {
      field.focus()
      if (field instanceof HTMLInputElement && field.type === 'text') field.select()
      return
    }
  }
}

/** The field of a column in a row: of radio buttons the chosen one, else the first. */
function fieldIn(row: HTMLTableRowElement | undefined, column: string): HTMLElement | undefined {
  const fields = [...(row?.querySelectorAll<HTMLInputElement>(`[data-cell="${column}"]:not(:disabled)`) ?? [])]
  return fields.find((field) => field.type === 'radio' && field.checked) ?? fields[0]
}
