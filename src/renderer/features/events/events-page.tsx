import { Plus } from 'lucide-react'
import { z } from 'zod'
import { levels, methods } from '#contract/body-choices.ts'
import { eventStates, influenceReasons, type EventRow } from '#contract/events.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, SearchField, Select, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { EventChip } from './event-state.tsx'

const shown = [...eventStates, 'all'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  show: z.enum(shown).catch('all'),
  method: z.enum(methods).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  reason: z.enum(influenceReasons).optional().catch(undefined),
  sort: z.enum(['heldOn', 'title', 'participantCount']).catch('heldOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** Events of all methods, the latest first. */
export function EventsPage() {
  const t = useTranslations('events')
  const bodies = useTranslations('bodies')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('influence.write')
  const columns = useColumns()
  return (
    <ListPage<EventRow, Filters, 'events'>
      title={t('title')}
      list="events"
      filter={toInput(filters)}
      create={canWrite && { href: '/events/new', label: t('newEvent'), icon: Plus }}
      filters={
        <FilterBar>
          <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
          <Select label={t('filter.show')} width="narrow" value={filters.show} onChange={(show) => setFilters({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
          <FilterSelect label={t('fields.method')} allLabel={t('filter.allMethods')} value={filters.method} onChange={(method) => setFilters({ method })} choices={methods.map((id) => ({ id, label: bodies(`method.${id}`) }))} />
          <FilterSelect label={t('fields.level')} allLabel={bodies('allLevels')} value={filters.level} onChange={(level) => setFilters({ level })} choices={levels.map((id) => ({ id, label: bodies(`level.${id}`) }))} />
          <FilterSelect label={t('fields.reasons')} allLabel={t('filter.allReasons')} value={filters.reason} onChange={(reason) => setFilters({ reason })} choices={influenceReasons.map((id) => ({ id, label: t(`reason.${id}`) }))} />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', show: 'all', method: undefined, level: undefined, reason: undefined }}
      fetchPage={(page, signal) => client.events.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/events/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, show, method, level, reason }: Filters) {
  return { text, ...(show !== 'all' && { state: show }), ...(method !== undefined && { method }), ...(level !== undefined && { level }), ...(reason !== undefined && { reason }) }
}

function useColumns(): readonly GridColumn<EventRow>[] {
  const t = useTranslations('events')
  const bodies = useTranslations('bodies')
  const format = useFormat()
  return [
    { id: 'title', header: t('fields.title'), cell: (row) => row.title, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'method', header: t('fields.method'), cell: (row) => bodies(`method.${row.method}`), width: 'minmax(9rem, 1fr)' },
    { id: 'heldOn', header: t('fields.heldOn'), cell: (row) => format.date(row.heldOn), isSortable: true, width: '8.5rem' },
    { id: 'participantCount', header: t('fields.participantCount'), cell: (row) => row.participantCount === null ? '' : format.number(row.participantCount), isSortable: true, align: 'end', width: '8rem' },
    { id: 'state', header: t('fields.state'), cell: (row) => <EventChip state={row.state} />, width: '10rem' },
    { id: 'buyer', header: t('fields.buyer'), cell: (row) => row.buyer?.name, isExtra: true, width: 'minmax(8rem, 1fr)' },
  ]
}
