import { hashKey, useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import type { DataGridProps, GridPage } from './types.ts'

/** How many rows are asked for at a time. */
export const chunkSize = 100

export interface WindowedRows<Row> {
  /** The row at an index, or undefined while it is on its way. */
  rowAt(index: number): Row | undefined
  /** How many rows there are; undefined until the first answer. */
  readonly total: number | undefined
  /** The rows shown belong to an earlier sort or filter; the new ones are on their way. */
  readonly isStale: boolean
  readonly error: unknown
  retry(): void
}

interface Shown<Row> {
  readonly key: string
  readonly chunks: ReadonlyMap<number, GridPage<Row>>
  readonly total: number | undefined
}

/**
 * Holds the rows of a long list that are in sight, fetched in chunks from the core.
 * While a new sort or filter is on its way the old rows stay, so that nothing flickers.
 */
export function useWindowedRows<Row, Column extends string>(
  { queryKey, fetchPage, sort }: Pick<DataGridProps<Row, Column>, 'queryKey' | 'fetchPage' | 'sort'>,
  first: number,
  last: number,
): WindowedRows<Row> {
  const key = hashKey([queryKey, sort])
  const wanted = chunksBetween(first, last)
  const queries = useQueries({
    queries: wanted.map((chunk) => ({
      queryKey: [...queryKey, 'window', sort, chunk],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage({ offset: chunk * chunkSize, limit: chunkSize, sort }, signal),
    })),
  })

  const shown = useRef<Shown<Row>>({ key, chunks: new Map(), total: undefined })
  const arrived = new Map(queries.flatMap((query, index) => (query.data ? [[wanted[index]!, query.data] as const] : [])))
  const isStale = shown.current.key !== key && arrived.size === 0
  if (!isStale) shown.current = { key, chunks: arrived, total: arrived.values().next().value?.total ?? shown.current.total }

  return {
    rowAt: (index) => shown.current.chunks.get(Math.floor(index / chunkSize))?.rows[index % chunkSize],
    total: shown.current.total,
    isStale,
    error: queries.find((query) => query.error)?.error,
    retry: () => queries.forEach((query) => void query.refetch()),
  }
}

function chunksBetween(first: number, last: number): number[] {
  const from = Math.floor(first / chunkSize)
  const to = Math.floor(Math.max(first, last) / chunkSize)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
