import { Plus } from 'lucide-react'
import { z } from 'zod'
import { barrierKinds, type BarrierRow } from '#contract/barriers.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, SearchField, Select, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { BarrierChip } from './barrier-state.tsx'

const shown = ['open', 'long', 'removed', 'all'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  show: z.enum(shown).catch('open'),
  kind: z.enum(barrierKinds).optional().catch(undefined),
  body: z.string().optional().catch(undefined),
  host: z.string().optional().catch(undefined),
  sort: z.enum(['noticedOn', 'title', 'actionDueOn']).catch('noticedOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** What stands in the way of influence: what remains, the latest first. */
export function BarriersPage() {
  const t = useTranslations('barriers')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('influence.write')
  const columns = useColumns()
  return (
    <ListPage<BarrierRow, Filters, 'barriers'>
      title={t('title')}
      list="barriers"
      filter={toInput(filters)}
      create={canWrite && { href: '/barriers/new', label: t('newBarrier'), icon: Plus }}
      filters={
        <FilterBar>
          <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
          <Select label={t('filter.show')} width="narrow" value={filters.show} onChange={(show) => setFilters({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
          <FilterSelect
            label={t('fields.kind')}
            allLabel={t('filter.allKinds')}
            value={filters.kind}
            onChange={(kind) => setFilters({ kind })}
            choices={barrierKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', show: 'all', kind: undefined, body: undefined, host: undefined }}
      fetchPage={(page, signal) => client.barriers.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/barriers/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, show, kind, body, host }: Filters) {
  return { text, ...(show !== 'all' && { state: show }), ...(kind !== undefined && { kind }), ...(body !== undefined && { bodyId: body }), ...(host !== undefined && { hostOrganisationId: host }) }
}

function useColumns(): readonly GridColumn<BarrierRow>[] {
  const t = useTranslations('barriers')
  const format = useFormat()
  return [
    { id: 'title', header: t('fields.title'), cell: (row) => row.title, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isExtra: true, width: 'minmax(9rem, 1fr)' },
    { id: 'place', header: t('fields.place'), cell: (row) => row.body?.name ?? row.host?.name, width: 'minmax(9rem, 1fr)' },
    { id: 'noticedOn', header: t('fields.noticedOn'), cell: (row) => format.date(row.noticedOn), isSortable: true, width: '8.5rem' },
    { id: 'state', header: t('fields.state'), cell: (row) => <BarrierChip state={row.state} />, width: '10rem' },
    { id: 'actionDueOn', header: t('fields.actionDueOn'), cell: (row) => format.date(row.actionDueOn), isSortable: true, isExtra: true, width: '8.5rem' },
  ]
}
