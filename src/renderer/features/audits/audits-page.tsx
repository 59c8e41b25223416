import { Plus } from 'lucide-react'
import { z } from 'zod'
import type { AuditRow } from '#contract/audits.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, Select, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { AuditStepChip } from './audit-step.tsx'

const shown = ['open', 'closed', 'all'] as const

const filterSchema = z.object({
  show: z.enum(shown).catch('all'),
  sort: z.enum(['orderedOn', 'name']).catch('orderedOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** The user audits, the latest order first. */
export function AuditsPage() {
  const t = useTranslations('audits')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('audits.write')
  const columns = useColumns()
  return (
    <ListPage<AuditRow, Filters, 'audits'>
      title={t('title')}
      list="audits"
      filter={toInput(filters)}
      create={canWrite && { href: '/audits/new', label: t('newAudit'), icon: Plus }}
      filters={
        <FilterBar>
          <Select label={t('filter.show')} width="narrow" value={filters.show} onChange={(show) => setFilters({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ show: 'all' }}
      fetchPage={(page, signal) => client.audits.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/audits/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ show }: Filters) {
  return show === 'all' ? {} : { isOpen: show === 'open' }
}

function useColumns(): readonly GridColumn<AuditRow>[] {
  const t = useTranslations('audits')
  const format = useFormat()
  return [
    { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'audited', header: t('fields.audited'), cell: (row) => row.audited.name, width: 'minmax(11rem, 1fr)' },
    { id: 'orderedBy', header: t('fields.orderedBy'), cell: (row) => row.orderedBy.name, isExtra: true, width: 'minmax(10rem, 1fr)' },
    { id: 'orderedOn', header: t('fields.orderedOn'), cell: (row) => format.date(row.orderedOn), isSortable: true, width: '9rem' },
    { id: 'step', header: t('fields.step'), cell: (row) => <AuditStepChip step={row.step} />, width: '8.5rem' },
    { id: 'interviewCount', header: t('fields.interviewCount'), cell: (row) => format.number(row.interviewCount), align: 'end', isExtra: true, width: '6.5rem' },
  ]
}
