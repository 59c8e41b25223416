import { Armchair, Plus } from 'lucide-react'
import { z } from 'zod'
import { bodyKinds, bodySorts, levels, type BodyRow } from '#contract/bodies.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, LinkButton, SearchField, Select, StatusChip, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'

const shown = ['now', 'all', 'notNow'] as const

const filterSchema = z.object({
  text: z.string().catch(''),
  kind: z.enum(bodyKinds).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  host: z.string().optional().catch(undefined),
  show: z.enum(shown).catch('now'),
  sort: z.enum(bodySorts).catch('name'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

/** The influence bodies: find, filter, open. */
export function BodiesPage() {
  const t = useTranslations('bodies')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('bodies.write')
  const columns = useColumns()
  return (
    <ListPage<BodyRow, Filters, 'bodies'>
      title={t('title')}
      list="bodies"
      filter={toInput(filters)}
      create={canWrite && { href: '/bodies/new', label: t('newBody'), icon: Plus }}
      actions={<LinkButton href="/bodies/seats" icon={Armchair}>{t('allSeats.show')}</LinkButton>}
      filters={<BodyFilters filters={filters} onChange={setFilters} />}
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', kind: undefined, level: undefined, host: undefined, show: 'now' }}
      fetchPage={(page, signal) => client.bodies.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/bodies/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, kind, level, host, show }: Filters) {
  return { text, ...(kind && { kind }), ...(level && { level }), ...(host && { hostOrganisationId: host }), ...(show !== 'all' && { active: show === 'now' }) }
}

function BodyFilters({ filters, onChange }: { filters: Filters; onChange(change: Partial<Filters>): void }) {
  const t = useTranslations('bodies')
  return (
    <FilterBar>
      <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
      <Select label={t('filter.active')} width="narrow" value={filters.show} onChange={(show) => onChange({ show })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
      <FilterSelect
        label={t('fields.kind')}
        allLabel={t('allKinds')}
        width="narrow"
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
        choices={bodyKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
      />
      <FilterSelect
        label={t('fields.level')}
        allLabel={t('allLevels')}
        width="narrow"
        value={filters.level}
        onChange={(level) => onChange({ level })}
        choices={levels.map((id) => ({ id, label: t(`level.${id}`) }))}
      />
      <OrganisationPicker label={t('fields.host')} isFilter value={filters.host ?? null} onChange={(host) => onChange({ host: host ?? undefined })} />
    </FilterBar>
  )
}

function useColumns(): readonly GridColumn<BodyRow>[] {
  const t = useTranslations('bodies')
  return [
    { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'host', header: t('fields.host'), cell: (row) => row.host.name, isSortable: true, width: 'minmax(11rem, 1.2fr)' },
    { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isSortable: true, width: '10rem' },
    { id: 'level', header: t('fields.level'), cell: (row) => t(`level.${row.level}`), isSortable: true, isExtra: true, width: '9.5rem' },
    { id: 'seats', header: t('fields.seats'), cell: (row) => t('seatCount', { count: row.seatCount }), width: '6rem' },
    {
      id: 'emptySeats', header: t('fields.emptySeats'), width: '9rem',
      cell: (row) =>
        row.status === 'current' ? row.emptySeatCount > 0 && <StatusChip tone="need">{t('emptySeatCount', { count: row.emptySeatCount })}</StatusChip> : <StatusChip tone="muted">{t(`status.${row.status}`)}</StatusChip>,
    },
  ]
}
