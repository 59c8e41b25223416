import { Plus } from 'lucide-react'
import { z } from 'zod'
import { consultationKinds, consultationStates, type ConsultationRow } from '#contract/consultations.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, SearchField, Select, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { ConsultationChip } from './consultation-state.tsx'

const shown = [...consultationStates, 'all'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  show: z.enum(shown).catch('all'),
  kind: z.enum(consultationKinds).optional().catch(undefined),
  body: z.string().optional().catch(undefined),
  sort: z.enum(['answerDueOn', 'receivedOn', 'title']).catch('receivedOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** What others have asked before they decide, the latest first. */
export function ConsultationsPage() {
  const t = useTranslations('consultations')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('influence.write')
  const columns = useColumns()
  return (
    <ListPage<ConsultationRow, Filters, 'consultations'>
      title={t('title')}
      list="consultations"
      filter={toInput(filters)}
      create={canWrite && { href: '/consultations/new', label: t('newConsultation'), icon: Plus }}
      filters={
        <FilterBar>
          <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
          <Select label={t('filter.show')} width="narrow" value={filters.show} onChange={(show) => setFilters({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
          <FilterSelect
            label={t('fields.kind')}
            allLabel={t('filter.allKinds')}
            value={filters.kind}
            onChange={(kind) => setFilters({ kind })}
            choices={consultationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', show: 'all', kind: undefined, body: undefined }}
      fetchPage={(page, signal) => client.consultations.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/consultations/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, show, kind, body }: Filters) {
  return { text, ...(show !== 'all' && { state: show }), ...(kind !== undefined && { kind }), ...(body !== undefined && { bodyId: body }) }
}

function useColumns(): readonly GridColumn<ConsultationRow>[] {
  const t = useTranslations('consultations')
  const format = useFormat()
  return [
    { id: 'title', header: t('fields.title'), cell: (row) => row.title, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'askedBy', header: t('fields.askedBy'), cell: (row) => row.askedBy.name, width: 'minmax(8rem, 1fr)' },
    { id: 'receivedOn', header: t('fields.receivedOn'), cell: (row) => format.date(row.receivedOn), isSortable: true, isExtra: true, width: '8.5rem' },
    { id: 'answerDueOn', header: t('fields.answerDueOn'), cell: (row) => format.date(row.answerDueOn), isSortable: true, width: '8.5rem' },
    { id: 'step', header: t('fields.step'), cell: (row) => <ConsultationChip consultation={row} />, width: '13rem' },
    { id: 'responsible', header: t('fields.responsible'), cell: (row) => row.responsible?.displayName, isExtra: true, width: '8rem' },
  ]
}
