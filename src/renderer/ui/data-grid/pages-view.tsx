import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Pager } from '../pager.tsx'
import { PlainTable } from '../simple-table.tsx'
import { ErrorState, Loading } from '../states.tsx'
import type { DataGridProps } from './types.ts'

/** Rows on a page of the native table. */
const rowsPerPage = 50

interface PagesViewProps<Row, Column extends string> extends DataGridProps<Row, Column> {
  describeError: (error: unknown) => string
  onTotal: (total: number | undefined) => void
}

/** The list as pages of an ordinary table, which every screen reader reads with its own table commands. */
export function PagesView<Row, Column extends string>(props: PagesViewProps<Row, Column>) {
  const { queryKey, fetchPage, sort, onTotal } = props
  const filterKey = JSON.stringify([queryKey, sort])
  const [at, setAt] = useState({ filterKey, page: 0 })
  const page = at.filterKey === filterKey ? at.page : 0
  const query = useQuery({
    queryKey: [...queryKey, 'page', sort, page],
    queryFn: ({ signal }) => fetchPage({ offset: page * rowsPerPage, limit: rowsPerPage, sort }, signal),
    placeholderData: keepPreviousData,
  })
  const total = query.data?.total
  useEffect(() => onTotal(total), [total, onTotal])

  if (query.error) return <ErrorState onRetry={() => void query.refetch()}>{props.describeError(query.error)}</ErrorState>
  if (!query.data) return <Loading />
  if (query.data.total === 0) return props.empty
  return (
    <>
      <PlainTable {...props} rows={query.data.rows} isBusy={query.isPlaceholderData} />
      <Pager page={page} pages={Math.ceil(query.data.total / rowsPerPage)} onPage={(next) => setAt({ filterKey, page: next })} />
    </>
  )
}
