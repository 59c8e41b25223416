import { Plus } from 'lucide-react'
import { z } from 'zod'
import type { ProposalRow } from '#contract/proposals.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, SearchField, Select, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { ProposalStepChip } from './proposal-step.tsx'

const shown = ['open', 'overdue', 'closed', 'all'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  show: z.enum(shown).catch('open'),
  body: z.string().optional().catch(undefined),
  sort: z.enum(['raisedOn', 'title', 'measureDueOn']).catch('raisedOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** What has been raised with hosts: those still to follow, the latest first. */
export function ProposalsPage() {
  const t = useTranslations('proposals')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('proposals.write')
  const columns = useColumns()
  return (
    <ListPage<ProposalRow, Filters, 'proposals'>
      title={t('title')}
      list="proposals"
      filter={toInput(filters)}
      create={canWrite && { href: '/proposals/new', label: t('newProposal'), icon: Plus }}
      filters={
        <FilterBar>
          <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
          <Select label={t('filter.show')} width="narrow" value={filters.show} onChange={(show) => setFilters({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', show: 'all', body: undefined }}
      fetchPage={(page, signal) => client.proposals.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/proposals/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, show, body }: Filters) {
  return {
    text, ...(body !== undefined && { bodyId: body }), ...(show === 'open' && { isOpen: true }), ...(show === 'closed' && { isOpen: false }), ...(show === 'overdue' && { isOverdue: true }),
  }
}

function useColumns(): readonly GridColumn<ProposalRow>[] {
  const t = useTranslations('proposals')
  const format = useFormat()
  return [
    { id: 'title', header: t('fields.title'), cell: (row) => row.title, isRowHeader: true, isSortable: true, width: 'minmax(10.5rem, 2fr)' },
    { id: 'body', header: t('fields.body'), cell: (row) => row.body.name, width: 'minmax(10rem, 1fr)' },
    { id: 'host', header: t('fields.host'), cell: (row) => row.hostName, isExtra: true, width: 'minmax(10.75rem, 1fr)' },
    { id: 'raisedOn', header: t('fields.raisedOn'), cell: (row) => format.date(row.raisedOn), isSortable: true, width: '7.5rem' },
    { id: 'step', header: t('fields.step'), cell: (row) => <ProposalStepChip proposal={row} />, width: '13.5rem' },
    { id: 'measureDueOn', header: t('fields.measureDueOn'), cell: (row) => format.date(row.measureDueOn), isSortable: true, isExtra: true, width: '7.5rem' },
  ]
}
