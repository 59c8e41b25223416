import { z } from 'zod'
import { bodyKinds, levels, seatKinds, seatSorts, seatStates, type SeatOn } from '#contract/bodies.ts'
import { client } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DateField, FilterBar, FilterSelect, SearchField, StatusChip, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { usePlaceName } from './places.ts'

const filterSchema = z.object({
  text: z.string().catch(''),
  date: z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value)).optional().catch(undefined),
  state: z.enum(seatStates).optional().catch(undefined),
  seat: z.enum(seatKinds).optional().catch(undefined),
  kind: z.enum(bodyKinds).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  host: z.string().optional().catch(undefined),
  sort: z.enum(seatSorts).catch('body'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

/** Who sits where, in all bodies, today or on another day. */
export function AllSeatsPage() {
  const t = useTranslations('bodies')
  const [filters, setFilters] = useAddressState(filterSchema)
  const columns = useColumns()
  return (
    <ListPage<SeatOn, Filters, 'allSeats'>
      title={t('allSeats.title')}
      breadcrumbs={[{ label: t('title'), href: '/bodies' }]}
      list="allSeats"
      filter={toInput(filters)}
      filters={<SeatFilters filters={filters} onChange={setFilters} />}
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', date: filters.date, state: undefined, seat: undefined, kind: undefined, level: undefined, host: undefined }}
      fetchPage={(page, signal) => client.bodies.seatsOn({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/bodies/${row.body.id}`}
      countLabel={(count) => t('seatCount', { count })}
      columns={columns}
      emptyTitle={t('allSeats.empty')}
      emptyHelp={t('allSeats.emptyHelp')}
    />
  )
}

function toInput({ text, date, state, seat, kind, level, host }: Filters) {
  return { text, ...(date && { date }), ...(state && { state }), ...(seat && { seatKind: seat }), ...(kind && { kind }), ...(level && { level }), ...(host && { hostOrganisationId: host }) }
}

function SeatFilters({ filters, onChange }: { filters: Filters; onChange(change: Partial<Filters>): void }) {
  const t = useTranslations('bodies')
  return (
    <FilterBar>
      <SearchField label={t('allSeats.searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
      <DateField label={t('allSeats.date')} help="" value={filters.date ?? null} onChange={(value) => onChange({ date: value !== null && isLocalDate(value) ? value : undefined })} />
      <FilterSelect
        label={t('fields.status')}
        allLabel={t('allSeats.allStates')}
        width="narrow"
        value={filters.state}
        onChange={(state) => onChange({ state })}
        choices={seatStates.map((id) => ({ id, label: t(`allSeats.state.${id}`) }))}
      />
      <FilterSelect
        label={t('allSeats.seatKind')}
        allLabel={t('allSeats.allSeatKinds')}
        width="narrow"
        value={filters.seat}
        onChange={(seat) => onChange({ seat })}
        choices={seatKinds.map((id) => ({ id, label: t(`seatKind.${id}`) }))}
      />
      <FilterSelect label={t('allSeats.bodyKind')} allLabel={t('allKinds')} width="narrow" value={filters.kind} onChange={(kind) => onChange({ kind })} choices={bodyKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} />
      <FilterSelect label={t('fields.level')} allLabel={t('allLevels')} width="narrow" value={filters.level} onChange={(level) => onChange({ level })} choices={levels.map((id) => ({ id, label: t(`level.${id}`) }))} />
      <OrganisationPicker label={t('fields.host')} isFilter value={filters.host ?? null} onChange={(host) => onChange({ host: host ?? undefined })} />
    </FilterBar>
  )
}

function useColumns(): readonly GridColumn<SeatOn>[] {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const placeName = usePlaceName()
  return [
    { id: 'body', header: t('allSeats.body'), cell: (row) => row.body.name, isRowHeader: true, isSortable: true, width: 'minmax(11rem, 1.6fr)' },
    { id: 'seat', header: t('fields.seat'), cell: (row) => placeName(row), width: 'minmax(9rem, 1fr)' },
    {
      id: 'person', header: t('fields.holder'), isSortable: true, width: 'minmax(9.5rem, 1.3fr)',
      cell: (row) => (row.holder ? nameOf(row.holder.person) : <StatusChip tone="need">{t('emptySeat')}</StatusChip>),
    },
    { id: 'onBehalfOf', header: t('fields.onBehalfOf'), cell: (row) => row.holder?.onBehalfOf?.name ?? row.reservedFor?.name, isExtra: true, width: 'minmax(8.5rem, 1fr)' },
    {
      id: 'endsOn', header: t('fields.endsOn'), isSortable: true, width: '11.5rem',
      cell: (row) => row.holder && (row.isEndingSoon ? <StatusChip tone="need">{t('allSeats.endsOn', { date: format.date(row.holder.endsOn) })}</StatusChip> : format.date(row.holder.endsOn) || t('untilFurther')),
    },
    { id: 'host', header: t('fields.host'), cell: (row) => row.hostName, isExtra: true, width: 'minmax(8.5rem, 1fr)' },
  ]
}
