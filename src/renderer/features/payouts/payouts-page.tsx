import { CalendarRange, Plus, SlidersHorizontal } from 'lucide-react'
import { z } from 'zod'
import { payoutStates, type PayoutRow } from '#contract/payouts.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { ButtonGroup, DataGrid, EmptyState, FilterBar, FilterSelect, LinkButton, NoHits, Page, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PayoutStateChip } from './payout-state.tsx'

const filterSchema = z.object({ state: z.enum(payoutStates).optional().catch(undefined) })

/** All payouts, newest first. */
export function PayoutsPage() {
  const t = useTranslations('payouts')
  const format = useFormat()
  const [{ state }, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('payouts.write')
  const newButton = canWrite && (
    <LinkButton href="/payouts/new" variant="primary" icon={Plus}>
      {t('newPayout')}
    </LinkButton>
  )
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      lead={t('lead')}
      actions={
        <ButtonGroup>
          {newButton}
          <LinkButton href="/payouts/year" icon={CalendarRange}>
            {t('yearTotals')}
          </LinkButton>
          <LinkButton href="/payouts/settings" icon={SlidersHorizontal}>
            {t('settings')}
          </LinkButton>
        </ButtonGroup>
      }
    >
      <FilterBar>
        <FilterSelect
          label={t('fields.state')}
          allLabel={t('allStates')}
          value={state}
          onChange={(next) => setFilters({ state: next })}
          choices={payoutStates.map((id) => ({ id, label: t(`state.${id}`) }))}
        />
      </FilterBar>
      <DataGrid<PayoutRow, 'number'>
        label={t('title')}
        rowId={(row) => row.id}
        queryKey={['payouts.list', state]}
        fetchPage={({ offset, limit }, signal) => client.payouts.list({ ...(state && { state }), offset, limit }, { signal })}
        sort={{ column: 'number', descending: true }}
        onSortChange={() => undefined}
        href={(row) => `/payouts/${row.id}`}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="payouts" query={state ? { state } : {}} />}
        columns={[
          { id: 'number', header: t('fields.number'), cell: (row) => t('numbered', { number: String(row.number) }), isRowHeader: true, width: 'minmax(10rem, 1fr)' },
          { id: 'paidOn', header: t('paidOn'), cell: (row) => format.date(row.paidOn), width: '9rem' },
          { id: 'state', header: t('fields.state'), cell: (row) => <PayoutStateChip state={row.state} />, width: '11rem' },
          { id: 'persons', header: t('fields.persons'), cell: (row) => format.number(row.personCount), align: 'end', width: '8rem' },
          { id: 'claims', header: t('fields.claims'), cell: (row) => format.number(row.claimCount), align: 'end', isExtra: true, width: '8rem' },
          { id: 'gross', header: t('fields.gross'), cell: (row) => format.money(row.grossOre), align: 'end', width: '10rem' },
        ]}
        empty={
          state ? (
            <NoHits onClear={() => setFilters({ state: undefined })} />
          ) : (
            <EmptyState title={t('empty')} actions={newButton}>
              {t('emptyHelp')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
