import { CalendarDays, CalendarPlus } from 'lucide-react'
import { z } from 'zod'
import { meetingStates, type MeetingRow } from '#contract/meetings.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DateField, FilterBar, FilterSelect, LinkButton, SearchField, Select, useTranslations } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { useMeetingColumns } from './meeting-columns.tsx'

const shown = ['upcoming', 'openSeats', 'past', 'all'] as const
const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value)).optional().catch(undefined)

const filterSchema = z.object({
  text: z.string().catch(''),
  show: z.enum(shown).catch('upcoming'),
  state: z.enum(meetingStates).optional().catch(undefined),
  from: date,
  to: date,
  sort: z.enum(['heldOn', 'body']).catch('heldOn'),
  descending: z.boolean().optional().catch(undefined),
})
type Filters = z.output<typeof filterSchema>

/** The meetings: those to come first, and the earlier ones with what is left to do. */
export function MeetingsPage() {
  const t = useTranslations('meetings')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('meetings.write')
  const columns = useMeetingColumns()
  const descending = filters.descending ?? (filters.show === 'past' || filters.show === 'all')
  return (
    <ListPage<MeetingRow, Filters & { descending: boolean }, 'meetings'>
      title={t('title')}
      list="meetings"
      filter={toInput(filters)}
      create={canWrite && { href: '/meetings/new', label: t('plan'), icon: CalendarPlus }}
      actions={
        <LinkButton href="/meetings/calendar" icon={CalendarDays}>
          {t('calendar.title')}
        </LinkButton>
      }
      filters={<MeetingFilters filters={filters} onChange={setFilters} />}
      state={{ ...filters, descending }}
      onStateChange={setFilters}
      unfiltered={{ text: '', state: undefined, from: undefined, to: undefined, show: 'all' }}
      fetchPage={(page, signal) => client.meetings.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/meetings/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, show, state, from, to }: Filters) {
  return { text, ...(show === 'openSeats' && { hasOpenSeats: true as const }), ...((show === 'upcoming' || show === 'past') && { when: show }), ...(state && { state }), ...(from && { heldFrom: from }), ...(to && { heldTo: to }) }
}

function MeetingFilters({ filters, onChange }: { filters: Filters; onChange(change: Partial<Filters>): void }) {
  const t = useTranslations('meetings')
  const chosenDate = (value: string | null) => (value !== null && isLocalDate(value) ? value : undefined)
  return (
    <FilterBar>
      <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
      <Select label={t('filter.when')} width="narrow" value={filters.show} onChange={(show) => onChange({ show, descending: undefined })} choices={shown.map((id) => ({ id, label: t(`filter.${id}`) }))} />
      <FilterSelect
        label={t('filter.state')}
        allLabel={t('filter.allStates')}
        width="narrow"
        value={filters.state}
        onChange={(state) => onChange({ state })}
        choices={meetingStates.map((id) => ({ id, label: t(`state.${id}`) }))}
      />
      <DateField label={t('filter.from')} help="" value={filters.from ?? null} onChange={(value) => onChange({ from: chosenDate(value) })} />
      <DateField label={t('filter.to')} help="" value={filters.to ?? null} onChange={(value) => onChange({ to: chosenDate(value) })} />
    </FilterBar>
  )
}
