import { z } from 'zod'
import type { GrantRow } from '#contract/grants.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { EmptyState, FilterBar, FilterSelect, FilteredGrid, LinkButton, SearchField, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { isReportSoon } from './report-due.tsx'

const statuses = ['future', 'current', 'ended'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  status: z.enum(statuses).optional().catch(undefined),
  sort: z.enum(['name', 'funder', 'startsOn', 'reportDueOn', 'amountOre']).catch('startsOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** The grants, newest first. */
export function GrantsList() {
  const t = useTranslations('grants')
  const format = useFormat()
  const canWrite = useCan('grants.write')
  const [filters, setFilters] = useAddressState(filterSchema)
  return (
    <>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
        <FilterSelect
          label={t('fields.status')}
          allLabel={t('allStatuses')}
          value={filters.status}
          onChange={(status) => setFilters({ status })}
          choices={statuses.map((id) => ({ id, label: t(`status.${id}`) }))}
        />
      </FilterBar>
      <FilteredGrid<GrantRow, Filters>
        label={t('title')}
        query="grants.list"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ text: '', status: undefined }}
        fetchPage={(page, signal) => client.grants.list({ ...toInput(filters), ...page }, { signal })}
        href={(row) => `/grants/${row.id}`}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="grants" query={{ ...toInput(filters), sort: filters.sort, descending: filters.descending }} />}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(15rem, 2fr)' },
          { id: 'funder', header: t('fields.funder'), cell: (row) => row.funderName, isSortable: true, width: 'minmax(11rem, 1fr)' },
          { id: 'startsOn', header: t('fields.period'), cell: (row) => `${format.date(row.startsOn)} – ${format.date(row.endsOn)}`, isSortable: true, width: '13.5rem' },
          { id: 'amountOre', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end', isSortable: true, isExtra: true, width: '10rem' },
          {
            id: 'reportDueOn', header: t('fields.reportDue'), isSortable: true, width: '10rem',
            cell: (row) => (isReportSoon(row.daysToReport) ? <StatusChip tone="need">{format.date(row.reportDueOn)}</StatusChip> : format.date(row.reportDueOn)),
          },
        ]}
        empty={
          <EmptyState title={t('empty')} actions={canWrite && <LinkButton href="/grants/new" variant="primary">{t('newGrant')}</LinkButton>}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
    </>
  )
}

function toInput({ text, status }: Filters) {
  return { text, ...(status && { status }) }
}
