import type { QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** A column of a list. */
export interface GridColumn<Row> {
  /** Also the name that `fetchPage` gets when the column is sorted. */
  readonly id: string
  readonly header: string
  cell: (row: Row) => ReactNode
  /** A CSS grid track with a definite least width: `8rem`, or `minmax(12rem, 2fr)` for what may grow. */
  readonly width?: string
  /** Figures and money stand at the end, in tabular figures. */
  readonly align?: 'start' | 'end'
  readonly isSortable?: boolean
  /** Names the row: read aloud with every cell. One column has it. */
  readonly isRowHeader?: boolean
  /** Left out in "Enkel vy". */
  readonly isExtra?: boolean
}

export interface GridSort<Column extends string = string> {
  readonly column: Column
  readonly descending: boolean
}

/** A window of rows, as the core is asked for it. */
export interface GridWindow<Column extends string = string> {
  readonly offset: number
  readonly limit: number
  readonly sort: GridSort<Column>
}

export interface GridPage<Row> {
  readonly rows: readonly Row[]
  /** How many rows there are in all. */
  readonly total: number
}

export interface DataGridProps<Row, Column extends string = string> {
  /** What the list holds: "Personer". */
  label: string
  columns: readonly GridColumn<Row>[]
  rowId: (row: Row) => string
  /** Names the query together with its filters: `['people.list', filters]`. */
  queryKey: QueryKey
  /** Fetches rows from the core, which sorts and filters. */
  fetchPage: (window: GridWindow<Column>, signal: AbortSignal) => Promise<GridPage<Row>>
  sort: GridSort<Column>
  onSortChange: (sort: GridSort<Column>) => void
  /** Where a row leads: Enter, or a click on the row. */
  href?: (row: Row) => string
  /** Opens a row in another way than by an address. */
  onOpen?: (row: Row) => void
  selected?: ReadonlySet<string>
  onSelectionChange?: (selected: ReadonlySet<string>) => void
  /** "312 medlemmar"; "312 rader" when left out. */
  countLabel?: (total: number) => string
  /** What can be done with the whole list; stands above it. */
  actions?: ReactNode
  /** What stands here instead of the list when there are no rows: `<EmptyState>` or `<NoHits>`. */
  empty: ReactNode
}
