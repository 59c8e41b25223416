import { Calculator, FileDown, ReceiptText, SlidersHorizontal, Tags } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { feeStates, memberships, type FeeRow } from '#contract/memberships.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DataGrid, DateField, EmptyState, Fields, FilterBar, FilterSelect, FormDialog, LinkButton, NoHits, Page, Select, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'
import { FeeStateChip } from './fee-state.tsx'
import { feeYears } from './fee-years.ts'

const filterSchema = z.object({ year: z.int().optional().catch(undefined), state: z.enum(feeStates).optional().catch(undefined) })

/** A year's fees: what has been asked for, what has been paid, and what to do about the rest. */
export function FeesPage() {
  const t = useTranslations('memberships')
  const format = useFormat()
  const nameOf = usePersonName()
  const canWrite = useCan('fees.write')
  const [isReminding, setReminding] = useState(false)
  const [{ year = yearOf(systemClock.today()), state }, setFilters] = useAddressState(filterSchema)
  const filter = { year, ...(state && { state }) }
  const { data: sums } = useQuery(api.memberships.listFees.queryOptions({ input: { ...filter, limit: 1 } }))
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      lead={t('lead')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <LinkButton href="/memberships/charge" variant="primary" icon={ReceiptText}>
              {t('chargeYear')}
            </LinkButton>
          )}
          {canWrite && (
            <LinkButton href="/memberships/payments" icon={FileDown}>
              {t('payments')}
            </LinkButton>
          )}
          <LinkButton href="/memberships/count" icon={Calculator}>
            {t('memberCount')}
          </LinkButton>
          <LinkButton href="/memberships/rates" icon={Tags}>
            {t('rates')}
          </LinkButton>
          <LinkButton href="/memberships/settings" icon={SlidersHorizontal}>
            {t('settings')}
          </LinkButton>
        </ButtonGroup>
      }
    >
      <FilterBar>
        <Select width="narrow" label={t('fields.year')} value={String(year)} onChange={(chosen) => setFilters({ year: Number(chosen) })} choices={feeYears()} />
        <FilterSelect
          label={t('fields.state')}
          allLabel={t('fields.allStates')}
          value={state}
          onChange={(next) => setFilters({ state: next })}
          choices={feeStates.map((id) => ({ id, label: t(`state.${id}`) }))}
        />
        {canWrite && <Button onPress={() => setReminding(true)}>{t('remindAll')}</Button>}
      </FilterBar>
      {sums && sums.total > 0 && <p>{t('sums', { asked: format.money(sums.askedOre), paid: format.money(sums.paidOre) })}</p>}
      <DataGrid<FeeRow, 'person'>
        label={t('title')}
        rowId={(row) => row.id}
        queryKey={['memberships.listFees', year, state]}
        fetchPage={({ offset, limit }, signal) => client.memberships.listFees({ ...filter, offset, limit }, { signal })}
        sort={{ column: 'person', descending: false }}
        onSortChange={() => undefined}
        href={(row) => `/people/${row.person.id}`}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="fees" query={filter} />}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, width: 'minmax(9.5rem, 2fr)' },
          { id: 'amount', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end', width: '6.5rem' },
          { id: 'dueOn', header: t('fields.dueOn'), cell: (row) => format.date(row.dueOn), isExtra: true, width: '7.5rem' },
          { id: 'reference', header: t('fields.reference'), cell: (row) => row.reference, isExtra: true, width: '8rem' },
          { id: 'state', header: t('fields.state'), cell: (row) => <FeeStateChip fee={row} />, width: 'minmax(16.5rem, 1fr)' },
          {
            id: 'reminders', header: t('fields.reminders'), isExtra: true, width: '8.5rem',
            cell: (row) => t('remindedTimes', { count: row.reminderCount, date: format.date(row.lastRemindedOn) }),
          },
        ]}
        empty={
          state ? (
            <NoHits onClear={() => setFilters({ state: undefined })} />
          ) : (
            <EmptyState title={t('empty', { year: String(year) })} actions={canWrite && <LinkButton href="/memberships/charge">{t('chargeYear')}</LinkButton>}>
              {t('emptyHelp')}
            </EmptyState>
          )
        }
      />
      {isReminding && <RemindDialog year={year} onClose={() => setReminding(false)} />}
    </Page>
  )
}

function RemindDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.remind),
    defaultValues: { year, remindedOn: systemClock.today() },
    async save(values) {
      const { count } = await client.memberships.remind(values)
      await notifyUndoable(t('reminded', { count }))
      onClose()
    },
  })
  return (
    <FormDialog title={t('remindAll')} onClose={onClose} form={form} saveLabel={t('remindAll')} intro={<p>{t('remindAllHelp', { year: String(year) })}</p>}>
      <Fields>
        <DateField label={t('fields.remindedOn')} {...form.field('remindedOn')} />
      </Fields>
    </FormDialog>
  )
}
