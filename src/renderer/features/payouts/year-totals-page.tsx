import { z } from 'zod'
import { yearlyLimitOf } from '#contract/payouts.ts'
import { client } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DataGrid, EmptyState, FilterBar, Page, Select, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

type YearRow = Awaited<ReturnType<typeof client.payouts.yearTotals>>['rows'][number]

const filterSchema = z.object({ year: z.int().min(1990).max(2200).optional().catch(undefined) })
const yearsBack = 7

/** What each person was paid in a calendar year, against the limits of 100 and 1 000 kr. */
export function YearTotalsPage() {
  const t = useTranslations('payouts')
  const format = useFormat()
  const nameOf = usePersonName()
  const thisYear = yearOf(systemClock.today())
  const [{ year = thisYear }, setFilters] = useAddressState(filterSchema)
  const years = Array.from({ length: yearsBack }, (_, back) => String(thisYear - back))
  return (
    <Page title={t('yearTotals')} windowTitle={t('yearTotals')} lead={t('yearTotalsLead')} breadcrumbs={[{ label: t('title'), href: '/payouts' }]}>
      <FilterBar>
        <Select width="narrow" label={t('fields.year')} value={String(year)} onChange={(chosen) => setFilters({ year: Number(chosen) })} choices={years.map((id) => ({ id, label: id }))} />
      </FilterBar>
      <DataGrid<YearRow, 'person'>
        label={t('yearTotals')}
        rowId={(row) => row.person.id}
        queryKey={['payouts.yearTotals', year]}
        fetchPage={({ offset, limit }, signal) => client.payouts.yearTotals({ year, offset, limit }, { signal })}
        sort={{ column: 'person', descending: false }}
        onSortChange={() => undefined}
        href={(row) => `/people/${row.person.id}`}
        actions={<TakeOutList list="yearTotals" query={{ year }} />}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, width: 'minmax(10rem, 2fr)' },
          { id: 'taxable', header: t('fields.taxable'), cell: (row) => format.money(row.taxableOre), align: 'end', width: '8.5rem' },
          { id: 'benefit', header: t('fields.benefit'), cell: (row) => format.money(row.benefitOre), align: 'end', isExtra: true, width: '7rem' },
          { id: 'taxFree', header: t('fields.taxFree'), cell: (row) => format.money(row.taxFreeOre), align: 'end', isExtra: true, width: '7.5rem' },
          { id: 'tax', header: t('fields.tax'), cell: (row) => format.money(row.taxOre), align: 'end', width: '7.5rem' },
          { id: 'contribution', header: t('fields.contribution'), cell: (row) => format.money(row.contributionOre), align: 'end', width: '8rem' },
          { id: 'limit', header: t('fields.limit'), cell: (row) => <StatusChip tone={row.isOverYearlyLimit ? 'neutral' : 'muted'}>{t(`limit.${yearlyLimitOf(row)}`)}</StatusChip>, width: '10rem' },
        ]}
        empty={<EmptyState title={t('noYearTotals')} />}
      />
    </Page>
  )
}
