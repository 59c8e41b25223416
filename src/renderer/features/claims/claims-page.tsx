import { BadgeCheck, CircleDollarSign, HandHeart, Scale } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { claimSorts, claimStates, type ClaimRow } from '#contract/claims.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import {
  Button, ButtonGroup, EmptyState, FilterBar, FilterSelect, FilteredGrid, LinkButton, Page, SearchField, useFormat, useTranslations, type GridColumn,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { localDate, yearOf } from '#shared/dates.ts'
import { ApproveAllDialog, useApproveMany } from './approve-many.tsx'
import { ClaimStateChip } from './claim-state.tsx'

const filterSchema = z.object({
  text: z.string().catch(''),
  state: z.enum(claimStates).optional().catch(undefined),
  year: z.int().min(1990).max(2200).optional().catch(undefined),
  sort: z.enum(claimSorts).catch('occurredOn'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** The treasurer's list of claims: find, open, approve. */
export function ClaimsPage() {
  const t = useTranslations('claims')
  const [filters, setFilters] = useAddressState(filterSchema)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isApprovingAll, setApprovingAll] = useState(false)
  const canApprove = useCan('claims.approve')
  const approveMany = useApproveMany()
  const columns = useColumns()

  async function approveSelected() {
    await approveMany([...selected])
    setSelected(new Set())
  }

  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')} actions={<PageActions />}>
      <ClaimFilters filters={filters} onChange={setFilters} />
      {canApprove && (
        <ButtonGroup>
          {selected.size > 0 ? (
            <Button variant="primary" icon={BadgeCheck} onPress={approveSelected}>
              {t('approveSelected', { count: selected.size })}
            </Button>
          ) : (
            <Button icon={BadgeCheck} onPress={() => setApprovingAll(true)}>
              {t('approveAll')}
            </Button>
          )}
        </ButtonGroup>
      )}
      <FilteredGrid<ClaimRow, Filters>
        label={t('title')}
        query="claims.list"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ text: '', state: undefined, year: undefined }}
        fetchPage={(page, signal) => client.claims.list({ ...toInput(filters), withSum: false, ...page }, { signal })}
        href={(row) => `/claims/${row.id}`}
        {...(canApprove && { selected, onSelectionChange: setSelected })}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="claims" query={{ ...toInput(filters), withSum: false, sort: filters.sort, descending: filters.descending }} />}
        columns={columns}
        empty={<EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
      />
      {isApprovingAll && <ApproveAllDialog onClose={() => setApprovingAll(false)} />}
    </Page>
  )
}

function PageActions() {
  const t = useTranslations('claims')
  const canPay = useCan('payouts.write')
  const canReadTariffs = useCan('tariffs.read')
  return (
    <ButtonGroup>
      {canPay && (
        <LinkButton href="/payouts/new" variant="primary" icon={CircleDollarSign}>
          {t('toPayouts')}
        </LinkButton>
      )}
      {canReadTariffs && (
        <LinkButton href="/tariffs" icon={Scale}>
          {t('toTariffs')}
        </LinkButton>
      )}
      <LinkButton href="/claims/thanks" icon={HandHeart}>
        {t('thanks')}
      </LinkButton>
    </ButtonGroup>
  )
}

function toInput({ text, state, year }: Filters) {
  const [occurredFrom, occurredTo] = year === undefined ? [] : [localDate(year, 1, 1), localDate(year, 12, 31)]
  return { text, ...(state && { state }), ...(occurredFrom && { occurredFrom }), ...(occurredTo && { occurredTo }) }
}

const yearsBack = 7

function ClaimFilters({ filters, onChange }: { filters: Filters; onChange(change: Partial<Filters>): void }) {
  const t = useTranslations('claims')
  const years = Array.from({ length: yearsBack }, (_, back) => String(yearOf(systemClock.today()) - back))
  return (
    <FilterBar>
      <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
      <FilterSelect
        label={t('fields.state')}
        allLabel={t('allStates')}
        value={filters.state}
        onChange={(state) => onChange({ state })}
        choices={claimStates.map((id) => ({ id, label: t(`state.${id}`) }))}
      />
      <FilterSelect
        label={t('fields.year')}
        allLabel={t('allYears')}
        width="narrow"
        value={filters.year?.toString()}
        onChange={(year) => onChange({ year: year === undefined ? undefined : Number(year) })}
        choices={years.map((id) => ({ id, label: id }))}
      />
    </FilterBar>
  )
}

function useColumns(): readonly GridColumn<ClaimRow>[] {
  const t = useTranslations('claims')
  const format = useFormat()
  const nameOf = usePersonName()
  return [
    { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, isSortable: true, width: 'minmax(9rem, 1.5fr)' },
    { id: 'body', header: t('fields.body'), cell: (row) => row.bodyName, isSortable: true, width: 'minmax(8rem, 2fr)' },
    { id: 'occurredOn', header: t('fields.occurredOn'), cell: (row) => format.date(row.occurredOn), isSortable: true, width: '7rem' },
    { id: 'state', header: t('fields.state'), cell: (row) => <ClaimStateChip state={row.state} />, width: '13rem' },
    {
      id: 'stipend', header: t('fields.stipend'), align: 'end', isExtra: true, width: '7.5rem',
      cell: (row) => (row.isStipendDeclined ? t('declines') : format.money(row.stipendOre)),
    },
    { id: 'total', header: t('fields.total'), cell: (row) => format.money(row.totalOre), align: 'end', isSortable: true, width: '8rem' },
  ]
}
