import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { GridSort } from './types.ts'

export type SortState = 'ascending' | 'descending' | 'none'

/** How a column is sorted now, in the words of `aria-sort`. */
export function sortState(sort: GridSort, column: string): SortState {
  if (sort.column !== column) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** What a press on a column's header asks for: first ascending, then the other way round. */
export function nextSort<Column extends string>(sort: GridSort<Column>, column: Column): GridSort<Column> {
  return { column, descending: sort.column === column ? !sort.descending : false }
}

/** An arrow beside the header's word. */
export function SortMark({ state }: { state: SortState }) {
  const Icon = state === 'ascending' ? ArrowUp : state === 'descending' ? ArrowDown : ChevronsUpDown
  return <Icon aria-hidden data-sorted={state !== 'none'} />
}
