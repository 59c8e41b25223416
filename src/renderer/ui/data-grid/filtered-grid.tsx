import type { ReactNode } from 'react'
import { NoHits } from '../states.tsx'
import { DataGrid } from './data-grid.tsx'
import type { DataGridProps, GridPage } from './types.ts'

/** What a list keeps in the address: how it is sorted, and its filters. */
interface ListState {
  readonly text?: string
  readonly sort: string
  readonly descending: boolean
}

/** The rows to fetch, in the words of the core's lists. */
interface SortedPage<Column extends string> {
  readonly sort: Column
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export interface FilteredGridProps<Row, State extends ListState>
  extends Pick<DataGridProps<Row, State['sort']>, 'label' | 'columns' | 'href' | 'selected' | 'onSelectionChange' | 'countLabel' | 'actions'> {
  /** The list in the core: `people.list`. */
  query: string
  state: State
  onStateChange: (change: Partial<State>) => void
  /** The filters as they stand when they leave nothing out. */
  unfiltered: Partial<State>
  fetchPage: (page: SortedPage<State['sort']>, signal: AbortSignal) => Promise<GridPage<Row>>
  /** What stands here while there is nothing to filter: `<EmptyState>`. */
  empty: ReactNode
}

/** A `DataGrid` that is sorted and filtered by what stands in the address. Where nothing matches, the filters can be cleared. */
export function FilteredGrid<Row extends { readonly id: string }, State extends ListState>({
  query, state, onStateChange, unfiltered, fetchPage, empty, ...rest
}: FilteredGridProps<Row, State>) {
  const isFiltered = Object.entries(unfiltered).some(([name, value]) => state[name as keyof State] !== value)
  return (
    <DataGrid<Row, State['sort']>
      {...rest}
      rowId={(row) => row.id}
      queryKey={[query, state]}
      fetchPage={({ sort, offset, limit }, signal) => fetchPage({ sort: sort.column, descending: sort.descending, offset, limit }, signal)}
      sort={{ column: state.sort, descending: state.descending }}
      onSortChange={({ column, descending }) => onStateChange({ sort: column, descending } as Partial<State>)}
      empty={isFiltered ? <NoHits {...(state.text !== undefined && { text: state.text })} onClear={() => onStateChange(unfiltered)} /> : empty}
    />
  )
}
