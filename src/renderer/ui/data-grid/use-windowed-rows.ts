import { hashKey, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { DataGridProps, GridPage } from './types.ts'

/** How many rows are asked for at a time. */
const chunkSize = 100

export interface WindowedRows<Row> {
  /** The row at an index, or undefined while it is on its way. */
  rowAt: (index: number) => Row | undefined
  /** How many rows there are; undefined until the first answer. */
  readonly total: number | undefined
  /** The rows shown belong to an earlier sort or filter; the new ones are on their way. */
  readonly isStale: boolean
  readonly error: unknown
  retry: () => void
}

interface Shown<Row> {
  readonly key: string
  readonly chunks: readonly Chunk<Row>[]
  readonly total: number | undefined
}

interface Chunk<Row> {
  readonly number: number
  readonly page: GridPage<Row>
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
  const queries = useQueries({
    queries: chunksBetween(first, last).map((number) => ({
      queryKey: [...queryKey, 'window', sort, number],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ({ number, page: await fetchPage({ offset: number * chunkSize, limit: chunkSize, sort }, signal) }),
    })),
    combine,
  })

  const [shown, setShown] = useState<Shown<Row>>({ key, chunks: [], total: undefined })
  const isStale = shown.key !== key && queries.chunks.length === 0
  // What was fetched last is remembered while rendering, as React recommends for what depends on earlier renders.
  if (!isStale && (shown.key !== key || shown.chunks !== queries.chunks)) {
    setShown({ key, chunks: queries.chunks, total: queries.chunks[0]?.page.total ?? shown.total })
  }

  return {
    rowAt: (index) => shown.chunks.find((chunk) => chunk.number === Math.floor(index / chunkSize))?.page.rows[index % chunkSize],
    total: shown.total,
    isStale,
    error: queries.error,
    retry: queries.retry,
  }
}

/** The chunks that have arrived. Stays the same object while nothing has changed. */
function combine<Row>(results: readonly UseQueryResult<Chunk<Row>>[]) {
  return {
    chunks: results.flatMap((result) => (result.data ? [result.data] : [])),
    error: results.find((result) => result.error)?.error,
    retry: () => results.forEach((result) => void result.refetch()),
  }
}

function chunksBetween(first: number, last: number): number[] {
  const from = Math.floor(first / chunkSize)
  const to = Math.floor(Math.max(first, last) / chunkSize)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
