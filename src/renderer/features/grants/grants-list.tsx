import { z } from 'zod'
import type { GrantRow } from '#contract/grants.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DataGrid, EmptyState, FilterBar, LinkButton, NoHits, SearchField, Select, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { isReportSoon } from './report-due.tsx'

const statuses = ['future', 'current', 'ended'] as const
const sorts = ['name', 'funder', 'startsOn', 'reportDueOn', 'amountOre'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  status: z.enum(statuses).optional().catch(undefined),
  sort: z.enum(sorts).catch('startsOn'),
  descending: z.boolean().catch(true),
})

/** The grants, newest first. */
export function GrantsList() {
  const t = useTranslations('grants')
  const format = useFormat()
  const canWrite = useCan('grants.write')
  const [filters, setFilters] = useAddressState(filterSchema)
  const isFiltered = filters.text !== '' || filters.status !== undefined
  return (
    <>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
        <Select
          label={t('fields.status')}
          value={filters.status ?? 'all'}
          onChange={(id) => setFilters({ status: id === 'all' ? undefined : id })}
          choices={[{ id: 'all' as const, label: t('allStatuses') }, ...statuses.map((id) => ({ id, label: t(`status.${id}`) }))]}
        />
      </FilterBar>
      <DataGrid<GrantRow, (typeof sorts)[number]>
        label={t('title')}
        rowId={(row) => row.id}
        queryKey={['grants.list', filters]}
        fetchPage={({ offset, limit, sort }, signal) =>
          client.grants.list({ text: filters.text, ...(filters.status && { status: filters.status }), sort: sort.column, descending: sort.descending, offset, limit }, { signal })
        }
        sort={{ column: filters.sort, descending: filters.descending }}
        onSortChange={({ column, descending }) => setFilters({ sort: column, descending })}
        href={(row) => `/grants/${row.id}`}
        countLabel={(count) => t('count', { count })}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(15rem, 2fr)' },
          { id: 'funder', header: t('fields.funder'), cell: (row) => row.funderName, isSortable: true, width: 'minmax(11rem, 1fr)' },
          { id: 'startsOn', header: t('fields.period'), cell: (row) => `${format.date(row.startsOn)} – ${format.date(row.endsOn)}`, isSortable: true, width: '14rem' },
          { id: 'amountOre', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end', isSortable: true, isExtra: true, width: '10rem' },
          {
            id: 'reportDueOn', header: t('fields.reportDue'), isSortable: true, width: '10rem',
            cell: (row) => (isReportSoon(row.daysToReport) ? <StatusChip tone="need">{format.date(row.reportDueOn)}</StatusChip> : format.date(row.reportDueOn)),
          },
        ]}
        empty={
          isFiltered ? (
            <NoHits text={filters.text} onClear={() => setFilters({ text: '', status: undefined })} />
          ) : (
            <EmptyState title={t('empty')} actions={canWrite && <LinkButton href="/grants/new" variant="primary">{t('newGrant')}</LinkButton>}>
              {t('emptyHelp')}
            </EmptyState>
          )
        }
      />
    </>
  )
}
