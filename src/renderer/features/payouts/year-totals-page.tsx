import { z } from 'zod'
import { client } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DataGrid, EmptyState, FilterBar, Page, Select, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
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
        <Select label={t('fields.year')} value={String(year)} onChange={(chosen) => setFilters({ year: Number(chosen) })} choices={years.map((id) => ({ id, label: id }))} />
      </FilterBar>
      <DataGrid<YearRow, 'person'>
        label={t('yearTotals')}
        rowId={(row) => row.person.id}
        queryKey={['payouts.yearTotals', year]}
        fetchPage={({ offset, limit }, signal) => client.payouts.yearTotals({ year, offset, limit }, { signal })}
        sort={{ column: 'person', descending: false }}
        onSortChange={() => undefined}
        href={(row) => `/people/${row.person.id}`}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, width: 'minmax(12rem, 2fr)' },
          { id: 'taxable', header: t('fields.taxable'), cell: (row) => format.money(row.taxableOre), align: 'end', width: '10rem' },
          { id: 'benefit', header: t('fields.benefit'), cell: (row) => format.money(row.benefitOre), align: 'end', isExtra: true, width: '9rem' },
          { id: 'taxFree', header: t('fields.taxFree'), cell: (row) => format.money(row.taxFreeOre), align: 'end', isExtra: true, width: '9rem' },
          { id: 'tax', header: t('fields.tax'), cell: (row) => format.money(row.taxOre), align: 'end', width: '9rem' },
          { id: 'contribution', header: t('fields.contribution'), cell: (row) => format.money(row.contributionOre), align: 'end', width: '9rem' },
          { id: 'reported', header: t('fields.reported'), cell: (row) => (row.isReported ? t('reported') : t('notReported')), isExtra: true, width: '11rem' },
          {
            id: 'limit', header: t('fields.state'), width: '11rem',
            cell: (row) => <StatusChip tone={row.isOverYearlyLimit ? 'neutral' : 'muted'}>{t(row.isOverYearlyLimit ? 'overLimit' : 'underLimit')}</StatusChip>,
          },
        ]}
        empty={<EmptyState title={t('noYearTotals')} />}
      />
    </Page>
  )
}
